"""What has come into a closed year after it was closed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.checks.added import sums_of
from sambruk_cli.findings import Finding, finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.session import Session


def check_closed(
    session: Session, vouchers: Sequence[Voucher], year: FiscalYear
) -> Iterator[Finding]:
    """Vouchers of a closed year that move nothing, and those numbered after the closing voucher.

    Neither changes the figures that were signed, so nothing else would tell.
    """
    layout = session.register.layout_for(year)
    if not year.closed or layout is None:
        return
    for voucher in vouchers:
        if _moves_nothing(voucher):
            ver = voucher.ver or ""
            yield finding("BOK243", ver=ver, year=year.label, file=voucher.file, line=voucher.line)
    yield from _after_closing(session, vouchers, year, layout.closing_account)


def _moves_nothing(voucher: Voucher) -> bool:
    """Whether amounts cancel out account by account; a voucher of noughts alone is a voided one."""
    has_amount = any(posting.amount for posting in voucher.postings)
    return has_amount and not any(sums_of(voucher).values())


def _after_closing(
    session: Session, vouchers: Sequence[Voucher], year: FiscalYear, account: str
) -> Iterator[Finding]:
    """Vouchers with a number after that of the last one on the closing account, in its series."""
    number_of = session.books.number
    last: dict[str, tuple[int, str]] = {}
    for voucher in vouchers:
        parts = voucher.series_and_number
        if parts and any(number_of(p.account) == account for p in voucher.postings):
            last[parts[0]] = max(last.get(parts[0], (0, "")), (parts[1], voucher.ver or ""))
    for voucher in vouchers if last else ():
        parts = voucher.series_and_number
        if parts and parts[0] in last and parts[1] > last[parts[0]][0]:
            yield finding(
                "BOK244",
                ver=voucher.ver or "",
                closing=last[parts[0]][1],
                year=year.label,
                file=voucher.file,
                line=voucher.line,
            )
