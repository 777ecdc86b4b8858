"""Sums of books by account, id and days: by hand, and against a sum too plain to be wrong."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sambruk_cli.books.books import Books
from sambruk_cli.books.dimensions import DIMENSIONS, SUMMED, PostingKey
from sambruk_cli.books.selection import AccountChoice
from sambruk_cli.books.vouchers import Posting, Voucher
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.register.layout import spans
from sambruk_cli.workspace import Workspace
from tests.conftest import MakeWorkspace
from tests.extent import tried
from tests.ledgers import books_of, load_books
from tests.workspaces import FILES

Y2020 = FiscalYear("2020", date(2020, 1, 1), date(2020, 12, 31))
Y2021 = FiscalYear("2021", date(2021, 1, 1), date(2021, 12, 31))
LEDGER = "ledger/2021.beancount"

# Beside the workspace's own: a grant of 90 to the bridge, of which 30 are spent in August.
GRANT = """
2021-08-01 * "Bidrag"
  ver: "A7"
  Assets:1930-Bank 90.00 SEK
  Income:3190-Övrigt -90.00 SEK
    project: "bron"
    grant: "leader"
    counterparty: "banken"
    note: "Leader"

2021-08-02 * "Inköp"
  ver: "A8"
  Expenses:4010-Kostnader 30.00 SEK
    project: "bron"
    grant: "leader"
  Assets:1930-Bank -30.00 SEK
"""


@pytest.fixture
def books(make_workspace: MakeWorkspace) -> Books:
    return load_books(Workspace(make_workspace({LEDGER: FILES[LEDGER] + GRANT})))[0]


def test_a_number_a_name_a_root_and_a_span_name_accounts(books: Books) -> None:
    # Fees of 2021: 400, 100 and 200; other income: 50 and the grant of 90.
    cases: list[tuple[Sequence[AccountChoice], int]] = [
        (("3110",), -700),
        (("Income:3110-Årsavgifter",), -700),
        (("Income",), -840),
        (spans(("3000-3189",)), -700),
        (spans(("3000-3189", "3190")), -840),
        (("3190", *spans(("3110",))), -840),
        (("Inc",), 0),
        ((), 0),
    ]
    for accounts, amount in cases:
        assert books.total(accounts=accounts, year=Y2021) == amount, accounts


def test_ids_of_every_dimension_select_and_all_of_them_must_fit(books: Books) -> None:
    # The bridge costs 150 in June and 30 in August, and is given 90.
    assert books.total(project="bron", year=Y2021) == 90
    assert books.total(accounts=("Expenses",), project="bron", year=Y2021) == 180
    assert books.total(grant="leader", year=Y2021) == -60
    assert books.total(counterparty="banken", grant="leader", year=Y2021) == -90
    assert books.total(counterparty="banken", grant="annan", year=Y2021) == 0
    assert books.total(accounts=("1510",), member="storstad", invoice="2021-1") == 400
    assert books.total(accounts=("1510",), member="forbundet", invoice="2021-1") == 0


def test_the_first_and_the_last_day_count(books: Books) -> None:
    assert books.total(project="bron", first=date(2021, 8, 1), last=date(2021, 8, 1)) == -90
    assert books.total(project="bron", first=date(2021, 8, 2), last=date(2021, 8, 31)) == 30
    assert books.total(project="bron", first=date(2021, 8, 3)) == 0
    assert books.total(project="bron", last=date(2021, 7, 31)) == 150


def test_accounts_of_the_balance_sheet_are_carried_and_the_others_are_not(books: Books) -> None:
    # The bank stands at 2300 when 2021 begins, gains 400 in the workspace and 60 here.
    assert books.total(accounts=("1930",), year=Y2021) == 460
    assert books.total(accounts=("1930",), year=Y2021, carried=True) == 2760
    # Fees of 500 in 2020 are no part of 2021.
    assert books.total(accounts=("3110",), year=Y2021, carried=True) == -700


def test_groups_stand_in_order_of_their_first_postings_with_their_latest_note(
    books: Books,
) -> None:
    projects = books.totals_by("project", accounts=("Income", "Expenses"), year=Y2021)
    assert list(projects.items()) == [("", Decimal(-750)), ("bron", Decimal(90))]
    notes = books.notes_by("project", accounts=("Income", "Expenses"), last=Y2021.end)
    assert notes == {"bron": "Leader"}


def test_every_dimension_but_the_invoice_is_summed() -> None:
    assert PostingKey._fields == ("account", *SUMMED)
    assert {*SUMMED, "invoice"} == set(DIMENSIONS)


# --------------------------------------------------------------- any ledger whatsoever

ACCOUNTS = ["Assets:1510-Kund", "Assets:1930-Bank", "Income:3110-Avgifter", "Expenses:4010-Kost"]
IDS = ["a", "b"]


@st.composite
def ledgers(draw: st.DrawFn) -> Books:
    """Vouchers over three years, whose postings carry any ids."""
    vouchers = []
    for day in sorted(draw(st.lists(st.integers(0, 3 * 365), max_size=10))):
        postings = tuple(
            Posting(
                draw(st.sampled_from(ACCOUNTS)),
                draw(st.decimals(-(10**4), 10**4, places=2)),
                "SEK",
                1,
                draw(st.dictionaries(st.sampled_from(DIMENSIONS), st.sampled_from(IDS))),
            )
            for _ in range(draw(st.integers(1, 3)))
        )
        when = date(2020, 1, 1) + timedelta(days=day)
        vouchers.append(Voucher(when, None, "", None, postings, "", 1, {}))
    return books_of({}, vouchers)


@tried(150)
@given(ledgers(), st.data())
def test_every_total_is_the_plain_sum_of_its_postings(books: Books, data: Any) -> None:
    first = data.draw(st.dates(date(2019, 12, 31), date(2023, 1, 1)))
    last = data.draw(st.dates(first, date(2023, 1, 1)))
    numbers = data.draw(st.none() | st.sets(st.sampled_from(["1510", "1930", "3110", "4010"])))
    ids: dict[str, Any] = data.draw(
        st.dictionaries(st.sampled_from(DIMENSIONS), st.sampled_from(IDS))
    )
    carried = data.draw(st.booleans())
    plain = sum(
        (
            p.amount
            for v, p in books.postings()
            if (numbers is None or p.account.split(":")[1][:4] in numbers)
            and all(p.meta.get(key) == value for key, value in ids.items())
            and v.date <= last
            and (v.date >= first or (carried and p.account.startswith("Assets:")))
        ),
        Decimal(0),
    )
    accounts = None if numbers is None else sorted(numbers)
    assert plain == books.total(accounts=accounts, first=first, last=last, carried=carried, **ids)
    for dimension in SUMMED:
        groups = books.totals_by(
            dimension, accounts=accounts, first=first, last=last, carried=carried
        )
        whole = books.total(accounts=accounts, first=first, last=last, carried=carried)
        assert sum(groups.values(), Decimal(0)) == whole
        for each in IDS:
            named: dict[str, Any] = {dimension: each}
            assert groups.get(each, 0) == books.total(
                accounts=accounts, first=first, last=last, carried=carried, **named
            )


def test_changes_are_of_the_accounts_that_the_days_post_to(books: Books) -> None:
    # 1 August brings 90 to the bank, 2 August takes 30.
    assert books.changes(date(2021, 8, 1), date(2021, 8, 2)) == {
        "Assets:1930-Bank": Decimal(60),
        "Income:3190-Övrigt": Decimal(-90),
        "Expenses:4010-Kostnader": Decimal(30),
    }
    assert books.changes(date(2021, 8, 3), date(2021, 8, 31)) == {}
