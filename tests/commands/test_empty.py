"""What is empty is left out of what commands print, and a table without rows is told in words."""

from __future__ import annotations

import csv
import io
import json

from tests.checks.cases.usage import DECLARED_2019
from tests.conftest import MakeWorkspace, RunCommand
from tests.workspaces import BOARD

BOARD_FILE = "config/board.toml"
NOBODY = BOARD.replace('represents = "storstad"\n', "").replace('represents = "forbundet"\n', "")


def test_a_board_that_represents_nobody_has_no_column_for_it(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    titled = NOBODY.replace('role = "member"', 'role = "member"\ntitle = "Kassör"')
    root = make_workspace({BOARD_FILE: titled})
    shown = sambruk("--root", root, "--lang", "sv", "board").stdout.splitlines()
    assert [line.split() for line in shown if line.startswith(("Namn", "Anna", "Bo"))] == [
        ["Namn", "Uppdrag", "Från"],
        ["Anna", "Ek", "Ordförande", "2021-04-01"],
        ["Bo", "Al", "Kassör", "2021-04-01"],
    ]
    data = json.loads(sambruk("--root", root, "board", "-f", "json").stdout)
    assert [(m["role"], m["represents"]) for m in data["mandates"]] == [
        ("chair", None),
        ("member", None),
    ]
    table = csv.DictReader(io.StringIO(sambruk("--root", root, "board", "-f", "csv").stdout))
    assert "represents" in (table.fieldnames or ())


def test_the_title_of_a_deputy_stands_beside_the_role(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    titled = NOBODY.replace('role = "member"', 'role = "deputy"\ntitle = "Sekreterare"')
    root = make_workspace({BOARD_FILE: titled})
    assert "Suppleant, Sekreterare" in sambruk("--root", root, "--lang", "sv", "board").stdout


def test_no_projects_are_told_in_words(make_workspace: MakeWorkspace, sambruk: RunCommand) -> None:
    root = make_workspace()
    shown = sambruk("--root", root, "--lang", "sv", "projects", "2020").stdout
    assert shown == "Projekt och nätverk 2020\n------------------------\n\nInget.\n"
    data = json.loads(sambruk("--root", root, "projects", "2020", "-f", "json").stdout)
    assert data["projects"] == []


def test_dues_leave_out_a_kind_that_nothing_is_charged_of(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    """In 2020 nobody joins, and there is no levy: annual fees of 400 and 100 are all."""
    root = make_workspace()
    shown = sambruk("--root", root, "--lang", "sv", "dues", "2020").stdout.splitlines()
    heads = [line.split() for line in shown if line.startswith(("Medlem", "Nivå"))]
    assert heads == [["Medlem", "Nivå", "Årsavgift"], ["Nivå", "Antal", "Årsavgift"]]
    assert [line.split()[-1] for line in shown if line.startswith("Summa")] == ["500", "500"]
    data = json.loads(sambruk("--root", root, "dues", "2020", "-f", "json").stdout)
    assert data["totals"] == {"entry_contribution": "0", "annual_fee": "500", "special_levy": "0"}


def test_dues_of_a_year_that_nothing_is_charged_of(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    root = make_workspace(DECLARED_2019)  # both schedules begin in 2020
    for more in ((), ("--explain",), ("--member", "storstad")):
        result = sambruk("--root", root, "--lang", "sv", "dues", "2019", *more)
        assert result.returncode == 0
        assert result.stdout == "Avgifter 2019\n-------------\n\nInga avgifter debiteras.\n"
    assert json.loads(sambruk("--root", root, "dues", "2019", "-f", "json").stdout)["members"] == []


def test_wrong_usage_is_wrapped(sambruk: RunCommand) -> None:
    for language in ("sv", "en"):
        for arguments in (
            ("dues", "--today", "imorgon bitti"),
            ("members", "--on", "2007-13-45 eller så"),
            ("statements", "--unit", "miljoner kronor och ören"),
            ("report", "-f", "odt"),
        ):
            result = sambruk("--lang", language, *arguments)
            assert result.returncode == 2
            assert all(len(line) <= 80 for line in result.stderr.splitlines()), result.stderr
            assert arguments[-1].split()[-1] in result.stderr
