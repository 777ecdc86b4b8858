"""Numbers of vouchers that are missing, but for those that an imported file lacked itself."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.checks.imported import Imports
from sambruk_cli.findings import Finding, finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.register.locate import Located


class Gap(NamedTuple):
    """Numbers of a series that are missing, first to last, and the voucher after them.

    There is none after the last number of a file that was imported.
    """

    series: str
    first: int
    last: int
    file: str | None = None
    line: int | None = None


def gaps_in(
    by_series: Mapping[str, Mapping[int, Voucher]], highest: Mapping[str, int]
) -> Iterator[Gap]:
    """What is missing in each series between 1 and its highest number.

    Args:
      highest: the highest numbers that have been, where more is known than the books hold.
    """
    for series in {**by_series, **highest}:
        numbers, last = by_series.get(series, {}), 0
        for number in sorted(numbers):
            if number > last + 1:
                voucher = numbers[number]
                yield Gap(series, last + 1, number - 1, voucher.file, voucher.line)
            last = number
        if highest.get(series, 0) > last:
            yield Gap(series, last + 1, highest[series])


def check_gaps(
    imports: Imports, located: Located, gaps: Mapping[FiscalYear, Iterable[Gap]]
) -> Iterator[Finding]:
    """Numbers that are missing (BFNAR 2013:2) and were there in the file that was imported.

    Not a part of what is kept of a year's vouchers: config/sie.toml changes without them.

    Args:
      located: where the imports stand in config/sie.toml.
    """
    for year, of_year in gaps.items():
        lacked = imports.missing(year)
        for gap in of_year:
            file, line = gap.file, gap.line
            if file is None:
                file, line = located.file, located.line(*imports.place(year), "last")
            for left in _less(gap, _within(gap, lacked.get(gap.series, ()))):
                yield _missing(year.label, left._replace(file=file, line=line))


def _within(gap: Gap, spans: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """Those of spans in order that may share a number with a gap: there may be thousands."""
    start = bisect_left(spans, gap.first, key=itemgetter(1))
    return spans[start : bisect_right(spans, gap.last, lo=start, key=itemgetter(0))]


def _less(gap: Gap, lacked: Iterable[tuple[int, int]]) -> Iterator[Gap]:
    """The parts of a gap that lie in none of some spans, which are in order."""
    at = gap.first
    for first, last in lacked:
        if at < first <= gap.last:
            yield gap._replace(first=at, last=first - 1)
        at = max(at, last + 1)
    if at <= gap.last:
        yield gap._replace(first=at)


def _missing(label: str, gap: Gap) -> Finding:
    first, last = f"{gap.series}{gap.first}", f"{gap.series}{gap.last}"
    file, line = gap.file, gap.line
    if first == last:
        return finding("BOK204.one", number=first, year=label, file=file, line=line)
    return finding("BOK204.several", first=first, last=last, year=label, file=file, line=line)
