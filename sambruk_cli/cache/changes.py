"""What has changed since a trace was taken."""

from __future__ import annotations

from dataclasses import dataclass

from sambruk_cli.files.errors import Unreadable
from sambruk_cli.files.trace import Answer, FileState, Stat, Trace
from sambruk_cli.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Changes:
    """Files whose content is another, and whether anything else is.

    `looked` is set where files had to be read to know: their stat alone did not tell.
    """

    files: frozenset[str]
    other: bool
    looked: bool = False

    @property
    def none(self) -> bool:
        return not self.files and not self.other


def changes_since(workspace: Workspace, trace: Trace) -> Changes:
    """Hold a trace against the workspace; states of files read again are renewed in it."""
    if not trace.is_whole:
        return Changes(frozenset(), other=True)
    changed, other, looked = set(), False, False
    for name, state in list(trace.files.items()):
        try:
            path = workspace.resolve(name)
            if state.is_surely(Stat.of(path.stat())):
                continue
        except (OSError, Unreadable):
            other = True
            continue
        renewed = _read_again(workspace, name)
        looked = True
        if renewed is None:
            other = True
        elif renewed.digest != state.digest:
            changed.add(name)
        else:
            trace.files[name] = renewed
    if not other:
        other = any(
            _answer(workspace, question, about) != answer
            for (question, about), answer in trace.answers.items()
        )
    return Changes(frozenset(changed), other, looked)


def _read_again(workspace: Workspace, name: str) -> FileState | None:
    """The state of a file now, None where it cannot be read."""
    aside, workspace.trace = workspace.trace, Trace()
    digests = dict(workspace.digests)
    try:
        workspace.read_bytes(name)
        return workspace.trace.files.get(name)
    except Unreadable:
        return None
    finally:
        workspace.trace, workspace.digests = aside, digests


def _answer(workspace: Workspace, question: str, about: str) -> Answer | None:
    """What the question is answered with now, as the trace notes it."""
    aside, workspace.trace = workspace.trace, Trace()
    try:
        if question == "exists":
            workspace.exists(about)
        elif question == "is_there":
            workspace.is_there(about)
        elif question == "glob":
            workspace.glob(about)
        elif question == "include":
            from sambruk_cli.books.includes import include_matches

            include_matches(workspace, about)
        return workspace.trace.answers.get((question, about))
    finally:
        workspace.trace = aside
