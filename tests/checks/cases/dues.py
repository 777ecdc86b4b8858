"""Findings on dues."""

from __future__ import annotations

from tests.checks.cases.case import (
    ASSOCIATION,
    CHART_FILE,
    FEES,
    LEDGER,
    MEMBERS,
    STATEMENTS,
    At,
    Case,
    appended,
    both,
    case,
)
from tests.checks.cases.changes import (
    NEW_MEMBER,
    group,
    levy_on,
    next_year,
)
from tests.workspaces import edited

CASH = edited(ASSOCIATION, ('seat = "Exempelstad"', 'seat = "Exempelstad"\naccounting = "cash"'))

# A year of a month after the two.
SHORT_YEAR = both(
    appended(
        ASSOCIATION,
        '\n[[fiscal_years]]\nlabel = "2022"\nstart = 2022-01-01\nend = 2022-01-31\n',
    ),
    appended(
        LEDGER,
        '\n2021-12-31 * "Årets resultat"\n  ver: "A7"\n'
        "  Expenses:8999-Årets-resultat 600.00 SEK\n"
        "  Equity:2069-Årets-resultat\n"
        '\n2022-01-10 * "Kostnad"\n  ver: "A1"\n'
        "  Expenses:4010-Kostnader 1.00 SEK\n"
        "  Assets:1930-Bank\n",
    ),
)

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
    "DUE403": case(
        levy_on("07-01"),  # the day of the last voucher; 30 + 20 + 10 kr
        At("DUE403", FEES, 40, "[[schedules]]"),
        says="charged on 2021-07-01: 60.00 kr computed and not yet booked (members: 3)",
        hints="sambruk dues 2021",
    ),
    "DUE401 of a levy in a year that is closed": case(
        both(
            levy_on("07-01"),
            edited(ASSOCIATION, ("end = 2021-12-31", "end = 2021-12-31\nclosed = true")),
        ),
        At("DUE401", MEMBERS, 1, "[[members]]"),
        At("DUE401", MEMBERS, 8, "[[members]]"),
        At("DUE401", MEMBERS, 19, "[[members]]"),
        At("BOK217", ASSOCIATION, 17, "[[fiscal_years]]"),  # its result is not booked
        At("BOK239", ASSOCIATION, 21, "closed = true"),
        says="special levy 2021: booked 0.00 kr, computed 30.00 kr",
    ),
    "DUE404": case(
        both(
            CASH,
            edited(
                LEDGER,
                (
                    "Income:3110-Årsavgifter        -400.00",
                    "Income:3110-Årsavgifter        -150.00",
                ),
                ("Kundfordringar      400.00", "Kundfordringar      150.00"),
            ),
        ),
        At("DUE404", FEES, 30, "[[schedules]]"),
        says="annual fee through 2021: 250.00 kr charged and not paid by storstad",
    ),
    "DUE404 of one who has paid too much": case(
        both(
            CASH,
            edited(
                LEDGER,
                (
                    "Income:3110-Årsavgifter        -400.00",
                    "Income:3110-Årsavgifter        -500.00",
                ),
                ("Kundfordringar      400.00", "Kundfordringar      500.00"),
            ),
        ),
        At("DUE404", LEDGER, 3, "Storstads kommun"),
        says="Storstads kommun, annual fee 2021: paid 100.00 kr more than was charged",
    ),
    "DUE405": case(
        SHORT_YEAR,
        At("DUE405", FEES, 35, "charged_on"),
        At("REG115", ASSOCIATION, 27, "signed_on"),
        At("STM307", STATEMENTS, 55, "[[layouts.balance_sheet]]"),  # 2022 has ended
        says="2022 has no 02-01, on which arsavgift charges",
    ),
    "DUE405 of an instalment": case(
        both(
            SHORT_YEAR,
            edited(
                FEES,
                (
                    'charged_on = "02-01"\n',
                    "instalments = [\n"
                    '  { due = "01-31", part = 0.5 },\n  { due = "02-01", part = 0.5 },\n]\n',
                ),
            ),
            edited(
                MEMBERS,
                ('kind = "organisation"', 'kind = "organisation"\nleft = 2021-12-31'),
                ('tier_source = "exempel"', 'tier_source = "exempel"\nleft = 2021-12-31'),
                ("joined = 2021-05-10", "joined = 2021-05-10\nleft = 2021-12-31"),
            ),
        ),
        At("DUE405", FEES, 37, "02-01"),
        At("REG115", ASSOCIATION, 27, "signed_on"),
        At("STM307", STATEMENTS, 55, "[[layouts.balance_sheet]]"),  # 2022 has ended
        says="2022 has no 02-01, on which an instalment of arsavgift is due",
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

[[members.attributes]]
name = "population"
date = 2021-06-02
value = 1
source = "exempel"
""",
        ),
        At("DUE402", MEMBERS, 25, "[[members]]"),
        At("DUE402", MEMBERS, 25, "[[members]]"),  # neither contribution nor fee
        says="2021-06-01",
    ),
    "DUE402 of a rate without its attribute": case(
        both(
            appended(CHART_FILE, "2019-12-31 open Income:3120-Extra SEK\n"),
            appended(
                FEES,
                next_year('kinds = ["municipality"]\nrate = { of = ["population"], per_unit = 0 }')
                .replace("valid_from = 2031", "charged_on = '06-01'\nvalid_from = 2021")
                .replace("3190", "3120"),
            ),
        ),
        At("DUE402", MEMBERS, 1, "[[members]]"),
        says="Storstads kommun: nasta gives no amount on 2021-06-01: "
        "no population is known by 2021-06-01",
    ),
    "DUE406": case(
        both(
            appended(
                MEMBERS,
                group("familjen", "lillby", ("lillby", ""), ("storstad", "")).replace(
                    "2031-01-01", "2021-01-01"
                ),
            ),
        ),
        At("DUE406", MEMBERS, 28, "lillby"),
        says="Familjen: lillby pays for the group but is no member on 2021-02-01",
        hints="until then each pays for itself",
    ),
}
