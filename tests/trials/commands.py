"""Commands asked with and without the cache, of which nothing may be said but by findings."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from tests.conftest import RunCommand

TODAY = "2026-01-31"  # the same findings whenever the tests are run


def asked(sambruk: RunCommand, root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What a command prints, the same without the cache and with what it holds of before.

    Raises:
      AssertionError: where it is not, or where the program breaks down.
    """
    command = ("--root", str(root), "--today", TODAY, *arguments)
    without = sambruk("--no-cache", *command)
    assert without.returncode in (0, 1, 2), without.stderr
    for wrong in ("Traceback", "internal error", "internt fel"):
        assert wrong not in without.stdout + without.stderr, without.stdout + without.stderr
    kept = sambruk(*command)
    assert (kept.returncode, kept.stdout, kept.stderr) == (
        without.returncode,
        without.stdout,
        without.stderr,
    )
    return without


def findings(sambruk: RunCommand, root: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(asked(sambruk, root, "validate", "-f", "json").stdout)[
        "findings"
    ]
    return found
