"""TOML that is written anew, and TOML of the user's that is edited with its comments kept.

All functions take and give text with lines ended by LF. Where the tables of one array do not stand
together, tomlkit moves them together: to set a key or take away a table then costs the user's
order, though nothing of what the file says and no comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from datetime import date
from decimal import Decimal
from typing import Any

import tomli
import tomli_w
import tomlkit
from tomlkit.container import Container
from tomlkit.items import AoT, Array, Item, Key, Null, Table, Whitespace

TomlValue = str | int | bool | date | Decimal | Sequence[str]
TomlTable = Mapping[str, Any]  # of TomlValue, mappings of these, and lists of such mappings
TomlPath = Sequence[str | int]  # "association", "name"; "fiscal_years", 0, "closed"

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def new_toml(values: TomlTable) -> str:
    """A new file. What is None, or a list of nothing, is left out.

    Raises:
      ValueError: when a key would have to stand in quotes: no key of the register does.
    """
    return "\n".join(_tables((), values))


def with_tables(text: str, name: str, tables: Sequence[TomlTable]) -> str:
    """Tables at the end of an array of tables (`[[name]]`), which is made where there is none.

    Args:
      tables: flat, without tables of their own.
    Raises:
      ValueError: when there is something else by that name, or the text is not TOML.
    """
    added = [_without_nothing(table) for table in tables]
    if not added:
        return text
    whole = text if text.endswith("\n") or not text else f"{text}\n"
    document, wanted = tomlkit.parse(whole), _values(whole)
    there = document.get(name)
    is_kept = document.as_string() == whole  # not where tables of others stand between its own
    if not isinstance(wanted.setdefault(name, []), list):
        raise ValueError(f"{name} is no array of tables")
    wanted[name].extend(deepcopy(added))
    if isinstance(there, AoT):
        _append(there, added)
    elif isinstance(there, Array):
        for table in added:
            inline = tomlkit.inline_table()
            inline.update({key: item_of(value) for key, value in table.items()})
            there.append(inline)
    edited = document.as_string()
    if there is None or not is_kept or _values(edited) != wanted:
        edited = f"{whole}{chr(10) if whole.strip() else ''}{new_toml({name: added})}"
    return _checked(edited, wanted)


def with_value(text: str, path: TomlPath, value: TomlValue) -> str:
    """A key with a new value; it is made where it is not there, in a table that is.

    Raises:
      KeyError, IndexError: when there is no such table.
      ValueError: when the text is not TOML.
    """
    whole = text if text.endswith("\n") or not text else f"{text}\n"
    document, wanted = tomlkit.parse(whole), _values(whole)
    *way, key = path
    assert isinstance(key, str)
    _at(wanted, way)[key] = list(value) if isinstance(value, tuple) else value
    table = _at(document, way)
    if isinstance(table, Table) and key not in table:
        first = next((n for n, x in enumerate(table.value.body) if _is_headed(x)), None)
        following = [] if first is not None else _cut(table.value)
        if first is not None:
            _move_down(table.value.body, first)
        table[key] = item_of(value)
        table.value.body.extend(following)
    else:
        table[key] = item_of(value)
    return _checked(document.as_string(), wanted)


def without_table(text: str, name: str, index: int) -> str:
    """An array of tables with one table less; comments within it go with it.

    Raises:
      KeyError, IndexError: when there is no such table.
      ValueError: when `name` is no array of tables, or the text is not TOML.
    """
    document, wanted = tomlkit.parse(text), _values(text)
    tables = document[name]
    if not isinstance(tables, AoT):
        raise ValueError(f"{name} is no array of tables")
    del wanted[name][index]
    following = _cut(_innermost(tables.body[index].value))
    body = document.body
    place = next(n for n, (key, _) in enumerate(body) if key is not None and key.key == name)
    if index:
        before = _innermost(tables.body[index - 1].value).body
        is_blank = bool(before) and isinstance(before[-1][1], Whitespace)
        before.extend(following[1:] if is_blank else following)
    elif len(tables) > 1:
        _put_above(tables.body[1], following[1:])
    elif place + 1 < len(body):
        below = body[place + 1][1]
        _put_above(below.body[0] if isinstance(below, AoT) else below, following[1:])
    if wanted[name]:
        del tables[index]
    else:
        del wanted[name]
        document.remove(name)
        if place + 1 == len(body):
            body.extend(following[1:])
    return _checked(document.as_string(), wanted)


def _append(there: AoT, added: Sequence[TomlTable]) -> None:
    """Tables after the last one; comments that stand before what follows keep doing so."""
    following = _cut(_innermost(there.body[-1].value))
    for values in added:
        _innermost(there.body[-1].value).body.append(_BLANK)
        table = tomlkit.table()
        for key, value in values.items():
            table.append(key, item_of(value))
        there.append(table)
    there.body[-1].value.body.extend(following)


_Part = tuple[Key | None, Item]
_BLANK: _Part = (None, Whitespace("\n"))


def _cut(container: Container) -> list[_Part]:
    """Take off the comments and blank lines after a table, from the first blank line on.

    They belong to what comes next; a comment right below a key belongs to the table.
    """
    body = container.body
    last = next((n for n in range(len(body), 0, -1) if body[n - 1][0] is not None), 0)
    first = next((n for n in range(last, len(body)) if isinstance(body[n][1], Whitespace)), None)
    if first is None:
        return []
    cut = body[first:]
    del body[first:]
    return cut


def _innermost(container: Container) -> Container:
    """The table that the last line of a table belongs to, which may be one within it."""
    while container.body and _is_headed(container.body[-1]):
        last = container.body[-1][1]
        if isinstance(last, AoT):
            container = last.body[-1].value
        elif isinstance(last, Table):
            container = last.value
        else:
            break
    return container


def _is_headed(part: _Part) -> bool:
    """Whether it is a table with a head of its own; `key.inner = 1` makes one without."""
    key, item = part
    return isinstance(item, Table | AoT) and not (key is not None and key.is_dotted())


def _put_above(item: Item, parts: Sequence[_Part]) -> None:
    """Let comments and blank lines stand right before the head of a table."""
    item.trivia.indent = "".join(part.as_string() for _, part in parts) + item.trivia.indent


def _move_down(body: list[_Part], at: int) -> None:
    """Let the comments before the table at a place of a body belong to that table.

    A key that is added then comes before them. Places of other keys stay as they are.
    """
    start = at
    while start and body[start - 1][0] is None:
        start -= 1
    moved = body[start:at]
    item = body[at][1]
    _put_above(item.body[0] if isinstance(item, AoT) else item, moved)
    body[start:at] = [(None, Null()) for _ in moved]


def _at(values: Any, way: TomlPath) -> Any:
    for step in way:
        values = values[step]
    return values


def item_of(value: TomlValue) -> Item:
    """A value with the end of its line, as tomli-w writes it or, where that is alike, tomlkit."""
    if isinstance(value, str | bool | int | date):
        return tomlkit.item(value)
    found = tomlkit.parse(tomli_w.dumps({"key": value})).item("key")
    assert isinstance(found, Item)
    return found


def _values(text: str) -> dict[str, Any]:
    return tomli.loads(text, parse_float=Decimal)


def _checked(text: str, wanted: dict[str, Any]) -> str:
    """The text, if it says what it is meant to say: an edit of the user's is not left to luck."""
    if _values(text) != wanted:
        raise ValueError("the edited TOML does not say what it was to say")
    return text


def _without_nothing(values: TomlTable) -> dict[str, Any]:
    return {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in values.items()
        if value is not None and not (isinstance(value, list | tuple) and not value)
    }


def _tables(head: tuple[str, ...], values: TomlTable, brackets: str = "[]") -> Iterator[str]:
    """A table as text, then the tables in it; the keys of a file itself have no head."""
    kept = _without_nothing(values)
    if not all(_BARE.fullmatch(key) for key in kept):
        raise ValueError(f"a key of {sorted(kept)} would have to stand in quotes")
    inner = {key: value for key, value in kept.items() if _is_table(value)}
    own = tomli_w.dumps({key: value for key, value in kept.items() if key not in inner})
    if own or (head and not inner) or brackets == "[[]]":
        left, right = brackets[: len(brackets) // 2], brackets[len(brackets) // 2 :]
        yield (f"{left}{'.'.join(head)}{right}\n" if head else "") + own
    for key, value in inner.items():
        if isinstance(value, Mapping):
            yield from _tables((*head, key), value)
        else:
            for table in value:
                yield from _tables((*head, key), table, "[[]]")


def _is_table(value: object) -> bool:
    return isinstance(value, Mapping) or (
        isinstance(value, list) and all(isinstance(item, Mapping) for item in value)
    )
