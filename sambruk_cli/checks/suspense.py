"""The suspense account that payments are booked on which match nothing: nought, or a warning."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sambruk_cli.findings import Finding, finding
from sambruk_cli.money import ZERO
from sambruk_cli.receivables.suspense import suspended_in
from sambruk_cli.session import Session

_NAMED = 6  # vouchers that a finding says


def check_suspense(session: Session) -> Iterator[Finding]:
    """BNK810 where the account is not nought, with the vouchers whose payments stand on it."""
    number = session.register.invoicing.accounts.suspense
    account = session.books.by_number.get(number) if number else None
    if account is None:
        return
    totals = session.books.standing(date.max).totals
    amount = totals[account.name].amount if account.name in totals else ZERO
    if not amount:
        return
    left = suspended_in(session.books, number).values()
    found = [each.voucher for each in left if (each.amount < 0) == (amount > 0)]
    if not found:  # it was put there by hand
        of_all = session.books.postings()
        found = [voucher for voucher, posting in of_all if posting.account == account.name]
    found = list({(each.file, each.line): each for each in found}.values())
    names = tuple(each.ver or each.date.isoformat() for each in found)
    file, line = found[0].file, found[0].line
    label, more = f"{account.number} {account.label}", len(names) - _NAMED
    if more > 0:
        yield finding(
            "BNK810.many",
            account=label,
            amount=amount,
            vouchers=names[:_NAMED],
            number=more,
            file=file,
            line=line,
        )
    else:
        yield finding("BNK810", account=label, amount=amount, vouchers=names, file=file, line=line)
