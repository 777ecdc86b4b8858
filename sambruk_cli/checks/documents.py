"""The documents that vouchers name: whether they are in the workspace (BFL 5:7, 7:2)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from posixpath import dirname, join, normpath
from typing import Any, NamedTuple

from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.findings import Finding, finding
from sambruk_cli.session import Session

# What ends as the name of a file does. Another text says where a paper is kept, and an address
# (https://...) where something is that sambruk does not look for.
_FILE = re.compile(r"(?!.*://).*\.[A-Za-z][A-Za-z0-9]{1,4}", re.DOTALL)


class NamedDocument(NamedTuple):
    """A file that `document` of a voucher or posting names, and where it is named."""

    path: str
    file: str
    line: int


def named_documents(vouchers: Sequence[Voucher]) -> Iterator[NamedDocument]:
    """The files that vouchers name."""
    for voucher in vouchers:
        places: tuple[tuple[Mapping[str, Any], int], ...] = (
            (voucher.meta, voucher.line),
            *((posting.meta, posting.line) for posting in voucher.postings),
        )
        for meta, line in places:
            if "document" in meta and _FILE.fullmatch(path := str(meta["document"])):
                yield NamedDocument(path, voucher.file, line)


def check_documents(session: Session, named: Iterable[NamedDocument]) -> Iterator[Finding]:
    """Every file is there, below the workspace's folder or below that of the journal.

    Not a part of what is kept of a year's vouchers: whether a file is there changes without them.
    """
    there: dict[str, bool] = {}
    for path, file, line in named:
        beside = normpath(join(dirname(file), path))
        for place in (path, beside):
            if place not in there:
                there[place] = session.workspace.exists(place)
        if not there[path] and not there[beside]:
            yield finding("BOK233", path=path, file=file, line=line)
