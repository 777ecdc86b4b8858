"""Members are added and changed by command: shown, checked, and written whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import MakeWorkspace, RunCommand, findings_in
from tests.workspaces import MEMBERS

FILE = "config/members.toml"


def register_of(folder: Path) -> str:
    return (folder / FILE).read_text()


def test_a_member_is_shown_and_then_added(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace()
    said = ("members", "add", "--name", "Nyby kommun", "--kind", "municipality", "--joined")
    rest = ("2022-01-01", "--attribute", "population=12 300@2021-12-31:SCB", "--number", "17")
    shown = sambruk("--root", folder, "--lang", "en", *said, *rest)
    assert shown.returncode == 0
    assert '+id = "17"\n+name = "Nyby kommun"\n' in shown.stdout
    assert shown.stdout.endswith("Nothing is written: add --write.\n")
    assert register_of(folder) == MEMBERS
    written = sambruk("--root", folder, "--lang", "en", *said, *rest, "--write")
    assert written.stdout.endswith("The files are written.\n")
    assert register_of(folder) == (
        MEMBERS + '\n[[members]]\nid = "17"\nname = "Nyby kommun"\nkind = "municipality"\n'
        'number = "17"\njoined = 2022-01-01\n\n[[members.attributes]]\nname = "population"\n'
        'date = 2021-12-31\nvalue = 12300\nsource = "SCB"\n'
    )
    assert findings_in(folder) == ()


def test_who_leaves_and_comes_back_keeps_the_id(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace()
    sambruk(
        "--root",
        folder,
        "--lang",
        "en",
        "members",
        "leave",
        "lillby",
        "--on",
        "2022-12-31",
        "--write",
    )
    assert register_of(folder) == MEMBERS.replace(
        "joined = 2021-05-10\n", "joined = 2021-05-10\nleft = 2022-12-31\n"
    )
    sambruk(
        "--root",
        folder,
        "--lang",
        "en",
        "members",
        "return",
        "lillby",
        "--on",
        "2024-01-01",
        "--write",
    )
    assert register_of(folder) == MEMBERS.replace(
        "joined = 2021-05-10\n",
        "periods = [\n  { joined = 2021-05-10, left = 2022-12-31 },\n"
        "  { joined = 2024-01-01 },\n]\n",
    )
    sambruk(
        "--root",
        folder,
        "--lang",
        "en",
        "members",
        "leave",
        "lillby",
        "--on",
        "2025-06-30",
        "--write",
    )
    assert "  { joined = 2024-01-01, left = 2025-06-30 },\n" in register_of(folder)
    assert findings_in(folder) == ()


def test_a_value_is_added_beside_the_earlier_one_and_replaced_only_when_asked(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace()
    change = (
        "--root",
        folder,
        "--lang",
        "en",
        "members",
        "change",
        "lillby",
        "--write",
        "--attribute",
    )
    sambruk(*change, "population=10400@2021-12-31:SCB")
    added = '\n[[members.attributes]]\nname = "population"\ndate = 2021-12-31\nvalue = 10400\n'
    assert f'value = 9999\nsource = "exempel"\n{added}source = "SCB"\n' in register_of(folder)
    same = sambruk(*change, "population=10400@2021-12-31:SCB")
    assert same.stdout == "Nothing changes.\n"
    twice = sambruk(*change, "population=10500@2021-12-31:SCB")
    assert (twice.returncode, "REG123" in twice.stderr) == (1, True)
    sambruk(*change, "population=10500@2021-12-31:SCB", "--replace")
    assert "value = 10400" not in register_of(folder)
    assert "value = 9999" in register_of(folder)
    assert "value = 10500" in register_of(folder)


def test_a_stated_tier_gets_a_day_and_the_earlier_one_stays(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace()
    change = (
        "--root",
        folder,
        "--lang",
        "en",
        "members",
        "change",
        "storstad",
        "--write",
        "--tier",
    )
    sambruk(*change, "small@2022-01-01:SCB 2021")
    assert 'tier = "large", source = "exempel"' in register_of(folder) or (
        '[[members.tiers]]\ntier = "large"\nsource = "exempel"\n' in register_of(folder)
    )
    assert "from = 2022-01-01" in register_of(folder)
    assert findings_in(folder) == ()
    folder_text = register_of(folder)
    assert sambruk(*change, "small@2022-06-01:SCB 2021").stdout == "Nothing changes.\n"
    assert register_of(folder) == folder_text


@pytest.mark.parametrize(
    ("arguments", "code", "exit_code", "says"),
    [
        (("leave", "lilby", "--on", "2022-01-01"), "USE902", 2, "lilby"),
        (("leave", "lillby", "--on", "2021-05-09"), "USE909", 1, "before joining"),
        (("return", "lillby", "--on", "2022-01-01"), "USE909", 1, "has not left"),
        (("add", "banken", "--name", "B", "--kind", "organisation"), "USE909", 1, "Banken"),
        (("add", "--name", "B", "--kind", "person"), "REG104", 1, "person"),
        (("add", "--name", "B", "--kind", "municipality"), "REG109", 1, "tier"),
        (("add", "--name", "B", "--kind", "organisation", "--email", "b"), "REG102", 1, "email"),
        (("add", "B", "--name", "B", "--kind", "organisation"), "REG102", 1, "id"),
        (("change", "lillby", "--tier", "liten"), "REG104", 1, "liten"),
        (("change", "lillby", "--attribute", "size=1:x"), "REG104", 1, "size"),
        (("change", "lillby", "--attribute", "population=1"), "USE909", 1, "source"),
        (("change", "lillby", "--attribute", "population=1@2999-01-01:x"), "REG123", 1, "2999"),
        (("change", "lillby", "--organisation-number", "1"), "REG108", 1, "ten digits"),
        (("change", "lillby", "--left", "2020-01-01"), "REG107", 1, "before joining"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_written(
    make_workspace: MakeWorkspace,
    sambruk: RunCommand,
    arguments: tuple[str, ...],
    code: str,
    exit_code: int,
    says: str,
) -> None:
    folder = make_workspace()
    found = sambruk(
        "--root", folder, "--lang", "en", "members", *arguments, "--write", "-f", "json"
    )
    assert found.returncode == exit_code
    first = json.loads(found.stdout)["findings"][0]
    assert first["code"] == code
    assert says in first["message"]
    assert register_of(folder) == MEMBERS


@pytest.mark.parametrize(
    "arguments",
    [
        ("change", "lillby"),
        ("change", "lillby", "--attribute", "population"),
        ("change", "lillby", "--attribute", "population=många:x"),
        ("change", "lillby", "--tier", "small@2022-02-30"),
        ("add", "--name", "B"),
        ("leave", "lillby", "--on", "igår"),
    ],
)
def test_what_is_not_written_as_it_must_be_is_wrong_usage(
    make_workspace: MakeWorkspace, sambruk: RunCommand, arguments: tuple[str, ...]
) -> None:
    folder = make_workspace()
    found = sambruk("--root", folder, "--lang", "sv", "members", *arguments, "--write")
    assert found.returncode == 2
    assert register_of(folder) == MEMBERS


def test_a_number_is_one_members_own_and_a_private_name_in_no_id(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace()
    add = (
        "--root",
        folder,
        "--lang",
        "en",
        "members",
        "add",
        "--kind",
        "organisation",
        "--write",
        "--name",
    )
    sambruk(*add, "Anna Ek", "--private")
    sambruk(*add, "Bo Al", "--private")
    sambruk(*add, "Örnens Vänner", "--number", "5")
    assert [line for line in register_of(folder).split("\n") if line.startswith("id =")][3:] == [
        'id = "m-1"',
        'id = "m-2"',
        'id = "5"',
    ]
    found = sambruk(*add, "Annan", "--number", "5")
    assert (found.returncode, "is that of Örnens" in found.stderr) == (1, True)
    sambruk(*add, "Örnens Vänner")
    sambruk(*add, "Örnens Vänner")
    assert 'id = "ornens-vanner"' in register_of(folder)
    assert 'id = "ornens-vanner-2"' in register_of(folder)


def test_an_empty_text_takes_a_key_away(make_workspace: MakeWorkspace, sambruk: RunCommand) -> None:
    folder = make_workspace()
    change = ("--root", folder, "--lang", "en", "members", "change", "lillby", "--write")
    sambruk(*change, "--email", "a@b.se", "--address", "Gatan 1", "--address", "123 45 Lillby")
    assert 'address = ["Gatan 1", "123 45 Lillby"]\nemail = "a@b.se"\n' in register_of(folder)
    sambruk(*change, "--email", "", "--address", "")
    assert register_of(folder) == MEMBERS


def test_the_register_is_changed_though_the_books_cannot_be_read(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace({"ledger/main.beancount": None})
    found = sambruk("--root", folder, "members", "leave", "lillby", "--on", "2022-12-31", "--write")
    assert found.returncode == 0
    assert "left = 2022-12-31\n" in register_of(folder)
