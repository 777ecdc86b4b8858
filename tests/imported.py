"""What a run of the program imports."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import NamedTuple

from tests.conftest import PROJECT

_CODE = (
    "import sys, atexit\n"
    "atexit.register(lambda: sys.stderr.write('\\nLOADED ' + ' '.join(sys.modules)))\n"
    "sys.argv[0] = 'sambruk'\n"
    "{start}\n"
)
_MAIN = "from sambruk_cli.cli import main; main()"
_COMPLETION = "from sambruk_cli.console.app import app; app(prog_name='sambruk')"


class Run(NamedTuple):
    """What a run printed, and the modules that it had loaded when it ended."""

    stdout: str
    modules: frozenset[str]

    def of(self, *packages: str) -> set[str]:
        """The modules of some packages, each with all that is in it."""
        inside = tuple(f"{package}." for package in packages)
        return {m for m in self.modules if m in packages or m.startswith(inside)}


def modules_of(*arguments: str, **environment: str) -> Run:
    """A command as a person runs it, in this project's folder."""
    return _run(_MAIN, *arguments, **environment)


def completion_of(words: str) -> Run:
    """What bash is offered after some words."""
    count = str(len(words.split(" ")))
    return _run(
        _COMPLETION,
        _SAMBRUK_COMPLETE="complete_bash",
        COMP_WORDS=f"sambruk {words}",
        COMP_CWORD=count,
    )


def _run(start: str, *arguments: str, **environment: str) -> Run:
    done = subprocess.run(
        [sys.executable, "-c", _CODE.format(start=start), *arguments],
        cwd=PROJECT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "LOADED " in done.stderr, done.stderr
    return Run(done.stdout, frozenset(done.stderr.rpartition("LOADED ")[2].split()))
