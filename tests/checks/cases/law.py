"""What the Accounting Act asks of vouchers and of who answers for them (BFL)."""

from __future__ import annotations

import hashlib

from tests.checks.cases.case import (
    ASSOCIATION,
    BOARD,
    CHART_FILE,
    LEDGER,
    LEDGER_2020,
    STATEMENTS,
    At,
    Case,
    appended,
    both,
    case,
)
from tests.checks.cases.changes import voucher
from tests.checks.cases.entries import with_key
from tests.checks.cases.grants import GRANTS
from tests.conftest import Changes
from tests.workspaces import FILES, edited


def keyed(number: str, *keys: str) -> Changes:
    """More lines of metadata on a voucher of 2021."""
    lines = "".join(f"  {key}\n" for key in keys)
    return edited(LEDGER, (f'ver: "{number}"\n', f'ver: "{number}"\n{lines}'))


def keeping(from_: str, *lines: str) -> Changes:
    """What the association says of how it keeps its books, from a day on."""
    rows = "".join(f"{line}\n" for line in lines)
    return appended(ASSOCIATION, f"\n[bookkeeping]\nfrom = {from_}\n{rows}")


KEEPS_ALL = keeping(
    "2021-06-01",
    'keeps = ["counterparty", "document", "digest", "registered"]',
    'entered = "month"',
)
RECEIPT = "%PDF a receipt"
SHA256 = hashlib.sha256(RECEIPT.encode()).hexdigest()
RECEIPTS: Changes = {"kvitton/5.pdf": RECEIPT, "ledger/kvitton/6.pdf": RECEIPT}
KEPT = both(
    KEEPS_ALL,
    edited(
        LEDGER,
        (
            'ver: "A5"\n',
            'ver: "A5"\n  registered: 2021-08-19\n'  # 50 days after the last of June
            f'  document: "kvitton/5.pdf"\n  document-sha256: "{SHA256}"\n',
        ),
        ('"Övrig intäkt"', '"Givaren" "Övrig intäkt"'),
        (
            'ver: "A6"\n',
            'ver: "A6"\n  registered: 2021-08-19\n'
            f'  document: "kvitton/6.pdf"\n  document-sha256: "{SHA256.upper()}"\n',
        ),
    ),
    RECEIPTS,
)


def cash(day: str, registered: str, *lines: str, within: str = "quarter") -> Changes:
    """Coffee that is sold for cash on a day, and entered on another."""
    return both(
        keeping("2021-06-01", f'entered = "{within}"', *lines),
        appended(CHART_FILE, "2019-12-31 open Assets:1910-Kassa SEK\n"),
        appended(
            LEDGER,
            f'\n{day} * "Gäster" "Kaffe"\n  ver: "A7"\n  registered: {registered}\n'
            "  Assets:1910-Kassa 75.00 SEK\n  Income:3190-Övrigt -75.00 SEK\n",
        ),
    )


def entered(number: str, registered: str, within: str) -> Changes:
    """A payment that was registered on a day, where that is to be within a month, say."""
    return both(
        keeping("2021-01-01", f'entered = "{within}"'),
        with_key(number, f"registered: {registered}"),
    )


def in_order_of_entry(a5: str, a6: str) -> Changes:
    return both(
        keeping("2021-06-01", 'keeps = ["registered"]'),
        edited(
            LEDGER,
            ('ver: "A5"\n', f'ver: "A5"\n  registered: {a5}\n'),
            ('ver: "A6"\n', f'ver: "A6"\n  registered: {a6}\n'),
        ),
    )


def entered_one_by_one(a4: str, a5: str, a6: str) -> Changes:
    """The last three vouchers, each registered on a day."""
    return both(
        keeping("2021-05-01", 'keeps = ["registered"]'),
        edited(
            LEDGER,
            *(
                (f'ver: "{ver}"\n', f'ver: "{ver}"\n  registered: {day}\n')
                for ver, day in (("A4", a4), ("A5", a5), ("A6", a6))
            ),
        ),
    )


def sold(in_2020: int, in_2021: int, within: str) -> Changes:
    """Sales of both years, and a cost of the same; each year has the income of before, too."""
    return both(
        keeping("2021-01-01", f'entered = "{within}"'),
        appended(LEDGER_2020, drink(2020, 1, in_2020)),
        appended(LEDGER, drink(2021, 1, in_2021)),
    )


def drink(year: int, number: int, kronor: int) -> str:
    """Income of a sale, and a cost of the same amount."""
    return (
        f'\n{year}-09-01 * "Kiosken" "Dag {number}"\n  ver: "B{number}"\n'
        f"  Income:3190-Övrigt -{kronor}.00 SEK\n  Expenses:4010-Kostnader {kronor}.00 SEK\n"
    )


def drinks(year: int, number: int) -> str:
    return "".join(drink(year, each + 1, 1) for each in range(number))


def accruing(name: str) -> Changes:
    """A6 moves a part of a voucher; the cost of A5 says which months it is of."""
    spread = "    accrue-from: 2021-06-01\n    accrue-to: 2021-09-30\n"
    return edited(
        LEDGER,
        ('    project: "bron"\n', f'    project: "bron"\n{spread}'),
        ('ver: "A6"\n', f'ver: "A6"\n  accrues: "{name}"\n'),
    )


def accrued() -> Changes:
    """75 kronor moved to 1790 and 2990 at the end of 2020, of a cost that says its months."""
    spread = "    accrue-from: 2020-06-01\n    accrue-to: 2020-12-31\n"
    cost = '200.00 SEK\n    counterparty: "banken"\n'
    opened = (
        "2019-12-31 open Assets:1790-Förutbetalt SEK\n"
        "2019-12-31 open Liabilities:2990-Upplupet SEK\n"
    )
    moved = (
        '\n2020-12-31 * "Upplupet"\n  ver: "B1"\n  accrues: "A4"\n'
        "  Assets:1790-Förutbetalt 75.00 SEK\n  Liabilities:2990-Upplupet -75.00 SEK\n"
    )
    assert FILES[LEDGER_2020].count(cost) == 1
    of_2020 = FILES[LEDGER_2020].replace(cost, cost + spread)
    return both(
        appended(CHART_FILE, opened),
        edited(STATEMENTS, ('accounts = ["1500-1599"]', 'accounts = ["1500-1599", "1790"]')),
        {LEDGER_2020: f"{of_2020}{moved}"},
    )


def locked(through: str, on: str, digest: str = "") -> Changes:
    """A period that is locked."""
    held = f'digest = "{digest}"\n' if digest else ""
    return keeping("2021-01-01", f"\n[[bookkeeping.locks]]\nthrough = {through}\non = {on}\n{held}")


# The vouchers of 2021 through the tenth of February, written by hand as docs/seals.md has them.
_FIRST_TWO = """\
voucher ["2021-02-01","A1","*","Storstads kommun","Årsavgift",{},[["Assets:1510-Kundfordringar",\
"400.00","SEK",{"invoice":"2021-1","member":"storstad"}],["Income:3110-Årsavgifter","-400.00",\
"SEK",{"member":"storstad"}]]]
voucher ["2021-02-01","A2","*","Förbundet","Årsavgift",{},[["Assets:1510-Kundfordringar","100.00",\
"SEK",{"invoice":"2021-2","member":"forbundet"}],["Income:3110-Årsavgifter","-100.00","SEK",\
{"member":"forbundet"}]]]
"""
FEBRUARY = hashlib.sha256(_FIRST_TWO.encode()).hexdigest()
# The same, with `registered` on A2.
LATE_IN_FEBRUARY = hashlib.sha256(
    _FIRST_TWO.replace(
        '"Förbundet","Årsavgift",{}',
        '"Förbundet","Årsavgift",{"registered":{"date":"2021-02-20"}}',
    ).encode()
).hexdigest()


def _first_two_turned() -> Changes:
    """A2 before A1 in the journal."""
    text = FILES[LEDGER]
    first, third = text.index("2021-02-01 *"), text.index("2021-04-01 *")
    second = text.index("2021-02-01 *", first + 1)
    return {LEDGER: text[:first] + text[second:third] + text[first:second] + text[third:]}


# The first line of a rule, below [[firm_signing]], at the end of the board's file.
SIGNING = FILES[BOARD].count("\n") + 3


def signing(rule: str) -> Changes:
    """Who signs for the association."""
    return appended(BOARD, f"\n[[firm_signing]]\n{rule}\n")


def granted(signatories: str, rule: str) -> Changes:
    """A grant whose report some sign, due when the rule on who signs holds."""
    grant = (
        '[[grants]]\nid = "unga"\nname = "Unga i kören"\nfunder = "banken"\nkind = "purpose"\n'
        "to = 2021-12-31\n"
        'income = ["3190"]\ncosts = ["4010"]\n'
        f"signatories = {signatories}\n"
    )
    return both(signing(rule), {GRANTS: grant})


# Nothing is found where the association keeps what it says, and nothing else is asked for.
IN_ORDER: dict[str, Changes] = {
    "a voucher of each kind that says all that the association keeps": KEPT,
    "vouchers from before the association kept anything": keeping(
        "2022-01-01", 'keeps = ["counterparty", "document", "digest", "registered"]'
    ),
    "a reconstructed voucher without its document": both(
        keeping("2021-07-01", 'keeps = ["document"]'), with_key("A6", "reconstructed: TRUE")
    ),
    "an invoice that names itself": keeping("2021-01-01", 'keeps = ["counterparty"]')
    | edited(LEDGER, ('"Övrig intäkt"', '"Givaren" "Övrig intäkt"')),
    "money that goes from one account to another": both(
        keeping("2021-08-01", 'keeps = ["counterparty", "document"]'),
        appended(CHART_FILE, "2019-12-31 open Assets:1940-Sparkonto SEK\n"),
        voucher("A7", "Assets:1940-Sparkonto 100.00 SEK", "Assets:1930-Bank -100.00 SEK"),
    ),
    "cash of a Friday entered on the Monday": cash("2021-08-06", "2021-08-09"),
    "cash entered after a holiday": cash("2021-12-23", "2021-12-27"),
    "cash of a cash register entered in its month": cash(
        "2021-08-06", "2021-09-01", "cash_register = true"
    ),
    "a payment of the quarter entered fifty days after it": entered("A6", "2021-11-19", "quarter"),
    "a payment of the year entered sixty days after it": entered("A6", "2022-03-01", "year"),
    "an invoice entered late, with a row of nought on the bank": both(
        keeping("2021-01-01", 'entered = "quarter"'),
        edited(
            LEDGER,
            ('ver: "A2"\n', 'ver: "A2"\n  registered: 2021-12-31\n  Assets:1930-Bank 0.00 SEK\n'),
        ),
    ),
    "the quarter, with three million in one year": sold(3_000_100, 2_000_000, "quarter"),
    "fifty vouchers in a year": both(
        keeping("2021-01-01", 'entered = "year"'), appended(LEDGER_2020, drinks(2020, 46))
    ),
    "a period that is as it was when it was locked": locked("2021-02-10", "2021-02-20", FEBRUARY),
    "a voucher entered on the day that its period was locked": both(
        locked("2021-02-10", "2021-02-20", LATE_IN_FEBRUARY),
        with_key("A2", "registered: 2021-02-20"),
    ),
    "vouchers in another order than when their period was locked": both(
        locked("2021-02-10", "2021-02-20", FEBRUARY), _first_two_turned()
    ),
    "a grant that one of two who sign signs": granted('["bo-al"]', 'people = ["anna-ek", "bo-al"]'),
    "a grant that the whole board signs": granted('["anna-ek", "bo-al"]', 'roles = ["deputy"]'),
    "a grant that a chair signs": granted('["anna-ek"]', 'roles = ["chair"]'),
    "a correction that names what it corrects": both(
        keeping("2021-07-01", 'keeps = ["corrects"]'),
        edited(
            LEDGER,
            ('"Övrig intäkt"', '"Rättelse av kostnaden"'),
            ('ver: "A6"\n', 'ver: "A6"\n  corrects: "A5"\n'),
        ),
    ),
    "a correction that moves no money, and needs no document of its own": both(
        keeping("2021-08-01", 'keeps = ["counterparty", "document"]'),
        appended(
            LEDGER,
            '\n2021-08-01 * "Fel konto"\n  ver: "A7"\n  corrects: "A6"\n'
            "  Expenses:4010-Kostnader 50.00 SEK\n  Income:3190-Övrigt -50.00 SEK\n"
            '  Assets:1510-Kundfordringar 5.00 SEK\n    member: "storstad"\n'
            '    invoice: "2021-1"\n'
            '  Assets:1510-Kundfordringar -5.00 SEK\n    member: "storstad"\n'
            '    invoice: "2021-1"\n',
        ),
    ),
    "a voucher that moves a part of one with months": accruing("A5"),
    "a repayment, which corrects nothing": both(
        keeping("2021-07-01", 'keeps = ["corrects"]'),
        edited(LEDGER, ('"Övrig intäkt"', '"Återbetalning för rättelsekurs"')),
    ),
    "numbers that follow the days of entry": in_order_of_entry("2021-07-02", "2021-07-02"),
}

CASES: dict[str, Case] = {
    "BOK265": case(
        with_key("A6", 'waiver: "BOK233"'),
        At("BOK265", LEDGER, 42, "Övrig intäkt"),
        says="BOK233 is waived without a reason",
        hints='waiver: "BOK233: ...',
    ),
    "BOK265 of a reason without a word": case(
        with_key("A6", 'waiver: "BOK233: -"'), At("BOK265", LEDGER, 42, "Övrig intäkt")
    ),
    "BOK265 of no code": case(
        with_key("A6", 'waiver: "kvittot är borta"'),
        At("BOK265", LEDGER, 42, "Övrig intäkt"),
        says='"kvittot är borta" does not say which check',
    ),
    "BOK265 of nothing": case(with_key("A6", "waiver:"), At("BOK265", LEDGER, 42, "Övrig intäkt")),
    "BOK265 of a balance": case(
        with_key("A6", 'waiver: "BOK240: krediten är begärd"'),
        At("BOK265", LEDGER, 42, "Övrig intäkt"),
        says="BOK240 is about a balance, which a voucher cannot waive",
    ),
    "BOK265 of an unknown code": case(
        with_key("A6", 'waiver: "BOK999: borta"'),
        At("BOK265", LEDGER, 42, "Övrig intäkt"),
        says='"BOK999", and no check is called that',
    ),
    "BOK265 of itself": case(
        with_key("A6", 'waiver: "BOK265: nej"'),
        At("BOK265", LEDGER, 42, "Övrig intäkt"),
        says="no check is called that",
    ),
    "BOK265 of an error that is there": case(
        edited(
            LEDGER,
            ('ver: "A6"\n', 'ver: "A6"\n  waiver: "BOK202: det stämmer ändå"\n'),
            ("50.00 SEK\n  Income:3190", "51.00 SEK\n  Income:3190"),
        ),
        At("BOK265", LEDGER, 42, "Övrig intäkt"),
        At("BOK202", LEDGER, 42, "Övrig intäkt"),
        At("STM303", STATEMENTS, 27),
        says="BOK202 is an error, which cannot be waived",
    ),
    "BOK265 of an error that is not there": case(
        with_key("A6", 'waiver: "BOK203: ingen serie"'),
        At("BOK265", LEDGER, 42, "Övrig intäkt"),
        says="BOK203 is an error",
    ),
    "BOK265 of what is not found": case(
        with_key("A6", 'waiver: "BOK230: väntar"'),
        At("BOK265", LEDGER, 42, "Övrig intäkt"),
        says="BOK230 is waived, but not found in this voucher",
    ),
    "BOK265 twice": case(
        keyed(
            "A6",
            'document: "kvitton/6.pdf"',
            'waiver: "BOK233: kvittot är borta"',
            'waiver-2: "BOK233: det är borta"',
        ),
        At("BOK265", LEDGER, 42, "Övrig intäkt"),
        At("BOK233", LEDGER, 42, "Övrig intäkt"),
        says="BOK233 is waived twice",
    ),
    "BOK265 on a posting": case(
        edited(LEDGER, ('    project: "bron"\n', '    project: "bron"\n    waiver: "BOK230: x"\n')),
        At("BOK265", LEDGER, 37, "Expenses:4010-Kostnader"),
        says="stands on a posting",
    ),
    "BOK266": case(
        both(keyed("A6", 'document: "kvitton/5.pdf"', f'document-sha256: "{"0" * 64}"'), RECEIPTS),
        At("BOK266", LEDGER, 42, "Övrig intäkt"),
        says=f'"kvitton/5.pdf" is not what it was: its SHA-256 is {SHA256}',
    ),
    "BOK266 of one beside the journal": case(
        both(keyed("A6", 'document: "kvitton/6.pdf"', f'document-sha256: "{"0" * 64}"'), RECEIPTS),
        At("BOK266", LEDGER, 42, "Övrig intäkt"),
    ),
    "BOK266 of no digest": case(
        keyed("A6", 'document: "Pärm 3"', 'document-sha256: "abc"'),
        At("BOK266", LEDGER, 42, "Övrig intäkt"),
        says='"abc", which is no SHA-256',
    ),
    "BOK266 of no document": case(
        keyed("A6", f'document-sha256: "{"0" * 64}"'),
        At("BOK266", LEDGER, 42, "Övrig intäkt"),
        says="stands where there is no document",
    ),
    "BOK266 that is kept": case(
        both(
            keeping("2021-07-01", 'keeps = ["digest"]'),
            with_key("A6", 'document: "kvitton/5.pdf"'),
            RECEIPTS,
        ),
        At("BOK266", LEDGER, 42, "Övrig intäkt"),
        says='nothing holds what the document "kvitton/5.pdf" is',
        hints=f'document-sha256: "{SHA256}"',
    ),
    "BOK266 of a second document": case(
        both(
            keyed(
                "A6",
                'document: "Pärm 3"',
                'document-2: "kvitton/5.pdf"',
                f'document-2-sha256: "{"0" * 64}"',
            ),
            RECEIPTS,
        ),
        At("BOK266", LEDGER, 42, "Övrig intäkt"),
        says=f'"kvitton/5.pdf" is not what it was: its SHA-256 is {SHA256}',
    ),
    "BOK266 of no digest of a third document": case(
        keyed("A6", 'document-3: "Pärm 3"', 'document-3-sha256: "abc"'),
        At("BOK266", LEDGER, 42, "Övrig intäkt"),
        says='document-3-sha256 is "abc", which is no SHA-256',
    ),
    "BOK266 of no second document": case(
        keyed("A6", 'document: "Pärm 3"', f'document-2-sha256: "{"0" * 64}"'),
        At("BOK266", LEDGER, 42, "Övrig intäkt"),
        says="document-2-sha256 stands where there is no document-2",
    ),
    "BOK266 of a second that is kept": case(
        both(
            keeping("2021-07-01", 'keeps = ["digest"]'),
            keyed("A6", 'document: "Pärm 3"', 'document-2: "kvitton/5.pdf"'),
            RECEIPTS,
        ),
        At("BOK266", LEDGER, 42, "Övrig intäkt"),
        says='nothing holds what the document "kvitton/5.pdf" is',
        hints=f'document-2-sha256: "{SHA256}"',
    ),
    "BOK267": case(
        keeping("2021-06-01", 'keeps = ["counterparty"]'),
        At("BOK267", LEDGER, 42, "Övrig intäkt"),
        says="does not say with whom",
    ),
    "BOK268": case(
        keeping("2021-05-10", 'keeps = ["document"]'),
        At("BOK268", LEDGER, 35, "Kostnad"),
        At("BOK268", LEDGER, 42, "Övrig intäkt"),
        says="does not name the document",
    ),
    "BOK267 of a payment that is said to correct another": case(
        both(keeping("2021-06-01", 'keeps = ["counterparty"]'), with_key("A6", 'corrects: "A5"')),
        At("BOK267", LEDGER, 42, "Övrig intäkt"),
    ),
    "BOK268 of a payment that is said to move a part of another": case(
        both(keeping("2021-07-01", 'keeps = ["document"]'), accruing("A5")),
        At("BOK268", LEDGER, 44, "Övrig intäkt"),
    ),
    "BOK268 of what somebody has laid out": case(
        both(
            keeping("2021-08-01", 'keeps = ["document"]'),
            appended(CHART_FILE, "2019-12-31 open Liabilities:2890-Utlägg SEK\n"),
            voucher(
                "A7", "Expenses:4010-Kostnader 10.00 SEK", "Liabilities:2890-Utlägg -10.00 SEK"
            ),
        ),
        At("BOK268", LEDGER, 47, "Ett till"),
    ),
    "BOK269": case(
        keeping("2021-07-01", 'keeps = ["registered"]'),
        At("BOK269", LEDGER, 42, "Övrig intäkt"),
        says="on which day it was registered",
    ),
    "BOK272": case(
        entered("A6", "2021-11-20", "quarter"),
        At("BOK272", LEDGER, 42, "Övrig intäkt"),
        says="A6 of 2021-07-01 is registered on 2021-11-20, and 2021-11-19 was the last day",
    ),
    "BOK272 of a month": case(
        entered("A6", "2021-09-20", "month"),
        At("BOK272", LEDGER, 42, "Övrig intäkt"),
        says="2021-09-19 was the last day",
    ),
    "BOK272 of a year": case(
        entered("A6", "2022-03-02", "year"),
        At("BOK272", LEDGER, 42, "Övrig intäkt"),
        says="2022-03-01 was the last day",
    ),
    "BOK272 of cash": case(
        cash("2021-08-06", "2021-08-10"),
        At("BOK272", LEDGER, 47, "Kaffe"),
        says="moves cash and is registered on 2021-08-10, and 2021-08-09 was the last day",
    ),
    "BOK272 of a cash register": case(
        cash("2021-08-06", "2021-10-21", "cash_register = true"),
        At("BOK272", LEDGER, 47, "Kaffe"),
        says="A7 of 2021-08-06 is registered on 2021-10-21, and 2021-10-20 was the last day",
    ),
    "BOK272 of a cash register where other payments wait for the year": case(
        cash("2021-08-06", "2021-10-21", "cash_register = true", within="year"),
        At("BOK272", LEDGER, 47, "Kaffe"),
        says="2021-10-20 was the last day",
    ),
    "BOK273": case(
        in_order_of_entry("2021-07-09", "2021-07-08"),
        At("BOK273", LEDGER, 35, "Kostnad"),
        says="A5 is registered on 2021-07-09, though A6 after it was on 2021-07-08",
    ),
    "BOK273 of one ahead of the next, though not behind the one before": case(
        entered_one_by_one("2021-07-02", "2021-07-09", "2021-07-08"),
        At("BOK273", LEDGER, 36, "Kostnad"),
        says="A5 is registered on 2021-07-09, though A6 after it was on 2021-07-08",
    ),
    "BOK273 of one behind": case(
        entered_one_by_one("2021-07-08", "2021-07-09", "2021-07-02"),
        At("BOK273", LEDGER, 44, "Övrig intäkt"),
        says="A6 is registered on 2021-07-02, though A5 before it was on 2021-07-09",
    ),
    "BOK274": case(
        locked("2021-02-10", "2021-02-20", "0" * 64),
        At("BOK274", ASSOCIATION, 41, "digest"),
        says="what is booked through 2021-02-10 is not what it was",
    ),
    "BOK274 of a voucher that has come": case(
        both(
            locked("2021-02-10", "2021-02-20", FEBRUARY),
            appended(LEDGER, drink(2021, 1, 100).replace("09-01", "02-03")),
        ),
        At("BOK274", ASSOCIATION, 41, "digest"),
    ),
    "BOK274 of a voucher that has come in a month before": case(
        both(
            locked("2021-02-10", "2021-02-20", FEBRUARY),
            appended(LEDGER, drink(2021, 1, 100).replace("09-01", "01-03")),
        ),
        At("BOK274", ASSOCIATION, 41, "digest"),
    ),
    "BOK274 of a voucher entered late": case(
        both(locked("2021-07-31", "2021-08-10", ""), with_key("A6", "registered: 2021-08-11")),
        At("BOK274", LEDGER, 42, "Övrig intäkt"),
        At("BOK274", ASSOCIATION, 39, "through"),
        says="A6 of 2021-07-01 is registered on 2021-08-11, and the period through 2021-07-31 was",
    ),
    "BOK274 without a digest": case(
        locked("2021-02-10", "2021-02-20"),
        At("BOK274", ASSOCIATION, 39, "through"),
        says="nothing holds what is booked through 2021-02-10",
        hints=f'digest = "{FEBRUARY}"',
    ),
    "BOK274 before the period is over": case(
        locked("2021-02-10", "2021-02-10", FEBRUARY),
        At("BOK274", ASSOCIATION, 40, "on"),
        says="is locked on 2021-02-10, before it is over",
    ),
    "BOK274 on a day to come": case(
        locked("2021-02-10", "2099-02-20", FEBRUARY),
        At("BOK274", ASSOCIATION, 40, "on"),
        says="which has not come",
    ),
    "BOK274 outside the years": case(
        locked("2019-02-10", "2019-02-20", FEBRUARY),
        At("BOK274", ASSOCIATION, 39, "through"),
        says="lies in no fiscal year",
    ),
    "REG133": case(
        signing('together = 2\npeople = ["anna-ek"]'),
        At("REG133", BOARD, SIGNING, "together"),
        says="2 are to sign for the association together, and 1 are named",
    ),
    "REG133 of a person": case(
        signing('people = ["anna-ekk"]'),
        At("REG133", BOARD, SIGNING, "people"),
        says='no person is called "anna-ekk"',
        hints='did you mean "anna-ek"?',
    ),
    "REG133 of a role": case(
        signing('roles = ["kassor"]'),
        At("REG133", BOARD, SIGNING, "roles"),
        says='no role is called "kassor"',
    ),
    "REG133 of a grant": case(
        granted('["bo-al"]', 'together = 1\npeople = ["anna-ek"]'),
        At("REG133", GRANTS, 9, "signatories"),
        says="is signed by Bo Al, which does not bind the association on 2021-12-31",
    ),
    "BOK275": case(
        both(
            keeping("2021-07-01", 'keeps = ["corrects"]'),
            edited(LEDGER, ('"Övrig intäkt"', '"Rättelse av övrig intäkt"')),
        ),
        At("BOK275", LEDGER, 42, "Rättelse"),
        says="corrects something, and not which voucher",
        hints='name it by its number: corrects: "..."',
    ),
    "BOK276": case(
        with_key("A6", 'accrues: "A9"'),
        At("BOK276", LEDGER, 42, "Övrig intäkt"),
        says="accrues names A9, which no voucher is called",
    ),
    "BOK276 of another year": case(
        with_key("A6", 'accrues: "2019 A5"'), At("BOK276", LEDGER, 42, "Övrig intäkt")
    ),
    "BOK276 of nothing": case(with_key("A6", "accrues:"), At("BOK276", LEDGER, 42, "Övrig intäkt")),
    "BOK276 of one without months": case(
        with_key("A6", 'accrues: "A5"'),
        At("BOK276", LEDGER, 42, "Övrig intäkt"),
        says="accrues names A5, no posting of which says which months it is of",
    ),
    "BOK276 at the end of a year, of the next one": case(
        appended(
            LEDGER_2020,
            '\n2020-12-31 * "Hyra"\n  ver: "B1"\n  accrues: "2021 A5"\n'
            "  Income:3190-Övrigt -1.00 SEK\n  Expenses:4010-Kostnader 1.00 SEK\n",
        ),
        At("BOK276", LEDGER_2020, FILES[LEDGER_2020].count("\n") + 2, "Hyra"),
        says="accrues names 2021 A5, no posting",
    ),
    "BOK277": case(
        accrued(),
        At("BOK277", LEDGER_2020, FILES[LEDGER_2020].count("\n") + 4, "Upplupet"),
        At("BOK277", LEDGER_2020, FILES[LEDGER_2020].count("\n") + 4, "Upplupet"),
        says="75.00 kr that 2020 has moved to 1790-Förutbetalt is not moved back in 2021",
        hints="sambruk close 2020 --write books it on the first day of 2021",
    ),
    "REG132": case(
        sold(3_000_100, 3_000_100, "quarter"),
        At("REG132", ASSOCIATION, 37, "entered"),
        says="with a net turnover of 3000150.00 kr in 2021 and 3000100.00 kr in 2020",
    ),
    "REG132 by the year": case(
        sold(1_000_100, 1_000_100, "year"),
        At("REG132", ASSOCIATION, 37, "entered"),
        says="by the year, with a net turnover",
    ),
    "REG132 of many vouchers": case(
        both(
            keeping("2021-01-01", 'entered = "year"'),
            appended(LEDGER_2020, drinks(2020, 46)),
            appended(LEDGER, drinks(2021, 45)),
        ),
        At("REG132", ASSOCIATION, 37, "entered"),
        says="with 51 vouchers in 2021 and 51 in 2020",
    ),
}
