"""What is worth a look: round amounts, amounts alike, days of rest, one hand. All by hand."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from sambruk_cli.audit.named_documents import DocumentState, VoucherDocument
from sambruk_cli.audit.patterns.amounts import alike_amounts, round_amounts
from sambruk_cli.audit.patterns.documents import shared_documents
from sambruk_cli.audit.patterns.hands import (
    Hand,
    NamesOfPeople,
    by_one_hand,
    hands,
    on_days_of_rest,
)
from sambruk_cli.audit.sampling.population import population_of
from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.holidays import day_of_rest, easter_sunday, public_holidays
from tests.audit.vouchers import COST, YEAR, books, bought, these, units, voucher

D = Decimal


@pytest.mark.parametrize(
    "day",
    [
        *("1818-03-22", "1943-04-25", "1954-04-18", "1981-04-19", "2000-04-23", "2007-04-08"),
        *("2008-03-23", "2019-04-21", "2024-03-31", "2025-04-20", "2026-04-05", "2038-04-25"),
        *("2049-04-18", "2076-04-19"),
    ],
)
def test_easter_is_when_almanacs_say(day: str) -> None:
    """The earliest and the latest there are, and those that rules without exceptions miss."""
    assert easter_sunday(int(day[:4])) == date.fromisoformat(day)


# As printed in the Swedish almanac.
HOLIDAYS = {
    2004: "01-01 01-06 04-09 04-11 04-12 05-01 05-20 05-30 05-31 06-26 11-06 12-25 12-26",
    2007: "01-01 01-06 04-06 04-08 04-09 05-01 05-17 05-27 06-06 06-23 11-03 12-25 12-26",
    2020: "01-01 01-06 04-10 04-12 04-13 05-01 05-21 05-31 06-06 06-20 10-31 12-25 12-26",
    2025: "01-01 01-06 04-18 04-20 04-21 05-01 05-29 06-06 06-08 06-21 11-01 12-25 12-26",
}


@pytest.mark.parametrize("year", HOLIDAYS)
def test_public_holidays_are_those_of_the_almanac(year: int) -> None:
    found = sorted(day.isoformat()[5:] for day in public_holidays(year))
    assert found == HOLIDAYS[year].split()


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2024-06-06", "National Day"),
        ("2024-06-21", None),  # Midsummer's eve, a Friday
        ("2024-06-22", "Midsummer Day"),
        ("2024-06-29", "Saturday"),
        ("2024-03-31", "Easter Sunday"),
        ("2024-04-07", "Sunday"),
        ("2024-12-24", None),
        ("2004-05-31", "Whit Monday"),
        ("2005-05-16", None),
    ],
)
def test_a_day_of_rest_says_what_it_is(day: str, said: str | None) -> None:
    found = day_of_rest(date.fromisoformat(day))
    assert (None if found is None else found.text("en")) == said


def vers(vouchers: tuple[Voucher, ...]) -> list[str | None]:
    return [each.ver for each in vouchers]


def test_whole_thousands_are_round_the_largest_first() -> None:
    found = round_amounts(
        units(
            bought("A1", "2024-02-01", "2000"),
            bought("A2", "2024-02-01", "999"),
            bought("A3", "2024-02-01", "1000.01"),
            bought("A4", "2024-02-01", "15000"),
            bought("A5", "2024-02-01", "500"),
            bought("A6", "2024-02-01", "0"),
        )
    )
    assert [unit.ver for unit in found.units] == ["A4", "A1"]
    assert these(found.total, found.of) == (17_000, 6)


def alike(*vouchers: Voucher) -> list[list[str]]:
    return [[unit.ver for unit in group.units] for group in alike_amounts(units(*vouchers))]


def test_amounts_alike_within_a_fortnight_are_one_group() -> None:
    """The third is fourteen days after the second; the fourth fifteen after the third."""
    days = ["2024-02-01", "2024-02-03", "2024-02-17", "2024-03-03"]
    made = [bought(f"A{n}", day, "100", payee="Elbolaget") for n, day in enumerate(days, 1)]
    assert alike(*made) == [["A1", "A2", "A3"]]


@pytest.mark.parametrize(
    ("other", "is_alike"),
    [
        ({"payee": "ELBOLAGET "}, True),
        ({"payee": "Vattenverket"}, False),
        ({"payee": "Elbolaget", "amount": "100.01"}, False),
        ({"payee": "Elbolaget", "amount": "-100"}, False),
        ({"payee": "Elbolaget", "text": "Något annat"}, True),
    ],
)
def test_what_differs_in_amount_or_party_is_not_alike(
    other: dict[str, str], is_alike: bool
) -> None:
    amount = other.pop("amount", "100")
    one = bought("A1", "2024-02-01", "100", payee="Elbolaget")
    assert bool(alike(one, bought("A2", "2024-02-02", amount, **other))) is is_alike


def test_ids_of_parties_go_before_the_payee_and_without_either_the_text_counts() -> None:
    one = bought("A1", "2024-02-01", "100", payee="Kommunen", party="lillby")
    other = bought("A2", "2024-02-01", "100", payee="Kommunen", party="storby")
    assert alike(one, other) == []
    assert alike(bought("A1", "2024-02-01", "9"), bought("A2", "2024-02-01", "9")) == [["A1", "A2"]]
    assert (
        alike(
            bought("A1", "2024-02-01", "9", text="Porto"),
            bought("A2", "2024-02-01", "9", text="Hyra"),
        )
        == []
    )


def test_what_was_bought_and_paid_at_once_is_told_of_once() -> None:
    made = books(*(bought(f"A{n}", "2024-02-01", "100", payee="Elbolaget") for n in (1, 2)))
    costs = population_of(made, YEAR, "expenses").units
    paid = population_of(made, YEAR, "payments").units
    found = alike_amounts((*costs, *paid))
    assert [[(u.ver, u.account) for u in group.units] for group in found] == [
        [("A1", COST), ("A2", COST)]
    ]


def test_the_largest_amount_comes_first() -> None:
    made = [
        bought(f"A{n}", "2024-02-01", amount) for n, amount in enumerate(("5", "7", "5", "7"), 1)
    ]
    assert alike(*made) == [["A2", "A4"], ["A1", "A3"]]


def test_a_document_under_several_vouchers_is_told_by_what_it_holds() -> None:
    """The first voucher names its own file twice; that of the last is missing."""
    made = [bought(f"A{n}", "2024-02-01", "5") for n in range(1, 5)]
    copied, missing = DocumentState.COPIED, DocumentState.MISSING
    documents = [
        VoucherDocument(0, 2, "a.pdf", copied, digest="x"),
        VoucherDocument(0, 3, "a.pdf", copied, digest="x"),
        VoucherDocument(1, 2, "b.pdf", copied, digest="y"),
        VoucherDocument(2, 2, "c.pdf", copied, digest="x"),
        VoucherDocument(3, 2, "d.pdf", missing),
    ]
    shared = shared_documents(documents, made)
    assert [(each.path, vers(each.vouchers)) for each in shared] == [("a.pdf", ["A1", "A3"])]
    assert shared_documents(documents[:3], made) == ()


NAMES = NamesOfPeople({"anna-ek": "Anna Ek"}, {"ek-ab": "Ek AB"})


def test_hands_are_counted_by_sign_and_else_by_who_committed() -> None:
    made = [
        bought("A1", "2024-02-01", "5", sign="anna-ek"),
        bought("A2", "2024-02-01", "7"),
        bought("A3", "2024-02-01", "9"),
    ]
    assert hands(made, NAMES, {"A1": "Bo Al", "A2": "Anna Ek"}) == (
        Hand("Anna Ek", 2, D(12)),
        Hand("", 1, D(9)),
    )


@pytest.mark.parametrize(
    ("made", "is_paid", "has_attested"),
    [
        (bought("A1", "2024-02-01", "5", sign="anna-ek", payee="anna  EK"), True, False),
        (bought("A1", "2024-02-01", "5", sign="Ek AB", party="ek-ab"), True, False),
        (bought("A1", "2024-02-01", "5", sign="Anna Ek", attested="anna-ek"), False, True),
        (bought("A1", "2024-02-01", "5", sign="AE", payee="Anna Ek"), None, None),
        (bought("A1", "2024-02-01", "5", sign="Bo Al", attested="anna-ek"), None, None),
    ],
)
def test_one_hand_is_told_by_whole_names(
    made: Voucher, is_paid: bool | None, has_attested: bool | None
) -> None:
    found = by_one_hand([made], NAMES, {})
    wanted = [] if is_paid is None else [(is_paid, has_attested)]
    assert [(each.is_paid, each.has_attested) for each in found] == wanted


def test_who_committed_a_voucher_may_be_who_is_paid() -> None:
    made = bought("A1", "2024-02-01", "5", payee="Anna Ek")
    assert [each.name for each in by_one_hand([made], NAMES, {"A1": "Anna Ek"})] == ["Anna Ek"]
    assert by_one_hand([made], NAMES, {}) == ()


def test_days_of_rest_but_for_those_that_the_year_begins_and_ends_with() -> None:
    days = [YEAR.start + timedelta(days) for days in range(366)]
    made = [voucher(f"A{n}", day.isoformat(), (COST, "1")) for n, day in enumerate(days, 1)]
    found = {each.voucher.date for each in on_days_of_rest(made, YEAR)}
    assert date(2024, 1, 1) not in found
    assert date(2024, 12, 31) not in found
    # 52 Saturdays and 52 Sundays. Holidays on other days: Good Friday, Easter Monday, 1 May,
    # Ascension Day, 6 June, 25 and 26 December. Epiphany, Midsummer and All Saints' are Saturdays.
    assert len(found) == 52 + 52 + 7
