"""What accruals say that they move a part of (BFL 5:7), and what nobody has moved back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sambruk_cli.books.dimensions import as_written
from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.closing.moved_back import not_moved_back
from sambruk_cli.closing.spans import ACCRUES, is_spanning, named_by
from sambruk_cli.findings import Finding, finding
from sambruk_cli.fiscal import FiscalYear, year_before
from sambruk_cli.session import Session


def check_accruing(
    session: Session, vouchers: Sequence[Voucher], year: FiscalYear
) -> Iterator[Finding]:
    """`accrues` names a voucher, a posting of which says which months it is of.

    Vouchers at the end of the year before that name one of this year are looked at here, for
    what is said of a year rests on no later one.
    """
    before = year_before(session.register.years, year)
    years = session.register.years
    accruing = [(voucher, year) for voucher in vouchers if ACCRUES in voucher.meta]
    if before is not None:
        ending = session.books.between(before.end.replace(day=1), before.end)
        accruing += [(voucher, before) for voucher in ending if ACCRUES in voucher.meta]
    known: dict[str, Mapping[str | None, Voucher]] = {}
    for voucher, own in accruing:
        of, number = named_by(voucher, own, years)
        if of is not None and ((own is before and of is not year) or of.start > year.start):
            continue  # looked at with its own year, or with the later one
        named = None
        if of is not None:
            if of.label not in known:
                found = vouchers if of is year else session.books.in_year(of)
                known[of.label] = {each.ver: each for each in found}
            named = known[of.label].get(number)
        elif own is before:
            continue
        code = "BOK276" if named is None else "BOK276.months"
        if named is None or not any(is_spanning(named, each) for each in named.postings):
            name = as_written(voucher.meta[ACCRUES])
            yield finding(code, name=name, file=voucher.file, line=voucher.line)


def check_moved_back(session: Session, year: FiscalYear) -> Iterator[Finding]:
    """What was moved to this year at the end of the one before is moved back in it (BFL 5:7).

    It is said on the voucher that moved it.
    """
    years = session.register.years
    for left in not_moved_back(session.books, years, year):
        yield finding(
            "BOK277.closed" if year.closed else "BOK277",
            amount=abs(left.amount),
            account=left.account.name.partition(":")[2],
            before=left.before.label,
            year=year.label,
            file=left.voucher.file,
            line=left.voucher.line,
        )
