"""Numbered vouchers written twice: for Beancount, and for hledger and Ledger."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from benchmarks.association import FIRST_YEAR, ROOT
from benchmarks.vouchers import Posting, Voucher

_OPEN = re.compile(r"^\d{4}-\d{2}-\d{2} open (\w+:(\d{4})-\S+)", re.MULTILINE)
KEPT = "12"  # classes of account whose balance is kept from year to year


def chart() -> tuple[str, dict[str, str]]:
    """The example's chart, opened the day before the first year; names of accounts by number."""
    text = (ROOT / "ledger" / "chart.beancount").read_text(encoding="utf-8")
    text = re.sub(r"^\d{4}-\d{2}-\d{2} ", f"{FIRST_YEAR - 1}-12-31 ", text, flags=re.MULTILINE)
    return text, {number: name for name, number in _OPEN.findall(text)}


@dataclass
class Ledger:
    """What the books stand at, and the numbers of invoices, while years are written in turn."""

    names: Mapping[str, str]
    balances: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    invoices: dict[int, str] = field(default_factory=dict)


def opening_texts(ledger: Ledger, postings: Iterable[Posting]) -> tuple[str, str]:
    """The entry that brings in balances the day before the first year, in both forms."""
    day = f"{FIRST_YEAR - 1}-12-31"
    text = f"Ingående balans {FIRST_YEAR}"
    ours = [f'{day} * "{text}"\n  opening: TRUE\n']
    theirs = [f"{day} * {text}\n"]
    _postings(ledger, tuple(postings), ours, theirs)
    return "".join(ours) + "\n", "".join(theirs) + "\n"


def year_texts(ledger: Ledger, year: int, vouchers: Iterable[Voucher]) -> tuple[str, str]:
    """A year's journal in both forms, vouchers numbered in the order given."""
    ours = [f"; Journal {year}, påhittad.\n\n", *_assertions(ledger, year), "\n"]
    theirs = [f"; Journal {year}, påhittad.\n\n"]
    last: dict[str, int] = defaultdict(int)
    for voucher in vouchers:
        last[voucher.series] += 1
        number = f"{voucher.series}{last[voucher.series]}"
        for posting in voucher.postings:
            if posting.invoice is not None and voucher.series == "F":
                ledger.invoices[posting.invoice] = f"{year}-{last['F']:06d}"
        payee = f'"{voucher.payee}" ' if voucher.payee else ""
        ours.append(f'{voucher.day} * {payee}"{voucher.text}"\n  ver: "{number}"\n')
        payee = f"{voucher.payee} | " if voucher.payee else ""
        theirs.append(f"{voucher.day} * ({number}) {payee}{voucher.text}\n")
        _postings(ledger, voucher.postings, ours, theirs)
        ours.append("\n")
        theirs.append("\n")
    for account in [a for a in ledger.balances if a[0] not in KEPT]:
        del ledger.balances[account]
    return "".join(ours), "".join(theirs)


def _postings(
    ledger: Ledger, postings: tuple[Posting, ...], ours: list[str], theirs: list[str]
) -> None:
    for posting in postings:
        account, amount = ledger.names[posting.account], kronor(posting.ore)
        ledger.balances[posting.account] += posting.ore
        ours.append(f"  {account:<58} {amount:>14} SEK\n")
        theirs.append(f"    {account:<56}  {amount:>14} SEK\n")
        for key, value in posting.tags:
            ours.append(f'    {key}: "{value}"\n')
            theirs.append(f"    ; {key}: {value}\n")
        if posting.invoice is not None:
            number = ledger.invoices[posting.invoice]
            ours.append(f'    invoice: "{number}"\n')
            theirs.append(f"    ; invoice: {number}\n")


def _assertions(ledger: Ledger, year: int) -> list[str]:
    return [
        f"{year}-01-01 balance {ledger.names[account]:<58} {kronor(ore):>14} SEK\n"
        for account, ore in sorted(ledger.balances.items())
    ]


def kronor(ore: int) -> str:
    """Whole öre as kronor with two decimals."""
    whole, rest = divmod(abs(ore), 100)
    return f"{'-' if ore < 0 else ''}{whole}.{rest:02d}"
