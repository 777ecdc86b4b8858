"""An import killed at each call to the system that changes the disk, and at any moment.

Afterwards the workspace is as before or as after, without findings, and the import can be done, or
is known to be done.
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import PROJECT, MakeWorkspace, RunCommand, required_program
from tests.exchange.test_sie_import_writing import is_done, tree, vouchers
from tests.extent import SEED, THOROUGH, rounds

pytestmark = pytest.mark.slow

IMPORT = (sys.executable, "-m", "sambruk_cli", "--no-cache", "sie", "import", "a.si", "--write")
CALLS = (
    "rename,renameat,renameat2,link,linkat,symlink,symlinkat,unlink,unlinkat,mkdir,mkdirat,rmdir,"
    "fsync,fdatasync,ftruncate,chmod,fchmod,fchmodat"
)


def environment() -> dict[str, str]:
    # Python's own writing of what it has compiled is no change of the workspace.
    return {**os.environ, "PYTHONPATH": str(PROJECT), "PYTHONDONTWRITEBYTECODE": "1"}


def copied(before: dict[str, bytes], folder: Path) -> Path:
    for name, content in before.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def traced(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = (required_program("strace"), "-f", "-qq", "-e", f"trace={CALLS}")
    return subprocess.run(
        [*command, *options, *IMPORT],
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_an_import_killed_at_any_call_that_changes_the_disk_is_done_or_not_done(
    make_workspace: MakeWorkspace, sambruk: RunCommand, tmp_path: Path
) -> None:
    before = tree(make_workspace({"a.si": vouchers("A", 3)}))
    whole = traced(copied(before, tmp_path / "whole"))
    calls = re.findall(r"^(?:\[pid +\d+\] )?(\w+)\(", whole.stderr, re.M)
    assert calls.count("rename") >= 4
    outcomes = []
    for at in range(len(calls)) if THOROUGH else [len(calls) // 2]:
        folder = copied(before, tmp_path / str(at))
        # The number is that of the calls of this name.
        call, number = calls[at], calls[: at + 1].count(calls[at])
        killed = traced(folder, "-e", f"inject={call}:signal=SIGKILL:when={number}")
        assert killed.returncode == -9, (call, number, killed.stderr)
        outcomes.append(is_done(sambruk, folder, before))
    if THOROUGH:
        assert outcomes == sorted(outcomes)  # one moment at which it happens
        assert {False, True} == set(outcomes)


def test_an_import_killed_at_random_moments_is_done_or_not_done(
    make_workspace: MakeWorkspace, sambruk: RunCommand, tmp_path: Path
) -> None:
    rng = random.Random(SEED)
    before = tree(make_workspace({"a.si": vouchers("A", 400)}))
    longest = 0.0
    for number in range(rounds(60, 3)):
        folder = copied(before, tmp_path / str(number))
        started = time.monotonic()
        with subprocess.Popen(
            IMPORT, cwd=folder, env=environment(), stdout=subprocess.DEVNULL
        ) as run:
            if number:
                # The second half: in the first Python imports.
                time.sleep(longest * rng.uniform(0.4, 1.0))
                run.kill()
            assert run.wait() in (0, -9)
        if not number:
            longest = time.monotonic() - started
        assert is_done(sambruk, folder, before) or number
