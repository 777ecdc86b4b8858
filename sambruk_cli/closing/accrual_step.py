"""The step that moves what belongs to other years, and moves it back when the next one begins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from decimal import Decimal

from sambruk_cli.closing.accruals import (
    Accrual,
    accruals_of,
    moved_by,
    name_of,
    summed,
)
from sambruk_cli.closing.spans import ACCRUES
from sambruk_cli.closing.steps import ClosingStep, StepName, StepState
from sambruk_cli.edits.booking import Booking, NewVoucher
from sambruk_cli.findings import Finding, Stop, finding
from sambruk_cli.fiscal import FiscalYear, year_after
from sambruk_cli.messages import Message, say
from sambruk_cli.session import Session

FILE = "config/association.toml"
_DAY = timedelta(days=1)


def accrual_step(session: Session, year: FiscalYear, booking: Booking) -> Iterator[ClosingStep]:
    """What belongs to other years moved there, and back on the next day; no step without.

    Raises:
      Stop: BOK270 for a span that cannot be, USE913 where something else has been moved already.
    """
    accruals = accruals_of(session.books, session.register.years, year)
    if not accruals:
        return
    vouchers: list[NewVoucher] = []
    for accrual in accruals:
        moved = moved_by(session.books, year, accrual.name, is_reversal=False)
        if moved and moved != summed(accrual.rows):
            raise Stop(_differs(accrual, year))
        if not moved and not year.closed:
            described = accrual.voucher.description.strip()
            text = say(session.language, "Accrual of {name}", name=accrual.name)
            if described:
                text = say(session.language, "Accrual: {text}", text=described)
            meta = ((ACCRUES, accrual.name),)
            vouchers.append(booking.book(year, year.end, text, accrual.rows, meta))
            moved = summed(accrual.rows)
        if moved:
            vouchers += _reversal(session, year, booking, accrual, moved)
    said = Message.of("vouchers that span years: {number}", number=len(accruals))
    state = StepState.PLANNED if vouchers else StepState.DONE
    yield ClosingStep(StepName.ACCRUALS, state, said, tuple(vouchers))


def _reversal(
    session: Session,
    year: FiscalYear,
    booking: Booking,
    accrual: Accrual,
    moved: Mapping[str, Decimal],
) -> Iterator[NewVoucher]:
    """What a year has moved, moved back on the first day of the next one."""
    following = year_after(session.register.years, year)
    if following is None:
        day = year.end + _DAY
        line = session.register.line_of_year(year.label)
        raise Stop(finding("USE913.next", year=year.label, day=day, file=FILE, line=line))
    name = name_of(accrual.voucher, session.register.years, following)
    back = moved_by(session.books, following, name, is_reversal=True)
    if back == {account: -amount for account, amount in moved.items()}:
        return
    if back or following.closed:
        raise Stop(_differs(accrual, following))
    described = accrual.voucher.description.strip()
    text = say(session.language, "Accrual of {name} reversed", name=name)
    if described:
        text = say(session.language, "Accrual reversed: {text}", text=described)
    rows = tuple(row._replace(amount=-row.amount) for row in accrual.rows)
    yield booking.book(following, following.start, text, rows, ((ACCRUES, name),))


def _differs(accrual: Accrual, year: FiscalYear) -> Finding:
    voucher = accrual.voucher
    return finding(
        "USE913.accrued",
        ver=voucher.ver or "",
        year=year.label,
        file=voucher.file,
        line=voucher.line,
    )
