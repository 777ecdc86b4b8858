"""The documents that vouchers name: whether they are in the workspace (BFL 5:7, 7:2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from sambruk_cli.books.documents import document_values, is_file_name, may_be_path, places_of
from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.files.protocol import Kind
from sambruk_cli.findings import Finding, finding
from sambruk_cli.session import Session


class NamedDocument(NamedTuple):
    """A file, or what may be a folder, that `document` of a voucher or posting names, and where."""

    path: str
    file: str
    line: int


def named_documents(vouchers: Sequence[Voucher]) -> Iterator[NamedDocument]:
    """The files that vouchers name."""
    for value, file, line in _values(vouchers):
        if isinstance(value, str) and may_be_path(value):
            yield NamedDocument(value, file, line)


def check_document_values(vouchers: Sequence[Voucher]) -> Iterator[Finding]:
    """What `document` says is a text with letters or digits."""
    for value, file, line in _values(vouchers):
        if value is None or (isinstance(value, str) and not any(map(str.isalnum, value))):
            yield finding("BOK263.empty", file=file, line=line)
        elif not isinstance(value, str):
            written = str(value).upper() if isinstance(value, bool) else str(value)
            yield finding("BOK263.value", written=written, file=file, line=line)


def _values(vouchers: Sequence[Voucher]) -> Iterator[tuple[Any, str, int]]:
    """What stands after `document` on vouchers and postings, and where."""
    for voucher in vouchers:
        for value, line in document_values(voucher):
            yield value, voucher.file, line


def check_documents(session: Session, named: Iterable[NamedDocument]) -> Iterator[Finding]:
    """Every file is there, below the workspace's folder or below that of the journal.

    A folder is no document: it does not say which file in it.

    Not a part of what is kept of a year's vouchers: whether a file is there changes without them.
    """
    there: dict[str, Kind] = {}
    for path, file, line in named:
        places = places_of(path, file)
        for place in places:
            if place not in there:
                there[place] = session.workspace.kind_of(place)
        kinds = [there[place] for place in places]
        if Kind.FOLDER in kinds and Kind.FILE not in kinds:
            yield finding("BOK263.folder", path=path, file=file, line=line)
        elif is_file_name(path) and not any(kind.exists for kind in kinds):
            yield finding("BOK233", path=path, file=file, line=line)
