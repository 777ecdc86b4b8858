"""The numbers that vouchers of a SIE file get in the books."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

from sambruk_cli import sie
from sambruk_cli.books.vouchers import series_and_number
from sambruk_cli.edits.numbers import Taken, next_number
from sambruk_cli.exchange.sie.into.import_file import ImportFile
from sambruk_cli.exchange.sie.into.names import series_names
from sambruk_cli.findings import Finding, finding
from sambruk_cli.messages import Message


def numbered(
    source: ImportFile, series: Mapping[str, str], taken: Taken
) -> tuple[list[str], list[Finding]]:
    """The number of each voucher in the books; the next of its series where it has none.

    Args:
      taken: numbers that stand in the books already, with where.
    """
    findings: list[Finding] = []
    mine: dict[tuple[str, int], int] = {}
    last: dict[str, int] = {}
    for name, number in taken:
        last[name] = max(last.get(name, 0), number)
    for voucher in source.file.vouchers:
        if number := _number(voucher):
            last[series[voucher.series]] = max(last.get(series[voucher.series], 0), number)
    found = []
    for voucher in source.file.vouchers:
        name = series[voucher.series]
        number = _number(voucher)
        at = voucher.line or None
        if voucher.number and not number:
            findings.append(
                finding("SIE624.form", number=voucher.number, file=source.name, line=at)
            )
        if not number:
            number = last[name] = last.get(name, 0) + 1
        key = (name, number)
        place = Message.of("line {line}", line=mine[key]) if key in mine else taken.get(key)
        if place:
            findings.append(
                finding("SIE624", number=f"{name}{number}", place=place, file=source.name, line=at)
            )
        mine.setdefault(key, voucher.line)
        found.append(f"{name}{number}")
    return found, findings


def missing_numbers(used: Iterable[str]) -> tuple[str, ...]:
    """What is missing in each series between 1 and its highest number: "A103", "A1-A99".

    As config/sie.toml keeps it (`missing` of `[[imports]]`), by series and number.

    Args:
      used: numbers of vouchers in the books, as "A100", of one fiscal year.
    """
    by_series = _by_series(used)
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
    return tuple(f"{series}{max(numbers)}" for series, numbers in sorted(_by_series(used).items()))


def _by_series(used: Iterable[str]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for ver in used:
        if parts := series_and_number(ver):
            found.setdefault(parts[0], set()).add(parts[1])
    return found


def next_numbers(source: ImportFile, series: str, taken: Taken) -> list[str]:
    """The next numbers of one series, whatever the vouchers are numbered in the file."""
    first = next_number(taken, series)
    return [f"{series}{first + step}" for step, _ in enumerate(source.file.vouchers)]


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
