"""What `sambruk assets` shows: each fixed asset in a year, and the accounts that hold them."""

from __future__ import annotations

from collections.abc import Iterable

from sambruk_cli.closing.depreciation import AssetAccount, AssetYear, accounts_of, plan_of
from sambruk_cli.document.model import Block, Column, Heading, Paragraph, Row, Table
from sambruk_cli.document.records import records, with_columns
from sambruk_cli.findings import Stop
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.language import Language
from sambruk_cli.messages import say, say_in
from sambruk_cli.money import ZERO
from sambruk_cli.register.assets import read_assets
from sambruk_cli.session import Session
from sambruk_cli.views.view import View

_COST = ("name", "opening", "acquired", "disposed", "closing")
_LEFT = ("name", "written_off", "depreciation", "taken_off", "accumulated", "book_value")


def assets_view(session: Session, year: FiscalYear) -> View:
    """Assets that are there in a year, in kronor and öre, and their accounts beside the books.

    Raises:
      Stop: when config/assets.toml cannot be read.
    """
    language = session.language
    register, _, faults = read_assets(session.workspace)
    if faults:
        raise Stop(*faults)
    planned = plan_of(register.assets, year)
    table = _table(planned, language)
    accounts = _accounts(accounts_of(session.books, register.assets, year), language)
    blocks: list[Block] = [Heading(2, say(language, "Fixed assets {year}", year=year.label))]
    if not planned:
        blocks.append(Paragraph.of(say(language, "Nothing.")))
    else:
        blocks += [
            Heading(3, say(language, "Acquisition value")),
            with_columns(table, *_COST),
            Heading(3, say(language, "Depreciation")),
            with_columns(table, *_LEFT),
        ]
    if accounts.rows:
        blocks += [Heading(3, say(language, "Accounts at the end of the year")), accounts]
    return View(
        tuple(blocks),
        table,
        lambda: {"year": year.label, "assets": records(table), "accounts": records(accounts)},
    )


def _table(planned: Iterable[AssetYear], language: Language) -> Table:
    def amount(title: str, key: str) -> Column:
        return Column(title, "amount", 2, key=key)

    columns = (
        Column("", key="id"),
        Column(say(language, "Asset"), key="name"),
        Column("", key="account"),
        Column("", "date", key="acquired_on"),
        Column("", "count", key="months"),
        Column("", key="part_of"),
        amount(say_in(language, "balance", "Opening"), "opening"),
        amount(say_in(language, "fixed assets", "Acquired"), "acquired"),
        amount(say_in(language, "fixed assets", "Disposed"), "disposed"),
        amount(say_in(language, "balance", "Closing"), "closing"),
        amount(say_in(language, "balance", "Opening"), "written_off"),
        amount(say_in(language, "of the year", "Depreciation"), "depreciation"),
        amount(say_in(language, "fixed assets", "Disposed"), "taken_off"),
        amount(say_in(language, "balance", "Closing"), "accumulated"),
        amount(say(language, "Book value"), "book_value"),
    )
    rows = [
        Row(
            (
                each.asset.id,
                each.asset.name,
                each.asset.account,
                each.asset.acquired,
                each.asset.months,
                each.asset.part_of,
                each.opening,
                each.acquired,
                each.disposed,
                each.closing,
                each.written_off,
                each.depreciation,
                each.taken_off,
                each.accumulated,
                each.book_value,
            )
        )
        for each in planned
    ]
    return Table("assets", columns, tuple(rows))


def _accounts(found: Iterable[AssetAccount], language: Language) -> Table:
    columns = (
        Column(say(language, "Account"), key="account"),
        Column(say_in(language, "fixed assets", "By plan"), "amount", 2, key="planned"),
        Column(say_in(language, "fixed assets", "In the books"), "amount", 2, key="booked"),
        Column(say(language, "Difference"), "amount", 2, key="difference"),
    )
    rows = (
        Row((a.number, a.closing, a.closing_in_books, a.closing_in_books - a.closing or ZERO))
        for a in found
    )
    return Table("accounts", columns, tuple(rows))
