"""What vouchers name as their documents (BFL 5:7): which texts are names of files, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import dirname, join, normpath
from typing import Any

from sambruk_cli.books.vouchers import Voucher

# What ends as the name of a file does. Another text says where a paper is kept, and an address
# (https://...) where something is that sambruk does not look for.
_FILE = re.compile(r"(?!.*://).*\.[A-Za-z][A-Za-z0-9]{1,4}", re.DOTALL)
# What may be the name of a folder. A number alone is that of a paper.
_FOLDER = re.compile(r"(?![\d /]+$)[\w.][\w .,/-]{0,200}")


def document_values(voucher: Voucher) -> Iterator[tuple[Any, int]]:
    """What stands after `document` on a voucher and its postings, and on which line."""
    if "document" in voucher.meta:
        yield voucher.meta["document"], voucher.line
    for posting in voucher.postings:
        if posting.meta and "document" in posting.meta:
            yield posting.meta["document"], posting.line


def is_file_name(text: str) -> bool:
    """Whether a text ends as the name of a file does."""
    return _FILE.fullmatch(text) is not None


def may_be_path(text: str) -> bool:
    """Whether a text may be the name of a file or of a folder."""
    return is_file_name(text) or _FOLDER.fullmatch(text) is not None


def places_of(text: str, journal: str) -> tuple[str, str]:
    """Where a document may be: below the workspace's folder, or below that of the journal."""
    return text, normpath(join(dirname(journal), text))
