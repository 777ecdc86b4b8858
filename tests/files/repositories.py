"""Repositories that tests make with git itself, and the program that must not run."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tests.conftest import required_program

GIT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "x",
    "GIT_AUTHOR_EMAIL": "x@example.org",
    "GIT_COMMITTER_NAME": "x",
    "GIT_COMMITTER_EMAIL": "x@example.org",
}


def git(folder: Path, *arguments: str, **environment: str) -> str:
    """What git prints when it is run in a folder."""
    result = subprocess.run(
        [required_program("git"), "-c", "protocol.file.allow=always", *arguments],
        cwd=folder,
        env={**os.environ, **GIT, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return result.stdout.strip()


def committed(folder: Path, *arguments: str) -> str:
    """Commit everything in a folder, which becomes a repository where it is none; the commit."""
    if not (folder / ".git").exists():
        git(folder, "init", "-q", "-b", "main", *arguments)
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", "x")
    return git(folder, "rev-parse", "HEAD")


def put_file(folder: Path, name: str, content: bytes | str) -> None:
    """Write a file, its folders included."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
