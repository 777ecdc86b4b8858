"""Fixed assets and grants that a sealed year rests on: what breaks a seal, and what comes later."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from sambruk_cli.closing.rests_on import register_parts
from sambruk_cli.register.seals import FORMAT
from sambruk_cli.workspace import Workspace
from tests.closing.seals import DAY, SEAL, proofs_of, said_of, seal_year
from tests.conftest import Changes, MakeWorkspace, findings_in
from tests.diff.versions import changed
from tests.sessions import read_checked
from tests.workspaces import FILES, edited

ASSETS, GRANTS, JOURNAL = "config/assets.toml", "config/grants.toml", "ledger/2020.beancount"
# Depreciation begins in a later year: the books of 2020 and 2021 need no voucher of it.
DESK = """\
[[assets]]
id = "skrivbord"
name = "Skrivbord"
account = "1220"
accumulated = "1229"
expense = "7830"
acquired = 2020-03-01
from = 2022-01-01
value = 100
months = 60
"""
WITH_DESK: Changes = {
    ASSETS: DESK,
    "ledger/chart.beancount": FILES["ledger/chart.beancount"]
    + "".join(
        f"2019-12-31 open {account} SEK\n"
        for account in ("Assets:1220-Inventarier", "Assets:1229-Avskr", "Expenses:7830-Avskrivning")
    ),
    JOURNAL: FILES[JOURNAL]
    + """
2020-12-30 * "Skrivbord"
  ver: "A6"
  Assets:1220-Inventarier  100.00 SEK
  Liabilities:2440-Leverantörsskulder  -100.00 SEK
""",
    **edited(
        "config/statements.toml",
        ('accounts = ["1900-1999"]', 'accounts = ["1200-1299", "1900-1999"]'),
        ('accounts = ["4000-8998"]', 'accounts = ["4000-7999"]'),
    ),
}
GRANT = """\
[[grants]]
id = "bidraget"
name = "Bidraget"
funder = "banken"
kind = "conditional"
amount = 5000
decided = 2020-05-01
from = 2020-06-01
to = 2022-05-31
repays = "unused"
project = "bron"
"""
RESTS = "2020 is sealed, and what it rests on in the register has been changed: "


def sealed(make_workspace: MakeWorkspace, changes: Changes) -> Path:
    folder = make_workspace(changes)
    seal_year(folder)
    assert said_of(folder) == []
    return folder


def rewritten(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text("utf-8")
    assert text.count(old) == 1
    (folder / name).write_text(text.replace(old, new), "utf-8")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("value = 100", "value = 101"),
        ("months = 60", "months = 59"),
        ("acquired = 2020-03-01", "acquired = 2020-03-02"),
        ('accumulated = "1229"', 'accumulated = "1220"'),
        ("months = 60", "months = 60\nresidual = 1"),
        ("months = 60", "months = 60\ndisposed = 2020-12-31"),
        ('name = "Skrivbord"', 'name = "Bord"'),
    ],
)
def test_a_fixed_asset_of_a_sealed_year_counts(
    make_workspace: MakeWorkspace, old: str, new: str
) -> None:
    folder = sealed(make_workspace, WITH_DESK)
    rewritten(folder, ASSETS, old, new)
    assert said_of(folder) == [f"{RESTS}the fixed asset skrivbord"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("value = 100", "value   =   100.00 # kronor"),
        ("months = 60", "months = 60\ndisposed = 2021-01-01"),  # known only after the year
        ("[[assets]]", DESK.replace('"skrivbord"', '"ny"').replace("2020-03", "2021-01")
         + "[[assets]]"),
    ],
)  # fmt: skip
def test_what_becomes_of_fixed_assets_after_a_sealed_year_leaves_its_seal(
    make_workspace: MakeWorkspace, old: str, new: str
) -> None:
    folder = sealed(make_workspace, WITH_DESK)
    rewritten(folder, ASSETS, old, new)
    assert said_of(folder) == []


def test_an_asset_that_comes_to_a_sealed_year_or_goes_from_it_is_named(
    make_workspace: MakeWorkspace,
) -> None:
    folder = sealed(make_workspace, WITH_DESK)
    (folder / ASSETS).write_text(DESK + DESK.replace('"skrivbord"', '"stol"'), "utf-8")
    assert said_of(folder) == [f"{RESTS}the fixed asset stol"]
    (folder / ASSETS).unlink()
    assert said_of(folder) == [f"{RESTS}the fixed asset skrivbord"]
    assert RESTS + "the fixed asset skrivbord" in [item.message for item in findings_in(folder)]


def test_of_assets_that_cannot_be_read_nothing_is_said(make_workspace: MakeWorkspace) -> None:
    folder = sealed(make_workspace, WITH_DESK)
    (folder / ASSETS).write_text("[[assets", "utf-8")
    assert said_of(folder) == []
    codes = {item.code for item in findings_in(folder)}
    assert "BOK290" not in codes
    assert "WSP006" in codes


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("amount = 5000", "amount = 5001", "the grant bidraget"),
        ('kind = "conditional"', 'kind = "purpose"', "the grant bidraget"),
        ("to = 2022-05-31", "to = 2020-12-31", "the grant bidraget"),
        ('project = "bron"', "", "the grant bidraget"),
        ('repays = "unused"', 'repays = "all"', "repays of the grant bidraget"),
        ('repays = "unused"', "", "repays of the grant bidraget"),
        (GRANT, "", "the grant bidraget"),
        (
            GRANT,
            GRANT.replace('"bidraget"', '"nytt"').replace("repays", "# "),
            "the grant bidraget",
        ),
    ],
)
def test_a_grant_of_a_sealed_year_counts(
    make_workspace: MakeWorkspace, old: str, new: str, what: str
) -> None:
    folder = sealed(make_workspace, {GRANTS: GRANT})
    rewritten(folder, GRANTS, old, new)
    assert f"{RESTS}{what}" in said_of(folder)


@pytest.mark.parametrize(
    "later",
    [
        "condition_met = true",
        "repay_amount = 200\nrepay_due = 2023-01-31",
        "report_due = 2022-09-30",
        'signatories = ["anna-ek"]\nsource = "beslut"',
        "instalments = [{ amount = 5000, expected = 2021-01-01 }]",
        GRANT.replace('"bidraget"', '"nytt"').replace("= 2020", "= 2021").replace("bron", "x"),
        '[[grants]]\nid = "odaterat"\nname = "X"\nfunder = "banken"\nkind = "purpose"',
    ],
)
def test_what_comes_of_a_grant_later_leaves_the_seal(
    make_workspace: MakeWorkspace, later: str
) -> None:
    folder = sealed(make_workspace, {GRANTS: GRANT})
    (folder / GRANTS).write_text(f"{GRANT}{later}\n", "utf-8")
    assert said_of(folder) == []


def test_a_period_of_use_that_is_made_longer_after_the_year_leaves_the_seal(
    make_workspace: MakeWorkspace,
) -> None:
    folder = sealed(make_workspace, {GRANTS: GRANT})
    rewritten(folder, GRANTS, "to = 2022-05-31", "to = 2023-05-31")
    assert said_of(folder) == []


def test_what_had_come_of_a_grant_when_the_year_was_sealed_counts(
    make_workspace: MakeWorkspace,
) -> None:
    undated = GRANT.replace("decided = 2020-05-01\nfrom = 2020-06-01\n", "condition_met = false\n")
    folder = sealed(make_workspace, {GRANTS: undated})
    rewritten(folder, GRANTS, "condition_met = false", "condition_met = true")
    assert said_of(folder) == [f"{RESTS}condition_met of the grant bidraget"]
    rewritten(folder, GRANTS, "condition_met = true", "condition_met = false")
    rewritten(folder, GRANTS, "amount = 5000", "amount = 500")
    assert said_of(folder) == [f"{RESTS}the grant bidraget"]


def of_format(text: str, number: int, without: str = "") -> str:
    """A seal as it would have been made in another format, its digest with it."""
    kept = [x for x in text.splitlines() if not (without and re.match(without, x))]
    body = "\n".join(x for x in kept if not x.startswith("digest = ")) + "\n"
    body = re.sub(r"(?m)^format = \d+$", f"format = {number}", body)
    head, _, rest = body.partition("\n")
    return f'{head}\ndigest = "{hashlib.sha256(body.encode()).hexdigest()}"\n{rest}'


def test_a_seal_of_the_first_format_holds_although_it_knows_neither_assets_nor_grants(
    make_workspace: MakeWorkspace,
) -> None:
    folder = make_workspace({**WITH_DESK, GRANTS: GRANT})
    seal_year(folder)
    text = (folder / SEAL).read_text("utf-8")
    assert '"asset skrivbord" = ' in text
    assert '"grant bidraget" = ' in text
    (folder / SEAL).write_text(of_format(text, 1, '"(asset|grant) '), "utf-8")
    assert said_of(folder) == []
    assert [item for item in findings_in(folder) if item.code == "BOK290"] == []
    (folder / ASSETS).write_text(DESK.replace("value = 100", "value = 101"), "utf-8")
    assert said_of(folder) == []


def test_a_seal_of_a_later_format_is_told_as_such_and_nothing_is_said_of_what_it_holds(
    make_workspace: MakeWorkspace,
) -> None:
    folder = make_workspace({})
    seal_year(folder)
    text = of_format((folder / SEAL).read_text("utf-8"), 4)
    (folder / SEAL).write_text(text.replace("vouchers = ", "kept = 7\nvouchers = "), "utf-8")
    (folder / JOURNAL).write_text(FILES[JOURNAL].replace("200.00", "201.00"), "utf-8")
    said = ["the seal of 2020 is of a later version of sambruk"]
    assert said_of(folder) == said
    assert [x.message for x in findings_in(folder) if x.code == "BOK290"] == said
    assert proofs_of(folder)[0][0].differences == ()


def test_every_document_of_a_voucher_is_sealed_and_seals_already_made_stay_true(
    make_workspace: MakeWorkspace,
) -> None:
    keys = '  document: "ett.txt"\n  document-2: "tva.txt"\n  ver: "'
    journal = FILES[JOURNAL].replace('  ver: "', keys, 1)
    folder = make_workspace({JOURNAL: journal, "ett.txt": "1", "tva.txt": "2"})
    seal_year(folder)
    content = folder / "ledger/seals/2020.txt"
    text = content.read_text("utf-8")
    # printf 2 | sha256sum
    second = "document d4735e3a265e16eee03f59718b9b5d03019c07d8b6c51f90da3a666eec13ab35  tva.txt\n"
    assert second in text
    assert said_of(folder) == []
    (folder / "tva.txt").write_text("tre", "utf-8")
    (said,) = said_of(folder)
    assert said.startswith("2020 is sealed, and the document tva.txt has been changed: ")
    # One of the second format, which held the first document alone.
    old = text.replace(second, "")
    content.write_text(old, "utf-8")
    seal = (folder / SEAL).read_text("utf-8")
    was, now = (hashlib.sha256(each.encode()).hexdigest() for each in (text, old))
    (folder / SEAL).write_text(of_format(seal.replace(was, now), 2), "utf-8")
    assert said_of(folder) == []
    assert [item for item in findings_in(folder) if item.code == "BOK290"] == []
    (folder / "ett.txt").write_text("tre", "utf-8")
    (said,) = said_of(folder)
    assert said.startswith("2020 is sealed, and the document ett.txt has been changed: ")


def test_validate_names_documents_and_charges_of_a_sealed_year_that_are_others(
    make_workspace: MakeWorkspace,
) -> None:
    journal = FILES[JOURNAL].replace('  ver: "', '  document: "kvitto.txt"\n  ver: "', 1)
    folder = make_workspace({JOURNAL: journal, "kvitto.txt": "ett"})
    seal_year(folder)
    assert findings_in(folder) == ()
    (folder / "kvitto.txt").write_text("två", "utf-8")
    one, two = (hashlib.sha256(x.encode()).hexdigest() for x in ("ett", "två"))
    (item,) = findings_in(folder)
    assert item.message == (
        "2020 is sealed, and the document kvitto.txt has been changed: "
        f"{one}  kvitto.txt, now {two}  kvitto.txt"
    )
    lines = (folder / "ledger/seals/2020.txt").read_text("utf-8").splitlines()
    assert lines[(item.line or 0) - 1] == f"document {one}  kvitto.txt"
    (folder / "kvitto.txt").unlink()
    said = [item.message for item in findings_in(folder)]
    assert f"2020 is sealed, and the document kvitto.txt has gone: {one}  kvitto.txt" in said
    (folder / "kvitto.txt").write_text("ett", "utf-8")
    # The large municipality pays 400 a year; as a small one it would have paid 200.
    members = folder / "config/members.toml"
    members.write_text(members.read_text("utf-8").replace('"large"', '"small"'), "utf-8")
    said = [item.message for item in findings_in(folder) if item.code == "BOK290"]
    assert said == [
        "2020 is sealed, and the charge storstad annual_fee has been changed: storstad annual_fee "
        "2020-02-01 400.00, now storstad annual_fee 2020-02-01 200.00",
    ]


def test_a_diff_shouts_what_a_sealed_year_rests_on(tmp_path: Path) -> None:
    text = WITH_DESK[JOURNAL]
    assert isinstance(text, str)
    journal = text.replace('  ver: "', '  document: "kvitto.txt"\n  ver: "', 1)
    before: Changes = {**WITH_DESK, JOURNAL: journal, "kvitto.txt": "ett", GRANTS: GRANT}
    folder = tmp_path / "old"
    changed(tmp_path, before, before)
    seal_year(folder)
    seals = {
        f"ledger/seals/{path.name}": path.read_text("utf-8")
        for path in (folder / "ledger/seals").iterdir()
    }
    same: Changes = {**before, **seals}
    assert changed(tmp_path / "same", same, same).touched == ()
    later: Changes = {**same, GRANTS: f"{GRANT}condition_met = true\n"}
    assert changed(tmp_path / "later", same, later).touched == ()
    touched: Changes = {
        **same,
        "kvitto.txt": "två",
        ASSETS: DESK.replace("value = 100", "value = 200"),
        "config/members.toml": FILES["config/members.toml"].replace('"large"', '"small"'),
    }
    (year,) = changed(tmp_path / "touched", same, touched).touched
    assert (year.year, year.is_sealed, year.vouchers, year.seal) == ("2020", True, 0, "")
    assert (year.parts, year.documents, year.charges) == (("asset skrivbord",), ("kvitto.txt",), 1)


MEETING = '\n[[meetings]]\nid = "ny"\nkind = "board"\ndate = {}\ntitle = "Möte"\n'
MEMBER = '\n[[members]]\nid = "nyby"\nname = "Nyby"\nkind = "organisation"\njoined = {}\n'
SCHEDULE = """
[[schedules]]
id = "ny"
kind = "annual_fee"
valid_from = {}
account = "3110"
decision = "x"
amount = 1
"""
PROJECT = (
    '\n[[projects]]\nid = "ny"\nname = "Ny"\n[[projects.years]]\nyear = "{}"\nstatus = "active"\n'
)
BOARD, MEMBERS, FEES = "config/board.toml", "config/members.toml", "config/fees.toml"
PROJECTS = "config/projects.toml"
SINCE_2019 = edited(
    BOARD,
    (
        'role = "chair"\nrepresents = "storstad"\nelected_at = "stamma-2021"',
        'role = "chair"\nrepresents = "storstad"\nfrom = 2019-04-01\nuntil = 2022-12-31',
    ),
)


@pytest.mark.parametrize(
    ("file", "text", "inside", "later", "part"),
    [
        (BOARD, MEETING, "2020-12-31", "2021-01-01", "the board and its meetings"),
        (MEMBERS, MEMBER, "2020-12-31", "2021-01-01", "the members"),
        (FEES, SCHEDULE, "2020-12-31", "2021-01-01", "the schedule of fees ny"),
        (PROJECTS, PROJECT, "2020", "2021", "the project ny"),
    ],
)
def test_what_comes_after_the_year_leaves_the_seal_and_what_comes_into_it_does_not(
    make_workspace: MakeWorkspace, file: str, text: str, inside: str, later: str, part: str
) -> None:
    folder = sealed(make_workspace, {})
    before = (folder / file).read_text("utf-8")
    (folder / file).write_text(before + text.format(later), "utf-8")
    assert said_of(folder) == []
    (folder / file).write_text(before + text.format(inside), "utf-8")
    assert f"{RESTS}{part}" in said_of(folder)


@pytest.mark.parametrize(
    ("old", "new", "counts"),
    [
        ('name = "Förbundet"', 'name = "Förbundet"\nleft = 2020-12-31', True),
        ('name = "Förbundet"', 'name = "Förbundet"\nleft = 2021-01-01', False),
        ('name = "Förbundet"', 'name = "Det nya namnet"', False),
        ("joined = 2021-05-10", "joined = 2021-05-11", False),
        ("joined = 2021-05-10", "joined = 2020-05-10", True),
    ],
)
def test_who_was_a_member_in_the_year_counts(
    make_workspace: MakeWorkspace, old: str, new: str, *, counts: bool
) -> None:
    folder = sealed(make_workspace, {})
    rewritten(folder, MEMBERS, old, new)
    assert (f"{RESTS}the members" in said_of(folder)) == counts


def test_a_new_name_on_the_board_leaves_a_seal_whole_and_another_id_or_role_does_not(
    make_workspace: MakeWorkspace,
) -> None:
    folder = sealed(make_workspace, SINCE_2019)
    rewritten(folder, BOARD, 'name = "Anna Ek"', 'name = "Anna Alm"')
    assert said_of(folder) == []
    assert [item for item in findings_in(folder) if item.code == "BOK290"] == []
    board = (folder / BOARD).read_text("utf-8")
    for old, new in (('"anna-ek"', '"anna-alm"'), ('role = "chair"', 'role = "member"')):
        (folder / BOARD).write_text(board.replace(old, new), "utf-8")
        assert f"{RESTS}the board and its meetings" in said_of(folder)


@pytest.mark.parametrize("format_", [1, 2])
def test_a_seal_that_has_names_of_the_board_holds_while_later_mandates_have_the_new_one(
    make_workspace: MakeWorkspace, format_: int
) -> None:
    folder = sealed(make_workspace, SINCE_2019)
    session = read_checked(Workspace(folder), cache=False, today=DAY)
    year = session.register.year("2020")
    assert year is not None
    was, now = (
        next(x.digest for x in register_parts(session, year, each) if x.name == "board")
        for each in (FORMAT, format_)
    )
    text = (folder / SEAL).read_text("utf-8").replace(was, now)
    (folder / SEAL).write_text(of_format(text, format_), "utf-8")
    assert said_of(folder) == []
    board = (folder / BOARD).read_text("utf-8")
    later = (
        '\n[[people]]\nid = "anna-alm"\nname = "Anna Alm"\n'
        '\n[[mandates]]\nperson = "anna-alm"\nrole = "member"\nfrom = 2021-01-01\n'
    )
    (folder / BOARD).write_text(board + later, "utf-8")
    assert said_of(folder) == []
    (folder / BOARD).write_text(board.replace("Anna Ek", "Anna Alm"), "utf-8")
    assert said_of(folder) == [f"{RESTS}the board and its meetings"]


def test_a_schedule_that_was_ended_before_the_year_does_not_count(
    make_workspace: MakeWorkspace,
) -> None:
    old = SCHEDULE.format("2018-01-01").replace("account", "valid_to = 2019-12-31\naccount")
    folder = sealed(make_workspace, {FEES: FILES[FEES] + old})
    assert "schedule ny" not in (folder / SEAL).read_text("utf-8")
    rewritten(folder, FEES, "amount = 1\n", "amount = 2\n")
    assert said_of(folder) == []
    # An end after the year is not known in it, one within it is.
    text = (folder / FEES).read_text("utf-8")
    for end, found in (("2021-06-30", []), ("2020-12-31", [f"{RESTS}the schedule of fees insats"])):
        ended = text.replace('id = "insats"', f'id = "insats"\nvalid_to = {end}')
        (folder / FEES).write_text(ended, "utf-8")
        assert said_of(folder) == found


def test_an_asset_that_was_gone_before_the_year_does_not_count(
    make_workspace: MakeWorkspace,
) -> None:
    gone = DESK.replace('"skrivbord"', '"stol"').replace("2020-03-01", "2018-03-01")
    gone = gone.replace("from = 2022-01-01", "disposed = {}")
    folder = sealed(make_workspace, {**WITH_DESK, ASSETS: DESK + gone.format("2019-12-31")})
    assert '"asset stol"' not in (folder / SEAL).read_text("utf-8")
    (folder / ASSETS).write_text(DESK, "utf-8")
    assert said_of(folder) == []
    # One that was there on the first day of the year belongs to it.
    (folder / ASSETS).write_text(DESK + gone.format("2020-01-01"), "utf-8")
    assert said_of(folder) == [f"{RESTS}the fixed asset stol"]


def test_a_grant_that_had_begun_before_it_was_decided_counts(make_workspace: MakeWorkspace) -> None:
    begun = GRANT.replace("decided = 2020-05-01", "decided = 2021-05-01")
    folder = sealed(make_workspace, {GRANTS: begun})
    assert '"grant bidraget" = ' in (folder / SEAL).read_text("utf-8")
    rewritten(folder, GRANTS, "amount = 5000", "amount = 1")
    assert said_of(folder) == [f"{RESTS}the grant bidraget"]
