"""Includes of the ledger: patterns of files, none of which may lead out of the workspace."""

from __future__ import annotations

import os
import re
from pathlib import PurePosixPath

from sambruk_cli.files.errors import Unreadable
from sambruk_cli.files.protocol import Kind, Match, Matches
from sambruk_cli.findings import Finding, finding
from sambruk_cli.workspace import Workspace, outside


def line_of(text: str, pattern: str, which: int = 1) -> int | None:
    """The line of the first match, or of the one asked for."""
    starts = [found.end() for found in re.finditer(pattern, text, re.MULTILINE)]
    return text.count("\n", 0, starts[which - 1]) + 1 if len(starts) >= which else None


def included(
    workspace: Workspace, pattern: str, file: str, text: str, findings: list[Finding]
) -> list[str]:
    """The files an include names, all inside the root, relative to it.

    Args:
      pattern: as the file writes it, relative to the file's folder.
      text: of the file, for the line.
      findings: what is wrong is added here, and then nothing is included.
    """
    quoted = re.escape(pattern)
    line = line_of(text, rf'^\s*(?:include|option\s+"include")\s+"{quoted}"')
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
