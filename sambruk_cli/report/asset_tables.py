"""Fixed assets of a year as tables of the document model."""

from __future__ import annotations

from collections.abc import Iterable

from sambruk_cli.closing.depreciation import AssetAccount, AssetYear
from sambruk_cli.document.model import Column, Row, Table
from sambruk_cli.language import Language
from sambruk_cli.messages import say, say_in
from sambruk_cli.money import ZERO

# Columns of what assets cost, and of what has been depreciated.
ASSET_COST = ("name", "opening", "acquired", "disposed", "closing")
ASSET_LEFT = ("name", "written_off", "depreciation", "taken_off", "accumulated", "book_value")


def asset_table(planned: Iterable[AssetYear], language: Language) -> Table:
    """What a year does to each asset by plan, in kronor and öre."""

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


def asset_accounts_table(found: Iterable[AssetAccount], language: Language) -> Table:
    """The accounts of assets by plan and in the books at the end of a year; debit positive."""
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
