"""The books as values: voucher numbers, accounts, and what falls in which year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from sambruk_cli.books.books import Books
from sambruk_cli.books.vouchers import Account, Posting, Voucher, account_parts
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.workspace import Workspace
from tests.conftest import MakeWorkspace
from tests.ledgers import books_of, load_books

BANK, FEES, COSTS = "Assets:1930-Bank", "Income:3110-Årsavgifter", "Expenses:4010-Kostnader"


def account(name: str) -> Account:
    number, label = account_parts(name)
    return Account(name, number, label, date(2019, 12, 31), "ledger/chart.beancount", 1)


def voucher(
    day: date,
    *postings: tuple[str, str],
    ver: str | None = None,
    payee: str | None = None,
    meta: Mapping[str, Any] | None = None,
) -> Voucher:
    rows = tuple(Posting(name, Decimal(amount), "SEK", 2, {}) for name, amount in postings)
    return Voucher(day, ver, "Text", payee, rows, "ledger/main.beancount", 1, meta or {})


def books_with(*vouchers: Voucher) -> Books:
    accounts = {name: account(name) for name in (BANK, FEES, COSTS)}
    return books_of(accounts, vouchers, ())


# ------------------------------------------------------------------------ voucher numbers


@pytest.mark.parametrize(
    ("ver", "parts"),
    [
        ("A1", ("A", 1)),
        ("A12", ("A", 12)),
        ("LEV207", ("LEV", 207)),
        ("Å3", ("Å", 3)),
        ("A999999999", ("A", 999_999_999)),
    ],
)
def test_a_voucher_number_is_a_series_and_a_number(ver: str, parts: tuple[str, int]) -> None:
    assert voucher(date(2020, 1, 1), ver=ver).series_and_number == parts


@pytest.mark.parametrize(
    "ver",
    [None, "", "A", "12", "A0", "A01", "a1", "A 1", "A-1", " A1", "A1 ", "A1b", "ABCD1", "A1\n"],
)
def test_anything_else_is_no_voucher_number(ver: str | None) -> None:
    assert voucher(date(2020, 1, 1), ver=ver).series_and_number is None


@pytest.mark.parametrize(
    ("meta", "is_opening"),
    [({"opening": True}, True), ({"opening": False}, False), ({"opening": "TRUE"}, False), ({}, 0)],
)
def test_an_opening_voucher_says_so_with_the_value_true(
    meta: dict[str, Any], is_opening: bool
) -> None:
    assert voucher(date(2019, 12, 31), meta=meta).is_opening is bool(is_opening)


@pytest.mark.parametrize(
    "ver", ["A1234567890", "A\N{ARABIC-INDIC DIGIT ONE}", "\N{GREEK CAPITAL LETTER ALPHA}1"]
)
def test_a_number_is_at_most_nine_plain_digits_after_swedish_capitals(ver: str) -> None:
    assert voucher(date(2020, 1, 1), ver=ver).series_and_number is None


def test_a_description_is_payee_and_text_or_the_text_alone() -> None:
    assert voucher(date(2020, 1, 1), payee="Banken").description == "Banken: Text"
    assert voucher(date(2020, 1, 1)).description == "Text"


def test_a_tag_is_text_whatever_was_written() -> None:
    posting = Posting(BANK, Decimal(1), "SEK", 1, {"invoice": 17, "member": "malmo", "note": None})
    assert posting.tag("invoice") == "17"
    assert posting.tag("member") == "malmo"
    assert posting.tag("note") is None
    assert posting.tag("project") is None


# ----------------------------------------------------------------------------- accounts


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Assets:1510-Kundfordringar", ("1510", "Kundfordringar")),
        ("Equity:2083-Inbetalda-medlemsinsatser", ("2083", "Inbetalda medlemsinsatser")),
        ("Assets:1930-Bank:1931-Plusgiro", ("1931", "Plusgiro")),
        ("Assets:151-Kundfordringar", (None, "151-Kundfordringar")),
        ("Assets:15100-Kundfordringar", ("15100", "Kundfordringar")),
        ("Assets:15100000000-Kund", (None, "15100000000-Kund")),
        ("Assets:1510", (None, "1510")),
        ("Assets:1510-", (None, "1510-")),
        ("Assets:Bank", (None, "Bank")),
    ],
)
def test_the_number_and_label_of_an_account_stand_in_its_last_part(
    name: str, parts: tuple[str | None, str]
) -> None:
    assert account_parts(name) == parts


@pytest.mark.parametrize(
    ("name", "root", "keeps"),
    [
        (BANK, "Assets", True),
        ("Equity:2067-Balanserat-resultat", "Equity", True),
        ("Liabilities:2440-Leverantörsskulder", "Liabilities", True),
        (FEES, "Income", False),
        (COSTS, "Expenses", False),
    ],
)
def test_accounts_of_the_balance_sheet_keep_their_balance(
    name: str, root: str, keeps: bool
) -> None:
    assert (account(name).root, account(name).keeps_balance) == (root, keeps)
    assert books_with().keeps_balance(name) is keeps


def test_books_find_an_account_by_its_number_and_the_number_of_an_account() -> None:
    books = books_of({BANK: account(BANK), "Assets:Kassa": account("Assets:Kassa")}, (), ())
    assert books.by_number == {"1930": account(BANK)}
    assert books.number(BANK) == "1930"
    assert books.number("Assets:Kassa") == ""
    assert books.number("Assets:1940-Aldrig-öppnat") == "1940"


# -------------------------------------------------------------------------- years and rows

YEARS = (
    FiscalYear("2019/20", date(2019, 7, 1), date(2020, 6, 30)),
    FiscalYear("2020/21", date(2020, 7, 1), date(2021, 6, 30)),
    FiscalYear("2021/22", date(2021, 7, 1), date(2022, 6, 30)),
)


def test_a_voucher_belongs_to_the_year_whose_first_and_last_day_enclose_it() -> None:
    days = [
        date(2020, 6, 30),
        date(2020, 7, 1),
        date(2020, 12, 31),
        date(2021, 6, 30),
        date(2021, 7, 1),
    ]
    books = books_with(*(voucher(day) for day in days))
    assert [v.date for v in books.in_year(YEARS[0])] == days[:1]
    assert [v.date for v in books.in_year(YEARS[1])] == days[1:4]
    assert [v.date for v in books.in_year(YEARS[2])] == days[4:]


def test_the_last_year_is_the_one_of_the_last_voucher_that_falls_in_any() -> None:
    early, late, beyond = date(2019, 6, 30), date(2021, 1, 1), date(2030, 1, 1)
    assert books_with(voucher(early), voucher(late), voucher(beyond)).last_year(YEARS) is YEARS[1]
    assert books_with(voucher(early)).last_year(YEARS) is None
    assert books_with().last_year(YEARS) is None


def test_postings_come_in_the_order_of_the_vouchers_each_with_its_own() -> None:
    one = voucher(date(2020, 1, 1), (BANK, "5"), (FEES, "-5"))
    two = voucher(date(2020, 1, 2), (COSTS, "3"), (BANK, "-3"))
    pairs = list(books_with(one, two).postings())
    assert [(v is one, p.account, p.amount) for v, p in pairs] == [
        (True, BANK, Decimal(5)),
        (True, FEES, Decimal(-5)),
        (False, COSTS, Decimal(3)),
        (False, BANK, Decimal(-3)),
    ]


def test_books_cannot_be_changed(make_workspace: MakeWorkspace) -> None:
    books, _ = load_books(Workspace(make_workspace()))
    with pytest.raises(AttributeError):
        books.vouchers = ()  # type: ignore[misc]
    with pytest.raises(AttributeError):
        books.vouchers[0].postings[0].amount = Decimal(0)  # type: ignore[misc]
