"""Debts: paid to, or used up for, those that they stand on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from sambruk_cli.books.months import party_of
from sambruk_cli.books.vouchers import Posting, Voucher
from sambruk_cli.findings import Finding, finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.money import ZERO
from sambruk_cli.session import Session

# BAS 244x: debts to suppliers (leverantörsskulder).
PAYABLES = "244"
# And other short debts, fees paid in advance and accruals (28xx, 29xx), where they name a party.
_DEBTS = (PAYABLES, "28", "29")

Debt = tuple[str, str]  # account and party


class _Paid(NamedTuple):
    """A payment to somebody who was owed less, and who was owed just that much."""

    debt: Debt
    amount: Decimal
    owed: str
    voucher: Voucher
    line: int


def check_payables(
    session: Session, vouchers: Sequence[Voucher], year: FiscalYear
) -> Iterator[Finding]:
    """No debt is paid to another counterparty than the one that it stands on.

    By invoice, where postings name one. Without, a payment is reported that leaves a party with
    more paid than owed to the end of the year, while another is owed that very amount.
    """
    rows = [
        (voucher, posting, party)
        for voucher in vouchers
        for posting in voucher.postings
        if (party := _creditor(session, posting)) is not None
    ]
    by_invoice = list(_by_invoice(rows))
    yield from by_invoice
    said = {(item.file, item.line) for item in by_invoice}
    stands = _opening(session, year)
    for paid in _wrongly_paid(rows, stands):
        still_owed = stands.get((paid.debt[0], paid.owed), ZERO) <= -paid.amount
        is_said = (paid.voucher.file, paid.line) in said
        if stands[paid.debt] >= paid.amount and still_owed and not is_said:
            yield finding(
                "BOK235",
                amount=paid.amount,
                party=paid.debt[1],
                owed=paid.owed,
                file=paid.voucher.file,
                line=paid.line,
            )


def _creditor(session: Session, posting: Posting) -> str | None:
    """Whom a posting on debts names."""
    if not posting.meta or not session.books.number(posting.account).startswith(_DEBTS):
        return None
    return party_of(posting)


def _by_invoice(rows: Sequence[tuple[Voucher, Posting, str]]) -> Iterator[Finding]:
    owed: dict[str, list[str]] = {}
    for voucher, posting, party in rows:
        invoice = posting.tag("invoice")
        if invoice is None:
            continue
        if posting.amount < 0:
            owed.setdefault(invoice, []).append(party)
        elif owed.get(invoice) and party not in owed[invoice]:
            yield finding(
                "BOK235.invoice",
                invoice=invoice,
                owed=owed[invoice][0],
                party=party,
                file=voucher.file,
                line=posting.line,
            )


def _opening(session: Session, year: FiscalYear) -> dict[Debt, Decimal]:
    """What stands on each party when a year begins, credit negative."""
    number_of = session.books.number
    stands = session.books.opening(year.start).by_party
    return {debt: kr for debt, kr in stands.items() if number_of(debt[0]).startswith(_DEBTS)}


def _wrongly_paid(
    rows: Sequence[tuple[Voucher, Posting, str]], stands: dict[Debt, Decimal]
) -> list[_Paid]:
    """Payments beyond what was owed; `stands` is left as it is after the last voucher."""
    found: list[_Paid] = []
    credited: dict[Debt, Counter[Decimal]] = {}
    for voucher, posting, party in rows:
        debt = (posting.account, party)
        stands[debt] = stands.get(debt, ZERO) + posting.amount
        if posting.amount <= 0:
            credited.setdefault(debt, Counter())[-posting.amount] += 1
            continue
        if stands[debt] < posting.amount:
            continue  # something was owed: a part of this is a payment of that
        for other, owed in stands.items():
            is_owed = credited.get(other, Counter())[posting.amount] or owed == -posting.amount
            if other[0] == posting.account and owed <= -posting.amount and is_owed:
                found.append(_Paid(debt, posting.amount, other[1], voucher, posting.line))
                break
    return found
