"""Balances that must follow, currencies, and days: what holds for every kind of bank file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from sambruk_cli.exchange.bank.model import BankFile, BankStatement, total
from sambruk_cli.exchange.bank.received import Received
from sambruk_cli.findings import Finding, finding
from sambruk_cli.fiscal import FiscalYear, year_of

_APART = 31  # days at most from one statement to the next: numbers begin anew with the year


def balance_findings(files: Sequence[BankFile]) -> Iterator[Finding]:
    """BNK804 where entries do not lead from one balance to the next."""
    for file in files:
        for statement in file.statements:
            yield from _within(file, statement)
    yield from _following(files)


def _within(file: BankFile, statement: BankStatement) -> Iterator[Finding]:
    opening, closing = statement.opening, statement.closing
    if opening is None or closing is None:
        return
    if any(entry.currency != statement.currency for entry in statement.entries):
        return  # BNK805 says so
    found = opening.amount + total(entry.amount for entry in statement.entries)
    if found != closing.amount:
        yield finding(
            "BNK804", stated=closing.amount, found=found, file=file.file, line=closing.line
        )


def _following(files: Sequence[BankFile]) -> Iterator[Finding]:
    """Where a statement opens with something else than the bank's one before it closed with."""
    of_account: dict[tuple[str, str], list[tuple[BankFile, BankStatement]]] = defaultdict(list)
    for file in files:
        for statement in file.statements:
            if statement.number is not None and statement.opening and statement.closing:
                of_account[statement.account, statement.currency].append((file, statement))
    for numbered in of_account.values():
        numbered.sort(key=lambda each: (each[1].number or 0, each[0].file, each[1].line or 0))
        for (earlier, before), (later, after) in pairwise(numbered):
            assert before.closing is not None
            assert after.opening is not None
            if after.number != (before.number or 0) + 1:
                continue
            days = (after.opening.day - before.closing.day).days
            if 0 <= days <= _APART and before.closing.amount != after.opening.amount:
                yield finding(
                    "BNK804.next",
                    stated=after.opening.amount,
                    before=earlier.file,
                    found=before.closing.amount,
                    file=later.file,
                    line=after.opening.line,
                )


def currency_findings(received: Iterable[Received]) -> Iterator[Finding]:
    """BNK805 for each file and foreign currency."""
    groups: dict[tuple[str, str], list[Received]] = defaultdict(list)
    for each in received:
        if each.currency != "SEK":
            groups[each.file, each.currency or "?"].append(each)
    for (file, currency), found in groups.items():
        yield finding("BNK805", number=len(found), currency=currency, file=file, line=found[0].line)


def day_findings(
    received: Iterable[Received], years: Sequence[FiscalYear], sealed: frozenset[str]
) -> Iterator[Finding]:
    """BNK806 for each file and each year that is closed, sealed, or not in the register."""
    groups: dict[tuple[str, str, str], list[Received]] = defaultdict(list)
    for each in received:
        year = year_of(years, each.day)
        if year is None:
            groups[each.file, "outside", ""].append(each)
        elif year.label in sealed:
            groups[each.file, "sealed", year.label].append(each)
        elif year.closed:
            groups[each.file, "closed", year.label].append(each)
    for (file, what, label), found in groups.items():
        first = min(found, key=lambda each: (each.day, each.line or 0))
        number, day, line = len(found), first.day, first.line
        if label:
            code = f"BNK806.{what}"
            yield finding(code, number=number, year=label, day=day, file=file, line=line)
        else:
            yield finding("BNK806.outside", number=number, day=day, file=file, line=line)
