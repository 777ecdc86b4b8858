"""Which postings are of a grant, and what each voucher does to it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Literal

from sambruk_cli.books.books import Books
from sambruk_cli.books.vouchers import Posting, Voucher
from sambruk_cli.frozen import frozen
from sambruk_cli.grants.accounts import GrantKey, is_fit
from sambruk_cli.money import ZERO
from sambruk_cli.register.grants import Grant
from sambruk_cli.register.layout import is_within, spans

MovementKind = Literal["received", "repaid", "used", "outside", "taken"]


@frozen
class Movement:
    """What a voucher does to a grant, in kronor.

    `received` and `repaid` are money from the funder and back to it, `used` a cost of the period of
    use and `outside` one of another day, all above nought; `taken` is what was brought to income.
    A correction has the other sign. `account` is that of a cost, "" otherwise.
    """

    voucher: Voucher
    kind: MovementKind
    amount: Decimal
    account: str = ""


def movements_of(books: Books, grants: Sequence[Grant]) -> Mapping[str, tuple[Movement, ...]]:
    """What the vouchers of the books do to each grant, by its id, in order of date."""
    vouchers = books.vouchers if grants else ()
    return {grant.id: tuple(_of_grant(books, grant, vouchers)) for grant in grants}


def _of_grant(books: Books, grant: Grant, vouchers: Sequence[Voucher]) -> Iterator[Movement]:
    repaid: set[str | None] = set()  # numbers of vouchers that gave money back
    for voucher in vouchers:
        own = [posting for posting in voucher.postings if is_of(grant, posting)]
        if own:
            for movement in _movements(books, grant, voucher, own, repaid):
                if movement.kind == "repaid":
                    repaid.add(voucher.ver)
                yield movement


def is_of(grant: Grant, posting: Posting) -> bool:
    """Whether a posting is of a grant, if its account is.

    One that says of which grant it is, is of no other.
    """
    stated = posting.tag("grant")
    if stated is not None:
        return stated == grant.id
    if grant.postings == "project":
        return posting.tag("project") == grant.project
    return grant.postings == "accounts"


def _movements(
    books: Books,
    grant: Grant,
    voucher: Voucher,
    own: Sequence[Posting],
    repaid: Collection[str | None],
) -> Iterator[Movement]:
    """A voucher's money, costs and income of a grant.

    What moves between income, liability and receivable is no money: only what is left of the
    three came from elsewhere, or went there. Money the other way is paid back, unless the voucher
    corrects one by which it came; so is what corrects one that paid it back, below nought.

    Args:
      repaid: numbers of earlier vouchers that paid money back.
    """
    money = taken = ZERO
    for posting in own:
        if _is_on(books, posting, "income", grant.income or None):
            money -= posting.amount
            taken -= posting.amount
        elif _is_on(books, posting, "liability", grant.liability) or _is_on(
            books, posting, "receivable", grant.receivable
        ):
            money -= posting.amount
        elif _is_on(books, posting, "costs", grant.costs or None):
            kind: MovementKind = "used" if _is_within_period(grant, voucher) else "outside"
            yield Movement(voucher, kind, posting.amount, posting.account)
    if taken:
        yield Movement(voucher, "taken", taken)
    corrected = str(voucher.meta.get("corrects", ""))
    is_repaid = any(ver.strip() in repaid for ver in corrected.split(","))
    if not corrected:
        is_repaid = money < 0
    if money:
        yield Movement(voucher, *(("repaid", -money) if is_repaid else ("received", money)))


def _is_on(books: Books, posting: Posting, key: GrantKey, ranges: tuple[str, ...] | None) -> bool:
    """Whether a posting is on an account that a key of a grant means.

    Accounts of another kind that lie within a range (interest received in 4000-8999) are not.

    Args:
      ranges: those that the key names; None where it means every account of income, or of cost.
    """
    root = posting.account.partition(":")[0]
    if ranges is None:
        return root == ("Income" if key == "income" else "Expenses")
    number = books.number(posting.account)
    return is_within(number, spans(ranges)) and is_fit(key, root, number)


def _is_owed(books: Books, posting: Posting, grant: Grant) -> bool:
    """Whether a posting is on what is owed of a grant, by the funder or to it."""
    owed = _is_on(books, posting, "liability", grant.liability)
    return owed or _is_on(books, posting, "receivable", grant.receivable)


def _is_within_period(grant: Grant, voucher: Voucher) -> bool:
    first, last = grant.from_, grant.to
    return (first is None or first <= voucher.date) and (last is None or voucher.date <= last)
