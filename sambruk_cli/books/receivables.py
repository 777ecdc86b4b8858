"""AccountChoice receivable as open items: what is unpaid, by party and invoice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from sambruk_cli.books.books import Books


def open_items(books: Books, day: date) -> Mapping[str, Mapping[str, Decimal]]:
    """Kronor unpaid at the end of a day, by party and invoice; nothing where all is paid."""
    items: dict[str, dict[str, Decimal]] = {}
    for (party, invoice), amount in books.standing(day).unpaid.items():
        items.setdefault(party, {})[invoice] = amount
    return items
