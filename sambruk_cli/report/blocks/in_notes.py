"""The text of a note, with the blocks that a note may ask for."""

from __future__ import annotations

from functools import partial

from sambruk_cli.report.blocks.builder import Builder
from sambruk_cli.report.blocks.equity import equity_changes
from sambruk_cli.report.blocks.funds import funds
from sambruk_cli.report.blocks.grants import grants
from sambruk_cli.report.blocks.pledges import contingent_liabilities, pledged_assets, pledges
from sambruk_cli.report.narrative import Narrative
from sambruk_cli.report.note_text import read_note
from sambruk_cli.report.year import ReportYear

# What explains the statements; others are chapters of their own.
_IN_NOTES: dict[str, Builder] = {
    "block.pledges": pledges,
    "block.pledged_assets": pledged_assets,
    "block.contingent_liabilities": contingent_liabilities,
    "block.equity_changes": equity_changes,
    "block.funds": funds,
    "block.grants": grants,
}


def note_narrative(year: ReportYear, name: str) -> Narrative:
    """The text of a note with its placeholders and blocks filled in."""
    return read_note(year, name, {key: partial(build, year) for key, build in _IN_NOTES.items()})
