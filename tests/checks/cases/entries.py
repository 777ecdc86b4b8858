"""Findings on how vouchers are entered: what an auditor asks of each."""

from __future__ import annotations

from tests.checks.cases.case import (
    ASSOCIATION,
    CHART_FILE,
    COUNTERPARTIES,
    LEDGER,
    LEDGER_2020,
    At,
    Case,
    appended,
    both,
    case,
)
from tests.conftest import Changes
from tests.workspaces import edited


def with_key(number: str, key: str) -> Changes:
    """One more line of metadata on a voucher of 2021."""
    return edited(LEDGER, (f'ver: "{number}"\n', f'ver: "{number}"\n  {key}\n'))


# Of what is booked from a day on it is kept when it was entered.
KEPT_FROM_CHRISTMAS = '\n[bookkeeping]\nfrom = 2021-12-24\nkeeps = ["registered"]\n'


def supplier_debt(debt: str, payment: str) -> Changes:
    """A debt of 300 to the power company, and its payment in the end of the month.

    Args:
      debt, payment: the metadata of the two postings on the debt, on lines 52 and 57.
    """
    return both(
        appended(COUNTERPARTIES, '\n[[counterparties]]\nid = "elbolaget"\nname = "Elbolaget"\n'),
        appended(
            LEDGER,
            '\n2021-08-01 * "Elbolaget" "El"\n'
            '  ver: "A7"\n'
            "  Expenses:4010-Kostnader 300.00 SEK\n"
            f"  Liabilities:2440-Leverantörsskulder -300.00 SEK\n    {debt}\n"
            '\n2021-08-31 * "Elbolaget" "Betalning"\n'
            '  ver: "A8"\n'
            f"  Liabilities:2440-Leverantörsskulder 300.00 SEK\n    {payment}\n"
            "  Assets:1930-Bank -300.00 SEK\n",
        ),
    )


def series_of(days: list[str], key: str = "") -> Changes:
    """A series B of 2021 with a voucher of one krona more on each of some days."""
    vouchers = [
        f'\n2021-{day} * "Kiosken" "Dag {number}"\n  ver: "B{number}"\n'
        f"{key if number == len(days) else ''}"
        f"  Assets:1930-Bank {number}.00 SEK\n  Income:3190-Övrigt -{number}.00 SEK\n"
        for number, day in enumerate(days, 1)
    ]
    return appended(LEDGER, "".join(vouchers))


def turned(day: str, one: str, other: str, key: str = "", text: str = "Ut") -> str:
    """100 kr from an account of 2020 to another and back within a day, on lines 44 and 49."""
    return (
        f'\n2020-{day} * "In"\n  ver: "B1"\n{key}  {one} 100.00 SEK\n  {other} -100.00 SEK\n'
        f'\n2020-{day} * "{text}"\n  ver: "B2"\n{key}  {other} 100.00 SEK\n  {one} -100.00 SEK\n'
    )


def closed_with(ver: str, *postings: str) -> Changes:
    """2021 closed, its report signed on 2022-03-01, with one more voucher on line 53.

    Args:
      ver: its number and what follows on it, without the first quotation mark.
    """
    rows = "".join(f"  {posting}\n" for posting in postings)
    end = "" if "\n" in ver else '"'
    return both(
        edited(ASSOCIATION, ("end = 2021-12-31", "end = 2021-12-31\nclosed = true")),
        appended(
            LEDGER,
            '\n2021-12-31 * "Årets resultat"\n  ver: "A7"\n  registered: 2022-04-01\n'
            "  Expenses:8999-Årets-resultat 600.00 SEK\n"
            "  Equity:2069-Årets-resultat -600.00 SEK\n"
            f'\n2021-12-30 * "Flytt"\n  ver: "{ver}{end}\n{rows}'
            "\n2022-01-01 balance Assets:1930-Bank 2700.00 SEK\n",
        ),
    )


# Nine days, and a tenth that lies before them.
NINE = [f"{month:02}-15" for month in range(4, 13)]

CASES: dict[str, Case] = {
    "BOK230": case(
        edited(LEDGER, ('2021-07-01 * "Övrig', '2021-07-01 ! "Övrig')),
        At("BOK230", LEDGER, 42, "Övrig intäkt"),
        says="not finished",
    ),
    "BOK230 of a posting": case(
        edited(LEDGER, ("  Income:3190-Övrigt  ", "  ! Income:3190-Övrigt")),
        At("BOK230", LEDGER, 42, "Övrig intäkt"),
    ),
    "BOK231": case(
        edited(LEDGER, ('* "Övrig intäkt"', '* "" " "')),
        At("BOK231", LEDGER, 42, "2021-07-01"),
        hints="BFL 5:7",
    ),
    "BOK232": case(
        with_key("A6", "registered: 2021-06-30"),
        At("BOK232", LEDGER, 42, "Övrig intäkt"),
        says="2021-06-30, before what happened on 2021-07-01",
    ),
    "BOK232 of what is no date": case(
        with_key("A6", 'registered: "i juli"'),
        At("BOK232", LEDGER, 42, "Övrig intäkt"),
        says='"i juli"',
    ),
    "BOK233": case(
        with_key("A6", 'document: "documents/2021/A6.pdf"'),
        At("BOK233", LEDGER, 42, "Övrig intäkt"),
        says='"documents/2021/A6.pdf"',
    ),
    "BOK233 of a posting, outside": case(
        appended(LEDGER, '    document: "../../A6.pdf"\n'),
        At("BOK233", LEDGER, 45, "Income:3190-Övrigt"),
    ),
    "BOK233 of a second document": case(
        with_key("A6", 'document: "Pärm 3"\n  document-2: "kvitton/7.pdf"'),
        At("BOK233", LEDGER, 42, "Övrig intäkt"),
        says='"kvitton/7.pdf" is not in the workspace',
    ),
    "BOK233 that leads out": case(
        with_key("A6", 'document: "../../../etc/passwd"'),
        At("BOK233", LEDGER, 42, "Övrig intäkt"),
        says='"../../../etc/passwd" leads out of the workspace',
    ),
    "BOK233 from the root of the disk": case(
        with_key("A6", 'document: "/etc/passwd"'),
        At("BOK233", LEDGER, 42, "Övrig intäkt"),
        says='"/etc/passwd" leads out of the workspace',
    ),
    "BOK234": case(
        with_key("A6", 'corrects: "A9"'),
        At("BOK234", LEDGER, 42, "Övrig intäkt"),
        says="A9, which no voucher is called",
    ),
    "BOK234 of another year": case(
        with_key("A6", 'corrects: "2020 A6"'),
        At("BOK234", LEDGER, 42, "Övrig intäkt"),
        says="A6, which no voucher is called",
    ),
    "BOK234 of itself": case(
        with_key("A5", 'corrects: "A5"'),
        At("BOK234", LEDGER, 35, "Kostnad"),
        says="itself",
    ),
    "BOK234 of a later one": case(
        with_key("A5", 'corrects: "A4, A6"'),
        At("BOK234", LEDGER, 35, "Kostnad"),
        says="A6, which is dated later",
    ),
    "BOK235": case(
        supplier_debt('counterparty: "elbolaget"', 'counterparty: "banken"'),
        At("BOK235", LEDGER, 55, "Leverantörsskulder 300.00"),
        At("BOK242", LEDGER, 55, "Leverantörsskulder 300.00"),
        says='300.00 kr is paid to "banken"',
    ),
    "BOK235 of a fee paid in advance": case(
        both(
            appended(CHART_FILE, "2019-12-31 open Liabilities:2970-Förutbetalda-avgifter SEK\n"),
            appended(
                LEDGER,
                '\n2021-08-01 * "Lillby betalar i förskott"\n  ver: "A7"\n'
                "  Assets:1930-Bank 120.00 SEK\n"
                '  Liabilities:2970-Förutbetalda-avgifter -120.00 SEK\n    member: "lillby"\n'
                '\n2021-08-31 * "Förskottet tas i anspråk"\n  ver: "A8"\n'
                '  Liabilities:2970-Förutbetalda-avgifter 120.00 SEK\n    member: "storstad"\n'
                "  Income:3190-Övrigt -120.00 SEK\n",
            ),
        ),
        At("BOK235", LEDGER, 55, "Förutbetalda-avgifter 120.00"),
        says='120.00 kr is paid to "storstad"',
    ),
    "BOK235 of an invoice": case(
        supplier_debt(
            'counterparty: "elbolaget"\n    invoice: "77"',
            'counterparty: "banken"\n    invoice: "77"',
        ),
        At("BOK235", LEDGER, 56, "Leverantörsskulder 300.00"),
        At("BOK242", LEDGER, 56, "Leverantörsskulder 300.00"),
        says='invoice 77 is owed to "elbolaget"',
    ),
    "BOK236": case(
        edited(LEDGER, ('    counterparty: "banken"', '    counterpart: "banken"')),
        At("BOK236", LEDGER, 37, "Expenses:4010-Kostnader"),
        says='"counterpart"',
        hints='did you mean "counterparty"?',
    ),
    "BOK236 of a voucher": case(
        with_key("A6", "reconstucted: TRUE"),
        At("BOK236", LEDGER, 42, "Övrig intäkt"),
        hints='did you mean "reconstructed"?',
    ),
    "BOK237": case(
        series_of([*NINE, "01-10"]),
        At("BOK237", LEDGER, 92, "2021-01-10"),
        says="B10 is of 2021-01-10, though B9 before it is of 2021-12-15",
    ),
    "BOK237 of one ahead": case(
        series_of(["12-31", *NINE]),
        At("BOK237", LEDGER, 47, "2021-12-31"),
        says="B1 is of 2021-12-31, though B2 after it is of 2021-04-15",
    ),
    "BOK237 in a year in which the days of entry are kept from its middle": case(
        both(series_of([*NINE, "01-10"]), appended(ASSOCIATION, KEPT_FROM_CHRISTMAS)),
        At("BOK237", LEDGER, 92, "2021-01-10"),
    ),
    "BOK238": case(
        appended(
            LEDGER,
            '\n2021-07-01 * "Övrig intäkt"\n'
            '  ver: "A7"\n'
            "  Assets:1930-Bank 50.00 SEK\n"
            "  Income:3190-Övrigt -50.00 SEK\n",
        ),
        At("BOK238", LEDGER, 47, "Övrig intäkt"),
        says="A7 says the same as A6",
    ),
    "BOK238 in another order, with other capitals": case(
        appended(
            LEDGER,
            '\n2021-07-01 * "ÖVRIG  intäkt"\n'
            '  ver: "A7"\n'
            "  Income:3190-Övrigt -50 SEK\n"
            "  Assets:1930-Bank 50 SEK\n",
        ),
        At("BOK238", LEDGER, 47, "ÖVRIG  intäkt"),
        says="A7 says the same as A6",
    ),
    "BOK231 of signs that are no words": case(
        edited(LEDGER, ('* "Övrig intäkt"', '* "-" "."')),
        At("BOK231", LEDGER, 42, "2021-07-01"),
    ),
    "BOK243": case(
        appended(
            LEDGER_2020,
            '\n2020-05-01 * "In och ut"\n  ver: "B1"\n'
            "  Assets:1930-Bank 100.00 SEK\n  Assets:1930-Bank -100.00 SEK\n",
        ),
        At("BOK243", LEDGER_2020, 44, "In och ut"),
        says="B1 of the closed year 2020 moves nothing",
    ),
    "BOK244": case(
        appended(
            LEDGER_2020,
            '\n2020-12-30 * "Till projektet"\n  ver: "A6"\n'
            '  Expenses:4010-Kostnader 100.00 SEK\n    project: "bron"\n'
            "  Expenses:4010-Kostnader -100.00 SEK\n",
        ),
        At("BOK244", LEDGER_2020, 44, "Till projektet"),
        says="A6 comes after A5, with which 2020 was closed",
    ),
    "BOK239": case(
        edited(LEDGER, ("2021-01-01 balance Assets:1930-Bank 2300.00 SEK\n", "")),
        At("BOK239", ASSOCIATION, 15, "closed = true"),
        says="1930 Bank",
        hints="2021-01-01 balance",
    ),
    "BOK260": case(
        closed_with(
            'B1"\n  registered: 2022-04-01',
            'Expenses:4010-Kostnader 100.00 SEK\n    project: "bron"',
            "Expenses:4010-Kostnader -100.00 SEK",
        ),
        At("BOK260", LEDGER, 53, "Flytt"),
        says="B1 of the closed year 2021 is registered on 2022-04-01, after the report was signed",
    ),
    "BOK261": case(
        appended(LEDGER_2020, turned("05-01", "Expenses:4010-Kostnader", "Assets:1930-Bank")),
        At("BOK261", LEDGER_2020, 49, "Ut"),
        says="B2 and B1 of the closed year 2020 cancel each other out",
        hints='corrects: "B1"',
    ),
    "BOK261 of money on the last day": case(
        both(
            appended(CHART_FILE, "2019-12-31 open Assets:1910-Kassa SEK\n"),
            appended(LEDGER_2020, turned("12-31", "Assets:1910-Kassa", "Assets:1930-Bank")),
        ),
        At("BOK261", LEDGER_2020, 49, "Ut"),
    ),
    "BOK262": case(
        with_key("A6", "registered: 2099-07-02"),
        At("BOK262", LEDGER, 42, "Övrig intäkt"),
        says="registered on 2099-07-02, which has not come",
    ),
    "BOK263": case(
        with_key("A6", 'document: ""'),
        At("BOK263", LEDGER, 42, "Övrig intäkt"),
        says="says nothing",
    ),
    "BOK263 of no value": case(
        with_key("A6", "document:"), At("BOK263", LEDGER, 42, "Övrig intäkt")
    ),
    "BOK263 of a sign": case(
        with_key("A6", 'document: "-"'), At("BOK263", LEDGER, 42, "Övrig intäkt")
    ),
    "BOK263 of a number on a posting": case(
        appended(LEDGER, "    document: 12\n"),
        At("BOK263", LEDGER, 45, "Income:3190-Övrigt"),
        says="document is 12, which is no text",
        hints='document: "12"',
    ),
    "BOK263 of a folder": case(
        with_key("A6", 'document: "ledger"'),
        At("BOK263", LEDGER, 42, "Övrig intäkt"),
        says='"ledger" is a folder',
    ),
    "BOK263 of a folder that is called as a file": case(
        with_key("A6", 'document: "kvitton.pdf"') | {"ledger/kvitton.pdf/1.txt": "x"},
        At("BOK263", LEDGER, 42, "Övrig intäkt"),
        says='"kvitton.pdf" is a folder',
    ),
    "BOK263 of a second that says nothing": case(
        with_key("A6", 'document: "Pärm 3"\n  document-2: ""'),
        At("BOK263", LEDGER, 42, "Övrig intäkt"),
        says="document-2 is there but says nothing",
    ),
    "BOK263 of a second number": case(
        with_key("A6", 'document: "Pärm 3"\n  document-2: 12'),
        At("BOK263", LEDGER, 42, "Övrig intäkt"),
        says="document-2 is 12, which is no text",
        hints='document-2: "12"',
    ),
    "BOK270": case(
        appended(
            LEDGER,
            '\n2021-08-01 * "Banken" "Försäkring"\n  ver: "A7"\n'
            "  Expenses:4010-Kostnader 10.00 SEK\n    accrue-from: 2021-10-01\n"
            '    accrue-to: 2020-09-30\n    counterparty: "banken"\n'
            "  Assets:1930-Bank -10.00 SEK\n",
        ),
        At("BOK270", LEDGER, 49, "Expenses:4010-Kostnader"),
        says="accrue-from, 2021-10-01, is later than accrue-to, 2020-09-30",
    ),
    "BOK264 of months": case(
        with_key("A6", "accrue-from: 2021-10-01"),
        At("BOK264", LEDGER, 42, "Övrig intäkt"),
        says='accrue-from "2021-10-01"',
    ),
    "BOK264": case(
        with_key("A6", 'project: "bron"'),
        At("BOK264", LEDGER, 42, "Övrig intäkt"),
        says='project "bron" stands on the voucher',
    ),
    "BOK264 of an id that there is not": case(
        with_key("A6", 'member: "storstaden"'),
        At("BOK264", LEDGER, 42, "Övrig intäkt"),
        At("BOK212", LEDGER, 42, "Övrig intäkt"),
        says='member "storstaden"',
    ),
    "BOK264 of an invoice": case(
        appended(
            LEDGER,
            '\n2021-08-01 * "Banken" "Faktura"\n  ver: "A7"\n  invoice: "77"\n'
            "  Expenses:4010-Kostnader 300.00 SEK\n"
            "  Liabilities:2440-Leverantörsskulder -300.00 SEK\n"
            '    counterparty: "banken"\n',
        ),
        At("BOK264", LEDGER, 47, "Faktura"),
        says='invoice "77"',
    ),
    "BOK290": case(
        {"ledger/seals/2020.toml": "digest = 1\n"},
        At("BOK290", "ledger/seals/2020.toml"),
        says="the seal cannot be read",
        hints="git",
    ),
}
