"""The balance on each row, which must follow from that of the row beside it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from sambruk_cli.exchange.bank.model import BankEntry, StatementBalance
from sambruk_cli.findings import Finding, finding
from sambruk_cli.money import ZERO

Balances = tuple[StatementBalance | None, StatementBalance | None]


def followed(entries: Sequence[BankEntry], file: str) -> tuple[Balances, list[Finding]]:
    """Opening and closing balance where the rows lead from one to the other, and BNK804 where not.

    Banks list the newest row first, or the oldest: the order in which fewer rows are wrong is
    the file's. Where a bank gives one balance a day, days are followed instead of rows.
    """
    if not entries or all(entry.balance is None for entry in entries):
        return (None, None), []
    if any(entry.balance is None for entry in entries):
        return (None, None), _by_days(entries, file)
    down, up = _breaks(entries), _breaks(list(reversed(entries)))
    in_order, wrong = (list(reversed(entries)), up) if len(up) <= len(down) else (entries, down)
    if wrong:
        return (None, None), [_said(*wrong[0], len(wrong), file)]
    first, last = in_order[0], in_order[-1]
    opening = StatementBalance(first.day, _held(first) - first.amount, first.line)
    return (opening, StatementBalance(last.day, _held(last), last.line)), []


def _held(entry: BankEntry) -> Decimal:
    return ZERO if entry.balance is None else entry.balance


def _breaks(entries: Sequence[BankEntry]) -> list[tuple[BankEntry, Decimal]]:
    """Entries in order of time whose balance is not that of the one before and their amount."""
    return [
        (after, _held(before) + after.amount)
        for before, after in pairwise(entries)
        if _held(before) + after.amount != _held(after)
    ]


def _by_days(entries: Sequence[BankEntry], file: str) -> list[Finding]:
    """Where no day has two balances, hold each to the one before and what lies between."""
    number = Counter(entry.day for entry in entries if entry.balance is not None)
    if max(number.values()) > 1:
        return []
    sums: dict[date, Decimal] = defaultdict(Decimal)
    for entry in entries:
        sums[entry.day] += entry.amount
    held = sorted((e for e in entries if e.balance is not None), key=lambda entry: entry.day)
    wrong = []
    for before, after in pairwise(held):
        between = sum((s for day, s in sums.items() if before.day < day <= after.day), ZERO)
        if _held(before) + between != _held(after):
            wrong.append((after, _held(before) + between))
    return [_said(*wrong[0], len(wrong), file)] if wrong else []


def _said(entry: BankEntry, found: Decimal, number: int, file: str) -> Finding:
    stated = _held(entry)
    return finding(
        "BNK804.rows", stated=stated, found=found, number=number, file=file, line=entry.line
    )
