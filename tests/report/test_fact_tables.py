"""Tables of facts: of rows or CSV, in chapters and notes, footing where they claim to."""

from __future__ import annotations

import json

import pytest

from sambruk_cli.document.model import Table
from sambruk_cli.report.build import build_report
from tests.conftest import MakeWorkspace, RunCommand, findings_in
from tests.report.years import report_year
from tests.workspaces import CHAPTER

FACTS = "config/report/2021/facts.toml"
NOTE = "config/report/2021/note-1.md"
CSV = "config/report/2021/narvaro.csv"
EMPLOYEES = """
[[tables]]
id = "employees"
title = "Medelantal anställda"
title_en = "Average employees"
source = "Löneregistret"
show_source = true
columns = ["2021", "2020"]
rows = [
  { label = "Kvinnor", label_en = "Women", values = [3.5, 4] },
  { label = "Män", label_en = "Men", values = [1, ""] },
  { label = "Summa", label_en = "Total", values = [4.5, 4], sum = true },
]
"""
ATTENDANCE = """
[[tables]]
id = "attendance"
title = "Närvaro"
source = "Protokollen"
csv = "narvaro.csv"
total = "Summa"
across = true
"""
# As Excel saves it: semicolons, commas, a space between thousands.
SHEET = "Ledamot;Våren;Hösten;Året\nEk;1 234,5;2;1236,5\nAl;;3;3\nSumma;1234,5;5;1239,5\n"


def tables_of(folder: object) -> dict[str, Table]:
    report, findings = build_report(report_year(folder, "2021"))  # type: ignore[arg-type]
    assert findings == []
    return {
        block.id: block
        for chapter in report.chapters
        for block in chapter.blocks
        if isinstance(block, Table)
    }


def test_tables_of_facts_stand_in_chapters_and_notes(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace(
        {
            FACTS: EMPLOYEES + ATTENDANCE,
            CSV: SHEET,
            NOTE: "Enligt lag.\n\n{{ block.facts.employees }}\n",
            "config/report/2021/01-verksamheten.md": CHAPTER.replace(
                "{{ block.income", "{{ block.facts.attendance }}\n\n{{ block.income", 1
            ),
        }
    )
    assert findings_in(folder) == ()
    found = tables_of(folder)
    employees, attendance = found["facts_employees"], found["facts_attendance"]
    assert [(c.kind, c.decimals) for c in employees.columns[1:]] == [("amount", 1), ("amount", 0)]
    assert [[str(cell) for cell in row.cells] for row in attendance.rows] == [
        ["Ek", "1234.5", "2", "1236.5"],
        ["Al", "None", "3", "3"],
        ["Summa", "1234.5", "5", "1239.5"],
    ]
    assert attendance.rows[2].sums == (0, 1)
    assert employees.rows[2].role == "subtotal"
    text = sambruk("--root", folder, "report", "2021", "-f", "text").stdout
    assert "1 234,5" in text
    assert "Källa: Löneregistret" in text
    english = sambruk("--root", folder, "--lang", "en", "statements", "2021").stdout
    assert "Women" in english
    for form in ("markdown", "html", "json"):
        shown = sambruk("--root", folder, "report", "2021", "-f", form)
        assert shown.returncode == 0
        assert "Kvinnor" in (
            json.dumps(json.loads(shown.stdout), ensure_ascii=False)
            if form == "json"
            else shown.stdout
        )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[4.5, 4]", "[5, 4]", "employees: Summa, 2021: 5 is stated, and what it sums is 4.5"),
        ('[1, ""]', '[1, "två"]', "employees: Summa, 2020: the sum cannot be compared"),
    ],
)
def test_a_table_that_does_not_foot_is_said(
    make_workspace: MakeWorkspace, old: str, new: str, said: str
) -> None:
    assert old in EMPLOYEES
    folder = make_workspace({FACTS: EMPLOYEES.replace(old, new)})
    (found,) = findings_in(folder)
    assert (found.code, found.file, found.line) == ("RPT516", FACTS, 12)
    assert found.message.startswith(said)


@pytest.mark.parametrize(
    ("sheet", "line", "said"),
    [
        (SHEET.replace("1239,5", "1239"), 4, "1239 is stated, and what it sums is 1239.5"),
        (SHEET.replace("Al;;3;3", "Al;;3;3;9"), 3, "as many cells as the first, 4 in all"),
        (SHEET.replace("2;1236,5", "2;1237"), 2, "Ek, Året: 1237 is stated, and what it sums"),
        (SHEET.replace("Summa", "Totalt"), 19, "total names Summa, which is the label of no row"),
        ("Ledamot;Våren\n", None, "the table attendance has no rows"),
    ],
)
def test_what_is_wrong_in_a_csv_file_is_said_with_its_line(
    make_workspace: MakeWorkspace, sheet: str, line: int | None, said: str
) -> None:
    folder = make_workspace({FACTS: EMPLOYEES + ATTENDANCE, CSV: sheet})
    found = [f for f in findings_in(folder) if f.code == "RPT516"]
    assert said in found[0].message
    assert found[0].line == line


def test_a_sum_without_values_is_computed_of_what_is_known(make_workspace: MakeWorkspace) -> None:
    """How many men there were in 2020 is unknown, and so is how many there were in all."""
    folder = make_workspace(
        {
            FACTS: EMPLOYEES.replace("values = [4.5, 4], sum", "sum"),
            NOTE: "{{ block.facts.employees }}\n",
        }
    )
    total = tables_of(folder)["facts_employees"].rows[2]
    assert [str(cell) for cell in total.cells] == ["Summa", "4.5", "None"]


LOANS = """
[[tables]]
id = "employees"
title = "Lån"
source = "Banken"
columns = ["HEAD", "Skuld", "Förfaller"]
rows = [
  { label = "A", values = [3.25, 100000, 2027-01-01] },
  { label = "B", values = [4.1, 50000.5, 2028-01-01] },
  { label = "Summa", total = true },
]
"""


@pytest.mark.parametrize("head", ["Ränta %", "Ränta", "Räntesats", "Andel, procent", "Kr/m²"])
def test_rates_are_not_added_up(make_workspace: MakeWorkspace, head: str) -> None:
    loans = LOANS.replace("HEAD", head)
    folder = make_workspace({FACTS: loans, NOTE: "{{ block.facts.employees }}\n"})
    total = tables_of(folder)["facts_employees"].rows[2]
    assert [str(cell) for cell in total.cells] == ["Summa", "None", "150000.5", "None"]


@pytest.mark.parametrize(
    ("head", "values", "said"),
    [
        ("Ränta %", '["", 150000.5, ""]', ""),
        ("Ränta %", '[3.53, 150000.5, ""]', ""),  # the mean, weighed
        ("Andel %", '[7.35, "", ""]', ""),
        ("Ränta %", '[5, 150000.5, ""]', "Summa, Ränta %: 5 is stated, and what it sums is 7.35"),
        ("Antal", '[3.53, "", ""]', "Summa, Antal: 3.53 is stated, and what it sums is 7.35"),
    ],
)
def test_a_sum_may_be_left_out_and_of_rates_be_a_mean(
    make_workspace: MakeWorkspace, head: str, values: str, said: str
) -> None:
    stated = LOANS.replace("HEAD", head).replace("total = true", f"total = true, values = {values}")
    found = findings_in(make_workspace({FACTS: stated}))
    assert [f.message for f in found] == ([f"employees: {said}"] if said else [])


def test_a_sum_of_what_is_not_all_known_is_not_compared(make_workspace: MakeWorkspace) -> None:
    """There were 9 in all in 2020, of whom 4 women; how the others are split is not known."""
    assert findings_in(make_workspace({FACTS: EMPLOYEES.replace("[4.5, 4]", "[4.5, 9]")})) == ()


@pytest.mark.parametrize(
    "change",
    [
        ('columns = ["2021", "2020"]', 'columns = ["2021"]'),
        ('columns = ["2021", "2020"]', 'csv = "x.csv"'),
        ('columns = ["2021", "2020"]\n', ""),
        ("[3.5, 4]", "[3.5, 1e30]"),
        ("[3.5, 4]", "[3.5, nan]"),
    ],
)
def test_a_table_that_contradicts_itself_is_a_finding(
    make_workspace: MakeWorkspace, change: tuple[str, str]
) -> None:
    folder = make_workspace({FACTS: EMPLOYEES.replace(*change)})
    found = findings_in(folder)
    assert {f.code for f in found} == {"REG102"}
    assert {f.file for f in found} == {FACTS}


@pytest.mark.parametrize("name", ["missing.csv", "../../../../etc/passwd"])
def test_a_csv_file_that_cannot_be_read_is_a_finding(
    make_workspace: MakeWorkspace, name: str
) -> None:
    folder = make_workspace({FACTS: ATTENDANCE.replace("narvaro.csv", name)})
    assert {f.code[:3] for f in findings_in(folder)} == {"WSP"}
