"""The documents that vouchers name: whether they are there, and as they were (BFL 5:7, 7:2)."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sambruk_cli.books.documents import is_file_name, may_be_path, places_of
from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.files.protocol import Kind
from sambruk_cli.findings import Finding, finding
from sambruk_cli.fiscal import FiscalYear, kept_through
from sambruk_cli.session import Session

DIGEST = "document-sha256"
_SHA256 = re.compile(r"[0-9a-f]{64}")


class NamedDocument(NamedTuple):
    """A file, or what may be a folder, that `document` of a voucher or posting names, and where.

    `digest` is the SHA-256 that it is said to have, "" where nothing is said; `is_held` is whether
    the association says that it keeps the digests of its documents, and this one has none.
    """

    path: str
    file: str
    line: int
    digest: str = ""
    is_held: bool = False


def named_documents(
    vouchers: Sequence[Voucher], held: Container[int] = frozenset()
) -> Iterator[NamedDocument]:
    """The files that vouchers name.

    Args:
      held: the ids (of Python) of vouchers whose documents must have a digest.
    """
    for voucher, meta, line in _places(vouchers):
        value, digest = meta.get("document"), meta.get(DIGEST)
        if isinstance(value, str) and may_be_path(value):
            said = digest.lower() if isinstance(digest, str) else ""
            of = said if _SHA256.fullmatch(said) else ""
            yield NamedDocument(value, voucher.file, line, of, not of and id(voucher) in held)


def check_document_values(vouchers: Sequence[Voucher]) -> Iterator[Finding]:
    """What `document` says is a text with letters or digits, and its digest is one."""
    for voucher, meta, line in _places(vouchers):
        file = voucher.file
        if "document" in meta:
            value = meta["document"]
            if value is None or (isinstance(value, str) and not any(map(str.isalnum, value))):
                yield finding("BOK263.empty", file=file, line=line)
            elif not isinstance(value, str):
                written = str(value).upper() if isinstance(value, bool) else str(value)
                yield finding("BOK263.value", written=written, file=file, line=line)
        if DIGEST in meta:
            digest = str(meta[DIGEST] or "")
            if not _SHA256.fullmatch(digest.lower()):
                yield finding("BOK266.form", written=digest, file=file, line=line)
            elif "document" not in meta:
                yield finding("BOK266.alone", file=file, line=line)


def _places(vouchers: Sequence[Voucher]) -> Iterator[tuple[Voucher, Mapping[str, Any], int]]:
    """The metadata of vouchers and postings that says something of a document."""
    for voucher in vouchers:
        if "document" in voucher.meta or DIGEST in voucher.meta:
            yield voucher, voucher.meta, voucher.line
        for posting in voucher.postings:
            if posting.meta and ("document" in posting.meta or DIGEST in posting.meta):
                yield voucher, posting.meta, posting.line


def check_documents(
    session: Session, named: Iterable[NamedDocument], year: FiscalYear | None = None
) -> Iterator[Finding]:
    """Every file is there, below the workspace's folder or below that of the journal.

    A folder is no document: it does not say which file in it. Nothing is asked of the documents of
    a year after the last day that they must be kept (BFL 7:2). Where the digest of one is known,
    it has that.

    Not a part of what is kept of a year's vouchers: whether a file is there changes without them.

    Args:
      year: of the vouchers; None where they are of none.
    """
    until = None if year is None else kept_through(year)
    there: dict[str, Kind] = {}
    for path, file, line, digest, is_held in named:
        places = places_of(path, file)
        for place in places:
            if place not in there:
                there[place] = session.workspace.kind_of(place)
        kinds = [there[place] for place in places]
        if Kind.FOLDER in kinds and Kind.FILE not in kinds:
            yield finding("BOK263.folder", path=path, file=file, line=line)
        elif is_file_name(path) and not any(kind.exists for kind in kinds):
            if until is None:
                yield finding("BOK233.outside", path=path, file=file, line=line)
            elif session.today <= until:
                yield finding("BOK233", path=path, until=until, file=file, line=line)
        elif Kind.FILE in kinds and (digest or is_held):
            now = _digest(session, places[kinds.index(Kind.FILE)])
            if is_held:
                yield finding("BOK266.missing", path=path, now=now, file=file, line=line)
            elif now != digest:
                yield finding("BOK266", path=path, now=now, file=file, line=line)


def _digest(session: Session, place: str) -> str:
    session.workspace.read_bytes(place)
    return session.workspace.digests[place]
