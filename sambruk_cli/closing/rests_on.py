"""What a closed year rests on besides its vouchers: parts of the register, charges, documents.

Only what holds for the year is taken, so that what is decided later leaves a seal whole: an end
that was set after the year, a member that joined afterwards, a new schedule of fees.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date
from posixpath import dirname, join, normpath
from typing import Any

from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.closing.canonical import compact, number
from sambruk_cli.dues.charges import compute_dues
from sambruk_cli.files.protocol import Kind
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.register.fees import FeesFile
from sambruk_cli.register.register import Register
from sambruk_cli.register.year_files import folder_of, read_facts, read_published
from sambruk_cli.session import Session
from sambruk_cli.workspace import Workspace


def register_parts(session: Session, year: FiscalYear) -> dict[str, str]:
    """The SHA-256 of each part of config/ that a year rests on, by what it is."""
    parts = {
        name: hashlib.sha256(compact(value).encode()).hexdigest()
        for name, value in _parts(session.register, session.workspace, year)
        if value
    }
    return dict(sorted(parts.items()))


def charge_lines(register: Register, year: FiscalYear) -> list[str]:
    """What each member is charged in a year: who, for what, on which day, kronor."""
    dues, _ = compute_dues(register, year)
    return sorted(
        f'charge ["{c.member.id}","{c.schedule.kind}","{c.day}","{number(c.amount)}"]'
        for c in dues.charges
    )


def document_lines(workspace: Workspace, vouchers: Iterable[Voucher]) -> list[str]:
    """The SHA-256 of each file that vouchers name and that is there, as sha256sum prints it."""
    found: dict[str, None] = {}
    for path, file in _named(vouchers):
        for place in (path, normpath(join(dirname(file), path))):
            if place.isprintable() and workspace.kind_of(place) is Kind.FILE:
                found[place] = None
                break
    return sorted(
        f"document {hashlib.sha256(workspace.read_bytes(name)).hexdigest()}  {name}"
        for name in found
    )


def _named(vouchers: Iterable[Voucher]) -> Iterator[tuple[str, str]]:
    """The texts under `document`, and the files that they stand in."""
    for voucher in vouchers:
        named = [voucher.meta["document"]] if "document" in voucher.meta else []
        for posting in voucher.postings:
            if posting.meta and "document" in posting.meta:
                named.append(posting.meta["document"])
        for value in named:
            if isinstance(value, str) and value.strip():
                yield value, voucher.file


def _parts(register: Register, workspace: Workspace, year: FiscalYear) -> Iterator[tuple[str, Any]]:
    label, association = year.label, register.association
    yield "fiscal year", [label, year.start, year.end, year.closed]
    if association is not None:
        for name, entries in (
            ("report", association.reports),
            ("key figures", association.key_figures),
        ):
            yield name, [entry.stated() for entry in entries if entry.year == label]
    yield "layout", _layout(register, year)
    yield from _fees(register.fees, year)
    yield "members", _members(register, year)
    yield "board", _board(register, year)
    for project in register.projects:
        if (in_year := project.in_year(label)) is not None:
            yield f"project {project.id}", [project.name, in_year.stated()]
    published, facts = read_published(workspace, label)[0], read_facts(workspace, label)[0]
    yield "published", published and published.stated()
    yield "facts", facts and facts.stated()
    folder = f"config/report/{folder_of(label)}"
    for name in (*workspace.glob(f"{folder}/*.md"), *workspace.glob(f"{folder}/*.csv")):
        text = workspace.read_text(name, keep=False)
        yield f"chapter {name}", [line.rstrip() for line in text.rstrip().split("\n")]


def _layout(register: Register, year: FiscalYear) -> Any:
    """The entry of config/statements.toml that the year's statements follow; no days of its own."""
    statements = register.statements
    placed = next((x for x in register.layouts if year.label in x.years), None)
    if placed is None:
        return None
    if not statements.layouts:
        return [statements.layout, statements.tags]
    entry = {**statements.layouts[placed.entry].stated(), "from_": None, "to": None}
    return [entry, statements.tags]


def _fees(fees: FeesFile, year: FiscalYear) -> Iterator[tuple[str, Any]]:
    """The schedules and agreements that are in force in the year, with the tiers they name."""
    tiers = {tiers.id: tiers.stated() for tiers in fees.tier_sets}
    for each in fees.schedules:
        if each.valid_from <= year.end and (each.valid_to is None or each.valid_to >= year.start):
            entry = {**each.stated(), "valid_to": _within(each.valid_to, year)}
            yield f"schedule {each.id}", [entry, tiers.get(each.tiers or "")]
    agreements = [
        {**each.stated(), "to": _within(each.to, year)}
        for each in fees.agreements
        if each.from_ <= year.end and (each.to is None or each.to >= year.start)
    ]
    yield "agreements", agreements


def _within(last: date | None, year: FiscalYear) -> date | None:
    """A last day, where the year has come to know of it."""
    return last if last is not None and last <= year.end else None


def _members(register: Register, year: FiscalYear) -> list[Any]:
    """Who was a member in the year, of which kind and in which times."""
    found = []
    for member in register.members:
        times = [
            [time.joined, _within(time.left, year)]
            for time in member.memberships
            if (time.joined is None or time.joined <= year.end)
            and (time.left is None or time.left >= year.start)
        ]
        if times:
            found.append([member.id, member.kind, times])
    return sorted(found, key=lambda row: str(row[0]))


def _board(register: Register, year: FiscalYear) -> Any:
    """Who held which role in the year, by name, and the meetings that were held."""
    board = register.board
    held = []
    for mandate in board.mandates:
        first, last = board.term(mandate)
        if (first is None or first <= year.end) and (last is None or last >= year.start):
            person = register.person(mandate.person or "")
            name = person.name if person is not None else mandate.person
            held.append([name, mandate.role, mandate.represents, first, _within(last, year)])
    meetings = [meeting.stated() for meeting in board.meetings if meeting.date in year]
    return [held, meetings] if held or meetings else None
