"""Fixtures and the ways in which tests look at a workspace."""

from __future__ import annotations

import inspect
import itertools
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType

import pytest
from hypothesis import is_hypothesis_test, settings

from sambruk_cli.findings import Finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.register.register import Register
from sambruk_cli.workspace import Workspace
from tests.extent import tried
from tests.forked import Forker
from tests.sessions import read_checked
from tests.workspaces import write_workspace

PROJECT = Path(__file__).parents[1]

Changes = dict[str, str | bytes | None]
MakeWorkspace = Callable[..., Path]
RunCommand = Callable[..., subprocess.CompletedProcess[str]]

# For tests of properties that say nothing else: in place of what Hypothesis takes in CI.
settings.register_profile("sambruk", tried(100))
settings.load_profile("sambruk")


@pytest.fixture(scope="session")
def cache_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Names of folders for caches, which are made when something is kept in them."""
    folder = tmp_path_factory.mktemp("caches")
    return (folder / str(number) for number in itertools.count(1))


@pytest.fixture(autouse=True)
def cache_folder(cache_folders: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of the test's own, for this process and those that it starts."""
    folder = next(cache_folders)
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


def findings_in(
    folder: Path, label: str | None = None, today: date | None = None
) -> tuple[Finding, ...]:
    """Everything `sambruk validate` would report of a workspace, on a day that may be given."""

    def years_of(register: Register) -> tuple[FiscalYear, ...]:
        return tuple(year for year in register.years if label in (None, year.label))

    read = read_checked(Workspace(folder), cache=False, today=today, years_of=years_of)
    return read.findings


@pytest.fixture(scope="session")
def forker() -> Iterator[Forker]:
    """Runs the program in processes that have imported it."""
    made = Forker(PROJECT)
    yield made
    made.close()


@pytest.fixture
def sambruk(forker: Forker) -> RunCommand:
    """Run the program as a person does, in a process of its own."""

    def run(
        *arguments: str | Path, cwd: Path = PROJECT, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        texts = [str(argument) for argument in arguments]
        whole = {**os.environ, "PYTHONPATH": str(PROJECT), **environment}
        if any(name.startswith("PYTHON") for name in environment):
            return anew(texts, cwd, whole)
        return forker.run(texts, cwd, whole, seconds=120)

    return run


def anew(
    arguments: list[str], cwd: Path, environment: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    """The program in a process that starts anew."""
    return subprocess.run(
        [sys.executable, "-m", "sambruk_cli", *arguments],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


# What Python tells an audit hook when another process is started.
STARTS = frozenset({"subprocess.Popen", "os.posix_spawn", "os.fork", "os.forkpty", "os.system"})
_started: list[str] = []
sys.addaudithook(lambda event, _: _started.append(event) if event in STARTS else None)


# What a test names, itself or through fixtures and helpers, that starts one. A whole command that
# runs in the test's own process asks git for the commit.
STARTERS = frozenset(
    {"subprocess", "fork", "required_program", "sync_playwright", "CliRunner", "make_stamp"}
)

# How many cases of a test `make quick` runs.
CASES_IN_QUICK = 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that start a process, those that go through hundreds of made-up inputs, and
    of each test the cases after the first as further ones.
    """
    cases: Counter[str] = Counter()
    for item in items:
        if isinstance(item, pytest.Function):
            test = item.nodeid.partition("[")[0]
            cases[test] += 1
            if cases[test] > CASES_IN_QUICK:
                item.add_marker(pytest.mark.further)
            if is_hypothesis_test(item.function):
                item.add_marker(pytest.mark.slow)
            fixtures = item._fixtureinfo.name2fixturedefs.values()
            functions = [item.function, *(each.func for defs in fixtures for each in defs)]
            if any(starts_process(function) for function in functions):
                item.add_marker(pytest.mark.process)


@cache
def starts_process(function: Callable[..., object]) -> bool:
    """Whether a function of the tests names what starts a process, or another that does."""
    waiting, seen = [function], set[FunctionType]()
    while waiting:
        inner = inspect.unwrap(waiting.pop())
        if isinstance(inner, FunctionType) and inner.__module__.startswith("tests."):
            names = names_in(inner.__code__)
            if names & STARTERS:
                return True
            called = (inner.__globals__.get(name) for name in names if inner not in seen)
            waiting += [each for each in called if callable(each)]
            seen.add(inner)
    return False


def names_in(code: CodeType) -> set[str]:
    """The global names that a function and the functions inside it use."""
    inside = (const for const in code.co_consts if isinstance(const, CodeType))
    return set(code.co_names).union(*map(names_in, inside))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Fail a test that starts a process and is not marked so, since `make quick` would run it."""
    _started.clear()
    yield
    if _started and item.get_closest_marker("process") is None:
        pytest.fail("this test starts a process: mark it with pytest.mark.process")


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
