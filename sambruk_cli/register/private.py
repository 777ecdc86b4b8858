"""Members that are private: ids stand in place of what identifies them.

This is the one place that knows what that is. `sambruk_cli/opening/masking.py` applies it when a
workspace is opened, so that nothing which prints has to think of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any

from sambruk_cli.register.bounds import values_of
from sambruk_cli.register.fees import Agreement
from sambruk_cli.register.grants import Grant
from sambruk_cli.register.masks import Masks, Private
from sambruk_cli.register.members import KeptBack, Member
from sambruk_cli.register.register import Register

# What is printed in place of what is said of a private member and no id can stand for.
UNSAID = "*"
_LEAST_LETTERS, _LEAST_DIGITS = 4, 6  # of a text that is looked for in other texts
_PLAIN_KEYS = frozenset({"id", "kind", "tier", "private", "reconstructed"})


def private_in(register: Register) -> Iterator[Private]:
    """Members that are private, and groups that are or have one who is."""
    if "members" in register.unreadable:
        yield from _unread(register)
        return
    members = [member for member in register.members if member.private]
    yield from map(private_of, members)
    ids = {member.id for member in members}
    for group in register.members_file.groups:
        if group.private or not ids.isdisjoint({group.payer, *(m.id for m in group.members)}):
            yield Private(group.id, (group.name,), ())


def private_of(member: Member) -> Private:
    """What identifies a member; the id in place of a name does not."""
    number = member.organisation_number
    name = () if member.name == member.id else (member.name, *_turned(member.name))
    names = (*name, member.email, number, _digits(number))
    about = (*member.address, member.reference)
    return Private(
        member.id,
        tuple(text for text in names if text is not None),
        tuple(text for text in about if text is not None and _tells(text)),
    )


def masks_of(register: Register, shown: Collection[str] | None) -> Masks:
    """What is to be kept out of what is printed.

    Args:
      shown: ids of members whose names are shown, with those of their groups; None for all.
    """
    if shown is None:
        return Masks()
    found = list(private_in(register))
    if not found:
        return Masks()
    groups = register.members_file.groups
    of_shown = {g.id for g in groups if any(m.id in shown for m in g.members)}
    hidden = [each for each in found if each.id not in shown and each.id not in of_shown]
    return Masks(hidden, {*(m.id for m in register.members), *(g.id for g in groups)}, groups)


def masks_of_all(registers: Collection[Register]) -> Masks:
    """What is to be kept out of what is printed of several versions of a register.

    Who is private in one of them is kept out as every one of them knows them.
    """
    found = [each for register in registers for each in private_in(register)]
    if not found:
        return Masks()
    ids = {each.id for each in found}
    every = [member for register in registers for member in register.members]
    groups = [group for register in registers for group in register.members_file.groups]
    found += [private_of(member) for member in every if member.id in ids and not member.private]
    found += [Private(g.id, (g.name,), ()) for g in groups if g.id in ids]
    return Masks(
        tuple(dict.fromkeys(found)), {*(m.id for m in every), *(g.id for g in groups)}, groups
    )


def masked_register(register: Register, masks: Masks) -> Register:
    """The register with ids in place of what identifies those who are kept out."""
    if not masks:
        return register
    file = register.members_file
    groups = tuple(
        group.altered(name=group.id) if group.id in masks.hidden else group for group in file.groups
    )
    members = tuple(
        _masked(member, masks) if member.id in masks.hidden else member for member in file.members
    )
    parties = register.counterparties
    named = tuple(p.altered(name=masks.text(p.name)) for p in parties.counterparties)
    agreements = tuple(_agreement(each, masks) for each in register.fees.agreements)
    grants = tuple(_grant(each, masks) for each in register.grants)
    return replace(
        register,
        members_file=file.altered(members=members, groups=groups),
        counterparties=parties.altered(counterparties=named),
        fees=register.fees.altered(agreements=agreements),
        grants_file=register.grants_file.altered(grants=grants),
    )


def _masked(member: Member, masks: Masks) -> Member:
    of = (member.id,)
    source = member.tier_source
    return member.altered(
        name=member.id,
        organisation_number=None,
        address=(),
        email=None,
        reference=None,
        attributes=tuple(KeptBack.of(v, masks.about(of, v.source)) for v in member.all_values),
        populations=(),
        tier_source=source and masks.about(of, source),
        tiers=tuple(t.altered(source=t.source and masks.about(of, t.source)) for t in member.tiers),
    )


def _grant(grant: Grant, masks: Masks) -> Grant:
    """A grant whose texts name nobody: one may be given by a private member, or for one."""
    texts = {key: getattr(grant, key) for key in ("name", "decision", "condition", "source")}
    return grant.altered(**{key: text and masks.text(text) for key, text in texts.items()})


def _agreement(agreement: Agreement, masks: Masks) -> Agreement:
    """The reason of an agreement may be illness or want: it is nobody else's business."""
    if agreement.member not in masks.hidden:
        return agreement
    decision = masks.about((agreement.member,), agreement.decision)
    return agreement.altered(reason=UNSAID, decision=decision)


def _unread(register: Register) -> Iterator[Private]:
    """Who is private in a members.toml that is TOML but cannot be used, by its texts."""
    place = register.places.get("members")
    tables = _tables(values_of(place.text) if place is not None and place.text else {}, "members")
    for number, table in enumerate(tables, 1):
        if table.get("private") not in (None, False):
            texts = [text for key, value in table.items() for text in _texts(key, value)]
            id_ = table.get("id")
            yield Private(
                id_ if isinstance(id_, str) else f"#{number}",
                tuple(text for text in texts if _tells(text)),
                (),
            )


def _tables(values: dict[str, Any], name: str) -> list[dict[str, Any]]:
    found = values.get(name)
    return [t for t in found if isinstance(t, dict)] if isinstance(found, list) else []


def _texts(key: str, value: object) -> Iterator[str]:
    if isinstance(value, str) and key not in _PLAIN_KEYS:
        yield value
    elif isinstance(value, list) and key in ("address", "name", "email"):
        yield from (item for item in value if isinstance(item, str))


def _turned(name: str) -> tuple[str, ...]:
    """A name with its last word first."""
    *first, last = name.split()
    return (f"{last} {' '.join(first)}",) if first else ()


def _digits(number: str | None) -> str | None:
    return None if number is None else number.replace("-", "")


def _tells(text: str) -> bool:
    """Whether a text tells enough to be looked for: no house number, no year."""
    letters, digits = (sum(map(of, text)) for of in (str.isalpha, str.isdigit))
    return letters >= _LEAST_LETTERS or digits >= _LEAST_DIGITS
