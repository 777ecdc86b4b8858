"""What further fiscal years change in the files of a workspace."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from sambruk_cli import sie
from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.edits.lines import text_of
from sambruk_cli.edits.plan import Change, appended, made, rewritten
from sambruk_cli.edits.toml import with_tables
from sambruk_cli.exchange.sie.into import config
from sambruk_cli.exchange.sie.into.books_target import BooksTarget
from sambruk_cli.exchange.sie.into.entries import assertions, open_text
from sambruk_cli.exchange.sie.into.existing_year import IMPORTED, MAIN
from sambruk_cli.exchange.sie.into.gathered import Gathered
from sambruk_cli.exchange.sie.into.journals import BUDGET, Journal
from sambruk_cli.exchange.sie.into.names import line
from sambruk_cli.exchange.sie.into.register_ids import Ids, object_details
from sambruk_cli.exchange.sie.into.years import (
    account_details,
    dimension_details,
    imports_of,
)
from sambruk_cli.exchange.sie.objects import Pair
from sambruk_cli.findings import Finding, finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.register.sie import FILE, SeriesDetails, SieDetails

CHART = "ledger/chart.beancount"
ASSOCIATION = "config/association.toml"
STATEMENTS = "config/statements.toml"
_DAY = timedelta(days=1)
# What the import writes into a journal: vouchers and balances, each from the start of a line.
_WRITTEN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} (?:\* |balance )")


@frozen
class NewYears:
    """Years that come into a workspace, with what they need of chart and register.

    `front` lie before those of the books, `later` after them; `upgraded` is the year of the books
    that the last one in front takes the place of. `budget` is text of Beancount's.
    """

    found: Gathered
    front: Sequence[Journal]
    later: Sequence[Journal]
    accounts: Sequence[sie.Account]
    ids: Ids
    budget: str
    upgraded: FiscalYear | None

    @property
    def journals(self) -> tuple[Journal, ...]:
        return (*self.front, *self.later)

    def opened(self, kept: Sequence[FiscalYear]) -> date:
        """The day that new accounts are open from."""
        if self.front:
            return self.front[0].parts.chained.year.start - _DAY
        first = kept[0] if kept else self.later[0].parts.chained.year
        return first.start - _DAY


def first_year_faults(
    target: BooksTarget, new: NewYears, kept: Sequence[FiscalYear]
) -> Iterator[Finding]:
    """What stands in the way of changing the journal of the first year, and of opening accounts."""
    if new.front:
        opening = target.opening_of(kept[0])
        path = opening.file if opening else _file_of(target, kept[0])
        if path is None or not _is_written(target, path, new, opening):
            yield finding("SIE621.edited", path=path or CHART)
    by_number = target.books.by_number
    first = new.opened(kept)
    earliest: dict[str, date] = {}
    for journal in new.journals:
        chained = journal.parts.chained
        for account in (*chained.opening, *chained.moved, *chained.transfer, *chained.closed):
            day = first if journal in new.front else chained.year.start
            earliest[account] = min(day, earliest.get(account, day))
    for account, day in sorted(earliest.items()):
        known = by_number.get(account)
        if known is not None and known.opened > day and not (new.front and known.file == CHART):
            yield finding(
                "SIE626.not_open",
                account=account,
                opened=known.opened,
                place=f"{known.file}:{known.line}",
                file=new.found.sources[0].name,
            )


def _file_of(target: BooksTarget, year: FiscalYear) -> str | None:
    files = {voucher.file for voucher in target.books.in_year(year)}
    return files.pop() if len(files) == 1 else None


def _is_written(target: BooksTarget, path: str, new: NewYears, opening: Voucher | None) -> bool:
    """Whether a journal can be changed: whole, or the voucher that the books open with."""
    if new.upgraded is None:
        return opening is not None
    lines = text_of(target.read(path) or b"").splitlines()
    heads = [row for row in lines if row.strip() and not row[0].isspace()]
    vouchers = [voucher for voucher in target.books.vouchers if voucher.file == path]
    mine = target.books.in_year(new.upgraded)
    return all(map(_WRITTEN.match, heads)) and all(
        voucher in mine or voucher == opening for voucher in vouchers
    )


def changes(target: BooksTarget, new: NewYears, kept: Sequence[FiscalYear]) -> Iterator[Change]:
    """The changes of all files: journals, chart, budget, and what config/ says of them."""
    includes = []
    for journal in new.journals:
        year = journal.parts.chained.year
        if year == new.upgraded:
            path = (target.opening_of(kept[0]) or target.books.in_year(year)[0]).file
            yield rewritten(path, target.read(path), journal.text())
        else:
            path = _free(target, journal)
            includes.append(path.removeprefix("ledger/"))
            yield made(path, journal.text())
    if new.front and new.upgraded is None:
        yield _without_opening(target, new, kept[0])
    if new.accounts and target.read(CHART) is None:
        includes.append(CHART.removeprefix("ledger/"))
    yield from _chart(target, new, kept)
    if new.budget:
        path = f"ledger/{BUDGET}"
        before = target.read(path)
        includes += [BUDGET] if before is None else []
        yield appended(path, before, new.budget)
    if includes:
        text = "".join(f'include "{name}"\n' for name in includes)
        yield appended(MAIN, target.read(MAIN), text)
    yield from _config(target, new)


def _free(target: BooksTarget, journal: Journal) -> str:
    """The file of a new journal: by its year, or among the imported where that is taken."""
    name = journal.path.rpartition("/")[2].removesuffix(".beancount")
    source = journal.parts.chained.of.source
    names = (f"ledger/{name}", f"{IMPORTED}/{name}", f"{IMPORTED}/{name}-{source.sha256[:8]}")
    paths = [f"{each}.beancount" for each in names]
    return next(path for path in paths if target.read(path) is None)


def _without_opening(target: BooksTarget, new: NewYears, first: FiscalYear) -> Change:
    """The first journal without the voucher that the books opened with, held to its balances."""
    opening = target.opening_of(first)
    assert opening is not None
    assert opening.line is not None
    before = target.read(opening.file)
    lines = text_of(before or b"").split("\n")
    end = opening.line
    while end < len(lines) and lines[end][:1].isspace():
        end += 1
    chained = new.front[-1].parts.chained
    held = assertions(first.start, chained.closing, new.front[-1].names.accounts)
    rest = [*lines[: opening.line - 1], *held.rstrip("\n").split("\n"), *lines[end:]]
    return rewritten(opening.file, before, "\n".join(rest))


def _chart(target: BooksTarget, new: NewYears, kept: Sequence[FiscalYear]) -> Iterator[Change]:
    """Accounts that are new; all of them open earlier where years come before the first."""
    opened = new.opened(kept)
    names = new.journals[0].names.accounts
    text = open_text(opened, [(names[a.number], line(a.name, a.number)) for a in new.accounts])
    before = target.read(CHART)
    if before is None:
        if text:
            yield made(CHART, text)
        return
    whole = text_of(before)
    if new.front:
        old = kept[0].start - _DAY
        whole = re.sub(rf"^{old.isoformat()}(?= open )", opened.isoformat(), whole, flags=re.M)
    if text:
        whole = f"{whole.rstrip(chr(10))}\n{text}"
    yield rewritten(CHART, before, whole)


def _config(target: BooksTarget, new: NewYears) -> Iterator[Change]:
    known = {year.label for year in target.register.years}
    years = [j.parts.chained.year for j in new.journals]
    tables = [
        {"label": year.label, "start": year.start, "end": year.end}
        for year in years
        if year.label not in known
    ]
    before = target.read(ASSOCIATION) or b""
    yield rewritten(ASSOCIATION, before, with_tables(text_of(before), "fiscal_years", tables))
    for name, items, kind in (
        ("members", new.ids.members, "organisation"),
        ("counterparties", new.ids.counterparties, None),
        ("projects", new.ids.projects, None),
    ):
        if items:
            yield _entries(target, f"config/{name}.toml", name, items, kind)
    yield from _layout(target, new)
    before = target.read(FILE) or b""
    yield rewritten(FILE, before, config.with_details(text_of(before), _details(target, new)))


def _layout(target: BooksTarget, new: NewYears) -> Iterator[Change]:
    """The layout of an import with rows for new accounts of classes that BAS does not place."""
    there = [a.name for n, a in target.books.by_number.items() if config.is_internal(n)]
    names = new.journals[0].names.accounts
    added = [names[a.number] for a in new.accounts if config.is_internal(a.number)]
    before = target.read(STATEMENTS)
    if before is not None and added:
        text = text_of(before)
        yield rewritten(STATEMENTS, before, config.with_internal(text, there, added))


def _entries(
    target: BooksTarget, path: str, name: str, items: Sequence[Pair], kind: str | None
) -> Change:
    before = target.read(path)
    if before is None:
        return made(path, config.entries(name, items, kind))
    tables = [{"id": of, "name": called, "kind": kind} for of, called in items]
    return rewritten(path, before, with_tables(text_of(before), name, tables))


def _details(target: BooksTarget, new: NewYears) -> SieDetails:
    """What config/sie.toml does not have yet."""
    there, found = target.details, new.found
    numbers = {a.number for a in there.accounts}
    dimensions = {d.number for d in there.dimensions}
    objects = {(o.dimension, o.number) for o in there.objects}
    series = {s.sie for s in there.series}
    return SieDetails(
        imports=imports_of(found.sources, new.journals),
        accounts=tuple(
            a
            for a in account_details(list(found.accounts.values()))
            if a.number not in numbers and a.number in new.journals[0].names.accounts
        ),
        dimensions=tuple(d for d in dimension_details(found.sources) if d.number not in dimensions),
        objects=tuple(
            o
            for o in object_details(found.names, new.ids)
            if (o.dimension, o.number) not in objects
        ),
        series=tuple(
            SeriesDetails(sie=s, books=b)
            for s, b in found.series.items()
            if s != b and s not in series
        ),
    )
