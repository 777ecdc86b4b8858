"""Whether the seals of a workspace hold: each by itself, the chain of them, and the books."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.closing.canonical import (
    Openings,
    dated,
    directive_lines,
    files_of,
    opening_digest,
    read_places,
    voucher_lines,
)
from sambruk_cli.closing.compared import LineChange, SealDifference, differences, named
from sambruk_cli.closing.fields import changes_of
from sambruk_cli.closing.rests_on import (
    changed_parts,
    charge_lines,
    digest_lines,
    document_lines,
    part_said,
)
from sambruk_cli.files.errors import Unreadable
from sambruk_cli.files.protocol import Kind
from sambruk_cli.findings import Finding, finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.messages import Message
from sambruk_cli.register.seals import (
    FOLDER,
    FORMAT,
    Seal,
    content_file,
    digest_of,
    read_seal,
    seal_file,
)
from sambruk_cli.session import Session
from sambruk_cli.workspace import Workspace

OF_BOOKS = ("voucher ", "balance ", "budget ", "opening ")

_DOCUMENT = '"document'  # in the line of each voucher that names one, be it as document-2
_VOUCHER = {
    LineChange.CHANGED: "BOK290.changed",
    LineChange.ADDED: "BOK290.added",
    LineChange.REMOVED: "BOK290.removed",
    LineChange.REORDERED: "BOK290.reordered",
}
_OTHER = {
    LineChange.CHANGED: "BOK290.other_changed",
    LineChange.ADDED: "BOK290.other_added",
    LineChange.REMOVED: "BOK290.other_removed",
}


@frozen
class Proof:
    """What came of one seal. `notes` are what is no difference of content."""

    seal: Seal
    findings: tuple[Finding, ...]
    differences: tuple[SealDifference, ...] = ()
    notes: tuple[Message, ...] = ()


def read_seals(session: Session) -> tuple[list[Seal], list[Finding]]:
    """The seals of a workspace by the first day of their years, and what is wrong with the chain.

    A seal that cannot be read is left out of the first.
    """
    seals: list[Seal] = []
    found: list[Finding] = []
    for name in session.workspace.glob(f"{FOLDER}/*.toml"):
        try:
            seal, is_whole = read_seal(session.workspace, name)
        except Unreadable as error:
            (fault, *_) = error.findings
            found.append(finding("BOK290.unread", reason=fault.said, file=name, line=fault.line))
            continue
        if seal is None or seal_file(seal.year) != name:
            found.append(finding("BOK290.unreadable", file=name))
            continue
        if seal.format > FORMAT:
            found.append(finding("BOK290.later", year=seal.year, file=name))
        elif not is_whole:
            found.append(finding("BOK290.edited", year=seal.year, file=name))
        seals.append(seal)
    for name in session.workspace.glob(f"{FOLDER}/*.txt"):
        if not session.workspace.is_there(f"{name.removesuffix('.txt')}.toml"):
            found.append(finding("BOK290.seal_gone", file=name))
    seals.sort(key=lambda seal: seal.start)
    found += _chain(session, seals)
    return seals, found


def _chain(session: Session, seals: Sequence[Seal]) -> Iterator[Finding]:
    """Each seal follows on from the one before it, and none was made before its year was over.

    The first may follow on from one of a year that is no longer kept.
    """
    before: Seal | None = None
    for seal in seals:
        file = seal_file(seal.year)
        year = session.register.year(seal.year)
        if year is None:
            if session.register.association is not None:
                yield finding("BOK290.no_year", year=seal.year, file=file)
        elif (year.start, year.end) != (seal.start, seal.end):
            yield finding(
                "BOK290.days",
                year=seal.year,
                start=seal.start,
                end=seal.end,
                file=file,
            )
        elif not year.closed:
            yield finding("BOK290.open", year=seal.year, file=file)
        stated = seal.previous_year
        if stated is not None and _is_unread(session, stated, seals):
            pass  # which has been said
        elif before is None and stated is not None and session.register.year(stated) is not None:
            yield finding("BOK290.gone", year=seal.year, before=stated, file=file)
        elif before is not None and (
            (stated, seal.previous_digest) != (before.year, before.digest)
        ):
            yield finding("BOK290.chain", year=seal.year, before=before.year, file=file)
        too_early = seal.sealed_on <= seal.end
        if too_early or (before is not None and seal.sealed_on < before.sealed_on):
            than = seal.end if too_early or before is None else before.sealed_on
            yield finding("BOK290.early", year=seal.year, day=seal.sealed_on, than=than, file=file)
        before = seal


def _is_unread(session: Session, label: str, seals: Sequence[Seal]) -> bool:
    """Whether there is a seal of a year that could not be read."""
    is_there = session.workspace.is_there(seal_file(label))
    return is_there and all(seal.year != label for seal in seals)


def is_untouched(session: Session, seal: Seal) -> bool:
    """Whether the files of a sealed year are byte for byte what they were, and no others add to it.

    What `validate` asks first: it then need not look at a voucher.
    """
    books, workspace = session.books, session.workspace
    year = session.register.year(seal.year)
    if year is None or not set(seal.files) <= set(books.files):
        return False
    postings = books.standing(year.end).postings - books.opening(year.start).postings
    if postings != seal.postings:
        return False
    if any(each.file not in seal.files for each in dated(books, year)):
        return False
    if opening_digest(books, year) != seal.opening:
        return False
    for name, digest in seal.files.items():
        workspace.read_bytes(name)
        if workspace.digests[name] != digest:
            return False
    return True


def content_fault(session: Session, seal: Seal) -> Finding | None:
    """What is wrong with the year in canonical form that a seal is of."""
    file = content_file(seal.year)
    if not session.workspace.is_there(file):
        return finding("BOK290.content_gone", year=seal.year, file=file)
    try:
        data = session.workspace.read_bytes(file)
    except Unreadable as error:
        return finding("BOK290.unread", reason=error.findings[0].said, file=file)
    # Only where lines end otherwise does the file have another digest than its text.
    if session.workspace.digests[file] != seal.content and digest_of(data) != seal.content:
        return finding("BOK290.content", year=seal.year, file=file)
    return None


def content_lines(workspace: Workspace, seal: Seal, words: tuple[str, ...] = ("",)) -> list[str]:
    """The lines of a sealed year that begin with one of some words; none where they are not there.

    Raises:
      Unreadable: as `Workspace.read_bytes`.
    """
    file = content_file(seal.year)
    if not workspace.is_there(file):
        return []
    return [line for line in _lines(workspace.read_bytes(file)) if line.startswith(words)]


def _lines(data: bytes) -> list[str]:
    text = data.replace(b"\r\n", b"\n").decode("utf-8", "replace")
    return text.removesuffix("\n").split("\n") if text else []


def prove(session: Session, seal: Seal, openings: Openings | None = None) -> Proof:
    """Hold a sealed year against the books, the register and the documents.

    Args:
      openings: of the books; where several years are proved they are gone through once.
    """
    year, workspace = session.register.year(seal.year), session.workspace
    if year is None or seal.format > FORMAT:  # the chain has said so
        return Proof(seal, ())
    fault = content_fault(session, seal)
    if fault is not None:
        return Proof(seal, (fault,))
    vouchers = session.books.in_year(year)
    lines = voucher_lines(vouchers)
    with_documents = [v for v, x in zip(vouchers, lines, strict=True) if _DOCUMENT in x]
    lines += directive_lines(session.books, year)
    lines += (openings or Openings(session.books)).lines(year)
    lines += charge_lines(session.register, year)
    lines += document_lines(workspace, with_documents, seal.format)
    apart: list[SealDifference] = []
    if not _is_content(lines, seal):
        was = _lines(workspace.read_bytes(content_file(seal.year)))
        then = list(islice(read_places(seal.places, list(seal.files)), len(was)))
        apart = differences(was, lines, then, [voucher.file for voucher in vouchers])
    found = [_said(seal, each, vouchers) for each in apart]
    found += register_findings(session, seal, year)
    return Proof(seal, tuple(found), tuple(apart), tuple(_notes(session, seal, year, vouchers)))


def prove_aside(session: Session, seal: Seal, year: FiscalYear) -> Iterator[Finding]:
    """Hold what a sealed year rests on besides its vouchers against the register and the documents.

    What `validate` asks of a year whose files are as they were. Of documents it looks at those that
    the seal has.
    """
    fault = content_fault(session, seal)
    if fault is not None:
        yield fault
        return
    data = session.workspace.read_bytes(content_file(seal.year))
    start = _end_of_books(data)
    was = _lines(data[start:])
    names = [named(line)[1] for line in was if line.startswith("document ")]
    lines = [*charge_lines(session.register, year), *digest_lines(session.workspace, names)]
    before = data.count(b"\n", 0, start)
    for each in differences(was, lines):
        at = None if each.sealed is None else each.sealed + before
        yield _said(seal, replace(each, sealed=at), ())
    yield from register_findings(session, seal, year)


def _end_of_books(data: bytes) -> int:
    """Where the lines of charges and documents begin, which stand last."""
    found = [data.find(b"\n" + word) + 1 for word in (b"charge ", b"document ")]
    return min((at for at in found if at), default=len(data))


def _is_content(lines: Sequence[str], seal: Seal) -> bool:
    """Whether lines are those that were sealed, all in their order."""
    text = "".join(f"{line}\n" for line in lines)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest() == seal.content


def _said(seal: Seal, difference: SealDifference, vouchers: Sequence[Voucher]) -> Finding:
    """A difference as a finding, at the voucher where there still is one."""
    year, index = seal.year, difference.index
    values: dict[str, Any] = changes_of(difference)
    if difference.what != "voucher":
        what = called(difference.what, difference.name)
        at = None if difference.sealed is None else difference.sealed + 1
        name = content_file(year) if at is not None else seal_file(year)
        return finding(_OTHER[difference.kind], year=year, what=what, file=name, line=at, **values)
    if index is not None and index < len(vouchers):
        place = (vouchers[index].file, vouchers[index].line)
    else:
        place = (content_file(year), (difference.sealed or 0) + 1)
    return finding(
        _VOUCHER[difference.kind],
        year=year,
        ver=difference.name,
        file=place[0],
        line=place[1],
        **values,
    )


def called(what: str, name: str) -> Message:
    """A line that is no voucher, as it is spoken of, from its first word and its name."""
    match what:
        case "balance":
            return Message.of("the balance {name}", name=name)
        case "opening":
            return Message.of("the opening balance {name}", name=name)
        case "budget":
            return Message.of("the budget {name}", name=name)
        case "charge":
            return Message.of("the charge {name}", name=name)
        case "document":
            return Message.of("the document {name}", name=name)
        case _:
            return Message.of("the line {name}", name=name)


def register_findings(session: Session, seal: Seal, year: FiscalYear) -> Iterator[Finding]:
    """BOK290 for each part of the register that is not what it was when the year was sealed."""
    file = seal_file(seal.year)
    for name in changed_parts(session, seal, year):
        yield finding("BOK290.register", year=seal.year, part=part_said(name), file=file)


def _notes(
    session: Session, seal: Seal, year: FiscalYear, vouchers: Sequence[Voucher]
) -> Iterator[Message]:
    """Files that are not what they were; what differs in what they say has been found apart."""
    workspace = session.workspace
    for name, digest in seal.files.items():
        if workspace.kind_of(name) is not Kind.FILE:
            yield Message.of("{file} is no longer there", file=name)
            continue
        if name not in workspace.digests:  # else it is the one of what the vouchers were read from
            workspace.read_bytes(name)
        if workspace.digests[name] != digest:
            yield Message.of("{file} was written anew", file=name)
    for name in files_of(session.books, year, vouchers):
        if name not in seal.files:
            yield Message.of("{file} has come to hold vouchers of the year", file=name)
