"""Findings on balances that stand on the wrong side."""

from __future__ import annotations

from tests.checks.cases.case import CHART_FILE, LEDGER, At, Case, appended, both, case
from tests.checks.cases.changes import voucher
from tests.conftest import Changes
from tests.workspaces import edited


def later(number: str, day: str, *postings: str) -> str:
    """One more voucher of 2021, on a month and day."""
    rows = "".join(f"  {posting}\n" for posting in postings)
    return f'\n2021-{day} * "Senare"\n  ver: "{number}"\n{rows}'


# The bank stands at 2700 on the last day booked; storstad owes 400 on invoice 2021-1.
SPENT = ("Expenses:4010-Kostnader 3000.00 SEK", "Assets:1930-Bank -3000.00 SEK")
GIVEN = ("Assets:1930-Bank 3000.00 SEK", "Income:3190-Övrigt -3000.00 SEK")
OVERPAID = (
    "Assets:1930-Bank 500.00 SEK",
    "Assets:1510-Kundfordringar -500.00 SEK",
    '  member: "storstad"',
    '  invoice: "2021-1"',
)
PAID_BACK = (
    "Assets:1930-Bank -100.00 SEK",
    "Assets:1510-Kundfordringar 100.00 SEK",
    '  member: "storstad"',
    '  invoice: "2021-1"',
)
IN_ADVANCE = ("Liabilities:2440-Leverantörsskulder 300.00 SEK", "Assets:1930-Bank -300.00 SEK")
IN_DEBT_TO_BANK = (
    "Expenses:4010-Kostnader 300.00 SEK",
    "Liabilities:2440-Leverantörsskulder -300.00 SEK",
    '  counterparty: "banken"',
)
PAID_TO_A_MEMBER = (
    "Liabilities:2440-Leverantörsskulder 200.00 SEK",
    '  counterparty: "forbundet"',
    "Assets:1930-Bank -200.00 SEK",
)
OF_NOTHING = later("A8", "12-01", "Assets:1930-Bank 7.00 SEK", "Income:3190-Övrigt -7.00 SEK")

CASES: dict[str, Case] = {
    "BOK240": case(
        voucher("A7", *SPENT),
        At("BOK240", LEDGER, 50, "Assets:1930-Bank -3000.00"),
        says="1930 Bank stands at -300.00 kr on 2021-08-01",
        hints="credit-limit",
    ),
    "BOK240 though it comes back": case(
        both(appended(LEDGER, later("A7", "08-01", *SPENT) + later("A8", "08-02", *GIVEN))),
        At("BOK240", LEDGER, 50, "Assets:1930-Bank -3000.00"),
        says="-300.00 kr on 2021-08-01",
    ),
    "BOK240 beyond what is granted": case(
        both(
            voucher("A7", *SPENT),
            edited(CHART_FILE, ("1930-Bank SEK", "1930-Bank SEK\n  credit-limit: 299.99 SEK")),
        ),
        At("BOK240", LEDGER, 50, "Assets:1930-Bank -3000.00"),
    ),
    "BOK241": case(
        voucher("A7", *OVERPAID),
        At("BOK241", LEDGER, 50, "Assets:1510-Kundfordringar -500.00"),
        says="Storstads kommun has paid 100.00 kr more than is owed, since 2021-08-01",
        hints="2420",
    ),
    "BOK242": case(
        both(appended(LEDGER, later("A7", "08-01", *IN_ADVANCE) + OF_NOTHING)),
        At("BOK242", LEDGER, 49, "Liabilities:2440-Leverantörsskulder 300.00"),
        says="2440 Leverantörsskulder stands 300.00 kr in debit since 2021-08-01",
        hints="either-side",
    ),
    "BOK242 of a supplier who is paid another's debt": case(
        appended(
            LEDGER,
            later("A7", "08-01", *IN_DEBT_TO_BANK)
            + later("A8", "08-31", *PAID_TO_A_MEMBER)
            + later("A9", "12-15", "Assets:1930-Bank 7.00 SEK", "Income:3190-Övrigt -7.00 SEK"),
        ),
        At("BOK242", LEDGER, 55, "Liabilities:2440-Leverantörsskulder 200.00"),
        says="Förbundet has been paid 200.00 kr more than is owed, since 2021-08-31",
    ),
    "BOK242 of income when the year ends": case(
        edited(
            LEDGER,
            ('2021-07-01 * "Övrig', '2021-12-31 * "Övrig'),
            ("Assets:1930-Bank                 50.00", "Assets:1930-Bank                -50.00"),
            ("Income:3190-Övrigt              -50.00", "Income:3190-Övrigt               50.00"),
        ),
        At("BOK242", LEDGER, 45, "Income:3190-Övrigt"),
        says="3190 Övrigt stands 50.00 kr in debit since 2021-12-31",
    ),
    "BOK242 of a cost when the year ends": case(
        edited(
            LEDGER,
            ('2021-06-01 * "Banken"', '2021-12-31 * "Banken"'),
            ("Expenses:4010-Kostnader         150.00", "Expenses:4010-Kostnader        -150.00"),
            ("Assets:1930-Bank               -150.00", "Assets:1930-Bank                150.00"),
        ),
        At("BOK242", LEDGER, 37, "Expenses:4010-Kostnader"),
        says="4010 Kostnader stands 150.00 kr in credit",
    ),
    "BOK242 of a year that is over by the calendar": case(
        voucher("A7", "Income:3980-Bidrag 90.00 SEK", "Assets:1930-Bank -90.00 SEK")
        | appended(CHART_FILE, "2019-12-31 open Income:3980-Bidrag SEK\n"),
        At("BOK242", LEDGER, 49, "Income:3980-Bidrag"),
        says="3980 Bidrag stands 90.00 kr in debit since 2021-08-01",
    ),
}

# What lies just on the right side.
FAULTLESS: dict[str, Changes] = {
    "a bank account with a credit": both(
        voucher("A7", *SPENT),
        edited(CHART_FILE, ("1930-Bank SEK", "1930-Bank SEK\n  credit-limit: 300 SEK")),
    ),
    "money that comes in the evening": appended(
        LEDGER, later("A7", "08-01", *SPENT) + later("A8", "08-01", *GIVEN)
    ),
    "a member who has paid too much and had it back": appended(
        LEDGER, later("A7", "08-01", *OVERPAID) + later("A8", "08-20", *PAID_BACK)
    ),
    "a member who has paid one invoice twice and owes another": appended(
        LEDGER,
        later("A7", "08-01", *OVERPAID)
        + later(
            "A8",
            "08-01",
            "Assets:1510-Kundfordringar 100.00 SEK",
            '  member: "storstad"',
            '  invoice: "2021-9"',
            "Income:3190-Övrigt -100.00 SEK",
        ),
    ),
    "an account that may be on either side": both(
        appended(LEDGER, later("A7", "08-01", *IN_ADVANCE) + OF_NOTHING),
        edited(
            CHART_FILE,
            ("2440-Leverantörsskulder SEK", "2440-Leverantörsskulder SEK\n  either-side: TRUE"),
        ),
    ),
}

# What may be so in the course of a year, and until its last days have had time to be booked.
IN_THE_YEAR: dict[str, Changes] = {
    "a supplier paid a quarter before the invoice comes": appended(
        LEDGER, later("A7", "09-01", *IN_ADVANCE) + OF_NOTHING
    ),
    "income that is turned in the course of the year": edited(
        LEDGER,
        ("Assets:1930-Bank                 50.00", "Assets:1930-Bank                -50.00"),
        ("Income:3190-Övrigt              -50.00", "Income:3190-Övrigt               50.00"),
    ),
}
