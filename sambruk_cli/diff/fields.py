"""Values that differ, field by field, as plain texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, TypeVar

from sambruk_cli.frozen import frozen
from sambruk_cli.money import plain
from sambruk_cli.register.model import Model, key_of
from sambruk_cli.register.register import Register

T = TypeVar("T")
M = TypeVar("M", bound=Model)
K = TypeVar("K", bound=Hashable)


@frozen
class FieldChange:
    """A field and what it said and says; None where it said or says nothing.

    `hidden` is set where it has changed and nothing of it may be shown: it is of a private member.
    """

    field: str
    before: str | None
    after: str | None
    hidden: bool = False


@frozen
class EntryChange:
    """An entry of the register that has come, gone or changed. `what` says of which kind it is."""

    what: str
    id: str
    name: str
    before: bool
    after: bool
    fields: tuple[FieldChange, ...] = ()


def text_of(value: Any) -> str | None:
    """A value of metadata or of the register as text; None for none."""
    match value:
        case None:
            return None
        case bool():
            return "TRUE" if value else "FALSE"
        case Decimal():
            return plain(value)
        case date():
            return value.isoformat()
        case Model():
            given = ((k, text_of(v)) for k, v in value.given().items())
            return ", ".join(f"{key_of(k)}={v}" for k, v in given if v is not None)
        case tuple():
            return ", ".join(text_of(item) or "" for item in value) or None
        case Mapping():
            return ", ".join(f"{k}={text_of(v)}" for k, v in value.items()) or None
    return str(value)


def left_over(
    before: Iterable[T], after: Iterable[T], key: Callable[[T], Hashable]
) -> tuple[list[T], list[T]]:
    """What each side has that the other has not, as often as it has it more.

    Args:
      key: what two that are the same have in common.
    """
    old, new = list(before), list(after)
    extra = Counter(map(key, old))
    extra.subtract(map(key, new))
    gone, come = [], []
    for item in reversed(old):
        if extra[key(item)] > 0:
            extra[key(item)] -= 1
            gone.append(item)
    for item in reversed(new):
        if extra[key(item)] < 0:
            extra[key(item)] += 1
            come.append(item)
    return gone[::-1], come[::-1]


def model_changes(before: M, after: M, shown: Callable[[str], bool]) -> Iterator[FieldChange]:
    """The fields of two models that differ; of a list the entries that have come and gone.

    Args:
      shown: whether a field may be printed.
    """
    for name, old in vars(before).items():
        new = vars(after).get(name)
        if old == new:
            continue
        key = key_of(name)
        if not shown(key):
            yield FieldChange(key, None, None, hidden=True)
        elif isinstance(old, tuple) and isinstance(new, tuple):
            gone, come = left_over(old, new, repr)
            if not gone and not come:
                yield FieldChange(key, text_of(old), text_of(new))  # in another order
            yield from (FieldChange(key, text_of(item), None) for item in gone)
            yield from (FieldChange(key, None, text_of(item)) for item in come)
        else:
            yield FieldChange(key, text_of(old), text_of(new))


def entry_changes(
    what: str,
    before: Iterable[M],
    after: Iterable[M],
    name: Callable[[M], str],
    shown: Callable[[M, str], bool] = lambda _, __: True,
) -> list[EntryChange]:
    """The entries with an id that have come, gone or changed, in the order of the files.

    Args:
      shown: whether a field of an entry may be printed.
    """
    old, new = _by_id(before), _by_id(after)
    found = []
    for key, entry in new.items():
        if key not in old:
            found.append(EntryChange(what, key, name(entry), before=False, after=True))
        elif fields := tuple(model_changes(old[key], entry, partial(shown, entry))):
            found.append(EntryChange(what, key, name(entry), True, True, fields))
    gone = (key for key in old if key not in new)
    found += [EntryChange(what, key, name(old[key]), before=True, after=False) for key in gone]
    return found


def masked_entry(entry: EntryChange, mask: Callable[[str], str]) -> EntryChange:
    """An entry without names of private members in its texts.

    Args:
      mask: gives a text without them.
    """
    fields = tuple(_masked(field, mask) for field in entry.fields)
    return replace(entry, name=mask(entry.name), fields=fields)


def _masked(field: FieldChange, mask: Callable[[str], str]) -> FieldChange:
    before, after = (text and mask(text) for text in (field.before, field.after))
    is_hidden = field.hidden or (before == after and field.before != field.after)
    return FieldChange(field.field, before, after, is_hidden)


def _by_id(entries: Iterable[M]) -> dict[str, M]:
    """Entries by id; of two with one id (a finding of its own) the first."""
    found: dict[str, M] = {}
    for entry in entries:
        found.setdefault(str(vars(entry)["id"]), entry)
    return found


def amounts_changed(
    before: Mapping[K, Decimal], after: Mapping[K, Decimal]
) -> Iterator[tuple[K, Decimal | None, Decimal | None]]:
    """The keys whose amounts differ, with both: first in the order of what is, then what was."""
    for key in dict.fromkeys((*after, *before)):
        old, new = before.get(key), after.get(key)
        if old != new:
            yield key, old, new


def shown_names(before: Register, after: Register, hidden: Collection[str]) -> dict[str, str]:
    """What the members of two registers are called, by id: those who are private by that.

    Args:
      hidden: ids of private members.
    """
    every = (*before.members, *after.members)
    return {member.id: member.id if member.id in hidden else member.name for member in every}
