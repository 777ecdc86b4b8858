"""Plans are carried out whole or not at all, and never over what somebody else has written."""

from __future__ import annotations

import errno
import json
import os
import random
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from sambruk_cli.console import run
from sambruk_cli.console.options import Settings
from sambruk_cli.edits import FOLDER, carry_out, pending
from sambruk_cli.edits.carry_out import settle
from sambruk_cli.edits.lock import Lock, locked
from sambruk_cli.edits.plan import Change, ChangeKind, Plan, appended, made, removed
from sambruk_cli.files import disk
from sambruk_cli.files.errors import Unreadable
from sambruk_cli.findings import Stop
from sambruk_cli.session import Session
from sambruk_cli.workspace import Workspace
from tests.conftest import MakeWorkspace, RunCommand
from tests.extent import SEED, THOROUGH, rounds
from tests.sessions import TERMS, read_checked

BEFORE = {
    "config/association.toml": b"[association]\n",
    "ledger/main.beancount": b"; main\r\n; more",
    "ledger/old.beancount": b"; old\n",
}
AFTER = {
    "config/association.toml": b"[association]\nname = 1\n",
    "ledger/main.beancount": b'; main\r\n; more\r\n\r\ninclude "imported/a.beancount"\r\n',
    "ledger/imported/deep/a.beancount": b"; a\n",
}
PLAN = Plan.of(
    [
        Change(
            "config/association.toml",
            BEFORE["config/association.toml"],
            AFTER["config/association.toml"],
        ),
        appended(
            "ledger/main.beancount",
            BEFORE["ledger/main.beancount"],
            'include "imported/a.beancount"\n',
        ),
        made("ledger/imported/deep/a.beancount", "; a\n"),
        removed("ledger/old.beancount", BEFORE["ledger/old.beancount"]),
    ]
)


def laid_out(folder: Path, files: dict[str, bytes] = BEFORE) -> Workspace:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return Workspace(folder)


def tree(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def visible(folder: Path) -> dict[str, bytes]:
    """The files without what a stopped process leaves for the next one to clear away."""
    return {
        name: content
        for name, content in tree(folder).items()
        if not any(part.startswith(".") for part in Path(name).parts)
    }


def do(workspace: Workspace, plan: Plan = PLAN) -> None:
    with locked(workspace.root) as lock:
        carry_out.carry_out(workspace, plan, lock)


def codes(stop: pytest.ExceptionInfo[Stop]) -> list[str]:
    return [item.code for item in stop.value.findings]


def test_a_plan_changes_makes_and_removes_files(tmp_path: Path) -> None:
    workspace = laid_out(tmp_path)
    assert [change.kind for change in PLAN.changes] == [
        ChangeKind.APPENDED,
        ChangeKind.APPENDED,
        ChangeKind.MADE,
        ChangeKind.REMOVED,
    ]
    do(workspace)
    assert tree(tmp_path) == AFTER


def test_modes_are_kept_and_new_files_get_what_the_umask_leaves(tmp_path: Path) -> None:
    workspace = laid_out(tmp_path)
    (tmp_path / "config/association.toml").chmod(0o600)
    (tmp_path / "ledger/main.beancount").chmod(0o664)
    before = os.umask(0o027)
    try:
        do(workspace)
    finally:
        os.umask(before)
    modes = {name: (tmp_path / name).stat().st_mode & 0o777 for name in AFTER}
    assert list(modes.values()) == [0o600, 0o664, 0o640]
    assert (tmp_path / "ledger/imported").stat().st_mode & 0o777 == 0o750


def test_a_link_within_the_workspace_stays_a_link(tmp_path: Path) -> None:
    workspace = laid_out(tmp_path)
    real = tmp_path / "ledger/real.beancount"
    (tmp_path / "ledger/main.beancount").rename(real)
    (tmp_path / "ledger/main.beancount").symlink_to("real.beancount")
    do(workspace)
    assert (tmp_path / "ledger/main.beancount").is_symlink()
    assert real.read_bytes() == AFTER["ledger/main.beancount"]


@pytest.mark.parametrize("through", ["file", "folder"])
def test_nothing_outside_the_workspace_is_written(through: str, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.beancount").write_bytes(b"; a")
    workspace = laid_out(tmp_path / "ws")
    if through == "file":
        (tmp_path / "ws/ledger/a.beancount").symlink_to(outside / "a.beancount")
        plan = Plan.of([Change("ledger/a.beancount", b"; a", b"; b")])
    else:
        (tmp_path / "ws/ledger/imported").symlink_to(outside)
        plan = Plan.of([made("ledger/imported/new.beancount", "; b")])
    before = tree(tmp_path)
    with pytest.raises(Unreadable) as caught:
        do(workspace, plan)
    assert codes(caught) == ["WSP005"]
    assert tree(tmp_path) == before


@pytest.mark.parametrize("path", ["/etc/x", "../x", ".git/hooks/pre-commit", "a/.b/c", "", "a\\b"])
def test_a_plan_names_no_file_that_is_hidden_or_elsewhere(path: str) -> None:
    with pytest.raises(ValueError, match="no path"):
        made(path, "x")


def test_a_plan_that_rests_on_what_has_changed_is_refused(tmp_path: Path) -> None:
    workspace = laid_out(tmp_path)
    (tmp_path / "ledger/main.beancount").write_bytes(b"; somebody else's\n")
    before = tree(tmp_path)
    with pytest.raises(Stop) as caught:
        do(workspace)
    assert [(f.code, f.file) for f in caught.value.findings] == [
        ("WSP011", "ledger/main.beancount")
    ]
    assert tree(tmp_path) == before

    plan = Plan.of([made("a", "x")], {"ledger/main.beancount": "0" * 64})
    with pytest.raises(Stop) as caught:
        do(workspace, plan)
    assert codes(caught) == ["WSP011"]
    digest = pending.digest(b"; somebody else's\n")
    assert digest is not None
    do(workspace, Plan.of([made("a", "x")], {"ledger/main.beancount": digest}))
    assert (tmp_path / "a").read_bytes() == b"x"
    with pytest.raises(Stop) as caught:  # it is there now
        do(workspace, Plan.of([made("a", "y")]))
    assert codes(caught) == ["WSP011"]


def test_a_file_that_stands_where_a_folder_should_be_stops_everything(tmp_path: Path) -> None:
    workspace = laid_out(tmp_path)
    plan = Plan.of([*PLAN.changes, made("config/association.toml/x", "")])
    with pytest.raises(Unreadable) as caught:
        do(workspace, plan)
    assert codes(caught) == ["USE904"]
    assert tree(tmp_path) == BEFORE


@pytest.mark.parametrize("at", range(1, 5))
def test_a_failure_half_way_puts_everything_back(
    at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = laid_out(tmp_path)
    calls = []
    apply = carry_out._apply

    def full(path: Path, content: bytes | None) -> None:
        calls.append(path)
        if len(calls) == at:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        apply(path, content)

    monkeypatch.setattr(carry_out, "_apply", full)
    with pytest.raises(Unreadable) as caught:
        do(workspace)
    assert codes(caught) == ["USE904"]
    assert "no space left" in caught.value.findings[0].message
    assert tree(tmp_path) == BEFORE
    assert sorted(p.name for p in tmp_path.rglob("*") if p.is_dir()) == ["config", "ledger"]


def test_a_change_that_can_neither_be_done_nor_undone_is_said_and_finished_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = laid_out(tmp_path)

    def broken(*_: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as patch:
        patch.setattr(carry_out, "_apply", broken)
        patch.setattr(carry_out, "_is_put_back", lambda *_: False)
        with pytest.raises(Stop) as caught:
            do(workspace)
        assert codes(caught) == ["WSP009"]
        with pytest.raises(Stop) as caught:
            settle(workspace)
        assert codes(caught) == ["WSP009"]
        assert "input/output error" in caught.value.findings[0].message
    settle(workspace)
    assert tree(tmp_path) == AFTER


def test_room_that_is_lacking_for_the_record_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = laid_out(tmp_path)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    for name in ("_write", "sync_folder"):
        with monkeypatch.context() as patch:
            patch.setattr(pending, name, full)
            with pytest.raises(Unreadable) as caught:
                do(workspace)
        assert codes(caught) == ["USE904"]
        assert tree(tmp_path) == BEFORE
        assert not (tmp_path / FOLDER).exists()


# Stopped at every call to the system, and at any moment.

EVENTS = frozenset({"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod"})


def killed_at(number: int, act: Callable[[], None]) -> bool:
    """Run something in a process that is killed before its Nth change; whether it came so far."""
    child = os.fork()
    if child == 0:
        left = number

        def count(event: str, _: tuple[object, ...]) -> None:
            nonlocal left
            if event in EVENTS:
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sync = os.fsync

        def counted(handle: Any) -> None:
            count("open", ())
            sync(handle)

        os.fsync = counted  # type: ignore[assignment]
        sys.addaudithook(count)
        try:
            act()
            os._exit(0)
        except BaseException:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def test_a_kill_at_any_call_leaves_before_or_after_as_the_next_command_sees_it(
    tmp_path: Path,
) -> None:
    seen: list[bool] = []
    for number in range(1, 10_000):
        workspace = laid_out(tmp_path / str(number))
        was_killed = killed_at(number, lambda workspace=workspace: do(workspace))  # type: ignore[misc]
        settle(workspace)
        found = visible(workspace.root)
        assert found in (BEFORE, AFTER), number
        seen.append(found == AFTER)
        do(workspace, Plan.of([made("again", "x")]))  # what was left behind is cleared away
        assert tree(workspace.root) == {**found, "again": b"x"}, number
        if not was_killed:
            break
    assert seen == sorted(seen)  # one moment at which it happens
    assert len(seen) > 40
    assert seen.index(True) > 10
    assert seen.count(True) > 20


def test_a_kill_while_a_change_is_finished_is_finished_by_the_next(tmp_path: Path) -> None:
    for number in range(1, 10_000):
        workspace = laid_out(tmp_path / str(number))
        pending.decide(workspace.root.resolve(), PLAN.changes)
        was_killed = killed_at(number, lambda workspace=workspace: settle(workspace))  # type: ignore[misc]
        settle(workspace)
        assert visible(workspace.root) == AFTER, number
        if not was_killed:
            break
    assert number > 20


def test_a_kill_while_a_change_is_put_back_is_never_seen_between(tmp_path: Path) -> None:
    def fail(workspace: Workspace) -> None:
        apply, calls = carry_out._apply, []

        def full(path: Path, content: bytes | None) -> None:
            calls.append(path)
            if len(calls) == 3:
                raise OSError(errno.ENOSPC, "full")
            apply(path, content)

        carry_out._apply = full
        with suppress(Unreadable):
            do(workspace)

    for number in range(1, 10_000):
        workspace = laid_out(tmp_path / str(number))
        was_killed = killed_at(number, lambda workspace=workspace: fail(workspace))  # type: ignore[misc]
        settle(workspace)
        assert visible(workspace.root) in (BEFORE, AFTER), number
        if not was_killed:
            break
    assert visible(workspace.root) == BEFORE


def test_what_was_changed_since_is_not_overwritten(tmp_path: Path) -> None:
    workspace = laid_out(tmp_path)
    pending.decide(tmp_path.resolve(), PLAN.changes)
    (tmp_path / "ledger/main.beancount").write_bytes(b"; mine\n")
    before = tree(tmp_path)
    with pytest.raises(Stop) as caught:
        settle(workspace)
    (found,) = caught.value.findings
    assert (found.code, found.file) == ("WSP009", "ledger/main.beancount")
    assert tree(tmp_path) == before
    (tmp_path / "ledger/main.beancount").write_bytes(BEFORE["ledger/main.beancount"])
    settle(workspace)
    assert tree(tmp_path) == AFTER


def test_a_change_from_elsewhere_is_not_carried_out(tmp_path: Path) -> None:
    laid_out(tmp_path / "a")
    pending.decide((tmp_path / "a").resolve(), PLAN.changes)
    shutil.copytree(tmp_path / "a", tmp_path / "b")
    before = tree(tmp_path / "b")
    with pytest.raises(Stop) as caught:
        settle(Workspace(tmp_path / "b"))
    assert codes(caught) == ["WSP009"]
    assert tree(tmp_path / "b") == before


def forged(folder: Path, path: str) -> Workspace:
    """A record that claims to be of this disk, and names a path of its own."""
    workspace = laid_out(folder)
    pending.decide(folder.resolve(), [made("x", "evil")])
    record = folder / FOLDER / "list.json"
    known = json.loads(record.read_text())
    known["changes"][0]["path"] = path
    record.write_text(json.dumps(known))
    return workspace


@pytest.mark.parametrize("path", [".git/hooks/pre-commit", "../x", "/tmp/x", "a/../../x", 7, None])
def test_a_record_reaches_no_hidden_file_and_none_outside(path: str, tmp_path: Path) -> None:
    workspace = forged(tmp_path / "ws", path)
    before = tree(tmp_path)
    with pytest.raises(Stop) as caught:
        settle(workspace)
    assert codes(caught) == ["WSP009"]
    assert tree(tmp_path) == before


def test_a_record_follows_no_link_out(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    workspace = forged(tmp_path / "ws", "ledger/link/x")
    (tmp_path / "ws/ledger/link").symlink_to(tmp_path / "outside")
    with pytest.raises(Stop) as caught:
        settle(workspace)
    assert codes(caught) == ["WSP009"]
    assert list((tmp_path / "outside").iterdir()) == []


def test_only_one_changes_a_workspace_at_a_time(tmp_path: Path) -> None:
    with locked(tmp_path):
        start = time.monotonic()
        with pytest.raises(Stop) as caught, locked(tmp_path, wait=0.2):
            pass
        assert 0.2 <= time.monotonic() - start < 5
    assert codes(caught) == ["WSP010"]
    with locked(tmp_path, wait=0):
        assert list(tmp_path.iterdir()) == []  # nothing is left behind by a lock


def test_without_locks_a_change_is_still_whole_and_never_over_anothers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", refuse)
    workspace = laid_out(tmp_path)
    with locked(tmp_path) as lock:
        assert lock == Lock(tmp_path.resolve(), is_held=False)
        carry_out.carry_out(workspace, PLAN, lock)
    assert visible(tmp_path) == AFTER
    with pytest.raises(Stop) as caught:
        do(workspace)
    assert codes(caught) == ["WSP011"]


def test_where_a_folder_cannot_be_locked_a_file_in_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    flock = fcntl.flock

    def as_nfs(handle: int, operation: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        flock(handle, operation)

    monkeypatch.setattr(fcntl, "flock", as_nfs)
    with locked(tmp_path) as lock:
        assert lock.is_held
        with pytest.raises(Stop) as caught, locked(tmp_path, wait=0):
            pass
    assert codes(caught) == ["WSP010"]


def test_write_whole_leftovers_beside_a_file_are_cleared_away(tmp_path: Path) -> None:
    workspace = laid_out(tmp_path)
    (tmp_path / "ledger/.main.beancount.abcd_123.tmp").write_bytes(b"half")
    (tmp_path / "ledger/.other.abcd_123.tmp").write_bytes(b"the user's")
    do(workspace)
    assert tree(tmp_path) == {**AFTER, "ledger/.other.abcd_123.tmp": b"the user's"}


def test_a_reading_command_finishes_what_was_broken_off(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace({})
    path = folder / "config/association.toml"
    before = path.read_bytes()
    after = before + b"\n# x\n"
    pending.decide(folder.resolve(), [Change("config/association.toml", before, after)])
    result = sambruk("validate", cwd=folder)
    assert (result.returncode, result.stderr) == (0, "")
    assert path.read_bytes() == after
    assert not (folder / FOLDER).exists()


def test_a_reading_command_says_what_it_cannot_finish(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace({})
    (folder / FOLDER).mkdir()
    for command in ("validate", "members", "statements"):
        for language, says in (("en", "holds an unfinished change"), ("sv", "oavslutad ändring")):
            result = sambruk("--lang", language, command, cwd=folder)
            assert result.returncode == 2
            said = " ".join((result.stdout + result.stderr).split())  # validate's go to stdout
            assert f"{FOLDER}: WSP009 " in said
            assert says in said
    found = json.loads(sambruk("validate", "-f", "json", cwd=folder).stdout)["findings"]
    assert [item["code"] for item in found] == ["WSP009"]


@pytest.mark.longer
def test_what_is_read_while_another_writes_is_read_again(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace({})
    names = ("config/association.toml", "ledger/main.beancount")
    before = {name: (folder / name).read_bytes() for name in names}
    plan = Plan.of(Change(name, before[name], before[name] + b"\n") for name in names)
    seen: list[tuple[bytes, bytes]] = []

    def read(workspace: Workspace) -> Session:
        first = workspace.read_bytes(names[0])
        if not seen:
            do(workspace, plan)
        seen.append((first, workspace.read_bytes(names[1])))
        return read_checked(workspace, cache=False)

    run.read_between_changes(Settings(folder, TERMS), read)
    after = tuple(before[name] + b"\n" for name in names)
    assert seen == [(before[names[0]], after[1]), after]


RANDOM_EDITS = rounds(100, 5)
_WRITER = """
import sys
from pathlib import Path
from sambruk_cli.edits.carry_out import carry_out
from sambruk_cli.edits.lock import locked
from sambruk_cli.edits.plan import Plan, Change
from sambruk_cli.workspace import Workspace
root, new = map(Path, sys.argv[1:])
workspace = Workspace(root)
names = {str(p.relative_to(f)) for f in (root, new) for p in f.rglob("*") if p.is_file()}
def content(folder, name):
    return (folder / name).read_bytes() if (folder / name).exists() else None
with locked(root) as lock:
    plan = Plan.of(Change(n, content(root, n), content(new, n)) for n in sorted(names))
    print("ready", flush=True)
    carry_out(workspace, plan, lock)
"""


@pytest.mark.slow
def test_random_edits_killed_at_random_moments(tmp_path: Path) -> None:
    chance = random.Random(SEED)
    outcomes = []
    longest = 0.01
    for number in range(RANDOM_EDITS):
        root, new = tmp_path / f"{number}", tmp_path / f"{number}-new"
        before = {
            f"ledger/{n}/x.beancount": chance.randbytes(chance.randrange(200_000))
            for n in range(chance.randrange(1, 6))
        }
        kept = {n: c for n, c in before.items() if chance.random() < 0.8}
        after = {n: c + b"\n; more\n" if chance.random() < 0.7 else c for n, c in kept.items()}
        made_anew = range(chance.randrange(1, 4))
        after |= {f"ledger/new/{n}": chance.randbytes(50_000) for n in made_anew}
        workspace = laid_out(root, before)
        laid_out(new, after)
        process = subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(root), str(new)], stdout=subprocess.PIPE
        )
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        start = time.monotonic()
        if number % 5 == 0:  # how long it takes where it is not stopped
            process.wait()
            longest = max(longest, time.monotonic() - start)
        else:
            time.sleep(chance.random() * longest)
            process.kill()
            process.wait()
        process.stdout.close()
        settle(workspace)
        found = visible(root)
        assert found in (before, after), number
        outcomes.append(found == after)
    assert True in outcomes
    assert False in outcomes or not THOROUGH


def test_disk_is_what_writes_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An ordinary write error, as the system gives it, is one of the user's findings."""
    workspace = laid_out(tmp_path)

    def refuse(path: Path, content: bytes) -> None:
        raise disk.cannot_write(path, PermissionError(errno.EACCES, "Permission denied"))

    monkeypatch.setattr(carry_out, "write_whole", refuse)
    with pytest.raises(Unreadable) as caught:
        do(workspace)
    assert codes(caught) == ["USE904"]
    assert tree(tmp_path) == BEFORE
