"""The numbers that vouchers of a SIE file get in the books."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from sambruk_cli import sie
from sambruk_cli.books.vouchers import series_and_number
from sambruk_cli.edits.numbers import Taken, next_number
from sambruk_cli.exchange.sie.into.import_file import ImportFile
from sambruk_cli.exchange.sie.into.names import series_names
from sambruk_cli.findings import Finding, Severity, finding
from sambruk_cli.frozen import frozen

MOST_LISTED = 10  # numbers that one message names


@frozen
class Numbering:
    """The numbers of a file's vouchers in the books, in the order of the file.

    `renumbered` are the places of those that could not keep theirs; `findings` say of numbers that
    the books have already, `notes` of what has been numbered anew and of what is missing.
    """

    numbers: tuple[str, ...]
    renumbered: frozenset[int] = frozenset()
    findings: tuple[Finding, ...] = ()
    notes: tuple[Finding, ...] = ()


def numbered(source: ImportFile, series: Mapping[str, str], taken: Taken) -> Numbering:
    """The number of each voucher in the books; the next of its series where it has none.

    The next one too where the books cannot hold its number, or where one before it in the file has
    the same: the voucher keeps what it was called as metadata.

    Args:
      taken: numbers that stand in the books already, with where.
    """
    mine: set[tuple[str, int]] = set()
    last: dict[str, int] = {}
    for name, number in taken:
        last[name] = max(last.get(name, 0), number)
    for voucher in source.file.vouchers:
        if number := _number(voucher):
            last[series[voucher.series]] = max(last.get(series[voucher.series], 0), number)
    found, findings, anew = [], [], []
    for place, voucher in enumerate(source.file.vouchers):
        name, number = series[voucher.series], _number(voucher)
        key = (name, number)
        if number and key in taken:
            findings.append(
                finding(
                    "SIE624",
                    number=f"{name}{number}",
                    place=taken[key],
                    file=source.name,
                    line=voucher.line or None,
                )
            )
        elif not number or key in mine:
            last[name] = last.get(name, 0) + 1
            key = (name, last[name])
            if voucher.number:
                anew.append(place)
        mine.add(key)
        found.append(f"{key[0]}{key[1]}")
    notes = _anew(source, found, anew) if anew else ()
    return Numbering(tuple(found), frozenset(anew), tuple(findings), notes)


def _anew(source: ImportFile, numbers: Sequence[str], places: Sequence[int]) -> tuple[Finding]:
    """A warning of vouchers that have been numbered anew, at the first of them."""
    voucher = source.file.vouchers[places[0]]
    called, number = f"{voucher.series} {voucher.number}".strip(), numbers[places[0]]
    file, line = source.name, voucher.line or None
    severity = Severity.WARNING
    if len(places) == 1:
        said = finding(
            "SIE624.anew", called=called, number=number, file=file, line=line, severity=severity
        )
    else:
        said = finding(
            "SIE624.several_anew",
            count=len(places),
            called=called,
            number=number,
            file=file,
            line=line,
            severity=severity,
        )
    return (said,)


def lacking(source: ImportFile, numbers: Sequence[str]) -> tuple[Finding, ...]:
    """A warning of numbers that the file lacks, at the first voucher after a gap."""
    missing = missing_numbers(numbers)
    if not missing:
        return ()
    first = missing[0].partition("-")[0]
    # A gap is followed by a number of its series, which comes before those of other series.
    after = min((n for n in numbers if _place(n) > _place(first)), key=_place)
    voucher = source.file.vouchers[numbers.index(after)]
    listed = missing if len(missing) <= MOST_LISTED else (*missing[:MOST_LISTED], "...")
    return (
        finding(
            "SIE624.lacking",
            numbers=listed,
            file=source.name,
            line=voucher.line or None,
            severity=Severity.WARNING,
        ),
    )


def _place(ver: str) -> tuple[str, int]:
    return series_and_number(ver) or ("", 0)


def missing_numbers(used: Iterable[str]) -> tuple[str, ...]:
    """What is missing in each series between 1 and its highest number: "A103", "A1-A99".

    As config/sie.toml keeps it (`missing` of `[[imports]]`), by series and number.

    Args:
      used: numbers of vouchers in the books, as "A100", of one fiscal year.
    """
    by_series = _by_series(tuple(used))
    spans = []
    for series in sorted(by_series):
        numbers = sorted({0, *by_series[series]})
        for before, after in pairwise(numbers):
            if after - before == 2:
                spans.append(f"{series}{before + 1}")
            elif after - before > 2:
                spans.append(f"{series}{before + 1}-{series}{after - 1}")
    return tuple(spans)


def last_numbers(used: Iterable[str]) -> tuple[str, ...]:
    """The highest number of each series, as config/sie.toml keeps it (`last` of `[[imports]]`).

    Args:
      used: numbers of vouchers in the books, as "A100", of one fiscal year.
    """
    return tuple(
        f"{series}{max(numbers)}" for series, numbers in sorted(_by_series(tuple(used)).items())
    )


@lru_cache(maxsize=1)  # asked several times of the same long year
def _by_series(used: tuple[str, ...]) -> Mapping[str, set[int]]:
    found: dict[str, set[int]] = {}
    for ver in used:
        if parts := series_and_number(ver):
            found.setdefault(parts[0], set()).add(parts[1])
    return found


def next_numbers(source: ImportFile, series: str, taken: Taken) -> Numbering:
    """The next numbers of one series, whatever the vouchers are numbered in the file."""
    first, count = next_number(taken, series), len(source.file.vouchers)
    numbers = tuple(f"{series}{first + step}" for step in range(count))
    return Numbering(numbers, frozenset(range(count)))


def series_of(file: sie.SieFile, known: dict[str, str]) -> dict[str, str]:
    """What each series of the file is called in the books.

    Args:
      known: series that have got their name earlier.
    """
    return series_names((voucher.series for voucher in file.vouchers), known)


def _number(voucher: sie.Voucher) -> int:
    """The number as the books can hold it, 0 where they cannot."""
    text = voucher.number
    fits = text.isascii() and text.isdigit() and len(text.lstrip("0")) <= 9
    return int(text) if fits else 0
