"""Security pledged and contingent liabilities, as notes of their own."""

from __future__ import annotations

from tests.conftest import MakeWorkspace, RunCommand, findings_in
from tests.workspaces import edited

NOTE = "config/report/2021/note-1.md"
TEXT = "{{ block.pledged_assets }}\n\n{{ block.contingent_liabilities }}\n"
PLEDGED = edited(
    "config/association.toml",
    (
        '[[reports.signatories]]\nperson = "anna-ek"',
        '[[reports.pledged_assets]]\ndescription = "Fastighetsinteckning"\namount = 120000\n\n'
        '[[reports.pledged_assets]]\ndescription = "Spärrat konto"\namount = 5000.50\n\n'
        '[[reports.signatories]]\nperson = "anna-ek"',
    ),
)


def test_a_note_lists_what_is_pledged_and_says_that_nothing_is_owed(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace(PLEDGED, {NOTE: TEXT})
    assert findings_in(folder) == ()
    for form in ("text", "markdown", "html"):
        shown = sambruk("--root", folder, "report", "2021", "-f", form).stdout
        assert "Ställda säkerheter" in shown
        assert "000,50" in shown
    statements = sambruk("--root", folder, "statements", "2021").stdout
    assert "125 000,50" in statements
    assert "Inga" in statements


def test_other_blocks_are_no_part_of_a_note(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace({NOTE: "{{ block.notes }}\n"})
    assert [(f.code, f.file) for f in findings_in(folder)] == [("RPT503", NOTE)]
