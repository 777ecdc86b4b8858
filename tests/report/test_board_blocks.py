"""Tables of people, fees and commitments: titles where they are, and nothing empty."""

from __future__ import annotations

from sambruk_cli.document.model import Signatures, Table
from sambruk_cli.document.signing import place_and_day
from sambruk_cli.report.blocks.board import auditors, board_deputies, board_members
from sambruk_cli.report.blocks.members import fees
from sambruk_cli.report.blocks.pledges import pledges
from sambruk_cli.report.blocks.signatures import signatures
from tests.conftest import Changes, MakeWorkspace, findings_in
from tests.report.years import report_year
from tests.workspaces import FILES, edited

BOARD = "config/board.toml"
NOBODY_REPRESENTED: Changes = {
    BOARD: FILES[BOARD]
    .replace('represents = "storstad"\n', "")
    .replace('represents = "forbundet"\n', "")
}
# Two more who hold a mandate: a deputy and an auditor without a firm.
OTHERS = "".join(
    f'\n[[people]]\nid = "{person}"\nname = "{name}"\n\n'
    f'[[mandates]]\nperson = "{person}"\nrole = "{role}"\nelected_at = "stamma-2021"\n'
    for person, name, role in (("eva-po", "Eva Po", "deputy"), ("rut-ek", "Rut Ek", "auditor"))
)


def shown(blocks: list[object]) -> list[tuple[object, ...]]:
    (table,) = blocks
    assert isinstance(table, Table)
    return [tuple(column.title for column in table.columns), *(row.cells for row in table.rows)]


def test_a_board_that_represents_nobody_has_roles_and_titles(make_workspace: MakeWorkspace) -> None:
    text = str(NOBODY_REPRESENTED[BOARD])
    titled = text.replace('role = "chair"\n', 'role = "chair"\ntitle = "Klubbordförande"\n')
    plain = report_year(make_workspace(NOBODY_REPRESENTED), "2021")
    assert shown([*board_members(plain)]) == [
        ("Namn", "Uppdrag"),
        ("Anna Ek", "Ordförande"),
        ("Bo Al", "Ledamot"),
    ]
    year = report_year(make_workspace({BOARD: titled}), "2021")
    assert shown([*board_members(year)])[1] == ("Anna Ek", "Klubbordförande")
    (block,) = signatures(year)
    assert isinstance(block, Signatures)
    assert [(p.name, p.title) for p in block.people] == [
        ("Anna Ek", "Klubbordförande"),
        ("Bo Al", ""),
    ]


def test_titles_stand_after_whom_a_member_represents(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace(
        edited(BOARD, ('role = "member"\n', 'role = "member"\ntitle = "Kassör"\n'))
    )
    assert shown([*board_members(report_year(folder, "2021"))]) == [
        ("Namn", "Företräder"),
        ("Anna Ek", "Storstads kommun, ordförande"),
        ("Bo Al", "Förbundet, Kassör"),
    ]


def test_no_column_is_empty(make_workspace: MakeWorkspace) -> None:
    fees_toml = FILES["config/fees.toml"]
    start, end = (
        fees_toml.index('[[schedules]]\nid = "insats"'),
        fees_toml.index('[[schedules]]\nid = "arsavgift"'),
    )
    year = report_year(
        make_workspace(
            {BOARD: FILES[BOARD] + OTHERS, "config/fees.toml": fees_toml[:start] + fees_toml[end:]}
        ),
        "2021",
    )
    assert shown([*board_deputies(year)]) == [("Namn",), ("Eva Po",)]
    assert shown([*auditors(year)]) == [("Uppdrag", "Namn"), ("Revisor", "Rut Ek")]
    assert shown([*fees(year)])[0] == ("Nivå", "Årsavgift, kr")


def test_conditional_grants_and_the_place_of_signing(make_workspace: MakeWorkspace) -> None:
    place = ("signed_on = 2022-03-01\n", 'signed_on = 2022-03-01\nsigned_at = "Exempelstad"\n')
    folder = make_workspace(edited("config/association.toml", place))
    assert findings_in(folder) == ()
    year = report_year(folder, "2021")
    labels = [row[0] for row in shown([*pledges(year)])[1:]]
    assert labels == ["Ställda panter", "Ansvarsförbindelser"]
    (block,) = signatures(year)
    assert isinstance(block, Signatures)
    assert place_and_day(block, "sv").replace("\xa0", " ") == "Exempelstad 1 mars 2022"
