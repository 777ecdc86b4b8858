"""Which months a posting says that it is of: `accrue-from` and `accrue-to` (periodisering)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sambruk_cli.books.dimensions import as_written
from sambruk_cli.books.vouchers import Posting, Voucher
from sambruk_cli.findings import Finding, finding
from sambruk_cli.fiscal import FiscalYear

FROM, TO = "accrue-from", "accrue-to"
# On the vouchers that a closing books: the one that they move a part of, as `corrects` names it.
ACCRUES = "accrues"
_ROOTS = ("Income", "Expenses")


def is_spanning(voucher: Voucher, posting: Posting) -> bool:
    """Whether a posting says which months it is of, on a voucher that is no closing's own."""
    meta = posting.meta
    return (FROM in meta or TO in meta) and ACCRUES not in voucher.meta


def named_by(
    voucher: Voucher, own: FiscalYear, years: Sequence[FiscalYear]
) -> tuple[FiscalYear | None, str]:
    """The year and the number of the voucher that one moves a part of: "A5", or "2020 A5".

    Args:
      voucher: one with `accrues`.
      own: the fiscal year that it is dated in.
    Returns:
      The year is None where no year is called as it says.
    """
    label, _, number = as_written(voucher.meta[ACCRUES]).strip().rpartition(" ")
    if not label:
        return own, number
    return next((year for year in years if year.label == label.strip()), None), number


def fault_of_span(voucher: Voucher, posting: Posting) -> Finding | None:
    """BOK270 where what a posting says of its months cannot be; None where it can.

    Args:
      posting: one that spans.
    """
    code, values = _fault(voucher, posting)
    return finding(code, file=voucher.file, line=posting.line, **values) if code else None


def _fault(voucher: Voucher, posting: Posting) -> tuple[str, dict[str, Any]]:
    root, _, account = posting.account.partition(":")
    days = {key: posting.meta.get(key) for key in (FROM, TO)}
    for key, other in ((FROM, TO), (TO, FROM)):
        if days[key] is None:
            return "BOK270.lacking", {"key": other, "missing": key}
    for key, day in days.items():
        if not isinstance(day, date):
            return "BOK270.day", {"key": key, "value": as_written(day)}
    if days[FROM] > days[TO]:  # type: ignore[operator] # both are days
        return "BOK270.order", {"first": str(days[FROM]), "last": str(days[TO])}
    if root not in _ROOTS:
        return "BOK270.account", {"account": account}
    return ("BOK270.number", {}) if voucher.ver is None else ("", {})
