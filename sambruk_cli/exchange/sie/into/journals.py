"""The journals of a workspace that a SIE file becomes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from sambruk_cli import sie
from sambruk_cli.books.vouchers import series_and_number
from sambruk_cli.edits.numbers import next_number
from sambruk_cli.edits.vouchers import Meta, quoted
from sambruk_cli.exchange.sie.into.by_object import (
    NOTHING,
    Split,
    Splitter,
    Stated,
    SumsByObject,
)
from sambruk_cli.exchange.sie.into.entries import (
    Names,
    assertions,
    entry,
    open_text,
    sie_entry,
)
from sambruk_cli.exchange.sie.into.ledger_year import ChainedYear
from sambruk_cli.exchange.sie.into.names import line
from sambruk_cli.exchange.sie.into.numbering import Numbering
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.money import ZERO
from sambruk_cli.register.sie import IMPORT_SERIES, OF_BALANCES
from sambruk_cli.register.year_files import folder_of
from sambruk_cli.sie.model import Objects

_DAY = timedelta(days=1)
BUDGET = "budget.beancount"
# What the vouchers say that an import adds.
SUMMARISED = "Årets förändringar enligt SIE-filens saldon"
TRANSFER = "Omföring enligt SIE-filens ingående balanser"
CLOSED = "Årets resultat enligt SIE-filens saldon"


@frozen
class YearParts:
    """A year, and what its journal needs of its balances by object.

    That is the opening in the first year, and both where a year is made of its balances alone.
    `unsaid` are amounts by object that the journal does not say.
    """

    chained: ChainedYear
    opening: Split
    closing: Split
    unsaid: frozenset[Stated]


def year_parts(years: Sequence[ChainedYear], *, opens: bool = True) -> list[YearParts]:
    """Every year with its balances by object.

    Args:
      years: in order of time.
      opens: whether the first is the first of the books.
    """
    found = []
    for place, year in enumerate(years):
        balances = year.of.balances
        split = Splitter(year.of.source.file)
        opening = closing = NOTHING
        results: frozenset[Stated] = frozenset()
        if (opens and place == 0) or not balances.by_vouchers:
            opening = split.opening(balances.number, year.opening)
        if not balances.by_vouchers:
            closing = split.closing(balances.number, year.closing)
            results = split.results(balances.number)
        found.append(YearParts(year, opening, closing, opening.unsaid | closing.unsaid | results))
    return found


@frozen
class Journal:
    """What the journal of a year is made of.

    `names` is what accounts and objects are called in the books; `numbering` that of the vouchers
    of the file, None where it has none of the year. `is_first` and `is_last` tell the year's place
    in the books. `before` is the number of what the import books on the last day of the year
    before; `was_open` tells that it has booked something there in these files. What a year opens
    with may then change by what the association closes the one before with.
    """

    parts: YearParts
    names: Names
    numbering: Numbering | None
    is_first: bool
    is_last: bool
    was_open: bool = False
    before: str = f"{IMPORT_SERIES}1"

    @property
    def path(self) -> str:
        """The file, in a workspace that has none of its name."""
        return f"ledger/{folder_of(self.parts.chained.year.label)}.beancount"

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers of all vouchers that the journal holds of its year."""
        return (*(self.numbering.numbers if self.numbering else ()), *self._own)

    @property
    def _own(self) -> list[str]:
        """The numbers of the vouchers that the import adds: those of balances, then the rest."""
        taken = self.numbering.numbers if self.numbering else ()
        first = next_number((p for v in taken if (p := series_and_number(v))), IMPORT_SERIES)
        chained = self.parts.chained
        rows = (chained.transfer, chained.closed) if self.numbering else (chained.summarised,)
        return [f"{IMPORT_SERIES}{first + step}" for step in range(sum(map(bool, rows)))]

    def text(self) -> str:
        """The file."""
        chained, names = self.parts.chained, self.names
        year, own = chained.year, iter(self._own)
        texts = []
        if chained.closed_before:
            day = year.start - _DAY
            texts.append(_entry(day, CLOSED, self.before, chained.closed_before, names))
        if self.is_first:
            texts.append(_opening(year, self.parts.opening.parts, names))
        elif not (self.was_open or chained.closed_before):
            texts.append(assertions(year.start, chained.opening, names.accounts))
        if self.numbering is None:
            if chained.summarised:
                texts.append(_summary(self.parts, next(own), names))
        else:
            if chained.transfer:
                texts.append(_entry(year.start, TRANSFER, next(own), chained.transfer, names))
            anew = self.numbering.renumbered
            texts += [
                sie_entry(voucher, number, names, renumbered=place in anew, within=year)
                for place, (voucher, number) in enumerate(
                    zip(chained.of.source.file.vouchers, self.numbering.numbers, strict=True)
                )
            ]
            if chained.closed:
                texts.append(_entry(year.end, CLOSED, next(own), chained.closed, names))
        # Before that the next year's opening says the same. In a year that is not closed yet more
        # is booked, and nobody knows what it will end with.
        if self.is_last and chained.is_closed:
            texts.append(assertions(year.end + _DAY, chained.closing, names.accounts))
        return "\n".join(text for text in texts if text)


@frozen
class NewBooks:
    """What the files of ledger/ are made of.

    `journals` are in order of time, `accounts` those of the chart, `budget` is text of Beancount's,
    "" where there is none.
    """

    title: str
    journals: Sequence[Journal]
    accounts: Sequence[sie.Account]
    budget: str


def ledger(books: NewBooks) -> dict[str, str]:
    """The files of ledger/ by path: chart, a journal for each year, the budget if there is one."""
    first = books.journals[0]
    names = first.names.accounts
    opened = [(names[a.number], line(a.name, a.number)) for a in books.accounts]
    files = {journal.path: journal.text() for journal in books.journals}
    includes = ["chart.beancount", *(path.removeprefix("ledger/") for path in files)]
    includes += [BUDGET] if books.budget else []
    return {
        "ledger/main.beancount": main_text(books.title or "SIE", includes),
        "ledger/chart.beancount": open_text(first.parts.chained.year.start - _DAY, opened),
        **files,
        **({f"ledger/{BUDGET}": books.budget} if books.budget else {}),
    }


def main_text(title: str, includes: Iterable[str]) -> str:
    """ledger/main.beancount: what the books are called, and the files that they are made of."""
    head = f'option "title" {quoted(title)}\noption "operating_currency" "SEK"\n\n'
    return head + "".join(f'include "{name}"\n' for name in includes)


def _opening(year: FiscalYear, parts: SumsByObject, names: Names) -> str:
    if not parts:
        return ""
    return entry(year.start - _DAY, "Ingående balans", [("opening", True)], parts, names)


def _entry(day: date, text: str, ver: str, rows: Mapping[str, Decimal], names: Names) -> str:
    """A voucher that the import adds."""
    return entry(day, text, [("ver", ver)], _whole(rows), names)


def _whole(rows: Mapping[str, Decimal]) -> dict[tuple[str, Objects], Decimal]:
    """Amounts of accounts, without objects."""
    return {(account, ()): amount for account, amount in rows.items()}


def _summary(year: YearParts, ver: str, names: Names) -> str:
    """The year in one voucher: only its balances are known."""
    chained = year.chained
    keeps = chained.of.balances.keeps_balance
    moved = _whole({a: x for a, x in chained.summarised.items() if not keeps(a)})
    before, after = year.opening.parts, year.closing.parts
    for key in {*before, *after}:
        amount = sie.exact_sum([after.get(key, ZERO), -before.get(key, ZERO)])
        if amount:
            moved[key] = amount
    if not moved:
        return ""
    meta: list[tuple[str, Meta]] = [("ver", ver), (OF_BALANCES, True)]
    return entry(chained.of.last_day, SUMMARISED, meta, moved, names)
