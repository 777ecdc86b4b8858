"""What the pack says that validate finds: one count everywhere, what is waived apart."""

from __future__ import annotations

from sambruk_cli.audit.findings import findings_section
from sambruk_cli.audit.lay.checklist import checklist_section
from sambruk_cli.audit.pack import index_of, parts_of
from sambruk_cli.audit.year import gather_audit
from sambruk_cli.document.model import Table
from sambruk_cli.workspace import Workspace
from tests.checks.cases.law import keyed
from tests.conftest import MakeWorkspace
from tests.sessions import read_checked

# Two documents that are not there: one warning is waived, one stands.
KEYS = keyed("A6", 'document: "kvitton/6.pdf"', 'waiver: "BOK233: kvittot är borta"')
JOURNAL = "ledger/2021.beancount"
CHANGES = {
    JOURNAL: str(KEYS[JOURNAL]).replace(
        '  ver: "A5"\n', '  ver: "A5"\n  document: "kvitton/5.pdf"\n'
    )
}
TALLY = "0 errors, 1 warning, 1 waived"


def test_the_pack_counts_findings_once_and_those_waived_apart(
    make_workspace: MakeWorkspace,
) -> None:
    session = read_checked(Workspace(make_workspace(CHANGES)), cache=False).in_language("en")
    fiscal = session.register.year("2021")
    assert fiscal is not None
    year = gather_audit(session, session, fiscal)
    section = findings_section(year)
    assert section.notes == (f"The checks find: {TALLY}.",)
    (table,) = section.tables
    rows = [[str(getattr(cell, "text", cell)) for cell in row.cells] for row in table.rows]
    assert [(row[0], row[1], row[-1]) for row in rows] == [
        ("BOK233", "warning", ""),
        ("BOK233", "waived", "kvittot är borta"),
    ]
    facts = index_of(year, parts_of(()), {}).chapters[0].blocks[0]
    assert isinstance(facts, Table)
    assert ("Findings of validate", TALLY) in [row.cells for row in facts.rows]
    points = [row.cells for table in checklist_section(year).tables for row in table.rows]
    assert any(f"The checks find: {TALLY}." in str(cells) for cells in points)
