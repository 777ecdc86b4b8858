"""Findings on invoices, in the faultless workspace where all dues are invoiced."""

from __future__ import annotations

from tests.checks.cases.case import FEES, LEDGER, MEMBERS, At, Case, appended, both, case
from tests.conftest import Changes
from tests.workspaces import edited

INVOICING = "config/invoicing.toml"
PAYEE: Changes = {INVOICING: '[payee]\nbankgiro = "991-2346"\n'}
# Storstad pays 100 more, of which there is no invoice.
RAISED = edited(
    FEES,
    (
        "amounts = { organisation = 100, small = 200, large = 400 }",
        "amounts = { organisation = 100, small = 200, large = 500 }",
    ),
)
DUES = ("invoice", "2021", "--date")
NEW = ("invoice", "new", "--date", "2021-08-01", "--to")


def invoice(ver: str, number: str, ocr: str, lowers: str = "") -> str:
    """An invoice of 100 kronor to Storstad for something else than dues."""
    said = f'  credits: "{lowers}"\n' if lowers else ""
    sign, other = ("-", "") if lowers else ("", "-")
    reference = f'    ocr: "{ocr}"\n' if ocr else ""
    return (
        f'\n2021-08-01 * "Storstads kommun" "Faktura {number}"\n  ver: "{ver}"\n{said}'
        f"  Assets:1510-Kundfordringar {sign}100.00 SEK\n"
        f'    member: "storstad"\n    invoice: "{number}"\n{reference}'
        f"  Income:3190-Övrigt {other}100.00 SEK\n"
    )


def booked(*vouchers: str, toml: str = "") -> Changes:
    return both({INVOICING: toml}, appended(LEDGER, "".join(vouchers)))


def refused(changes: Changes, says: str, *arguments: str, file: str | None = None) -> Case:
    return case(changes, At("INV631", file), says=says, arguments=arguments)


def not_read(says: str, line: str, *more: str) -> Case:
    arguments = (*NEW, "storstad", "--account", "3190", "--line", line, *more)
    return case(PAYEE, At("INV637", None), says=says, arguments=arguments)


CASES: dict[str, Case] = {
    "INV631": refused(PAYEE, "lies before 2021, whose dues", *DUES, "2020-12-01"),
    "INV631 of no year": refused(PAYEE, "no fiscal year", *DUES, "2031-01-01"),
    "INV631 of a closed year": refused(
        PAYEE, "2020, which is closed", "invoice", "2020", "--date", "2020-12-01"
    ),
    "INV631 of a due day": refused(
        PAYEE, "comes before the day of the invoice", *DUES, "2021-06-02", "--due", "2021-06-01"
    ),
    "INV631 of a kind": refused(PAYEE, '"anual_fee"', *DUES, "2021-06-02", "--kind", "anual_fee"),
    "INV631 of cash": refused(
        both(
            PAYEE,
            edited(
                "config/association.toml",
                ('seat = "Exempelstad"\n', 'seat = "Exempelstad"\naccounting = "cash"\n'),
            ),
        ),
        "income when they are paid",
        *DUES,
        "2021-06-02",
    ),
    "INV631 of a party": refused(
        PAYEE, '"storstd"', *NEW, "storstd", "--line", "Kurs;1", "--account", "3190"
    ),
    "INV631 of an account": refused(
        PAYEE, "no account 3590", *NEW, "banken", "--line", "Kurs;1", "--account", "3590"
    ),
    "INV632": case(
        RAISED,
        At("INV632", INVOICING),
        says="how the association is paid",
        hints="bankgiro",
        arguments=(*DUES, "2021-08-01", "-f", "json"),
        code=1,
    ),
    "INV633": case(
        PAYEE,
        At("INV633", INVOICING),
        says="VAT number",
        hints="vat_number",
        arguments=(*NEW, "storstad", "--line", "Kurs;500;1;25", "--account", "3190", "-f", "json"),
        code=1,
    ),
    "INV634": case(
        both(PAYEE, RAISED),
        At("INV634", None),
        says="1 (storstad)",
        hints="address",
        arguments=(*DUES, "2021-08-01"),
        code=0,
    ),
    "INV635": case(
        both(
            PAYEE,
            appended(
                LEDGER,
                '\n2021-08-01 * "Lillby kommun" "Inbetalning"\n  ver: "A7"\n'
                "  Assets:1930-Bank 50.00 SEK\n"
                "  Equity:2083-Insatser -50.00 SEK\n"
                '    member: "lillby"\n',
            ),
        ),
        At("INV635", LEDGER, 50, "Equity:2083"),
        says="is charged 50.00",
        hints="nothing to credit",
        arguments=(*DUES, "2021-08-01"),
        code=0,
    ),
    "INV636": case(
        PAYEE,
        At("INV636", None),
        says="charges: 1, the first on 2021-05-10",
        hints="when the day has come",
        arguments=(*DUES, "2021-03-01", "--kind", "annual_fee"),
        code=0,
    ),
    "INV637": not_read("no line of an invoice", "Kurs"),
    "INV637 of a number": not_read('price: "dyr" is no number', "Kurs;dyr"),
    "INV637 of öre": not_read("0.005", "Kurs;0.005"),
    "INV637 of VAT": not_read('"24"', "Kurs;1;1;24"),
    "INV637 of a formula": not_read("begins as a formula", "=1+1;1"),
    "INV637 of nothing": not_read("says nothing", "-;1"),
    "INV637 of a sum": not_read("come to -5.00", "Kurs;-5"),
    "INV637 of a project": not_read('"bro"', "Kurs;5", "--project", "bro"),
    "INV637 without a party": case(
        PAYEE,
        At("INV637", None),
        says="whom the invoice is to",
        arguments=(
            "invoice",
            "new",
            "--date",
            "2021-08-01",
            "--line",
            "Kurs;5",
            "--account",
            "3190",
        ),
    ),
    "INV637 without a line": case(
        PAYEE,
        At("INV637", None),
        says="no line to invoice",
        arguments=(*NEW, "storstad", "--account", "3190"),
    ),
    "INV637 without an account": case(
        PAYEE,
        At("INV637", None),
        says="account of income: Kurs",
        arguments=(*NEW, "storstad", "--line", "Kurs;5"),
    ),
    "INV637 of a column": case(
        both(PAYEE, {"nya.csv": "till;text;price;rabatt\nstorstad;Kurs;5;1\n"}),
        At("INV637", "nya.csv", 1),
        says='"rabatt"',
        arguments=("invoice", "new", "nya.csv", "--date", "2021-08-01", "--account", "3190"),
    ),
    "INV637 of a day": case(
        both(PAYEE, {"nya.csv": "till;text;pris;förfaller\nstorstad;Kurs;5;snart\n"}),
        At("INV637", "nya.csv", 2),
        says='"snart"',
        arguments=("invoice", "new", "nya.csv", "--date", "2021-08-01", "--account", "3190"),
    ),
    "INV638": case(
        both(
            PAYEE,
            RAISED,
            edited(
                MEMBERS,
                (
                    'name = "Storstads kommun"\n',
                    'name = "Storstads kommun"\norganisation_number = "212000-0142"\n'
                    'address = ["Torget 1", "123 45 Storstad"]\n',
                ),
            ),
        ),
        At("INV638", None),
        says="1 (storstad)",
        hints="buyer_reference",
        arguments=(*DUES, "2021-08-01"),
        code=0,
    ),
    "INV641": case(
        booked(invoice("F1", "2021-0011", "2021001108"), invoice("F2", "2021-0013", "2021001306")),
        At("INV641", LEDGER, 57, "1510"),
        says="2021-0012 is on none",
        hints="unbroken",
    ),
    "INV641 of several": case(
        booked(invoice("F1", "2021-0011", "2021001108"), invoice("F2", "2021-0014", "2021001405")),
        At("INV641", LEDGER, 57, "1510"),
        says="2 are on none",
    ),
    "INV641 of one number": case(
        booked(invoice("F1", "2021-0011", "2021001108"), invoice("F2", "2021-0011", "2021001108")),
        At("INV641", LEDGER, 57, "1510"),
        At("BOK238", LEDGER, 55, "Faktura 2021-0011"),
        says="on two invoices, F1 and F2",
        hints="next number",
    ),
    "INV642": case(
        booked(invoice("F1", "2021-0011", "2021001108"), invoice("F2", "11", "2021001108")),
        At("INV642", LEDGER, 57, "1510"),
        says="is on invoice 11 and on 2021-0011",
    ),
    "INV642 of a digit": case(
        booked(invoice("F1", "11", "2021001109")),
        At("INV642", LEDGER, 49, "1510"),
        says="check digit",
    ),
    "INV643": case(
        booked(invoice("F1", "11", ""), invoice("F2", "11", "", "2021-9")),
        At("INV643", LEDGER, 54, "Faktura"),
        says="F2 credits the invoice 2021-9",
    ),
}
OF_REGISTER: dict[str, Case] = {
    "REG104 of who is invoiced": case(
        booked(toml='[[members]]\nmember = "bankn"\n'),
        At("REG104", INVOICING, 2, "bankn"),
        says="bankn",
    ),
    "REG104 of an account for invoices": case(
        booked(toml='[accounts]\nsuspense = "2899"\n'),
        At("REG104", INVOICING, 2, "2899"),
        says="2899",
    ),
    "REG103 of who is invoiced": case(
        booked(toml='[[members]]\nmember = "banken"\n[[members]]\nmember = "banken"\n'),
        At("REG103", INVOICING, 4, "banken"),
        says="banken",
    ),
}
