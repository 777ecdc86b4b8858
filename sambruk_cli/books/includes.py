"""Includes of the ledger: patterns of files, none of which may lead out of the workspace."""

from __future__ import annotations

import os
import re
from pathlib import PurePosixPath

from sambruk_cli.files.errors import Unreadable
from sambruk_cli.files.protocol import Kind, Match, Matches
from sambruk_cli.findings import Finding, finding
from sambruk_cli.workspace import Workspace, outside

# Directives that name something, with the name. An option "include" includes a file, too.
_NAMING = re.compile(
    r'^[ \t]*(?:(plugin)|(include)|option[ \t]+"include"|(option))[ \t]+"([^"\n]*)"', re.M
)


class NamedLines:
    """The lines of a file on which plugins, options and includes are named, found in one pass."""

    def __init__(self, text: str) -> None:
        self._lines: dict[tuple[str, str], list[int]] = {}
        line, at = 1, 0
        for found in _NAMING.finditer(text):
            line += text.count("\n", at, found.start())
            at = found.start()
            kind = found[1] or found[3] or "include"
            self._lines.setdefault((kind, found[4]), []).append(line)

    def line(self, kind: str, name: str, which: int = 0) -> int | None:
        """The line that names something the first time, or the `which`-th after that."""
        lines = self._lines.get((kind, name), [])
        return lines[which] if which < len(lines) else None


def included(
    workspace: Workspace, pattern: str, file: str, line: int | None, findings: list[Finding]
) -> list[str]:
    """The files an include names, all inside the root, relative to it.

    Args:
      pattern: as the file writes it, relative to the file's folder.
      line: of the include in the file.
      findings: what is wrong is added here, and then nothing is included.
    """
    folder = PurePosixPath(file).parent
    try:
        # Judged before anything is looked for: not even the existence of a file outside shows.
        fixed = re.split(r"[*?\[]", pattern)[0]
        workspace.place(str(folder / fixed), source=file, line=line)
        below = _below_root(workspace, folder / pattern)
        found = None if below is None else include_matches(workspace, below)
        if found is None or found.strays:
            raise outside(pattern, file, line)
        names = [_file(match, pattern, file, line) for match in found.found]
    except Unreadable as error:
        findings.extend(error.findings)
        return []
    if not names:
        findings.append(
            finding("BOK221", pattern=pattern, folder=str(folder), file=file, line=line)
        )
    return names


def include_matches(workspace: Workspace, pattern: str) -> Matches:
    """What a pattern below the root matches; hidden files only where it names them."""
    matches = workspace.files.matches(pattern)
    if not _is_hidden(pattern):
        shown = (match for match in matches.found if not _is_hidden(match.name))
        matches = Matches(tuple(shown), matches.strays)
    return matches


def _is_hidden(name: str) -> bool:
    return any(part.startswith(".") for part in PurePosixPath(name).parts)


def _below_root(workspace: Workspace, pattern: PurePosixPath) -> str | None:
    """A pattern relative to the root; None where it begins outside."""
    path = PurePosixPath(os.path.normpath(pattern))
    if path.is_absolute():
        roots = (workspace.root, workspace.root.resolve())
        return next((str(path.relative_to(r)) for r in roots if path.is_relative_to(r)), None)
    return None if path.parts[:1] == ("..",) else str(path)


def _file(match: Match, pattern: str, file: str, line: int | None) -> str:
    """The path of a file that an include matches, without links.

    Raises:
      Unreadable: when it leads outside (the pattern is named, not what it would find there) or
        is no file.
    """
    if match.place.kind is Kind.OUTSIDE:
        raise outside(pattern, file, line)
    if match.place.kind is not Kind.FILE:
        raise Unreadable(finding("WSP002.included", pattern=pattern, file=file, line=line))
    return match.place.name
