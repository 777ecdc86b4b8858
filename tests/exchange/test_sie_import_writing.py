"""What an import writes: whole or not at all, one at a time, comments and line ends kept."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sambruk_cli.edits import new_folder
from sambruk_cli.edits.lock import locked, try_lock
from sambruk_cli.edits.new_folder import write_folder
from sambruk_cli.edits.plan import Plan, made
from sambruk_cli.files.errors import Unreadable
from tests.conftest import PROJECT, MakeWorkspace, RunCommand, findings_in
from tests.edits.test_carry_out import killed_at
from tests.extent import THOROUGH

HEAD = "#FLAGGA 0\n#SIETYP 4\n#FNAMN Prov\n"


def vouchers(series: str, many: int) -> str:
    """A file of vouchers of 2021, numbered by the program that reads it."""
    return HEAD + "".join(
        f'#VER {series} "" 202108{1 + n % 28:02} "Intäkt {n} av {many}"\n'
        "{\n#TRANS 1930 {} 200.00\n#TRANS 3190 {} -200.00\n}\n"
        for n in range(many)
    )


def tree(folder: Path) -> dict[str, bytes]:
    """The files but for those that a stopped process leaves to be cleared away."""
    return {
        name: path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not (name := str(path.relative_to(folder))).startswith(".")
    }


def start(*arguments: str | Path, cwd: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "sambruk_cli", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_two_imports_at_once_both_arrive(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace({"a.si": vouchers("A", 30), "b.si": vouchers("A", 20)})
    runs = [start("sie", "import", name, "--write", cwd=folder) for name in ("a.si", "b.si")]
    for run in runs:
        run.communicate(timeout=100)
        assert run.returncode == 0
    main = (folder / "ledger/main.beancount").read_text()
    assert sorted(re.findall(r"imported/(\w).beancount", main)) == ["a", "b"]
    assert (folder / "config/sie.toml").read_text().count("sha256") == 2
    assert findings_in(folder) == ()  # no number twice, no gap
    journals = sorted((folder / "ledger/imported").iterdir())
    numbers = [int(n) for path in journals for n in re.findall('ver: "A(.+)"', path.read_text())]
    assert sorted(numbers) == list(range(7, 57))


def test_an_import_into_a_workspace_that_is_being_changed_is_refused(
    make_workspace: MakeWorkspace, sambruk: RunCommand, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_workspace({"a.si": vouchers("A", 1)})
    before = tree(folder)
    with locked(folder):
        shown = sambruk("sie", "import", "a.si", cwd=folder)  # to look is always allowed
        assert shown.returncode == 0
        began = time.monotonic()
        run = sambruk("--lang", "sv", "sie", "import", "a.si", "--write", cwd=folder)
        assert time.monotonic() - began > 9
    assert run.returncode == 2
    assert "WSP010" in run.stderr
    assert "ett annat sambruk" in run.stderr
    assert tree(folder) == before


@pytest.mark.slow
def test_an_import_that_is_killed_is_done_or_not_done(
    make_workspace: MakeWorkspace, sambruk: RunCommand, tmp_path: Path
) -> None:
    """Killed at each rename, which is where the state on the disk changes."""
    original = make_workspace({"a.si": vouchers("A", 3)})
    before = tree(original)
    outcomes = []
    for number in range(1, 30) if THOROUGH else (2,):
        folder = tmp_path / str(number)
        for name, content in before.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        program = (
            "import os, signal, sys\n"
            f"left = {number}\n"
            "def hook(event, arguments):\n"
            "    global left\n"
            f"    if event == 'os.rename' and {str(folder)!r} in str(arguments[1]):\n"
            "        left -= 1\n"
            "        if left == 0:\n"
            "            os.kill(os.getpid(), signal.SIGKILL)\n"
            "sys.addaudithook(hook)\n"
            "import runpy\n"
            "sys.argv = ['sambruk', '--no-cache', 'sie', 'import', 'a.si', '--write']\n"
            "runpy.run_module('sambruk_cli', run_name='__main__')\n"
        )
        killed = subprocess.run(
            [sys.executable, "-c", program],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(PROJECT)},
            capture_output=True,
            check=False,
        )
        assert killed.returncode in (0, -9), killed.stderr
        outcomes.append(is_done(sambruk, folder, before))
        if killed.returncode == 0:
            break
    assert outcomes == sorted(outcomes)
    if THOROUGH:
        assert outcomes[0] is False
        assert outcomes.count(True) >= 4  # after the moment: three files, and the end


def is_done(sambruk: RunCommand, folder: Path, before: dict[str, bytes]) -> bool:
    """Whether an import of a.si that may have been killed is done.

    Raises:
      AssertionError: where it is done in part, or cannot be done again.
    """
    assert findings_after(sambruk, folder) == []
    after = tree(folder)
    done = "ledger/imported/a.beancount" in after
    if not done:
        assert after == before
    else:
        assert b"imported/a" in after["ledger/main.beancount"]
        assert b"sha256" in after["config/sie.toml"]
    again = sambruk("--no-cache", "sie", "import", "a.si", "--write", cwd=folder)
    assert (again.returncode, "SIE621" in again.stderr) == (int(done), done)
    return done


def findings_after(sambruk: RunCommand, folder: Path) -> list[str]:
    run = sambruk("--no-cache", "validate", "-f", "json", cwd=folder)
    return [item["code"] for item in json.loads(run.stdout)["findings"]]


def test_comments_and_line_ends_of_the_workspace_stay(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace({"a.si": vouchers("x", 1), "b.si": vouchers("yy", 2)})
    main = folder / "ledger/main.beancount"
    windows = main.read_bytes().replace(b"\n", b"\r\n").rstrip()
    main.write_bytes(windows)
    details = folder / "config/sie.toml"
    lines = ["# Vår egen.", 'company_type = "I" # ideell', "", "# Serier", "[[series]]"]
    lines += ['sie = "q"', 'books = "Q"', "", "# slut", ""]
    details.write_bytes("\r\n".join(lines).encode())
    assert sambruk("sie", "import", "a.si", "--write", cwd=folder).returncode == 0
    assert main.read_bytes() == windows + b'\r\n\r\ninclude "imported/a.beancount"\r\n'
    found = details.read_bytes().decode()
    assert found.count("\n") == found.count("\r\n")
    rows = found.split("\r\n")
    assert [row for row in lines if row and row not in rows] == []
    assert rows[6:11] == ['books = "Q"', "", "[[series]]", 'sie = "x"', 'books = "X"']
    assert sambruk("sie", "import", "b.si", "--write", cwd=folder).returncode == 0
    assert details.read_bytes().decode().count("sha256") == 2
    assert findings_in(folder) == ()


def test_the_diff_of_an_import_is_shown(make_workspace: MakeWorkspace, sambruk: RunCommand) -> None:
    folder = make_workspace({"a.si": vouchers("A", 1)})
    before = tree(folder)
    run = sambruk("sie", "import", "a.si", "--diff", cwd=folder)
    assert run.returncode == 0
    assert (
        '\n--- /dev/null\n+++ b/ledger/imported/a.beancount\n@@ -0,0 +1,4 @@\n+2021-08-01 * "'
        in (run.stdout)
    )
    assert '\n+include "imported/a.beancount"\n' in run.stdout
    assert run.stdout.endswith("\n\nInget är skrivet: lägg till --write.\n")
    shown = json.loads(sambruk("sie", "import", "a.si", "--diff", "-f", "json", cwd=folder).stdout)
    changes = {item["path"]: item["change"] for item in shown["files"]}
    assert changes == {
        "ledger/imported/a.beancount": "made",
        "config/sie.toml": "made",
        "ledger/main.beancount": "appended",
    }
    assert shown["files"][2]["diff"].endswith('+\n+include "imported/a.beancount"\n')
    assert tree(folder) == before


def test_a_file_that_is_there_by_that_name_is_not_written_over(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace(
        {"a.si": vouchers("A", 1), "ledger/imported/a.beancount": "; the user's\n"}
    )
    assert sambruk("sie", "import", "a.si", "--write", cwd=folder).returncode == 0
    assert (folder / "ledger/imported/a.beancount").read_text() == "; the user's\n"
    assert len(list((folder / "ledger/imported").iterdir())) == 2


FOLDER = Plan.of([made("config/a", "1"), made("ledger/b/c", "2")])


def test_a_folder_that_may_not_be_written_to_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)  # root may write anywhere
    with pytest.raises(Unreadable) as caught:
        write_folder(tmp_path / "ny", FOLDER)
    monkeypatch.undo()
    assert [(f.code, f.message) for f in caught.value.findings] == [
        ("USE904", f"cannot write {tmp_path / 'ny'}: permission denied")
    ]
    assert list(tmp_path.iterdir()) == []


def test_a_workspace_that_cannot_be_written_whole_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        write_folder(tmp_path / "ny", Plan.of([made("a", ""), made("a/b", "")]))
    assert [f.code for f in caught.value.findings] == ["USE904"]
    assert list(tmp_path.iterdir()) == []


def test_a_new_folder_takes_the_place_of_an_empty_one_only(tmp_path: Path) -> None:
    (tmp_path / "ny").mkdir()
    before = os.umask(0o027)
    try:
        write_folder(tmp_path / "ny", FOLDER)
    finally:
        os.umask(before)
    assert tree(tmp_path / "ny") == {"config/a": b"1", "ledger/b/c": b"2"}
    assert (tmp_path / "ny").stat().st_mode & 0o777 == 0o750
    with pytest.raises(Unreadable):
        write_folder(tmp_path / "ny", FOLDER)
    assert [path.name for path in tmp_path.iterdir()] == ["ny"]


def test_what_a_stopped_process_left_is_taken_away_and_nothing_else(tmp_path: Path) -> None:
    for name in (".ny.0123abcd.tmp/config", ".ny.busy_123.tmp/ledger", ".ny.the_user.tmp/photos"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / ".other.0123abcd.tmp").mkdir()
    handle = try_lock(tmp_path / ".ny.busy_123.tmp")  # another process is building it
    assert handle is not None
    write_folder(tmp_path / "ny", FOLDER)
    os.close(handle)
    assert {path.name for path in tmp_path.iterdir()} == {
        "ny",
        ".ny.busy_123.tmp",
        ".ny.the_user.tmp",
        ".other.0123abcd.tmp",
    }


def test_a_new_folder_is_built_where_there_are_no_locks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> int | None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr(new_folder, "try_lock", refuse)
    write_folder(tmp_path / "ny", FOLDER)
    assert [path.name for path in tmp_path.iterdir()] == ["ny"]


@pytest.mark.parametrize("number", range(1, 60, 4))
def test_a_new_folder_that_is_killed_is_whole_or_not_there(number: int, tmp_path: Path) -> None:
    was_killed = killed_at(number, lambda: write_folder(tmp_path / "ny", FOLDER))
    whole = {"config/a": b"1", "ledger/b/c": b"2"}
    if (tmp_path / "ny").exists():
        assert tree(tmp_path / "ny") == whole
    else:
        assert was_killed
        write_folder(tmp_path / "ny", FOLDER)
        assert tree(tmp_path / "ny") == whole
    assert [path.name for path in tmp_path.iterdir()] == ["ny"]
