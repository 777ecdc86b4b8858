"""Who signs for the association (firmateckning): the rules of board.toml, and who goes by them."""

from __future__ import annotations

from collections.abc import Iterator

from sambruk_cli.findings import Finding, finding, nearest
from sambruk_cli.register.board import ROLES
from sambruk_cli.session import Session


def check_firm_signing(session: Session) -> Iterator[Finding]:
    """REG133: rules name people and roles that there are, and enough; grants are signed by them.

    Where the register has no rule, nothing is asked.
    """
    board = session.register.board
    if not board.firm_signing or not session.readable("board"):
        return
    yield from _rules(session)
    if session.readable("grants"):
        yield from _grants(session)


def _rules(session: Session) -> Iterator[Finding]:
    board, place = session.register.board, session.register.places["board"]
    people = [person.id for person in board.people]
    roles = [*ROLES, *(role.id for role in board.roles)]
    for index, rule in enumerate(board.firm_signing):
        path = ("firm_signing", index)
        for key, named, known in (("people", rule.people, people), ("roles", rule.roles, roles)):
            for name in named:
                if name not in known:
                    yield finding(
                        "REG133.person" if key == "people" else "REG133.role",
                        id=name,
                        file=place.file,
                        line=place.line(*path, key),
                        hint=nearest(name, known),
                    )
        if not rule.roles and len(set(rule.people)) < rule.together:
            yield finding(
                "REG133.few",
                together=rule.together,
                number=len(set(rule.people)),
                file=place.file,
                line=place.line(*path, "together"),
            )


def _grants(session: Session) -> Iterator[Finding]:
    """Who signs the report to a funder signs for the association on the day that it is due."""
    register = session.register
    place = register.places["grants"]
    for index, grant in enumerate(register.grants):
        day = grant.report_due or grant.to
        if day is None or not grant.signatories:
            continue
        if not register.board.signs_firm(grant.signatories, day):
            names = ((person, register.person(person)) for person in grant.signatories)
            yield finding(
                "REG133.grant",
                names=tuple(person.name if person else id_ for id_, person in names),
                grant=grant.name,
                day=day,
                file=place.file,
                line=place.line("grants", index, "signatories"),
            )
