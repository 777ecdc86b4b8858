"""The ledger of receivables, held against the published balance sheets and Beancount's sums."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from sambruk_cli.books.standing import is_receivable
from sambruk_cli.receivables.items import Item, ItemMovementKind, items_of, open_items_on
from sambruk_cli.session import Session
from sambruk_cli.workspace import Workspace
from tests.conftest import PROJECT, MakeWorkspace
from tests.sessions import read_checked
from tests.workspaces import JOURNAL_2021

CHART = """\
2019-12-31 open Assets:1510-Kundfordringar SEK
2019-12-31 open Assets:1930-Bank SEK
2019-12-31 open Equity:2067-Balanserat-resultat SEK
2019-12-31 open Equity:2069-Årets-resultat SEK
2019-12-31 open Equity:2083-Insatser SEK
2019-12-31 open Liabilities:2420-Förskott SEK
2019-12-31 open Liabilities:2440-Leverantörsskulder SEK
2019-12-31 open Income:3110-Årsavgifter SEK
2019-12-31 open Income:3190-Övrigt SEK
2019-12-31 open Expenses:4010-Kostnader SEK
2019-12-31 open Expenses:6351-Förluster SEK
2019-12-31 open Expenses:8999-Årets-resultat SEK
"""


@pytest.fixture(scope="module")
def published() -> Session:
    return read_checked(Workspace(PROJECT), cache=False)


@pytest.mark.parametrize(
    ("day", "amount"), [(date(2006, 12, 31), 986335), (date(2007, 12, 31), 461214)]
)
def test_open_items_are_what_the_published_balance_sheet_says(
    published: Session, day: date, amount: int
) -> None:
    items = open_items_on(published.books, published.register.invoicing, day)
    assert sum(item.open for item in items) == amount
    assert all(item.invoice and item.party for item in items)


def test_items_sum_to_the_accounts_on_days_that_something_is_booked(published: Session) -> None:
    books, invoicing = published.books, published.register.invoicing
    days = sorted({v.date for v, p in books.postings() if is_receivable(p.account)})
    for day in days[:: len(days) // 6]:
        totals = books.standing(day).totals
        booked = sum(total.amount for name, total in totals.items() if is_receivable(name))
        assert sum(item.open for item in items_of(books, invoicing, day)) == booked


def _rows(*rows: tuple[str, str, str]) -> str:
    found = ""
    for account, amount, invoice in rows:
        found += f"  {account}  {amount} SEK\n"
        found += f'    member: "storstad"\n    invoice: "{invoice}"\n' if invoice else ""
    return found


def test_what_happens_to_an_invoice_is_told_by_the_other_side(
    make_workspace: MakeWorkspace,
) -> None:
    claim = "Assets:1510-Kundfordringar"
    journal = JOURNAL_2021
    happens = [
        ("06-01", "invoice", ((claim, "100.00", "9"), ("Income:3190-Övrigt", "-100.00", ""))),
        ("06-02", "payment", (("Assets:1930-Bank", "30.00", ""), (claim, "-30.00", "9"))),
        ("06-03", "refund", ((claim, "10.00", "9"), ("Assets:1930-Bank", "-10.00", ""))),
        ("06-04", "payment", (("Liabilities:2420-Förskott", "5.00", ""), (claim, "-5.00", "9"))),
        ("06-05", "credit", (("Income:3190-Övrigt", "25.00", ""), (claim, "-25.00", "9"))),
        ("06-06", "transfer", ((claim, "20.00", "8"), (claim, "-20.00", "9"))),
        ("06-07", "write-off", (("Expenses:6351-Förluster", "7.00", ""), (claim, "-7.00", "9"))),
    ]
    for number, (day, _, rows) in enumerate(happens, 50):
        journal += f'\n2021-{day} * "Händer"\n  ver: "B{number - 49}"\n{_rows(*rows)}'
    folder = make_workspace({"ledger/2021.beancount": journal, "ledger/chart.beancount": CHART})
    session = read_checked(Workspace(folder), cache=False)
    items = items_of(session.books, session.register.invoicing, date(2021, 12, 31))
    item = _of(items, "9")
    assert [each.kind for each in item.movements] == [
        ItemMovementKind(kind) for _, kind, _ in happens
    ]
    assert item.open == Decimal(100 - 30 + 10 - 5 - 25 - 20 - 7)
    assert item.amount == 100
    assert item.due == date(2021, 7, 1)  # 30 days, as where nothing is said
    assert _of(items, "8").open == 20
    assert _of(items, "8").movements[0].kind is ItemMovementKind.TRANSFER


def _of(items: tuple[Item, ...], invoice: str) -> Item:
    return next(item for item in items if item.invoice == invoice)
