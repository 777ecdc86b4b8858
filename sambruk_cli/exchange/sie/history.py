"""The processing history of a voucher: rows that were added or removed (#RTRANS and #BTRANS).

In the books each is a text of the voucher's metadata, `sie-history-2` for the second row in the
file: what became of the row, account, amount, objects, day, quantity, sign and text, with " | "
between. The text of the row is last, so that it may hold anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import quote, unquote

from sambruk_cli import sie
from sambruk_cli.money import exact
from sambruk_cli.sie.added import twins
from sambruk_cli.sie.model import RowKind

DAY = "sie-date"  # the day of a voucher without rows that lies outside the year of its number
_BETWEEN = " | "
_REMOVED, _ADDED = "removed", "added"
_UNREPEATED = "unrepeated"  # added, but no row that counts repeats it
_BY_WORD: dict[str, RowKind] = {_REMOVED: "BTRANS", _ADDED: "RTRANS", _UNREPEATED: "RTRANS"}
_KEY = re.compile(r"sie-history-([1-9][0-9]{0,5})")
_OBJECT = re.compile(r"\{([0-9]+) ([^{}]*)\}")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def entries(voucher: sie.Voucher) -> Iterator[tuple[str, str]]:
    """The rows of a voucher that do not count, as (key, text) of its metadata."""
    if voucher.is_plain:
        return
    repeated = twins(voucher.rows)
    for at, row in enumerate(voucher.rows):
        if row.kind == "BTRANS":
            yield f"sie-history-{at + 1}", _text(row, _REMOVED)
        elif row.kind == "RTRANS":
            yield f"sie-history-{at + 1}", _text(row, _ADDED if at in repeated else _UNREPEATED)


def _text(row: sie.Row, became: str) -> str:
    named = [(dimension, number) for dimension, number in row.objects if number]
    objects = " ".join(f"{{{dimension} {_enclosed(number)}}}" for dimension, number in named)
    quantity = "" if row.quantity is None else f"{row.quantity:f}"
    day = row.day.isoformat() if row.day else ""
    account, sign = _enclosed(row.account), _enclosed(row.sign)
    parts = (became, account, exact(row.amount), objects, day, quantity, sign)
    return _BETWEEN.join((*parts, row.text))


def _row(text: object) -> sie.Row | None:
    """The row that a text of metadata says, None where it says none."""
    parts = text.split(_BETWEEN, 7) if isinstance(text, str) else []
    if len(parts) != 8 or parts[0] not in _BY_WORD:
        return None
    word, account, amount, objects, day, quantity, sign, said = parts
    if not _NUMBER.fullmatch(amount) or (quantity and not _NUMBER.fullmatch(quantity)):
        return None
    try:
        when = date.fromisoformat(day) if day else None
    except ValueError:
        return None
    found = [(dimension, unquote(number)) for dimension, number in _OBJECT.findall(objects)]
    pairs = sorted(found, key=lambda pair: (int(pair[0]), pair[1]))
    counted = Decimal(quantity) if quantity else None
    kind, kronor = _BY_WORD[word], sie.exact_sum([Decimal(amount), Decimal("0.00")])
    shown = (tuple(pairs), when, said, counted, unquote(sign))
    return sie.Row(kind, unquote(account), kronor, *shown)


def _enclosed(text: str) -> str:
    """A text that cannot be taken for what stands between texts: %7C for a bar."""
    return "".join(quote(c) if c in "%|{}" else c for c in text)


def unreadable(meta: Mapping[str, Any]) -> list[str]:
    """The keys of a history that says no row."""
    return [key for key, text in meta.items() if _KEY.fullmatch(key) and _row(text) is None]


def with_history(rows: Sequence[sie.Row], meta: Mapping[str, Any]) -> tuple[sie.Row, ...]:
    """The rows that count with those of the history between them, where they stood.

    An added row stands once more right after it, as a row that counts (SIE 4B § 6, #RTRANS); one
    that the voucher no longer has is left out. The row that counts may lack the sign, day, text or
    quantity of the history.
    """
    found = [(_KEY.fullmatch(key), text) for key, text in meta.items()]
    history = {int(key[1]): row for key, text in found if key and (row := _row(text))}
    apart = {int(key[1]) for key, text in found if key and str(text).startswith(_UNREPEATED)}
    if not history:
        return tuple(rows)
    counting = list(rows)
    made: list[sie.Row] = []
    for place in sorted(history):
        while counting and len(made) < place - 1:
            made.append(counting.pop(0))
        row = history[place]
        if row.kind == "BTRANS" or place in apart:
            made.append(row)
            continue
        twin = _repeating(row, [*counting, *made])
        if counting[:1] == [twin]:
            made.append(row)
        elif twin in counting:
            at = counting.index(twin)
            made += [*counting[:at], row]
            del counting[:at]
        elif twin in made:
            made.insert(made.index(twin), row)
    return (*made, *counting)


def _repeating(row: sie.Row, among: Sequence[sie.Row]) -> sie.Row:
    """The row that counts of an added one; the added one as it is where there is none."""
    twin = row._replace(kind="TRANS")
    if twin in among:
        return twin
    alike = [
        r for r in among if (r.kind, r.account, r.amount) == ("TRANS", row.account, row.amount)
    ]
    return next((r for r in alike if r.objects == row.objects), alike[0] if alike else twin)
