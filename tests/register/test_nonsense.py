"""Nonsense in any one place of members, fees or board gives findings, each with its line.

The register uses every key. Each of its values is replaced by others, left out and said twice; what
is read then is charged, and explained, without a fault of the program.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import tomli_w

from sambruk_cli.findings import Finding
from sambruk_cli.register.bounds import values_of
from sambruk_cli.views.board import board_view
from sambruk_cli.views.dues import dues_view
from sambruk_cli.views.members import member_view, members_view
from sambruk_cli.workspace import Workspace
from tests.checks.test_codes import faults_of_swedish
from tests.conftest import MakeWorkspace, findings_in
from tests.extent import THOROUGH
from tests.register.rich import RICH
from tests.register.test_documented import FILES, keys_of
from tests.sessions import read_checked

Path_ = tuple[str | int, ...]
LEFT_OUT, TWICE = object(), object()

# Texts, numbers and days of every kind, and words that stand elsewhere in the register.
NONSENSE: list[Any] = [
    LEFT_OUT,
    TWICE,
    "",
    "x",
    "Å Ä",
    "x" * 100,
    "2007",
    "9999",
    "02-29",
    "01-01",
    "student",
    "population",
    "born",
    "status",
    "municipality",
    "person",
    "m-1",
    "junior",
    "entry",
    "medlemsavgift",
    "chair",
    "auditor",
    0,
    -1,
    17,
    10**12 - 1,
    10**17,
    10**30,
    True,
    Decimal("0.5"),
    Decimal("1.005"),
    Decimal("0.333333333333"),
    Decimal("nan"),
    Decimal("1e30"),
    Decimal("1e-30"),
    date.min,
    date.max,
    date(2021, 3, 1),
    [],
    ["x"],
    [1],
    {},
    {"id": "m-1"},
]


def places_in(content: Any, path: Path_ = ()) -> Iterator[Path_]:
    """Where every value of a file stands, outermost first."""
    if path:
        yield path
    keys = [*content] if isinstance(content, dict) else []
    if isinstance(content, list):
        keys = [*range(len(content))]
    for key in keys:
        yield from places_in(content[key], (*path, key))


def replaced(content: dict[str, Any], path: Path_, nonsense: Any) -> dict[str, Any]:
    """The content of a file with something else in one place."""
    content = copy.deepcopy(content)
    around: Any = content
    for part in path[:-1]:
        around = around[part]
    if nonsense is LEFT_OUT:
        del around[path[-1]]
    elif nonsense is not TWICE:
        around[path[-1]] = nonsense
    elif isinstance(around, list):
        around.append(copy.deepcopy(around[int(path[-1])]))
    return content


def tried(index: int) -> list[Any]:
    """What is put in a place: everything in `make thorough`, otherwise one thing for each place."""
    return NONSENSE if THOROUGH else [NONSENSE[index % len(NONSENSE)]]


def found_and_shown(folder: Path) -> tuple[Finding, ...]:
    """What is found; where the register can be read, dues and members are shown as well."""
    session = read_checked(Workspace(folder), cache=False)
    year = session.register.year("2021")
    if year is not None and session.readable("members", "fees", "board"):
        board_view(session, year.end)
        for said in (session, session.in_language("en")):
            dues_view(said, year, None, explain=True)
            members_view(said, year.end, None)
        for member in session.register.members[:5]:
            member_view(session, member, year.end)
    return session.findings


def test_a_register_with_every_key_is_an_ordinary_one(make_workspace: MakeWorkspace) -> None:
    findings = findings_in(make_workspace(RICH))
    assert [item for item in findings if not item.is_reminder] == []
    assert {item.code for item in findings} == {"DUE403"}  # which are to be booked


@pytest.mark.parametrize("file", ["members.toml", "fees.toml", "board.toml"])
def test_it_uses_every_key(file: str) -> None:
    content = values_of(str(RICH[f"config/{file}"]))
    used = {part for path in places_in(content) for part in path if isinstance(part, str)}
    older = {"populations", "population", "count"}  # they have tests of their own
    assert keys_of(FILES[file]) - used - older == set()


@pytest.mark.slow
@pytest.mark.parametrize("file", ["config/members.toml", "config/fees.toml", "config/board.toml"])
def test_nonsense_in_any_place_is_found_with_its_line_in_both_languages(
    make_workspace: MakeWorkspace, file: str
) -> None:
    folder = make_workspace(RICH)
    content = values_of(str(RICH[file]))
    for index, path in enumerate(places_in(content)):
        for nonsense in tried(index):
            (folder / file).write_text(tomli_w.dumps(replaced(content, path, nonsense)))
            findings = found_and_shown(folder)
            about = (path, nonsense)
            assert [f for f in findings if f.file == file and f.line is None] == [], about
            assert [fault for f in findings for fault in faults_of_swedish(f)] == [], about
