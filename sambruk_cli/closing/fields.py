"""What a voucher was and is, field by field, of two lines of a year in canonical form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any

from sambruk_cli.closing.compared import (
    LineChange,
    SealDifference,
    loaded,
    plain,
    voucher_values,
)
from sambruk_cli.messages import Message
from sambruk_cli.messages.message import Value

_NONE = Message.of("nothing")


def changes_of(difference: SealDifference) -> dict[str, Value]:
    """The values of a finding: what is changed, or what the voucher is or was."""
    match difference.kind:
        case LineChange.CHANGED:
            return {"changes": tuple(_changes(difference)) or (Message.of("its form"),)}
        case LineChange.ADDED:
            return {"now": shown(difference.now)}
        case LineChange.REMOVED:
            return {"was": shown(difference.was)}
        case LineChange.REORDERED:
            return {}


def shown(line: str) -> str:
    """A voucher on one line: day, text, and its rows."""
    values = voucher_values(line)
    if values is None:
        return _whole(line.partition(" ")[2])
    day, _, _, payee, text, _, rows = values
    said = f'"{payee}" "{text}"' if payee else f'"{text}"'
    return f"{day} {said}: {'; '.join(_row(row) for row in rows)}"


def _row(row: Any) -> str:
    return " ".join(str(part) for part in row[:3])


def _changes(difference: SealDifference) -> Iterator[Message]:
    was, now = (voucher_values(line) for line in (difference.was, difference.now))
    if was is None or now is None:
        texts = (line.partition(" ")[2] for line in (difference.was, difference.now))
        yield _from_to(*(_whole(text) for text in texts))
        return
    for index in range(5):
        if was[index] != now[index]:
            yield _field(index, _value(was[index]), _value(now[index]))
    yield from _meta(was[5], now[5])
    for before, after in zip_longest(was[6], now[6]):
        if before == after:
            continue
        one, other = (_row(row) if row else _NONE for row in (before, after))
        if one != other:
            yield Message.of("row {was}, now {now}", was=one, now=other)
        elif before and after:
            yield from _meta(before[3], after[3])


def _field(index: int, was: Value, now: Value) -> Message:
    """What is said of a field of a voucher, by its place in the line."""
    match index:
        case 0:
            return Message.of("day {was}, now {now}", was=was, now=now)
        case 1:
            return Message.of("number {was}, now {now}", was=was, now=now)
        case 2:
            return Message.of("flag {was}, now {now}", was=was, now=now)
        case 3:
            return Message.of("payee {was}, now {now}", was=was, now=now)
        case _:
            return Message.of("text {was}, now {now}", was=was, now=now)


def _whole(text: str) -> str:
    values = loaded(text)
    return " ".join(str(plain(value)) for value in values) if values else text


def _from_to(was: str, now: str) -> Message:
    return Message.of("{was}, now {now}", was=was, now=now)


def _meta(was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Message]:
    for key in sorted(was.keys() | now.keys()):
        if was.get(key) != now.get(key) or (key in was) != (key in now):
            one, other = (_value(side[key]) if key in side else _NONE for side in (was, now))
            name = "amount" if key == "__foreign__" else key
            yield Message.of("{key} {was}, now {now}", key=name, was=one, now=other)


def _value(value: Any) -> Value:
    if value is None:
        return _NONE
    if isinstance(value, str):
        return f'"{value}"'
    return str(plain(value)) if not isinstance(value, bool) else str(value).upper()
