"""What a closed year rests on besides its vouchers: parts of the register, charges, documents.

Only what holds for the year is taken, so that what is decided later leaves a seal whole: an end
that was set after the year, a member that joined afterwards, a new schedule of fees.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from sambruk_cli.books.documents import DOCUMENT, entries_of, places_of
from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.closing.canonical import compact, number
from sambruk_cli.dues.charges import compute_dues
from sambruk_cli.files.protocol import Kind
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.messages import Message
from sambruk_cli.register.assets import FixedAsset, read_assets
from sambruk_cli.register.fees import FeesFile
from sambruk_cli.register.grants import Grant
from sambruk_cli.register.register import Register
from sambruk_cli.register.seals import FORMAT, Seal
from sambruk_cli.register.year_files import folder_of, read_facts, read_published
from sambruk_cli.session import Session
from sambruk_cli.workspace import Workspace

_ASSET = "asset "
_WITH_ASSETS = 2  # the first format whose seals rest on fixed assets and grants
_WITH_ALL_DOCUMENTS = 3  # and on every document that a voucher names, not `document` alone
_WITH_IDS = 3  # and on the ids of those who sit on the board, not on their names
# What a grant comes to only when its period is over, and no day in the register says when.
_OUTCOME = ("condition_met", "repays", "repay_amount", "repay_due")
# What is planned of a grant, or said about it, and no figure of a year rests on.
_ASIDE = ("instalments", "report_due", "signatories", "source")
_SAID = {
    "fiscal year": Message.of("the fiscal year"),
    "report": Message.of("what is said of the report in association.toml"),
    "key figures": Message.of("the key figures"),
    "layout": Message.of("the layout of the statements"),
    "agreements": Message.of("the agreements on fees"),
    "members": Message.of("the members"),
    "board": Message.of("the board and its meetings"),
    "published": Message.of("the published figures"),
    "facts": Message.of("the facts of the report"),
}


@frozen
class RegisterPart:
    """A part of config/ that a year rests on: what it is called, and its SHA-256.

    `may_come` where one that was not there when the year was sealed may have been decided since.
    """

    name: str
    digest: str
    may_come: bool = False


def register_parts(
    session: Session, year: FiscalYear, format_: int = FORMAT
) -> tuple[RegisterPart, ...]:
    """The parts of config/ that a year rests on, in order of their names.

    Args:
      format_: that of the seal they are held against: an older one rests on less.
    """
    assets = read_assets(session.workspace)[0].assets
    return _all_parts(session, year, assets, format_)


def changed_parts(session: Session, seal: Seal, year: FiscalYear) -> list[str]:
    """The parts of config/ that are not what they were when a year was sealed, by name.

    Of fixed assets that cannot be read nothing is concluded.
    """
    read, _, faults = read_assets(session.workspace)
    now = {part.name: part for part in _all_parts(session, year, read.assets, seal.format)}
    apart = []
    for name in sorted(now.keys() | seal.register.keys()):
        part, was = now.get(name), seal.register.get(name)
        if part is None:
            is_apart = not (faults and name.startswith(_ASSET))
        else:
            is_apart = part.digest != was if was is not None else not part.may_come
        if is_apart:
            apart.append(name)
    return apart


def _all_parts(
    session: Session, year: FiscalYear, assets: Iterable[FixedAsset], format_: int
) -> tuple[RegisterPart, ...]:
    register = session.register
    found = [
        RegisterPart(name, _digest(value))
        for name, value in _parts(register, session.workspace, year, format_)
        if value
    ]
    if format_ >= _WITH_ASSETS:
        found += [*_assets(assets, year), *_grants(register.grants, year)]
    return tuple(sorted(found, key=lambda part: part.name))


def part_said(name: str) -> Message:
    """A part of the register as it is spoken of."""
    if name in _SAID:
        return _SAID[name]
    kind, _, rest = name.partition(" ")
    match kind:
        case "schedule":
            return Message.of("the schedule of fees {id}", id=rest)
        case "project":
            return Message.of("the project {id}", id=rest)
        case "chapter":
            return Message.of("the file {file}", file=rest)
        case "asset":
            return Message.of("the fixed asset {id}", id=rest)
        case "grant":
            grant, _, key = rest.partition(" ")
            if not key:
                return Message.of("the grant {id}", id=grant)
            return Message.of("{key} of the grant {id}", key=key, id=grant)
    return Message.of("the part {name}", name=name)


def _digest(value: Any) -> str:
    return hashlib.sha256(compact(value).encode()).hexdigest()


def charge_lines(register: Register, year: FiscalYear) -> list[str]:
    """What each member is charged in a year: who, for what, on which day, kronor."""
    dues, _ = compute_dues(register, year)
    return sorted(
        f'charge ["{c.member.id}","{c.schedule.kind}","{c.day}","{number(c.amount)}"]'
        for c in dues.charges
    )


def document_lines(
    workspace: Workspace, vouchers: Iterable[Voucher], format_: int = FORMAT
) -> list[str]:
    """The SHA-256 of each file that vouchers name and that is there, as sha256sum prints it.

    Args:
      format_: that of the seal they are held against.
    """
    found: dict[str, None] = {}
    for path, file in _named(vouchers, format_):
        for place in places_of(path, file):
            if place.isprintable() and workspace.kind_of(place) is Kind.FILE:
                found[place] = None
                break
    return digest_lines(workspace, found)


def digest_lines(workspace: Workspace, names: Iterable[str]) -> list[str]:
    """The SHA-256 of each of some files that is there, as sha256sum prints it."""
    found = []
    for name in names:
        if workspace.kind_of(name) is Kind.FILE:
            workspace.read_bytes(name)
            found.append(f"document {workspace.digests[name]}  {name}")
    return sorted(found)


def _named(vouchers: Iterable[Voucher], format_: int) -> Iterator[tuple[str, str]]:
    """What vouchers name as documents, as a seal of a format knows it, and the files of it."""
    for voucher in vouchers:
        for entry, _ in entries_of(voucher):
            is_sealed = format_ >= _WITH_ALL_DOCUMENTS or entry.key == DOCUMENT
            if is_sealed and isinstance(entry.value, str) and entry.value.strip():
                yield entry.value, voucher.file


def _parts(
    register: Register, workspace: Workspace, year: FiscalYear, format_: int
) -> Iterator[tuple[str, Any]]:
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
    yield "board", _board(register, year, format_)
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


def _assets(assets: Iterable[FixedAsset], year: FiscalYear) -> Iterator[RegisterPart]:
    """The fixed assets that were there on some day of the year."""
    for asset in assets:
        if asset.acquired <= year.end and (asset.disposed is None or asset.disposed >= year.start):
            entry = {**asset.stated(), "disposed": _within(asset.disposed, year)}
            if entry["disposed"] is None:
                entry.pop("proceeds", None)
            yield RegisterPart(f"{_ASSET}{asset.id}", _digest(entry))


def _grants(grants: Iterable[Grant], year: FiscalYear) -> Iterator[RegisterPart]:
    """The grants that had been decided or begun when the year ended, and what has come of each.

    A grant without a day counts where the seal has it, and so does what has come of one: the
    register does not say when that was decided.
    """
    for grant in grants:
        days = [day for day in (grant.decided, grant.from_) if day is not None]
        if days and min(days) > year.end:
            continue
        entry = grant.stated()
        known = {k: v for k, v in entry.items() if k not in (*_OUTCOME, *_ASIDE)}
        known["to"] = _within(grant.to, year)
        yield RegisterPart(f"grant {grant.id}", _digest(known), may_come=not days)
        for key in _OUTCOME:
            if key in entry:
                name = f"grant {grant.id} {key}"
                yield RegisterPart(name, _digest(entry[key]), may_come=True)


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


def _board(register: Register, year: FiscalYear, format_: int) -> Any:
    """Who held which role in the year, and the meetings that were held.

    People are told by their ids: a name may change. Seals of older formats have names.
    """
    board = register.board
    held = []
    for mandate in board.mandates:
        first, last = board.term(mandate)
        if (first is None or first <= year.end) and (last is None or last >= year.start):
            who = mandate.person
            if format_ < _WITH_IDS and (person := register.person(who or "")) is not None:
                who = person.name
            held.append([who, mandate.role, mandate.represents, first, _within(last, year)])
    meetings = [meeting.stated() for meeting in board.meetings if meeting.date in year]
    return [held, meetings] if held or meetings else None
