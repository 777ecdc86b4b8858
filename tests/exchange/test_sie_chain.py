"""Years of SIE files one after another: what the import books between them, worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from sambruk_cli import sie
from sambruk_cli.exchange.sie.into.chain import Chain, chained
from sambruk_cli.exchange.sie.into.ledger_year import Before, closing_voucher
from sambruk_cli.exchange.sie.into.shown import opening_that_follows, shown_beside
from sambruk_cli.exchange.sie.into.source_years import source_years
from sambruk_cli.fiscal import FiscalYear
from tests.exchange.test_sie_years import CHART, OPEN_2022, RENT, SALE, se, source

D = Decimal
Amounts = Mapping[str, str]
YEAR_2022 = FiscalYear("2022", date(2022, 1, 1), date(2022, 12, 31))


def chain(*texts: str, before: Before | None = None) -> Chain:
    files = [source(text, f"{place}.se") for place, text in enumerate(texts)]
    return chained(source_years(files, comparatives=False), CHART, before=before)


def shown(amounts: Mapping[str, Decimal]) -> dict[str, str]:
    return {account: f"{amount:.2f}" for account, amount in sorted(amounts.items())}


def codes(of: Chain) -> list[str]:
    return [fault.code for _, fault in of.faults]


@pytest.mark.parametrize(
    ("different", "is_whole", "expected"),
    [
        ({"2091": "5", "8999": "-5"}, True, {"2091": "5.00", "8999": "-5.00"}),
        ({"2110": "5", "8999": "-5"}, True, {}),  # untaxed reserves are no equity
        ({"2091": "5", "8810": "-5"}, True, {}),  # a change of them is no result that is booked
        ({"2091": "5", "8999": "-4"}, True, {}),
        ({"2099": "-600"}, False, {"2099": "-600.00", "8999": "600.00"}),
        ({"1930": "-600"}, False, {}),
    ],
)
def test_a_difference_is_a_closing_where_it_is_of_equity_and_the_result_alone(
    different: Amounts, is_whole: bool, expected: Amounts
) -> None:
    rows = {account: D(amount) for account, amount in different.items()}
    assert shown(closing_voucher(rows, is_whole=is_whole)) == expected


def in_books(*, moved: frozenset[str] = frozenset(), **own: str) -> Before:
    """Books that end 2022 with 600 earned and not booked, and 300 of an earlier result."""
    closing = {"1930": D(5900), "2091": D(-5000), "2099": D(-300)}
    return Before(
        YEAR_2022,
        closing,
        {"3001": D(-1000), "5010": D(400)},
        D(-600),
        {account.removeprefix("a"): D(amount) for account, amount in own.items()},
        moved,
    )


def test_an_earlier_result_that_the_import_booked_makes_room_for_the_next() -> None:
    text = se(2023, {"1930": "5900.00", "2091": "-5000.00"}, [SALE])
    found = chain(text, before=in_books(a2099="-300"))
    (year,) = found.years
    assert shown(year.closed_before) == {"2091": "-300.00", "2099": "-300.00", "8999": "600.00"}
    assert (shown(year.transfer), found.faults) == ({}, ())


def test_an_account_that_others_have_moved_is_left_to_them() -> None:
    text = se(2023, {"1930": "5900.00", "2091": "-5000.00"}, [SALE])
    found = chain(text, before=in_books(a2099="-300", moved=frozenset({"2099"})))
    (year,) = found.years
    assert shown(year.closed_before) == {"2099": "-600.00", "8999": "600.00"}
    assert (shown(year.transfer), found.faults) == ({}, ())


def test_what_imports_have_carried_on_is_no_difference_of_the_next_file() -> None:
    before = Before(
        YEAR_2022,
        {"1930": D(5900), "2091": D(-5300), "2099": D(-600)},
        {},
        D(0),
        {"2099": D(-600), "2091": D(-300)},
    )
    found = chain(se(2023, {"1930": "5900.00", "2091": "-5000.00"}, [SALE]), before=before)
    (year,) = found.years
    assert (shown(year.transfer), found.notes, found.faults) == ({}, (), ())


def two(lacks: str, *, earned: str = "600.00") -> Chain:
    """Two years that nobody closed, whose openings lack an amount."""
    sale = ("A 1", "0115", {"1930": earned, "3001": f"-{earned}"})
    first = {"1930": str(D(5000) + D(lacks)), "2091": "-5000.00"}
    second = {"1930": str(D(5000) + D(lacks) + D(earned)), "2091": "-5000.00"}
    return chain(se(2022, first, [sale]), se(2023, second, [SALE]))


def test_rounding_of_the_first_opening_is_income_and_no_result_to_carry_on() -> None:
    found = two("0.99")
    assert shown(found.years[0].transfer) == {"2099": "0.99", "3740": "-0.99"}
    assert shown(found.years[0].closed) == {"2099": "-600.99", "8999": "600.99"}
    assert (shown(found.years[1].transfer), found.faults) == ({}, ())


def test_from_a_krona_on_it_is_equity_which_the_next_result_moves_on() -> None:
    found = two("1.00")
    assert shown(found.years[0].transfer) == {}
    # 600 booked, and the krona of the opening from 2099 to 2091.
    assert shown(found.years[0].closed) == {
        "2091": "-1.00",
        "2099": "-599.00",
        "8999": "600.00",
    }
    assert (shown(found.years[1].transfer), found.faults) == ({}, ())


def test_a_result_of_less_than_a_krona_is_a_result_and_no_rounding() -> None:
    found = two("0.00", earned="0.50")
    assert shown(found.years[0].closed) == {"2099": "-0.50", "8999": "0.50"}
    assert shown(found.years[1].transfer) == {}
    assert "3740" not in found.added


@pytest.mark.parametrize(
    ("stated", "closed", "transfer"),
    [
        ("-600.00", {"2019": "-600.00", "8999": "600.00"}, {}),
        # Another amount is no result: the account is that which the files keep results on.
        ("-500.00", {"2099": "-600.00", "8999": "600.00"}, {"2019": "-500.00", "2099": "500.00"}),
    ],
)
def test_a_result_is_booked_where_the_next_year_has_just_it(
    stated: str, closed: Amounts, transfer: Amounts
) -> None:
    opening = {"1930": "5600.00", "2091": "-5000.00", "2019": stated}
    found = chain(se(2022, OPEN_2022, [SALE, RENT]), se(2023, opening, [SALE]))
    assert shown(found.years[0].closed) == closed
    assert shown(found.years[1].transfer) == transfer


@pytest.mark.parametrize(("more", "is_wrong"), [("0.99", False), ("1.00", True)])
def test_money_that_opens_otherwise_than_it_closed_is_a_fault_from_a_krona_on(
    more: str, is_wrong: bool
) -> None:
    closed = ("A 3", "1231", {"8999": "600.00", "2099": "-600.00"})
    opening = {"1930": str(D(5600) + D(more)), "2091": "-5000.00", "2099": "-600.00"}
    found = chain(se(2022, OPEN_2022, [SALE, RENT, closed]), se(2023, opening, [SALE]))
    assert codes(found) == (["SIE625"] if is_wrong else [])
    if not is_wrong:
        assert shown(found.years[1].transfer) == {"1930": "0.99", "3740": "-0.99"}


@pytest.mark.parametrize(("more", "is_wrong"), [("0.99", False), ("1.00", True)])
def test_balances_alone_that_do_not_sum_are_a_fault_from_a_krona_on(
    more: str, is_wrong: bool
) -> None:
    closing = {"1930": str(D(5600) + D(more)), "2091": "-5000.00"}
    result = {"3001": "-1000.00", "5010": "400.00"}
    text = se(2022, OPEN_2022, closing=closing, result=result).replace("#SIETYP 4", "#SIETYP 1")
    found = chain(text)
    assert ("SIE605" in codes(found)) is is_wrong
    assert shown(found.years[0].moved).get("3740") == (None if is_wrong else "-0.99")


def records(kind: str, amounts: Amounts) -> dict[str, sie.Balance]:
    lines = "".join(f"#{kind} 0 {account} {amount}\n" for account, amount in amounts.items())
    file = sie.read(f"#FLAGGA 0\n#SIETYP 4\n#RAR 0 20220101 20221231\n{lines}".encode("cp437"))
    return {balance.account: balance for balance in file.balances if balance.kind == kind}


@pytest.mark.parametrize(
    ("amount", "is_shown"),
    [
        ("-600", True),  # what the year has earned
        ("-1300", True),  # and what earlier years have, which the opening lacks
        ("100", False),
        ("-700", False),
    ],
)
def test_an_account_shows_a_result_where_it_holds_what_has_been_earned(
    amount: str, is_shown: bool
) -> None:
    moved = {"1930": D(600), "3001": D(-1000), "5010": D(400)}
    opening = records("IB", {"1930": "5700", "2091": "-5000"})
    closing = records("UB", {"1930": "6300", "2091": "-5000", "2099": amount})
    assert set(shown_beside(opening, closing, {}, moved)) == ({"2099"} if is_shown else set())


def test_an_opening_follows_only_where_the_file_says_what_every_moved_account_closed_with() -> None:
    closing, result = (
        records("UB", {"1930": "700", "2091": "-200"}),
        records("RES", {"3001": "-600"}),
    )
    moved = {"1930": D(500), "3001": D(-600), "1630": D(100)}
    assert opening_that_follows(closing, result, moved) == {}
    whole = closing | records("UB", {"1630": "100"})
    found = opening_that_follows(whole, result, moved)
    assert {account: str(record.amount) for account, record in found.items()} == {
        "1930": "200",
        "2091": "-200",
    }
    more = whole | records("UB", {"1930": "800"})
    assert opening_that_follows(more, result, moved) == {}  # 300 less 200: not whole
