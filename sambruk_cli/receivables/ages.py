"""How old open items are, by the days since they fell due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum

from sambruk_cli.books.books import Books
from sambruk_cli.frozen import frozen
from sambruk_cli.money import ZERO
from sambruk_cli.receivables.items import Item, open_items_on
from sambruk_cli.register.invoicing import InvoicingFile


class AgeBand(StrEnum):
    """How many days ago an item fell due.

    An item below nought, as after a payment too much, is of `CREDIT`, so that it makes nobody's
    debt look younger or less. What names no invoice and no due day is of `UNDATED`.
    """

    NOT_DUE = "not-due"
    TO_30 = "1-30"
    TO_60 = "31-60"
    TO_90 = "61-90"
    OVER_90 = "over-90"
    UNDATED = "undated"
    CREDIT = "credit"


@frozen
class AgedItem:
    """An open item, in kronor; `days` since it fell due, below nought before that day."""

    item: Item
    open: Decimal
    days: int | None
    band: AgeBand


def aged_items(
    books: Books, invoicing: InvoicingFile, day: date, party: str | None = None
) -> tuple[AgedItem, ...]:
    """The open items at the end of a day, in the order in which they came.

    Args:
      party: the id of the only party that is asked for.
    """
    items = open_items_on(books, invoicing, day)
    return tuple(_aged(item, day) for item in items if party in (None, item.party))


def sums_by_band(items: Iterable[AgedItem]) -> Mapping[AgeBand, Decimal]:
    """Kronor open in each band, of those that hold an item, in the order of the bands."""
    found: dict[AgeBand, Decimal] = {}
    for each in items:
        found[each.band] = found.get(each.band, ZERO) + each.open
    return {band: found[band] for band in AgeBand if band in found}


def _aged(item: Item, day: date) -> AgedItem:
    left = item.open
    days = None if item.due is None else (day - item.due).days
    return AgedItem(item, left, days, AgeBand.CREDIT if left < 0 else _band(days))


def _band(days: int | None) -> AgeBand:
    if days is None:
        return AgeBand.UNDATED
    if days <= 0:
        return AgeBand.NOT_DUE
    limits = ((30, AgeBand.TO_30), (60, AgeBand.TO_60), (90, AgeBand.TO_90))
    return next((band for limit, band in limits if days <= limit), AgeBand.OVER_90)
