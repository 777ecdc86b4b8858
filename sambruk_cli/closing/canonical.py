"""A fiscal year in canonical form: lines of text that change when what is booked does.

A line is the name of what it holds, a space, and JSON as compact as can be: keys in order, amounts
with two decimals, no escape that JSON does not ask for. Space, comments, the order of keys and how
the vouchers are spread over files are not in it. docs/seals.md has the form in full.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from json import encoder
from typing import Any

from sambruk_cli.books.books import Books
from sambruk_cli.books.vouchers import Assertion, Budget, Voucher
from sambruk_cli.fiscal import FiscalYear

# Written in C where Python has it; the other does the same.
_quoted: Callable[[str], str] = encoder.encode_basestring


def voucher_line(voucher: Voucher) -> str:
    """A voucher: day, number, flag, payee, text, metadata, and its rows."""
    return voucher_lines((voucher,))[0]


def voucher_lines(vouchers: Iterable[Voucher]) -> list[str]:
    """The line of each voucher.

    Written for speed: of ten years of 100 000 vouchers, every one goes through here.
    """
    lines = []
    day, said_day, quoted = None, "", _quoted
    for on, ver, text, payee, postings, _, _, meta, flag in vouchers:
        if on is not day:  # most are of the day of the one before
            day, said_day = on, on.isoformat()
        rows = []
        for account, amount, currency, _, of_row in postings:
            written = str(amount)  # of most amounts it has two decimals already
            if written[-3:-2] != "." or not amount:
                written = number(amount)
            if of_row:
                rows.append(f'["{account}","{written}","{currency}",{_meta(of_row)}]')
            else:
                rows.append(f'["{account}","{written}","{currency}",{{}}]')
        ver_ = "null" if ver is None else quoted(ver)
        to = "null" if payee is None else quoted(payee)
        if ver is not None and "ver" in meta:  # it has a place of its own
            said = _meta({key: value for key, value in meta.items() if key != "ver"})
        else:
            said = _meta(meta) if meta else "{}"
        lines.append(
            f'voucher ["{said_day}",{ver_},{quoted(flag)},{to},{quoted(text)},{said},'
            f"[{','.join(rows)}]]"
        )
    return lines


def number(value: Decimal) -> str:
    """A number, always written alike: two decimals, and more only where it has more."""
    if not value.is_finite():
        return str(value)
    text = f"{value:f}"
    whole, _, decimals = text.partition(".")
    decimals = decimals.rstrip("0").ljust(2, "0")
    return "0.00" if not value else f"{whole}.{decimals}"


def _meta(meta: Mapping[str, Any]) -> str:
    """Metadata by its keys, which need no escapes. Texts stand for themselves."""
    if len(meta) == 1:
        ((key, value),) = meta.items()
        return f'{{"{key}":{_quoted(value) if isinstance(value, str) else compact(value)}}}'
    pairs = []
    for key in sorted(meta):
        value = meta[key]
        pairs.append(f'"{key}":{_quoted(value) if isinstance(value, str) else compact(value)}')
    return "{" + ",".join(pairs) + "}"


def compact(value: Any) -> str:
    """A value as compact JSON, keys in order."""
    if value is True:
        return "true"
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _plain(value: Any) -> Any:
    match value:
        case None | bool() | str():
            return value
        case int() | Decimal():
            return {"number": number(Decimal(value))}
        case date():
            return {"date": value.isoformat()}
        case Mapping():
            return {str(key): _plain(each) for key, each in value.items()}
        case list() | tuple():
            return [_plain(each) for each in value]
        case _:
            return str(value)


def directive_lines(books: Books, year: FiscalYear) -> list[str]:
    """Balances that are asserted, and budgets, dated within the year."""
    found = {
        f"balance {compact([a.date, a.account, a.amount, a.currency])}"
        for a in books.assertions
        if a.date in year
    }
    found |= {
        f"budget {compact([b.date, b.account, b.interval, b.amount, b.project])}"
        for b in books.budgets
        if b.date in year
    }
    return sorted(found)


def files_of(books: Books, year: FiscalYear, vouchers: Iterable[Voucher]) -> list[str]:
    """The files that hold something of a year, in order of their names."""
    found = {voucher.file for voucher in vouchers}
    found |= {each.file for each in dated(books, year)}
    return sorted(found)


def dated(books: Books, year: FiscalYear) -> list[Assertion | Budget]:
    """The balances and budgets dated within a year."""
    every: tuple[Assertion | Budget, ...] = (*books.assertions, *books.budgets)
    return [each for each in every if each.date in year]


def opening_lines(books: Books, year: FiscalYear) -> list[str]:
    """What each account of the balance sheet stands at when the year begins, but for nought."""
    totals = books.opening(year.start).totals
    return _opening(books, {name: total.amount for name, total in totals.items()})


def _opening(books: Books, amounts: Mapping[str, Decimal]) -> list[str]:
    return [
        f"opening {compact([name, number(amounts[name])])}"
        for name in sorted(amounts)
        if amounts[name] and books.keeps_balance(name)
    ]


class Openings:
    """What years open with, of books that are gone through once.

    `Books.opening` keeps more sums than these, and takes as long as all else that is proved.
    """

    def __init__(self, books: Books) -> None:
        self._books = books
        self._sums: dict[str, Decimal] = {}
        self._months = 0  # that are in the sums

    def lines(self, year: FiscalYear) -> list[str]:
        """The same as `opening_lines`. Years are best asked for in their order."""
        months = self._books.months
        if self._months and months[self._months - 1].last >= year.start:
            self._sums, self._months = {}, 0
        while self._months < len(months) and months[self._months].last < year.start:
            _add(months[self._months].vouchers, self._sums)
            self._months += 1
        sums = dict(self._sums)
        if self._months < len(months):  # a year may begin within a month
            _add((v for v in months[self._months].vouchers if v.date < year.start), sums)
        return _opening(self._books, sums)


def _add(vouchers: Iterable[Voucher], sums: dict[str, Decimal]) -> None:
    for voucher in vouchers:
        for account, amount, _, _, _ in voucher.postings:
            sums[account] = sums[account] + amount if account in sums else amount


def opening_digest(books: Books, year: FiscalYear) -> str:
    """The SHA-256 of what a year opens with."""
    return hashlib.sha256("\n".join(opening_lines(books, year)).encode()).hexdigest()


def book_lines(books: Books, year: FiscalYear, vouchers: Iterable[Voucher]) -> list[str]:
    """All that the books say of a year: vouchers first, in their order."""
    return [
        *voucher_lines(vouchers),
        *directive_lines(books, year),
        *opening_lines(books, year),
    ]


def places_of(vouchers: Iterable[Voucher], files: Sequence[str]) -> str:
    """In which file each voucher stands, as a seal says it: "12*0 3*1"."""
    position = {name: index for index, name in enumerate(files)}
    runs = groupby(position[voucher.file] for voucher in vouchers)
    return " ".join(f"{sum(1 for _ in run)}*{index}" for index, run in runs)


def read_places(places: str, files: Sequence[str]) -> Iterator[str]:
    """The file of each voucher; "" where what a seal says makes no sense."""
    for run in places.split():
        times, _, index = run.partition("*")
        if times.isdecimal() and index.isdecimal() and len(times) < 9 and len(index) < 9:
            name = files[int(index)] if int(index) < len(files) else ""
            yield from (name for _ in range(int(times)))
