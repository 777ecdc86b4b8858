"""The store is never trusted: what is damaged, foreign, older or gone is made anew."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from sambruk_cli.cache import place, program, store
from sambruk_cli.cache.changes import changes_since
from sambruk_cli.cache.past import Past, past_of
from sambruk_cli.cache.place import Damaged, digest_of
from sambruk_cli.cache.questions import World
from sambruk_cli.cache.recording import recording_of
from sambruk_cli.cache.store import Store
from sambruk_cli.files.folder import Folder
from sambruk_cli.findings import Finding
from sambruk_cli.workspace import Workspace
from tests.conftest import PROJECT, MakeWorkspace, RunCommand
from tests.extent import SEED, rounds
from tests.sessions import TERMS, read_checked


def kept_findings(workspace: Workspace) -> tuple[Finding, ...] | None:
    """What `sambruk validate` prints without checking anything."""
    past = past_in(workspace)
    if past is None or not past.is_current:
        return None
    past.take_up()
    return past.findings


def past_in(workspace: Workspace) -> Past | None:
    return past_of(workspace, recording_of(workspace), TERMS.today)


def only_file(cache_folder: Path) -> Path:
    (found,) = cache_folder.glob("*.sqlite")
    return found


def test_a_part_comes_back_as_it_was_put_and_unnamed_parts_go(cache_folder: Path) -> None:
    kept = Store(Path("/w"), "program")
    one, two = b"ett", b"tv\xc3\xa5"
    kept.save(b"head", {digest_of(one): one, digest_of(two): two}, set())
    assert (kept.head(), kept.part(digest_of(two))) == (b"head", two)
    kept.save(b"second", {}, {digest_of(one)})
    assert (kept.head(), kept.part(digest_of(one))) == (b"second", one)
    with pytest.raises(Damaged):
        kept.part(digest_of(two))


def test_an_empty_home_is_none_and_not_the_top_of_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", "")
    assert place.cache_folder() == f"{os.devnull}/sambruk"
    monkeypatch.setenv("HOME", "/home/kim")
    assert place.cache_folder() == "/home/kim/.cache/sambruk"
    monkeypatch.setenv("XDG_CACHE_HOME", "/cache")
    assert place.cache_folder() == "/cache/sambruk"


def test_another_workspace_and_another_program_see_nothing(cache_folder: Path) -> None:
    kept = Store(Path("/w"), "program")
    kept.save(b"head", {}, set())
    assert Store(Path("/w"), "another").head() is None
    other = Store(Path("/v"), "program")
    assert other.head() is None
    kept.path.replace(other.path)
    assert other.head() is None


def test_folder_and_file_are_the_users_alone(cache_folder: Path) -> None:
    Store(Path("/w"), "program").save(b"head", {}, set())
    assert cache_folder.stat().st_mode & 0o777 == 0o700
    assert only_file(cache_folder).stat().st_mode & 0o777 == 0o600


def test_a_file_that_is_a_link_is_not_followed(cache_folder: Path, tmp_path: Path) -> None:
    kept = Store(Path("/w"), "program")
    kept.save(b"head", {}, set())
    kept.path.replace(tmp_path / "elsewhere")
    kept.path.symlink_to(tmp_path / "elsewhere")
    assert kept.head() is None


@pytest.mark.longer
@pytest.mark.parametrize(
    "content", [b"", b"not a database" * 400, b"SQLite format 3\0" + b"\0" * 4080]
)
def test_what_is_no_store_is_made_anew(
    content: bytes, cache_folder: Path, make_workspace: MakeWorkspace
) -> None:
    folder = make_workspace()
    first = read_checked(Workspace(folder), cache=True)
    for end in ("-wal", "-shm"):
        Path(f"{only_file(cache_folder)}{end}").unlink(missing_ok=True)
    only_file(cache_folder).write_bytes(content)
    for _ in range(3):  # found to be none, thrown away, made
        assert read_checked(Workspace(folder), cache=True).findings == first.findings
    assert kept_findings(Workspace(folder)) == first.findings


@pytest.mark.longer
def test_tables_of_another_kind_are_made_anew(
    cache_folder: Path, make_workspace: MakeWorkspace
) -> None:
    folder = make_workspace()
    path = Store(folder, program.program_key()).path
    path.parent.mkdir(parents=True)
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE head (something)")
    for _ in range(3):
        read_checked(Workspace(folder), cache=True)
    assert kept_findings(Workspace(folder)) is not None


@pytest.mark.slow
def test_bytes_changed_anywhere_change_no_output(
    cache_folder: Path, make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    """As a person sees it: the same text and exit code, whatever has become of the file."""
    folder = make_workspace()
    commands = [
        ("validate",),
        ("journal", "2021"),
        ("balances", "2020"),
        ("members", "show", "ett"),
    ]
    wanted = {c: sambruk("--root", folder, *c, "--no-cache") for c in commands}
    chance = random.Random(SEED)
    for command in commands * rounds(10, 1):
        for answers in cache_folder.glob("*.answers"):
            shutil.rmtree(answers)  # so that the command is run, and looks into the store
        while not list(cache_folder.glob("*.sqlite")):  # a damaged one is thrown away first
            sambruk("--root", folder, "balances", "-o", os.devnull)
        path = only_file(cache_folder)
        content = bytearray(path.read_bytes())
        if chance.random() < 0.2:
            content = content[: chance.randrange(len(content))]
        for _ in range(chance.choice([1, 30, 3000])):
            if content:
                content[chance.randrange(len(content))] = chance.randrange(256)
        path.write_bytes(content)
        result = sambruk("--root", folder, *command)
        expected = wanted[command]
        assert (result.returncode, result.stdout, result.stderr) == (
            expected.returncode,
            expected.stdout,
            expected.stderr,
        )


def test_a_part_lost_after_the_head_was_read_is_read_anew(
    cache_folder: Path, make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace()
    wanted = sambruk("--root", folder, "journal", "2021", "--no-cache").stdout
    sambruk("--root", folder, "validate")
    with sqlite3.connect(only_file(cache_folder)) as connection:
        head = connection.execute("SELECT content FROM head").fetchone()[0]
        named = Store(folder, program.program_key())
        assert named.head() == head
        connection.execute("DELETE FROM part WHERE length(content) > 150")
    result = sambruk("--root", folder, "journal", "2021")
    assert (result.returncode, result.stdout) == (0, wanted)


@pytest.mark.parametrize("make", ["file", "read-only"])
def test_without_a_folder_to_write_to_all_goes_on(
    make: str, tmp_path: Path, make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    place = tmp_path / "no-cache-here"
    if make == "file":
        place.write_text("")
    else:
        place.mkdir(mode=0o500)
    folder = make_workspace()
    result = sambruk("--root", folder, "validate", XDG_CACHE_HOME=str(place))
    assert (result.returncode, result.stderr) == (0, "")


def test_nothing_is_written_into_the_workspace(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace()
    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    sambruk("--root", folder, "statements")
    sambruk("--root", folder, "statements")
    assert {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()} == before


def test_no_cache_neither_reads_nor_writes(
    cache_folder: Path, make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace()
    sambruk("--root", folder, "--no-cache", "validate")
    sambruk("--root", folder, "validate", "--no-cache")
    assert not cache_folder.exists()


@pytest.mark.longer
def test_a_byte_changed_with_size_and_time_kept_is_noticed(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace()
    file = folder / "ledger/2021.beancount"
    os.utime(file, ns=(10**18, 10**18))
    clean = read_checked(Workspace(folder), cache=True)
    assert clean.findings == ()
    text = file.read_text()
    changed = text.replace("200.00 SEK", "201.00 SEK", 1)
    assert len(changed) == len(text)
    assert changed != text
    file.write_text(changed)
    os.utime(file, ns=(10**18, 10**18))
    found = read_checked(Workspace(folder), cache=True).findings
    assert found == read_checked(Workspace(folder), cache=False).findings != ()


@pytest.mark.longer
def test_a_file_changed_in_the_tick_in_which_it_was_read_is_noticed(
    make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the clock stands still between two writes, only the content tells."""
    folder = make_workspace()
    file = folder / "ledger/2021.beancount"
    read_checked(Workspace(folder), cache=True)
    file.write_text(file.read_text().replace("200.00 SEK", "201.00 SEK", 1))
    # As if the stat were that of before: every stat is said to be the same.
    monkeypatch.setattr("sambruk_cli.files.state.Stat.__eq__", lambda *_: True, raising=False)
    assert read_checked(Workspace(folder), cache=True).findings


@pytest.mark.longer
def test_a_file_that_appears_or_goes_is_noticed(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace()
    read_checked(Workspace(folder), cache=True)
    extra = folder / "config/published/1999.toml"
    extra.parent.mkdir(exist_ok=True)
    extra.write_text('source = "x"\n')
    codes = [f.code for f in read_checked(Workspace(folder), cache=True).findings]
    assert codes == ["RPT502"]
    extra.unlink()
    assert read_checked(Workspace(folder), cache=True).findings == ()
    (folder / "ledger/.main.beancount.picklecache").write_bytes(b"x")
    codes = [f.code for f in read_checked(Workspace(folder), cache=True).findings]
    assert codes == ["WSP007"]


def test_a_link_put_in_place_of_a_file_is_noticed(
    make_workspace: MakeWorkspace, tmp_path: Path
) -> None:
    folder = make_workspace()
    read_checked(Workspace(folder), cache=True)
    file = folder / "ledger/2021.beancount"
    file.replace(tmp_path / "elsewhere.beancount")
    file.symlink_to(tmp_path / "elsewhere.beancount")
    codes = {f.code for f in read_checked(Workspace(folder), cache=True).findings}
    assert "WSP005" in codes


@pytest.mark.longer
def test_a_link_that_comes_to_lead_elsewhere_is_noticed(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace()
    file = folder / "ledger/2021.beancount"
    one, two = (file.with_name(f"v{n}.txt") for n in (1, 2))
    file.replace(one)
    two.write_text(one.read_text().replace("200.00 SEK", "201.00 SEK", 1))
    file.symlink_to(one.name)
    assert read_checked(Workspace(folder), cache=True).findings == ()
    file.unlink()
    file.symlink_to(two.name)
    assert read_checked(Workspace(folder), cache=True).findings != ()


def test_a_user_without_a_home_has_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr("os.path.expanduser", lambda path: path)
    kept = Store(Path("/w"), "program")
    kept.save(b"head", {}, set())
    assert kept.head() is None


def test_many_processes_at_once_agree(make_workspace: MakeWorkspace, cache_folder: Path) -> None:
    folder = make_workspace()
    command = [sys.executable, "-m", "sambruk_cli", "--root", str(folder), "balances"]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    running = [
        subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(6)
    ]
    outputs = {process.communicate(timeout=120) for process in running}
    assert {process.returncode for process in running} == {0}
    assert len(outputs) == 1
    assert kept_findings(Workspace(folder)) == ()


@pytest.mark.longer
def test_a_locked_store_is_done_without(
    make_workspace: MakeWorkspace, cache_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "_WAIT", 0.1)
    folder = make_workspace()
    read_checked(Workspace(folder), cache=True)
    (folder / "ledger/2021.beancount").write_text("2021-01-01 balance Assets:1930-Bank 1 SEK\n")
    connection = sqlite3.connect(only_file(cache_folder), isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    found: tuple[Finding, ...] = read_checked(Workspace(folder), cache=True).findings
    connection.execute("ROLLBACK")
    connection.close()
    assert found == read_checked(Workspace(folder), cache=False).findings != ()


def test_a_changed_program_is_another_one(
    make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_workspace()
    read_checked(Workspace(folder), cache=True)
    assert kept_findings(Workspace(folder)) is not None
    monkeypatch.setattr(program, "__version__", "9.9.9")
    assert kept_findings(Workspace(folder)) is None


@pytest.mark.longer
def test_files_read_again_to_be_sure_are_remembered(
    make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_workspace()
    read_checked(Workspace(folder), cache=True)
    past = past_in(Workspace(folder))
    assert past is not None
    assert past.read.looked  # written within the last tick
    later = sum(2 * [10**12]) + max(s.stat.ctime for s in past.snapshot.read.files.values())
    with monkeypatch.context() as patch:
        patch.setattr("sambruk_cli.files.folder.now", lambda: later)
        kept_findings(Workspace(folder))
    again = past_in(Workspace(folder))
    assert again is not None
    assert not again.read.looked
    assert again.is_current
    assert changes_since(World(Folder(folder), ""), again.snapshot.settings).none
