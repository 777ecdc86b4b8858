"""Findings on vouchers and postings."""

from __future__ import annotations

from tests.checks.cases.case import (
    ASSOCIATION,
    LEDGER,
    LEDGER_2020,
    MEMBERS,
    STATEMENTS,
    At,
    Case,
    appended,
    both,
    case,
)
from tests.checks.cases.grants import OF_VOUCHERS
from tests.workspaces import edited

CASES: dict[str, Case] = {
    "BOK202": case(
        edited(LEDGER, ("-50.00 SEK", "-49.99 SEK")),
        At("BOK202", LEDGER, 42, "Övrig intäkt"),
        At("STM303", STATEMENTS, 27, "[[layouts.balance_sheet]]"),
        says="0.01",
    ),
    "BOK202 of a fraction that Beancount lets pass": case(
        edited(LEDGER, ("-50.00 SEK", "-50.004 SEK")),
        At("BOK202", LEDGER, 42, "Övrig intäkt"),
        At("BOK207", LEDGER, 45, "50.004"),
        At("STM303", STATEMENTS, 27, "[[layouts.balance_sheet]]"),
    ),
    "BOK202 of a voucher without postings": case(
        appended(LEDGER, '\n2021-08-01 * "Tom"\n  ver: "A7"\n'),
        At("BOK202", LEDGER, 47, "Tom"),
        says="no postings",
    ),
    "BOK202 of a voided voucher with postings": case(
        edited(LEDGER, ('  ver: "A6"\n', '  ver: "A6"\n  voided: TRUE\n')),
        At("BOK202", LEDGER, 42, "Övrig intäkt"),
        says="marked as voided",
        hints="another voucher",
    ),
    "BOK202 of a voucher that is not voided": case(
        appended(LEDGER, '\n2021-08-01 * "Tom"\n  ver: "A7"\n  voided: FALSE\n'),
        At("BOK202", LEDGER, 47, "Tom"),
        says="no postings",
    ),
    "BOK203": case(
        edited(LEDGER, ('  ver: "A6"\n', "")),
        At("BOK203", LEDGER, 42, "Övrig intäkt"),
        says="no number",
    ),
    "BOK203 of a number that is none": case(
        edited(LEDGER, ('ver: "A6"', 'ver: "A06"')),
        At("BOK203", LEDGER, 42, "Övrig intäkt"),
        says='"A06"',
    ),
    "BOK204": case(
        edited(LEDGER, ('ver: "A6"', 'ver: "A7"')),
        At("BOK204", LEDGER, 42, "Övrig intäkt"),
        says="A6 is missing in 2021",
    ),
    "BOK204 of several numbers": case(
        edited(LEDGER, ('ver: "A6"', 'ver: "A9"')),
        At("BOK204", LEDGER, 42, "Övrig intäkt"),
        says="A6-A8 are missing in 2021",
    ),
    "BOK204 of a series that does not begin with one": case(
        edited(LEDGER, ('ver: "A6"', 'ver: "B2"')),
        At("BOK204", LEDGER, 42, "Övrig intäkt"),
        says="B1 is missing in 2021",
    ),
    "BOK205": case(
        edited(LEDGER, ('ver: "A6"', 'ver: "A5"')),
        At("BOK205", LEDGER, 42, "Övrig intäkt"),
        says=f"{LEDGER}:35",
    ),
    "BOK207": case(
        edited(
            LEDGER,
            ("Assets:1930-Bank                 50.00", "Assets:1930-Bank                 50.001"),
            ("-50.00 SEK", "-50.001 SEK"),
        ),
        At("BOK207", LEDGER, 44, "50.001"),
        At("BOK207", LEDGER, 45, "-50.001"),
        says="50.001",
    ),
    "BOK209": case(
        edited(LEDGER, ("2021-07-01", "2022-01-01")),
        At("BOK209", LEDGER, 42, "2022-01-01"),
        says="2022-01-01",
    ),
    "BOK209 of balances brought in after the last year": case(
        edited(LEDGER, ("2021-07-01", "2022-01-01"), ('  ver: "A6"\n', "  opening: TRUE\n")),
        At("BOK209", LEDGER, 42, "2022-01-01"),
    ),
    "BOK210": case(
        edited(LEDGER, ('  ver: "A6"\n', "  opening: TRUE\n")),
        At("BOK210", LEDGER, 42, "Övrig intäkt"),
        says="2021",
    ),
    "BOK210 of a balance on the first day": case(
        edited(LEDGER, ("2300.00", "2301.00")), At("BOK210", LEDGER, 1, "2301.00")
    ),
    "BOK210 of a result that never reached equity": case(
        edited(ASSOCIATION, ("closed = true\n", ""))
        | edited(
            LEDGER_2020,
            (
                "  Expenses:8999-Årets-resultat    300.00",
                "  Expenses:8999-Årets-resultat    290.00",
            ),
            ("Equity:2069-Årets-resultat     -300.00", "Equity:2069-Årets-resultat     -290.00"),
        )
        | edited(
            LEDGER,
            ("Equity:2069-Årets-resultat      300.00", "Equity:2069-Årets-resultat      290.00"),
            ("Equity:2067-Balanserat-resultat -300.00", "Equity:2067-Balanserat-resultat -290.00"),
        ),
        At("BOK210", LEDGER_2020, 39, "Årets resultat"),
        says="10.00 kr",
    ),
    "BOK212": case(
        appended(LEDGER, '    project: "broon"\n'),
        At("BOK212", LEDGER, 45, "Income:3190-Övrigt"),
        says='"broon"',
        hints='did you mean "bron"?',
    ),
    "BOK212 of a member": case(
        appended(LEDGER, '    member: "storstd"\n'),
        At("BOK212", LEDGER, 45, "Income:3190-Övrigt"),
        hints='did you mean "storstad"?',
    ),
    "BOK212 of a counterparty": case(
        appended(LEDGER, '    counterparty: "kassan"\n'),
        At("BOK212", LEDGER, 45, "Income:3190-Övrigt"),
        hints="config/counterparties.toml",
    ),
    "BOK212 of an invoice": case(
        appended(
            LEDGER,
            '\n2021-08-01 * "Inbetalning"\n'
            '  ver: "A7"\n'
            "  Assets:1930-Bank 400.00 SEK\n"
            "  Assets:1510-Kundfordringar -400.00 SEK\n"
            '    member: "storstad"\n'
            '    invoice: "2021-7"\n',
        ),
        At("BOK212", LEDGER, 50, "Assets:1510-Kundfordringar"),
        says='"2021-7"',
        hints="an invoice is a debit that comes before",
    ),
    "BOK213": case(
        edited(MEMBERS, ("joined = 2021-05-10", "joined = 2021-05-11")),
        At("BOK213", LEDGER, 27, "Equity:2083-Insatser"),
        At("BOK213", LEDGER, 32, "Income:3110-Årsavgifter"),
        says="Lillby kommun",
    ),
    "BOK217": case(
        edited(ASSOCIATION, ("end = 2021-12-31", "end = 2021-12-31\nclosed = true")),
        At("BOK217", ASSOCIATION, 17, "[[fiscal_years]]"),
        At("BOK239", ASSOCIATION, 21, "closed = true"),
        says="600.00 kr",
        hints="600.00 kr",
    ),
    "BOK217 of a result booked in part": case(
        both(
            edited(ASSOCIATION, ("end = 2021-12-31", "end = 2021-12-31\nclosed = true")),
            appended(
                LEDGER,
                '\n2021-12-31 * "Årets resultat"\n'
                '  ver: "A7"\n'
                "  Expenses:8999-Årets-resultat 590.00 SEK\n"
                "  Equity:2069-Årets-resultat -590.00 SEK\n",
            ),
        ),
        At("BOK217", LEDGER, 47, "Årets resultat"),
        At("BOK239", ASSOCIATION, 21, "closed = true"),
        says="10.00 kr",
        hints="600.00 kr",
    ),
    "BOK219": case(
        edited(LEDGER, ('    invoice: "2021-1"\n', "")),
        At("BOK219", LEDGER, 5, "400.00"),
        says="without invoice",
    ),
    "BOK219 without a member": case(
        edited(LEDGER, ('    member: "storstad"\n    invoice', "    invoice")),
        At("BOK219", LEDGER, 5, "400.00"),
        says="without member",
    ),
    "BOK219 of another's invoice": case(
        appended(
            LEDGER,
            '\n2021-08-01 * "Inbetalning"\n'
            '  ver: "A7"\n'
            "  Assets:1930-Bank 100.00 SEK\n"
            "  Assets:1510-Kundfordringar -100.00 SEK\n"
            '    member: "storstad"\n'
            '    invoice: "2021-2"\n',
        ),
        At("BOK219", LEDGER, 50, "Assets:1510-Kundfordringar"),
        says='"forbundet"',
    ),
    **OF_VOUCHERS,
}
