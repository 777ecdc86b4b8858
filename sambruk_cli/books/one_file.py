"""The vouchers of one file of a ledger, read without the others.

What a file's vouchers say follows from that file alone, but for what its siblings can make of
them: lots that are reduced elsewhere, pads, and names of the roots. A file with any of these is
known by its text, and the ledger is then to be read whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from beancount.core import data
from beancount.ops.validation import ValidationError

from sambruk_cli.books.directives import plain_directives
from sambruk_cli.books.plain import ScannedFile
from sambruk_cli.books.scan import scan
from sambruk_cli.books.sources import LedgerFiles, read_file
from sambruk_cli.books.transform import Converter, transform
from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.frozen import frozen
from sambruk_cli.workspace import Workspace

_FACT = re.compile(
    r'^[ \t]*(?:include|option[ \t]+"include")[ \t]+"([^"\n]*)"'
    r"|^[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2}[ \t]+open[ \t]+([^ \t\n;]+)"
    r"|^([0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2}[ \t]+pad[ \t]"
    r'|[ \t]*option[ \t]+"name_|[ \t]+[A-Z!*][^";\n]*\{)',
    re.MULTILINE,
)
_SWITCH = re.compile(r"^[ \t]*(?:push|pop)(?:tag|meta)\b", re.MULTILINE)


@frozen
class FileFacts:
    """What a file says of others: patterns of files it includes, and accounts that it opens.

    `is_apart` is whether its vouchers can be read without the other files; `is_in_lines` whether a
    line of it means the same whatever stands above.
    """

    includes: tuple[str, ...]
    opens: tuple[str, ...]
    is_apart: bool
    is_in_lines: bool


@frozen
class FileVouchers:
    """The vouchers of a file, and the lines that are wrong, which hold none that could be read."""

    vouchers: tuple[Voucher, ...] = ()
    wrong: tuple[int, ...] = ()


def facts_of(text: str) -> FileFacts:
    """What a file says of others, by its text."""
    found = [match.groups() for match in _FACT.finditer(text)]
    return FileFacts(
        tuple(include for include, _, _ in found if include is not None),
        tuple(name for _, name, _ in found if name is not None),
        not any(tangled is not None for _, _, tangled in found),
        _is_in_lines(text),
    )


def _is_in_lines(text: str) -> bool:
    """Whether no text goes on over several lines, and nothing changes how later lines read."""
    if "\\" in text or _SWITCH.search(text):
        return False
    return not [1 for line in text.split("\n") if line.count('"') % 2 and line[:1] != ";"]


def vouchers_in(workspace: Workspace, name: str, text: str) -> FileVouchers:
    """The vouchers of a file that is apart from others, as the whole ledger would have them.

    Args:
      workspace: that the file lies in; nothing is read in it.
      text: of the file, with LF at line ends.
    """
    file = ScannedFile(name, text, scan(text, name))
    if plain_directives(file.scanned.rest, name) is not None:
        return FileVouchers(tuple(file.scanned.vouchers))
    read = read_file(workspace, name, plainly=True, scanned=file)
    read.options["plugin"] = []
    read.entries = [entry for entry in read.entries if isinstance(entry, data.Transaction)]
    entries, errors = transform(LedgerFiles([name], [read]), whole=False)
    booked = Converter(workspace).vouchers(entries)
    lines = {
        error.source.get("lineno", 1)
        for error in errors
        if error.source and not isinstance(error, ValidationError)  # accounts are open elsewhere
    }
    return FileVouchers((*read.vouchers, *booked), tuple(sorted(lines)))


def differing(before: str, after: str) -> tuple[str, str]:
    """Two versions of a text without the entries at their start and end that both have alike.

    Every line of what is left keeps its number. This is not to be asked where lines do not mean the
    same wherever they stand (`FileFacts.is_in_lines`).
    """
    most = min(len(before), len(after))
    start = _largest(most, lambda length: before.startswith(after[:length]))
    while start and not (_begins(before, start) and _begins(after, start)):
        start = before.rfind("\n", 0, start - 1) + 1
    most -= start
    below = _largest(most, lambda length: before.endswith(after[len(after) - length :]))
    end = len(before) - below
    while end < len(before) and not (end > start and _begins(before, end)):
        end = (before.find("\n", end) + 1) or len(before)
    below = len(before) - end
    above = "\n" * before.count("\n", 0, start)
    return above + before[start:end], above + after[start : len(after) - below]


def _largest(most: int, holds: Callable[[int], bool]) -> int:
    """The largest number for which something holds that holds for all that are smaller."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if holds(middle) else (low, middle - 1)
    return low


def _begins(text: str, at: int) -> bool:
    """Whether an entry begins at a place, or the text ends there with a whole line."""
    is_line = at == 0 or text[at - 1] == "\n"
    return is_line and (at == len(text) or text[at] in "0123456789")
