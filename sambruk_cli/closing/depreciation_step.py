"""The step that books the depreciation of a year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from sambruk_cli.closing.depreciation import DepreciationRow, plan_of, unbooked_depreciation
from sambruk_cli.closing.steps import ClosingStep, StepName, StepState
from sambruk_cli.edits.booking import Booking
from sambruk_cli.edits.vouchers import NewPosting
from sambruk_cli.findings import Stop, finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.messages import Message, say
from sambruk_cli.money import ZERO
from sambruk_cli.register.assets import FILE, read_assets
from sambruk_cli.session import Session


def depreciation_step(
    session: Session, year: FiscalYear, booking: Booking, *, monthly: bool
) -> Iterator[ClosingStep]:
    """What the plan of fixed assets has for the year, less what is booked; no step without."""
    assets = read_assets(session.workspace)[0].assets
    if not plan_of(assets, year):
        return
    left = unbooked_depreciation(session.books, assets, year, monthly=monthly)
    vouchers = []
    for day, rows in groupby(() if year.closed else left, key=lambda row: row.day):
        text = say(session.language, "Depreciation {year}", year=year.label)
        if monthly:
            month = f"{day:%Y-%m}"
            text = say(session.language, "Depreciation {year}", year=month)
        vouchers.append(booking.book(year, day, text, _depreciated(session, rows)))
    planned = sum((each.depreciation for each in plan_of(assets, year)), ZERO)
    said = Message.of("{amount} by plan", amount=planned)
    state = StepState.PLANNED if vouchers else StepState.DONE
    yield ClosingStep(StepName.DEPRECIATION, state, said, tuple(vouchers))


def _depreciated(session: Session, rows: Iterable[DepreciationRow]) -> Iterator[NewPosting]:
    for row in rows:
        expense, accumulated = (
            session.books.by_number.get(number) for number in (row.expense, row.accumulated)
        )
        if expense is None or accumulated is None:  # REG130
            number = row.accumulated if expense else row.expense
            raise Stop(finding("USE913.closing", account=number, file=FILE))
        yield NewPosting(expense.name, row.amount)
        yield NewPosting(accumulated.name, -row.amount)
