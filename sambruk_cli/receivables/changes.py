"""What is owed, changed by a voucher: written off, paid back, settled by an advance, moved."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from sambruk_cli.edits.booking import Booking, NewVoucher
from sambruk_cli.edits.plan import Plan
from sambruk_cli.edits.vouchers import NewPosting
from sambruk_cli.findings import Finding, Stop, finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.messages import Message, say
from sambruk_cli.money import ZERO
from sambruk_cli.receivables.accounts import account_numbered, account_of, bookable_year, payee_of
from sambruk_cli.receivables.ends import (
    MoneySide,
    RowMeta,
    advance_of,
    amount_within,
    meta_of,
    open_item,
    refuse_early,
    require_advance,
    side_named,
    side_of,
)
from sambruk_cli.receivables.lost_vat import lost_vat
from sambruk_cli.session import Session

ReceivableChangeKind = Literal["write-off", "refund", "settle", "transfer"]


@frozen
class ChangeAsked:
    """What was said on the command line; `amount` in kronor, None where it is to be told.

    `series` is that of the voucher, `account` the BAS number of another account than that of
    [accounts] to pay from.
    """

    day: date
    amount: Decimal | None = None
    member: str | None = None
    reason: str = ""
    series: str = "A"
    account: str | None = None


@frozen
class ReceivableChange:
    """A voucher that changes what is owed, or what stands in its way.

    `said` is what it does. `vat` is the VAT that is lowered, in kronor.
    """

    kind: ReceivableChangeKind
    what: tuple[str, ...] = ()
    amount: Decimal = ZERO
    vat: Decimal = ZERO
    vouchers: tuple[NewVoucher, ...] = ()
    said: tuple[Message, ...] = ()
    year: FiscalYear | None = None
    plan: Plan | None = None
    findings: tuple[Finding, ...] = ()
    notes: tuple[Finding, ...] = ()


def write_off(session: Session, number: str, asked: ChangeAsked) -> ReceivableChange:
    """A loss on what is open of an invoice, all of it where no amount is said.

    VAT is lowered by its part where the invoice had VAT (ML 8 kap. 16 §, 7 kap. 43 §).

    Raises:
      Stop: USE960, where it cannot be booked.
    """
    year = bookable_year(session, asked.day)
    item = open_item(session, number, asked.member)
    amount = amount_within(item.open, asked.amount, number)
    refuse_early(side_of(item), asked.day)
    loss = account_of(session, "bad_debts")
    vat = lost_vat(session, item, amount)
    lowered = sum(vat.values(), ZERO)
    rows = [NewPosting(loss, amount - lowered)] if amount != lowered else []
    rows += [NewPosting(account, part) for account, part in vat.items()]
    rows.append(NewPosting(item.account, -amount, meta_of(item)))
    text = say(session.language, "Written off, invoice {invoice}", invoice=number)
    said = [
        Message.of("{amount} kr of {invoice} is written off", amount=amount, invoice=number),
        Message.of("VAT is lowered by {vat} kr, as the invoice had VAT", vat=lowered)
        if lowered
        else Message.of("the invoice has no VAT in the books; none is lowered"),
    ]
    return _booked(
        session, "write-off", year, asked, text, rows, item.party, (number,), amount, said, lowered
    )


def refund(session: Session, number: str | None, asked: ChangeAsked) -> ReceivableChange:
    """Money paid back: what was paid too much on an invoice, or what a member has in advance.

    Raises:
      Stop: USE960, where it cannot be booked.
    """
    year = bookable_year(session, asked.day)
    bank = (
        account_numbered(session, asked.account)
        if asked.account is not None
        else account_of(session, "bank")
    )
    if number is not None:
        item = open_item(session, number, asked.member)
        side = side_of(item)
        if side.over <= 0:
            raise Stop(finding("USE960.over", invoice=number))
        amount = amount_within(side.over, asked.amount, number)
    elif asked.member is not None:
        side = advance_of(session, asked.member)
        amount = amount_within(require_advance(session, side), asked.amount, asked.member)
    else:
        raise Stop(finding("USE960.who"))
    refuse_early(side, asked.day)
    rows = [NewPosting(side.account, amount, side.meta), NewPosting(bank, -amount)]
    text = (
        say(session.language, "Paid back, invoice {invoice}", invoice=number)
        if number is not None
        else say(session.language, "Paid back what was paid in advance")
    )
    said = Message.of("{amount} kr of {what} is paid back", amount=amount, what=side.what)
    return _booked(
        session, "refund", year, asked, text, rows, side.party, (side.what,), amount, [said]
    )


def settle(session: Session, number: str, asked: ChangeAsked) -> ReceivableChange:
    """What the party of an invoice has in advance, used against it.

    Raises:
      Stop: USE960, where it cannot be booked.
    """
    item = open_item(session, number, asked.member)
    return _move(session, "settle", advance_of(session, item.party), side_of(item), asked)


def transfer(session: Session, source: str, target: str, asked: ChangeAsked) -> ReceivableChange:
    """What has been paid on one invoice, or in advance by one party, moved to another.

    Args:
      source, target: each the number of an invoice, or the id of a party for its advance.
    Raises:
      Stop: USE960, where it cannot be booked.
    """
    return _move(
        session, "transfer", side_named(session, source), side_named(session, target), asked
    )


def _move(
    session: Session,
    kind: ReceivableChangeKind,
    source: MoneySide,
    target: MoneySide,
    asked: ChangeAsked,
) -> ReceivableChange:
    year = bookable_year(session, asked.day)
    if (source.account, source.meta) == (target.account, target.meta):
        raise Stop(finding("USE960.same", what=source.what))
    if source.has <= 0 and source.owed is not None:
        raise Stop(finding("USE960.unpaid", invoice=source.what))
    require_advance(session, source)
    if target.owed is not None and target.owed <= 0:
        raise Stop(finding("USE960.nothing", invoice=target.what))
    amount = asked.amount
    if amount is None:
        if source.over <= 0:
            raise Stop(finding("USE960.amount", what=source.what))
        amount = source.over if target.owed is None else min(source.over, target.owed)
    amount_within(source.has, amount, source.what)
    if target.owed is not None:
        amount_within(target.owed, amount, target.what)
    for side in (source, target):
        refuse_early(side, asked.day)
    rows = [
        NewPosting(source.account, amount, source.meta),
        NewPosting(target.account, -amount, target.meta),
    ]
    text = say(session.language, "Moved from {source} to {target}", **_ends(source, target))
    if kind == "settle":
        text = say(session.language, "Advance used, invoice {invoice}", invoice=target.what)
    said = Message.of(
        "{amount} kr is moved from {source} to {target}",
        amount=amount,
        source=source.what,
        target=target.what,
    )
    ends = (source.what, target.what)
    return _booked(session, kind, year, asked, text, rows, target.party, ends, amount, [said])


def _ends(source: MoneySide, target: MoneySide) -> dict[str, str]:
    return {"source": source.what, "target": target.what}


def _booked(
    session: Session,
    kind: ReceivableChangeKind,
    year: FiscalYear,
    asked: ChangeAsked,
    text: str,
    rows: list[NewPosting],
    party: str,
    what: tuple[str, ...],
    amount: Decimal,
    said: list[Message],
    vat: Decimal = ZERO,
) -> ReceivableChange:
    booking = Booking(session, None, asked.series)
    meta: RowMeta = (("reason", asked.reason),) if asked.reason else ()
    payee = payee_of(session, party)
    voucher = booking.book(year, asked.day, text, rows, meta, payee=payee)
    plan = booking.journals.plan()
    return ReceivableChange(kind, what, amount, vat, (voucher,), tuple(said), year, plan)
