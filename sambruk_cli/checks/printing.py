"""What of a report the PDF cannot show: letters that its fonts lack, damaged pictures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sambruk_cli.document.model import Block, Image, Items, Report
from sambruk_cli.files.errors import Unreadable
from sambruk_cli.findings import Finding, Severity, finding
from sambruk_cli.register.year_files import folder_of
from sambruk_cli.render.letters import can_be_shown, named, unprintable
from sambruk_cli.session import Session


def check_printing(session: Session, document: Report, label: str) -> Iterator[Finding]:
    """What `sambruk report -o FILE.pdf` would stop at, where it stands in the workspace."""
    folder = f"config/report/{folder_of(label)}"
    # The report that is looked at is in Swedish; another is printed from these.
    in_english = (_text(session, file) for file in session.workspace.glob(f"{folder}/*.en.md"))
    left = dict.fromkeys(unprintable(document, *in_english))
    for file in _sources(session, folder) if left else ():
        for number, line in enumerate(_text(session, file).split("\n"), 1):
            here = [letter for letter in left if letter in line]
            if here:
                yield _letters(here, file, number)
                for letter in here:
                    del left[letter]
    if left:  # written by their numbers
        yield _letters(left, folder, None)
    for chapter in document.chapters:
        for image in _images(chapter.blocks):
            if not can_be_shown(image):
                yield finding("RPT513.picture", name=image.file, file=f"{folder}/{image.file}")


def _text(session: Session, file: str) -> str:
    """The text of a file, nothing where it cannot be read: that is found elsewhere."""
    try:
        return session.workspace.read_text(file)
    except Unreadable:
        return ""


def _letters(letters: Iterable[str], file: str, line: int | None) -> Finding:
    return finding(
        "RPT513.letters",
        letters=tuple(map(named, letters)),
        file=file,
        line=line,
        severity=Severity.WARNING,
    )


def _sources(session: Session, folder: str) -> Iterator[str]:
    """The files that a report takes its texts from, the nearest first."""
    workspace = session.workspace
    yield from workspace.glob(f"{folder}/*.md")
    yield from workspace.glob(f"{folder}/*.toml")
    yield from workspace.glob("config/*.toml")
    yield from session.books.files


def _images(blocks: Iterable[Block]) -> Iterator[Image]:
    for block in blocks:
        if isinstance(block, Image):
            yield block
        elif isinstance(block, Items):
            for item in block.items:
                yield from _images(item)
