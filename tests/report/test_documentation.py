"""The documentation of the bookkeeping system: what is filled in, and which blanks are left."""

from __future__ import annotations

from datetime import date

import pytest

from sambruk_cli.document.model import Report, Table
from sambruk_cli.findings import Stop
from sambruk_cli.fiscal import FiscalYear, kept_through
from sambruk_cli.render.text import report_text
from sambruk_cli.session import Session
from sambruk_cli.views.documentation import documentation
from sambruk_cli.workspace import Workspace
from tests.checks.cases.law import keeping
from tests.conftest import MakeWorkspace
from tests.sessions import read_checked
from tests.workspaces import edited

TOLD = """\
responsible = "Anna Ek, kassör"
access = "Kassören och ordföranden"
review = "Ordföranden läser varje ändring"
backups = "Hos värden varje natt"
other_programs = "Banken"
vouchers_on_paper = "Pärm i lokalen"
abroad = "Inget"

[[series]]
series = "A"
use = "Alla verifikationer"

[[accounts]]
account = "1930"
use = "Föreningens enda konto i bank"

[[archive]]
what = "Protokoll"
where = "Pärmen Protokoll"
form = "paper"
"""


def session_of(make_workspace: MakeWorkspace, **files: str) -> Session:
    named: dict[str, str | bytes | None] = {}
    if "told" in files:
        named["config/documentation.toml"] = files["told"]
    return read_checked(Workspace(make_workspace(named)), cache=False)


def table(document: Report, name: str) -> Table:
    return next(
        block
        for chapter in document.chapters
        for block in chapter.blocks
        if isinstance(block, Table) and block.id == name
    )


@pytest.mark.parametrize(
    ("end", "through"),
    [
        (date(2007, 12, 31), date(2014, 12, 31)),
        (date(2007, 6, 30), date(2014, 12, 31)),  # from the calendar year, not from the day
        (date(2008, 1, 31), date(2015, 12, 31)),
        (date(9998, 12, 31), date(9999, 12, 31)),
    ],
)
def test_records_are_kept_through_the_seventh_calendar_year(end: date, through: date) -> None:
    assert kept_through(FiscalYear("x", date(2007, 1, 1), end)) == through


def test_what_only_the_association_knows_is_a_blank_until_it_says_so(
    make_workspace: MakeWorkspace,
) -> None:
    text = report_text(documentation(session_of(make_workspace)))
    assert text.count("[fylls i:") >= 9
    assert "Anna Ek, kassör" not in text
    told = report_text(documentation(session_of(make_workspace, told=TOLD)))
    assert "Anna Ek, kassör" in told
    assert "Föreningens enda" in told
    # Cash or invoices, and where the signed accounts of either year are, is left to say.
    assert told.count("[fylls i:") == 3


def test_years_series_and_days_are_those_of_the_books(make_workspace: MakeWorkspace) -> None:
    document = documentation(session_of(make_workspace))
    years = [row.cells[:5] for row in table(document, "fiscal_years").rows]
    assert [cells[0] for cells in years] == ["2020", "2021"]
    assert [cells[3] for cells in years] == ["stängt", "öppet"]
    numbers = {row.cells[0]: row.cells[1:] for row in table(document, "numbers").rows}
    assert numbers["2020"] == ("A1", "A5", 5)
    records = table(document, "records")
    assert {row.cells[0]: row.cells[3] for row in records.rows if row.role == "heading"} == {
        "2020": date(2027, 12, 31),
        "2021": date(2028, 12, 31),
    }
    rows = {row.cells[0]: row.cells[2] for row in table(document, "accounts").rows}
    assert rows["1930"] == "Kassa och bank"
    assert str(rows["8999"]).startswith("(bokslutskonto")


def test_a_document_that_is_there_is_listed_by_folder_and_one_elsewhere_counted(
    make_workspace: MakeWorkspace,
) -> None:
    changed = edited(
        "ledger/2021.beancount",
        ('  ver: "A5"\n', '  ver: "A5"\n  document: "kvitton/a5.pdf"\n'),
        ('  ver: "A4"\n', '  ver: "A4"\n  document: "Pärm 3"\n'),
    )
    folder = make_workspace({**changed, "kvitton/a5.pdf": "%PDF"})
    document = documentation(read_checked(Workspace(folder), cache=False))
    found = [row.cells for row in table(document, "records").rows]
    assert ("Verifikationernas underlag", "kvitton/", 1, date(2028, 12, 31)) in found
    assert any(
        c[0] == "Underlag som anges men inte finns i arbetsytan" and c[2] == 1 for c in found
    )


def test_what_the_association_keeps_and_has_locked_is_said(make_workspace: MakeWorkspace) -> None:
    files = keeping(
        "2021-01-01",
        'keeps = ["document", "registered"]',
        'entered = "quarter"',
        "[[bookkeeping.locks]]",
        "through = 2021-06-30",
        "on = 2021-07-10",
    )
    document = documentation(read_checked(Workspace(make_workspace(files)), cache=False))
    said = {row.cells[0]: row.cells[1] for row in table(document, "access").rows}
    assert said["Vad verifikationer anger från och med 2021-01-01"] == "underlag, registreringsdag"
    assert said["När betalningar bokförs"] == (
        "inom 50 dagar efter kvartalet; kontanter påföljande arbetsdag"
    )
    assert said["Låst till och med"] == "2021-06-30"


def test_the_same_books_give_the_same_document(make_workspace: MakeWorkspace) -> None:
    session = session_of(make_workspace, told=TOLD)
    assert documentation(session) == documentation(session)


def test_a_fault_in_its_file_stops_it(make_workspace: MakeWorkspace) -> None:
    session = session_of(make_workspace, told='responsibel = "Anna"\n')
    assert [item.code for item in session.findings] == ["REG101"]  # and validate says so
    with pytest.raises(Stop) as stopped:
        documentation(session)
    assert [item.code for item in stopped.value.findings] == ["REG101"]
