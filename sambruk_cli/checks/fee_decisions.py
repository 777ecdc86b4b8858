"""Fee schedules: the meeting that decided each, and amounts that can be charged."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from sambruk_cli.findings import Finding, finding
from sambruk_cli.register.fees import Schedule
from sambruk_cli.register.locate import KeyPath
from sambruk_cli.session import Session


def check_fee_decisions(session: Session) -> Iterator[Finding]:
    """Decisions against the meetings of board.toml; no amount below nought."""
    register, place = session.register, session.register.places["fees"]
    meetings = register.board.meetings if session.readable("board") else ()
    for index, schedule in enumerate(register.fees.schedules):
        for path, amount in _amounts(schedule):
            if amount < 0:
                about = partial(
                    finding,
                    schedule=schedule.id,
                    amount=amount,
                    file=place.file,
                    line=place.line("schedules", index, *path),
                )
                if path[0] == "amounts":
                    yield about("REG117", tier=str(path[1]))
                else:
                    yield about("REG117.amount")
        if schedule.decided_on is None:
            continue
        line = partial(place.line, "schedules", index, "decided_on")
        if schedule.meeting is None:
            held = next((m for m in meetings if m.date == schedule.decided_on), None)
            if held is not None:
                yield finding(
                    "REG116.missing",
                    schedule=schedule.id,
                    day=schedule.decided_on,
                    meeting=held.title,
                    id=held.id,
                    file=place.file,
                    line=line(),
                )
            continue
        named = next((m for m in meetings if m.id == schedule.meeting), None)
        if named is not None and named.date != schedule.decided_on:
            yield finding(
                "REG116.differs",
                schedule=schedule.id,
                day=schedule.decided_on,
                meeting=named.title,
                held=named.date,
                file=place.file,
                line=line(),
            )


def _amounts(schedule: Schedule) -> Iterator[tuple[KeyPath, Decimal]]:
    """Every amount in kronor that a schedule states, with where it stands."""
    for name, amount in schedule.amounts.items():
        yield ("amounts", name), amount
    stated: list[tuple[KeyPath, Decimal | None]] = [(("amount",), schedule.amount)]
    if schedule.rate is not None:
        stated.append((("rate", "minimum"), schedule.rate.minimum))
        stated.append((("rate", "maximum"), schedule.rate.maximum))
    for at, discount in enumerate(schedule.discounts):
        stated.append((("discounts", at, "amount"), discount.amount))
    if schedule.group is not None:
        stated.append((("group", "further"), schedule.group.further))
        stated.append((("group", "cap"), schedule.group.cap))
    yield from ((path, amount) for path, amount in stated if amount is not None)
