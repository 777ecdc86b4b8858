"""One journal in the two versions that git hands to a diff driver."""

from __future__ import annotations

from pathlib import Path

from sambruk_cli.books.masked import TextMask
from sambruk_cli.diff.journal import JournalChanges, journal_changes
from sambruk_cli.files.disk import open_ordinary
from sambruk_cli.files.errors import Unreadable
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.register.masks import Masks
from sambruk_cli.register.private import masks_of
from sambruk_cli.register.read import read_register
from sambruk_cli.workspace import Workspace, find_workspace

_MOST = 256 << 20  # bytes of a file
_NONE = Path("/dev/null")  # what git names for a file that is not there


def file_changes(path: str, before: Path, after: Path, *, names: bool) -> JournalChanges:
    """What has changed in a journal.

    Fiscal years, and who is private, are those of the workspace that the path lies in, where it can
    be read.

    Args:
      path: what the file is called, below the folder of the moment.
      before, after: where git has put the two versions.
      names: whether the names of private members are shown.
    Raises:
      Unreadable: when one of them cannot be read.
    """
    years, masks = _known_of(path, names=names)
    mask = TextMask(masks.members, masks.text, masks.about) if masks else None
    texts = [_text(path, file) for file in (before, after)]
    return journal_changes(path, texts[0], texts[1], years, mask)


def _known_of(path: str, *, names: bool) -> tuple[tuple[FiscalYear, ...], Masks]:
    try:
        register, _ = read_register(find_workspace(Path(path).absolute().parent))
    except Unreadable:
        return (), Masks()
    return register.years, masks_of(register, None if names else ())


def _text(path: str, file: Path) -> str:
    if file == _NONE:
        return ""
    with open_ordinary(file, most=_MOST) as opened:
        content = opened.read()
    return Workspace(Path.cwd()).as_text(path, content, keep=False)
