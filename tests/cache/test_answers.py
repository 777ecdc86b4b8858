"""Kept answers: what they are found by, what they rest on, and when they are not trusted."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from sambruk_cli.cache import answers, call_of
from sambruk_cli.cache.answers import Answer, Printed, keep_answer, read_answer
from sambruk_cli.cache.call import Call
from sambruk_cli.cache.questions import Basis, Day, Matching, World
from sambruk_cli.cache.recording import Recording
from sambruk_cli.checks import run as checks_run
from sambruk_cli.files.folder import Folder
from sambruk_cli.findings import Finding
from sambruk_cli.opening import reading
from sambruk_cli.session import Session
from sambruk_cli.terms import Terms
from sambruk_cli.workspace import Workspace
from tests.cache.replaying import asked, asked_again, settled
from tests.conftest import PROJECT, MakeWorkspace, RunCommand

PRINTED = [Printed(2, b"varning\n"), Printed(1, b"\x00\xff rad\n"), Printed(2, b"slut\n")]


def call(root: Path, digest: str = "d" * 64, day: str = "2026-11-26") -> Call:
    return Call(str(root), day, digest)


def test_an_answer_comes_back_in_order_with_its_exit_code(tmp_path: Path) -> None:
    keep_answer(call(tmp_path), "program", Answer(1, PRINTED, Basis()))
    found = read_answer(call(tmp_path), "program")
    assert found is not None
    assert (found.code, found.printed) == (1, PRINTED)


def test_an_answer_fits_only_its_call_day_program_and_workspace(tmp_path: Path) -> None:
    keep_answer(call(tmp_path), "program", Answer(0, PRINTED, Basis()))
    other = tmp_path / "other"
    other.mkdir()
    assert read_answer(call(tmp_path, day="2026-11-27"), "program") is None
    assert read_answer(call(tmp_path), "another") is None
    # As if its file were put in the place of another's.
    for stolen in (call(other), call(tmp_path, digest="e" * 64)):
        Path(stolen.path).parent.mkdir(exist_ok=True)
        Path(stolen.path).write_bytes(Path(call(tmp_path).path).read_bytes())
        assert read_answer(stolen, "program") is None


@pytest.mark.longer
def test_a_byte_changed_anywhere_makes_it_no_answer(tmp_path: Path) -> None:
    keep_answer(call(tmp_path), "program", Answer(0, PRINTED, Basis()))
    path = Path(call(tmp_path).path)
    content = path.read_bytes()
    for place in range(len(content)):
        path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        assert read_answer(call(tmp_path), "program") is None
        path.write_bytes(content[:place])
        assert read_answer(call(tmp_path), "program") is None


def test_folder_and_file_are_the_users_alone_and_a_link_is_not_followed(tmp_path: Path) -> None:
    keep_answer(call(tmp_path), "program", Answer(0, PRINTED, Basis()))
    path = Path(call(tmp_path).path)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.replace(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    assert read_answer(call(tmp_path), "program") is None


def test_only_so_many_are_kept_the_newest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "MOST", 3)
    calls = [call(tmp_path, digest=str(number) * 64) for number in range(5)]
    for number, one in enumerate(calls):
        keep_answer(one, "program", Answer(0, PRINTED, Basis()))
        os.utime(one.path, ns=(number, number))
    keep_answer(call(tmp_path), "program", Answer(0, PRINTED, Basis()))
    found = [read_answer(one, "program") is not None for one in (*calls, call(tmp_path))]
    assert found == [False, False, False, True, True, True]


def test_only_so_many_bytes_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "MOST_BYTES", 2000)
    for number in range(4):
        one = call(tmp_path, digest=str(number) * 64)
        keep_answer(one, "program", Answer(0, [Printed(1, b"x" * 700)], Basis()))
        os.utime(one.path, ns=(number, number))
    assert len(list(Path(one.path).parent.iterdir())) == 2
    keep_answer(call(tmp_path), "program", Answer(0, [Printed(1, b"x" * 2001)], Basis()))
    assert read_answer(call(tmp_path), "program") is None


def test_nothing_is_kept_on_top_of_two_different_answers(tmp_path: Path) -> None:
    basis = Basis()
    basis.note(Matching("*"), [False, []])
    basis.note(Matching("*"), [False, [["a", "file", "a"]]])
    keep_answer(call(tmp_path), "program", Answer(0, PRINTED, basis))
    assert read_answer(call(tmp_path), "program") is None


def test_a_file_written_a_moment_ago_is_no_ground_to_keep_anything_on(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a")
    recording = Recording(Folder(tmp_path))
    recording.read("a")
    keep_answer(call(tmp_path), "program", Answer(0, PRINTED, recording.all()))
    assert read_answer(call(tmp_path), "program") is None


EDITS: dict[str, Callable[[Path], object]] = {
    "written with its old time": lambda root: rewritten(root / "a", "b"),
    "a folder instead": lambda root: moved(root / "a").mkdir(),
    "gone": lambda root: (root / "a").unlink(),
    "a link instead": lambda root: moved(root / "a").symlink_to("c"),
    "missing one comes": lambda root: (root / "missing").write_text(""),
    "matching one comes": lambda root: (root / "folder/b.md").write_text(""),
    "size": lambda root: (root / "folder/sized").write_text("more"),
}


def moved(path: Path) -> Path:
    """The path, now that nothing is there any more."""
    path.rename(path.with_name("c"))
    return path


def rewritten(path: Path, text: str) -> None:
    before = path.stat()
    path.write_text(text)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.fixture(scope="module")
def trees(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A folder for each edit, all of them old enough at once for their times to be believed."""
    roots = {what: tmp_path_factory.mktemp("asked") for what in EDITS}
    for root in roots.values():
        (root / "folder").mkdir()
        (root / "a").write_text("a")
        (root / "folder/a.md").write_text("")
        (root / "folder/sized").write_text("x")
        last = root
    settled(last)
    return roots


@pytest.mark.parametrize("what", EDITS)
def test_every_question_notices_another_answer(what: str, trees: dict[str, Path]) -> None:
    tree = trees[what]
    recording = Recording(Folder(tree))
    recording.read("a")
    recording.place("missing")
    recording.matches("folder/*.md")
    recording.size("folder/sized")
    with pytest.raises(FileNotFoundError):
        recording.read("missing")
    basis = Basis.from_rows(recording.all().to_rows())
    world = World(Folder(tree), "2026-11-26")
    assert basis.stands(world)
    EDITS[what](tree)
    assert not basis.stands(world)


@pytest.mark.longer
def test_what_depends_on_the_day_holds_for_that_day(
    make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A check that asks for the day is made again on another, and only then."""
    folder = make_workspace()
    made: list[date] = []

    def check(session: Session) -> list[Finding]:
        made.append(session.today)
        return []

    monkeypatch.setattr(checks_run, "check_fees", check)
    days = [date(2026, 1, 31), date(2026, 1, 31), date(2026, 2, 1), date(2026, 2, 1)]
    for day in days:
        reading.read_checked(Workspace(folder), Terms(day), cache=True)
    assert made == [days[0], days[2]]


def test_the_day_is_a_question() -> None:
    basis = Basis()
    basis.note(Day(), "2026-11-26")
    files = Folder(PROJECT)
    assert basis.stands(World(files, "2026-11-26"))
    assert not basis.stands(World(files, "2026-11-27"))


@pytest.mark.parametrize(
    "arguments", [["--no-cache", "balances"], ["balances", "--no-cache"], ["--help"], ["-h"]]
)
def test_what_is_asked_anew_has_no_kept_answer(arguments: list[str]) -> None:
    assert call_of(arguments) is None


CHANGED: dict[str, dict[str, str]] = {
    "language of the messages": {"SAMBRUK_LANG": "sv"},
    "locale": {"LC_ALL": "sv_SE.UTF-8"},
    "width": {"COLUMNS": "100"},
    "colours": {"NO_COLOR": "1"},
    "day": {"SAMBRUK_TODAY": "2030-01-01"},
    "encoding": {"PYTHONIOENCODING": "latin-1"},
}


@pytest.mark.parametrize("what", CHANGED)
def test_another_environment_is_another_call(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PROJECT)
    before = call_of(["balances"])
    assert before == call_of(["balances"]) != call_of(["balances", "2006"])
    for name, value in CHANGED[what].items():
        monkeypatch.setenv(name, value)
    after = call_of(["balances"])
    assert before is not None
    assert after is not None
    assert before.digest != after.digest


def test_another_working_folder_is_another_call(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PROJECT)
    above = call_of(["balances"])
    monkeypatch.chdir(PROJECT / "config")
    below = call_of(["balances"])
    assert above is not None
    assert below is not None
    assert above.root == below.root == str(PROJECT)
    assert above.digest != below.digest


def test_a_reader_that_has_gone_ends_a_kept_answer_without_a_word(
    make_workspace: MakeWorkspace,
) -> None:
    folder = settled(make_workspace())
    arguments = ("--root", str(folder), "report", "-f", "html", "-o", "-")
    made = asked(*arguments)
    assert asked_again(*arguments) == made
    words = " ".join(f"'{word}'" for word in (sys.executable, "-m", "sambruk_cli", *arguments))
    code = os.system(f"cd '{PROJECT}' && {words} 2>'{folder}/said' | head -c 10 >/dev/null")
    assert code == 0
    assert (folder / "said").read_text() == ""


@pytest.mark.parametrize(
    ("arguments", "kept"),
    [
        (("balances",), 1),
        (("balances", "-o", "FILE"), 0),
        (("balances", "1999"), 0),
        (("explain",), 0),
        (("cache",), 0),
        (("members", "show", "storstad"), 1),
        (("sie", "export"), 1),
        (("sie", "check", "FILE"), 0),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else str(value),
)
def test_only_commands_that_read_the_workspace_and_print_are_kept(
    arguments: tuple[str, ...],
    kept: int,
    make_workspace: MakeWorkspace,
    cache_folder: Path,
    tmp_path: Path,
) -> None:
    folder = settled(make_workspace())
    asked("--root", str(folder), *(str(tmp_path / "x") if a == "FILE" else a for a in arguments))
    assert sum(1 for _ in cache_folder.glob("*.answers/*")) == kept


def test_what_is_kept_is_shown_and_cleared(
    make_workspace: MakeWorkspace, sambruk: RunCommand, cache_folder: Path
) -> None:
    folder = settled(make_workspace())
    sambruk("--root", folder, "balances")
    sambruk("--root", folder, "journal")
    shown = sambruk("--root", folder, "cache", "-f", "json").stdout
    assert '"answers": 2' in shown
    cleared = sambruk("--root", folder, "cache", "--clear", "-f", "json").stdout
    assert '"removed": 1' in cleared
    assert '"answers_removed": 2' in cleared
    assert not list(cache_folder.rglob("*"))
