"""Years sealed and proved without a process, for tests that do so many times."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sambruk_cli.closing.proof import Proof, prove, read_seals
from sambruk_cli.closing.sealing import sealed
from sambruk_cli.findings import Finding
from sambruk_cli.opening.anew import read_to_verify
from sambruk_cli.workspace import Workspace
from tests.sessions import TERMS, read_checked

SEAL = "ledger/seals/2020.toml"
TEXT = "ledger/seals/2020.txt"
DAY = date(2022, 4, 1)


def seal_year(folder: Path, label: str = "2020", today: date = DAY) -> None:
    """Seal a year of a workspace."""
    session = read_checked(Workspace(folder), cache=False, today=today)
    year = session.register.year(label)
    assert year is not None
    edit = sealed(session, year, "Anna Ek")
    assert edit.plan is not None, edit.findings
    for change in edit.plan.changes:
        path = folder / change.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(change.after or b"")


def proofs_of(folder: Path) -> tuple[list[Proof], list[Finding]]:
    """What came of each seal of a workspace, and what is wrong with the chain of them."""
    session = read_to_verify(Workspace(folder), TERMS)
    assert session.ledger is not None, session.findings
    seals, found = read_seals(session)
    return [prove(session, seal) for seal in seals], found


def said_of(folder: Path) -> list[str]:
    """All that verifying a workspace says, in English."""
    proofs, found = proofs_of(folder)
    return [item.message for item in (*found, *(x for p in proofs for x in p.findings))]
