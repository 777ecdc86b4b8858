"""Commands that would change what a sealed year rests on are refused before they write."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

from sambruk_cli.edits.plan import Change, Plan, appended, made, rewritten
from sambruk_cli.opening.guard import touched_seals
from sambruk_cli.opening.reading import read_to_edit
from sambruk_cli.workspace import Workspace
from tests.closing.seals import SEAL, TEXT, said_of, seal_year
from tests.conftest import PROJECT, MakeWorkspace, RunCommand
from tests.sessions import TERMS, read_checked
from tests.workspaces import FILES

JOURNAL, NEXT, MAIN = "ledger/2020.beancount", "ledger/2021.beancount", "ledger/main.beancount"
MEMBERS, FEES = "config/members.toml", "config/fees.toml"
ROWS = "  Assets:1930-Bank 1.00 SEK\n  Income:3190-Övrigt -1.00 SEK\n"
BOOKED = ["2020 is sealed, and the change is of what is booked in it"]
RESTS = "2020 is sealed, and the change is of what it rests on: "


@pytest.fixture
def sealed(make_workspace: MakeWorkspace) -> Path:
    """The faultless workspace with 2020 sealed, and a document of it."""
    journal = FILES[JOURNAL].replace('  ver: "', '  document: "kvitto.txt"\n  ver: "', 1)
    folder = make_workspace({JOURNAL: journal, "kvitto.txt": "ett"})
    seal_year(folder)
    return folder


def refused(folder: Path, *changes: Change) -> list[str]:
    """What stands in the way of a change, of a command that reads the books."""
    session = read_checked(Workspace(folder), cache=False)
    return [item.message for item in touched_seals(session, Plan.of(changes))]


def of_register(folder: Path, *changes: Change) -> list[str]:
    """The same of a command that reads the register alone."""
    session = read_to_edit(Workspace(folder), TERMS)
    return [item.message for item in touched_seals(session, Plan.of(changes))]


def edit(folder: Path, name: str, *pairs: tuple[str, str]) -> Change:
    before = (folder / name).read_bytes()
    text = before.decode()
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    return rewritten(name, before, text)


def more(folder: Path, name: str, text: str) -> Change:
    return appended(name, (folder / name).read_bytes(), text)


def test_what_is_booked_in_a_sealed_year_is_not_changed(sealed: Path) -> None:
    assert refused(sealed, more(sealed, JOURNAL, f'2020-12-31 * "x"\n{ROWS}')) == BOOKED
    assert refused(sealed, more(sealed, NEXT, f'2020-12-31 ! "x"\n{ROWS}')) == BOOKED
    assert refused(sealed, edit(sealed, JOURNAL, ("200.00", "201.00"))) == BOOKED
    assert refused(sealed, edit(sealed, JOURNAL, ('ver: "A2"', 'ver: "A9"'))) == BOOKED
    balance = "2020-11-30 balance Assets:1930-Bank 1.00 SEK\n"
    assert refused(sealed, more(sealed, JOURNAL, balance)) == BOOKED


def test_what_changes_nothing_in_a_sealed_year_is_let_through(sealed: Path) -> None:
    for change in (
        more(sealed, JOURNAL, f'2021-01-02 * "x"\n  ver: "A8"\n{ROWS}'),
        more(sealed, JOURNAL, "; a comment\n2020-01-01 open Assets:1931-Kassa\n"),
        edit(sealed, JOURNAL, ("200.00 SEK", "200 SEK")),
        edit(sealed, NEXT, ("50.00", "51.00")),
        more(sealed, MEMBERS, "# a comment\n"),
        more(sealed, "config/board.toml", "# a comment\n"),
    ):
        assert refused(sealed, change) == []


def test_a_year_that_stands_before_the_sealed_one_gives_what_it_opens_with(sealed: Path) -> None:
    assert refused(sealed, more(sealed, JOURNAL, f'2019-12-31 * "x"\n{ROWS}')) == BOOKED


def test_an_include_that_goes_takes_the_year_with_it(sealed: Path) -> None:
    assert refused(sealed, edit(sealed, MAIN, ('include "2020.beancount"\n', ""))) == BOOKED
    new, other = made("ledger/ny.beancount", f'2021-02-03 * "x"\n{ROWS}'), 'include "ny.beancount"'
    assert refused(sealed, new, more(sealed, MAIN, other)) == []
    new = made("ledger/ny.beancount", f'2020-02-03 * "x"\n{ROWS}')
    assert refused(sealed, new, more(sealed, MAIN, other)) == BOOKED
    gone = (sealed / JOURNAL).read_text("utf-8")
    moved = made("ledger/ny.beancount", gone)
    instead = edit(sealed, MAIN, ('include "2020.beancount"', other))
    assert refused(sealed, moved, instead) == []  # renamed, and the same


def test_what_was_changed_by_hand_may_be_put_back(sealed: Path) -> None:
    whole = (sealed / JOURNAL).read_text("utf-8")
    (sealed / JOURNAL).write_text(whole.replace("200.00", "201.00", 1), "utf-8")
    assert said_of(sealed)
    before = (sealed / JOURNAL).read_bytes()
    assert refused(sealed, rewritten(JOURNAL, before, whole)) == []
    other = whole.replace("200.00", "202.00", 1)
    assert refused(sealed, rewritten(JOURNAL, before, other)) == BOOKED


def test_the_register_of_a_sealed_year_is_not_changed(sealed: Path) -> None:
    member = (
        '[[members]]\nid = "nyby"\nname = "Nyby"\nkind = "organisation"\ntier = "organisation"\n'
    )
    assert of_register(sealed, more(sealed, MEMBERS, f"{member}joined = 2021-01-01\n")) == []
    found = of_register(sealed, more(sealed, MEMBERS, f"{member}joined = 2020-03-01\n"))
    assert found == [
        f"{RESTS}the members, the charge nyby annual_fee, the charge nyby entry_contribution"
    ]
    # A tier is no part of the register that is sealed; what the member is charged is.
    found = of_register(sealed, edit(sealed, MEMBERS, ('"large"', '"small"')))
    assert found == [f"{RESTS}the charge storstad annual_fee"]
    found = of_register(sealed, edit(sealed, FEES, ("organisation = 100", "organisation = 90")))
    assert found == [f"{RESTS}the schedule of fees arsavgift, the charge forbundet annual_fee"]
    found = of_register(sealed, edit(sealed, "config/association.toml", ("closed = true\n", "")))
    assert found == [f"{RESTS}the fiscal year"]
    years = edit(sealed, "config/association.toml", ('label = "2020"', 'label = "2020/21"'))
    assert of_register(sealed, years) == [f"{RESTS}the fiscal year"]


def test_of_much_that_would_change_the_first_are_named(sealed: Path) -> None:
    member = '[[members]]\nid = "{}"\nname = "X"\nkind = "organisation"\ntier = "organisation"\n'
    text = "".join(member.format(f"m{number}") for number in range(7))
    (said,) = of_register(sealed, more(sealed, MEMBERS, text))
    assert said.startswith(f"{RESTS}the members, ")
    assert said.endswith(", 3 more")  # the part of members and seven fees, five of them named


def test_documents_and_seals_are_not_changed(sealed: Path) -> None:
    assert of_register(sealed, Change("kvitto.txt", b"ett", b"tva")) == [
        f"{RESTS}the document kvitto.txt"
    ]
    for name in (SEAL, TEXT):
        change = Change(name, (sealed / name).read_bytes(), b"x")
        assert "the change is of a seal, which nobody edits" in of_register(sealed, change)


def test_commands_are_refused_with_and_without_write(sealed: Path, sambruk: RunCommand) -> None:
    before = {p: p.read_bytes() for p in sealed.rglob("*") if p.is_file()}
    leaves = ("members", "leave", "storstad", "--on", "2020-06-30")
    fees = (
        *("fees", "new", "ny", "--form", "amount", "--amount", "300"),
        *("--from", "2020-06-01", "--account", "3110", "--decision", "x", "--end-earlier"),
    )
    for words in (leaves, fees):
        for write in ((), ("--write",)):
            run = sambruk("--root", str(sealed), "--lang", "en", *words, *write)
            said = f"{run.stdout}{run.stderr}"
            assert (run.returncode, "USE920" in said) == (1, True), said
    assert {p: p.read_bytes() for p in sealed.rglob("*") if p.is_file()} == before
    run = sambruk(
        *("--root", str(sealed), "--lang", "en", *leaves[:-1], "2021-06-30"),
        *("--write", "-f", "json"),
    )
    assert json.loads(run.stdout)["written"] is True
    assert said_of(sealed) == []


def test_plans_are_carried_out_in_one_place() -> None:
    """Where the guard stands: a writer beside it would not be asked."""
    found = set()
    for path in (PROJECT / "sambruk_cli").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "carry_out":
                found.add(path.relative_to(PROJECT).as_posix())
    assert found == {"sambruk_cli/console/changes.py"}


def test_what_was_changed_by_hand_is_not_held_against_a_change_of_something_else(
    sealed: Path,
) -> None:
    members = (sealed / MEMBERS).read_text("utf-8")
    text = members.replace('name = "Förbundet"', 'name = "Förbundet"\nleft = 2020-12-31')
    (sealed / MEMBERS).write_text(text, "utf-8")
    assert said_of(sealed)
    other = '[[kinds]]\nid = "foretag"\nlabel = "Företag"\n'
    assert of_register(sealed, more(sealed, MEMBERS, other)) == []
    assert of_register(
        sealed, edit(sealed, MEMBERS, ("left = 2020-12-31", "left = 2020-11-30"))
    ) == [f"{RESTS}the members"]


def test_books_that_could_not_be_read_any_more_are_refused(sealed: Path) -> None:
    conflict = edit(sealed, MAIN, ('option "title"', '<<<<<<< HEAD\noption "title"'))
    assert refused(sealed, conflict) == BOOKED


def test_a_charge_that_was_changed_by_hand_is_not_named_with_those_of_a_change(
    sealed: Path,
) -> None:
    members = (sealed / MEMBERS).read_text("utf-8")
    (sealed / MEMBERS).write_text(members.replace('"large"', '"small"'), "utf-8")
    found = of_register(sealed, edit(sealed, FEES, ("organisation = 100", "organisation = 90")))
    assert found == [f"{RESTS}the schedule of fees arsavgift, the charge forbundet annual_fee"]


def test_an_include_that_goes_is_seen_although_its_file_is_changed_as_well(sealed: Path) -> None:
    gone = edit(sealed, MAIN, ('include "2020.beancount"\n', ""))
    assert refused(sealed, gone, more(sealed, JOURNAL, "; a comment\n")) == BOOKED
