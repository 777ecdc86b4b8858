"""Open items of the example: they sum to the published receivables."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from sambruk_cli.books.receivables import open_items
from sambruk_cli.register.read import read_register
from sambruk_cli.workspace import Workspace
from tests.conftest import PROJECT
from tests.ledgers import load_books


@pytest.mark.parametrize(
    ("day", "published"), [(date(2006, 12, 31), 986335), (date(2007, 12, 31), 461214)]
)
def test_open_items_sum_to_the_published_receivables(day: date, published: int) -> None:
    books, _ = load_books(Workspace(PROJECT))
    items = open_items(books, day)
    assert sum(sum(invoices.values()) for invoices in items.values()) == published
    assert all(amount > 0 for invoices in items.values() for amount in invoices.values())


def test_no_real_municipality_is_given_a_debt() -> None:
    workspace = Workspace(PROJECT)
    books, _ = load_books(workspace)
    register, _ = read_register(workspace)
    named = {member.id for member in register.members if not member.reconstructed}
    assert len(named) == 27
    assert not named & set(open_items(books, date(2007, 12, 31)))


def test_an_invoice_is_open_from_its_day_until_it_is_paid() -> None:
    books, _ = load_books(Workspace(PROJECT))
    assert "malmo" not in open_items(books, date(2006, 2, 27))
    assert list(open_items(books, date(2006, 2, 28))["malmo"].values()) == [Decimal(32000)]
    assert "malmo" not in open_items(books, date(2006, 12, 31))
