"""The documents that vouchers name: whether they are there, and as they were (BFL 5:7, 7:2)."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import NamedTuple

from sambruk_cli.books.documents import (
    DocumentEntry,
    entries_of,
    is_file_name,
    is_of_document,
    may_be_path,
    places_of,
)
from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.checks.keys import UsedKeys
from sambruk_cli.files.protocol import Kind
from sambruk_cli.findings import Finding, finding
from sambruk_cli.fiscal import FiscalYear, kept_through
from sambruk_cli.session import Session

_SHA256 = re.compile(r"[0-9a-f]{64}")


class NamedDocument(NamedTuple):
    """A file, or what may be a folder, that a voucher or posting names as a document, and where.

    `digest` is the SHA-256 that it is said to have, "" where nothing is said; `is_held` is whether
    the association says that it keeps the digests of its documents, and this one has none.
    """

    path: str
    file: str
    line: int
    digest: str = ""
    is_held: bool = False
    digest_key: str = ""


class SaidOfDocument(NamedTuple):
    """What a voucher or one of its postings says of a document, and on which line."""

    voucher: Voucher
    entry: DocumentEntry
    line: int


def said_of_documents(vouchers: Sequence[Voucher], used: UsedKeys) -> tuple[SaidOfDocument, ...]:
    """What vouchers and their postings say of documents.

    Args:
      used: the keys of the vouchers; where none is of a document, they are not gone through.
    """
    if not any(map(is_of_document, used.all)):
        return ()
    return tuple(SaidOfDocument(v, *said) for v in vouchers for said in entries_of(v))


def named_documents(
    said: Iterable[SaidOfDocument], held: Container[int] = frozenset()
) -> Iterator[NamedDocument]:
    """The files that vouchers name.

    Args:
      held: the ids (of Python) of vouchers whose documents must have a digest.
    """
    for voucher, entry, line in said:
        value, digest = entry.value, entry.digest
        if isinstance(value, str) and may_be_path(value):
            written = digest.lower() if isinstance(digest, str) else ""
            of = written if _SHA256.fullmatch(written) else ""
            is_held = not of and id(voucher) in held
            yield NamedDocument(value, voucher.file, line, of, is_held, entry.digest_key)


def check_document_values(said: Iterable[SaidOfDocument]) -> Iterator[Finding]:
    """What `document` says is a text with letters or digits, and its digest is one."""
    for voucher, entry, line in said:
        file, key, value = voucher.file, entry.key, entry.value
        if entry.is_named:
            if value is None or (isinstance(value, str) and not any(map(str.isalnum, value))):
                yield finding("BOK263.empty", key=key, file=file, line=line)
            elif not isinstance(value, str):
                written = str(value).upper() if isinstance(value, bool) else str(value)
                yield finding("BOK263.value", key=key, written=written, file=file, line=line)
        if entry.has_digest:
            digest, of = str(entry.digest or ""), entry.digest_key
            if not _SHA256.fullmatch(digest.lower()):
                yield finding("BOK266.form", key=of, written=digest, file=file, line=line)
            elif not entry.is_named:
                yield finding("BOK266.alone", key=of, document=key, file=file, line=line)


def check_documents(
    session: Session, named: Iterable[NamedDocument], year: FiscalYear | None = None
) -> Iterator[Finding]:
    """Every file is there, below the workspace's folder or below that of the journal.

    A folder is no document: it does not say which file in it. What lies outside the workspace is
    not looked at. Nothing is asked of the documents of a year after the last day that they must be
    kept (BFL 7:2). Where the digest of one is known, it has that.

    Not a part of what is kept of a year's vouchers: whether a file is there changes without them.

    Args:
      year: of the vouchers; None where they are of none.
    """
    until = None if year is None else kept_through(year)
    there: dict[str, Kind] = {}
    for path, file, line, digest, is_held, digest_key in named:
        places = places_of(path, file)
        for place in places:
            if place not in there:
                there[place] = session.workspace.kind_of(place)
        kinds = [there[place] for place in places]
        if Kind.FOLDER in kinds and Kind.FILE not in kinds:
            yield finding("BOK263.folder", path=path, file=file, line=line)
        elif Kind.OUTSIDE in kinds and not any(kind.exists for kind in kinds):
            if until is None or session.today <= until:
                yield finding("BOK233.leads", path=path, file=file, line=line)
        elif is_file_name(path) and not any(kind.exists for kind in kinds):
            if until is None:
                yield finding("BOK233.outside", path=path, file=file, line=line)
            elif session.today <= until:
                yield finding("BOK233", path=path, until=until, file=file, line=line)
        elif Kind.FILE in kinds and (digest or is_held):
            now = _digest(session, places[kinds.index(Kind.FILE)])
            if is_held:
                yield finding(
                    "BOK266.missing", path=path, key=digest_key, now=now, file=file, line=line
                )
            elif now != digest:
                yield finding("BOK266", path=path, now=now, file=file, line=line)


def _digest(session: Session, place: str) -> str:
    session.workspace.read_bytes(place)
    return session.workspace.digests[place]
