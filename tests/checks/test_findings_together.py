"""Many faults in one run, and what `sambruk validate` makes of them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from sambruk_cli.findings import NAMES
from sambruk_cli.render.findings import github
from tests.conftest import Changes, MakeWorkspace, RunCommand, findings_in
from tests.sayings import saying
from tests.workspaces import FILES, edited

ASSOCIATION = "config/association.toml"
MEMBERS = "config/members.toml"
BOARD = "config/board.toml"
FEES = "config/fees.toml"
STATEMENTS = "config/statements.toml"
CHAPTER = "config/report/2021/01-verksamheten.md"
MAIN = "ledger/main.beancount"
CHART_FILE = "ledger/chart.beancount"
LEDGER_2020 = "ledger/2020.beancount"
LEDGER = "ledger/2021.beancount"

# Fourteen faults in eleven files; only one more follows from them.
MANY: Changes = {
    **edited(ASSOCIATION, ('prepared_by = "anna-ek"', 'prepared_by = "anna"')),
    **edited(MEMBERS, ('tier_source = "exempel"\n', "")),
    **edited(BOARD, ('represents = "storstad"', 'represents = "stor"')),
    **edited(FEES, ("from = 10000", "from = 10001")),
    **edited(
        STATEMENTS,
        ('disposition = ["retained", "result"]', 'disposition = ["retained", "results"]'),
        ('accounts = ["4000-8998"]', 'accounts = ["4000-8998"]\nnote = 7'),
    ),
    **edited(CHAPTER, ("{{ members.total }}", "{{ members.totl }}")),
    MAIN: FILES[MAIN] + 'include "2021.beancount"\nplugin "os"\n',
    CHART_FILE: FILES[CHART_FILE] + "2019-12-31 open Assets:Kassa SEK\n",
    **edited(LEDGER_2020, ('    invoice: "2020-1"\n  Income', "  Income")),
    **edited(LEDGER, ('ver: "A6"', 'ver: "A8"'), ('project: "bron"', 'project: "bro"')),
    "ledger/.main.beancount.picklecache": b"",
}

# By hand: each with the line that the fault then has.
MANY_FOUND = [
    ("REG104", ASSOCIATION, 24),
    ("REG104", BOARD, 18),
    ("REG106", FEES, 15),
    ("REG109", MEMBERS, 5),
    ("RPT503", CHAPTER, 3),
    ("STM308", STATEMENTS, 7),
    ("STM305", STATEMENTS, 20),
    ("WSP007", "ledger/.main.beancount.picklecache", None),
    ("BOK219", LEDGER_2020, 9),
    # The payment of 1 March is now for an invoice that was never written; the line above is gone.
    ("BOK212", LEDGER_2020, 25),
    ("BOK221", LEDGER, None),  # included twice
    ("BOK212", LEDGER, 37),
    ("BOK204", LEDGER, 42),
    ("BOK218", CHART_FILE, 11),
    ("BOK214", MAIN, 7),
]


def validate(
    sambruk: RunCommand, folder: Path, *arguments: str, **environment: str
) -> tuple[int, dict[str, Any]]:
    """The exit code and the JSON of `sambruk validate`."""
    run = sambruk("--root", folder, "validate", "-f", "json", *arguments, **environment)
    assert run.stderr == ""
    found: dict[str, Any] = json.loads(run.stdout)
    return run.returncode, found


def codes(found: dict[str, Any]) -> list[str]:
    return [item["code"] for item in found["findings"]]


def test_many_faults_in_many_files_are_all_found_in_one_run(make_workspace: MakeWorkspace) -> None:
    found = [(f.code, f.file, f.line) for f in findings_in(make_workspace(MANY))]
    assert found == MANY_FOUND


def test_findings_come_in_the_order_of_files_and_lines_and_none_comes_twice(
    make_workspace: MakeWorkspace,
) -> None:
    findings = findings_in(make_workspace(MANY))
    places = [(f.file or "", f.line or 0) for f in findings]
    assert places == sorted(places)
    assert len(findings) == len(set(findings)) == len(MANY_FOUND)


def test_two_runs_find_the_same_in_the_same_order(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace(MANY)
    assert findings_in(folder) == findings_in(folder)


def test_an_unreadable_file_hides_only_what_rests_on_it(make_workspace: MakeWorkspace) -> None:
    # Nor is anything concluded from what it would have held: its ids are not called unknown.
    folder = make_workspace(MANY, {MEMBERS: "# \xe5\n".encode("latin-1")})
    found = [(f.code, f.file, f.line) for f in findings_in(folder)]
    assert ("WSP003", MEMBERS, 1) in found
    hidden = {("REG109", MEMBERS, 5), ("REG104", BOARD, 18), ("RPT503", CHAPTER, 3)}
    assert set(found) == (set(MANY_FOUND) - hidden) | {("WSP003", MEMBERS, 1)}


def test_an_unreadable_ledger_hides_no_fault_of_the_register(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace(MANY, {MAIN: None})
    found = [(f.code, f.file, f.line) for f in findings_in(folder)]
    register = [place for place in MANY_FOUND if place[0].startswith(("REG", "STM"))]
    assert found == [*register, ("WSP002", MAIN, None)]


def test_only_the_year_asked_for_is_checked(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace(
        edited(LEDGER_2020, ('ver: "A4"', 'ver: "X"')),
        edited(LEDGER, ('ver: "A6"', 'ver: "Y"')),
    )
    by_year = {}
    for year in ("2020", "2021"):
        _, found = validate(sambruk, folder, year)
        by_year[year] = [(f["code"], f["file"], f["line"]) for f in found["findings"]]
    # Without A4 of 2020 its A5 leaves a gap.
    assert by_year == {
        "2020": [("BOK203", LEDGER_2020, 33), ("BOK204", LEDGER_2020, 39)],
        "2021": [("BOK203", LEDGER, 42)],
    }
    _, found = validate(sambruk, folder)
    assert codes(found) == ["BOK203", "BOK204", "BOK203"]


NOTHING: Changes = {}
WARNING: Changes = {"ledger/.main.beancount.picklecache": b""}
ERROR = edited(LEDGER, ('ver: "A6"', 'ver: "A7"'))
FORM = edited(BOARD, ('role = "chair"', 'role = "stol"'))


@pytest.mark.parametrize(
    ("changes", "arguments", "code"),
    [
        pytest.param(NOTHING, (), 0, id="nothing found"),
        pytest.param(NOTHING, ("--strict",), 0, id="nothing found, strict"),
        pytest.param(WARNING, (), 0, id="a warning"),
        pytest.param(WARNING, ("--strict",), 1, id="a warning, strict"),
        pytest.param(ERROR, (), 1, id="an error"),
        pytest.param(ERROR, ("--strict",), 1, id="an error, strict"),
        pytest.param(ERROR, ("2020",), 0, id="an error in another year"),
        pytest.param(FORM, (), 1, id="a value that is not allowed"),
        pytest.param({MEMBERS: None}, (), 2, id="a register that is not there"),
        pytest.param({MEMBERS: b"\xff"}, (), 2, id="a register that is no text"),
        pytest.param({MEMBERS: "members ="}, (), 2, id="a register that is no TOML"),
        pytest.param({MEMBERS: "<<<<<<< HEAD\n"}, (), 2, id="a register in conflict"),
        pytest.param({MAIN: None}, (), 2, id="a ledger that is not there"),
        pytest.param({MAIN: b"\xff"}, (), 2, id="a ledger that is no text"),
        pytest.param(NOTHING, ("2019",), 2, id="a year that there is not"),
    ],
)
def test_the_exit_code_says_whether_all_is_well(
    make_workspace: MakeWorkspace,
    sambruk: RunCommand,
    changes: Changes,
    arguments: tuple[str, ...],
    code: int,
) -> None:
    folder = make_workspace(changes)
    found, _ = validate(sambruk, folder, *arguments)
    assert found == code


@pytest.mark.parametrize("form", ["text", "github"])
def test_the_exit_code_is_the_same_in_every_form(
    make_workspace: MakeWorkspace, sambruk: RunCommand, form: str
) -> None:
    folder = make_workspace(WARNING)
    lenient = sambruk("--root", folder, "validate", "-f", form)
    strict = sambruk("--root", folder, "validate", "-f", form, "--strict")
    lost = sambruk("--root", folder, "validate", "-f", form, "2019")
    assert (lenient.returncode, strict.returncode, lost.returncode) == (0, 1, 2)
    assert "USE901" in lost.stdout


def test_a_register_that_is_a_link_to_outside_cannot_be_read(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace()
    outside = folder.parent / "outside.toml"
    for name in (MEMBERS, FEES):
        (folder / name).rename(outside)
        (folder / name).symlink_to(outside)
        code, found = validate(sambruk, folder)
        assert (code, codes(found)) == (2, ["WSP005"]), name
        (folder / name).unlink()
        outside.rename(folder / name)


def test_outside_a_workspace_nothing_can_be_checked(sambruk: RunCommand, tmp_path: Path) -> None:
    run = sambruk("validate", "-f", "json", cwd=tmp_path)
    assert run.returncode == 2
    assert codes(json.loads(run.stdout)) == ["WSP001"]


def test_json_holds_every_finding_and_how_many_there_are(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    code, found = validate(sambruk, make_workspace(MANY))
    assert code == 1
    assert list(found) == ["findings", "summary"]
    assert [(f["code"], f["file"], f["line"]) for f in found["findings"]] == MANY_FOUND
    assert {tuple(f) for f in found["findings"]} == {
        ("code", "severity", "message", "values", "file", "line", "hint")
    }
    assert found["summary"] == {"errors": 14, "warnings": 1}
    severities = {f["code"]: f["severity"] for f in found["findings"]}
    assert severities.pop("WSP007") == "warning"
    assert set(severities.values()) == {"error"}


def test_json_of_a_faultless_workspace_holds_nothing(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    code, found = validate(sambruk, make_workspace())
    assert (code, found) == (0, {"findings": [], "summary": {"errors": 0, "warnings": 0}})


def test_json_keeps_the_letters_of_names_as_they_are(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace(edited(LEDGER, ("Income:3190-Övrigt", "Income:3191-Övrigt")))
    run = sambruk("--root", folder, "validate", "-f", "json")
    assert "Income:3191-Övrigt" in run.stdout


def test_text_shows_place_code_line_and_remedy_and_ends_with_the_sum(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace(WARNING, edited(BOARD, ('represents = "storstad"', 'represents = "s"')))
    run = sambruk("--root", folder, "validate")
    lines = run.stdout.splitlines()
    assert lines[0].startswith("config/board.toml:18: REG104 error: ")
    assert lines[1] == '    | represents = "s"'
    assert lines[2].startswith("    = ")
    assert any(
        line.startswith("ledger/.main.beancount.picklecache: WSP007 warning:") for line in lines
    )
    assert lines[-1] == "1 error, 1 warning."


def test_text_of_a_faultless_workspace_says_so(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    run = sambruk("--root", make_workspace(), "validate")
    assert run.stdout == "No errors, no warnings.\n"


def test_github_gets_one_annotation_for_each_finding(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    run = sambruk("--root", make_workspace(MANY), "validate", "-f", "github")
    shape = re.compile(
        r"::(error|warning) file=([^,:]+),line=(\d+),title=([A-Z]+\d+) ([a-z-]+)::.+"
    )
    found = [shape.fullmatch(line) for line in run.stdout.splitlines()]
    assert None not in found
    read = [(m[4], m[2], int(m[3]), m[5], m[1]) for m in found if m]
    assert read == [
        (code, file, line or 1, NAMES[code], "warning" if code == "WSP007" else "error")
        for code, file, line in MANY_FOUND
    ]


def test_what_would_end_an_annotation_for_github_is_escaped() -> None:
    item = saying(
        "BOK212",
        "100 % of a, b: c\r\nd %0A",
        file="ledger/a,b:c%d.beancount",
        line=4,
        hint="e, f: 5 %",
    )
    # In a message %, CR and LF; in a property comma and colon as well.
    assert github([item], "en") == (
        "::error file=ledger/a%2Cb%3Ac%25d.beancount,line=4,title=BOK212 unknown-posting-id"
        "::100 %25 of a, b: c%0D%0Ad %250A%0Ae, f: 5 %25\n"
    )


def test_a_finding_without_a_place_is_annotated_without_one() -> None:
    nowhere = saying("WSP001", "no workspace")
    whole_file = saying("WSP007", "a cache", file="ledger/x", hint="delete it")
    assert github([nowhere, whole_file], "en") == (
        "::error title=WSP001 no-workspace::no workspace\n"
        "::warning file=ledger/x,line=1,title=WSP007 pickle-cache::a cache%0Adelete it\n"
    )


def test_a_name_in_the_books_cannot_forge_an_annotation_for_github(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace(
        {LEDGER: FILES[LEDGER] + '    member: "x\n::error file=a::forged"\n'},
    )
    run = sambruk("--root", folder, "validate", "-f", "github")
    (line,) = run.stdout.splitlines()
    assert line.startswith("::error file=ledger/2021.beancount,line=45,title=BOK212 ")
    assert "%0A::error file=a::forged" in line


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_what_is_found_may_be_written_to_a_file(
    make_workspace: MakeWorkspace, sambruk: RunCommand, tmp_path: Path, form: str
) -> None:
    folder = make_workspace(ERROR)
    printed = sambruk("--root", folder, "validate", "-f", form)
    written = sambruk("--root", folder, "validate", "-f", form, "-o", tmp_path / "found")
    assert (written.returncode, written.stdout, written.stderr) == (1, "", "")
    assert (tmp_path / "found").read_text() == printed.stdout
    assert "BOK204" in printed.stdout


@pytest.mark.parametrize("journal", ["2020", "2021", "chart"])
@pytest.mark.parametrize(
    ("content", "code"),
    [
        ('2021-02-01 * "Årsavgift"\n'.encode("latin-1"), "WSP003"),
        (b"<<<<<<< HEAD\n=======\n>>>>>>> andras\n", "WSP004"),
        (None, "BOK221"),  # a file that is not there
    ],
)
def test_nothing_follows_from_what_a_journal_holds_that_is_not_read(
    make_workspace: MakeWorkspace,
    sambruk: RunCommand,
    journal: str,
    content: bytes | None,
    code: str,
) -> None:
    """The balance that holds the bank of 2020 stands in the journal of 2021, for one."""
    folder = make_workspace({f"ledger/{journal}.beancount": content})
    for _ in range(2):  # read anew, and from what is kept
        found, data = validate(sambruk, folder)
        assert (found, codes(data)) == (1, [code])


def test_an_invoice_that_may_stand_in_a_journal_not_read_is_not_called_unknown(
    make_workspace: MakeWorkspace,
) -> None:
    late = (
        '\n2021-12-30 * "Storstad" "Betalning"\n  ver: "A7"\n'
        "  Assets:1930-Bank 1.00 SEK\n  Assets:1510-Kundfordringar -1.00 SEK\n"
        '    member: "storstad"\n    invoice: "2020-9"\n'
    )
    folder = make_workspace({LEDGER: FILES[LEDGER] + late})
    assert "BOK212" in {item.code for item in findings_in(folder)}
    (folder / LEDGER_2020).write_bytes(b"\xc5\n")
    assert {item.code for item in findings_in(folder)} == {"WSP003"}
