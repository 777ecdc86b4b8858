"""A case: a change to the faultless workspace, and all that is found in it then."""

from __future__ import annotations

from dataclasses import dataclass

from tests.conftest import Changes
from tests.workspaces import FILES

ASSOCIATION = "config/association.toml"
MEMBERS = "config/members.toml"
COUNTERPARTIES = "config/counterparties.toml"
FEES = "config/fees.toml"
BOARD = "config/board.toml"
PROJECTS = "config/projects.toml"
ASSETS = "config/assets.toml"
STATEMENTS = "config/statements.toml"
CHAPTER = "config/report/2021/01-verksamheten.md"
FACTS = "config/report/2021/facts.toml"
PUBLISHED = "config/published/2021.toml"
MAIN = "ledger/main.beancount"
CHART_FILE = "ledger/chart.beancount"
LEDGER_2020 = "ledger/2020.beancount"
LEDGER = "ledger/2021.beancount"


@dataclass(frozen=True)
class At:
    """Where something is found: a line by its number, and what that line holds."""

    code: str
    file: str | None
    line: int | None = None
    holds: str = ""


@dataclass(frozen=True)
class Case:
    """A change to the faultless workspace and all that is found in it, the case's code first.

    With `arguments` the finding is that of a command, which gives `code` as its exit code.
    """

    changes: Changes
    found: tuple[At, ...]
    says: str = ""
    hints: str = ""
    arguments: tuple[str, ...] = ()
    code: int = 2


def case(
    changes: Changes,
    *found: At,
    says: str = "",
    hints: str = "",
    arguments: tuple[str, ...] = (),
    code: int = 2,
) -> Case:
    return Case(changes, found, says, hints, arguments, code)


def appended(file: str, text: str) -> Changes:
    """A text at the end of one file."""
    return {file: FILES[file] + text}


def both(*changes: Changes) -> Changes:
    """Changes to several files."""
    merged: Changes = {}
    for change in changes:
        assert not merged.keys() & change.keys()
        merged.update(change)
    return merged
