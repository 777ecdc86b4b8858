"""Blocks that a chapter asks for by name: tables and texts computed from books and register.

A new block is one function in a module of this folder and one line of the table below;
docs/placeholders.md describes it.
"""

from __future__ import annotations

from functools import partial

from sambruk_cli.report.blocks import (
    board,
    charts,
    equity,
    funds,
    grants,
    members,
    overview,
    pledges,
    projects,
    signatures,
    statements,
)
from sambruk_cli.report.blocks.builder import Builder
from sambruk_cli.report.year import ReportYear

# A report without these is not an annual report (ÅRL 2:1, 2:7).
REQUIRED = (
    "block.income_statement",
    "block.balance_sheet",
    "block.notes",
    "block.signatures",
)

BLOCKS: dict[str, Builder] = {
    "block.board_members": board.board_members,
    "block.board_deputies": board.board_deputies,
    "block.nominating_committee": board.nominating_committee,
    "block.auditors": board.auditors,
    "block.levy": members.levy,
    "block.fees": members.fees,
    "block.members_by_tier": members.members_by_tier,
    "block.members": members.members,
    "block.projects.active": partial(projects.projects_with, status="active"),
    "block.projects.network": partial(projects.projects_with, status="network"),
    "block.projects.dormant": partial(projects.projects_with, status="dormant"),
    "block.projects.new": partial(projects.projects_with, status="new"),
    "block.disposition": statements.disposition,
    "block.signatures": signatures.signatures,
    "block.auditors_report": signatures.auditors_report,
    "block.income_statement": statements.income_statement,
    "block.balance_sheet": statements.balance_sheet,
    "block.cash_flow": statements.cash_flow,
    "block.grants": grants.grants,
    "block.pledges": pledges.pledges,
    "block.pledged_assets": pledges.pledged_assets,
    "block.contingent_liabilities": pledges.contingent_liabilities,
    "block.notes": statements.notes,
    "block.multi_year": overview.multi_year,
    "block.equity_changes": equity.equity_changes,
    "block.funds": funds.funds,
    "block.result_allocation": funds.result_allocation,
    "block.chart.members": charts.members_chart,
    "block.chart.equity": charts.equity_chart,
}


def block_builders(year: ReportYear) -> dict[str, Builder]:
    """Every block that a chapter of this year can ask for, a chart of each note included."""
    of_notes: dict[str, Builder] = {
        f"block.chart.note.{note.number}": partial(charts.note_chart, note=note)
        for note in year.statements.notes
        if note.rows
    }
    return {**BLOCKS, **of_notes}
