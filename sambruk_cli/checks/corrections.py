"""What corrections say that they correct (BFL 5:5)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.findings import Finding, finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.session import Session


def check_corrections(
    session: Session, vouchers: Sequence[Voucher], year: FiscalYear
) -> Iterator[Finding]:
    """`corrects` names vouchers that come before: "A2", "A2, A3", or "2006 A2" of another year."""
    correcting = [voucher for voucher in vouchers if "corrects" in voucher.meta]
    numbered = {voucher.ver: voucher for voucher in vouchers} if correcting else {}
    for voucher in correcting:
        words = re.split(r"[\s,;:]+", str(voucher.meta["corrects"]).strip())
        other = next((y for word in words if (y := session.register.year(word))), None)
        for name in words:
            if session.register.year(name) or name in ("och", "and"):
                continue
            fault = None
            if other is not None and other is not year:
                if other.start > year.start:
                    fault = "BOK234.later"
                elif name not in _numbers_in(session, other):
                    fault = "BOK234"
            else:
                fault = _fault(session, voucher, name, numbered.get(name), year)
            if fault is not None:
                yield finding(fault, name=name, file=voucher.file, line=voucher.line)


def _fault(
    session: Session, voucher: Voucher, name: str, named: Voucher | None, year: FiscalYear
) -> str | None:
    """What is wrong with naming a voucher without its year: this year's is meant, or an earlier's.

    A number of which this year has a later voucher is that of an earlier year, where there is one.
    """
    if name == voucher.ver:
        return "BOK234.itself"
    if named is not None and named.date <= voucher.date:
        return None
    earlier = (y for y in session.register.years if y.end < year.start)
    if any(name in _numbers_in(session, each) for each in earlier):
        return None
    return "BOK234" if named is None else "BOK234.later"


def _numbers_in(session: Session, year: FiscalYear) -> set[str | None]:
    return {voucher.ver for voucher in session.books.in_year(year)}
