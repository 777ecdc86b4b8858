"""The workspace: one folder, outside which nothing is ever read."""

from __future__ import annotations

import errno
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from sambruk_cli.files.errors import Unreadable, reason
from sambruk_cli.files.folder import Folder
from sambruk_cli.files.marker import MARKER
from sambruk_cli.files.protocol import Files, Kind, Outside, Place
from sambruk_cli.findings import Finding, finding
from sambruk_cli.messages import Message

# What the system says of a file that is not there, or below something that is no folder.
_ABSENT = frozenset({errno.ENOENT, errno.ENOTDIR})
_CONFLICT = re.compile(r"^(<{7}|={7}|>{7}|\|{7})( |$)", re.MULTILINE)

# What is shown of the line that a finding points at, given all lines of its file.
ShownLine = Callable[[Finding, Sequence[str]], str | None]


class Workspace:
    """A folder with `config/` and `ledger/`, or such a folder in a commit.

    Every read goes through `files`, which reads nothing outside the root, so that a workspace
    from a stranger shows nothing of the machine. `texts` keeps what was read, for the source
    lines that findings show, and `digests` the SHA-256 of every file read.
    """

    __slots__ = ("_shown", "_split", "digests", "files", "texts")

    def __init__(self, root: Path, files: Files | None = None) -> None:
        """A workspace in a folder, or in other files than those on disk."""
        self.files = files or Folder(root)
        self.texts: dict[str, str] = {}
        self._split: tuple[str, list[str]] = ("", [""])  # the text last asked for a line, in lines
        self.digests: dict[str, str] = {}
        self._shown: ShownLine | None = None

    @property
    def root(self) -> Path:
        """The folder of the workspace: a name to print and compare, not one to read through."""
        return self.files.root

    def kind_of(self, relative: str) -> Kind:
        """What stands at the path: a file, a folder, nothing..."""
        return self.files.place(relative).kind

    def exists(self, relative: str) -> bool:
        """Whether there is a file or folder inside the root at the path."""
        return self.files.place(relative).kind.exists

    def is_there(self, relative: str) -> bool:
        """Whether there is anything by that name, be it a link that leads nowhere or outside."""
        return self.files.place(relative).kind is not Kind.MISSING

    def place(self, relative: str, *, source: str | None = None, line: int | None = None) -> Place:
        """Where a path leads, inside the root.

        Args:
          relative: as the user wrote it, relative to the root.
          source: the file that names the path, and `line` the line, for the finding.
        Raises:
          Unreadable: WSP005 when it leads outside the root.
        """
        place = self.files.place(relative)
        if place.kind is Kind.OUTSIDE:
            raise outside(relative, source or relative, line)
        return place

    def resolve(self, relative: str) -> Path:
        """The real path of a file of a workspace on disk, to write to.

        Raises:
          Unreadable: WSP005 when it leads outside the root.
        """
        return self.root.resolve() / self.place(relative).name

    def read_bytes(self, relative: str) -> bytes:
        """The content of an ordinary file inside the root.

        Raises:
          Unreadable: WSP002 when it is missing or cannot be read, WSP005 outside the root.
        """
        try:
            content = self.files.read(relative)
        except Outside:
            raise outside(relative, relative, None) from None
        except OSError as error:
            raise Unreadable(
                finding("WSP002", path=relative, reason=reason(error), file=relative)
            ) from None
        self.digests[relative] = content.digest
        return content.data

    def closed(self, folder: str) -> Finding | None:
        """WSP002 where a folder looks empty only because it may not be looked into."""
        try:
            self.files.read(folder)
        except PermissionError as error:
            return finding("WSP002", path=folder, reason=reason(error), file=folder)
        except (OSError, Outside):
            return None
        return None

    def size(self, relative: str) -> int:
        """Bytes of a file inside the root; 0 where there is none."""
        return self.files.size(relative)

    def read_text(self, relative: str, *, keep: bool = True, most: int | None = None) -> str:
        """The text of a file: UTF-8, a byte order mark dropped, line ends as LF.

        Args:
          keep: remember it for the source lines of findings; a large file is better read again.
          most: bytes that it may have; None for any number.
        Raises:
          Unreadable: also WSP002 (too large), WSP003 (not UTF-8) and WSP004 (merge conflict
            markers).
        """
        content = self.read_bytes(relative)
        if most is not None and len(content) > most:
            why = Message.of("larger than {most} MB", most=most >> 20)
            raise Unreadable(finding("WSP002.large", path=relative, reason=why, file=relative))
        return self.as_text(relative, content, keep=keep)

    def as_text(self, relative: str, content: bytes, *, keep: bool = True) -> str:
        """The text of a file that has been read, as `read_text` gives it.

        Raises:
          Unreadable: WSP003 (not UTF-8) and WSP004 (merge conflict markers).
        """
        if (encoding := _wide_encoding(content)) is not None:
            raise Unreadable(finding("WSP003.wide", encoding=encoding, file=relative, line=1))
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            raise Unreadable(
                finding("WSP003", byte=f"0x{content[error.start]:02x}", file=relative, line=line)
            ) from None
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if keep:
            self.texts[relative] = text
        # ======= alone underlines a Markdown heading.
        conflict = next((m for m in _CONFLICT.finditer(text) if m[1] != "======="), None)
        if conflict:
            line = text.count("\n", 0, conflict.start()) + 1
            raise Unreadable(finding("WSP004", file=relative, line=line))
        return text

    def glob(self, pattern: str) -> list[str]:
        """Files inside the root that match, as sorted relative paths with forward slashes."""
        found = self.files.matches(pattern).found
        return sorted(name for name, place in found if place.kind is not Kind.FOLDER)

    def show_lines(self, shown: ShownLine) -> None:
        """Let a function say what is shown of the line that a finding points at."""
        self._shown = shown

    def source_line(self, item: Finding) -> str | None:
        """The line that a finding points at, as far as it may be shown."""
        lines = self.lines_around(item)
        if item.line is None or not 0 < item.line <= len(lines):
            return None
        return lines[item.line - 1] if self._shown is None else self._shown(item, lines)

    def lines_around(self, item: Finding) -> Sequence[str]:
        """All lines of the file that a finding points into; none where it points into none."""
        if item.file is None or item.line is None:
            return ()
        if item.file not in self.texts:
            with suppress(Unreadable):  # a conflict leaves its text all the same
                self.read_text(item.file)
        text = self.texts.get(item.file)
        if text is None:
            return ()
        if self._split[0] is not text:  # thousands of findings can point into one large file
            self._split = (text, text.split("\n"))
        return self._split[1]


def _wide_encoding(content: bytes) -> str | None:
    """UTF-16 or UTF-32 where a file is in one of them, with a byte order mark or without."""
    if content.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return "UTF-32"
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    if b"\0" not in content:
        return None
    # Of what is mostly Latin letters every second byte is nought, and none of the others.
    pairs = min(len(content), 2000) // 2
    noughts = sorted(content[start : 2 * pairs : 2].count(0) for start in (0, 1))
    return "UTF-16" if noughts[0] == 0 and noughts[1] > pairs * 0.6 else None


def outside(path: str, file: str, line: int | None) -> Unreadable:
    """What is raised for a path that leads out of the workspace."""
    # As Python writes it, so that no character in it steers a terminal.
    return Unreadable(finding("WSP005", path=repr(path)[1:-1], file=file, line=line))


def find_workspace(start: Path) -> Workspace:
    """The nearest folder, upward from `start`, that holds config/association.toml.

    Raises:
      Unreadable: WSP001 when there is none, or when that cannot be found out.
    """
    start = start.absolute()
    for folder in (start, *start.parents):
        if _is_marked(folder):
            return Workspace(folder)
    raise Unreadable(finding("WSP001.upward", marker=MARKER, folder=str(start)))


def open_workspace(root: Path | None) -> Workspace:
    """The workspace named with --root, or the nearest one upward from here.

    Raises:
      Unreadable: WSP001 when there is no workspace there, or when that cannot be found out.
    """
    try:
        here = Path.cwd()
    except OSError as error:
        if root is None or not root.is_absolute():
            raise Unreadable(finding("WSP001.gone", reason=reason(error))) from None
        here = root
    if root is None:
        return find_workspace(here)
    if not _is_marked(root):
        raise Unreadable(finding("WSP001", marker=MARKER, folder=str(root)))
    return Workspace(here / root)


def _is_marked(folder: Path) -> bool:
    """Whether a folder is a workspace.

    Raises:
      Unreadable: WSP001 when the folder cannot be looked into.
    """
    try:
        (folder / MARKER).stat()
    except OSError as error:
        if error.errno in _ABSENT:
            return False
        raise Unreadable(
            finding("WSP001.closed", folder=str(folder), reason=reason(error))
        ) from None
    except ValueError:  # a NUL in the name
        return False
    return True
