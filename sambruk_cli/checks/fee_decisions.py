"""Fee schedules: the meeting that decided each, and amounts that can be charged."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from sambruk_cli.findings import Finding, finding
from sambruk_cli.session import Session


def check_fee_decisions(session: Session) -> Iterator[Finding]:
    """Decisions against the meetings of board.toml; no amount below nought."""
    register, place = session.register, session.register.places["fees"]
    meetings = register.board.meetings if session.readable("board") else ()
    for index, schedule in enumerate(register.fees.schedules):
        for tier, amount in schedule.amounts.items():
            if amount < 0:
                yield finding(
                    "REG117",
                    schedule=schedule.id,
                    tier=tier,
                    amount=amount,
                    file=place.file,
                    line=place.line("schedules", index, "amounts", tier),
                )
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
