"""The annual report of the example: every chapter of the published one, figures computed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sambruk_cli.document.model import Heading, Paragraph, Report, Signatures, Table
from sambruk_cli.report.build import build_report, chapter_files
from sambruk_cli.report.year import ReportYear
from tests.conftest import PROJECT, Changes, MakeWorkspace, RunCommand, findings_in
from tests.report.years import example_report, example_year, report_year
from tests.workspaces import CHAPTER, edited

# The contents of the published report, in its order; the spelling of two headings mended.
PUBLISHED = [
    ("1", "Föreningens bakgrund"),
    ("2", "Föreningens syfte och mål"),
    ("3", "Föreningens styrelse"),
    ("3.1", "Extra föreningsstämma"),
    ("4", "Föreningens medlemmar"),
    ("5", "Föreningens organisation"),
    ("6", "Prioriterade områden 2007"),
    ("6.1", "Tillväxt"),
    ("6.2", "Stärkt dialog med kommunledningarna"),
    ("6.3", "Förstärkt beställarkompetens"),
    ("6.4", "Nationell IT-strategi för vård och omsorg"),
    ("6.5", "Remissorgan"),
    ("7", "Verksamhetsprojekt 2007"),
    ("7.1", "Ansökan om barnomsorg"),
    ("7.2", "Förnyad ansökan om ekonomiskt bistånd"),
    ("7.3", "Föreningsbidrag och lokalbokning"),
    ("7.4", "Dokument- och ärendehantering"),
    ("7.5", "Sammanhållen e-förvaltning inom LSS/LASS"),
    ("7.6", "Öppen Teknisk Plattform – ÖTP"),
    ("7.7", "Vinnova – FoU"),
    ("8", "Nätverk"),
    ("8.1", "Medborgarassistent"),
    ("8.2", "MSI-paketering/Applikationsdistribution"),
    ("8.3", "Ärende- och dokumenthanteringssystem"),
    ("9", "Vilande projekt"),
    ("9.1", "FAST 3000"),
    ("10", "Nya projekt"),
    ("10.1", "Elektroniskt bevarande"),
    ("11", "Övriga aktiviteter"),
    ("11.1", "Möten och seminarier"),
    ("11.2", "Information och marknadsföring"),
    ("12", "Förslag till behandling av medel"),
    ("13", "Styrelsen"),
    ("14", "Resultaträkning och balansräkning"),
    ("14.1", "Noter"),
]


@pytest.fixture
def year() -> ReportYear:
    return example_year()


@pytest.fixture
def report() -> Report:
    return example_report()


def text_of(report: Report, number: str) -> str:
    (chapter,) = [c for c in report.chapters if c.number == number]
    return "\n".join(b.text for b in chapter.blocks if isinstance(b, Paragraph | Heading))


def table_of(report: Report, name: str) -> Table:
    (table,) = [
        b for c in report.chapters for b in c.blocks if isinstance(b, Table) and b.id == name
    ]
    return table


def test_the_chapters_are_those_of_the_published_report(report: Report) -> None:
    headings = []
    for chapter in report.chapters:
        headings.append((chapter.number, chapter.title))
        headings += [
            (b.number, b.text) for b in chapter.blocks if isinstance(b, Heading) and b.level == 2
        ]
    assert headings == [*PUBLISHED, ("14.2", "Ekonomin i bild")]  # the charts are an addition


def test_the_header_is_the_published_one(report: Report) -> None:
    header = report.header
    assert header.association == "Ideella föreningen Sambruk med firma Sambruk i Sverige"
    assert header.organisation_number == "802428-2785"
    assert header.prepared_by == "Claes-Olof Olsson, Verkställande tjänsteman"
    assert str(header.date) == "2008-02-07"
    assert (header.approved_by, header.version) == ("", "0.9")


def test_shares_and_counts_are_computed(report: Report) -> None:
    text = text_of(report, "4")
    assert "79 medlemmar" in text
    assert "75 kommuner" in text
    assert "25,9" in text  # 75 of 290; the published text says a little under 25 per cent
    assert "IT Västerbotten" in text


def test_the_levy_and_fee_tables(report: Report) -> None:
    assert [row.cells[1] for row in table_of(report, "levy").rows] == [7500, 7500, 10500, 13500]
    assert [row.cells[1:] for row in table_of(report, "fees").rows] == [
        (5000, 8000),
        (5000, 8000),
        (10000, 16000),
        (20000, 32000),
    ]


def test_the_accumulated_loss_is_computed(report: Report) -> None:
    rows = {str(row.cells[0]): row.cells[1] for row in table_of(report, "disposition").rows}
    assert rows["Ansamlad förlust"] == -67863
    assert rows["Balanseras i ny räkning"] == -67863


def test_the_board_that_signs(report: Report) -> None:
    signatures = [
        b
        for c in report.chapters
        if c.number == "13"
        for b in c.blocks
        if isinstance(b, Signatures)
    ]
    board, auditor = signatures
    assert str(board.date) == "2008-04-24"
    assert [p.name for p in board.people] == [
        "Stefan Hedin",
        "David Nyberg",
        "Olle Nilsson-Sträng",
        "Bo Frändén",
        "Bengt Svenson",
        "Roger Eriksson",
        "Inge Hansson",
        "Mats Green",
        "Jan Kylhammar",
        "Anders Malmqvist",
        "Staffan Cronholm",
    ]
    assert [p.in_place_of for p in board.people if p.in_place_of] == ["Christian Sagström"]
    assert board.people[0].title == "Ordförande"
    assert (auditor.people[0].name, auditor.people[0].title) == (
        "Pär Månsson",
        "Auktoriserad revisor",
    )


def test_the_row_after_interest_is_not_named_as_in_the_published_report(report: Report) -> None:
    labels = [row.cells[0] for row in table_of(report, "income_statement").rows]
    assert "Resultat efter finansiella poster" in labels
    assert "Resultat före finansiella poster" not in labels


def test_no_figure_name_or_date_is_typed_in_a_chapter(year: ReportYear) -> None:
    people = [p.name for p in year.register.board.people]
    members = [m.name for m in year.register.members if not m.reconstructed]
    for file in chapter_files(year):
        prose = re.sub(r"\{\{.*?\}\}", "", (PROJECT / file).read_text())
        assert not re.search(r"\d", prose), file
        assert not [name for name in people + members if name in prose and name != "Verva"], file


def test_a_chapter_added_to_the_folder_is_in_the_report(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    more = {"config/report/2021/02-mer.md": "# Mer\n\nVi är {{ members.organisations }}.\n"}
    folder = make_workspace(more)
    text = sambruk("--root", folder, "report").stdout
    assert "2 Mer\n=====\n\nVi är 1.\n" in text


def test_a_chapter_may_be_without_a_heading(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace({"config/report/2021/02-det-som-var.md": "Text.\n"})
    built, findings = build_report(report_year(folder, "2021"))
    assert findings == []
    assert built.chapters[1].title == "Det som var"


@pytest.mark.parametrize("value", ["inf", "-inf", "nan"])
def test_a_fact_is_a_number_that_there_is(make_workspace: MakeWorkspace, value: str) -> None:
    facts = f'[[facts]]\nid = "antal"\nvalue = {value}\nsource = "exempel"\n'
    folder = make_workspace({"config/report/2021/facts.toml": facts})
    (found,) = findings_in(folder)
    assert (found.code, found.line) == ("REG102", 3)


@pytest.mark.longer
def test_a_note_is_read_as_a_chapter_is(make_workspace: MakeWorkspace) -> None:
    text = "# Rubrik\n\n{{ members.total }} medlemmar, {{ facts.antal }} bussar.\n"
    facts = '[[facts]]\nid = "antal"\nvalue = 13\nsource = "exempel"\n'
    note, file = "config/report/2021/note-1.md", "config/report/2021/facts.toml"
    folder = make_workspace({note: text, file: facts})
    assert findings_in(folder) == ()
    report, _ = build_report(report_year(folder, "2021"))
    (chapter,) = report.chapters  # a heading within a note begins none
    assert Heading(4, "Rubrik") in chapter.blocks
    texts = [block.text for block in chapter.blocks if isinstance(block, Paragraph)]
    assert "tre medlemmar, 13 bussar." in texts


def test_a_table_in_the_text_of_a_note_is_called_as_the_note_is(
    make_workspace: MakeWorkspace,
) -> None:
    changes: Changes = {"config/report/2021/note-1.md": "| a | b |\n|---|---|\n| 1 | 2 |\n"}
    built, _ = build_report(report_year(make_workspace(changes), "2021"))
    blocks = [block for chapter in built.chapters for block in chapter.blocks]
    (table,) = (b for b in blocks if isinstance(b, Table) and b.id == "table")
    assert table.caption == "Not 1 Principer"


def test_an_association_without_a_number_has_a_dash_in_its_place(
    make_workspace: MakeWorkspace, sambruk: RunCommand, tmp_path: Path
) -> None:
    unnumbered = edited("config/association.toml", ('organisation_number = "802428-2785"\n', ""))
    folder = make_workspace(unnumbered)
    assert findings_in(folder) == ()
    report, _ = build_report(report_year(folder, "2021"))
    assert report.header.organisation_number == ""
    printed = sambruk("--root", folder, "report", "2021").stdout
    assert "Organisationsnummer: –" in printed
    sambruk("--root", folder, "sie", "export", "2021", "-o", tmp_path / "ut.se")
    exported = (tmp_path / "ut.se").read_bytes()
    assert b"#FNAMN" in exported
    assert b"#ORGNR" not in exported


def test_a_number_that_there_is_not_cannot_be_cited(make_workspace: MakeWorkspace) -> None:
    unnumbered = edited("config/association.toml", ('organisation_number = "802428-2785"\n', ""))
    cites = CHAPTER + "\nNummer {{ association.organisation_number }}.\n"
    folder = make_workspace(unnumbered, {"config/report/2021/01-verksamheten.md": cites})
    assert [item.code for item in findings_in(folder)] == ["RPT503"]
