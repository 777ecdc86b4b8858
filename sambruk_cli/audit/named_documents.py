"""The documents that the year's vouchers name: where each is, and what it is called in the pack."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import PurePosixPath
from posixpath import normpath

from sambruk_cli.books.documents import document_values, is_file_name, places_of
from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.files.protocol import Files, Kind, Outside
from sambruk_cli.frozen import frozen

# What Windows does not take in the name of a file, and the names that it keeps for itself.
_NOT_IN_NAMES = frozenset('<>:"/\\|?*')
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
)
_LONGEST = 100  # characters of a part of a path


class DocumentState(StrEnum):
    """What came of looking for a document."""

    COPIED = "copied"
    MISSING = "missing"
    LINK = "link"  # a symbolic link, or below one: links are not followed
    OUTSIDE = "outside"  # the name leads out of the workspace
    FOLDER = "folder"
    UNREADABLE = "unreadable"
    ELSEWHERE = "elsewhere"  # no name of a file: where a paper is kept, or an address
    NO_TEXT = "no text"


@frozen
class VoucherDocument:
    """What a voucher, the `voucher`th of its year from nought, names as a document.

    `text` is as it is written, without names of private members. Of one that is copied `source` is
    the file in the workspace, `name` what it is called below the folder of documents, and `digest`
    its SHA-256.
    """

    voucher: int
    line: int
    text: str
    state: DocumentState
    source: str = ""
    name: str = ""
    digest: str = ""
    size: int = 0

    @property
    def is_missing(self) -> bool:
        """Whether an auditor looks for it in vain."""
        return self.state not in (DocumentState.COPIED, DocumentState.ELSEWHERE)


def named_in(
    files: Files, vouchers: Sequence[Voucher], masked: Sequence[Voucher]
) -> tuple[VoucherDocument, ...]:
    """The documents of a year's vouchers; each file is read, and nothing outside the workspace.

    Args:
      masked: the same vouchers without names of private members.
    """
    found: list[VoucherDocument] = []
    names: dict[str, str] = {}  # of each file, what it is called in the pack
    read: dict[str, tuple[str, int]] = {}
    taken: set[str] = set()
    for number, (voucher, shown) in enumerate(zip(vouchers, masked, strict=True)):
        pairs = zip(document_values(voucher), document_values(shown), strict=True)
        for (value, line), (said, _) in pairs:
            if not isinstance(value, str) or not value.strip():
                text = "" if said is None else str(said)
                found.append(VoucherDocument(number, line, text, DocumentState.NO_TEXT))
                continue
            state, source = _looked_up(files, value, voucher.file)
            if state is DocumentState.COPIED and source not in read:
                try:
                    content = files.read(source)
                    read[source] = content.digest, len(content.data)
                except (OSError, Outside):
                    state = DocumentState.UNREADABLE
            if state is not DocumentState.COPIED:
                found.append(VoucherDocument(number, line, str(said), state))
                continue
            if source not in names:
                # A name that is masked is written so in the pack, too.
                names[source] = _safe(source if value == said else str(said), taken)
            digest, size = read[source]
            found.append(
                VoucherDocument(number, line, str(said), state, source, names[source], digest, size)
            )
    return tuple(found)


def _looked_up(files: Files, text: str, journal: str) -> tuple[DocumentState, str]:
    """What stands at a name; the file's own name where it is one that may be copied."""
    states = []
    for name in places_of(text, journal):
        place = files.place(name)
        match place.kind:
            case Kind.FILE if place.name == normpath(name):
                return DocumentState.COPIED, place.name
            case Kind.FILE | Kind.BROKEN:
                states.append(DocumentState.LINK)
            case Kind.OUTSIDE:
                states.append(DocumentState.OUTSIDE)
            case Kind.FOLDER:
                states.append(DocumentState.FOLDER)
            case Kind.OTHER:
                states.append(DocumentState.UNREADABLE)
            case Kind.MISSING:
                pass
    if states:
        return states[0], ""
    return (DocumentState.MISSING if is_file_name(text) else DocumentState.ELSEWHERE), ""


def _safe(path: str, taken: set[str]) -> str:
    """A path that every system can hold, and that no other file of the pack has."""
    parts = [_part(part) for part in PurePosixPath(path).parts if part not in ("/", ".", "..")]
    name = "/".join(parts) or "_"
    stem, dot, suffix = name.rpartition(".")
    if not dot or "/" in suffix:
        stem, suffix = name, ""
    number = 1
    while _folded(name) in taken:
        number += 1
        name = f"{stem}~{number}.{suffix}" if suffix else f"{stem}~{number}"
    taken.add(_folded(name))
    return name


def _part(part: str) -> str:
    text = "".join(_characters(unicodedata.normalize("NFC", part))).rstrip(". ")
    if text.partition(".")[0].casefold() in _DEVICES or text.startswith((".", "-")) or not text:
        text = f"_{text}"
    if len(text) <= _LONGEST:
        return text
    suffix = PurePosixPath(text).suffix[:10]
    return text[: _LONGEST - len(suffix)] + suffix


def _characters(part: str) -> Iterator[str]:
    for character in part:
        plain = character.isprintable() and character not in _NOT_IN_NAMES
        yield character if plain else "_"


def _folded(name: str) -> str:
    """Names that some system takes for one."""
    return unicodedata.normalize("NFC", name).casefold()
