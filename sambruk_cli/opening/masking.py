"""Keeping private members out of a session, so that nothing which prints has to think of them.

Everything is checked as it is written; only then do ids take the place of what identifies private
members: in the register, in the texts of the books, in findings, and in the lines of files that
findings show.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cached_property

from sambruk_cli.books.masked import TextMask, masked_books
from sambruk_cli.findings import Finding
from sambruk_cli.register.masks import Masks
from sambruk_cli.register.private import UNSAID, masked_register, masks_of
from sambruk_cli.session import Session

MEMBERS = "config/members.toml"
FEES = "config/fees.toml"
_MEMBER = re.compile(r'\s+member:\s*"([^"]*)"')
_KEY = re.compile(r"[A-Za-z0-9_-]+")
# Keys of an entry in config/members.toml that say nothing by which the member is known.
_HARMLESS = ("id", "kind", "joined", "left", "periods", "tier", "private", "reconstructed")


def masked(session: Session, shown: Collection[str] | None, *, to_edit: bool = False) -> Session:
    """The session as it may be printed.

    Args:
      shown: ids of members whose names are shown, although they are private; None for all.
      to_edit: leave register and books as they are: files of the user's are made of them.
    """
    masks = masks_of(session.register, shown)
    if shown is not None and _is_unknown(session):
        session.workspace.show_lines(_none_of_members)
    return masked_by(session, masks, to_edit=to_edit)


def masked_by(session: Session, masks: Masks, *, to_edit: bool = False) -> Session:
    """The session as it may be printed by masks that are made already.

    Args:
      to_edit: as `masked`.
    """
    if not masks:
        return session
    session.workspace.show_lines(Lines(session, masks))
    findings = tuple(
        masks.finding(item, _members_at(item, session.workspace.lines_around(item), masks))
        if (item.file or "").startswith("ledger/")
        else masks.finding(item)
        for item in session.findings
    )
    session = replace(session, findings=findings, masks=masks)
    if to_edit:
        return session
    mask = TextMask(masks.members, masks.text, masks.about)
    return replace(
        session,
        register=masked_register(session.register, masks),
        ledger=None if session.ledger is None else masked_books(session.ledger, mask),
    )


def shown_beside(masks: Masks, path: str, line: str) -> str:
    """How a line of a file is shown beside those that a command changes."""
    if not masks:
        return line
    if (path == MEMBERS and not _is_harmless(line)) or _is_reason(path, line):
        key, sign, _ = line.partition("=")
        return f"{key}= {UNSAID}" if sign and _KEY.fullmatch(key.strip()) else UNSAID
    return masks.line(line, masks.members)


def _is_reason(path: str | None, line: str) -> bool:
    """Whether a line is the reason of an agreement, which may be illness or want."""
    return path == FEES and line.partition("=")[0].strip() == "reason"


def _is_harmless(line: str) -> bool:
    """Whether a line of config/members.toml says nothing by which a member is known."""
    key = line.partition("=")[0].strip()
    return "#" not in line and (not key or key in _HARMLESS or key.startswith("["))


def _is_unknown(session: Session) -> bool:
    """Whether it cannot be known who is private, since config/members.toml is no TOML."""
    place = session.register.places.get("members")
    is_read = place is not None and bool(place.text)
    return not is_read and "private" in session.workspace.texts.get(MEMBERS, "")


def _none_of_members(item: Finding, lines: Sequence[str]) -> str | None:
    return None if item.file == MEMBERS or item.line is None else lines[item.line - 1]


def _members_at(item: Finding, lines: Sequence[str], masks: Masks) -> tuple[str, ...]:
    """The members that a voucher is about, by any of its lines, as `Masks.about` takes them."""
    if item.line is None or not 0 < item.line <= len(lines):
        return ()
    first = last = item.line - 1
    while first and lines[first][:1].isspace():
        first -= 1
    while last + 1 < len(lines) and lines[last + 1][:1].isspace():
        last += 1
    named = (_MEMBER.match(line) for line in lines[first : last + 1])
    return tuple(dict.fromkeys(m[1] for m in named if m is not None and m[1] in masks.members))


class Lines:
    """What is shown of lines of files."""

    def __init__(self, session: Session, masks: Masks) -> None:
        self._masks = masks
        self._place = session.register.places.get("members")
        self._hidden = frozenset(masks.hidden)
        self._ids = [member.id for member in session.register.members]

    def __call__(self, item: Finding, lines: Sequence[str]) -> str | None:
        """The line that a finding points at, None where nothing of it may be shown."""
        if item.line is None:
            return None
        line = lines[item.line - 1]
        if _is_reason(item.file, line):
            return None
        if item.file != MEMBERS:
            return self._masks.line(line, _members_at(item, lines, self._masks))
        if self._is_hidden(item.line) and not _is_harmless(line):
            return None
        return self._masks.line(line)

    def _is_hidden(self, line: int) -> bool:
        """Whether a line stands in the entry of a private member, or of what cannot be read."""
        if not self._ids:
            return True
        number = bisect_right(self._starts, line, key=lambda start: start[0]) - 1
        if number < 0:
            return False
        _, name, index = self._starts[number]
        return name == "members" and self._ids[index] in self._hidden

    @cached_property
    def _starts(self) -> list[tuple[int, str, int]]:
        """Where each table of an array begins: its line, the array and which of it."""
        lines = {} if self._place is None else self._place.lines
        return sorted(
            (at, str(path[0]), path[1])
            for path, at in lines.items()
            if len(path) == 2 and isinstance(path[1], int)
        )
