"""What money on accounts receivable is moved from and to: invoices, and what is paid in advance."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sambruk_cli.books.vouchers import account_parts
from sambruk_cli.edits.vouchers import Meta
from sambruk_cli.findings import Stop, finding, nearest
from sambruk_cli.frozen import frozen
from sambruk_cli.receivables.accounts import account_of
from sambruk_cli.receivables.items import Item, ItemMovementKind, items_of
from sambruk_cli.session import Session

RowMeta = tuple[tuple[str, Meta], ...]
_MOVED = (ItemMovementKind.PAYMENT, ItemMovementKind.REFUND, ItemMovementKind.TRANSFER)


@frozen
class MoneySide:
    """What money is moved from or to: an invoice, or what a party has paid in advance.

    `has` is how many kronor can be moved, `owed` how many it lacks, None where there is no bound,
    `over` how many it has more than is owed. `since` is the day of the invoice.
    """

    what: str
    account: str
    meta: RowMeta
    party: str
    has: Decimal
    owed: Decimal | None
    over: Decimal
    since: date


def _items(session: Session) -> tuple[Item, ...]:
    return items_of(session.books, session.register.invoicing, date.max)


def open_item(session: Session, number: str, member: str | None) -> Item:
    """The item of an invoice, of a party where one is said.

    Raises:
      Stop: USE960 where there is none, or there are several.
    """
    items = [item for item in _items(session) if item.invoice]
    found = [item for item in items if item.invoice == number]
    if not found:
        hint = nearest(number, {item.invoice for item in items})
        raise Stop(finding("USE960.number", invoice=number, hint=hint))
    if member is not None:
        own = [item for item in found if item.party == member]
        if not own:
            raise Stop(
                finding("USE960.party", invoice=number, id=member, owner=found[0].party or "-")
            )
        found = own
    if len(found) > 1:
        raise Stop(finding("USE960.several", invoice=number, ids=tuple(i.party for i in found)))
    return found[0]


def side_named(session: Session, text: str) -> MoneySide:
    """The side that a text names: an invoice before a party."""
    if text in session.register.party_names() and not any(
        item.invoice == text for item in _items(session)
    ):
        return advance_of(session, text)
    return side_of(open_item(session, text, None))


def side_of(item: Item) -> MoneySide:
    """An invoice, from which what has been paid can be moved, or what it has been credited
    beyond that."""
    paid = -item.of_kinds(*_MOVED)
    return MoneySide(
        item.invoice,
        item.account,
        meta_of(item),
        item.party,
        max(paid, -item.open),
        item.open,
        -item.open,
        item.issued,
    )


def advance_of(session: Session, party: str) -> MoneySide:
    """What a party has paid in advance.

    Raises:
      Stop: USE960 where nobody is so called, or no account is known.
    """
    if party not in session.register.party_names():
        hint = nearest(party, session.register.party_names())
        raise Stop(finding("USE960.number", invoice=party, hint=hint))
    name = account_of(session, "advances")
    number = account_parts(name)[0] or ""
    is_member = session.register.member(party) is not None
    key = "member" if is_member else "counterparty"
    has = -session.books.total(
        accounts=[number],
        member=party if is_member else None,
        counterparty=None if is_member else party,
        carried=True,
    )
    return MoneySide(party, name, ((key, party),), party, has, None, has, date.min)


def require_advance(session: Session, side: MoneySide) -> Decimal:
    """What stands to a party's credit.

    Raises:
      Stop: USE960 where that is nothing.
    """
    if side.owed is None and side.has <= 0:
        number = account_parts(side.account)[0] or side.account
        raise Stop(finding("USE960.advance", id=side.what, account=number))
    return side.has


def amount_within(most: Decimal, amount: Decimal | None, what: str) -> Decimal:
    """The amount asked for, or all that there is.

    Raises:
      Stop: USE960 where there is nothing, or not so much.
    """
    if most <= 0:
        raise Stop(finding("USE960.nothing", invoice=what))
    if amount is not None and amount > most:
        raise Stop(finding("USE960.more", amount=amount, most=most, what=what))
    return most if amount is None else amount


def refuse_early(side: MoneySide, day: date) -> None:
    if day < side.since:
        raise Stop(finding("USE960.early", day=day, first=side.since, what=side.what))


def meta_of(item: Item) -> RowMeta:
    """Whose a row is and of which invoice, as the invoice's own row says it."""
    first = item.movements[0].posting
    key = "member" if first.tag("member") else "counterparty"
    return (
        ((key, item.party), ("invoice", item.invoice))
        if item.party
        else (("invoice", item.invoice),)
    )
