"""Roles as the association names them: printed by that name, in law what they are said to be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sambruk_cli.document.model import Signatures, Table
from sambruk_cli.report.blocks.board import (
    auditors,
    board_deputies,
    board_members,
    nominating_committee,
)
from sambruk_cli.report.blocks.signatures import signatures
from tests.conftest import Changes, MakeWorkspace, RunCommand, findings_in
from tests.report.years import report_year
from tests.workspaces import FILES, edited

BOARD = "config/board.toml"
ROLES = """
[[roles]]
id = "kassor"
label = "kassör"
label_en = "treasurer"
as = "member"

[[roles]]
id = "sammankallande"
label = "sammankallande i styrelsen"
as = "chair"

[[roles]]
id = "lekmannarevisor"
label = "lekmannarevisor"
label_en = "lay auditor"
as = "auditor"

[[roles]]
id = "valberedare"
label = "valberedare"
as = "nominating"

[[roles]]
id = "ersattare"
label = "ersättare"
as = "deputy"
"""


def mandate(person: str, name: str, role: str, more: str = "") -> str:
    return (
        f'\n[[people]]\nid = "{person}"\nname = "{name}"\n\n'
        f'[[mandates]]\nperson = "{person}"\nrole = "{role}"\nelected_at = "stamma-2021"\n{more}'
    )


def named(roles: str = ROLES, others: str = "", *replaced: tuple[str, str]) -> Changes:
    """The board with Bo Al as its treasurer, and Anna Ek as the one who convenes it."""
    text = edited(
        BOARD, ('role = "member"', 'role = "kassor"'), ('role = "chair"', 'role = "sammankallande"')
    )[BOARD]
    assert isinstance(text, str)
    for old, new in replaced:
        text = text.replace(old, new)
    return {BOARD: text + roles + others}


OTHERS = (
    mandate("rut-ek", "Rut Ek", "lekmannarevisor")
    + mandate("eva-po", "Eva Po", "ersattare")
    + mandate("du-re", "Du Re", "valberedare", "convener = true\n")
)


def cells(blocks: list[object]) -> list[tuple[object, ...]]:
    (table,) = blocks
    assert isinstance(table, Table)
    return [row.cells for row in table.rows]


def test_roles_of_ones_own_are_without_fault_and_sign_as_what_they_are(
    make_workspace: MakeWorkspace,
) -> None:
    assert findings_in(make_workspace(named(ROLES, OTHERS))) == ()


def test_one_whose_role_is_that_of_a_member_of_the_board_must_sign(
    make_workspace: MakeWorkspace,
) -> None:
    unsigned = edited(
        "config/association.toml", ('\n[[reports.signatories]]\nperson = "bo-al"\n', "")
    )
    (item,) = findings_in(make_workspace(named() | unsigned))
    assert (item.code, "Bo Al" in item.message) == ("REG111", True)


def test_one_whose_role_is_an_auditors_manages_nothing(make_workspace: MakeWorkspace) -> None:
    both = mandate("rut-ek", "Rut Ek", "lekmannarevisor") + (
        '\n[[mandates]]\nperson = "rut-ek"\nrole = "ersattare"\nelected_at = "stamma-2021"\n'
    )
    (item,) = findings_in(make_workspace(named(ROLES, both)))
    assert (item.code, item.file, item.line) == ("REG113", BOARD, 60)


@pytest.mark.parametrize(
    ("one", "two", "codes"),
    [
        ("sammankallande", "sammankallande", ["REG111", "REG114"]),
        ("sammankallande", "chair", ["REG111", "REG114"]),
        ("sammankallande", "ordforande", ["REG111"]),  # each has a name of its own
    ],
)
def test_two_chairs_are_found_by_what_their_roles_are(
    make_workspace: MakeWorkspace, one: str, two: str, codes: list[str]
) -> None:
    chair = '\n[[roles]]\nid = "ordforande"\nlabel = "ordförande"\nas = "chair"\n'
    folder = make_workspace(named(ROLES + chair, mandate("rut-ek", "Rut Ek", two)))
    assert sorted({item.code for item in findings_in(folder)}) == codes  # nor has she signed


def test_the_report_prints_roles_as_they_are_named(make_workspace: MakeWorkspace) -> None:
    year = report_year(make_workspace(named(ROLES, OTHERS)), "2021")
    assert cells([*board_members(year)]) == [
        ("Anna Ek", "Storstads kommun, sammankallande i styrelsen"),
        ("Bo Al", "Förbundet, kassör"),
    ]
    assert cells([*board_deputies(year)]) == [("Eva Po", "Ersättare")]
    assert cells([*auditors(year)]) == [("Lekmannarevisor", "Rut Ek")]
    assert cells([*nominating_committee(year)]) == [("Du Re", "Valberedare, sammankallande")]
    (block,) = signatures(year)
    assert isinstance(block, Signatures)
    assert [(p.name, p.title) for p in block.people] == [
        ("Anna Ek", "Sammankallande i styrelsen"),
        ("Bo Al", "Kassör"),
    ]


def test_a_board_that_represents_nobody_has_its_roles(make_workspace: MakeWorkspace) -> None:
    nobody = (('represents = "storstad"\n', ""), ('represents = "forbundet"\n', ""))
    year = report_year(make_workspace(named(ROLES, "", *nobody)), "2021")
    assert cells([*board_members(year)]) == [
        ("Anna Ek", "Sammankallande i styrelsen"),
        ("Bo Al", "Kassör"),
    ]


def test_a_title_stands_in_the_place_of_the_role(make_workspace: MakeWorkspace) -> None:
    titled = ('role = "kassor"\n', 'role = "kassor"\ntitle = "Skattmästare"\n')
    year = report_year(make_workspace(named(ROLES, "", titled)), "2021")
    assert cells([*board_members(year)])[1] == ("Bo Al", "Förbundet, Skattmästare")


def board(sambruk: RunCommand, folder: Path, *arguments: str) -> str:
    result = sambruk("--root", folder, *arguments, cwd=folder)
    assert result.returncode == 0
    return result.stdout


def test_the_board_is_shown_by_the_names_of_its_roles(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace(named())
    text = board(sambruk, folder, "board", "--on", "2021-12-31")
    assert "Kassör" in text
    assert "Sammankallande i styrelsen" in text
    english = board(sambruk, folder, "--lang", "en", "board", "--on", "2021-12-31")
    assert "Treasurer" in english
    mandates = json.loads(board(sambruk, folder, "board", "--on", "2021-12-31", "-f", "json"))
    assert [(m["role"], m["as"]) for m in mandates["mandates"]] == [
        ("sammankallande", "chair"),
        ("kassor", "member"),
    ]


def test_without_roles_of_ones_own_the_records_are_as_before(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace()
    mandates = json.loads(board(sambruk, folder, "board", "--on", "2021-12-31", "-f", "json"))
    assert [*mandates["mandates"][0]] == [
        "person",
        "name",
        "role",
        "represents",
        "firm",
        "from",
        "until",
    ]


def test_a_role_of_the_laws_may_be_called_something_else_but_be_nothing_else(
    make_workspace: MakeWorkspace,
) -> None:
    chair = '\n[[roles]]\nid = "chair"\nlabel = "ålderman"\nas = "{as_}"\n'
    renamed: Changes = {BOARD: FILES[BOARD] + chair.format(as_="chair")}
    year = report_year(make_workspace(renamed), "2021")
    assert cells([*board_members(year)])[0] == ("Anna Ek", "Storstads kommun, ålderman")
    wrong: Changes = {BOARD: FILES[BOARD] + chair.format(as_="auditor")}
    (item,) = [f for f in findings_in(make_workspace(wrong)) if f.file == BOARD]
    assert (item.code, item.line) == ("REG102", 27)
    assert 'the role "chair" can be nothing else' in item.message
