"""What vouchers name as their documents (BFL 5:7): which texts are names of files, and where.

The one place that says which keys name a document: `document`, and of a voucher with several
`document-2`, `document-3` and so on, each with its digest (`document-sha256`,
`document-2-sha256`) beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from posixpath import dirname, join, normpath
from typing import Any, NamedTuple

from sambruk_cli.books.vouchers import Voucher

DOCUMENT = "document"
# A key that names a document, or holds the digest of the one that the rest of it names.
_KEY = re.compile(rf"(?P<document>{DOCUMENT}(?:-(?P<number>[0-9]{{1,9}}))?)(?P<digest>-sha256)?")
# What ends as the name of a file does. Another text says where a paper is kept, and an address
# (https://...) where something is that sambruk does not look for.
_FILE = re.compile(r"(?!.*://).*\.[A-Za-z][A-Za-z0-9]{1,4}", re.DOTALL)
# A line that names a document: metadata, and Beancount's own directive.
_NAMED = re.compile(rf'^[ \t]+{DOCUMENT}(?:-[0-9]{{1,9}})?:[ \t]*"([^"\n]+)"', re.MULTILINE)
_DIRECTIVE = re.compile(
    rf'^\d{{4}}[-/]\d+[-/]\d+[ \t]+{DOCUMENT}[ \t][^"\n]*"([^"\n]+)"', re.MULTILINE
)
# What may be the name of a folder. A number alone is that of a paper.
_FOLDER = re.compile(r"(?![\d /]+$)(?:/(?=[^/]+/))?[\w.][\w .,/-]{0,200}")


class DocumentEntry(NamedTuple):
    """What a voucher or posting says of one document.

    `key` names it (`document-2`), and `value` is what stands there. `digest` is what stands under
    `digest_key`. A key that does not stand there has None, and so may one without a value.
    """

    key: str
    is_named: bool
    value: Any
    has_digest: bool
    digest: Any

    @property
    def digest_key(self) -> str:
        return f"{self.key}-sha256"


def document_entries(meta: Mapping[str, Any]) -> tuple[DocumentEntry, ...]:
    """The documents that the metadata of a voucher or posting tells of, by number."""
    found: dict[tuple[int, str], None] = {}
    for key in meta:
        if is_of_document(key):
            parts = _KEY.fullmatch(key)
            if parts is not None:
                found[int(parts["number"] or 1), parts["document"]] = None
    return tuple(_entry(meta, key) for _, key in sorted(found)) if found else ()


def is_of_document(key: str) -> bool:
    """Whether a key of metadata may be one that names a document, or its digest."""
    return key.startswith(DOCUMENT)


def _entry(meta: Mapping[str, Any], key: str) -> DocumentEntry:
    digest = f"{key}-sha256"
    return DocumentEntry(key, key in meta, meta.get(key), digest in meta, meta.get(digest))


def names_document(meta: Mapping[str, Any]) -> bool:
    """Whether the metadata of a voucher or posting has a key that names a document."""
    return any(entry.is_named for entry in document_entries(meta))


def entries_of(voucher: Voucher) -> Iterator[tuple[DocumentEntry, int]]:
    """What a voucher and its postings say of documents, and on which line it stands."""
    for entry in document_entries(voucher.meta):
        yield entry, voucher.line
    for posting in voucher.postings:
        if posting.meta:
            for entry in document_entries(posting.meta):
                yield entry, posting.line


def document_values(voucher: Voucher) -> Iterator[tuple[Any, int]]:
    """What a voucher and its postings name as documents, and on which line it stands."""
    return ((entry.value, line) for entry, line in entries_of(voucher) if entry.is_named)


def documents_in(text: str, journal: str) -> frozenset[str]:
    """Where the documents may be that a journal names, by its text alone, and by directives too.

    More may be among them than its vouchers name, as what stands in a text of several lines.
    """
    named = (places_of(found[1], journal) for found in _NAMED.finditer(text))
    beside = (places_of(found[1], journal)[1:] for found in _DIRECTIVE.finditer(text))
    return frozenset(place for places in (*named, *beside) for place in places)


def is_file_name(text: str) -> bool:
    """Whether a text ends as the name of a file does."""
    return _FILE.fullmatch(text) is not None


def may_be_path(text: str) -> bool:
    """Whether a text may be the name of a file or of a folder."""
    return is_file_name(text) or _FOLDER.fullmatch(text) is not None


def places_of(text: str, journal: str) -> tuple[str, str]:
    """Where a document may be: below the workspace's folder, or below that of the journal."""
    return text, normpath(join(dirname(journal), text))
