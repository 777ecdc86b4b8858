"""Whether the seals of a workspace hold: each by itself, the chain of them, and the books."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.closing.canonical import (
    book_lines,
    dated,
    files_of,
    opening_digest,
    read_places,
)
from sambruk_cli.closing.compared import LineChange, SealDifference, differences
from sambruk_cli.closing.fields import changes_of
from sambruk_cli.closing.rests_on import charge_lines, document_lines, register_parts
from sambruk_cli.findings import Finding, finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.messages import Message
from sambruk_cli.register.seals import (
    FOLDER,
    Seal,
    content_file,
    digest_of,
    read_seal,
    seal_file,
)
from sambruk_cli.session import Session

_OF_BOOKS = ("voucher ", "balance ", "budget ", "opening ")

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
        seal, is_whole = read_seal(session.workspace, name)
        if seal is None or seal_file(seal.year) != name:
            found.append(finding("BOK290.unreadable", file=name))
            continue
        if not is_whole:
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
        if before is None and stated is not None and session.register.year(stated) is not None:
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
    if digest_of(session.workspace.read_bytes(file)) != seal.content:
        return finding("BOK290.content", year=seal.year, file=file)
    return None


def prove(session: Session, seal: Seal, *, of_books_only: bool = False) -> Proof:
    """Hold a sealed year against the books, the register and the documents.

    Args:
      of_books_only: leave out charges and documents, which take longer to reckon and to read.
    """
    year, workspace = session.register.year(seal.year), session.workspace
    file = content_file(seal.year)
    if year is None:  # the chain has said so
        return Proof(seal, ())
    fault = content_fault(session, seal)
    if fault is not None:
        return Proof(seal, (fault,))
    data = workspace.read_bytes(file)
    vouchers = session.books.in_year(year)
    lines = book_lines(session.books, year, vouchers)
    if not of_books_only:
        lines += charge_lines(session.register, year)
        lines += document_lines(workspace, vouchers)
    text = data.replace(b"\r\n", b"\n").decode("utf-8", "replace")
    was = text.removesuffix("\n").split("\n") if text else []
    if of_books_only:
        was = [line for line in was if line.startswith(_OF_BOOKS)]
    then = list(read_places(seal.places, list(seal.files)))
    apart = differences(was, lines, then, [voucher.file for voucher in vouchers])
    found = [_said(seal, each, vouchers) for each in apart]
    found += register_findings(session, seal, year)
    return Proof(seal, tuple(found), tuple(apart), tuple(_notes(session, seal, year, vouchers)))


def _said(seal: Seal, difference: SealDifference, vouchers: Sequence[Voucher]) -> Finding:
    """A difference as a finding, at the voucher where there still is one."""
    year, index = seal.year, difference.index
    values: dict[str, Any] = changes_of(difference)
    if difference.what != "voucher":
        what = _called(difference)
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


def _called(difference: SealDifference) -> Message:
    """A line that is no voucher, as it is spoken of."""
    match difference.what:
        case "balance":
            return Message.of("the balance {name}", name=difference.name)
        case "opening":
            return Message.of("the opening balance {name}", name=difference.name)
        case "budget":
            return Message.of("the budget {name}", name=difference.name)
        case "charge":
            return Message.of("the charge {name}", name=difference.name)
        case "document":
            return Message.of("the document {name}", name=difference.name)
        case _:
            return Message.of("the line {name}", name=difference.name)


def register_findings(session: Session, seal: Seal, year: FiscalYear) -> Iterator[Finding]:
    parts = register_parts(session, year)
    for name in sorted(parts.keys() | seal.register.keys()):
        if parts.get(name) != seal.register.get(name):
            yield finding("BOK290.register", year=seal.year, part=name, file=seal_file(seal.year))


def _notes(
    session: Session, seal: Seal, year: FiscalYear, vouchers: Sequence[Voucher]
) -> Iterator[Message]:
    """Files that are not what they were; what differs in what they say has been found apart."""
    workspace = session.workspace
    for name, digest in seal.files.items():
        if not workspace.is_there(name):
            yield Message.of("{file} is no longer there", file=name)
            continue
        workspace.read_bytes(name)
        if workspace.digests[name] != digest:
            yield Message.of("{file} was written anew", file=name)
    for name in files_of(session.books, year, vouchers):
        if name not in seal.files:
            yield Message.of("{file} has come to hold vouchers of the year", file=name)
