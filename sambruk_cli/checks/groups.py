"""Groups with a payer, what has been agreed with members, and how kinds of charge are booked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

from sambruk_cli.dues.names import kind_word
from sambruk_cli.findings import Finding, Severity, finding
from sambruk_cli.messages.message import Message
from sambruk_cli.register.fees import Agreement, ChargeKind
from sambruk_cli.register.locate import KeyPath, Located
from sambruk_cli.register.members import Group, GroupMember, Member
from sambruk_cli.session import Session

# The first digits of the accounts for each way of booking a charge (BAS).
_ACCOUNTS: dict[str, tuple[str, ...]] = {
    "income": ("3",),
    "equity": ("20",),
    "liability": tuple(f"2{digit}" for digit in range(1, 10)),
}
_TREATMENTS = {
    "income": Message.of("income"),
    "equity": Message.of("equity"),
    "liability": Message.of("a liability"),
}


def check_groups(session: Session) -> Iterator[Finding]:
    """A member is in one group at a time, and whoever pays for a group is in it."""
    if not session.readable("members"):
        return
    register, place = session.register, session.register.places["members"]
    groups = register.members_file.groups
    by_id = {member.id: member for member in register.members} if groups else {}
    seen: dict[str, list[tuple[int, GroupMember]]] = {}
    for index, group in enumerate(groups):
        yield from _size(group, index, place, by_id)
        payer = by_id.get(group.payer)
        of_payer = [each for each in group.members if each.id == group.payer]
        if payer is not None and not of_payer:
            line = place.line("groups", index, "payer")
            yield finding(
                "REG124.payer", payer=payer.name, group=group.name, file=place.file, line=line
            )
        for at, each in enumerate(group.members):
            member = by_id.get(each.id)
            about = partial(_of_member, member, each, place, ("groups", index, "members", at, "id"))
            if each.from_ is not None and each.to is not None and each.to < each.from_:
                yield about("REG124.backwards", group=group.name)
            for other, before in seen.get(each.id, ()):
                if not _overlap(before.from_, before.to, each.from_, each.to):
                    continue
                if other == index:
                    yield about("REG124.again", group=group.name)
                else:
                    yield about("REG124.two", one=groups[other].name, other=group.name)
            seen.setdefault(each.id, []).append((index, each))
            if payer is not None and of_payer and _without(each, member, of_payer):
                yield about("REG124.away", group=group.name, payer=payer.name)


def _of_member(
    member: Member | None,
    each: GroupMember,
    place: Located,
    path: KeyPath,
    code: str,
    **values: Any,
) -> Finding:
    """A finding about one that is in a group."""
    name = member.name if member is not None else each.id
    return finding(code, name=name, file=place.file, line=place.line(*path), **values)


def _size(
    group: Group, index: int, place: Located, by_id: Mapping[str, Member]
) -> Iterator[Finding]:
    """A group is two members or more; of one it is for a person to judge."""
    members = {each.id for each in group.members}
    line = partial(place.line, "groups", index, "members")
    if not members:
        yield finding("REG124.empty", group=group.name, file=place.file, line=line())
    elif len(members) == 1:
        (only,) = members
        yield finding(
            "REG124.alone",
            name=by_id[only].name if only in by_id else only,
            group=group.name,
            file=place.file,
            line=line(),
            severity=Severity.WARNING,
        )


def _without(each: GroupMember, member: Member | None, of_payer: Sequence[GroupMember]) -> bool:
    """Whether one is a member, and in its group, on a day when the payer is not in it.

    Args:
      of_payer: the times of the payer in the group.
    """
    for time in member.memberships if member is not None else ():
        day = max(each.from_ or date.min, time.joined or date.min)
        last = min(each.to or date.max, time.left or date.max)
        while day <= last:
            paid = next((of for of in of_payer if of.covers(day)), None)
            if paid is None:
                return True
            if paid.to is None or paid.to >= last:
                break
            day = paid.to + timedelta(days=1)
    return False


def check_agreements(session: Session) -> Iterator[Finding]:
    """Agreements that can be kept, and no two with a member on one kind of charge at a time."""
    register, place = session.register, session.register.places["fees"]
    names = {member.id: member.name for member in register.members}
    idle = {kind.id for kind in register.fees.kinds} - {s.kind for s in register.fees.schedules}
    seen: dict[str, list[Agreement]] = {}
    for index, each in enumerate(register.fees.agreements):
        name = names.get(each.member, each.member)
        about = partial(finding, member=name, file=place.file)
        line_of = partial(place.line, "agreements", index)
        if each.amount is not None and each.amount < 0:
            yield about("REG117.agreement", amount=each.amount, line=line_of("amount"))
        if each.to is not None and each.to < each.from_:
            line = line_of("to")
            yield about("REG126.backwards", start=each.from_, end=each.to, line=line)
            continue
        if each.kind in idle:
            word = kind_word(register.fees, each.kind)
            yield about("REG126.nothing", kind=word, line=line_of("kind"))
        for before in seen.get(each.member, ()):
            same = None in (before.kind, each.kind) or before.kind == each.kind
            if same and _overlap(before.from_, before.to, each.from_, each.to):
                kind = each.kind or before.kind
                every = Message.of("every charge")
                yield about(
                    "REG126",
                    kind=kind_word(register.fees, kind) if kind is not None else every,
                    day=max(before.from_, each.from_),
                    line=line_of("member"),
                )
        seen.setdefault(each.member, []).append(each)


def check_charge_kinds(session: Session) -> Iterator[Finding]:
    """Kinds of charge that the association declares are booked where their treatment belongs."""
    fees, place = session.register.fees, session.register.places["fees"]
    declared = {kind.id: kind for kind in fees.charge_kinds}
    for index, kind in enumerate(fees.charge_kinds):
        if kind.account is not None and not _fits(kind, kind.account):
            line = place.line("charge_kinds", index, "account")
            yield _treatment(kind, kind.account, place.file, line)
    for index, schedule in enumerate(fees.schedules):
        of = declared.get(schedule.kind)
        if of is not None and schedule.account is not None and not _fits(of, schedule.account):
            line = place.line("schedules", index, "account")
            yield _treatment(of, schedule.account, place.file, line)


def _fits(kind: ChargeKind, account: str) -> bool:
    return account.startswith(_ACCOUNTS[kind.treatment])


def _treatment(kind: ChargeKind, account: str, file: str, line: int | None) -> Finding:
    return finding(
        "REG125.treatment",
        kind=kind.label,
        treatment=_TREATMENTS[kind.treatment],
        account=account,
        file=file,
        line=line,
    )


def _overlap(
    first: date | None, last: date | None, other_first: date | None, other_last: date | None
) -> bool:
    """Whether two spans share a day; what is open has no bound."""
    return (first or date.min) <= (other_last or date.max) and (other_first or date.min) <= (
        last or date.max
    )
