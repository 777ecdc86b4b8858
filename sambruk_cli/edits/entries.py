"""The tables of one array in TOML of the user's, changed line by line.

Only lines whose values are others are touched, so comments, order and spelling stay, and a
register of 50 000 members is changed in seconds; tomlkit alone would take minutes. A table that is
written so that its lines do not show what it holds is left to tomlkit, by itself. In the end the
whole text has to say what it was meant to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import tomli
import tomli_w
import tomlkit
from tomlkit.items import AoT, Array

from sambruk_cli.edits.toml import TomlTable, item_of, new_toml, with_tables, with_value

_PART = r"(?:[A-Za-z0-9_-]+|\"[^\"\\\n]*\"|'[^'\n]*')"
_HEAD = re.compile(
    rf"[ \t]*(\[\[?)[ \t]*({_PART}(?:[ \t]*\.[ \t]*{_PART})*)[ \t]*\]\]?[ \t]*(?:#.*)?"
)
_KEY = re.compile(rf"([ \t]*)({_PART})([ \t]*=[ \t]*)")
_ROW = re.compile(r"([ \t]*)(\{.*\})[ \t]*,?([ \t]*(?:#.*)?)")
_MOST_LINES = 40  # of one value
_ESCAPED = re.compile(r'["\\]')
_TIMES = ("joined", "left")  # of a member, in place of which `periods` stands


class NotEditable(ValueError):
    """The text is written so that it cannot be changed in place."""


class TableHead(NamedTuple):
    """The head of a table: its line from 0, its name, and whether it is one of an array."""

    line: int
    path: tuple[str, ...]
    is_array: bool


class NotPlain(Exception):
    """Lines do not show what a table holds."""


def with_entries(
    text: str,
    name: str,
    changed: Mapping[int, TomlTable],
    added: Sequence[TomlTable] = (),
    order: Sequence[str] = (),
) -> str:
    """An array of tables with some of them changed, and others after the last.

    Args:
      text: lines ended by LF.
      name: of the array: "members" for [[members]].
      changed: the whole of what each table is to hold, by its place from 0.
      added: tables that come after the last.
      order: keys in the order in which a key that is new finds its place.
    Raises:
      NotEditable: when the text cannot be changed in place.
      IndexError: when there is no table at such a place.
      tomli.TOMLDecodeError: when the text is not TOML.
    """
    whole = text if text.endswith("\n") or not text else f"{text}\n"
    wanted = tomli.loads(whole, parse_float=Decimal)
    old = wanted.get(name, [])
    if not isinstance(old, list):
        raise NotEditable(f"{name} is no array of tables")
    new = {at: _plain(table) for at, table in changed.items()}
    edits = {at: table for at, table in sorted(new.items()) if old[at] != table}
    found = [_plain(table) for table in added]
    if not edits and not found:
        return text
    result = _by_lines(whole, name, old, edits, found, order)
    wanted[name] = [edits.get(at, table) for at, table in enumerate(old)] + found
    if result is not None and _says(result, wanted):
        return result
    # Seldom: tables of the array apart from each other, or all of them on one line.
    result = whole
    for at, table in edits.items():
        result = _by_tomlkit(result, name, at, old[at], table)
    try:
        result = with_tables(result, name, found)
    except ValueError as error:
        raise NotEditable(str(error)) from None
    if not _says(result, wanted):
        raise NotEditable(f"{name} cannot be changed in place")
    return result


def _says(text: str, wanted: dict[str, Any]) -> bool:
    try:
        return tomli.loads(text, parse_float=Decimal) == wanted
    except tomli.TOMLDecodeError:
        return False


def _by_lines(
    text: str,
    name: str,
    old: Sequence[dict[str, Any]],
    edits: Mapping[int, dict[str, Any]],
    added: Sequence[dict[str, Any]],
    order: Sequence[str],
) -> str | None:
    """The text with the lines of each table changed; None where the tables are not plain to see."""
    lines = text.split("\n")[:-1]
    heads = heads_of(lines)
    starts = [at for at, head in enumerate(heads) if head.path == (name,) and head.is_array]
    if len(starts) != len(old):
        return None
    ends = []
    for at in starts:
        after = at + 1
        while after < len(heads) and heads[after].path[0] == name and len(heads[after].path) > 1:
            after += 1
        ends.append(heads[after].line if after < len(heads) else len(lines))
    parts: list[str] = []
    done = 0
    for index, (at, end) in enumerate(zip(starts, ends, strict=True)):
        is_last = added and index == len(starts) - 1
        if index not in edits and not is_last:
            continue
        start = heads[at].line
        parts += lines[done:start]
        entry = lines[start:end]
        if index in edits:
            entry = _entry(entry, name, old[index], edits[index], order)
        if is_last:
            close = _content_end(entry)
            fresh = _tables_text(name, added)
            entry = [*entry[:close], "", *fresh, *entry[close:]]
        parts += entry
        done = end
    parts += lines[done:]
    if added and not starts:
        parts += [
            *([""] if parts and parts[-1].strip() else []),
            *_tables_text(name, added),
        ]
    return "\n".join(parts) + "\n"


def _entry(
    lines: list[str], name: str, old: dict[str, Any], new: dict[str, Any], order: Sequence[str]
) -> list[str]:
    try:
        return _edited(lines, (name,), old, new, order)
    except NotPlain:
        end = _content_end(lines)  # what stands below is said of what follows
        text = _by_tomlkit("\n".join(lines[:end]) + "\n", name, 0, old, new)
        return [*_as_lines(text), *lines[end:]]


def _edited(
    lines: list[str],
    path: tuple[str, ...],
    old: dict[str, Any],
    new: dict[str, Any],
    order: Sequence[str],
) -> list[str]:
    """The lines of one table, its head first, with those changed whose values are others.

    Raises:
      NotPlain: when the lines do not show what it holds.
    """
    heads = heads_of(lines)
    own_end = heads[1].line if len(heads) > 1 else len(lines)
    own, inner = lines[:own_end], lines[own_end:]
    keys = [*old, *(key for key in new if key not in old)]
    if "periods" in new and "periods" not in old:
        own = _with_periods(own, old, new["periods"], order)
        keys = [key for key in keys if key not in {*_TIMES, "periods"}]
    for key in keys:
        before, after = old.get(key), new.get(key)
        if before == after:
            continue
        if is_tables(before) or (before is None and is_tables(after)):
            of_key = [head.line - own_end for head in heads if head.path == (*path, key)]
            if before and not of_key:
                own = _with_rows(own, key, before, after or [])
            elif len(of_key) == len(before or []):
                own, inner = _with_inner(own, inner, (*path, key), before or [], after or [])
            else:
                raise NotPlain
        else:
            own = _with_key(own, key, before, after, order)
    return own + inner


def _with_key(own: list[str], key: str, before: Any, after: Any, order: Sequence[str]) -> list[str]:
    """The lines of a table's own keys with one that is set, changed or taken away."""
    if isinstance(before, dict) or isinstance(after, dict) or is_tables(after):
        raise NotPlain
    if before is None:
        at = _place(own, key, order)
        return [*own[:at], *_line(key, after), *own[at:]]
    start, end = span_of(own, key, before)
    if after is None:
        return [*own[:start], *_comments(own[start:end]), *own[end:]]
    head = _KEY.match(own[start])
    comments = _comments(own[start:end])
    if head is None or len(comments) > 1:
        raise NotPlain
    *first, last = _line(key, after)
    found = [*first, f"{last}  {comments[0]}" if comments else last]
    found[0] = head[0] + found[0].removeprefix(f"{key} = ")
    return [*own[:start], *found, *own[end:]]


def _with_periods(
    own: list[str], old: dict[str, Any], periods: Sequence[dict[str, Any]], order: Sequence[str]
) -> list[str]:
    """The times of membership as a list of one line each, in the place of `joined` and `left`.

    Comments beside these stand beside the first one.
    """
    comments: list[str] = []
    first: int | None = None
    for key in (key for key in _TIMES if key in old):
        start, end = span_of(own, key, old[key])
        comments += _comments(own[start:end])
        own = [*own[:start], *own[end:]]
        first = start if first is None or start < first else first
    beside = "  " + " ".join(comments) if comments else ""
    rows = [f"  {_row(period)}," for period in periods]
    rows[0] += beside
    at = _place(own, "periods", order) if first is None else first
    return [*own[:at], "periods = [", *rows, "]", *own[at:]]


def _row(table: dict[str, Any]) -> str:
    inside = ", ".join(line for key in table for line in _line(key, table[key]))
    return f"{{ {inside} }}"


def _with_rows(
    own: list[str], key: str, before: Sequence[dict[str, Any]], after: Sequence[dict[str, Any]]
) -> list[str]:
    """A list of tables, each on a line of its own: those that are others changed, others added.

    Raises:
      NotPlain: when it is written otherwise, or gets shorter.
    """
    start, end = span_of(own, key, list(before))
    rows = own[start + 1 : end - 1]
    if len(rows) != len(before) or len(after) < len(before) or own[end - 1].strip()[:1] != "]":
        raise NotPlain
    for at, (one, other) in enumerate(zip(before, after, strict=False)):
        said = _ROW.fullmatch(rows[at])
        if said is None or not _says(f"x = {said[2]}", {"x": one}):
            raise NotPlain
        if one != other:
            rows[at] = f"{said[1]}{_row(other)},{said[3]}"
        elif at == len(before) - 1:
            rows[at] = f"{said[1]}{said[2]},{said[3]}"
    rows += [f"  {_row(table)}," for table in after[len(before) :]]
    return [*own[: start + 1], *rows, *own[end - 1 :]]


def _with_inner(
    own: list[str],
    inner: list[str],
    path: tuple[str, ...],
    before: Sequence[dict[str, Any]],
    after: Sequence[dict[str, Any]],
) -> tuple[list[str], list[str]]:
    """Tables within a table: those that are others changed, those that are new added."""
    if len(after) < len(before):
        raise NotPlain
    heads = heads_of(inner)
    starts = [at for at, head in enumerate(heads) if head.path == path and head.is_array]
    if len(starts) != len(before) or any(len(head.path) > len(path) for head in heads):
        raise NotPlain
    for at, index in reversed(list(zip(starts, range(len(before)), strict=True))):
        start = heads[at].line
        end = heads[at + 1].line if at + 1 < len(heads) else len(inner)
        if before[index] != after[index]:
            changed = _edited(
                inner[start:end], path, before[index], after[index], tuple(after[index])
            )
            inner = [*inner[:start], *changed, *inner[end:]]
    added = list(after[len(before) :])
    if not added:
        return own, inner
    fresh = _as_lines("\n".join(_inner_text(path, table) for table in added))
    heads = heads_of(inner)
    last = max((at for at, head in enumerate(heads) if head.path == path), default=len(heads) - 1)
    if not heads:
        close = _content_end(own)
        return own[:close], ["", *fresh, *own[close:], *inner]
    start, end = heads[last].line, heads[last + 1].line if last + 1 < len(heads) else len(inner)
    close = start + _content_end(inner[start:end])
    return own, [*inner[:close], "", *fresh, *inner[close:]]


def _tables_text(name: str, tables: Sequence[dict[str, Any]]) -> list[str]:
    """New tables as lines, each list of texts on one line, tables within them below."""
    found: list[str] = []
    for table in tables:
        own = {key: value for key, value in table.items() if not is_tables(value)}
        found += ["", f"[[{name}]]"] + [line for key in own for line in _line(key, own[key])]
        for key in (key for key in table if key not in own):
            for inner in table[key]:
                if any(isinstance(value, dict) or is_tables(value) for value in inner.values()):
                    return _as_lines(new_toml({name: tables}))
                found += ["", *_as_lines(_inner_text((name, key), inner))]
    return found[1:]


def _inner_text(path: tuple[str, ...], table: dict[str, Any]) -> str:
    return f"[[{'.'.join(path)}]]\n" + "".join(
        f"{line}\n" for key, value in table.items() for line in _line(key, value)
    )


def _line(key: str, value: Any) -> list[str]:
    """A key with its value, a list on one line."""
    if isinstance(value, list):
        items = (_line("x", item)[0].removeprefix("x = ") for item in value)
        return [f"{key} = [{', '.join(items)}]"]
    if isinstance(value, Mapping):
        return [f"{key} = {_row(dict(value))}"]
    # What a million values are is written here; the rest by the library.
    if isinstance(value, str) and value.isprintable() and not _ESCAPED.search(value):
        return [f'{key} = "{value}"']
    if type(value) in {int, date}:
        return [f"{key} = {value}"]
    return _as_lines(tomli_w.dumps({key: value}))


def span_of(own: Sequence[str], key: str, value: Any) -> tuple[int, int]:
    """The lines of a key: from the first through the one before the second.

    Raises:
      NotPlain: when no lines by themselves say that it has this value.
    """
    for start, line in enumerate(own):
        head = _KEY.match(line)
        if head is None or head[2].strip("\"'") != key:
            continue
        for end in range(start + 1, min(len(own), start + _MOST_LINES) + 1):
            try:
                said = tomli.loads("\n".join(own[start:end]), parse_float=Decimal)
            except tomli.TOMLDecodeError:
                continue
            if said == {key: value}:
                return start, end
            break
    raise NotPlain


def _comments(lines: Sequence[str]) -> list[str]:
    """The comments in the lines of one value."""
    found = []
    for line in lines:
        bare = re.sub(r"\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'", lambda text: "s" * len(text[0]), line)
        at = bare.find("#")
        if at >= 0:
            found.append(line[at:].rstrip())
    return found


def _place(own: Sequence[str], key: str, order: Sequence[str]) -> int:
    """The line before which a new key comes: after those that precede it, else below the head."""
    before = set(order[: order.index(key)]) if key in order else None
    place = 1
    for at, line in enumerate(own):
        head = _KEY.match(line)
        if head is not None and (before is None or head[2].strip("\"'") in before):
            place = at + 1
    # A value of many lines goes on below its key.
    text = "\n".join(own[:place])
    while place < len(own) and not _is_toml(text):
        text += "\n" + own[place]
        place += 1
    return place


def _is_toml(text: str) -> bool:
    try:
        tomli.loads(text)
    except tomli.TOMLDecodeError:
        return False
    return True


def _content_end(lines: Sequence[str]) -> int:
    """Where a table ends; comments below a blank line belong to what follows."""
    end = max((at + 1 for at, line in enumerate(lines) if not _is_idle(line)), default=0)
    while end < len(lines) and lines[end].strip():
        end += 1
    return end


def _is_idle(line: str) -> bool:
    bare = line.lstrip(" \t")
    return not bare or bare.startswith("#")


def heads_of(lines: Iterable[str]) -> list[TableHead]:
    found = []
    for at, line in enumerate(lines):
        if "[" in line and (head := _HEAD.fullmatch(line)) is not None:
            path = tuple(part.strip("\"'") for part in re.findall(_PART, head[2]))
            found.append(TableHead(at, path, head[1] == "[["))
    return found


def _by_tomlkit(text: str, name: str, at: int, old: dict[str, Any], new: dict[str, Any]) -> str:
    """A table changed by tomlkit, which knows every way in which TOML can be written."""
    document = tomlkit.parse(text)
    tables: Any = document[name]
    table = tables[at]
    for key in old:
        if key not in new:
            del table[key]
    plain = {}
    for key, value in new.items():
        if old.get(key) == value:
            continue
        there = table.get(key)
        if is_tables(value) and isinstance(there, AoT | Array):
            _fill(there, old.get(key, []), value)
        elif is_tables(value):
            rows = tomlkit.array()
            for row in value:
                rows.add_line(_inline(row))
            rows.add_line(indent="")
            plain[key] = rows
        else:
            plain[key] = value
    text = document.as_string()
    for key, value in plain.items():
        if isinstance(value, Array):
            document = tomlkit.parse(text)
            found: Any = document[name]
            found[at][key] = value
            text = document.as_string()
        else:
            text = with_value(text, (name, at, key), value)
    return text


def _fill(there: Any, before: Sequence[Any], after: Sequence[Any]) -> None:
    """Let an array of tables hold others: changed where they stand, and added at its end."""
    for at, (one, other) in enumerate(zip(before, after, strict=False)):
        if one != other:
            table = there[at]
            for key in [key for key in one if key not in other]:
                del table[key]
            for key, value in other.items():
                if one.get(key) != value:
                    table[key] = item_of(value)
    for row in after[len(before) :]:
        if isinstance(there, AoT):
            table = tomlkit.table()
            for key, value in row.items():
                table.append(key, item_of(value))
            there.append(table)
        else:
            there.append(_inline(row))
    for at in range(len(before) - 1, len(after) - 1, -1):
        del there[at]


def _inline(row: Mapping[str, Any]) -> Any:
    table = tomlkit.inline_table()
    table.update({key: item_of(value) for key, value in row.items()})
    return table


def _plain(table: TomlTable) -> dict[str, Any]:
    """A table as tomllib reads it: lists for tuples, and nothing that is not there."""
    return {
        key: _plain_value(value)
        for key, value in table.items()
        if value is not None and value not in ([], ())
    }


def _plain_value(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_plain_value(item) for item in value]
    if isinstance(value, Mapping):
        return _plain(value)
    return deepcopy(value) if isinstance(value, dict) else value


def is_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(x, dict) for x in value)


def _as_lines(text: str) -> list[str]:
    return text.removesuffix("\n").split("\n")
