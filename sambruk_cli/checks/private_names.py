"""Private members in texts that are printed as they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

from sambruk_cli.files.errors import Unreadable
from sambruk_cli.findings import Finding, finding
from sambruk_cli.register.masks import Masks
from sambruk_cli.register.private import masks_of
from sambruk_cli.register.private_texts import composed
from sambruk_cli.session import Session

_PRINTED = re.compile(r"config/report/.*(?:\.md|/facts\.toml)")


def check_private_names(session: Session) -> Iterator[Finding]:
    """Remind of names of private members in chapters and facts that have been read, and in the
    names of accounts."""
    masks = masks_of(session.register, ())
    if not masks or not session.readable("members"):
        return
    for file in sorted(filter(_PRINTED.fullmatch, session.workspace.digests)):
        with suppress(Unreadable):
            yield from _in_text(session.workspace.read_text(file), file, masks)
    for account in session.books.accounts.values():
        for id_ in _ids_in(account.label, masks):
            number = account.number or account.name
            file, line = account.file, account.line
            yield finding("REG129.account", id=id_, number=number, file=file, line=line)


def _in_text(text: str, file: str, masks: Masks) -> Iterator[Finding]:
    for number, line in enumerate(text.split("\n"), 1):
        for id_ in _ids_in(line, masks):
            yield finding("REG129", id=id_, file=file, line=number)


def _ids_in(text: str, masks: Masks) -> dict[str, None]:
    """Ids of private members that a text names, once each."""
    return {id_: None for place in masks.names.places(composed(text)) for id_ in place.ids}
