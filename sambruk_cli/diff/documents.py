"""Documents that vouchers name and that are no longer what they were (BFL 5:7, 7:1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sambruk_cli.books.documents import documents_in
from sambruk_cli.files.errors import Unreadable
from sambruk_cli.files.git import GitFailed
from sambruk_cli.files.protocol import Kind
from sambruk_cli.files.revision import Revision
from sambruk_cli.findings import finding
from sambruk_cli.session import Session
from sambruk_cli.workspace import Workspace


def documents_changed(before: Session, after: Session) -> dict[str, str]:
    """The documents named before or after that were there, "changed" or "removed" since.

    A document that has come is told of by the voucher that names it. The earlier version is that
    of a commit; of another one nothing is said.
    """
    candidates = _unlike(before.workspace, after.workspace)
    if not candidates:
        return {}
    named = {place for side in (before, after) for place in _named(side)}
    return {name: what for name, what in candidates.items() if name in named}


def _unlike(before: Workspace, after: Workspace) -> Mapping[str, str]:
    """The files of a commit, but for those of the register and seals, that are not as they were.

    Raises:
      Unreadable: WSP008 where git fails, as where the clone lacks a folder of the commit.
    """
    if not isinstance(before.files, Revision):
        return {}
    other = after.files if isinstance(after.files, Revision) else None
    try:
        names = [name for name, _ in before.files.files_unlike(other)]
    except GitFailed as error:  # the clone lacks folders that nothing else asks for
        folder = str(before.root)
        raise Unreadable(finding("WSP008.failed", folder=folder, reason=error.why)) from None
    return dict(_differing(names, before.files, after, is_known=other is not None))


def _differing(
    names: Iterable[str], was: Revision, after: Workspace, *, is_known: bool
) -> Iterator[tuple[str, str]]:
    for name in sorted(names):
        if name.startswith(("config/", "ledger/seals/")) or after.kind_of(name) is Kind.OUTSIDE:
            continue
        if after.kind_of(name) is not Kind.FILE:
            yield name, "removed"
        elif is_known or not _is_as_it_was(name, was, after):
            yield name, "changed"


def _is_as_it_was(name: str, was: Revision, after: Workspace) -> bool:
    try:
        return was.holds(name, after.read_bytes(name))
    except Unreadable:
        return False


def _named(session: Session) -> Iterator[str]:
    """Where the documents of a version may be."""
    for journal in session.books.files:
        try:
            text = session.workspace.read_text(journal, keep=False)
        except Unreadable:  # a finding of its own
            continue
        yield from documents_in(text, journal)
