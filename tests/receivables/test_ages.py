"""Ages of open items: by hand, against the accounts on any day, and by beanquery."""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from beanquery import connect
from hypothesis import given
from hypothesis import strategies as st

from sambruk_cli.books.vouchers import Posting, Voucher
from sambruk_cli.receivables.ages import AgeBand, aged_items, sums_by_band
from sambruk_cli.receivables.items import items_of, items_of_party
from sambruk_cli.receivables.wording import receivable_accounts
from sambruk_cli.register.invoicing import InvoicingFile
from sambruk_cli.session import Session
from sambruk_cli.workspace import Workspace
from tests.conftest import PROJECT
from tests.extent import tried
from tests.ledgers import books_of
from tests.sessions import read_checked

CLAIM, OTHER_CLAIM, BANK = "Assets:1510-Kundfordringar", "Assets:1513-Delbetalt", "Assets:1930-Bank"
NOTHING_SAID = InvoicingFile()


def booked(day: date, amount: Decimal, account: str = CLAIM, **meta: Any) -> Voucher:
    """A claim against the bank, or paid where the amount is below nought."""
    rows = (Posting(account, amount, "SEK", 1, meta), Posting(BANK, -amount, "SEK", 2, {}))
    return Voucher(day, "A1", "Post", None, rows, "ledger/a.beancount", 1, {})


@pytest.mark.parametrize(
    ("days", "band"),
    [
        (-1, AgeBand.NOT_DUE),
        (0, AgeBand.NOT_DUE),
        (1, AgeBand.TO_30),
        (30, AgeBand.TO_30),
        (31, AgeBand.TO_60),
        (60, AgeBand.TO_60),
        (61, AgeBand.TO_90),
        (90, AgeBand.TO_90),
        (91, AgeBand.OVER_90),
    ],
)
def test_a_band_ends_on_its_last_day(days: int, band: AgeBand) -> None:
    due = date(2021, 3, 1)
    voucher = booked(date(2021, 2, 1), Decimal(100), member="a", invoice="1", due=due)
    (found,) = aged_items(books_of({}, [voucher]), NOTHING_SAID, due + timedelta(days))
    assert (found.days, found.band, found.open) == (days, band, Decimal(100))


def test_what_is_paid_too_much_makes_no_debt_younger() -> None:
    vouchers = [
        booked(date(2021, 1, 1), Decimal(100), member="a", invoice="1"),
        booked(date(2021, 1, 2), Decimal(-130), member="a", invoice="1"),
        booked(date(2021, 1, 3), Decimal("40.50"), member="b"),
        booked(date(2021, 1, 4), Decimal(70), invoice="2"),
    ]
    items = aged_items(books_of({}, vouchers), NOTHING_SAID, date(2021, 12, 31))
    assert sums_by_band(items) == {
        AgeBand.OVER_90: Decimal(70),
        AgeBand.UNDATED: Decimal("40.50"),
        AgeBand.CREDIT: Decimal(-30),
    }
    (of_b,) = aged_items(books_of({}, vouchers), NOTHING_SAID, date(2021, 12, 31), "b")
    assert (of_b.item.party, of_b.days, of_b.item.since) == ("b", None, date(2021, 1, 3))


HISTORIES = st.lists(
    st.tuples(
        st.integers(0, 400),
        st.integers(-30000, 30000).filter(bool),
        st.sampled_from([CLAIM, OTHER_CLAIM]),
        st.sampled_from([{}, {"member": "a"}, {"member": "b"}, {"counterparty": "c"}]),
        st.sampled_from([{}, {"invoice": "1"}, {"invoice": "2"}]),
    ),
    max_size=30,
)


@given(HISTORIES, st.integers(-1, 401))
@tried(300)
def test_items_are_what_the_accounts_stand_at_on_any_day(history: list[Any], after: int) -> None:
    first = date(2021, 1, 1)
    books = books_of(
        {},
        [
            booked(first + timedelta(days), Decimal(ore) / 100, account, **party, **invoice)
            for days, ore, account, party, invoice in sorted(history, key=lambda each: each[0])
        ],
    )
    day = first + timedelta(after)
    items = aged_items(books, NOTHING_SAID, day)
    by_hand = Counter[str]()
    for days, ore, account, _, _ in history:
        if days <= after:
            by_hand[account] += ore
    booked_sum = sum(receivable_accounts(books, day).values())
    assert sum(each.open for each in items) * 100 == booked_sum * 100 == sum(by_hand.values())
    assert sum(sums_by_band(items).values()) == booked_sum
    whole = items_of(books, NOTHING_SAID, day)
    assert [each.item for each in items] == [item for item in whole if item.open]
    for party in ("a", "b", "c", "d"):
        of_party = tuple(item for item in whole if item.party == party)
        assert items_of_party(books, NOTHING_SAID, day, party) == of_party


@pytest.fixture(scope="module")
def example() -> Session:
    return read_checked(Workspace(PROJECT), cache=False)


@pytest.mark.parametrize("day", ["2007-03-15", "2007-12-31"])
def test_each_item_of_the_example_is_what_beanquery_sums(
    example: Session, day: str, tmp_path: Path
) -> None:
    # Beancount's loader may write its cache beside the ledger: let it do so in a copy.
    copy = shutil.copytree(PROJECT / "ledger", tmp_path / "ledger")
    query = (
        "SELECT meta('member'), meta('invoice'), sum(number) AS open "
        f"WHERE account = '{CLAIM}' AND date <= {day} GROUP BY 1, 2"
    )
    cursor = connect(f"beancount:{copy / 'main.beancount'}").execute(query)  # type: ignore[no-untyped-call]
    theirs = {(member, invoice): left for member, invoice, left in cursor.fetchall() if left}
    items = aged_items(example.books, example.register.invoicing, date.fromisoformat(day))
    assert {(each.item.party, each.item.invoice): each.open for each in items} == theirs
    assert len(theirs) > 10


def test_the_example_is_as_old_as_its_invoices_say(example: Session) -> None:
    # By hand from the journal: invoices of 30 days, those of 3 and 10 December are not due.
    items = aged_items(example.books, example.register.invoicing, date(2007, 12, 31))
    assert sums_by_band(items) == {
        AgeBand.NOT_DUE: Decimal(36500 + 80000 + 83714),
        AgeBand.TO_30: Decimal(2 * 36500 + 20500),
        AgeBand.TO_60: Decimal(2 * 36500),
        AgeBand.OVER_90: Decimal(9 * 10500),
    }
