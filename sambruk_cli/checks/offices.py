"""Offices that exclude each other: who audits does not manage, and one presides at a time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import combinations

from sambruk_cli.findings import Finding, finding
from sambruk_cli.register.association import ReportDetails
from sambruk_cli.register.board import AUDITING, BoardFile, Mandate, Role
from sambruk_cli.session import Session

_MANAGING: tuple[Role, ...] = ("chair", "member", "deputy", "executive")


def check_offices(session: Session) -> Iterator[Finding]:
    """Auditors and chairs of board.toml, and the auditor of each report."""
    if not session.readable("board"):
        return
    yield from _auditors(session)
    yield from _chairs(session)
    register = session.register
    labels = {year.label for year in session.years}
    for index, report in enumerate(register.association.reports if register.association else ()):
        if report.auditor is not None and report.year in labels:
            yield from _auditor_of(session, report, index)


def _auditors(session: Session) -> Iterator[Finding]:
    """Nobody is auditor and on the board at the same time."""
    board, place = session.register.board, session.register.places["board"]
    for index, mandate in enumerate(board.mandates):
        if board.role(mandate) not in AUDITING or mandate.person is None:
            continue
        for other in board.mandates:
            if other.person != mandate.person or board.role(other) not in _MANAGING:
                continue
            days = _together(session, mandate, other)
            if days is not None:
                yield finding(
                    "REG113.mandate",
                    name=_name(session, mandate.person),
                    day=days,
                    file=place.file,
                    line=place.line("mandates", index, "role"),
                )
                break


def _chairs(session: Session) -> Iterator[Finding]:
    """One chair at a time; who share the office both have a title that says so."""
    board, place = session.register.board, session.register.places["board"]
    chairs = [
        (index, mandate)
        for index, mandate in enumerate(board.mandates)
        if board.role(mandate) == "chair" and mandate.person is not None
    ]
    for (_, one), (index, two) in combinations(chairs, 2):
        assert one.person is not None
        assert two.person is not None
        if one.person == two.person or _is_shared(board, one, two):
            continue
        days = _together(session, one, two)
        if days is not None:
            yield finding(
                "REG114",
                one=_name(session, one.person),
                other=_name(session, two.person),
                day=days,
                file=place.file,
                line=place.line("mandates", index, "role"),
            )


def _is_shared(board: BoardFile, one: Mandate, two: Mandate) -> bool:
    """Whether both say which chair they are, by title or by a role of the association's own."""
    named = [board.own_role(mandate) is not None for mandate in (one, two)]
    return bool(one.title and two.title) or (all(named) and one.role != two.role)


def _auditor_of(session: Session, report: ReportDetails, index: int) -> Iterator[Finding]:
    """The auditor of a report is not on the board, and neither signs nor prepares the report."""
    place, board = session.register.places["association"], session.register.board
    auditor = report.auditor
    assert auditor is not None
    day = report.auditors_report_on or report.signed_on or report.date
    file, line = place.file, partial(place.line, "reports", index, "auditor")
    name = _name(session, auditor)
    if any(m.person == auditor and board.role(m) in _MANAGING for m in board.mandates_on(day)):
        yield finding("REG113.board", name=name, day=day, file=file, line=line())
    elif auditor in {signatory.person for signatory in report.signatories}:
        yield finding("REG113.signs", name=name, year=report.year, file=file, line=line())
    elif auditor == report.prepared_by:
        yield finding("REG113.prepares", name=name, year=report.year, file=file, line=line())


def _together(session: Session, one: Mandate, other: Mandate) -> date | None:
    """The first day of two mandates that overlap; None where they do not.

    The day of the meeting at which one of them takes over may be a day of both.
    """
    starts, ends = zip(*map(session.register.board.term, (one, other)), strict=True)
    first = max(start or date.min for start in starts)
    last = min(end or date.max for end in ends)
    return first if first < last else None


def _name(session: Session, person: str) -> str:
    found = session.register.person(person)
    return found.name if found else person
