"""Interest on late payment: figures by hand, and what holds whatever is paid."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sambruk_cli.receivables.interest import interest_from, interest_on
from sambruk_cli.receivables.items import Item, ItemMovement, ItemMovementKind
from sambruk_cli.register.invoicing import InvoicingFile, ReferenceRate, ReminderRules
from tests.extent import tried

KIND = ItemMovementKind
DUE = date(2021, 3, 31)


def item(*movements: tuple[date, int | str, ItemMovementKind]) -> Item:
    nothing: Any = SimpleNamespace()
    found = Item("m", "2021-1", "Assets:1510-K", date(2021, 3, 1), DUE)
    found.movements += [ItemMovement(d, Decimal(a), k, nothing, nothing) for d, a, k in movements]
    return found


def terms(*rates: tuple[date, str], **keys: Any) -> InvoicingFile:
    return InvoicingFile(
        reminders=ReminderRules(**{"interest": True, **keys}),
        reference_rates=tuple(ReferenceRate(from_=day, rate=Decimal(rate)) for day, rate in rates),
    )


ISSUED = (date(2021, 3, 1), 10000, KIND.INVOICE)
HALVES = ((date(2021, 1, 1), "0.0"), (date(2021, 7, 1), "0.5"))


def test_it_is_the_reference_rate_and_eight_points_by_the_day() -> None:
    # 10 000 kr, 8 %: 30 days of 365 are 65.7534... kr.
    found = interest_on(item(ISSUED), DUE, date(2021, 4, 30), terms(*HALVES))
    assert found.amount == Decimal("65.75")
    assert [part.days for part in found.parts] == [30]


def test_the_rate_changes_with_the_half_year() -> None:
    # Through 30 June 91 days at 8 %, then 31 at 8.5 %: (10000*8*91 + 10000*8.5*31) / 36500.
    found = interest_on(item(ISSUED), DUE, date(2021, 7, 31), terms(*HALVES))
    assert [(part.days, part.rate) for part in found.parts] == [
        (91, Decimal("8.0")),
        (31, Decimal("8.5")),
    ]
    assert found.amount == Decimal("271.64")  # 199.4520... + 72.1917... = 271.6438...


def test_a_payment_lowers_the_base_from_its_day_and_a_credit_from_the_beginning() -> None:
    paid = item(
        ISSUED,
        (date(2021, 4, 10), -4000, KIND.PAYMENT),
        (date(2021, 4, 20), -1000, KIND.CREDIT),
    )
    # 10 days on 9 000, 20 on 5 000, at 8 %: (720 000 + 800 000) / 36 500.
    found = interest_on(paid, DUE, date(2021, 4, 30), terms(*HALVES))
    assert found.weight == 720_000 + 800_000
    assert found.amount == Decimal("41.64")


def test_a_rate_that_is_missing_gives_no_figure() -> None:
    found = interest_on(item(ISSUED), DUE, date(2021, 7, 31), terms(HALVES[0]))
    assert found.missing == (date(2021, 7, 1),)
    with pytest.raises(ValueError, match="2021-07-01"):
        _ = found.amount
    assert interest_on(item(ISSUED), DUE, date(2021, 6, 30), terms(HALVES[0])).missing == ()


def test_a_rate_of_ones_own_needs_no_reference_rate() -> None:
    found = interest_on(item(ISSUED), DUE, date(2022, 3, 31), terms(interest_rate=Decimal(5)))
    assert found.amount == Decimal("500.00")


def test_a_reference_rate_below_nought_is_taken_off_the_eight_points() -> None:
    found = interest_on(item(ISSUED), DUE, date(2021, 6, 12), terms((date(2021, 1, 1), "-0.5")))
    assert found.amount == Decimal("150.00")  # 73 days are a fifth of a year, at 7.5 %


@pytest.mark.parametrize(
    ("keys", "demanded", "day"),
    [
        ({}, None, None),
        ({}, date(2021, 4, 10), date(2021, 5, 10)),
        ({}, date(2021, 2, 1), DUE),
        ({"invoice_says_interest": True}, None, DUE),
        ({"due_agreed": "Stadgarna § 6"}, None, DUE),
        ({"interest": False, "due_agreed": "Stadgarna § 6"}, None, None),
    ],
)
def test_it_runs_from_the_due_day_or_thirty_days_after_a_demand(
    keys: dict[str, Any], demanded: date | None, day: date | None
) -> None:
    rules = ReminderRules(**{"interest": True, **keys})
    assert interest_from(item(ISSUED), rules, demanded) == day


def test_an_invoice_is_a_demand_where_it_says_so() -> None:
    early = Item("m", "2021-1", "Assets:1510-K", date(2021, 3, 1), date(2021, 3, 11))
    rules = ReminderRules(interest=True, invoice_says_interest=True)
    assert interest_from(early, rules, None) == date(2021, 3, 31)


@given(
    st.lists(
        st.tuples(
            st.integers(0, 500),
            st.integers(-900_000, 900_000),
            st.sampled_from([KIND.PAYMENT, KIND.CREDIT, KIND.REFUND, KIND.WRITE_OFF]),
        ),
        max_size=6,
    ),
    st.lists(st.integers(0, 500), min_size=2, max_size=6),
    st.decimals(-10, 20, places=2),
)
@tried(100)
def test_it_adds_up_however_the_days_are_divided_and_is_never_below_nought(
    paid: list[tuple[int, int, ItemMovementKind]], cuts: list[int], rate: Decimal
) -> None:
    days = sorted(paid, key=lambda each: each[0])
    invoice = item(ISSUED, *((DUE + timedelta(d), str(Decimal(a) / 100), k) for d, a, k in days))
    halves = tuple(
        ReferenceRate(from_=date(year, month, 1), rate=rate + year - 2021 + month)
        for year in (2021, 2022)
        for month in (1, 7)
    )
    invoicing = InvoicingFile(reminders=ReminderRules(interest=True), reference_rates=halves)
    at = [DUE + timedelta(day) for day in sorted(cuts)]
    whole = interest_on(invoice, at[0], at[-1], invoicing)
    parts = [interest_on(invoice, a, b, invoicing) for a, b in pairwise(at)]
    assert whole.weight == sum(part.weight for part in parts)
    assert all(part.amount >= 0 for part in (whole, *parts))
