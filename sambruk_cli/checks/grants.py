"""Grants of config/grants.toml held against the books: used, paid back, and taken to income."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from sambruk_cli.account_numbers import DIGITS, falls_under
from sambruk_cli.findings import Finding, finding, nearest
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.grants.accounts import KEYS, is_fit
from sambruk_cli.grants.movements import Movement, movements_of
from sambruk_cli.grants.standing import GrantStanding, standing_on
from sambruk_cli.register.grants import Grant
from sambruk_cli.session import Session


def check_grants(session: Session) -> Iterator[Finding]:
    """More used than received, costs outside the period, income before its time, and money that
    should have been paid back."""
    grants = session.register.grants
    movements = movements_of(session.books, grants)
    for index, grant in enumerate(grants):
        yield from _accounts(session, grant, index)
        own = movements[grant.id]
        yield from _outside(grant, own)
        if own:
            yield from _overspent(session, grant, own, index)
            yield from _early(session, grant, own, index)
            yield from _not_repaid(session, grant, own, index)


def _accounts(session: Session, grant: Grant, index: int) -> Iterator[Finding]:
    """The accounts that a grant names are in the chart, and for what it names them for.

    Of a range one is enough.
    """
    known, place = session.books.by_number, session.register.places["grants"]
    for key in KEYS:
        for at, account in enumerate(getattr(grant, key)):
            first, _, last = account.partition("-")
            held = [
                each
                for number, each in known.items()
                if (first <= number[:DIGITS] <= last if last else falls_under(number, account))
            ]
            said: partial[Finding] | None = None
            if known and not held:
                hint = nearest(account, known)
                said = partial(finding, "REG104.account", account=account, hint=hint)
            elif held and not any(is_fit(key, each.root, each.number or "") for each in held):
                label = held[0].label
                said = partial(
                    finding, "REG131", id=grant.id, key=key, account=account, label=label
                )
            if said is not None:  # the line is looked for only then
                yield said(file=place.file, line=place.line("grants", index, key, at))


def _outside(grant: Grant, movements: Sequence[Movement]) -> Iterator[Finding]:
    """Costs that name the grant, on a day outside its period of use."""
    for movement in movements:
        voucher = movement.voucher
        if movement.kind != "outside":
            continue
        line = next(
            (
                posting.line
                for posting in voucher.postings
                if posting.account == movement.account and posting.tag("grant") == grant.id
            ),
            None,
        )
        if line is not None:
            yield finding("BOK282", grant=grant.id, day=voucher.date, file=voucher.file, line=line)


def _overspent(
    session: Session, grant: Grant, movements: Sequence[Movement], index: int
) -> Iterator[Finding]:
    """More used than received, where no more is to come."""
    standing = standing_on(grant, movements, date.max)
    if standing.overspent and not _is_to_come(session, standing):
        place = session.register.places["grants"]
        yield finding(
            "BOK280",
            grant=grant.id,
            used=standing.used,
            kept=standing.kept,
            file=place.file,
            line=place.line("grants", index),
        )


def _is_to_come(session: Session, standing: GrantStanding) -> bool:
    """Whether the funder has decided on what is missing, and the grant is not settled yet."""
    grant, outstanding = standing.grant, standing.outstanding
    if outstanding is None or standing.overspent > outstanding:
        return False
    expected = (part.expected for part in grant.instalments)
    days = [day for day in (grant.to, grant.report_due, *expected) if day is not None]
    return not days or session.today <= max(days)


def _early(
    session: Session, grant: Grant, movements: Sequence[Movement], index: int
) -> Iterator[Finding]:
    """More taken to income by the end of a year than used, of a grant whose unused part is a debt.

    Said of the last year that has ended, and only where the register says that what is unused is
    paid back and on which account it stands until then: what is paid back is no income.
    """
    is_debt = grant.repays == "unused" and grant.liability and not grant.partial
    ended = [year for year in session.years if _has_ended(session, year)] if is_debt else []
    if not ended:
        return
    standing = standing_on(grant, movements, ended[-1].end)
    if standing.taken > standing.used:
        place = session.register.places["grants"]
        yield finding(
            "BOK283",
            grant=grant.id,
            year=ended[-1].label,
            taken=standing.taken,
            used=standing.used,
            account=grant.liability[0],
            file=place.file,
            line=place.line("grants", index, "liability"),
        )


def _has_ended(session: Session, year: FiscalYear) -> bool:
    return session.books.is_kept(year) and (year.closed or year.end < session.today)


def _not_repaid(
    session: Session, grant: Grant, movements: Sequence[Movement], index: int
) -> Iterator[Finding]:
    """Money left, though the day on which it was to be back with the funder has passed."""
    if grant.repay_due is None or session.today <= grant.repay_due:
        return
    standing = standing_on(grant, movements, session.today)
    left = standing.unused if standing.to_repay is None else standing.to_repay
    if left:
        place = session.register.places["grants"]
        yield finding(
            "BOK281" if standing.to_repay is not None else "BOK281.unused",
            grant=grant.id,
            amount=left,
            day=grant.repay_due,
            file=place.file,
            line=place.line("grants", index, "repay_due"),
        )
