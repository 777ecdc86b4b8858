"""How each movement of money stands in the books before anything is written."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sambruk_cli.books.books import Books
from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.exchange.bank.into.accounts import BookAccounts
from sambruk_cli.exchange.bank.into.booked import BookedMoney, already_booked, booked_money
from sambruk_cli.exchange.bank.into.by_hand import HandVoucher, HandVouchers
from sambruk_cli.exchange.bank.into.movements import BankMovement
from sambruk_cli.exchange.bank.into.planned import PaymentState
from sambruk_cli.exchange.bank.into.references import InvoiceReferences


@dataclass(slots=True)
class MovementStanding:
    """A movement, and where it stands in the books.

    `state` is None of what is to be booked. `booked` is the voucher that a command has booked it
    by; `voucher` the number of the one that holds it, or may, "" of none.
    """

    movement: BankMovement
    account: str = ""
    state: PaymentState | None = None
    booked: BookedMoney | None = None
    voucher: str = ""


def standings_of(
    books: Books,
    movements: Sequence[BankMovement],
    accounts: BookAccounts,
    references: InvoiceReferences,
    accepted: Collection[int],
) -> list[MovementStanding]:
    """How movements stand, in their order.

    Args:
      accepted: places of those that are to be booked although they may be booked by hand.
    """
    found = [MovementStanding(movement) for movement in movements]
    for number, booked in already_booked(movements, booked_money(books)).items():
        each = found[number]
        each.state, each.booked = PaymentState.BOOKED, booked
        each.voucher = called(booked.voucher)
    for each in found:
        if each.state is None and each.movement.entry.currency != "SEK":
            each.state = PaymentState.HELD
    left = {at: each for at, each in enumerate(found) if each.state is None}
    for each in left.values():
        each.account = accounts.of_money(each.movement.money)
    for at, hand in _by_hand(books, left, references).items():
        _set_by_hand(found[at], hand, is_accepted=at in accepted)
    for at, each in left.items():
        if each.state is None:
            _set_by_parts(each, references, is_accepted=at in accepted)
    return found


def called(voucher: Voucher) -> str:
    """A voucher by its number, else by its day and text."""
    return voucher.ver or f"{voucher.date} {voucher.text}"


def _by_hand(
    books: Books, left: Mapping[int, MovementStanding], references: InvoiceReferences
) -> dict[int, HandVoucher]:
    movements = {at: (each.movement, each.account) for at, each in left.items() if each.account}
    invoices = {at: references.invoices(each.movement) for at, each in left.items()}
    hands = HandVouchers(books, {account for _, account in movements.values()})
    return hands.find(movements, invoices)


def _set_by_hand(standing: MovementStanding, hand: HandVoucher, *, is_accepted: bool) -> None:
    if hand.is_sure:
        standing.state = PaymentState.BY_HAND
    elif not is_accepted:
        standing.state = PaymentState.MAYBE_BOOKED
    if standing.state is not None:
        standing.voucher = called(hand.voucher)


def _set_by_parts(
    standing: MovementStanding, references: InvoiceReferences, *, is_accepted: bool
) -> None:
    """A deposit may be booked by hand as a voucher for each of its payments."""
    day = standing.movement.entry.day
    parts = [
        references.paid_by_hand(each.received.payment, day) for each in standing.movement.payments
    ]
    if all(parts):
        standing.state = PaymentState.BY_HAND
    elif any(parts) and not is_accepted:
        standing.state = PaymentState.MAYBE_BOOKED
    if standing.state is not None:
        standing.voucher = ", ".join(dict.fromkeys(part for part in parts if part))
