"""A credit note of an invoice outside dues, or of a part of it, from what its vouchers say."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from sambruk_cli.books.standing import is_receivable
from sambruk_cli.books.vouchers import Posting, Voucher, account_parts
from sambruk_cli.findings import Stop, finding
from sambruk_cli.messages import say
from sambruk_cli.money import ORE, ZERO
from sambruk_cli.receivables.booked import CHARGE
from sambruk_cli.receivables.draft import InvoiceDraft
from sambruk_cli.receivables.ends import amount_within, open_item
from sambruk_cli.receivables.invoice import InvoiceLine
from sambruk_cli.receivables.items import Item, ItemMovementKind
from sambruk_cli.receivables.parties import language_of
from sambruk_cli.session import Session

_KINDS = (ItemMovementKind.INVOICE, ItemMovementKind.CREDIT)
_Key = tuple[str, str]  # account and project


def credit_draft(
    session: Session, number: str, amount: Decimal | None, member: str | None, reason: str
) -> InvoiceDraft:
    """What a credit note is to say: all that is not credited yet, or a part of each line.

    Dues are credited by what is assessed (`sambruk invoice YEAR`): otherwise they would be invoiced
    once more.

    Args:
      amount: kronor with VAT; None for all.
    Raises:
      Stop: USE960, where it is of dues, or its lines cannot be told.
    """
    item = open_item(session, number, member)
    whole = item.of_kinds(*_KINDS)
    wanted = amount_within(whole, amount, number)
    vouchers = _vouchers(item)
    dues = {kind.account for kind in session.register.fees.schedules if kind.account}
    nets: dict[_Key, Decimal] = {}
    vat: dict[int, Decimal] = {}
    for voucher in vouchers:
        for row in voucher.postings:
            if is_receivable(row.account) or not row.amount:
                continue
            account = account_parts(row.account)[0] or ""
            if CHARGE in row.meta or account in dues:
                raise Stop(finding("USE960.dues", invoice=number))
            rate = _vat_rate(session, account)
            if rate:
                vat[rate] = vat.get(rate, ZERO) - row.amount
            else:
                key = (account, row.tag("project") or "")
                nets[key] = nets.get(key, ZERO) - row.amount
    rate = _only_rate(nets, vat, number)
    lines = _lines(session, item, _shares(nets, _net_of(wanted, rate, number)), rate)
    return InvoiceDraft(item.party, lines, credits=number, text=reason)


def _vouchers(item: Item) -> list[Voucher]:
    """The vouchers that an invoice and its credit notes are booked by.

    Raises:
      Stop: USE960 where one is of other invoices as well, or the books begin with the invoice.
    """
    found: dict[tuple[str, int], Voucher] = {}
    for movement in item.movements:
        if movement.kind is ItemMovementKind.OPENING:
            raise Stop(finding("USE960.lines", invoice=item.invoice, ver="-"))
        if movement.kind in _KINDS:
            found[movement.voucher.file, movement.voucher.line] = movement.voucher
    for voucher in found.values():
        if any(_is_others(row, item) for row in voucher.postings):
            raise Stop(
                finding(
                    "USE960.lines",
                    invoice=item.invoice,
                    ver=voucher.ver or "-",
                    file=voucher.file,
                    line=voucher.line,
                )
            )
    return list(found.values())


def _is_others(row: Posting, item: Item) -> bool:
    return is_receivable(row.account) and row.tag("invoice") != item.invoice


def _vat_rate(session: Session, account: str) -> int:
    accounts = session.register.invoicing.accounts
    numbers = {25: accounts.vat_25, 12: accounts.vat_12, 6: accounts.vat_6}
    return next((rate for rate, number in numbers.items() if account.startswith(number)), 0)


def _only_rate(nets: dict[_Key, Decimal], vat: dict[int, Decimal], number: str) -> int:
    """The rate of VAT that all lines have, 0 where they have none.

    Raises:
      Stop: USE960 where they have several: which line has which is not in the books.
    """
    rates = [rate for rate, amount in vat.items() if amount]
    if not rates:
        return 0
    net = sum(nets.values(), ZERO)
    if len(rates) > 1 or abs(net * rates[0] / 100 - vat[rates[0]]) > ORE * 2:
        raise Stop(finding("USE960.rates", invoice=number))
    return rates[0]


def _net_of(amount: Decimal, rate: int, number: str) -> Decimal:
    """Kronor without VAT of an amount with VAT.

    Raises:
      Stop: USE960 where no whole öre come to the amount: there is one such in five at 25 %.
    """
    about = (amount * 100 / (100 + rate)).quantize(ORE, ROUND_HALF_UP)
    for net in (about, about - ORE, about + ORE):
        if net + (net * rate / 100).quantize(ORE, ROUND_HALF_UP) == amount:
            return net
    raise Stop(finding("USE960.ore", amount=amount, rate=rate, invoice=number))


def _shares(nets: dict[_Key, Decimal], net: Decimal) -> dict[_Key, Decimal]:
    """A sum shared out in proportion to amounts, to the öre; the largest takes what is over."""
    whole = sum(nets.values(), ZERO)
    shares = {key: (each * net / whole).quantize(ORE, ROUND_HALF_UP) for key, each in nets.items()}
    most = max(shares, key=lambda key: shares[key])
    shares[most] += net - sum(shares.values(), ZERO)
    return shares


def _lines(
    session: Session, item: Item, shares: dict[_Key, Decimal], rate: int
) -> tuple[InvoiceLine, ...]:
    language = language_of(session.register, item.party)
    lines = []
    for (number, project), amount in shares.items():
        if amount:
            account = session.books.by_number.get(number)
            label = account.label if account is not None else number
            text = say(language, "Credit: {what}", what=label)
            line = InvoiceLine(text, amount, number, vat_rate=rate, project=project)
            lines.append(line)
    return tuple(lines)
