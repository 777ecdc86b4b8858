"""Where output goes and in what form."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.conftest import PROJECT, MakeWorkspace, RunCommand
from tests.workspaces import FILES, edited


def test_output_to_a_file_is_the_output(sambruk: RunCommand, tmp_path: Path) -> None:
    file = tmp_path / "rapport.txt"
    result = sambruk("report", "2007", "-o", file)
    assert (result.returncode, result.stdout) == (0, "")
    assert file.read_text() == sambruk("report", "2007").stdout


@pytest.mark.parametrize("arguments", [("report",), ("statements", "-f", "json"), ("validate",)])
def test_a_file_that_cannot_be_written_is_a_finding(
    arguments: tuple[str, ...], sambruk: RunCommand, tmp_path: Path
) -> None:
    result = sambruk(*arguments, "-o", tmp_path / "missing" / "out.txt")
    assert result.returncode == 2
    assert "USE904" in result.stderr + result.stdout
    assert "Traceback" not in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_csv_has_exact_amounts_and_parses(sambruk: RunCommand) -> None:
    rows = list(csv.DictReader(io.StringIO(sambruk("statements", "2007", "-f", "csv").stdout)))
    found = {(r["statement"], r["key"]): (r["2007"], r["2006"]) for r in rows}
    assert found["income_statement", "costs"] == ("-3831414", "-3479346")
    assert found["note_3", "total"] == ("3831414", "3479346")


def test_csv_never_holds_a_formula(make_workspace: MakeWorkspace, sambruk: RunCommand) -> None:
    hostile = edited("config/members.toml", ('name = "Förbundet"', "name = \"=HYPERLINK('x')\""))
    result = sambruk("--root", make_workspace(hostile), "members", "-f", "csv")
    cells = [cell for row in csv.reader(io.StringIO(result.stdout)) for cell in row]
    assert "'=HYPERLINK('x')" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_a_report_has_no_csv_form(sambruk: RunCommand) -> None:
    result = sambruk("report", "-f", "csv")
    assert result.returncode == 2
    assert "'csv' is not one of" in result.stderr


def test_a_year_without_narrative_has_its_tables_and_says_so(sambruk: RunCommand) -> None:
    result = sambruk("report", "2006")
    assert result.returncode == 0
    assert "3 439 995" in result.stdout
    assert "RPT504" in result.stderr


def test_nothing_is_printed_where_the_register_cannot_be_read(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace({"config/fees.toml": "[[schedules]\n"})
    for command in ("report", "statements", "dues", "members", "balances"):
        result = sambruk("--root", folder, command)
        assert (result.returncode, result.stdout) == (2, "")
        assert "config/fees.toml:1: WSP006" in result.stderr


def test_data_cannot_steer_the_terminal(make_workspace: MakeWorkspace, sambruk: RunCommand) -> None:
    hostile = edited(
        "ledger/2021.beancount", ('"Övrig intäkt"', '"\x1b]0;owned\x07\x1b[2J intäkt"')
    )
    folder = make_workspace(hostile)
    for arguments in (("journal",), ("ledger",), ("journal", "-f", "markdown")):
        result = sambruk("--root", folder, *arguments)
        assert "\x1b" not in result.stdout
        assert "\x07" not in result.stdout
        assert "intäkt" in result.stdout


def test_strict_lets_warnings_count(sambruk: RunCommand) -> None:
    assert sambruk("validate").returncode == 0
    assert sambruk("validate", "--strict").returncode == 1
    assert sambruk("validate", "2006", "--strict").returncode == 0


def test_periods(sambruk: RunCommand) -> None:
    whole = sambruk("journal", "2007", "-f", "csv").stdout.splitlines()[1:]
    quarters = [
        line
        for quarter in range(1, 5)
        for line in sambruk(
            "journal", "2007", "-p", f"2007-Q{quarter}", "-f", "csv"
        ).stdout.splitlines()[1:]
    ]
    assert quarters == whole
    two_months = sambruk("journal", "2007", "-p", "2007-01..2007-02", "-f", "csv").stdout
    assert {line[:7] for line in two_months.splitlines()[1:]} == {"2007-01", "2007-02"}
    for wrong in ("2007-13", "2007-Q5", "mars", "2007-02-30", ".."):
        result = sambruk("journal", "-p", wrong)
        assert (result.returncode, result.stdout) == (2, "")
        assert "USE905" in result.stderr
    outside = sambruk("balances", "2007", "-p", "2006-12")
    assert "lies outside the fiscal year 2007" in outside.stderr.replace("\n ", "")


def test_a_year_alone_is_a_year_to_ledger(sambruk: RunCommand) -> None:
    assert "2006-01-01 – 2006-12-31" in sambruk("ledger", "2006").stdout
    by_name = sambruk("ledger", "Bank", "2006").stdout
    assert by_name == sambruk("ledger", "1930", "2006").stdout
    assert by_name == sambruk("ledger", "Assets:1930-Bank", "2006").stdout
    unknown = sambruk("ledger", "1931")
    assert unknown.returncode == 2
    assert 'did you mean "1930"' in unknown.stderr


FLAT = {
    ("balances",): "rows",
    ("board",): "mandates",
    ("members",): "members",
    ("projects",): "projects",
    ("tieout",): "rows",
    ("members", "show", "kommun-mellan-11"): "charges",
}


@pytest.mark.parametrize("arguments", FLAT, ids=" ".join)
def test_csv_has_the_columns_and_values_of_the_json(
    arguments: tuple[str, ...], sambruk: RunCommand
) -> None:
    rows = json.loads(sambruk(*arguments, "-f", "json").stdout)[FLAT[arguments]]
    table = list(csv.DictReader(io.StringIO(sambruk(*arguments, "-f", "csv").stdout)))
    assert [list(row) for row in table] == [list(row) for row in rows]

    def as_text(value: object) -> str:
        if isinstance(value, list):
            return " ".join(value)
        if isinstance(value, bool):
            return "true" if value else "false"
        return "" if value is None else str(value)

    # An apostrophe keeps a text that begins as a formula does from being one.
    unguarded = [{key: text.removeprefix("'") for key, text in row.items()} for row in table]
    assert unguarded == [{key: as_text(value) for key, value in row.items()} for row in rows]


@pytest.mark.parametrize(
    "arguments", [*FLAT, ("dues",), ("journal",), ("ledger", "2006")], ids=" ".join
)
def test_csv_follows_no_language(arguments: tuple[str, ...], sambruk: RunCommand) -> None:
    swedish, english = (sambruk("--lang", lang, *arguments, "-f", "csv") for lang in ("sv", "en"))
    assert swedish.returncode == 0
    assert swedish.stdout == english.stdout


def test_an_account_has_its_full_name_in_every_csv(sambruk: RunCommand) -> None:
    def accounts(*arguments: str) -> set[str]:
        rows = csv.DictReader(io.StringIO(sambruk(*arguments, "2007", "-f", "csv").stdout))
        return {row["account"] for row in rows}

    journal = accounts("journal")
    assert "Assets:1930-Bank" in journal
    assert journal == accounts("ledger")
    assert journal <= accounts("balances")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("statements", "1999"), "räkenskapsåret 1999 finns inte = räkenskapsår: 2006, 2007"),
        (("dues", "--member", "malmoe"), 'ingen medlem heter "malmoe" = menade du "malmo"?'),
        (
            ("members", "show", "x"),
            'ingen medlem heter "x" = sambruk members visar alla id',
        ),
        (
            ("members", "--tier", "x"),
            'ingen avgiftsnivå heter "x" = avgiftsnivåer: organisation, small, middle, large',
        ),
        (
            ("ledger", "xyz"),
            'inget konto heter "xyz" = sambruk balances visar de konton som används',
        ),
        (
            ("journal", "-p", "mars"),
            '"mars" är ingen period = skriv 2007-03, 2007-Q2, 2007-03..2007-05 eller '
            "2007-03-01..2007-03-15",
        ),
        (
            ("journal", "2007", "-p", "2006-12"),
            "perioden 2006-12 ligger utanför räkenskapsåret 2007 = året går från 2007-01-01 till "
            "2007-12-31",
        ),
        (
            ("tieout", "2006"),
            "det finns inga publicerade uppgifter för 2006 = skriv in dem där; "
            "docs/commands/tieout.md säger hur",
        ),
        (("report", "--watch"), "--watch behöver en fil = lägg till -o FIL"),
        (
            ("report", "-o", "a.odt"),
            'ingen form av rapporten har ändelsen ".odt" = använd .docx, .htm, .html, .json, .md, '
            ".pdf, .txt, .xlsx, eller ange --format",
        ),
        (("explain", "xyz"), 'ingen kontroll heter "xyz" = sambruk explain visar alla'),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_asked_for_is_said_in_swedish(
    arguments: tuple[str, ...], said: str, sambruk: RunCommand
) -> None:
    result = sambruk(*arguments, SAMBRUK_LANG="sv")
    assert (result.returncode, result.stdout) == (2, "")
    assert " fel: " in result.stderr
    assert said in " ".join(result.stderr.split())


@pytest.mark.parametrize(
    ("name", "form"), [("a.json", "json"), ("a.csv", "csv"), ("A.MD", "markdown"), ("a", "text")]
)
@pytest.mark.parametrize("command", ["balances", "journal"])
def test_the_form_follows_the_suffix(
    command: str, name: str, form: str, sambruk: RunCommand, tmp_path: Path
) -> None:
    assert sambruk(command, "-o", tmp_path / name).returncode == 0
    with (tmp_path / name).open(encoding="utf-8") as file:
        assert file.read() == sambruk(command, "-f", form).stdout


def test_a_form_that_is_named_holds_whatever_the_suffix(
    sambruk: RunCommand, tmp_path: Path
) -> None:
    sambruk("balances", "-f", "json", "-o", tmp_path / "a.txt")
    json.loads((tmp_path / "a.txt").read_text())


@pytest.mark.parametrize(
    "arguments",
    [
        ("balances", "-o", "a.xlsx"),
        ("statements", "-o", "a.html"),
        ("validate", "-o", "a.csv"),
        ("cache", "-o", "a.pdf"),
        ("sie", "export", "2007", "--replace", "-o", "a.json"),
    ],
)
def test_a_suffix_of_another_form_is_refused(
    arguments: tuple[str, ...], sambruk: RunCommand, tmp_path: Path
) -> None:
    result = sambruk("--root", PROJECT, *arguments, cwd=tmp_path)
    assert result.returncode == 2
    assert "USE905" in result.stderr
    assert list(tmp_path.iterdir()) == []


SOURCES = ("ledger/2021.beancount", "config/report/2021/01-verksamheten.md")


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("way", ["link", "new", "linked folder"])
@pytest.mark.parametrize("command", ["report", "validate", "sie export"])
def test_no_output_goes_onto_a_source(
    command: str, way: str, source: str, make_workspace: MakeWorkspace, sambruk: RunCommand,
    tmp_path: Path,
) -> None:  # fmt: skip
    folder = make_workspace()
    before = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    output = folder / source
    match way:
        case "link":
            output = tmp_path / "a"
            output.symlink_to(folder / source)
        case "linked folder":
            (tmp_path / "a").symlink_to((folder / source).parent)
            output = tmp_path / "a" / output.name
        case "new":
            output = output.with_name("ny.txt")
    form = () if command == "sie export" else ("-f", "json")
    result = sambruk("--root", folder, *command.split(), *form, "-o", output)
    assert result.returncode == 2
    assert "USE907" in result.stdout + result.stderr
    assert {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()} == before


def test_no_output_goes_onto_a_journal_wherever_it_lies(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    """A journal may lie outside ledger/, where only reading it tells that it is one."""
    main = FILES["ledger/main.beancount"]
    assert isinstance(main, str)
    folder = make_workspace(
        {"ledger/main.beancount": main + 'include "../more/*.beancount"\n'},
        {"more/a.beancount": "; nothing\n"},
    )
    file = folder / "more/a.beancount"
    for _ in range(2):  # read, and taken from what is kept
        result = sambruk("--root", folder, "balances", "-f", "json", "-o", file)
        assert result.returncode == 2
        assert "USE907" in result.stdout
    assert file.read_text() == "; nothing\n"


def test_a_sie_file_is_not_checked_onto_itself(sambruk: RunCommand, tmp_path: Path) -> None:
    file = tmp_path / "a.se"
    file.write_text("#FLAGGA 0\n")
    result = sambruk("sie", "check", file, "-f", "json", "-o", file)
    assert result.returncode == 2
    assert "USE907" in result.stdout
    assert file.read_text() == "#FLAGGA 0\n"


def test_a_pipe_that_nobody_reads_is_not_waited_for(sambruk: RunCommand, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    result = sambruk("balances", "-o", tmp_path / "pipe")
    assert result.returncode == 2
    assert "USE904" in result.stderr


def test_a_pipe_that_is_read_gets_all(sambruk: RunCommand, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with subprocess.Popen(["/bin/cat", tmp_path / "pipe"], stdout=subprocess.PIPE) as reader:
        for _ in range(100):
            result = sambruk("journal", "2007", "-f", "json", "-o", tmp_path / "pipe")
            if result.returncode == 0:  # else the reader has not opened it yet
                break
        content = reader.communicate()[0].decode()
    assert content == sambruk("journal", "2007", "-f", "json").stdout
    assert len(content) > 1 << 16  # more than the pipe holds


def test_links_in_a_circle_are_no_file(sambruk: RunCommand, tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("a")
    result = sambruk("balances", "-o", tmp_path / "a")
    assert result.returncode == 2
    assert "USE904 error" in result.stderr
    assert "too many levels of symbolic links" in " ".join(result.stderr.split())


def test_annotations_name_files_from_the_top_of_the_repository(
    make_workspace: MakeWorkspace, sambruk: RunCommand, tmp_path: Path
) -> None:
    folder = make_workspace({"ledger/more.beancount": ""})
    alone = sambruk("--root", folder, "validate", "-f", "github").stdout
    assert "file=ledger/more.beancount,line=1," in alone
    (tmp_path / ".git").mkdir()
    for _ in range(2):  # and not what was printed before there was one
        below = sambruk("--root", folder, "validate", "-f", "github").stdout
        assert below == alone.replace("file=ledger/", f"file={folder.name}/ledger/")


@pytest.mark.parametrize(("character", "shown"), [("\u2212", "\\u2212"), ("1\u00a0", "1\\u00a0")])
def test_a_line_that_is_shown_hides_no_character(
    character: str, shown: str, make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    ledger = FILES["ledger/2021.beancount"]
    assert isinstance(ledger, str)
    voucher = f'\n2021-12-30 * "x"\n  ver: "99"\n  Assets:1930-Bank {character}000.00 SEK\n'
    folder = make_workspace({"ledger/2021.beancount": ledger + voucher})
    assert f"Bank {shown}000.00 SEK\n" in sambruk("--root", folder, "validate").stdout


def test_a_row_of_two_notes_names_both(make_workspace: MakeWorkspace, sambruk: RunCommand) -> None:
    folder = make_workspace(edited("config/statements.toml", ("note = 2\n", "note = [1, 2]\n")))
    data = json.loads(sambruk("--root", folder, "statements", "2021", "-f", "json").stdout)
    assert [row["note"] for row in data["income_statement"]["rows"]] == [[1, 2], None, None]
    text = sambruk("--root", folder, "statements", "2021").stdout
    assert re.search(r"^Intäkter +1, 2 +750 +500$", text, re.MULTILINE)
