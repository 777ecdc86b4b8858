"""What a change of books and register means: two versions of a workspace held against each other.

Both are read and checked already, and nothing is read here but the seals of closed years.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from sambruk_cli.books.masked import TextMask
from sambruk_cli.books.vouchers import Account, Assertion
from sambruk_cli.diff.fields import EntryChange, left_over
from sambruk_cli.diff.figures import NOTHING, FigureChange, figure_changes, printed_figures
from sambruk_cli.diff.findings import finding_changes
from sambruk_cli.diff.registers import (
    ChargeChange,
    MemberChanges,
    RegisterChanges,
    charge_changes,
    register_changes,
)
from sambruk_cli.diff.vouchers import VoucherChanges, account_changes, voucher_changes
from sambruk_cli.files.errors import Unreadable
from sambruk_cli.findings import Finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.register.masks import Masks
from sambruk_cli.register.year_files import folder_of
from sambruk_cli.session import Session
from sambruk_cli.workspace import Workspace

SEALS = "ledger/seals"


@frozen
class TouchedYear:
    """A fiscal year that was closed or sealed, and what has been changed in it all the same.

    `vouchers` and `figures` say how many; `is_reopened` whether the register says no longer that
    it is closed, `seal` whether its seal has been "changed" or "removed", "" where it has not.
    """

    year: str
    is_closed: bool
    is_sealed: bool
    vouchers: int
    figures: int
    is_reopened: bool
    seal: str


@frozen
class Difference:
    """What has changed between two versions of a workspace.

    `accounts` are kronor by fiscal year ("" outside of all) and account. `opened` and `gone` are
    accounts, `asserted` and `unasserted` balance directives. `register` has the entries of the
    register but for members, board and projects. `files` are those that were read, each "added",
    "removed" or "changed".
    """

    vouchers: VoucherChanges
    accounts: Mapping[tuple[str, str], Decimal]
    opened: tuple[Account, ...]
    gone: tuple[Account, ...]
    asserted: tuple[Assertion, ...]
    unasserted: tuple[Assertion, ...]
    figures: tuple[FigureChange, ...]
    members: MemberChanges
    charges: tuple[ChargeChange, ...]
    board: tuple[EntryChange, ...]
    projects: tuple[EntryChange, ...]
    register: tuple[EntryChange, ...]
    new_findings: tuple[Finding, ...]
    gone_findings: tuple[Finding, ...]
    touched: tuple[TouchedYear, ...]
    files: Mapping[str, str]
    years: tuple[FiscalYear, ...]  # whose figures may be others


def compare(
    before: Session, after: Session, shown: tuple[Session, Session], masks: Masks
) -> Difference:
    """Hold two versions of a workspace against each other.

    Args:
      before, after: as they are written, with nothing masked.
      shown: the same, masked: what is said of them is taken from these.
      masks: what keeps those who are private in either version out of the texts of the result.
    """
    mask = TextMask(masks.members, masks.text, masks.about) if masks else None
    old, new, hidden = before.register, after.register, frozenset(masks.hidden)
    vouchers = voucher_changes(before.books, after.books, old.years, new.years, mask)
    unasserted, asserted = left_over(before.books.assertions, after.books.assertions, _asserted)
    is_same = _have_same_register(before, after)
    years = _years(before, after, _first_day(before, after, vouchers), is_same=is_same)
    figures = tuple(_figures(*shown, years))
    come, gone = finding_changes(shown[0].findings, shown[1].findings)
    entries = RegisterChanges() if is_same else register_changes(old, new, hidden)
    return Difference(
        vouchers=vouchers,
        accounts=account_changes(vouchers, new.years or old.years),
        opened=_other_accounts(shown[1], shown[0]),
        gone=_other_accounts(*shown),
        asserted=tuple(asserted),
        unasserted=tuple(unasserted),
        figures=figures,
        members=entries.members,
        charges=() if is_same else tuple(charge_changes(old, new, hidden)),
        board=entries.board,
        projects=entries.projects,
        register=entries.entries,
        new_findings=tuple(come),
        gone_findings=tuple(gone),
        touched=tuple(touched_years(before, after, vouchers, figures)),
        files=_files(before, after),
        years=years,
    )


def _asserted(assertion: Assertion) -> tuple[str, date, Decimal, str]:
    return assertion.account, assertion.date, assertion.amount, assertion.currency


def _other_accounts(has: Session, lacks: Session) -> tuple[Account, ...]:
    """The accounts that one version has and the other has not."""
    other = lacks.books.accounts
    return tuple(account for name, account in has.books.accounts.items() if name not in other)


def _have_same_register(before: Session, after: Session) -> bool:
    """Whether the files of config/ that the register is read from are the same."""
    places = (*before.register.places.values(), *after.register.places.values())
    old, new = before.workspace.digests, after.workspace.digests
    return all(old.get(place.file) == new.get(place.file) for place in places)


def _first_day(before: Session, after: Session, vouchers: VoucherChanges) -> date | None:
    """The first day that anything in the books speaks of otherwise than before."""
    days = [voucher.date for voucher in vouchers.touched]
    sides: tuple[Iterable[Assertion], ...]
    sides = left_over(before.books.assertions, after.books.assertions, _asserted)
    days += [assertion.date for side in sides for assertion in side]
    budgets = left_over(
        before.books.budgets,
        after.books.budgets,
        lambda b: (b.account, b.date, b.interval, b.amount, b.project),
    )
    days += [budget.date for side in budgets for budget in side]
    return min(days, default=None)


def _years(
    before: Session, after: Session, first: date | None, *, is_same: bool
) -> tuple[FiscalYear, ...]:
    """The fiscal years of either version whose figures may be others, in order."""
    found = {y.label: y for y in (*before.register.years, *after.register.years)}
    years = sorted(found.values(), key=lambda y: (y.start, y.label))
    if not is_same:
        return tuple(years)
    return () if first is None else tuple(y for y in years if y.end >= first)


def _figures(
    before: Session, after: Session, years: Iterable[FiscalYear]
) -> Iterator[FigureChange]:
    for year in years:
        one = before.register.year(year.label)
        other = after.register.year(year.label)
        old = printed_figures(before, one) if one else NOTHING
        new = printed_figures(after, other) if other else NOTHING
        yield from figure_changes(year.label, old, new)


def touched_years(
    before: Session, after: Session, vouchers: VoucherChanges, figures: Iterable[FigureChange]
) -> Iterator[TouchedYear]:
    """The years that were closed or sealed before, and in which something has changed."""
    figures = list(figures)
    for year in before.register.years:
        seal = _digest(before.workspace, seal_of(year))
        if not year.closed and seal is None:
            continue
        now = after.register.year(year.label)
        seal_now = _digest(after.workspace, seal_of(year))
        broken = "" if seal in (None, seal_now) else "removed" if seal_now is None else "changed"
        touched = TouchedYear(
            year.label,
            year.closed,
            seal is not None,
            _number_in(year, vouchers),
            sum(1 for figure in figures if figure.year == year.label),
            year.closed and (now is None or not now.closed),
            broken,
        )
        if touched.vouchers or touched.figures or touched.is_reopened or touched.seal:
            yield touched


def _number_in(year: FiscalYear, vouchers: VoucherChanges) -> int:
    added = sum(1 for v in (*vouchers.added, *vouchers.removed) if v.date in year)
    changed = (c for c in vouchers.changed if c.before.date in year or c.after.date in year)
    return added + sum(1 for _ in changed)


def seal_of(year: FiscalYear) -> str:
    """The file of a year's seal."""
    return f"{SEALS}/{folder_of(year.label)}.toml"


def _digest(workspace: Workspace, name: str) -> str | None:
    """The SHA-256 of a file, None where there is none; of one that cannot be read no text's."""
    if not workspace.is_there(name):
        return None
    try:
        workspace.read_bytes(name)
    except Unreadable:
        return "unreadable"
    return workspace.digests[name]


def _files(before: Session, after: Session) -> dict[str, str]:
    """Files that one of the versions rests on, and what became of each.

    A version may have read less than the other, where something in it is broken.
    """
    found = {}
    for name in sorted({*before.workspace.digests, *after.workspace.digests}):
        old, new = (_digest(session.workspace, name) for session in (before, after))
        if old != new:
            found[name] = "added" if old is None else "removed" if new is None else "changed"
    return found
