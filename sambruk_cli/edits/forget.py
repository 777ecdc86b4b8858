"""A member forgotten: what identifies one that has left taken out of config/members.toml.

Vouchers and what they rest on are kept until the seventh year after the calendar year in which the
fiscal year ended (bokföringslagen 7:2); until then a member cannot be forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from sambruk_cli.books.receivables import open_items
from sambruk_cli.edits.entries import NotEditable
from sambruk_cli.edits.lines import text_of
from sambruk_cli.edits.members import (
    FILE,
    HasMembersEdit,
    MemberChange,
    MembersEdit,
    MembersSource,
    TomlMember,
    changed_keys,
)
from sambruk_cli.files.errors import Unreadable
from sambruk_cli.findings import Finding, finding
from sambruk_cli.fiscal import year_of
from sambruk_cli.frozen import frozen
from sambruk_cli.money import ZERO
from sambruk_cli.register.locate import Located
from sambruk_cli.register.masks import Masks
from sambruk_cli.register.members import Member
from sambruk_cli.register.private import private_of
from sambruk_cli.session import Session

KEPT_YEARS = 7  # BFL 7:2
_TAKEN_AWAY = ("organisation_number", "address", "email", "reference")
_SEARCHED = (
    *("config/**/*.toml", "config/**/*.md", "ledger/**/*.beancount", "ledger/**/*.bean"),
    "ledger/seals/*.txt",
)


@frozen
class NamePlace:
    """A line on which something still identifies the member; `file` is below the workspace."""

    file: str
    line: int


@frozen
class MemberForgotten(HasMembersEdit):
    """The change, where the member is still named, and in which commits of git.

    `commits` is None where there is no git repository that can be read, and `all_commits` false
    where it was not looked through to its beginning.
    """

    edit: MembersEdit
    places: tuple[NamePlace, ...] = ()
    commits: tuple[str, ...] | None = None
    all_commits: bool = True


def in_the_way(session: Session, member: Member) -> Iterator[Finding]:
    """Why a member cannot be forgotten yet."""
    about, today = member.name, session.today
    last = member.memberships[-1].left
    if last is None or last >= today:
        yield finding("USE911.member", name=about, file=FILE)
    months = session.books.months
    owed = open_items(session.books, max(today, months[-1].last)).get(member.id) if months else None
    if owed:
        amount = sum(owed.values(), ZERO)
        yield finding("USE911.owes", name=about, amount=amount, invoices=tuple(owed), file=FILE)
    for group in session.register.members_file.groups:
        if group.payer == member.id and set(group.members_on(today)) - {member.id}:
            yield finding("USE911.payer", name=about, group=group.name, file=FILE)
    if last is not None:
        until = _kept_until(session, max(last, _last_posted(session, member.id) or last))
        if until >= today:
            yield finding("USE911.kept", name=about, until=until, file=FILE)


def _last_posted(session: Session, member: str) -> date | None:
    """The day of the last voucher that names a member."""
    days: Iterator[date] = (
        voucher.date
        for month in reversed(session.books.months)
        for voucher in reversed(month.vouchers)
        if any(posting.tag("member") == member for posting in voucher.postings)
    )
    return next(days, None)


def _kept_until(session: Session, day: date) -> date:
    """The last day of the seventh year after that in which the fiscal year of a day ended."""
    year = year_of(session.register.years, day)
    ended = day.year if year is None else year.end.year
    return date(ended + KEPT_YEARS, 12, 31)


def forgotten(session: Session, member: Member, *, with_attributes: bool) -> MembersEdit:
    """The change that takes away what identifies a member; its id stands in place of its name.

    Args:
      with_attributes: whether years, as that of birth, are taken away too.
    """
    source = MembersSource.of(session.workspace)
    at = source.place(member.id)
    before = source.tables[at]
    after = _without(session, before, masks_of_one(member), with_attributes)
    keys = changed_keys(before, after)
    changes = [MemberChange(member.id, member.id, "forgotten", keys)] if keys else []
    try:
        return source.edited(changes, {at: after})
    except NotEditable:
        return MembersEdit((), None, (finding("USE909.form", file=FILE),))


def _without(
    session: Session, table: TomlMember, masks: Masks, with_attributes: bool
) -> TomlMember:
    found: TomlMember = {key: value for key, value in table.items() if key not in _TAKEN_AWAY}
    found["name"] = found["id"]

    def masked(row: TomlMember, key: str) -> TomlMember:
        text = row.get(key)
        return {**row, key: masks.about(masks.members, text)} if isinstance(text, str) else row

    found = masked(found, "tier_source")
    for key in ("tiers", "populations", "attributes"):
        if found.get(key):
            found[key] = [masked(row, "source") for row in found[key]]
    if with_attributes and found.get("attributes"):
        declared = session.register.members_file.attributes
        years = {attribute.id for attribute in declared if attribute.type == "year"}
        found["attributes"] = [row for row in found["attributes"] if row["name"] not in years]
        if not found["attributes"]:
            del found["attributes"]
    return found


def masks_of_one(member: Member) -> Masks:
    """What finds a member in texts, private or not."""
    return Masks((private_of(member),), (member.id,))


def still_named(session: Session, member: Member, edit: MembersEdit) -> tuple[NamePlace, ...]:
    """The lines of files that identify a member once the change is carried out."""
    masks, workspace = masks_of_one(member), session.workspace
    found: set[NamePlace] = set()
    for voucher in session.books.vouchers:
        if any(posting.tag("member") == member.id for posting in voucher.postings):
            text = voucher.description
            if masks.about((member.id,), text) != text:
                found.add(NamePlace(voucher.file, voucher.line))
    for file in sorted({name for pattern in _SEARCHED for name in workspace.glob(pattern)}):
        with suppress(Unreadable):
            text = workspace.read_text(file, keep=False)
            if file == FILE and edit.plan is not None and edit.plan.changes:
                text = text_of(edit.plan.content(FILE))
            of_entry = _lines_of_entry(text, member.id) if file == FILE else range(0)
            for number, line in enumerate(text.split("\n"), 1):
                said = masks.line(line, masks.members if number in of_entry else ())
                if said != line:
                    found.add(NamePlace(file, number))
    return tuple(sorted(found, key=lambda place: (place.file, place.line)))


def _lines_of_entry(text: str, member: str) -> range:
    """The lines of a member's entry, with the comments right above it."""
    located, lines = Located(FILE, text), text.split("\n")
    starts = sorted({at for path, at in located.lines.items() if _is_entry(path)})
    for index, start in enumerate(starts):
        end = starts[index + 1] if index + 1 < len(starts) else len(lines) + 1
        if any(_says_id(line, member) for line in lines[start - 1 : end - 1]):
            above = start
            while above > 1 and lines[above - 2].lstrip().startswith("#"):
                above -= 1
            return range(above, end)
    return range(0)


def _is_entry(path: tuple[str | int, ...]) -> bool:
    return len(path) == 2 and isinstance(path[1], int)


def _says_id(line: str, member: str) -> bool:
    key, _, value = line.partition("=")
    return key.strip() == "id" and value.partition("#")[0].strip().strip("\"'") == member
