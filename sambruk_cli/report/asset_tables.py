"""Fixed assets of a year as tables of the document model."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sambruk_cli.closing.depreciation import AssetAccount, AssetYear, DepreciationYear
from sambruk_cli.document.cell import Cell, Shown
from sambruk_cli.document.model import Column, Row, Table
from sambruk_cli.language import Language
from sambruk_cli.messages import say, say_count, say_in
from sambruk_cli.money import ZERO
from sambruk_cli.register.assets import FixedAsset

# Columns of what the register says of assets, and of what became of those that are gone.
ASSET_LIFE = ("name", "acquired_on", "from", "months", "residual", "part_of")
ASSET_GONE = ("name", "disposed_on", "value_given_up", "proceeds", "gain")
# Columns of what assets cost, and of what has been depreciated.
ASSET_COST = ("name", "opening", "acquired", "disposed", "closing")
ASSET_LEFT = ("name", "written_off", "depreciation", "taken_off", "accumulated", "book_value")


def asset_table(planned: Sequence[AssetYear], language: Language) -> Table:
    """What the register says of each asset and what a year does to it by plan, to the öre."""

    def amount(title: str, key: str) -> Column:
        return Column(title, "amount", 2, key=key)

    columns = (
        Column("", key="id"),
        Column(say(language, "Asset"), key="name"),
        Column("", key="account"),
        Column(say_in(language, "of a fixed asset", "Acquired"), "date", key="acquired_on"),
        Column(say(language, "Part of"), key="part_of"),
        amount(say_in(language, "balance", "Opening"), "opening"),
        amount(say_in(language, "fixed assets", "Acquired"), "acquired"),
        amount(say_in(language, "fixed assets", "Disposed"), "disposed"),
        amount(say_in(language, "balance", "Closing"), "closing"),
        amount(say_in(language, "balance", "Opening"), "written_off"),
        amount(say_in(language, "of the year", "Depreciation"), "depreciation"),
        amount(say_in(language, "fixed assets", "Disposed"), "taken_off"),
        amount(say_in(language, "balance", "Closing"), "accumulated"),
        amount(say(language, "Book value"), "book_value"),
        Column(say_in(language, "of a fixed asset", "Depreciated from"), "date", key="from"),
        Column(say(language, "Depreciated over"), key="months"),
        Column("", key="method"),
        amount(say(language, "Residual value"), "residual"),
        Column(say_in(language, "of a fixed asset", "Disposed on"), "date", key="disposed_on"),
        amount(say(language, "Book value then"), "value_given_up"),
        amount(say(language, "Proceeds"), "proceeds"),
        amount(say(language, "Gain or loss"), "gain"),
    )
    rows = [
        Row(
            (
                each.asset.id,
                each.asset.name,
                each.asset.account,
                each.asset.acquired,
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
                each.asset.starts if each.asset.from_ else Shown("", each.asset.starts),
                Shown(_life(each.asset, language), each.asset.life),
                each.asset.method,
                each.asset.residual or Shown("", each.asset.residual),
                each.asset.disposed if each.disposed else None,
                each.given_up,
                each.asset.proceeds if each.disposed else None,
                each.gain,
            )
        )
        for each in planned
    ]
    return Table("assets", columns, tuple(rows))


def _life(asset: FixedAsset, language: Language) -> str:
    """A useful life in years where it is whole years, else in months; and the method."""
    years, months = divmod(asset.life, 12)
    life = say_count(language, asset.life, "1 month", "{number} months")
    if not months:
        life = say_count(language, years, "1 year", "{number} years")
    return say(language, "{life}, straight-line", life=life)


def asset_plan_table(planned: Iterable[DepreciationYear], language: Language) -> Table:
    """The depreciation of each asset by fiscal year, to the end of its plan."""
    columns = (
        Column("", key="asset"),
        Column(say(language, "Asset"), key="name"),
        Column(say_in(language, "of a fiscal year", "Year that ends on"), "date", key="year_ends"),
        Column(say_in(language, "of the year", "Depreciation"), "amount", 2, key="depreciation"),
        Column(say(language, "Book value"), "amount", 2, key="book_value"),
    )
    rows: list[Row] = []
    for each in planned:
        name = each.asset.name
        if rows and rows[-1].cells[0] == each.asset.id:  # it is said once
            name_cell: Cell = Shown("", name)
        else:
            name_cell = name
        cells = (each.asset.id, name_cell, each.year.end, each.depreciation, each.book_value)
        rows.append(Row(cells))
    return Table("plan", columns, tuple(rows))


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
