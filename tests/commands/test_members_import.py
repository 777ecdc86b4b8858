"""Members are imported from tables of other programs, and none where a row is wrong."""

from __future__ import annotations

import json
import random
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sambruk_cli.exchange.members.plan import ImportChoices, import_members
from sambruk_cli.exchange.tables.read import read_table
from sambruk_cli.exchange.tables.sheet import ImportSheet, SheetRow, read_day
from sambruk_cli.findings import Severity, Stop
from sambruk_cli.opening.planned import checked
from sambruk_cli.opening.reading import read_to_edit
from sambruk_cli.workspace import Workspace
from tests.conftest import Changes, MakeWorkspace, RunCommand, findings_in
from tests.extent import tried
from tests.sessions import TERMS
from tests.workspaces import FEES, MEMBERS, write_workspace

FILE = "config/members.toml"
REGISTER = (
    """\
[[kinds]]
id = "municipality"
label = "kommun"

[[kinds]]
id = "organisation"
label = "organisation"

[[kinds]]
id = "person"
label = "Person"

[[attributes]]
id = "birth_year"
label = "födelseår"
type = "year"

"""
    + MEMBERS
)
WITH_PEOPLE: Changes = {
    FILE: REGISTER,
    "config/fees.toml": FEES.replace(
        'tiers = "storlek"', 'tiers = "storlek"\nkinds = ["municipality", "organisation"]'
    ),
}
TABLE = """\
Medlemsnr;Förnamn;Efternamn;E-post;Adress;Postnr;Ort;Inträdesdatum;Typ;Födelseår;Telefon
101;Åsa;Öberg;asa@example.se;Gatan 1;12345;Orten;31 januari 2020;Person;1980;070-1
102;Bo;Al;;;;;20200229;Person;;
"""
# Worked out by hand from the table.
ADDED = """
[[members]]
id = "101"
name = "Åsa Öberg"
kind = "person"
number = "101"
address = ["Gatan 1", "123 45 Orten"]
email = "asa@example.se"
joined = 2020-01-31

[[members.attributes]]
name = "birth_year"
date = 2022-05-01
value = 1980
source = "blanketter"

[[members]]
id = "102"
name = "Bo Al"
kind = "person"
number = "102"
joined = 2020-02-29
"""
SAID = ("--date", "2022-05-01", "--source", "blanketter")


def run(sambruk: RunCommand, folder: Path, *arguments: str | Path) -> Any:
    return sambruk("--root", folder, "--lang", "en", "members", "import", *arguments)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_table_becomes_members_in_every_usual_encoding(
    make_workspace: MakeWorkspace,
    sambruk: RunCommand,
    tmp_path: Path,
    encoding: str,
    separator: str,
) -> None:
    folder = make_workspace(WITH_PEOPLE)
    file = tmp_path / "m.csv"
    file.write_bytes(TABLE.replace(";", separator).replace("\n", "\r\n").encode(encoding))
    assert run(sambruk, folder, file, *SAID).returncode == 0
    assert (folder / FILE).read_text() == REGISTER
    assert run(sambruk, folder, file, *SAID, "--write").returncode == 0
    assert (folder / FILE).read_text() == REGISTER + ADDED
    assert findings_in(folder) == ()
    again = run(sambruk, folder, file, *SAID, "--write")
    assert again.stdout.endswith("Nothing changes.\n")


def test_a_workbook_becomes_the_same_members(
    make_workspace: MakeWorkspace, sambruk: RunCommand, tmp_path: Path
) -> None:
    folder = make_workspace(WITH_PEOPLE)
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (line.split(";") for line in TABLE.splitlines()):
        sheet.append([int(x) if x.isdigit() and len(x) < 5 else x or None for x in row])
    sheet["H2"] = date(2020, 1, 31)
    sheet["H3"] = date(2020, 2, 29)
    book.create_sheet("Annat").append(["x"])
    book.save(tmp_path / "m.xlsx")
    found = run(sambruk, folder, tmp_path / "m.xlsx", *SAID, "--write")
    assert "Sheets that are not read: Annat." in found.stdout
    assert (folder / FILE).read_text() == REGISTER + ADDED


def test_who_is_there_is_changed_and_who_is_missing_only_named(
    make_workspace: MakeWorkspace, sambruk: RunCommand, tmp_path: Path
) -> None:
    folder = make_workspace(WITH_PEOPLE)
    file = tmp_path / "m.csv"
    file.write_text("Namn;Typ;Mail;Annat\nLillby kommun;Kommun;l@example.se;x\n")
    found = json.loads(run(sambruk, folder, file, "--write", "-f", "json").stdout)
    assert found["members"] == [
        {"id": "lillby", "name": "Lillby kommun", "change": "changed", "keys": ["email"]}
    ]
    assert found["missing"] == ["storstad", "forbundet"]
    assert found["columns"] == [
        {"column": "Namn", "key": "name"},
        {"column": "Typ", "key": "kind"},
        {"column": "Mail", "key": "email"},
        {"column": "Annat", "key": None},
    ]
    assert (folder / FILE).read_text() == REGISTER.replace(
        'kind = "municipality"\njoined', 'kind = "municipality"\nemail = "l@example.se"\njoined'
    )


def test_a_column_is_what_it_is_said_to_be(
    make_workspace: MakeWorkspace, sambruk: RunCommand, tmp_path: Path
) -> None:
    folder = make_workspace(WITH_PEOPLE)
    file = tmp_path / "m.csv"
    file.write_text("Namn;Datum;Mail\nNyby;2021-01-02;fel\n")
    said = ("--map", "Datum=joined", "--map", "mail=", "--kind", "person", "--write")
    assert run(sambruk, folder, file, *said).returncode == 0
    assert (folder / FILE).read_text() == (
        REGISTER + '\n[[members]]\nid = "nyby"\nname = "Nyby"\nkind = "person"\n'
        "joined = 2021-01-02\n"
    )


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "TAB701", None),
        ("Namn;Typ\n", "TAB701", None),
        ("Namn;Typ\nMedlem;Kategori\nA;Person\n", "TAB702", 2),
        ("Lista 2024;\nNamn;Typ\nA;Person\n", "TAB702", 1),
        ("Namn;Typ\nA;Person\nNamn;Typ\n", "TAB702", 3),
        ("Namn;Medlem;Typ\nA;B;Person\n", "TAB702", 1),
        ("Färg;Form\nröd;rund\n", "TAB702", 1),
        ("Namn;Typ\nA;Person\nB;Hund\n", "TAB703", 3),
        ("Namn;Typ\n;Person\nB;Person\n", "TAB703", 2),
        ("Namn\nA\n", "TAB703", 2),
        ("Namn;Typ;Inträde\nA;Person;2021-02-29\n", "TAB703", 2),
        ("Namn;Typ;Födelseår\nA;Person;okänt\n", "TAB703", 2),
        ("Namn;Typ;Nr\nA;Person;1\nB;Person;2\nC;Person;1\n", "TAB703", 4),
        ("Namn;Typ;Inträde;Utträde\nA;Person;2021-02-02;2021-01-01\n", "REG107", 2),
        ("Namn;Typ;Mail\nA;Person;a\n", "REG102", 2),
        ("Namn;Typ;Orgnr\nA;Person;802428-2786\n", "REG108", 2),
        ("Namn;Typ\nA;Kommun\n", "REG109", 2),
        ('Namn;Typ\n"A;Person\n', "TAB701", 2),
        ("Namn;Typ\nA;Person;x\n", "TAB701", 2),
        ("Namn;Typ\nÃ¥sa;Person\n", "TAB701", 2),
    ],
)
def test_what_is_wrong_is_said_with_its_row_and_nothing_written(
    make_workspace: MakeWorkspace,
    sambruk: RunCommand,
    tmp_path: Path,
    text: str,
    code: str,
    line: int | None,
) -> None:
    folder = make_workspace(WITH_PEOPLE)
    file = tmp_path / "m.csv"
    file.write_text(text)
    found = run(sambruk, folder, file, "--write", "-f", "json")
    assert found.returncode in {1, 2}
    (only,) = json.loads(found.stdout)["findings"]
    assert (only["code"], only["file"], only["line"]) == (code, str(file), line)
    assert (folder / FILE).read_text() == REGISTER


@pytest.mark.parametrize("encoding", ["cp850", "mac_roman"])
def test_letters_that_cannot_be_told_are_refused(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "m.csv"
    file.write_bytes("Namn;Ort\nGöran Åhs;Västerås\n".encode(encoding))
    with pytest.raises(Stop) as stopped:
        read_table(file)
    assert stopped.value.findings[0].code == "TAB701"


def test_a_formula_is_not_taken_for_a_value(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Namn", "Nr"])
    book.worksheets[0].append(["A", "=1+1"])
    book.save(tmp_path / "m.xlsx")
    with pytest.raises(Stop) as stopped:
        read_table(tmp_path / "m.xlsx")
    (only,) = stopped.value.findings
    assert (only.code, only.line, only.message) == (
        "TAB703",
        2,
        "B holds a formula, which is not computed",
    )


def test_a_workbook_that_declares_entities_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Namn"])
    book.save(tmp_path / "whole.xlsx")
    with (
        zipfile.ZipFile(tmp_path / "whole.xlsx") as whole,
        zipfile.ZipFile(tmp_path / "m.xlsx", "w") as made,
    ):
        for name in whole.namelist():
            content = whole.read(name)
            if name.endswith("sheet1.xml"):
                content = b'<!DOCTYPE x [<!ENTITY a "b">]>' + content
            made.writestr(name, content)
    with pytest.raises(Stop) as stopped:
        read_table(tmp_path / "m.xlsx")
    assert "entities" in stopped.value.findings[0].message


@pytest.mark.parametrize(
    "text",
    [
        *("2024-01-31", "2024-1-31", "20240131", "31/1 2024", "31/1/2024", "31.1.2024"),
        *("31/1-2024", "31 januari 2024", "31 jan 2024", "31 jan. 2024", "2024/01/31"),
        "2024-01-31 00:00:00",
    ],
)
def test_a_day_is_read_as_it_is_written_in_sweden(text: str) -> None:
    assert read_day(text) == date(2024, 1, 31)


@pytest.mark.parametrize("text", ["", "2024", "1/31/2024", "240131", "31 foo 2024", "45322"])
def test_what_may_be_another_day_is_none(text: str) -> None:
    assert read_day(text) is None


def test_thousands_of_rows_of_which_three_are_wrong_give_three_findings(
    make_workspace: MakeWorkspace, sambruk: RunCommand, tmp_path: Path
) -> None:
    folder = make_workspace(WITH_PEOPLE)
    rows = [f"{n};Namn {n};Person;2020-01-01" for n in range(1, 2001)]
    for wrong in (7, 700, 1999):
        rows[wrong - 1] = f"{wrong};Namn {wrong};Person;2020-13-01"
    file = tmp_path / "m.csv"
    file.write_text("\n".join(["Nr;Namn;Typ;Inträde", *rows]))
    found = run(sambruk, folder, file, "--write", "-f", "json")
    lines = [item["line"] for item in json.loads(found.stdout)["findings"]]
    assert lines == [8, 701, 2000]
    assert (folder / FILE).read_text() == REGISTER


CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["Namn", "Person", "1", "2020-01-01", '"', ";", "x", "Lillby kommun", "\0"]),
)


@tried(150)
@given(rows=st.lists(st.lists(CELLS, max_size=5), max_size=6), seed=st.integers(0, 999))
def test_whatever_a_file_holds_the_reader_gives_rows_or_says_why_not(
    rows: list[list[str]], seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    chance = random.Random(seed)
    content = "\n".join(chance.choice(";,\t").join(row) for row in rows).encode("utf-8", "replace")
    if chance.random() < 0.5 and content:
        at = chance.randrange(len(content))
        content = content[:at] + bytes([chance.randrange(256)]) + content[at + 1 :]
    start = chance.choice([b"", b"PK\x03\x04", b"\xff\xfe", b"\xef\xbb\xbf", b"sep=;\n"])
    file = tmp_path_factory.mktemp("fuzz") / "m.csv"
    file.write_bytes(start + content)
    codes: set[str] = set()
    try:
        is_table = bool(read_table(file).rows)
    except Stop as stopped:
        is_table, codes = True, {item.code for item in stopped.findings}
    assert is_table
    assert codes <= {"TAB701", "TAB703"}


def test_a_year_of_birth_is_known_from_that_year_where_no_day_is_said(
    make_workspace: MakeWorkspace, sambruk: RunCommand, tmp_path: Path
) -> None:
    folder = make_workspace(WITH_PEOPLE)
    table = tmp_path / "people.csv"
    table.write_text("Namn;Typ;Inträdesdatum;Födelseår\nBo Al;Person;2020-02-29;1980\n")
    done = run(sambruk, folder, table, "--write", "--today", "2022-05-01")
    assert done.returncode == 0
    written = (folder / FILE).read_text("utf-8")
    assert 'name = "birth_year"\ndate = 1980-01-01\nvalue = 1980' in written


NONSENSE = st.sampled_from(
    [
        *("", "1", "2", "x", "Lillby kommun", "Förbundet", "Anna\u200bEk", "Kommun", "Person"),
        *("2020-01-01", "2020-02-30", "2999-01-01", "nej", "802428-2785", "a@b.se", "storstad"),
        *("hund", "12,5", "-1", "9" * 30, '"', "]", "\\", "ö" * 200),
    ]
)
HEADS = st.sampled_from(
    [
        *("Namn", "Typ", "Nr", "Id", "Mail", "Inträde", "Utträde", "Födelseår", "Orgnr"),
        *("Privat", "Nivå", "Ort", "Postnr", "Invånare", "Övrigt"),
    ]
)


@tried(60)
@given(
    heads=st.lists(HEADS, min_size=1, max_size=6, unique=True),
    rows=st.lists(st.lists(NONSENSE, max_size=6), max_size=4),
    kind=st.sampled_from([None, "person", "hund"]),
)
def test_whatever_the_rows_say_there_is_a_sound_plan_or_findings_and_never_both(
    heads: list[str],
    rows: list[list[str]],
    kind: str | None,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = write_workspace(tmp_path_factory.mktemp("fuzz"), WITH_PEOPLE)
    session = read_to_edit(Workspace(folder), TERMS)
    lines = [tuple(heads), *(tuple(cell or None for cell in row[: len(heads)]) for row in rows)]
    sheet = ImportSheet("m.csv", tuple(SheetRow(n, x) for n, x in enumerate(lines, 1)))
    found = import_members(session, sheet, ImportChoices(kind=kind, source="m.csv"))
    edit = checked(session, found.edit)
    assert (edit.plan is None) == bool(edit.findings)
    if edit.plan is not None and edit.plan.changes:
        (folder / FILE).write_bytes(edit.plan.content(FILE))
        assert [item for item in findings_in(folder) if item.severity is Severity.ERROR] == []
