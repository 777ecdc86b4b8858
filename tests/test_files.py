"""Files are replaced whole or left as they were."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import textwrap
import threading
from pathlib import Path
from typing import NoReturn

import pytest

from sambruk_cli.files.disk import write_whole
from sambruk_cli.files.errors import Unreadable
from sambruk_cli.findings import Finding
from tests.conftest import PROJECT


def refused(path: Path, content: bytes = b"new") -> Finding:
    """The one finding that writing ends in."""
    with pytest.raises(Unreadable) as caught:
        write_whole(path, content)
    (item,) = caught.value.findings
    assert item.code == "USE904"
    assert str(path) in item.message
    assert item.hint
    return item


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_file_holds_exactly_what_was_given(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.txt", b"one\r\n\x00\xff")
    assert (tmp_path / "a.txt").read_bytes() == b"one\r\n\x00\xff"
    assert names(tmp_path) == ["a.txt"]


def test_an_existing_file_is_replaced_by_longer_and_by_shorter_content(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    write_whole(path, b"first")
    write_whole(path, b"second and longer")
    assert path.read_bytes() == b"second and longer"
    write_whole(path, b"")
    assert path.read_bytes() == b""
    assert names(tmp_path) == ["a.txt"]


@pytest.mark.parametrize(("umask", "permissions"), [(0o022, 0o644), (0o027, 0o640)])
def test_a_new_file_has_the_permissions_that_the_umask_leaves(
    tmp_path: Path, umask: int, permissions: int
) -> None:
    before = os.umask(umask)
    try:
        write_whole(tmp_path / "a.txt", b"x")
        assert os.umask(umask) == umask, "the umask itself is left as it was"
    finally:
        os.umask(before)
    assert mode(tmp_path / "a.txt") == permissions


@pytest.mark.parametrize("permissions", [0o600, 0o640, 0o755])
def test_an_existing_file_keeps_its_permissions(tmp_path: Path, permissions: int) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    path.chmod(permissions)
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert mode(path) == permissions


def test_until_it_is_whole_the_old_file_is_what_others_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    seen: list[tuple[bytes, bytes]] = []
    replace = Path.replace

    def watched(self: Path, target: Path) -> Path:
        seen.append((path.read_bytes(), self.read_bytes()))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", watched)
    write_whole(path, b"new" * 100_000)
    assert seen == [(b"old", b"new" * 100_000)]
    assert path.read_bytes() == b"new" * 100_000


def test_a_missing_folder_is_a_finding_and_is_not_made(tmp_path: Path) -> None:
    item = refused(tmp_path / "missing/a.txt")
    assert "no such file or directory" in item.message
    assert names(tmp_path) == []


def test_a_file_in_the_place_of_a_folder_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    refused(tmp_path / "a/b.txt")
    assert (tmp_path / "a").read_bytes() == b"old"


def test_a_folder_in_the_place_of_a_file_is_a_finding_and_stays(tmp_path: Path) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    item = refused(tmp_path / "a")
    assert "is a directory" in item.message
    assert (tmp_path / "a/b").is_dir()
    assert names(tmp_path) == ["a"]


def test_a_name_that_is_too_long_is_a_finding(tmp_path: Path) -> None:
    refused(tmp_path / ("x" * 300))
    assert names(tmp_path) == []


def test_where_the_disk_fails_the_old_file_stays_and_nothing_is_left_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")

    def full(handle: int) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    item = refused(path)
    assert "no space left on device" in item.message
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.txt"]


def test_where_the_last_step_fails_the_old_file_stays_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    path.chmod(0o640)

    def failing(self: Path, target: Path) -> NoReturn:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(Path, "replace", failing)
    refused(path)
    assert path.read_bytes() == b"old"
    assert mode(path) == 0o640
    assert names(tmp_path) == ["a.txt"]


def test_an_interruption_passes_on_and_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")

    def interrupted(handle: int) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.txt"]


def test_a_file_cut_short_by_a_limit_of_the_system_never_replaces_the_old_one(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    program = textwrap.dedent(
        """
        import resource, sys
        from pathlib import Path
        from sambruk_cli.files.disk import write_whole
        from sambruk_cli.files.errors import Unreadable
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
        try:
            write_whole(Path(sys.argv[1]), b"x" * 10_000)
        except Unreadable as error:
            print([item.code for item in error.findings])
        """
    )
    run = subprocess.run(
        [sys.executable, "-c", program, str(path)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, "['USE904']\n", "")
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.txt"]


def test_through_a_link_the_file_it_leads_to_is_replaced_and_the_link_stays(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real/a.txt").write_bytes(b"old")
    link = tmp_path / "link.txt"
    link.symlink_to("real/a.txt")
    write_whole(link, b"new")
    assert link.is_symlink()
    assert (tmp_path / "real/a.txt").read_bytes() == b"new"
    assert names(tmp_path) == ["link.txt", "real"]


def test_a_pipe_is_written_into_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()), daemon=True)
    reader.start()
    write_whole(pipe, b"new")
    reader.join(timeout=20)
    assert read == [b"new"]
    assert pipe.is_fifo()
