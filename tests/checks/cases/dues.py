"""Findings on dues."""

from __future__ import annotations

from tests.checks.cases.case import (
    LEDGER,
    MEMBERS,
    At,
    Case,
    appended,
    case,
)
from tests.checks.cases.changes import (
    NEW_MEMBER,
    levy_on,
)
from tests.workspaces import edited

CASES: dict[str, Case] = {
    "DUE401": case(
        edited(
            LEDGER,
            ("Income:3110-Årsavgifter        -400.00", "Income:3110-Årsavgifter        -399.00"),
            ("Kundfordringar      400.00", "Kundfordringar      399.00"),
        ),
        At("DUE401", LEDGER, 3, "Storstads kommun"),
        says="booked 399.00 kr, computed 400.00 kr",
        hints="--member storstad --explain",
    ),
    "DUE401 of a charge that was never booked": case(
        appended(MEMBERS, NEW_MEMBER),
        At("DUE401", MEMBERS, 25, "[[members]]"),
        At("DUE401", MEMBERS, 25, "[[members]]"),  # of 2020 and of 2021
        says="booked 0.00 kr, computed 100.00 kr",
    ),
    "DUE401 of a charge on nobody": case(
        appended(
            LEDGER,
            '\n2021-08-01 * "Årsavgift"\n'
            '  ver: "A7"\n'
            "  Assets:1930-Bank 1.00 SEK\n"
            "  Income:3110-Årsavgifter -1.00 SEK\n",
        ),
        At("DUE401", LEDGER, 50, "Income:3110-Årsavgifter"),
        says="1.00 kr",
    ),
    "DUE401 of a levy that fell due on the day of the last voucher": case(
        levy_on("07-01"),
        At("DUE401", MEMBERS, 1, "[[members]]"),
        At("DUE401", MEMBERS, 8, "[[members]]"),
        At("DUE401", MEMBERS, 19, "[[members]]"),
        says="special levy 2021: booked 0.00 kr, computed 30.00 kr",
    ),
    "DUE402": case(
        appended(
            MEMBERS,
            """
[[members]]
id = "nyby"
name = "Nyby"
kind = "municipality"
joined = 2021-06-01

[[members.populations]]
date = 2021-06-02
count = 1
source = "exempel"
""",
        ),
        At("DUE402", MEMBERS, 25, "[[members]]"),
        At("DUE402", MEMBERS, 25, "[[members]]"),  # neither contribution nor fee
        says="2021-06-01",
    ),
}
