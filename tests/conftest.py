"""Fixtures and the ways in which tests look at a workspace."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sambruk_cli.findings import Finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.register.register import Register
from sambruk_cli.workspace import Workspace
from tests.sessions import read_checked
from tests.workspaces import write_workspace

PROJECT = Path(__file__).parents[1]

Changes = dict[str, str | bytes | None]
MakeWorkspace = Callable[..., Path]
RunCommand = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(autouse=True)
def cache_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of the test's own, for this process and those that it starts."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    monkeypatch.setenv("SAMBRUK_LANG", "en")
    return folder / "sambruk"


@pytest.fixture
def make_workspace(tmp_path: Path) -> MakeWorkspace:
    """Write the example workspace, with changes, and return its folder."""

    def make(*changes: Changes) -> Path:
        merged: Changes = {}
        for change in changes:
            merged.update(change)
        return write_workspace(tmp_path / "workspace", merged)

    return make


def findings_in(folder: Path, label: str | None = None) -> tuple[Finding, ...]:
    """Everything `sambruk validate` would report of a workspace."""

    def years_of(register: Register) -> tuple[FiscalYear, ...]:
        return tuple(year for year in register.years if label in (None, year.label))

    read = read_checked(Workspace(folder), cache=False, years_of=years_of)
    return read.findings


@pytest.fixture
def sambruk() -> RunCommand:
    """Run the program as a person does, in a process of its own."""

    def run(
        *arguments: str | Path, cwd: Path = PROJECT, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "sambruk_cli", *map(str, arguments)],
            cwd=cwd,
            env={**os.environ, "PYTHONPATH": str(PROJECT), **environment},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """In CI nothing may be skipped: a witness that is missing there is a fault."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if os.environ.get("CI") and skipped and exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def required_program(name: str) -> str:
    """The path of a program that a test needs as a witness; skips loudly where it is missing.

    CI installs every one of them and fails when a test is skipped.
    """
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed, so nothing was compared with it")
    return found
