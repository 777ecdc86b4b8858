"""What a year's vouchers did to each account with money, as the cash flow statement counts it.

Investments and financing that moved no money belong in no row of it (K3 ch. 7): a finished building
that leaves the account of what is under construction, the part of a loan that falls due within a
year, a reserve set aside within equity.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from sambruk_cli.books.books import Books
from sambruk_cli.books.vouchers import Posting, Voucher
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.money import ZERO
from sambruk_cli.register.layout import AccountSpan, CashFlowRow, is_within, spans
from sambruk_cli.statements.sides import Sides, corrected_by, is_debit

_EQUITY = spans(("2000-2099",))
_LOANS = spans(("2300-2399", "2410-2419", "2480-2489", "2840-2849"))
# Fixed assets and short-term investments, equity, untaxed reserves, provisions and loans.
_QUIET = (*spans(("1000-1399", "1800-1899", "2100-2299")), *_EQUITY, *_LOANS)

_VAT = frozenset({"261", "262", "263", "264"})


@frozen
class Moves:
    """What moved money of each account, and what did not; kronor, debit positive.

    `still` is the part of an account's change that counts in no row, `sides` the two parts of
    the rest.
    """

    still: Mapping[str, Decimal]
    sides: Mapping[str, Sides]


class _Kind(NamedTuple):
    """What an account is to the statement; `within` says of which of the groups it is.

    `traded` is the key of the rows that hold its two sides, `beside` of those that hold all of it
    beside such sides: what had been written off of what is sold, and the gain.
    """

    number: str
    is_cash: bool
    is_quiet: bool
    within: str | None
    traded: str | None
    beside: str | None


def year_moves(
    books: Books, rows: Sequence[CashFlowRow], cash: Sequence[AccountSpan], year: FiscalYear
) -> Moves:
    """The moves of a year for the rows of a cash flow statement; `cash` are its accounts."""
    vouchers = books.in_year(year)
    numbered = {voucher.ver: voucher for voucher in vouchers}
    kind_of = cache(lambda account: _kind(books.number(account), rows, cash))
    still: dict[str, Decimal] = {}
    sides: dict[str, Sides] = {}
    for voucher in vouchers:
        corrected = corrected_by(voucher, numbered)
        quiet = _quiet(voucher, corrected, kind_of)
        for posting in voucher.postings:
            if posting.account in quiet:
                still[posting.account] = still.get(posting.account, ZERO) + posting.amount
        moving = [p for p in voucher.postings if p.account not in quiet]
        netted = {} if corrected else dict(_netted(moving, kind_of))
        vat = _side_of_vat(moving, kind_of)
        for posting in moving:
            traded = kind_of(posting.account).traded
            if traded is None:
                continue
            side = netted.get(traded)
            if side is None:
                is_asset = kind_of(posting.account).number < "2"
                side = vat if is_asset else None
            if side is None:
                side = is_debit(voucher, posting, numbered)
            before = sides.get(posting.account, Sides())
            sides[posting.account] = before.plus(posting.amount, is_debit=side)
    return Moves(still, sides)


def _kind(number: str, rows: Sequence[CashFlowRow], cash: Sequence[AccountSpan]) -> _Kind:
    def within(ranges: Sequence[AccountSpan]) -> bool:
        return is_within(number, ranges)

    sold = [row for row in rows if row.credit]
    bought = [row for row in rows if row.debit]
    traded = [row.key for row in sold if within(spans(row.credit))]
    traded += [row.key for row in bought if within(spans(row.debit))]
    beside = [row.key for row in sold if within(spans(row.accounts))]
    is_cash = within(cash)
    group = "equity" if within(_EQUITY) else "loans" if within(_LOANS) else None
    return _Kind(
        number,
        is_cash,
        not is_cash and within(_QUIET),
        None if is_cash else group,
        next(iter(traded), None),
        next(iter(beside), None),
    )


def _is_quiet(voucher: Voucher, kind_of: Callable[[str], _Kind]) -> bool:
    return all(kind_of(posting.account).is_quiet for posting in voucher.postings)


def _quiet(
    voucher: Voucher, corrected: Sequence[Voucher], kind_of: Callable[[str], _Kind]
) -> frozenset[str]:
    """The accounts on which a voucher moved no money: all, those of equity, those of loans.

    What corrects a purchase is a part of it, whatever accounts the correction is between.
    """
    if all(_is_quiet(each, kind_of) for each in (voucher, *corrected)):
        return frozenset(posting.account for posting in voucher.postings)
    if corrected or _went_both_ways(voucher.postings, kind_of):
        return frozenset()
    found: list[str] = []
    for group in ("equity", "loans"):
        within = [p for p in voucher.postings if kind_of(p.account).within == group]
        if not sum((p.amount for p in within), ZERO):
            found += [p.account for p in within]
    return frozenset(found)


def _went_both_ways(postings: Sequence[Posting], kind_of: Callable[[str], _Kind]) -> bool:
    """Whether money came and went, as in a voucher for all that happened on a day."""
    cash = [p.amount for p in postings if kind_of(p.account).is_cash]
    return any(amount > 0 for amount in cash) and any(amount < 0 for amount in cash)


def _netted(
    postings: Sequence[Posting], kind_of: Callable[[str], _Kind]
) -> Iterator[tuple[str, bool]]:
    """The rows of two sides that a voucher counts on one of them, with whether that is debit.

    Those whose postings sum to nought moved no money (a value written up, by way of the result);
    where one account gave to another, only the difference was bought or sold.
    """
    keys = {key for p in postings if (key := kind_of(p.account).traded) is not None}
    if not keys or _went_both_ways(postings, kind_of):
        return
    for key in keys:
        traded = [p for p in postings if kind_of(p.account).traded == key]
        beside = [p for p in postings if kind_of(p.account).beside == key]
        net = sum((p.amount for p in traded), ZERO)
        if not net + sum((p.amount for p in beside), ZERO):
            yield key, False
        elif _is_between_accounts(traded) and not any(
            _is_of_sale(kind_of(p.account).number, p.amount) for p in beside
        ):
            yield key, net > 0


def _side_of_vat(postings: Sequence[Posting], kind_of: Callable[[str], _Kind]) -> bool | None:
    """The side of the assets of a voucher by its VAT: True is debit, None where it says nothing.

    Input VAT (264x) that is given back belongs to a purchase that became smaller, and output VAT
    (261x-263x) to a sale; but VAT beside something sold may be adjusted for the sale.
    """
    kinds = [(kind_of(posting.account), posting.amount) for posting in postings]
    vat = [(kind.number[:3] == "264", a) for kind, a in kinds if kind.number[:3] in _VAT]
    if not vat or any(kind.beside and _is_of_sale(kind.number, a) for kind, a in kinds):
        return None
    paid_in = sum((amount for is_input, amount in vat if is_input), ZERO)
    if paid_in:
        return True if paid_in < 0 else None
    return False if sum(amount for _, amount in vat) > 0 else None


def _is_between_accounts(postings: Sequence[Posting]) -> bool:
    """Whether one account is only in debit, and another only in credit."""
    debit = {p.account for p in postings if p.amount > 0}
    credit = {p.account for p in postings if p.amount < 0}
    return bool(debit - credit and credit - debit)


def _is_of_sale(number: str, amount: Decimal) -> bool:
    """Whether what stands beside the sides belongs to something sold.

    That is what had been written off, in debit, and a gain or loss; not the year's depreciation.
    """
    return amount > 0 if number < "2" else number[:2] not in ("77", "78")
