"""Balances that a program fills in itself, and those that it leaves out: what they are worth.

A result that nobody has booked is shown in both statements by accounts of the program's own
(SpeedLedger's 9030 and 9031), or by those that a closing voucher would book it on. Opening
balances that are missing follow from the closing ones where all vouchers of the year are there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from sambruk_cli import sie
from sambruk_cli.money import ZERO
from sambruk_cli.statements.amounts import RESULT_ACCOUNTS

BALANCE_CLASSES = ("1", "2")
INTERNAL = ("0", "9")  # classes of accounts that BAS leaves to whoever keeps the books
CLOSING = "8999"  # the account that a closing voucher books the result on (BAS)
_SHOW = RESULT_ACCOUNTS | {CLOSING, "2999"}  # 2999 is a program's own account for what is unclear

Records = Mapping[str, sie.Balance]  # by account
AccountSums = Mapping[str, Decimal]  # kronor by account


def moved_by(file: sie.SieFile) -> dict[str, Decimal]:
    """What the vouchers of a file move each account by, in kronor; nothing that is nought."""
    found: dict[str, list[Decimal]] = {}
    for voucher in file.vouchers:
        for row in voucher.booked:
            found.setdefault(row.account, []).append(row.amount)
    sums = {account: sie.exact_sum(amounts) for account, amounts in found.items()}
    return {account: amount for account, amount in sums.items() if amount}


def shown_in_pairs(opening: Records, closing: Records, result: Records) -> dict[str, sie.Balance]:
    """Accounts of classes 0 and 9 that show the result of a year of balances alone.

    They stand once in each statement, and sum to nought.
    """
    own = {
        account
        for account in (*closing, *result)
        if account.startswith(INTERNAL) and account not in opening
    }
    in_balance, in_result = (
        {a: b for a, b in records.items() if a in own and b.amount} for records in (closing, result)
    )
    total = _sum(in_balance) + _sum(in_result)
    return in_balance | in_result if in_balance and in_result and not total else {}


def shown_beside(
    opening: Records, closing: Records, result: Records, moved: AccountSums
) -> dict[str, sie.Balance]:
    """Accounts that show the result of a year in progress, and that no voucher has a row on."""
    own = {
        account
        for account in (*closing, *result)
        if account not in moved and (account in _SHOW or account.startswith(INTERNAL))
    }
    earned = sie.exact_sum(
        [x for a, x in moved.items() if not a.startswith(BALANCE_CLASSES) and a not in opening]
    )
    in_balance = {a: b for a, b in closing.items() if a in own and b.amount != _amount(opening, a)}
    in_result = {a: b for a, b in result.items() if a in own and b.amount}
    more = _sum(in_balance) - _sum({a: b for a, b in opening.items() if a in in_balance})
    # With what earlier years have earned, where that is not booked either.
    before = -_sum(opening)
    if not earned or more not in (ZERO, earned, earned + before):
        return {}
    if _sum(in_result) not in (ZERO, -earned):
        return {}
    return in_balance | in_result


def without(shown: Records, opening: Records, records: Records) -> dict[str, sie.Balance]:
    """Closing balances or results as if nothing were shown: what an account opened with stays."""
    return {
        account: replace(record, amount=_amount(opening, account)) if account in shown else record
        for account, record in records.items()
        if account not in shown or account in opening
    }


def opening_that_follows(
    closing: Records, result: Records, moved: AccountSums
) -> dict[str, sie.Balance]:
    """Opening balances that are missing, where #RES shows that all vouchers of the year are there.

    Empty where the closing balances follow from the vouchers alone.
    """
    of_result = {a: x for a, x in moved.items() if a not in closing and a[0] not in "12"}
    if not closing or {a: b.amount for a, b in result.items() if b.amount} != of_result:
        return {}
    found = {
        account: replace(record, kind="IB", amount=record.amount - moved.get(account, ZERO))
        for account, record in closing.items()
    }
    unsaid = {a for a in moved if a.startswith(BALANCE_CLASSES) and a not in closing}
    if unsaid or _sum(found):
        return {}
    return {account: record for account, record in found.items() if record.amount}


def _amount(records: Records, account: str) -> Decimal:
    found = records.get(account)
    return found.amount if found else ZERO


def _sum(records: Records) -> Decimal:
    return sie.exact_sum([record.amount for record in records.values()])
