"""What a SIE file says as one number, so that it is known again however it is written."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache

from sambruk_cli import sie
from sambruk_cli.sie.model import Objects

_END = "\x1e"  # a control character, which stands in no text of SIE


def digest(file: sie.SieFile) -> str:
    """SHA-256 of the vouchers in hexadecimal digits, of the balances where there are none.

    A program that exports the same vouchers again gives the file another day, another version of
    its own, line ends and decimals as it pleases, and another order of vouchers and of objects on
    a row; none of these take part.
    """
    found = hashlib.sha256()
    for voucher in sorted(_END.join(_voucher(v)) for v in file.vouchers):
        found.update((voucher + _END).encode())
    if not file.vouchers:
        for year in file.years:  # two years in which nothing was booked have the same balances
            days = (str(year.number), _day(year.start), _day(year.end))
            found.update(_END.join(("RAR", *days, "")).encode())
        for b in file.balances:
            parts = (b.kind, str(b.year), b.period, b.account, _number(b.amount))
            found.update(f"{_END.join(parts)}{_END}{b.objects!r}{_number(b.quantity)}".encode())
    return found.hexdigest()


def _voucher(voucher: sie.Voucher) -> Iterator[str]:
    yield from ("VER", voucher.series, voucher.number.lstrip("0"), _day(voucher.day), voucher.text)
    yield from (_day(voucher.registered), voucher.sign)
    for kind, account, amount, objects, day, text, quantity, sign, _ in voucher.rows:
        yield from (kind, account, _number(amount), _objects(objects))
        yield from (_day(day), text, _number(quantity), sign)


@lru_cache(maxsize=1 << 12)
def _objects(objects: Objects) -> str:
    """Those that name something, in the order of their dimensions."""
    return repr(sorted(pair for pair in objects if pair[1])) if objects else "[]"


def _number(number: Decimal | None) -> str:
    if number is None:
        return ""
    if not number:
        return "0"
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@lru_cache(maxsize=1 << 12)
def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
