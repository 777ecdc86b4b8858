"""The fiscal years that SIE files hold: which file says most of each, and what the others say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from sambruk_cli.exchange.sie.into.balances import fiscal_year, year_balances
from sambruk_cli.exchange.sie.into.import_file import ImportFile
from sambruk_cli.exchange.sie.into.ledger_year import SourceYear
from sambruk_cli.exchange.sie.into.names import year_labels
from sambruk_cli.findings import Finding, Severity, finding
from sambruk_cli.fiscal import FiscalYear

YearDays = tuple[date, date]


def source_years(
    sources: Sequence[ImportFile], *, comparatives: bool, known: Iterable[FiscalYear] = ()
) -> list[SourceYear]:
    """Every year that the files have anything of, once, in order of time.

    Args:
      sources: in any order.
      comparatives: whether years of which a file has balances alone come along.
      known: years of a workspace; a year of the same days keeps its label.
    """
    by_days: dict[YearDays, list[SourceYear]] = {}
    for source in sources:
        for number, year in _years_of(source, comparatives=comparatives):
            found = SourceYear(source, year_balances(source.file, year, number))
            by_days.setdefault((year.start, year.end), []).append(found)
    labelled = {(year.start, year.end): year for year in known}
    new = [days for days in sorted(by_days) if days not in labelled]
    labels = year_labels(new, [year.label for year in labelled.values()])
    for days, label in zip(new, labels, strict=True):
        labelled[days] = FiscalYear(label, *days)
    internal = frozenset[str]().union(
        *(each.balances.internal for of in by_days.values() for each in of)
    )

    def as_known(each: SourceYear, days: YearDays) -> SourceYear:
        balances = replace(each.balances, year=labelled[days], internal=internal)
        return replace(each, balances=balances)

    years = []
    for days in sorted(by_days):
        first, *others = (as_known(each, days) for each in sorted(by_days[days], key=_rank))
        years.append(replace(first, beside=tuple(others)))
    return years


def _rank(year: SourceYear) -> tuple[bool, bool, str, str]:
    """A file's own year goes before the one before another's, and vouchers before balances."""
    balances, source = year.balances, year.source
    return not balances.by_vouchers, balances.number != 0, source.name, source.sha256


def _years_of(source: ImportFile, *, comparatives: bool) -> Iterator[tuple[int, FiscalYear]]:
    """The years that a file has anything of: the one before, and year 0."""
    file = source.file
    before = fiscal_year(file, -1)
    has_before = any(b.year == -1 and b.kind in ("UB", "RES") for b in file.balances)
    if comparatives and before is not None and has_before:
        yield -1, before
    this = fiscal_year(file, 0)
    if this is not None:
        yield 0, this


def check_years(
    years: Sequence[SourceYear], known: Sequence[FiscalYear] = ()
) -> Iterator[tuple[int, Finding]]:
    """Years that overlap or do not follow each other, and years that two files have vouchers of.

    With the place of the year that may be left out.

    Args:
      known: years of a workspace.
    """
    for place, year in enumerate(years):
        for other in year.beside:
            if year.balances.by_vouchers and other.balances.by_vouchers:
                yield (
                    place,
                    finding(
                        "SIE621.twice",
                        year=year.year.label,
                        other=year.source.stem,
                        file=other.source.name,
                        line=other.balances.line,
                    ),
                )
    spans: Mapping[YearDays, SourceYear | None] = {
        **{(year.start, year.end): None for year in known},
        **{(year.year.start, year.year.end): year for year in years},
    }
    for one, after in pairwise(sorted(spans)):
        if (after[0] - one[1]).days != 1:
            yield _apart(one, after, spans, years)


def _apart(
    one: YearDays,
    after: YearDays,
    spans: Mapping[YearDays, SourceYear | None],
    years: Sequence[SourceYear],
) -> tuple[int, Finding]:
    of = spans[one] or spans[after]
    assert of is not None  # those of a workspace follow each other
    code = "SIE623.gap" if after[0] > one[1] else "SIE623.overlap"
    said = finding(
        code,
        end=one[1],
        start=after[0],
        file=of.source.name,
        line=of.balances.line,
    )
    return years.index(of), said


def without_first(
    years: Sequence[SourceYear], faults: Sequence[tuple[int, Finding]]
) -> tuple[Finding, ...] | None:
    """Why the first year is left out, as warnings; None where that is no way out.

    A year before, of which balances are known alone, is left out where they contradict themselves
    or the year that follows: its figures would be false, and the other years stand without it.
    """
    is_before = len(years) > 1 and years[0].balances.number != 0
    if not faults or not is_before:
        return None
    if any(place != 0 for place, _ in faults):
        return None
    label = years[0].year.label
    return tuple(
        replace(said, severity=Severity.WARNING, remedy=finding("SIE623.left", year=label).said)
        for _, said in faults
    )
