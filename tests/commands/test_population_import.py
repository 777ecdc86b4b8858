"""Figures of Statistics Sweden become dated values, and it is said who changes tier by them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from sambruk_cli.exchange.members.figures import figures_of
from sambruk_cli.exchange.tables.read import read_table
from sambruk_cli.findings import Stop
from tests.conftest import MakeWorkspace, RunCommand
from tests.workspaces import MEMBERS

FILE = "config/members.toml"
# As the statistics database exports it.
EXPORTED = """\
"region","Folkmängd 2021"
"00 Riket",10452326
"01 Stockholms län",2415139
"0114 Lillby",10010
"0115 Storstad",50000
"0117 Annan",47
"""
VALUE = """
[[members.attributes]]
name = "population"
date = 2021-12-31
value = {}
source = "SCB, scb.csv"
"""


def run(sambruk: RunCommand, folder: Path, *arguments: str | Path) -> Any:
    return sambruk("--root", folder, "--lang", "en", "members", "import-population", *arguments)


def read(tmp_path: Path, text: str, **said: Any) -> list[tuple[str, str, int, date]]:
    file = tmp_path / "scb.csv"
    file.write_text(text)
    found = figures_of(read_table(file), **said)
    return [(each.code, each.name, int(each.number), each.day) for each in found]


def test_who_changes_tier_and_pays_another_fee_is_said(
    make_workspace: MakeWorkspace, sambruk: RunCommand, tmp_path: Path
) -> None:
    """By hand: Lillby goes from 9 999 to 10 010 inhabitants, and so from 200 to 400 kr."""
    folder = make_workspace()
    file = tmp_path / "scb.csv"
    file.write_text(EXPORTED)
    said = (file, "--today", "2022-06-01", "--write")
    found = json.loads(run(sambruk, folder, *said, "-f", "json").stdout)
    assert found["tiers"] == [
        {
            "member": "lillby",
            "population": 10010,
            "before": "small",
            "after": "large",
            "charges": [
                {"kind": "annual_fee", "date": "2023-02-01", "before": "200", "after": "400"}
            ],
        }
    ]
    assert (found["not_members"], found["missing"]) == (1, [])
    text = (folder / FILE).read_text()
    assert text == MEMBERS.replace(
        'tier_source = "exempel"\n', 'tier_source = "exempel"\n' + VALUE.format(50000)
    ).replace(
        'value = 9999\nsource = "exempel"\n',
        'value = 9999\nsource = "exempel"\n' + VALUE.format(10010),
    )
    assert run(sambruk, folder, *said).stdout.endswith("Nothing changes.\n")


def test_another_figure_of_the_same_day_needs_replace(
    make_workspace: MakeWorkspace, sambruk: RunCommand, tmp_path: Path
) -> None:
    folder = make_workspace()
    file = tmp_path / "scb.csv"
    file.write_text("Kommun;Invånare\nLillby;9998\n")
    said = (file, "--date", "2020-12-31", "--source", "exempel", "--write")
    found = run(sambruk, folder, *said)
    assert (found.returncode, "REG123" in found.stderr) == (1, True)
    assert (folder / FILE).read_text() == MEMBERS
    assert run(sambruk, folder, *said, "--replace").returncode == 0
    assert (folder / FILE).read_text() == MEMBERS.replace("9999", "9998")


def test_the_code_is_the_members_number(
    make_workspace: MakeWorkspace, sambruk: RunCommand, tmp_path: Path
) -> None:
    numbered = MEMBERS.replace('name = "Lillby kommun"', 'name = "Byn"\nnumber = "0114"')
    folder = make_workspace({FILE: numbered})
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (
        ["Folkmängd i riket, län och kommuner 31 december 2021"],
        [],
        ["Kommun", None, "Folkmängd", "Ökning"],
        [1, "Stockholms län", 2415139, 12],
        [114, "Upplands Lillby", 10010, 11],
        ["Källa: SCB"],
    ):
        sheet.append(row)
    book.save(tmp_path / "scb.xlsx")
    found = json.loads(run(sambruk, folder, tmp_path / "scb.xlsx", "-f", "json").stdout)
    assert [each["id"] for each in found["members"]] == ["lillby"]
    assert found["missing"] == ["storstad"]
    assert "+date = 2021-12-31\n+value = 10010\n" in found["files"][0]["diff"]


def test_the_usual_shapes_are_read(tmp_path: Path) -> None:
    wanted = [("0114", "Lillby", 10010, date(2024, 12, 31))]
    assert read(tmp_path, "Kod;Kommun;2024\n0114;Lillby;10 010\n") == wanted
    assert read(tmp_path, "Kod,Kommun,Folkmängd,Datum\n0114,Lillby,10010,2024-12-31\n") == wanted
    assert read(tmp_path, "Titel 31 december 2024\nKod;Namn;Antal\n0114;Lillby;10010\n") == wanted
    two = "Kod;Kommun;2023;2024\n0114;Lillby;9000;10010\n"
    assert read(tmp_path, two, column="2024") == wanted
    assert read(tmp_path, "Kommun;Invånare\nLillby;5\n", day=date(2020, 1, 1)) == [
        ("", "Lillby", 5, date(2020, 1, 1))
    ]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("Färg;Antal\n12;5\n", "TAB701", None),
        ("Kod;Kommun;2023;2024\n0114;Lillby;9000;10010\n", "TAB702", 1),
        ("Kod;Kommun;Antal\n0114;Lillby;10010\n", "TAB702", 2),
        ("Kod;Kommun;2024\n0114;Lillby;..\n0115;Storstad;5\n", "TAB703", 2),
        ("Kod;Kommun;2024 kvartal 2\n0114;Lillby;5\n", "TAB702", 2),
        ("Kod;Kommun;2024\n0114;Lillby;x\n", "TAB702", 1),
    ],
)
def test_what_cannot_be_told_is_said(
    tmp_path: Path, text: str, code: str, line: int | None
) -> None:
    with pytest.raises(Stop) as stopped:
        read(tmp_path, text)
    assert (stopped.value.findings[0].code, stopped.value.findings[0].line) == (code, line)


def test_a_municipality_that_stands_twice_is_refused(
    make_workspace: MakeWorkspace, sambruk: RunCommand, tmp_path: Path
) -> None:
    folder = make_workspace()
    file = tmp_path / "scb.csv"
    file.write_text("region;kön;2021\n0114 Lillby;män;5000\n0114 Lillby;kvinnor;5010\n")
    found = run(sambruk, folder, file, "--write")
    assert (found.returncode, "TAB703" in found.stderr) == (1, True)
    assert (folder / FILE).read_text() == MEMBERS
