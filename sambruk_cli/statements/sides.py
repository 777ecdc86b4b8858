"""What a year brought to each account in debit and in credit, as for what was bought and sold."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from sambruk_cli.books.books import Books
from sambruk_cli.books.vouchers import Posting, Voucher
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.money import ZERO


class Sides(NamedTuple):
    """The two parts of an account's change in a year; kronor, debit above nought, credit below."""

    debit: Decimal = ZERO
    credit: Decimal = ZERO

    def plus(self, amount: Decimal, *, is_debit: bool) -> Sides:
        """With an amount more on one of the sides."""
        if is_debit:
            return Sides(self.debit + amount, self.credit)
        return Sides(self.debit, self.credit + amount)


def year_sides(books: Books, year: FiscalYear) -> Mapping[str, Sides]:
    """The sides of every account that the year's vouchers post to.

    A voucher that corrects another of the same year counts on the side of what it corrects: a
    purchase that was booked with too much is a smaller purchase, and nothing is sold.
    """
    return sides_of(books.in_year(year))


def sides_of(vouchers: Sequence[Voucher]) -> Mapping[str, Sides]:
    """The same of some vouchers; those that they correct are looked for among them."""
    found: dict[str, Sides] = {}
    numbered = {voucher.ver: voucher for voucher in vouchers}
    for voucher in vouchers:
        for posting in voucher.postings:
            sides = found.get(posting.account, Sides())
            side = is_debit(voucher, posting, numbered)
            found[posting.account] = sides.plus(posting.amount, is_debit=side)
    return found


def corrected_by(voucher: Voucher, numbered: Mapping[str | None, Voucher]) -> list[Voucher]:
    """The vouchers that a voucher says it corrects, of those that there are by number."""
    named = str(voucher.meta.get("corrects", ""))
    return [numbered[name] for name in re.split(r"[\s,;:]+", named) if name and name in numbered]


def is_debit(voucher: Voucher, posting: Posting, numbered: Mapping[str | None, Voucher]) -> bool:
    """Whether a posting counts in debit: its own side, or that of what it corrects."""
    for corrected in corrected_by(voucher, numbered):
        for other in corrected.postings:
            if other.account == posting.account and other.amount:
                return other.amount > 0
    return posting.amount > 0
