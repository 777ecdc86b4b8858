"""Groups with a payer, what has been agreed with members, and how kinds of charge are booked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sambruk_cli.dues.names import kind_word
from sambruk_cli.findings import Finding, finding
from sambruk_cli.messages.message import Message
from sambruk_cli.register.fees import Agreement, ChargeKind
from sambruk_cli.register.members import GroupMember
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
    names = {member.id: member.name for member in register.members}
    seen: dict[str, list[tuple[str, GroupMember]]] = {}
    for index, group in enumerate(register.members_file.groups):
        payer = names.get(group.payer)
        if payer is not None and group.payer not in {each.id for each in group.members}:
            line = place.line("groups", index, "payer")
            yield finding("REG124.payer", payer=payer, group=group.name, file=place.file, line=line)
        for at, each in enumerate(group.members):
            line = place.line("groups", index, "members", at, "id")
            name = names.get(each.id, each.id)
            if each.from_ is not None and each.to is not None and each.to < each.from_:
                yield finding(
                    "REG124.backwards", name=name, group=group.name, file=place.file, line=line
                )
            for other, before in seen.get(each.id, ()):
                if _overlap(before.from_, before.to, each.from_, each.to):
                    yield finding(
                        "REG124.two",
                        name=name,
                        one=other,
                        other=group.name,
                        file=place.file,
                        line=line,
                    )
            seen.setdefault(each.id, []).append((group.name, each))


def check_agreements(session: Session) -> Iterator[Finding]:
    """No two agreements with a member on the same kind of charge at a time."""
    register, place = session.register, session.register.places["fees"]
    names = {member.id: member.name for member in register.members}
    seen: dict[str, list[Agreement]] = {}
    for index, each in enumerate(register.fees.agreements):
        for before in seen.get(each.member, ()):
            same = None in (before.kind, each.kind) or before.kind == each.kind
            if same and _overlap(before.from_, before.to, each.from_, each.to):
                kind = each.kind or before.kind
                every = Message.of("every charge")
                yield finding(
                    "REG126",
                    member=names.get(each.member, each.member),
                    kind=kind_word(register.fees, kind) if kind is not None else every,
                    day=max(before.from_, each.from_),
                    file=place.file,
                    line=place.line("agreements", index, "member"),
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
        if schedule.on_return is not None and not fees.is_on_entry(schedule):
            yield finding(
                "REG125.on_return",
                schedule=schedule.id,
                file=place.file,
                line=place.line("schedules", index, "on_return"),
            )


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
