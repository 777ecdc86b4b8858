"""Commands asked again, in processes that could not run them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from tests.conftest import PROJECT

# Where the kept answer is not printed, the command line fails to load: exit code 3.
_ONLY_AGAIN = (
    "import sys\n"
    "for name in ('typer', 'pydantic_core', 'beancount', 'rich', 'babel', 'sqlite3',\n"
    "             'sambruk_cli.render', 'sambruk_cli.findings', 'sambruk_cli.session'):\n"
    "    sys.modules[name] = None\n"
    "from sambruk_cli.cli import main\n"
    "main()\n"
)


class Outcome(NamedTuple):
    """What a person sees of a command."""

    code: int
    stdout: bytes
    stderr: bytes


def asked(*arguments: str) -> Outcome:
    """A command as a person runs it."""
    return _outcome("-m", "sambruk_cli", *arguments)


def asked_again(*arguments: str) -> Outcome:
    """What is printed where only what is kept can be: of a command run before."""
    return _outcome("-c", _ONLY_AGAIN, *arguments)


def _outcome(*arguments: str) -> Outcome:
    run = subprocess.run(
        [sys.executable, *arguments],
        cwd=PROJECT,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        timeout=120,
        check=False,
    )
    return Outcome(run.returncode, run.stdout, run.stderr)


def settled(root: Path) -> Path:
    """The workspace, once its files have been left alone for so long that their times tell."""
    last = max(path.lstat().st_ctime for path in (root, *root.rglob("*")))
    time.sleep(max(0.0, last + 2.05 - time.time()))
    return root
