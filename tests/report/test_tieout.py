"""The tie-out: three known differences of the published report, and no way past it."""

from __future__ import annotations

import json
import shutil
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from sambruk_cli.findings import Finding
from sambruk_cli.register.locate import Located
from sambruk_cli.register.published import Figure, PublishedFile
from sambruk_cli.register.year_files import read_published
from sambruk_cli.report.tieout import Tie, tie_out
from sambruk_cli.workspace import Workspace
from tests.conftest import PROJECT, MakeWorkspace, RunCommand, findings_in
from tests.statements.test_published import year_2007

FILE = "config/published/2007.toml"
SHORT = 64_856 - 415  # the net interest, which note 3 lacks

# (item, published, from the books): the only places where the report of 2007 contradicts itself.
KNOWN = {
    ("note.3.other_costs", 575_611, 575_611 + SHORT),
    ("note.3.total", 3_766_973, 3_831_414),
    ("disposition.accumulated_loss", 67_862, 56_620 + 11_243),
}


@cache
def as_published() -> tuple[PublishedFile, Located]:
    published, located, findings = read_published(Workspace(PROJECT), "2007")
    assert published is not None
    assert findings == []
    return published, located


def tied(*figures: Figure) -> tuple[tuple[Tie, ...], list[Finding]]:
    return tie_out(year_2007(), PublishedFile(source="rapporten", figures=figures), Located(FILE))


def figure(item: str, value: str, year: str = "2007", **more: object) -> Figure:
    return Figure.model_validate({"item": item, "year": year, "value": Decimal(value), **more})


def with_change(item: str, year: str, **changes: object) -> list[Finding]:
    """The findings of the whole file with one of its figures changed."""
    published, located = as_published()
    places = [i for i, f in enumerate(published.figures) if (f.item, f.year) == (item, year)]
    assert len(places) == 1
    figures = list(published.figures)
    figures[places[0]] = figures[places[0]].replace(**changes)
    return tie_out(year_2007(), published.replace(figures=tuple(figures)), located)[1]


# ------------------------------------------------------------------- the report of 2007


@pytest.mark.longer
def test_exactly_three_published_figures_differ_each_with_its_explanation() -> None:
    published, located = as_published()
    ties, findings = tie_out(year_2007(), published, located)
    differing = [tie for tie in ties if tie.difference]
    assert {(t.item, int(t.published), int(t.ledger)) for t in differing} == KNOWN
    assert {(t.item, int(t.difference)) for t in differing} == {
        ("note.3.other_costs", -SHORT),
        ("note.3.total", -SHORT),
        ("disposition.accumulated_loss", -1),
    }
    explanations = {tie.item: tie.explanation for tie in differing}
    assert "64 856 - 415" in explanations["note.3.other_costs"]
    assert "64 856 - 415" in explanations["note.3.total"]
    assert "-56 620 - 11 243" in explanations["disposition.accumulated_loss"]
    assert [item.code for item in findings] == ["RPT501"] * 3
    assert all((item.hint or "").startswith("known: ") for item in findings)


def test_every_figure_on_file_is_tied_and_every_statement_row_is_on_file() -> None:
    published, located = as_published()
    ties, _ = tie_out(year_2007(), published, located)
    assert len(ties) == len(published.figures)
    on_file = {f.item for f in published.figures if f.year == "2007"}
    for name in ("income_statement", "balance_sheet"):
        for row in getattr(year_2007().statements, name):
            assert not row.printed or f"{name}.{row.key}" in on_file


def test_known_differences_are_warnings_and_fail_a_strict_validation(
    sambruk: RunCommand,
) -> None:
    plain = sambruk("validate", "2007", "-f", "json")
    strict = sambruk("validate", "2007", "--strict", "-f", "json")
    assert (plain.returncode, strict.returncode) == (0, 1)
    payload = json.loads(plain.stdout)
    assert payload["summary"] == {"errors": 0, "warnings": 3}
    lines = (PROJECT / FILE).read_text().splitlines()
    values = {lines[item["line"] - 1] for item in payload["findings"]}
    assert {item["file"] for item in payload["findings"]} == {FILE}
    assert values == {"value = 575611", "value = 3766973", "value = 67862"}


def test_the_command_lists_every_figure_as_json_and_the_differing_ones_as_text(
    sambruk: RunCommand,
) -> None:
    payload = json.loads(sambruk("tieout", "2007", "-f", "json").stdout)
    published, _ = as_published()
    assert len(payload["rows"]) == len(published.figures)
    differing = {
        (row["item"], int(row["published"]), int(row["ledger"]))
        for row in payload["rows"]
        if row["difference"] != "0"
    }
    assert differing == KNOWN
    assert all(bool(row["explanation"]) == (row["difference"] != "0") for row in payload["rows"])
    text = sambruk("tieout", "2007").stdout
    assert {item for item, _, _ in KNOWN} <= set(text.split())
    assert "income_statement.income" not in text.split()
    assert "income_statement.income" in sambruk("tieout", "2007", "--all").stdout.split()


# ------------------------------------------------------------------------ what is changed


@pytest.mark.parametrize(
    ("item", "year", "value", "difference"),
    [
        ("income_statement.income", "2007", 3_755_731, 1),
        ("balance_sheet.cash_and_bank", "2006", 933_045, -1),
        ("note.5.hoganas", "2007", 16_000, -10_000),
        ("members.total", "2007", 80, 1),
        ("fees.annual_fee.middle", "2007", 16_500, 500),
        ("fees.special_levy.large", "2006", 13_000, -500),
    ],
)
def test_a_changed_published_figure_is_an_unexplained_difference(
    item: str, year: str, value: int, difference: int
) -> None:
    found = [f for f in with_change(item, year, value=Decimal(value)) if item in f.message]
    assert [f.code for f in found] == ["RPT501"]
    assert f"difference {difference}" in found[0].message
    assert f"published {value}, " in found[0].message
    assert not (found[0].hint or "").startswith("known")


@pytest.mark.parametrize("stated", [None, Decimal(-64_440), Decimal(64_441), Decimal(0)])
def test_a_difference_other_than_the_one_stated_is_unexplained(stated: Decimal | None) -> None:
    findings = with_change("note.3.total", "2007", difference=stated)
    hints = [f.hint or "" for f in findings if "note.3.total" in f.message]
    assert len(findings) == 3
    assert len(hints) == 1
    assert not hints[0].startswith("known")
    # The other two stay explained.
    assert sum((f.hint or "").startswith("known") for f in findings) == 2


def test_a_stated_difference_without_an_explanation_explains_nothing() -> None:
    findings = with_change("note.3.total", "2007", explanation=None)
    hints = [f.hint or "" for f in findings if "note.3.total" in f.message]
    assert len(hints) == 1
    assert not hints[0].startswith("known")


def test_a_stated_difference_where_the_figures_agree_is_to_be_removed() -> None:
    ties, findings = tied(
        figure("income_statement.tax", "-814", "2006", difference=Decimal(5), explanation="fel")
    )
    assert [(int(tie.difference), tie.explanation) for tie in ties] == [(0, "")]
    assert [f.code for f in findings] == ["RPT501"]
    assert "agree" in findings[0].message


def test_a_difference_is_said_in_either_language_with_ore_where_there_are_any() -> None:
    _, findings = tied(
        figure("income_statement.tax", "-814.50", "2006"), figure("members.total", "80")
    )
    said = [[finding.said.text(language) for finding in findings] for language in ("en", "sv")]
    tax = "income_statement.tax 2006: "
    assert said == [
        [
            f"{tax}published -814.50, computed -814, difference -0.50",
            "members.total 2007: published 80, computed 79, difference 1",
        ],
        [
            f"{tax}publicerat -814,50, uträknat -814, skillnad -0,50",
            "members.total 2007: publicerat 80, uträknat 79, skillnad 1",
        ],
    ]
    values = findings[1].as_json("sv")["values"]
    assert [values[name] for name in ("published", "computed", "difference")] == ["80", "79", "1"]


def test_a_figure_that_agrees_is_no_finding_whatever_its_decimals() -> None:
    ties, findings = tied(figure("income_statement.tax", "-814.00", "2006"))
    assert findings == []
    assert [(int(t.published), int(t.ledger)) for t in ties] == [(-814, -814)]


def test_an_unknown_item_is_a_finding_with_the_nearest_name() -> None:
    ties, findings = tied(figure("income_statement.incom", "1"), figure("not.alls", "1"))
    assert ties == ()
    assert [f.code for f in findings] == ["RPT502", "RPT502"]
    assert findings[0].hint == 'did you mean "income_statement.income"?'


@pytest.mark.parametrize("year", ["2005", "2008", "2007/08"])
def test_a_year_that_the_statements_do_not_show_is_a_finding_that_names_those_they_do(
    year: str,
) -> None:
    ties, findings = tied(figure("income_statement.income", "3755730", year))
    assert ties == ()
    assert [f.code for f in findings] == ["RPT502"]
    assert findings[0].hint == "it is computed for 2007, 2006"


def test_one_unknown_figure_hides_no_other() -> None:
    ties, findings = tied(
        figure("not.alls", "1"),
        figure("income_statement.income", "1"),
        figure("balance_sheet.receivables", "461214"),
    )
    assert [t.item for t in ties] == ["income_statement.income", "balance_sheet.receivables"]
    assert [f.code for f in findings] == ["RPT502", "RPT501"]


# ---------------------------------------------------------------- in a workspace of its own


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The association's workspace, to be changed."""
    for name in ("config", "ledger"):
        shutil.copytree(PROJECT / name, tmp_path / name)
    return tmp_path


@pytest.mark.longer
def test_books_that_no_longer_give_the_published_figure_are_found_out(copy: Path) -> None:
    journal = copy / "ledger/2007.beancount"
    text = journal.read_text()
    # One krona more of costs on the account of the project manager, taken from the others.
    assert text.count("252403.00 SEK") == 2
    text = text.replace("252403.00 SEK", "252404.00 SEK").replace("72699.00 SEK", "72698.00 SEK")
    journal.write_text(text)
    found = [f for f in findings_in(copy) if f.code == "RPT501"]
    unexplained = [f for f in found if not (f.hint or "").startswith("known")]
    items = {f.message.split(":")[0] for f in unexplained}
    assert items == {"note.3.project_manager 2007", "note.3.other_costs 2007"}


@pytest.mark.longer
def test_a_changed_figure_in_the_file_is_found_on_its_line(copy: Path) -> None:
    path = copy / FILE
    text = path.read_text()
    assert text.count("value = 1753575\n") == 1
    path.write_text(text.replace("value = 1753575\n", "value = 1753755\n"))
    line = text[: text.index("value = 1753575\n")].count("\n") + 1
    found = [f for f in findings_in(copy) if "cash_and_bank" in f.message]
    assert [(f.code, f.file, f.line) for f in found] == [("RPT501", FILE, line)]
    assert "difference 180" in found[0].message


@pytest.mark.longer
def test_figures_for_a_year_that_is_no_fiscal_year_are_a_finding(copy: Path) -> None:
    (copy / FILE).rename(copy / "config/published/2009.toml")
    found = [f for f in findings_in(copy) if f.code.startswith("RPT")]
    assert [(f.code, f.file) for f in found] == [("RPT502", "config/published/2009.toml")]


def test_without_published_figures_there_is_nothing_to_tie_out(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    result = sambruk("--root", make_workspace(), "tieout", "2021")
    assert result.returncode == 2
    assert "config/published/2021.toml" in result.stderr


def test_a_surplus_is_tied_out_as_what_the_meeting_disposes_of(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    # Retained 800 and a result of 600, by hand; three members, of whom one joined in the year.
    figures = {
        "disposition.total": 1400,
        "members.total": 3,
        "members.at_start": 2,
        "members.joined": 1,
    }
    text = 'source = "exempel"\n' + "".join(
        f'[[figures]]\nitem = "{item}"\nyear = "2021"\nvalue = {value}\n'
        for item, value in figures.items()
    )
    folder = make_workspace({"config/published/2021.toml": text})
    payload = json.loads(sambruk("--root", folder, "tieout", "2021", "-f", "json").stdout)
    assert [(row["item"], row["difference"]) for row in payload["rows"]] == [
        (item, "0") for item in figures
    ]
    assert payload["findings"] == []
