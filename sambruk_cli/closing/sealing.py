"""A closed year sealed: what it rests on, written down so that no later change goes unseen."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sambruk_cli import __version__
from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.closing.canonical import (
    book_lines,
    files_of,
    opening_digest,
    places_of,
)
from sambruk_cli.closing.proof import read_seals
from sambruk_cli.closing.rests_on import charge_lines, document_lines, register_parts
from sambruk_cli.closing.signatures import tag_message
from sambruk_cli.edits.plan import Change, Plan, made
from sambruk_cli.files.signed_tag import NotTagged, SealTags, SignedTag, sign_tag
from sambruk_cli.findings import Finding, Severity, Stop, errors, finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.register.seals import (
    FORMAT,
    Seal,
    content_file,
    own_digest,
    seal_file,
    seal_text,
)
from sambruk_cli.register.year_files import folder_of
from sambruk_cli.session import Session, concerns

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


@frozen
class SealEdit:
    """The seal that is planned, or what stands in its way."""

    plan: Plan | None
    year: str
    findings: tuple[Finding, ...] = ()
    notes: tuple[Finding, ...] = ()
    values: tuple[tuple[str, Any], ...] = ()
    tag: str | None = None  # the name of the tag that is made as well
    signed: SignedTag | None = None  # that tag, once it is signed


def sealed(session: Session, year: FiscalYear, by: str) -> SealEdit:
    """Plan the seal of a year.

    Args:
      by: who seals it; "" where that is not known.
    """
    seals, broken = read_seals(session)
    stands = [*_in_the_way(session, year, seals, by), *errors(broken)]
    found = list(dict.fromkeys([*stands, *_errors(session, year)]))
    if found:
        return SealEdit(None, year.label, tuple(found))
    before = next((seal for seal in reversed(seals) if seal.start < year.start), None)
    vouchers = session.books.in_year(year)
    text = content(session, year, vouchers)
    files = files_of(session.books, year, vouchers)
    digests = {name: _file_digest(session, name) for name in files}
    commit = _commit(session, digests)
    values = _values(session, year, vouchers, by=by, before=before, files=digests)
    values["content"] = hashlib.sha256(text.encode()).hexdigest()
    if commit is not None:
        values["commit"] = commit
    ordered = {key: values[key] for key in Seal.__annotations__ if values.get(key) is not None}
    sealed_text = seal_text(ordered)
    plan = Plan.of(
        [
            made(seal_file(year.label), sealed_text),
            made(content_file(year.label), text),
        ],
        dict(session.workspace.digests),
    )
    notes = (finding("USE920.no_commit", severity=Severity.WARNING),) if commit is None else ()
    said = {"digest": own_digest(sealed_text.encode()), **ordered}
    return SealEdit(plan, year.label, (), notes, tuple(said.items()))


def content(session: Session, year: FiscalYear, vouchers: Sequence[Voucher]) -> str:
    """The year in canonical form."""
    lines = [
        *book_lines(session.books, year, vouchers),
        *charge_lines(session.register, year),
        *document_lines(session.workspace, vouchers),
    ]
    return "".join(f"{line}\n" for line in lines)


def _values(
    session: Session,
    year: FiscalYear,
    vouchers: Sequence[Voucher],
    *,
    by: str,
    before: Seal | None,
    files: dict[str, str],
) -> dict[str, Any]:
    """The values of a seal, but for the digests of what it rests on."""
    books = session.books
    return {
        "format": FORMAT,
        "year": year.label,
        "start": year.start,
        "end": year.end,
        "sealed_on": session.today,
        "sealed_by": by,
        "program": f"sambruk {__version__}",
        "vouchers": len(vouchers),
        "postings": books.standing(year.end).postings - books.opening(year.start).postings,
        "opening": opening_digest(books, year),
        "places": places_of(vouchers, list(files)),
        "set_checksum": set_checksum(vouchers),
        "previous_year": before and before.year,
        "previous_digest": before and before.digest,
        "files": files,
        "register": {part.name: part.digest for part in register_parts(session, year)},
    }


def set_checksum(vouchers: Sequence[Voucher]) -> str | None:
    """Tackler's checksum of the set of transactions, where each voucher has a `uuid` of its own.

    SHA-256 of the UUIDs in small letters, sorted, each followed by a line feed (Tackler's
    TEP-1007). None where one has none: an id that was made up here would be no other program's.
    """
    found = [str(voucher.meta.get("uuid") or "").lower() for voucher in vouchers]
    if not found or len(set(found)) < len(found) or not all(map(_UUID.fullmatch, found)):
        return None
    return hashlib.sha256("".join(f"{each}\n" for each in sorted(found)).encode()).hexdigest()


def _in_the_way(
    session: Session, year: FiscalYear, seals: Sequence[Seal], by: str
) -> list[Finding]:
    """Why a year cannot be sealed, but for errors in it."""
    label, file = year.label, "config/association.toml"
    found = []
    if session.workspace.is_there(seal_file(label)):
        found.append(finding("USE920.sealed", year=label, file=seal_file(label)))
    if not year.closed:
        line = session.register.line_of_year(label)
        found.append(finding("USE920.open", year=label, file=file, line=line))
    if session.today <= year.end:
        line = session.register.line_of_year(label, "end")
        found.append(
            finding(
                "USE920.early",
                year=label,
                end=year.end,
                today=session.today,
                file=file,
                line=line,
            )
        )
    else:
        latest = max((day for day in _days(session, year, seals)), default=date.min)
        if session.today < latest:
            found.append(finding("USE920.clock", today=session.today, latest=latest))
    earlier = [seal for seal in seals if seal.start < year.start]
    later = [seal for seal in seals if seal.start > year.start]
    between = [each for each in session.register.years if each.end < year.start]
    if earlier and between and earlier[-1].year != between[-1].label:
        before = between[-1].label
        line = session.register.line_of_year(before)
        found.append(finding("USE920.order", year=label, before=before, file=file, line=line))
    if later:
        later_file = seal_file(later[0].year)
        found.append(finding("USE920.behind", year=label, later=later[0].year, file=later_file))
    if not by:
        found.append(finding("USE920.nobody"))
    return found


def _days(session: Session, year: FiscalYear, seals: Sequence[Seal]) -> list[date]:
    """Days that have been, as the books and earlier seals say."""
    days = [seal.sealed_on for seal in seals]
    for voucher in session.books.in_year(year):
        registered = voucher.meta.get("registered")
        if isinstance(registered, date):
            days.append(registered)
    return days


def _errors(session: Session, year: FiscalYear) -> list[Finding]:
    """The errors that the year's figures rest on."""
    return [item for item in errors(session.findings) if concerns(session, item, year)]


def _file_digest(session: Session, name: str) -> str:
    session.workspace.read_bytes(name)
    return session.workspace.digests[name]


def _commit(session: Session, digests: dict[str, str]) -> str | None:
    """The commit that is checked out, where it holds the files as they are sealed."""
    head = session.workspace.files.head().committed
    if head is None or head.commit is None:
        return None
    held = all(head.holds(name, session.workspace.read_bytes(name)) for name in digests)
    return head.commit if held else None


def to_be_tagged(session: Session, edit: SealEdit) -> SealEdit:
    """The seal with a tag of the commit that holds its files, or what stands in the way of one."""
    if edit.plan is None:
        return edit
    tags = SealTags(session.workspace.root)
    if not tags.can_be_made or "commit" not in dict(edit.values):
        return SealEdit(None, edit.year, (finding("USE920.no_commit_to_tag", year=edit.year),))
    name = tags.name(folder_of(edit.year))
    if tags.read(name) is not None:
        return SealEdit(None, edit.year, (finding("USE920.tagged", tag=name),))
    return replace(edit, tag=name)


def with_signed_tag(session: Session, edit: SealEdit) -> SealEdit:
    """The same with its tag signed, as the user has configured git to sign.

    Raises:
      Stop: USE920 where git does not sign; nothing is written.
    """
    if edit.plan is None or edit.tag is None:
        return edit
    commit = dict(edit.values)["commit"]
    digest = own_digest(edit.plan.content(seal_file(edit.year)))
    message = tag_message(edit.year, digest)
    try:
        signed = sign_tag(session.workspace.root, edit.tag, commit, message, session.today)
    except NotTagged:
        raise Stop(finding("USE920.tag_unsigned", tag=edit.tag)) from None
    return replace(edit, signed=signed)


def with_signature(plan: Plan, name: str, signature: bytes) -> Plan:
    """The plan with the signature of the seal beside it."""
    return Plan.of([*plan.changes, Change(name, None, signature)], plan.rests_on)
