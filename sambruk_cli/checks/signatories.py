"""The board on the day it signs: all of it, and nobody else (ÅRL 2:7)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from sambruk_cli.findings import Finding, finding
from sambruk_cli.register.association import ReportDetails
from sambruk_cli.register.board import ORDINARY
from sambruk_cli.session import Session


def check_signatories(session: Session) -> Iterator[Finding]:
    """Terms of office, and the signatories of each report against the board of that day."""
    board, register = session.register.board, session.register
    place = register.places["board"]
    for index, mandate in enumerate(board.mandates):
        start, end = board.term(mandate)
        if start is not None and end is not None and end < start:
            yield finding(
                "REG111.mandate",
                end=end,
                start=start,
                file=place.file,
                line=place.line("mandates", index, "until"),
            )
    if register.association is None or not session.readable("board"):
        return
    if any(board.role(mandate) is None for mandate in board.mandates):
        return  # REG104 says that; who is to sign is not known
    labels = {year.label for year in session.years}
    for index, report in enumerate(register.association.reports):
        if report.signed_on is not None and report.year in labels:
            yield from _signatories(session, report, index)


def _signatories(session: Session, report: ReportDetails, index: int) -> Iterator[Finding]:
    board = session.register.board
    place = session.register.places["association"]
    day = report.signed_on
    assert day is not None
    names = {person.id: person.name for person in board.people}
    on_day = board.mandates_on(day)
    ordinary = {m.person for m in on_day if board.role(m) in ORDINARY}
    deputies = {m.person for m in on_day if board.role(m) == "deputy"}
    signing: set[str] = set()
    for i, signatory in enumerate(report.signatories):
        line = partial(place.line, "reports", index, "signatories", i, "person")
        name = names.get(signatory.person, signatory.person)
        if signatory.person in signing:
            yield finding("REG111.twice", name=name, file=place.file, line=line())
        elif signatory.person in ordinary and signatory.in_place_of is None:
            signing.add(signatory.person)
        elif signatory.person not in ordinary | deputies:
            yield finding("REG111.stranger", name=name, day=day, file=place.file, line=line())
        elif signatory.in_place_of is None:
            yield finding("REG111.deputy", name=name, file=place.file, line=line())
        elif signatory.in_place_of not in ordinary:
            absent = names.get(signatory.in_place_of, signatory.in_place_of)
            yield finding(
                "REG111.absent", name=name, absent=absent, day=day, file=place.file, line=line()
            )
        else:
            signing |= {signatory.person, signatory.in_place_of}
    for person in sorted(p for p in ordinary - signing if p is not None):
        yield finding(
            "REG111.unsigned",
            name=names.get(person, person),
            day=day,
            file=place.file,
            line=place.line("reports", index, "signatories"),
        )
