"""Includes of the ledger: patterns of files, none of which may lead out of the workspace."""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath

from sambruk_cli.findings import Finding, finding
from sambruk_cli.workspace import Unreadable, Workspace, outside


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
    root = workspace.root.resolve()
    try:
        # Judged before anything is looked for: not even the existence of a file outside shows.
        fixed = re.split(r"[*?\[]", pattern)[0]
        workspace.resolve(str(folder / fixed), source=file, line=line)
        path = PurePosixPath(os.path.normpath(folder / pattern))
        if path.is_absolute():
            path = path.relative_to(root) if path.is_relative_to(root) else PurePosixPath("..")
        if path.parts[:1] == ("..",) or _strays(workspace, path):
            raise outside(pattern, file, line)
        matches = include_matches(workspace, str(path))
        found = [_inside_root(workspace, match, pattern, file, line) for match in matches]
    except Unreadable as error:
        findings.extend(error.findings)
        return []
    if not found:
        findings.append(
            finding(
                "BOK221",
                f'the include "{pattern}" matches no file',
                file=file,
                line=line,
                hint=f"paths are relative to {folder}/",
            )
        )
    return found


def include_matches(workspace: Workspace, pattern: str) -> list[Path]:
    """What a pattern below the root matches, sorted; ** goes down folders and along no link."""
    matches = _matches(workspace.root.resolve(), PurePosixPath(pattern))
    if "**" in pattern:
        workspace.trace.is_whole = False  # a link anywhere below would change what is said
    # Where a link leads counts, not its name: it may come to lead elsewhere.
    workspace.trace.asked("include", pattern, tuple(map(os.path.realpath, matches)))
    return matches


def _matches(root: Path, path: PurePosixPath) -> list[Path]:
    if not re.search(r"[*?\[]", str(path)):
        return [root / path] if os.path.lexists(root / path) else []
    hidden = any(part.startswith(".") for part in path.parts)
    try:
        found = sorted(root.glob(str(path)))
    except ValueError:  # ** beside other characters
        return []
    if hidden:
        return found
    return [m for m in found if not any(p.startswith(".") for p in m.relative_to(root).parts)]


def _strays(workspace: Workspace, path: PurePosixPath) -> bool:
    """Whether a pattern meets a folder that is a link out of the root, before looking into it."""
    root = workspace.root.resolve()
    if "**" in path.parts:
        top = root.joinpath(*path.parts[: path.parts.index("**")])
        met = [Path(folder) / name for folder, names, _ in os.walk(top) for name in names]
    else:
        above = [PurePosixPath(*path.parts[:length]) for length in range(1, len(path.parts))]
        met = [found for folder in above for found in root.glob(str(folder))]
    return any(
        found.is_symlink() and found.is_dir() and not found.resolve().is_relative_to(root)
        for found in met
    )


def _inside_root(
    workspace: Workspace, match: Path, pattern: str, file: str, line: int | None
) -> str:
    """The path of a file that an include matches, relative to the root.

    Raises:
      Unreadable: when it leads outside (the pattern is named, not what it would find there) or
        is no file.
    """
    root = workspace.root.resolve()
    try:
        real = workspace.resolve(str(match.relative_to(root)))
    except Unreadable:
        raise outside(pattern, file, line) from None
    if not real.is_file():
        raise Unreadable(
            finding(
                "WSP002",
                f'the include "{pattern}" is no file',
                file=file,
                line=line,
                hint="name a file, or a pattern of files as journals/*.beancount",
            )
        )
    return real.relative_to(root).as_posix()
