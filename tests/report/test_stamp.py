"""The stamp: commit, changes since, digest; and a repository that tries to run something."""

from __future__ import annotations

import os
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

from sambruk_cli.files.revision import open_revision
from sambruk_cli.report.stamp import make_stamp
from sambruk_cli.workspace import Workspace
from tests.conftest import MakeWorkspace

git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def run(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=x", "-c", "user.email=x@example.org")
    result = subprocess.run(
        ["git", *identity, *arguments],
        cwd=folder,
        env={**os.environ, "GIT_CONFIG_GLOBAL": "/dev/null"},
        capture_output=True,
        text=True,
        check=True,
    )
    return result.stdout.strip()


def committed(folder: Path) -> str:
    run(folder, "init", "-q")
    run(folder, "add", "-A")
    run(folder, "commit", "-q", "-m", "x")
    return run(folder, "rev-parse", "HEAD")


def read(folder: Path, *files: str) -> Workspace:
    workspace = Workspace(folder)
    for file in files:
        workspace.read_text(file)
    return workspace


@git
def test_the_commit_and_whether_a_file_read_has_changed(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace()
    head = committed(folder)
    stamp = make_stamp(read(folder, "config/fees.toml", "ledger/2021.beancount"))
    assert (stamp.commit, stamp.changed) == (head, False)
    (folder / "config/board.toml").write_text("# changed, but not read\n")
    assert not make_stamp(read(folder, "config/fees.toml")).changed
    (folder / "config/fees.toml").write_text("# changed\n")
    assert make_stamp(read(folder, "config/fees.toml")).changed


@git
def test_a_file_that_is_not_committed_is_a_change(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace()
    committed(folder)
    (folder / "config/new.toml").write_text("")
    assert make_stamp(read(folder, "config/new.toml")).changed


@git
def test_a_workspace_below_the_root_of_the_repository(tmp_path: Path) -> None:
    (tmp_path / "inner/config").mkdir(parents=True)
    (tmp_path / "inner/config/a.toml").write_text("")
    committed(tmp_path)
    assert not make_stamp(read(tmp_path / "inner", "config/a.toml")).changed


@git
def test_lines_that_end_in_another_way_on_disk_are_no_change(make_workspace: MakeWorkspace) -> None:
    """As in a clone with core.autocrlf; git status calls it clean."""
    folder = make_workspace()
    head = committed(folder)
    before = make_stamp(read(folder, "config/fees.toml"))
    path = folder / "config/fees.toml"
    path.unlink()
    run(folder, "config", "core.autocrlf", "true")
    run(folder, "checkout", "--", "config/fees.toml")
    assert b"\r\n" in path.read_bytes()
    assert run(folder, "status", "--porcelain", "config") == ""
    stamp = make_stamp(read(folder, "config/fees.toml"))
    assert (stamp.commit, stamp.changed, stamp.digest) == (head, False, before.digest)
    path.write_bytes(path.read_bytes() + b"# more\r\n")
    assert make_stamp(read(folder, "config/fees.toml")).changed


@git
def test_a_picture_that_differs_in_a_line_end_is_changed(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace()
    (folder / "a.png").write_bytes(b"\0one\ntwo")
    committed(folder)
    (folder / "a.png").write_bytes(b"\0one\r\ntwo")
    workspace = Workspace(folder)
    workspace.read_bytes("a.png")
    assert make_stamp(workspace).changed


@git
def test_a_file_read_through_a_link_is_held_against_what_it_leads_to(
    make_workspace: MakeWorkspace,
) -> None:
    folder = make_workspace()
    (folder / "link.toml").symlink_to("config/fees.toml")
    committed(folder)
    assert not make_stamp(read(folder, "link.toml")).changed
    (folder / "config/fees.toml").write_text("# changed\n")
    assert make_stamp(read(folder, "link.toml")).changed


@git
def test_the_stamp_of_a_commit_names_that_commit(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace()
    first = committed(folder)
    (folder / "config/fees.toml").write_text("# changed\n")
    run(folder, "commit", "-q", "-a", "-m", "y")
    workspace = Workspace(folder, open_revision(folder, first))
    workspace.read_text("config/fees.toml")
    stamp = make_stamp(workspace)
    assert (stamp.commit, stamp.changed) == (first, False)


def test_outside_a_repository_there_is_no_commit(make_workspace: MakeWorkspace) -> None:
    stamp = make_stamp(read(make_workspace(), "config/fees.toml"))
    assert (stamp.commit, stamp.changed) == ("", False)


def test_the_digest_is_that_of_what_was_read(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace()
    files = ("config/fees.toml", "config/board.toml")
    digest = make_stamp(read(folder, *files)).digest
    assert digest == make_stamp(read(folder, *reversed(files))).digest
    sums = subprocess.run(
        ["sha256sum", *sorted(files)], cwd=folder, capture_output=True, check=True
    ).stdout
    total = subprocess.run(["sha256sum"], input=sums, capture_output=True, check=True).stdout
    assert digest == total.split()[0].decode()
    (folder / files[0]).write_text("# changed\n")
    assert digest != make_stamp(read(folder, *files)).digest


@git
def test_a_repository_from_a_stranger_runs_nothing(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace()
    committed(folder)
    mark = folder / "ran"
    program = folder / "evil.sh"
    program.write_text(f"#!/bin/sh\ntouch {mark}\ncat\n")
    program.chmod(0o755)
    for key in (
        "core.fsmonitor",
        "core.pager",
        "core.sshCommand",
        "core.editor",
        "filter.evil.clean",
        "filter.evil.smudge",
        "filter.evil.process",
        "diff.external",
        "credential.helper",
    ):
        run(folder, "config", key, str(program))
    (folder / ".gitattributes").write_text("* filter=evil diff=evil\n")
    hooks = folder / ".git/hooks"
    for name in ("post-checkout", "pre-commit", "post-index-change", "reference-transaction"):
        shutil.copy(program, hooks / name)
    (folder / "config/fees.toml").touch()
    assert make_stamp(read(folder, "config/fees.toml")).commit
    assert not mark.exists()


@git
def test_a_name_that_is_not_utf8_counts_by_its_bytes(make_workspace: MakeWorkspace) -> None:
    name, text = "config/report/2021/02-\udcfe.md", b"# Annat\n"
    folder = make_workspace({name: text})
    head = committed(folder)
    stamp = make_stamp(read(folder, name))
    line = sha256(text).hexdigest().encode() + b"  config/report/2021/02-\xfe.md\n"
    assert stamp.digest == sha256(line).hexdigest()
    assert (stamp.commit, stamp.changed) == (head, False)
