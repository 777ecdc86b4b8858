"""Balances against sums worked by hand, and against a sum that is too simple to be wrong."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sambruk_cli.books.balances import AccountBalance, trial_balance
from sambruk_cli.books.books import Books
from sambruk_cli.books.vouchers import Posting, Voucher
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.workspace import Workspace
from tests.conftest import MakeWorkspace, RunCommand
from tests.extent import tried
from tests.ledgers import books_of, load_books

Y2020 = FiscalYear("2020", date(2020, 1, 1), date(2020, 12, 31))
Y2021 = FiscalYear("2021", date(2021, 1, 1), date(2021, 12, 31))

RECEIVABLES, BANK = "Assets:1510-Kundfordringar", "Assets:1930-Bank"
RETAINED, RESULT = "Equity:2067-Balanserat-resultat", "Equity:2069-Årets-resultat"
CONTRIBUTIONS = "Equity:2083-Insatser"
FEES, OTHER = "Income:3110-Årsavgifter", "Income:3190-Övrigt"
COSTS, CLOSING = "Expenses:4010-Kostnader", "Expenses:8999-Årets-resultat"

# Opening, change and closing, added up by hand from the journals of the small workspace.
BY_HAND_2020 = [
    (RECEIVABLES, 0, 0, 0),
    (BANK, 2000, 300, 2300),
    (RETAINED, -500, 0, -500),
    (RESULT, 0, -300, -300),
    (CONTRIBUTIONS, -1500, 0, -1500),
    (FEES, 0, -500, -500),
    (COSTS, 0, 200, 200),
    (CLOSING, 0, 300, 300),
]
BY_HAND_2021 = [
    (RECEIVABLES, 0, 700, 700),
    (BANK, 2300, 400, 2700),
    (RETAINED, -500, -300, -800),
    (RESULT, -300, 300, 0),
    (CONTRIBUTIONS, -1500, -500, -2000),
    (FEES, 0, -700, -700),
    (OTHER, 0, -50, -50),
    (COSTS, 0, 150, 150),
]


def closing_balances(books: Books, year: FiscalYear) -> dict[str, Decimal]:
    return {balance.account: balance.closing for balance in trial_balance(books, year)}


def rows(balances: tuple[AccountBalance, ...]) -> list[tuple[object, ...]]:
    return [(b.account, b.opening, b.change, b.closing) for b in balances]


@pytest.fixture
def books(make_workspace: MakeWorkspace) -> Books:
    return load_books(Workspace(make_workspace()))[0]


@pytest.mark.parametrize(
    ("year", "by_hand"), [(Y2020, BY_HAND_2020), (Y2021, BY_HAND_2021)], ids=["2020", "2021"]
)
def test_the_trial_balance_is_what_the_journals_sum_to(
    year: FiscalYear, by_hand: list[tuple[str, int, int, int]], books: Books
) -> None:
    assert rows(trial_balance(books, year)) == by_hand


def test_an_account_of_the_income_statement_without_postings_in_the_year_is_left_out(
    books: Books,
) -> None:
    assert CLOSING not in closing_balances(books, Y2021)
    assert OTHER not in closing_balances(books, Y2020)


def test_closing_balances_are_those_of_the_last_day(books: Books) -> None:
    assert closing_balances(books, Y2021) == {name: closing for name, _, _, closing in BY_HAND_2021}


def test_a_span_within_the_year_opens_with_what_the_year_has_brought_by_then(
    books: Books,
) -> None:
    # From 1 March: fees of February are in the opening, the contribution of May in the change.
    span = trial_balance(books, Y2021, date(2021, 3, 1), date(2021, 5, 31))
    assert rows(span) == [
        (RECEIVABLES, 500, 200, 700),
        (BANK, 2300, 500, 2800),
        (RETAINED, -500, -300, -800),
        (RESULT, -300, 300, 0),
        (CONTRIBUTIONS, -1500, -500, -2000),
        (FEES, -500, -200, -700),
    ]


def test_the_first_and_the_last_day_of_a_span_count(books: Books) -> None:
    def change(first: date, last: date) -> dict[str, Decimal]:
        return {b.account: b.change for b in trial_balance(books, Y2021, first, last) if b.change}

    assert change(date(2021, 6, 1), date(2021, 7, 1)) == {BANK: -100, COSTS: 150, OTHER: -50}
    assert change(date(2021, 6, 2), date(2021, 6, 30)) == {}


def test_a_broken_year_takes_in_its_own_days_alone(books: Books) -> None:
    # 1 May 2020 to 30 April 2021: the cost of June 2020, the two fees of February 2021.
    year = FiscalYear("2020/21", date(2020, 5, 1), date(2021, 4, 30))
    assert rows(trial_balance(books, year)) == [
        (RECEIVABLES, 0, 500, 500),
        (BANK, 2500, -200, 2300),
        (RETAINED, -500, -300, -800),
        (RESULT, 0, 0, 0),
        (CONTRIBUTIONS, -1500, 0, -1500),
        (FEES, 0, -500, -500),
        (COSTS, 0, 200, 200),
        (CLOSING, 0, 300, 300),
    ]


def test_accounts_come_in_order_of_number_whatever_their_root() -> None:
    names = ["Income:8310-Ränta", "Expenses:4010-Kostnader", "Assets:1930-Bank", "Equity:Övrigt"]
    postings = tuple(Posting(name, Decimal(1), "SEK", 1, {}) for name in names)
    voucher = Voucher(date(2020, 1, 1), "A1", "", None, postings, "", 1, {})
    ordered = [b.account for b in trial_balance(books_of({}, (voucher,), ()), Y2020)]
    assert ordered == [names[3], names[2], names[1], names[0]]


def test_the_command_prints_the_same_to_the_ore(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    result = sambruk("--root", make_workspace(), "balances", "2021", "-f", "csv")
    lines = result.stdout.splitlines()
    assert len(lines) == 1 + len(BY_HAND_2021)
    assert lines[2].endswith(",2300.00,400.00,2700.00")
    assert lines[3].endswith(",-500.00,-300.00,-800.00")


# --------------------------------------------------------------- any ledger whatsoever

ACCOUNTS = [RECEIVABLES, BANK, CONTRIBUTIONS, FEES, COSTS]
FIRST = date(2019, 1, 1)


@st.composite
def ledgers(draw: st.DrawFn) -> Books:
    """Balanced vouchers over four years, in order of date."""
    vouchers = []
    for day in sorted(draw(st.lists(st.integers(0, 4 * 365), max_size=12))):
        amounts = draw(st.lists(st.decimals(-(10**6), 10**6, places=2), min_size=1, max_size=4))
        names = draw(
            st.lists(
                st.sampled_from(ACCOUNTS), min_size=len(amounts) + 1, max_size=len(amounts) + 1
            )
        )
        amounts.append(-sum(amounts, Decimal(0)))
        postings = tuple(
            Posting(name, amount, "SEK", 1, {}) for name, amount in zip(names, amounts, strict=True)
        )
        vouchers.append(Voucher(FIRST + timedelta(days=day), None, "", None, postings, "", 1, {}))
    return books_of({}, tuple(vouchers), ())


def naive(books: Books, name: str, first: date, last: date) -> Decimal:
    """What an account takes in from one day through another, by the plainest sum there is."""
    return sum(
        (p.amount for v, p in books.postings() if p.account == name and first <= v.date <= last),
        Decimal(0),
    )


@tried(150)
@given(ledgers(), st.integers(1, 12), st.data())
def test_every_balance_is_the_plain_sum_of_its_postings(
    books: Books, month: int, data: Any
) -> None:
    start = date(2020, month, 1)
    year = FiscalYear("x", start, date(start.year + 1, month, 1) - timedelta(days=1))
    first = data.draw(st.dates(year.start, year.end))
    last = data.draw(st.dates(first, year.end))
    balances = trial_balance(books, year, first, last)
    for balance in balances:
        keeps = balance.account.split(":")[0] in {"Assets", "Equity"}
        since = date.min if keeps else year.start
        before = first - timedelta(days=1)
        assert balance.opening == naive(books, balance.account, since, before)
        assert balance.change == naive(books, balance.account, first, last)
        assert balance.closing == naive(books, balance.account, since, last)
    listed = {b.account for b in balances}
    for name in set(ACCOUNTS) - listed:
        since = date.min if name.startswith(("Assets", "Equity")) else year.start
        assert not any(p.account == name and since <= v.date <= last for v, p in books.postings())


@tried(100)
@given(ledgers())
def test_the_changes_of_a_year_sum_to_nought_and_each_year_opens_as_the_last_one_closed(
    books: Books,
) -> None:
    closed: dict[str, Decimal] = {}
    for number in range(2019, 2023):
        year = FiscalYear(str(number), date(number, 1, 1), date(number, 12, 31))
        balances = trial_balance(books, year)
        assert sum((b.change for b in balances), Decimal(0)) == 0
        opening = {b.account: b.opening for b in balances if b.account.startswith(("A", "Eq"))}
        assert {k: v for k, v in opening.items() if v} == {k: v for k, v in closed.items() if v}
        assert all(b.opening == 0 for b in balances if b.account.startswith(("I", "Ex")))
        closed = {b.account: b.closing for b in balances if b.account.startswith(("A", "Eq"))}
