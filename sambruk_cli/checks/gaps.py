"""Numbers of vouchers that are missing, but for those that an imported file lacked itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.findings import Finding, finding
from sambruk_cli.register.sie import Import, numbers_in, read_imports
from sambruk_cli.session import Session


class Gap(NamedTuple):
    """Numbers of a series that are missing, first to last, and the voucher after them."""

    series: str
    first: int
    last: int
    file: str
    line: int


def gaps_in(series: str, numbers: Mapping[int, Voucher]) -> Iterator[Gap]:
    """What is missing in a series between 1 and its highest number."""
    last = 0
    for number in sorted(numbers):
        if number > last + 1:
            voucher = numbers[number]
            yield Gap(series, last + 1, number - 1, voucher.file, voucher.line)
        last = number


def check_gaps(session: Session, gaps: Mapping[str, Iterable[Gap]]) -> Iterator[Finding]:
    """Numbers that are missing (BFNAR 2013:2) and were there in the file that was imported.

    Not a part of what is kept of a year's vouchers: config/sie.toml changes without them.

    Args:
      gaps: by label of the fiscal year.
    """
    if not any(gaps.values()):
        return
    imports, _, faults = read_imports(session.workspace)
    if faults:
        return  # they are reported; what was missing in a file cannot be told
    for label, of_year in gaps.items():
        lacked = _lacked(imports, label)
        for gap in of_year:
            for left in _less(gap, lacked.get(gap.series, ())):
                yield _missing(label, left)


def _lacked(imports: Iterable[Import], label: str) -> dict[str, list[tuple[int, int]]]:
    """What the imported files of a year lacked, (first, last) by series and in order."""
    found: dict[str, list[tuple[int, int]]] = {}
    for done in imports:
        for text in done.missing if done.year == label else ():
            series, first, last = numbers_in(text)
            found.setdefault(series, []).append((first, last))
    return {series: sorted(spans) for series, spans in found.items()}


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
