"""What `sambruk assets` shows: each fixed asset in a year, and the accounts that hold them."""

from __future__ import annotations

from dataclasses import replace

from sambruk_cli.closing.depreciation import accounts_of, plan_of, whole_plan
from sambruk_cli.document.model import Block, Heading, Paragraph
from sambruk_cli.document.records import records, with_columns, without_empty
from sambruk_cli.findings import Stop
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.messages import say
from sambruk_cli.register.assets import read_assets
from sambruk_cli.report.asset_tables import (
    ASSET_COST,
    ASSET_GONE,
    ASSET_LEFT,
    ASSET_LIFE,
    asset_accounts_table,
    asset_plan_table,
    asset_table,
)
from sambruk_cli.session import Session
from sambruk_cli.views.view import View


def assets_view(session: Session, year: FiscalYear, *, to_the_end: bool = False) -> View:
    """Assets that are there in a year, in kronor and öre, and their accounts beside the books.

    Args:
      to_the_end: whether the depreciation of the years that follow is shown, too.
    Raises:
      Stop: when config/assets.toml cannot be read.
    """
    language = session.language
    register, _, faults = read_assets(session.workspace)
    if faults:
        raise Stop(*faults)
    planned = plan_of(register.assets, year)
    table = asset_table(planned, language)
    plan = asset_plan_table(
        whole_plan((each.asset for each in planned), session.register.years, year), language
    )
    accounts = asset_accounts_table(accounts_of(session.books, register.assets, year), language)
    blocks: list[Block] = [Heading(2, say(language, "Fixed assets {year}", year=year.label))]
    if not planned:
        blocks.append(Paragraph.of(say(language, "Nothing.")))
    else:
        blocks += [
            without_empty(with_columns(table, *ASSET_LIFE)),
            Heading(3, say(language, "Acquisition value")),
            with_columns(table, *ASSET_COST),
            Heading(3, say(language, "Depreciation")),
            with_columns(table, *ASSET_LEFT),
        ]
    gone = tuple(row for each, row in zip(planned, table.rows, strict=True) if each.disposed)
    if gone:
        sold = with_columns(replace(table, rows=gone), *ASSET_GONE)
        blocks += [Heading(3, say(language, "Sold and scrapped")), without_empty(sold)]
    if to_the_end and plan.rows:
        shown = with_columns(plan, "name", "year_ends", "depreciation", "book_value")
        blocks += [Heading(3, say(language, "Depreciation by plan")), shown]
    if accounts.rows:
        blocks += [Heading(3, say(language, "Accounts at the end of the year")), accounts]
    return View(
        tuple(blocks),
        table,
        lambda: {
            "year": year.label,
            "assets": records(table),
            "plan": records(plan),
            "accounts": records(accounts),
        },
    )
