"""The board on the day it signs: all of it, and nobody else (ÅRL 2:7)."""

from __future__ import annotations

from collections.abc import Iterator

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
                "REG111",
                f"the mandate ends on {end}, before it starts on {start}",
                file=place.file,
                line=place.line("mandates", index, "until"),
                hint="until is the last day",
            )
    if register.association is None or not session.readable("board"):
        return
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
    ordinary = {m.person for m in on_day if m.role in ORDINARY}
    deputies = {m.person for m in on_day if m.role == "deputy"}
    signing: set[str] = set()
    for i, signatory in enumerate(report.signatories):
        line = place.line("reports", index, "signatories", i, "person")
        name = names.get(signatory.person, signatory.person)
        hint = None
        if signatory.person in signing:
            message, hint = f"{name} signs twice", "name each signatory once"
        elif signatory.person in ordinary and signatory.in_place_of is None:
            signing.add(signatory.person)
            continue
        elif signatory.person not in ordinary | deputies:
            message = f"{name} is not on the board on {day}"
            hint = "correct the date of signing, or the terms in config/board.toml"
        elif signatory.in_place_of is None:
            message = f"{name} is a deputy and signs in nobody's place"
            hint = 'name the member of the board: in_place_of = "..."'
        elif signatory.in_place_of not in ordinary:
            absent = names.get(signatory.in_place_of, signatory.in_place_of)
            message = f"{absent}, in whose place {name} signs, is not on the board on {day}"
            hint = "a deputy signs in the place of a member of the board"
        else:
            signing |= {signatory.person, signatory.in_place_of}
            continue
        yield finding("REG111", message, file=place.file, line=line, hint=hint)
    for person in sorted(p for p in ordinary - signing if p is not None):
        yield finding(
            "REG111",
            f"{names.get(person, person)} is on the board on {day} but does not sign",
            file=place.file,
            line=place.line("reports", index, "signatories"),
            hint="the whole board signs (ÅRL 2:7); a deputy may sign in somebody's place",
        )
