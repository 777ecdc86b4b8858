"""The journals of a workspace that a SIE file becomes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal

from sambruk_cli import sie
from sambruk_cli.edits.vouchers import Meta, quoted
from sambruk_cli.exchange.sie.into.balances import BALANCE_CLASSES, YearBalances
from sambruk_cli.exchange.sie.into.by_object import (
    NOTHING,
    Split,
    Splitter,
    Stated,
    SumsByObject,
)
from sambruk_cli.exchange.sie.into.entries import Names, assertions, entry, open_text, sie_entry
from sambruk_cli.exchange.sie.into.import_file import ImportFile
from sambruk_cli.exchange.sie.into.names import line
from sambruk_cli.exchange.sie.into.plan import SUMMARY
from sambruk_cli.frozen import frozen
from sambruk_cli.money import ZERO
from sambruk_cli.register.year_files import folder_of
from sambruk_cli.sie.model import Objects

_DAY = timedelta(days=1)
BUDGET = "budget.beancount"


@frozen
class YearParts:
    """A year's balances, and what its journal needs of them by object.

    That is the opening in the first year, and both where a year is made of its balances alone.
    `unsaid` are amounts by object that the journal does not say.
    """

    balances: YearBalances
    opening: Split
    closing: Split
    unsaid: frozenset[Stated]


def year_parts(file: sie.SieFile, years: Sequence[YearBalances]) -> list[YearParts]:
    """Every year with its balances by object.

    Args:
      years: in order of time.
    """
    split = Splitter(file)
    found = []
    for year in years:
        opening = closing = NOTHING
        results: frozenset[Stated] = frozenset()
        if year is years[0] or not year.by_vouchers:
            opening = split.opening(year.number, _amounts(year.opening))
        if not year.by_vouchers:
            closing = split.closing(year.number, _amounts(year.closing))
            results = split.results(year.number)
        found.append(YearParts(year, opening, closing, opening.unsaid | closing.unsaid | results))
    return found


@frozen
class NewBooks:
    """What the files of ledger/ are made of.

    `years` are in order of time, `accounts` those of the chart, `names` what they and objects are
    called in the books; `numbers` are those of the vouchers, in the order of the file, and `budget`
    is text of Beancount's, "" where there is none.
    """

    source: ImportFile
    years: Sequence[YearParts]
    accounts: Sequence[sie.Account]
    names: Names
    numbers: Sequence[str]
    budget: str


def ledger(books: NewBooks) -> dict[str, str]:
    """The files of ledger/ by path: chart, a journal for each year, the budget if there is one."""
    source, years, names = books.source, books.years, books.names
    by_number = names.accounts
    files = {}
    for each in years:
        year = each.balances
        if each is years[0]:
            parts = [_opening(year, each.opening.parts, names)]
        else:
            parts = [assertions(year.year.start, _amounts(year.opening), by_number)]
        if year.by_vouchers:
            pairs = zip(source.file.vouchers, books.numbers, strict=True)
            parts += [sie_entry(v, number, names) for v, number in pairs]
        else:
            parts.append(_summary(each, names))
        if each is years[-1]:  # before that the next year's opening says the same
            parts.append(assertions(year.year.end + _DAY, _amounts(year.closing), by_number))
        path = f"ledger/{folder_of(year.year.label)}.beancount"
        files[path] = "\n".join(part for part in parts if part)
    opened = [(by_number[a.number], line(a.name, a.number)) for a in books.accounts]
    includes = ["chart.beancount", *(path.removeprefix("ledger/") for path in files)]
    includes += [BUDGET] if books.budget else []
    title = line(source.file.company_name.text if source.file.company_name else "", "SIE")
    return {
        "ledger/main.beancount": main_text(title, includes),
        "ledger/chart.beancount": open_text(years[0].balances.year.start - _DAY, opened),
        **files,
        **({f"ledger/{BUDGET}": books.budget} if books.budget else {}),
    }


def main_text(title: str, includes: Iterable[str]) -> str:
    """ledger/main.beancount: what the books are called, and the files that they are made of."""
    head = f'option "title" {quoted(title)}\noption "operating_currency" "SEK"\n\n'
    return head + "".join(f'include "{name}"\n' for name in includes)


def _opening(year: YearBalances, parts: SumsByObject, names: Names) -> str:
    if not parts:
        return ""
    return entry(year.year.start - _DAY, "Ingående balans", [("opening", True)], parts, names)


def _summary(year: YearParts, names: Names) -> str:
    """The year in one voucher: only its balances are known."""
    moved: dict[tuple[str, Objects], Decimal] = {
        (number, ()): amount
        for number, amount in year.balances.movements().items()
        if not number.startswith(BALANCE_CLASSES)
    }
    before, after = year.opening.parts, year.closing.parts
    for key in {*before, *after}:
        amount = sie.exact_sum([after.get(key, ZERO), -before.get(key, ZERO)])
        if amount:
            moved[key] = amount
    if not moved:
        return ""
    meta: list[tuple[str, Meta]] = [("ver", f"{SUMMARY}1"), ("sie-balances", True)]
    text = "Årets förändringar enligt SIE-filens saldon"
    return entry(year.balances.year.end, text, meta, moved, names)


def _amounts(balances: Mapping[str, sie.Balance]) -> dict[str, Decimal]:
    """Kronor by account of the balance sheet, in the order of the numbers."""
    return {n: b.amount for n, b in sorted(balances.items()) if n.startswith(BALANCE_CLASSES)}
