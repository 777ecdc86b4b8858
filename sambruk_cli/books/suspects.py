"""Find the plain vouchers that Beancount might report, and so must read itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.frozen import frozen
from sambruk_cli.money import ZERO

CURRENCY = "SEK"


@frozen
class Life:
    """The days on which an account may be posted to in kronor."""

    opened: date
    closed: date


def suspects(vouchers: Sequence[Voucher], lives: Mapping[str, Life]) -> set[int]:
    """The positions of vouchers that are not plainly right.

    Plainly right: in kronor, summing to nought, on accounts that are open that day.
    """
    found = set()
    for index, voucher in enumerate(vouchers):
        day, total = voucher.date, ZERO
        for account, amount, currency, _, _ in voucher.postings:
            life = lives.get(account)
            if currency != CURRENCY or life is None or not life.opened <= day <= life.closed:
                found.add(index)
                break
            total += amount
        else:
            if total or not voucher.postings:
                found.add(index)
    return found
