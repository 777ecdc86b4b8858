"""Depreciation by plan, worked out by hand, and what closing a year books of it."""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sambruk_cli.closing.depreciation import depreciated, plan_of, whole_plan
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.register.assets import FixedAsset
from tests.conftest import Changes, MakeWorkspace, RunCommand
from tests.extent import sample, tried
from tests.workspaces import edited

CHART = "ledger/chart.beancount"
LEDGER = "ledger/2021.beancount"
TODAY = ("--today", "2022-04-20")
SERVER = """\
[[assets]]
id = "server"
name = "Server"
account = "1220"
accumulated = "1229"
expense = "7830"
acquired = 2021-10-10
value = 1000
months = 36
"""
# Bought for 1000 of the 2700 kronor that the bank has at the end of 2021.
WITH_SERVER: Changes = {
    "config/assets.toml": SERVER,
    **edited(
        CHART,
        (
            "2019-12-31 open Expenses:4010",
            "2019-12-31 open Assets:1220-Inventarier SEK\n"
            "2019-12-31 open Assets:1229-Avskrivningar SEK\n"
            "2019-12-31 open Expenses:7830-Avskrivning SEK\n"
            "2019-12-31 open Expenses:4010",
        ),
    ),
    **edited(
        LEDGER,
        (
            '2021-07-01 * "Övrig intäkt"',
            '2021-10-10 * "Server"\n  ver: "A7"\n  Assets:1220-Inventarier  1000.00 SEK\n'
            '  Assets:1930-Bank  -1000.00 SEK\n\n2021-07-01 * "Övrig intäkt"',
        ),
    ),
    **edited(
        "config/statements.toml",
        ('accounts = ["1900-1999"]', 'accounts = ["1200-1299", "1900-1999"]'),
        ('accounts = ["4000-8998"]', 'accounts = ["4000-7999"]'),
    ),
}


def asset(**values: Any) -> FixedAsset:
    usual = {
        "id": "server",
        "name": "Server",
        "account": "1220",
        "accumulated": "1229",
        "expense": "7830",
        "acquired": date(2021, 10, 10),
        "value": Decimal(1000),
        "months": 36,
    }
    return FixedAsset.model_validate({**usual, **values})


def year(label: int) -> FiscalYear:
    return FiscalYear(str(label), date(label, 1, 1), date(label, 12, 31))


def money(*amounts: int) -> list[Decimal]:
    return [Decimal(amount) for amount in amounts]


def of_years(of: FixedAsset, *labels: int) -> list[str]:
    planned = [plan_of([of], year(label)) for label in labels]
    return [str(sum((each.depreciation for each in those), Decimal(0))) for those in planned]


def test_three_years_from_october_are_four_in_the_books() -> None:
    # 1000 / 36 = 27.777...: 3 months 83.33, 15 months 416.67, 27 months 750.00, then the rest.
    assert of_years(asset(), 2021, 2022, 2023, 2024, 2025) == [
        "83.33",
        "333.34",
        "333.33",
        "250.00",
        "0.00",
    ]


def test_a_leap_year_is_as_long_as_another() -> None:
    of = asset(acquired=date(2020, 2, 29), value=Decimal(1200), months=12)
    assert depreciated(of, date(2020, 2, 28)) == 0
    assert depreciated(of, date(2020, 2, 29)) == 100
    assert of_years(of, 2020, 2021) == ["1100.00", "100.00"]


def test_depreciation_begins_on_its_day_leaves_the_residual_and_ends_with_the_asset() -> None:
    of = asset(residual=Decimal(100), months=9, disposed=date(2022, 3, 31))
    # 900 over 9 months: October to December, then January and February; March does not count.
    assert of_years(of, 2021, 2022) == ["300.00", "200.00"]
    (gone,) = plan_of([of], year(2022))
    assert [gone.closing, gone.accumulated, gone.book_value] == [Decimal(0)] * 3
    assert [gone.disposed, gone.taken_off] == [Decimal(1000), Decimal(500)]
    assert plan_of([of], year(2020)) == plan_of([of], year(2023)) == ()
    later = asset(**{"from": date(2022, 1, 1)})
    assert of_years(later, 2021, 2022) == ["0", "333.33"]


def test_a_life_in_years_is_one_in_months() -> None:
    assert of_years(asset(months=None, years=3), 2021, 2022) == of_years(asset(), 2021, 2022)


def test_what_was_depreciated_before_the_plan_is_taken_off_first() -> None:
    # Bought long ago for 9000 and written down by 4000; 500 are to be left after 27 months.
    of = asset(
        acquired=date(2004, 5, 10),
        value=Decimal(9000),
        residual=Decimal(500),
        earlier=Decimal(4000),
        months=27,
        **{"from": date(2021, 1, 1)},
    )
    assert depreciated(of, date(2004, 5, 9)) == 0
    assert depreciated(of, date(2004, 5, 10)) == depreciated(of, date(2020, 12, 31)) == 4000
    # 4500 / 27 is 166.666...: 12 months 2000.00, 24 months 4000.00, then the rest.
    assert of_years(of, 2020, 2021, 2022, 2023) == ["0", "2000.00", "2000.00", "500.00"]
    (last,) = plan_of([of], year(2023))
    assert [last.written_off, last.accumulated, last.book_value] == money(8000, 8500, 500)


@pytest.mark.parametrize(
    ("proceeds", "gain"), [(Decimal(520), Decimal(20)), (Decimal(0), Decimal(-500)), (None, None)]
)
def test_a_sale_brings_what_is_paid_beyond_the_book_value(
    proceeds: Decimal | None, gain: Decimal | None
) -> None:
    # 900 over 9 months from October: 500 are written off by the end of February.
    of = asset(residual=Decimal(100), months=9, disposed=date(2022, 3, 31), proceeds=proceeds)
    (before,), (sold,) = plan_of([of], year(2021)), plan_of([of], year(2022))
    assert (before.given_up, before.gain) == (None, None)
    assert (sold.given_up, sold.gain) == (Decimal(500), gain)


def test_an_asset_that_goes_on_the_first_day_of_a_year_goes_in_that_year() -> None:
    of = asset(disposed=date(2022, 1, 1))
    (gone,) = plan_of([of], year(2022))
    figures = [gone.opening, gone.disposed, gone.closing, gone.depreciation]
    assert figures == money(1000, 1000, 0, 0)
    (before,) = plan_of([of], year(2021))
    assert [before.disposed, before.closing] == money(0, 1000)


def test_the_whole_plan_ends_with_the_life_of_the_asset_or_with_the_asset() -> None:
    # Years that begin in July, of which the register has one that was shortened.
    short = FiscalYear("2022", date(2022, 1, 1), date(2022, 6, 30))

    def planned(of: FixedAsset) -> list[tuple[str, str, str]]:
        return [
            (str(each.year.end), str(each.depreciation), str(each.book_value))
            for each in whole_plan([of], [short], short)
        ]

    # 1000 / 36 from October 2021: 83.33 before, 250.00 through June, 583.33, 916.67, 1000.
    assert planned(asset()) == [
        ("2022-06-30", "166.67", "750.00"),
        ("2023-06-30", "333.33", "416.67"),
        ("2024-06-30", "333.34", "83.33"),
        ("2025-06-30", "83.33", "0.00"),
    ]
    sold = asset(disposed=date(2023, 1, 10))
    # Through December 2022: 15 months, 416.67.
    assert planned(sold) == [("2022-06-30", "166.67", "750.00"), ("2023-06-30", "166.67", "0.00")]
    end = FiscalYear("9999", date(9999, 1, 1), date(9999, 12, 31))
    assert len(whole_plan([asset(acquired=date(9999, 1, 1))], [end], end)) == 1


@tried(200)
@given(
    value=st.integers(1, 10**9),
    part=st.integers(0, 100),
    months=st.integers(1, 240),
    acquired=st.dates(date(2000, 1, 1), date(2030, 12, 31)),
)
def test_the_years_together_are_what_the_asset_cost_less_its_residual(
    value: int, part: int, months: int, acquired: date
) -> None:
    cost = Decimal(value).scaleb(-2)
    residual = Decimal(value * part // 100).scaleb(-2)
    of = asset(value=cost, residual=residual, months=months, acquired=acquired)
    amounts = [
        planned.depreciation
        for label in range(acquired.year, acquired.year + months // 12 + 2)
        for planned in plan_of([of], year(label))
    ]
    assert sum(amounts) == cost - residual
    assert all(amount >= 0 and amount == round(amount, 2) for amount in amounts)


def closing(sambruk: RunCommand, *arguments: Any) -> dict[str, Any]:
    shown = sambruk("--root", *arguments, *TODAY, "-f", "json")
    found: dict[str, Any] = json.loads(shown.stdout)
    return found


def test_closing_books_the_depreciation_and_then_the_result(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    root = make_workspace(WITH_SERVER)
    found = closing(sambruk, root, "close", "2021", "--write")
    assert found["findings"] == []
    depreciation, result = (step["vouchers"][0] for step in found["steps"][:2])
    assert (depreciation["ver"], result["ver"]) == ("A8", "A9")
    assert [p["amount"] for p in depreciation["postings"]] == ["83.33", "-83.33"]
    # 600 before it.
    assert [p["amount"] for p in result["postings"]] == ["516.67", "-516.67"]
    journal = (root / LEDGER).read_text()
    assert re.search(r"2022-01-01 balance Assets:1229-Avskrivningar +-83\.33 SEK", journal)
    assert closing(sambruk, root, "close", "2021", "--write")["files"] == []
    shown = closing(sambruk, root, "assets", "2021")
    assert [row["difference"] for row in shown["accounts"]] == ["0.00", "0.00"]
    assert shown["assets"][0]["book_value"] == "916.67"


def test_what_is_booked_by_hand_is_not_booked_again(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    root = make_workspace(WITH_SERVER)
    with (root / LEDGER).open("a") as journal:
        journal.write(
            '\n2021-10-31 * "Avskrivning"\n  ver: "A8"\n  Expenses:7830-Avskrivning  27.78 SEK\n'
            "  Assets:1229-Avskrivningar  -27.78 SEK\n"
        )
    found = closing(sambruk, root, "close", "2021", "--monthly", "--write")
    vouchers = found["steps"][0]["vouchers"]
    # 55.56 through November, 83.33 through December.
    assert [(v["date"], v["postings"][0]["amount"]) for v in vouchers] == [
        ("2021-11-30", "27.78"),
        ("2021-12-31", "27.77"),
    ]
    assert found["written"]
    assert closing(sambruk, root, "close", "2021", "--monthly", "--write")["files"] == []


def test_a_sale_of_the_year_is_no_depreciation_of_it(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    root = make_workspace(WITH_SERVER)
    assets = root / "config/assets.toml"
    assets.write_text(SERVER + "disposed = 2021-12-15\nproceeds = 900\n")
    with (root / LEDGER).open("a") as journal:
        journal.write(
            '\n2021-12-15 * "Servern såld"\n  ver: "A8"\n  Assets:1930-Bank  900.00 SEK\n'
            "  Assets:1229-Avskrivningar  55.56 SEK\n  Expenses:4010-Kostnader  44.44 SEK\n"
            "  Assets:1220-Inventarier  -1000.00 SEK\n"
        )
    found = closing(sambruk, root, "close", "2021", "--write")
    (voucher,) = found["steps"][0]["vouchers"]
    # October and November; what the sale took off 1229 turns nothing of it.
    assert [p["amount"] for p in voucher["postings"]] == ["55.56", "-55.56"]
    shown = closing(sambruk, root, "assets", "2021")
    assert [row["difference"] for row in shown["accounts"]] == ["0.00", "0.00"]
    (sold,) = shown["assets"]
    of_sale = [sold[key] for key in ("value_given_up", "proceeds", "gain")]
    assert of_sale == ["944.44", "900.00", "-44.44"]


def test_the_years_that_follow_are_shown_where_they_are_asked_for(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    root = make_workspace(WITH_SERVER)
    shown = closing(sambruk, root, "assets", "2021")
    assert [(row["year_ends"], row["depreciation"]) for row in shown["plan"]] == [
        ("2021-12-31", "83.33"),
        ("2022-12-31", "333.34"),
        ("2023-12-31", "333.33"),
        ("2024-12-31", "250.00"),
    ]
    said = sambruk("--root", root, "assets", "2021").stdout
    assert "2024-12-31" not in said
    assert "3 år, linjärt" in said
    assert "2024-12-31" in sambruk("--root", root, "assets", "2021", "--plan").stdout


UNFIT = (
    ("months = 36", "years = 3\nmonths = 36"),
    ("months = 36", ""),
    ("months = 36", "months = 36\nearlier = 100"),
    ("months = 36", "months = 36\nfrom = 2021-11-01\nearlier = 1001"),
    ("months = 36", "months = 36\nproceeds = 1"),
    ("months = 36", "months = 36\ndisposed = 2021-12-01\nproceeds = -1"),
    ("value = 1000", "value = 0"),
    ("value = 1000", "value = 1000\nresidual = 1001"),
    ("months = 36", "months = 0"),
    ("months = 36", "months = 36\nfrom = 2021-10-09"),
    ("months = 36", "months = 36\ndisposed = 2021-10-09"),
    ("months = 36", 'months = 36\nmethod = "declining"'),
    ('"1229"', '"1930"\npart_of = "server"'),
    ('"7830"', '"1220"'),
    ("months = 36", "months = 36\n" + SERVER),
)


@pytest.mark.parametrize("unfit", sample(UNFIT, kept=(UNFIT[1], UNFIT[7], UNFIT[12], UNFIT[13])))
def test_what_an_asset_cannot_be_stands_in_the_way_of_closing(
    unfit: tuple[str, str], make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    root = make_workspace({**WITH_SERVER, "config/assets.toml": SERVER.replace(*unfit)})
    found = closing(sambruk, root, "close", "2021", "--write")
    assert "config/assets.toml" in {item["file"] for item in found["findings"]}
    assert not found["written"]
