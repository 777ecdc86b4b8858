"""sambruk members forget: what it takes out, when it refuses, and what it says is left."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Changes, MakeWorkspace, RunCommand
from tests.files.repositories import committed, git
from tests.people import WORKSPACE

MEMBERS = "config/members.toml"
CHAPTER = "config/report/2021/01-verksamheten.md"
OLD = 'id = "m-103"\nname = "Wolfgang Ömalm"\nkind = "person"\nprivate = true\n'
NEW = """\
id = "m-103"
name = "Wolfgang Ömalm"  # kallas Wolfgang av alla
kind = "person"
number = "103"
organisation_number = "811228-9874"
address = [
  "Ömalmsgränd 12",
  "999 02 Fårösund",
]
email = "wolfgang@omalm.example"
reference = "Fakturor till Beatesson"
private = true
"""
BORN = """
[[members.attributes]]
name = "born"
date = 2020-06-01
value = 1950
source = "Wolfgang Ömalms pass"

[[members.attributes]]
name = "population"
date = 2020-06-01
value = 1
source = "påhittat"
"""
# Charged by the year of birth: 2020 - 1950 = 70 kronor to m-103.
LEVY = """
[[schedules]]
id = "alder"
kind = "special_levy"
kinds = ["person"]
valid_from = 2020-12-01
valid_to = 2020-12-31
charged_on = "12-01"
account = "3190"
decision = "Stämman 2020"
rate = { of = ["born"], per_unit = 1 }
"""
# Left on 2020-12-31, in a fiscal year that ends that day: kept through 2027 (BFL 7:2).
LAST_DAY, DAY_AFTER = "2027-12-31", "2028-01-01"


def people(*changes: tuple[str, str, str]) -> Changes:
    """The workspace of people, m-103 with all that can be said of one, and with other changes."""
    files = {**WORKSPACE}
    text = str(files[MEMBERS])
    entry, end = text.index(OLD), text.index("\n[[members]]", text.index(OLD))
    found = text[entry:end].replace(OLD, NEW)
    files[MEMBERS] = text[:entry] + found + BORN + text[end:]
    for file, old, new in changes:
        before = str(files[file])
        assert before.count(old) == 1, old
        files[file] = before.replace(old, new)
    return files


def asked(
    sambruk: RunCommand, folder: Path, member: str, *more: str, today: str = DAY_AFTER
) -> tuple[int, dict[str, Any]]:
    run = sambruk("members", "forget", member, "--today", today, "-f", "json", *more, cwd=folder)
    assert run.stdout, run.stderr
    return run.returncode, json.loads(run.stdout)


def dues_of(sambruk: RunCommand, folder: Path) -> list[Any]:
    runs = [sambruk("dues", year, "-f", "json", cwd=folder).stdout for year in ("2020", "2021")]
    return [(found["members"], found["totals"]) for found in map(json.loads, runs)]


def entry_of(folder: Path, member: str) -> dict[str, Any]:
    members = tomllib.loads((folder / MEMBERS).read_text())["members"]
    found: dict[str, Any]
    (found,) = (each for each in members if each["id"] == member)
    return found


def test_what_identifies_a_member_is_taken_out_and_all_else_kept(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace(people())
    dues = dues_of(sambruk, folder)
    before = (folder / MEMBERS).read_text()
    code, shown = asked(sambruk, folder, "m-103")
    assert (code, shown["written"], (folder / MEMBERS).read_text()) == (0, False, before)
    code, written = asked(sambruk, folder, "m-103", "--write")
    assert (code, written["written"], written["findings"]) == (0, True, [])
    assert written["notes"] == []
    assert entry_of(folder, "m-103") == {
        "id": "m-103",
        "name": "m-103",
        "kind": "person",
        "number": "103",
        "private": True,
        "joined": tomllib.loads("x = 2020-06-01")["x"],
        "left": tomllib.loads("x = 2020-12-31")["x"],
        "tier": "adult",
        "attributes": [
            {
                "name": "population",
                "date": tomllib.loads("x = 2020-06-01")["x"],
                "value": 1,
                "source": "påhittat",
            }
        ],
    }
    after = (folder / MEMBERS).read_text()
    untouched = [line for line in before.split("\n") if line.startswith("#") or "m-101" in line]
    assert all(line in after.split("\n") for line in untouched)
    assert "# Qvintus ringer helst på kvällen" in after
    assert dues_of(sambruk, folder) == dues
    assert asked(sambruk, folder, "m-103")[1]["members"] == []


def line_of(folder: Path, file: str, text: str) -> dict[str, Any]:
    lines = (folder / file).read_text().split("\n")
    (found,) = (number for number, line in enumerate(lines, 1) if text in line)
    return {"file": file, "line": found}


def test_it_says_where_the_member_is_still_named(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    chapter = (CHAPTER, "# Verksamheten\n", "# Verksamheten\n\nÖmalm, Wolfgang tackades.\n")
    other = (MEMBERS, "# Qvintus ringer", "# Wolfgang Ömalm och Qvintus ringer")
    folder = make_workspace(people(chapter, other))
    text = sambruk("members", "forget", "m-103", "--today", DAY_AFTER, cwd=folder).stdout
    assert f"{CHAPTER}:3" in text
    _, shown = asked(sambruk, folder, "m-103", "--write")
    assert shown["places"] == [
        line_of(folder, "config/grants.toml", "Till minne av"),
        line_of(folder, MEMBERS, "# Wolfgang Ömalm och Qvintus"),
        line_of(folder, MEMBERS, "# kallas Wolfgang av alla"),
        line_of(folder, CHAPTER, "tackades"),
        line_of(folder, "ledger/2020.beancount", '"Wolfgang" "Ömalms insats'),
        line_of(folder, "ledger/2021.beancount", "Blommor till"),
    ]


@pytest.mark.parametrize(
    ("member", "today", "changes", "codes"),
    [
        ("m-103", LAST_DAY, (), ["has to be kept through 2027-12-31"]),
        ("m-103", "2020-12-31", (), ["has not left", "has to be kept through 2027-12-31"]),
        (
            "m-101",
            DAY_AFTER,
            (),
            ["has not left", "70.00 kr unpaid (2021-4)", "pays for the group"],
        ),
        (
            "m-104",
            "2040-01-01",
            ((MEMBERS, 'id = "m-104"\n', 'id = "m-104"\nleft = 2021-04-01\n'),),
            ["100.00 kr unpaid (2021-5)"],
        ),
        # The last voucher that names m-103 is later than the day of leaving.
        (
            "m-103",
            "2028-06-01",
            (
                ("ledger/2021.beancount", 'invoice: "2021-5"', 'invoice: "2021-5"\n    payer: "x"'),
                (
                    "ledger/2021.beancount",
                    "  Expenses:4010-Kostnader           25.00 SEK",
                    '  Expenses:4010-Kostnader           25.00 SEK\n    member: "m-103"',
                ),
            ),
            ["has to be kept through 2028-12-31"],
        ),
    ],
)
def test_it_refuses(
    member: str,
    today: str,
    changes: tuple[tuple[str, str, str], ...],
    codes: list[str],
    make_workspace: MakeWorkspace,
    sambruk: RunCommand,
) -> None:
    folder = make_workspace(people(*changes))
    before = (folder / MEMBERS).read_bytes()
    code, shown = asked(sambruk, folder, member, "--write", today=today)
    assert (code, shown["written"], shown["files"]) == (1, False, [])
    assert [item["code"] for item in shown["findings"]] == ["USE911"] * len(codes)
    for item, said in zip(shown["findings"], codes, strict=True):
        assert said in item["message"]
    assert (folder / MEMBERS).read_bytes() == before


def test_years_that_fees_follow_from_stay(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    files = people()
    folder = make_workspace({**files, "config/fees.toml": str(files["config/fees.toml"]) + LEVY})
    code, shown = asked(sambruk, folder, "m-103", "--write")
    assert code == 0
    assert "m-103 keeps the years" in next(item["message"] for item in shown["notes"])
    entry = entry_of(folder, "m-103")
    assert [each["value"] for each in entry["attributes"]] == [1950, 1]
    assert entry["attributes"][0]["source"] == "m-103 pass"
    assert (entry["name"], "address" in entry) == ("m-103", False)


def test_commits_that_name_the_member_are_counted_and_nothing_of_git_is_run(
    make_workspace: MakeWorkspace, sambruk: RunCommand, tmp_path: Path
) -> None:
    folder = make_workspace(people())
    (folder / MEMBERS).rename(tmp_path / "members.toml")
    committed(folder)
    (tmp_path / "members.toml").rename(folder / MEMBERS)
    first = committed(folder)
    (folder / "README").write_text("x\n")
    second = committed(folder)
    trap, sprung = tmp_path / "trap", tmp_path / "sprung"
    trap.write_text(f"#!/bin/sh\ntouch {sprung}\n")
    trap.chmod(0o755)
    for key in ("core.fsmonitor", "core.pager", "diff.external", "core.hooksPath"):
        git(folder, "config", key, str(trap))
    _, shown = asked(sambruk, folder, "m-103", "--write")
    assert (shown["commits"], shown["all_commits"]) == ([second, first], True)
    assert not sprung.exists()


def test_what_was_kept_of_answers_is_gone(
    make_workspace: MakeWorkspace, sambruk: RunCommand, cache_folder: Path
) -> None:
    folder = make_workspace(people())
    sambruk("members", "show", "m-103", cwd=folder)

    def kept() -> list[Path]:
        files = [path for path in cache_folder.rglob("*") if path.is_file()]
        return [path for path in files if b"Wolfgang" in path.read_bytes()]

    assert kept()
    asked(sambruk, folder, "m-103", "--write")
    assert not kept()
