"""What the association says of itself: how it keeps its books, what is locked, who signs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from sambruk_cli.diff.fields import EntryChange, FieldChange, left_over, model_changes, text_of
from sambruk_cli.register.association import Bookkeeping, PeriodLock
from sambruk_cli.register.model import Model, key_of
from sambruk_cli.register.register import Register


def association_changes(before: Register, after: Register) -> Iterator[EntryChange]:
    """What has come, gone or changed of `[association]`, `[bookkeeping]`, its locks and signing.

    A lock is the same that is through the same day.
    """
    old, new = before.association, after.association
    if old is not None and new is not None:
        fields = tuple(model_changes(old.association, new.association, lambda _: True))
        if fields:
            yield EntryChange("association", "", new.association.name, True, True, fields)
        yield from _bookkeeping(old.bookkeeping, new.bookkeeping)
        yield from _locks(locks_of(before), locks_of(after))
    gone, come = left_over(before.board.firm_signing, after.board.firm_signing, repr)
    yield from (_signing(rule, was=True) for rule in gone)
    yield from (_signing(rule, was=False) for rule in come)


def locks_of(register: Register) -> dict[date, PeriodLock]:
    """The locks of periods by the last day of each, in order; of two with one day the first."""
    file = register.association
    policy = file.bookkeeping if file is not None else None
    found: dict[date, PeriodLock] = {}
    for lock in policy.locks if policy is not None else ():
        found.setdefault(lock.through, lock)
    return dict(sorted(found.items()))


def _bookkeeping(old: Bookkeeping | None, new: Bookkeeping | None) -> Iterator[EntryChange]:
    if old is not None and new is not None:
        changes = model_changes(old, new, lambda _: True)
        fields = tuple(each for each in changes if each.field != "locks")
    else:
        fields = _given(old, new, leave_out="locks")
    if fields or (old is None) != (new is None):
        name = "[bookkeeping]"
        yield EntryChange("bookkeeping", name, name, old is not None, new is not None, fields)


def _locks(old: Mapping[date, PeriodLock], new: Mapping[date, PeriodLock]) -> Iterator[EntryChange]:
    for day in sorted({*old, *new}):
        was, now = old.get(day), new.get(day)
        if was == now:
            continue
        if was is not None and now is not None:
            fields = tuple(model_changes(was, now, lambda _: True))
        else:
            fields = _given(was, now, leave_out="through")
        name = day.isoformat()
        yield EntryChange("lock", name, name, was is not None, now is not None, fields)


def _signing(rule: Model, *, was: bool) -> EntryChange:
    fields = _given(rule, None) if was else _given(None, rule)
    name = "[[firm_signing]]"
    return EntryChange("firm signing", name, name, was, not was, fields)


def _given(old: Model | None, new: Model | None, leave_out: str = "") -> tuple[FieldChange, ...]:
    """What an entry that has come or gone says."""
    entry = old if old is not None else new
    given = entry.given() if entry is not None else {}
    return tuple(
        FieldChange(key_of(key), *((text_of(value), None) if old else (None, text_of(value))))
        for key, value in given.items()
        if key_of(key) != leave_out
    )
