"""Fixed assets by the register: cost, depreciation of the year, and the accounts beside it."""

from __future__ import annotations

from dataclasses import replace

from sambruk_cli.audit.section import Section
from sambruk_cli.audit.year import AuditYear
from sambruk_cli.closing.depreciation import accounts_of, plan_of
from sambruk_cli.document.model import Block, Heading, Table
from sambruk_cli.document.records import with_columns, without_empty
from sambruk_cli.messages import say
from sambruk_cli.register.assets import read_assets
from sambruk_cli.report.asset_tables import (
    ASSET_COST,
    ASSET_GONE,
    ASSET_LEFT,
    ASSET_LIFE,
    asset_accounts_table,
    asset_table,
)


def assets_section(year: AuditYear) -> Section:
    """What `sambruk assets` shows of the year."""
    language = year.language
    title = say(language, "Fixed assets")
    about = say(
        language, "What assets cost, their depreciation by plan, and their accounts in the books."
    )
    register, _, faults = read_assets(year.workspace)
    if faults:
        why = " ".join(f"{item.place}: {item.said.text(language)}" for item in faults)
        return Section("assets", title, about, nothing=why, notes=(why,))
    planned = plan_of(register.assets, year.fiscal)
    if not planned:
        nothing = say(language, "config/assets.toml has no asset of the year.")
        return Section("assets", title, about, nothing=nothing)
    table = asset_table(planned, language)
    compared = accounts_of(year.books, register.assets, year.fiscal)
    parts: list[tuple[str, Table]] = [
        (say(language, "Assets"), without_empty(with_columns(table, *ASSET_LIFE))),
        (say(language, "Acquisition value"), with_columns(table, *ASSET_COST)),
        (say(language, "Depreciation"), with_columns(table, *ASSET_LEFT)),
        (
            say(language, "Accounts at the end of the year"),
            asset_accounts_table(compared, language),
        ),
    ]
    gone = tuple(row for each, row in zip(planned, table.rows, strict=True) if each.disposed)
    if gone:
        sold = without_empty(with_columns(replace(table, rows=gone), *ASSET_GONE))
        parts.append((say(language, "Sold and scrapped"), sold))
    blocks: list[Block] = []
    for name, part in parts:
        blocks += [Heading(2, name), part]
    tables = tuple(replace(part, caption=f"{title}: {name}") for name, part in parts)
    notes: tuple[str, ...] = ()
    if any(each.closing != each.closing_in_books for each in compared):
        notes = (say(language, "Accounts of fixed assets differ from the plan."),)
    return Section("assets", title, about, tuple(blocks), tables, notes=notes)
