"""Payments matched to open items, beside the reading of the file that they come from.

    python -m benchmarks.matching [--payments N ...] [--runs N]

A camt.054 is made up, and as many open items of as many members: half of the payments have an OCR
number, and a tenth each an invoice number in a message, a name in a Swish message, a member's
number, only a name (cut off after 18 characters), and nothing of these. Each run reads the file
and matches what it holds; what has been found is counted against what was made up. Times are of
one process, without the making. The last line is the largest number against half of it: what is
linear takes twice as long.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sambruk_cli.books.vouchers import Posting, Voucher
from sambruk_cli.exchange.bank.incoming import incoming_payment
from sambruk_cli.exchange.bank.read import read_content
from sambruk_cli.exchange.bank.received import received
from sambruk_cli.receivables.items import Item, ItemMovement, ItemMovementKind
from sambruk_cli.receivables.matching.match import match_payments
from sambruk_cli.receivables.matching.model import MatchParty, MatchReason
from sambruk_cli.receivables.ocr import ocr_reference

PAYMENTS = (50_000, 100_000)
MOST_SECONDS = 10.0  # of a hundred thousand
MOST_OF_READING = 1.5
MOST_OF_HALF = 2.6
_DAY = date(2025, 3, 1)
_CLAIM = "Assets:1510-Kundfordringar"
_LETTERS = "bdfghjklmnprstv"
_KINDS = [MatchReason.OCR] * 5 + [each for each in MatchReason if each is not MatchReason.OCR]


@dataclass(frozen=True, slots=True)
class Made:
    """A file of payments, the members and items that they are of, and how each is to be found."""

    content: bytes
    parties: tuple[MatchParty, ...]
    items: tuple[Item, ...]
    reasons: Counter[MatchReason]


def made(number: int) -> Made:
    """As many payments as items, in an order of their own."""
    chance = random.Random(2007)  # noqa: S311 - made-up payments are no secrets
    parties = tuple(MatchParty(f"m-{at}", _name(chance), str(10_000 + at)) for at in range(number))
    items = tuple(_item(party, at, chance) for at, party in enumerate(parties))
    order = list(range(number))
    chance.shuffle(order)
    kinds = {at: _KINDS[place % len(_KINDS)] for place, at in enumerate(order)}
    parts = "".join(_part(kinds[at], parties[at], items[at]) for at in order)
    total = sum(item.open for item in items)
    return Made(_file(parts, total).encode(), parties, items, Counter(kinds.values()))


def _name(chance: random.Random) -> str:
    """A made-up name that nobody else is likely to have, with å, ä or ö in it."""
    words = [
        "".join(chance.choice(_LETTERS) + chance.choice("aeiouyåäö") for _ in range(4))
        for _ in range(3)
    ]
    return " ".join(words).title()


def _item(party: MatchParty, at: int, chance: random.Random) -> Item:
    number, amount = f"2025-{at:06d}", Decimal(chance.randint(100, 2000))
    posting = Posting(_CLAIM, amount, "SEK", 2, {})
    voucher = Voucher(_DAY, f"F{at + 1}", "Faktura", None, (posting,), "a.beancount", 1, {})
    movement = ItemMovement(_DAY, amount, ItemMovementKind.INVOICE, voucher, posting)
    due, ocr = date(2025, 3, 31), ocr_reference(number)
    return Item(party.id, number, _CLAIM, _DAY, due, ocr, [movement])


def _part(kind: MatchReason, party: MatchParty, item: Item) -> str:
    """A payment of a deposit, as camt.054 has it."""
    name, account, strd = party.name, "", ""
    match kind:
        case MatchReason.OCR:
            strd = f"<Strd><CdtrRefInf><Ref>{item.ocr}</Ref></CdtrRefInf></Strd>"
        case MatchReason.INVOICE_NUMBER:
            strd = f"<Ustrd>Betalning av faktura {item.invoice}, tack</Ustrd>"
        case MatchReason.SWISH_MESSAGE:
            strd = f"<Ustrd>Medlemsavgift {party.name}</Ustrd>"
            account = "<DbtrAcct><Id><Othr><Id>46700000000</Id><SchmeNm><Prtry>MOBNB</Prtry>"
            account += "</SchmeNm></Othr></Id></DbtrAcct>"
        case MatchReason.PARTY_NUMBER:
            strd = f"<Ustrd>medlem {party.number} avgift 2025</Ustrd>"
        case MatchReason.NAME_AND_AMOUNT:
            strd, name = "<Ustrd>avgift</Ustrd>", party.name.upper()[:18]
        case MatchReason.NONE:
            strd, name = "<Ustrd>tack för den 3 mars 2025</Ustrd>", "Okänd Betalare"
    return (
        f"<TxDtls><Refs><AcctSvcrRef>K{item.invoice}</AcctSvcrRef></Refs><AmtDtls><TxAmt>"
        f'<Amt Ccy="SEK">{item.open}</Amt></TxAmt></AmtDtls><RltdPties><Dbtr><Nm>{name}</Nm>'
        f"</Dbtr>{account}</RltdPties><RmtInf>{strd}</RmtInf></TxDtls>\n"
    )


def _file(parts: str, total: Decimal | int) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:'
        'camt.054.001.02"><BkToCstmrDbtCdtNtfctn><GrpHdr><MsgId>1</MsgId></GrpHdr><Ntfctn>'
        "<Id>1</Id><Acct><Id><Othr><Id>83279000001</Id></Othr></Id><Ccy>SEK</Ccy></Acct><Ntry>"
        f'<Amt Ccy="SEK">{total}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>'
        "2025-04-01</Dt></BookgDt><AcctSvcrRef>B1</AcctSvcrRef>\n"
        f"<NtryDtls>{parts}</NtryDtls></Ntry></Ntfctn></BkToCstmrDbtCdtNtfctn></Document>\n"
    )


def timed(of: Made) -> tuple[float, float]:
    """Seconds that reading takes, and matching.

    Raises:
      SystemExit: when what is found is not what was made up.
    """
    start = time.perf_counter()
    payments, _ = received([read_content(of.content, "a.xml")])
    read = time.perf_counter()
    matches = match_payments(list(map(incoming_payment, payments)), of.items, of.parties)
    done = time.perf_counter()
    if Counter(each.reason for each in matches) != of.reasons:
        sys.exit("What is found is not what was made up.")
    return read - start, done - read


def rows(numbers: list[int], runs: int) -> Iterator[str]:
    """The table: medians of the runs, and whether they keep within their bounds."""
    medians: dict[int, float] = {}
    yield "| payments and items | reading, s | matching, s | ratio | at most | met |"
    yield "|---:|---:|---:|---:|---|---|"
    for number in numbers:
        of = made(number)
        found = [timed(of) for _ in range(runs)]
        reading = statistics.median(read for read, _ in found)
        matching = medians[number] = statistics.median(matched for _, matched in found)
        ratio, most = matching / reading, MOST_SECONDS * number / 100_000
        met = "yes" if ratio <= MOST_OF_READING and matching <= most else "no"
        bound = f"{MOST_OF_READING} and {most:g} s"
        yield f"| {number} | {reading:.2f} | {matching:.2f} | {ratio:.2f} | {bound} | {met} |"
    most_of_all = max(numbers)
    if most_of_all // 2 in medians:
        growth = medians[most_of_all] / medians[most_of_all // 2]
        met = "yes" if growth <= MOST_OF_HALF else "no"
        yield f"| {most_of_all} against half | | | {growth:.2f} | {MOST_OF_HALF} | {met} |"


def main() -> None:
    parser = argparse.ArgumentParser(description="Time the matching of payments to open items.")
    parser.add_argument("--payments", type=int, nargs="+", default=list(PAYMENTS))
    parser.add_argument("--runs", type=int, default=3, help="counted runs (default 3)")
    options = parser.parse_args()
    is_met = True
    for row in rows(options.payments, options.runs):
        sys.stdout.write(f"{row}\n")
        is_met = is_met and not row.endswith("| no |")
    sys.exit(not is_met)


if __name__ == "__main__":
    main()
