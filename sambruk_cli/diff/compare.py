"""What a change of books and register means: two versions of a workspace held against each other.

Both are read and checked already, and nothing is read here but the seals of closed years.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from sambruk_cli.books.dimensions import id_of, key_of
from sambruk_cli.books.masked import TextMask
from sambruk_cli.books.standing import is_receivable
from sambruk_cli.books.vouchers import Account, Assertion
from sambruk_cli.diff.documents import documents_changed
from sambruk_cli.diff.entries import asset_changes
from sambruk_cli.diff.fields import EntryChange, left_over, masked_entry
from sambruk_cli.diff.figures import NOTHING, FigureChange, figure_changes, printed_figures
from sambruk_cli.diff.findings import finding_changes
from sambruk_cli.diff.registers import (
    ChargeChange,
    MemberChanges,
    RegisterChanges,
    charge_changes,
    register_changes,
)
from sambruk_cli.diff.touched import (
    TouchedPeriod,
    TouchedYear,
    digest_in,
    touched_periods,
    touched_years,
)
from sambruk_cli.diff.vouchers import VoucherChanges, account_changes, voucher_changes
from sambruk_cli.findings import Finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.register.assets import read_assets
from sambruk_cli.register.masks import Masks
from sambruk_cli.session import Session


@frozen
class OpenItemChange:
    """What is unpaid of an invoice once all is booked, in kronor; None where nothing is.

    `party` is the id of a member or counterparty, and `invoice` the number: "" where none is said.
    """

    party: str
    invoice: str
    before: Decimal | None
    after: Decimal | None


@frozen
class Difference:
    """What has changed between two versions of a workspace.

    `accounts` are kronor by fiscal year ("" outside of all) and account. `opened` and `gone` are
    accounts, `asserted` and `unasserted` balance directives. `register` has the entries of the
    register but for members, board and projects. `files` are those that were read, each "added",
    "removed" or "changed", and `documents` those that vouchers name and that are "removed" or
    "changed".
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
    open_items: tuple[OpenItemChange, ...]
    new_findings: tuple[Finding, ...]
    gone_findings: tuple[Finding, ...]
    waived: tuple[Finding, ...]  # that vouchers newly waive, or for another reason
    touched: tuple[TouchedYear, ...]
    locked: tuple[TouchedPeriod, ...]
    files: Mapping[str, str]
    documents: Mapping[str, str]
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
    come, gone, waived = finding_changes(*(side.findings for side in shown))
    entries = RegisterChanges() if is_same else register_changes(old, new, hidden)
    assets = _assets(before, after)
    charges = () if is_same else tuple(charge_changes(old, new, hidden))
    return Difference(
        vouchers=vouchers,
        accounts=account_changes(vouchers, new.years or old.years),
        opened=_other_accounts(shown[1], shown[0]),
        gone=_other_accounts(*shown),
        asserted=tuple(asserted),
        unasserted=tuple(unasserted),
        figures=figures,
        members=entries.members,
        charges=charges,
        open_items=tuple(_open_items(before, after, vouchers)),
        board=_said(entries.board, masks),
        projects=_said(entries.projects, masks),
        register=_said((*entries.entries, *assets), masks),
        new_findings=tuple(come),
        gone_findings=tuple(gone),
        waived=tuple(waived),
        touched=tuple(touched_years(before, after, vouchers, figures, charges)),
        locked=tuple(touched_periods(before, after, vouchers)),
        files=_files(before, after),
        documents=_documents(before, after, masks),
        years=years,
    )


def _assets(before: Session, after: Session) -> list[EntryChange]:
    """Fixed assets that have come, gone or changed; none where a version's cannot be read."""
    (old, _, faults), (new, _, others) = (read_assets(x.workspace) for x in (before, after))
    return [] if faults or others else asset_changes(old, new)


def _said(entries: tuple[EntryChange, ...], masks: Masks) -> tuple[EntryChange, ...]:
    """Entries as they may be printed."""
    return tuple(masked_entry(each, masks.text) for each in entries) if masks else entries


def _asserted(assertion: Assertion) -> tuple[str, date, Decimal, str]:
    return assertion.account, assertion.date, assertion.amount, assertion.currency


def _open_items(
    before: Session, after: Session, vouchers: VoucherChanges
) -> Iterator[OpenItemChange]:
    """The invoices of which more or less is unpaid, in the order in which they are posted to."""
    keys = {
        (
            key_of(posting.account, posting.meta).party or "",
            id_of(posting.meta, "invoice") or "",
        ): None
        for voucher in vouchers.touched
        for posting in voucher.postings
        if is_receivable(posting.account)
    }
    if not keys:
        return
    unpaid = [session.books.standing(date.max).unpaid for session in (before, after)]
    for key in keys:
        old, new = (side.get(key) for side in unpaid)
        if old != new:
            yield OpenItemChange(*key, old, new)


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


def _documents(before: Session, after: Session, masks: Masks) -> dict[str, str]:
    """Documents that are no longer what they were, whose names may be those of people."""
    found = documents_changed(before, after)
    return {masks.text(name): what for name, what in found.items()} if masks else found


def _files(before: Session, after: Session) -> dict[str, str]:
    """Files that one of the versions rests on, and what became of each.

    A version may have read less than the other, where something in it is broken.
    """
    found = {}
    for name in sorted({*before.workspace.digests, *after.workspace.digests}):
        old, new = (digest_in(session.workspace, name) for session in (before, after))
        if old != new:
            found[name] = "added" if old is None else "removed" if new is None else "changed"
    return found
