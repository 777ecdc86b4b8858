"""A first commit is made by git and nothing else: whatever the user has configured stays unrun."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from sambruk_cli.files import first_commit as module
from sambruk_cli.files.first_commit import FirstCommit, first_commit, is_within_repository
from tests.conftest import required_program
from tests.files.repositories import git

DAY = date(2026, 3, 1)
EVIL = """\
[user]
  name = Åsa Öberg
  email = asa@example.org
[core]
  hooksPath = {hooks}
  fsmonitor = {program}
  attributesFile = {attributes}
  excludesFile = {attributes}
  editor = {program}
  pager = {program}
[init]
  templateDir = {template}
[commit]
  gpgSign = true
[i18n]
  commitEncoding = ISO-8859-1
[gpg]
  program = {program}
[filter "evil"]
  clean = {program}
  smudge = {program}
  required = true
[alias]
  add = !{program}
  commit = !{program}
  init = !{program}
"""


@pytest.fixture
def evil(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A configuration of the user's that would run a program at every step; what it would make."""
    required_program("git")
    ran = tmp_path / "ran"
    program = tmp_path / "evil"
    program.write_text(f"#!/bin/sh\ntouch {ran}\ncat\n")
    hooks, template = tmp_path / "hooks", tmp_path / "template"
    for folder in (hooks, template / "hooks"):
        folder.mkdir(parents=True)
        for name in ("pre-commit", "commit-msg", "post-commit", "reference-transaction"):
            (folder / name).write_text(program.read_text())
            (folder / name).chmod(0o755)
    program.chmod(0o755)
    attributes = tmp_path / "attributes"
    attributes.write_text("* filter=evil\n")
    (tmp_path / ".gitconfig").write_text(
        EVIL.format(program=program, hooks=hooks, template=template, attributes=attributes)
    )
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    return ran


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "ny"
    (made / "ledger").mkdir(parents=True)
    (made / "ledger/a").write_bytes(b"a\r\n")
    (made / ".gitignore").write_text("*.pdf\n")
    return made


@pytest.mark.process
def test_a_commit_of_all_files_runs_nothing_that_is_configured(evil: Path, folder: Path) -> None:
    assert first_commit(folder, "Börja", DAY) is FirstCommit.MADE
    assert not evil.exists()
    assert git(folder, "ls-files", GIT_DIR=str(folder / ".git")).split() == [
        ".gitignore",
        "ledger/a",
    ]
    said = git(folder, "log", "-1", "--format=%an|%ae|%s|%aI|%cI", GIT_DIR=str(folder / ".git"))
    # Nothing but the name and address is taken from the user's configuration.
    commit = git(folder, "cat-file", "commit", "HEAD", GIT_DIR=str(folder / ".git"))
    assert "encoding" not in commit.partition("\n\n")[0]
    day = "2026-03-01T12:00:00"
    assert said.startswith(f"Åsa Öberg|asa@example.org|Börja|{day}")
    assert not list((folder / ".git/hooks").glob("*"))
    assert git(folder, "cat-file", "blob", "HEAD:ledger/a", GIT_DIR=str(folder / ".git")) == "a"


@pytest.mark.process
def test_without_a_name_or_without_git_nothing_is_made(
    evil: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".gitconfig").write_text("[user]\n  name = Åsa\n")
    assert first_commit(folder, "x", DAY) is FirstCommit.NO_NAME
    with monkeypatch.context() as patch:
        patch.setattr(module, "git_program", lambda: None)
        assert first_commit(folder, "x", DAY) is FirstCommit.NO_GIT
    assert not (folder / ".git").exists()
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "asa@example.org")
    assert first_commit(folder, "x", DAY) is FirstCommit.MADE


@pytest.mark.process
def test_what_git_refuses_leaves_no_repository(evil: Path, folder: Path) -> None:
    (folder / ".gitignore").write_text("*\n")
    assert first_commit(folder, "x", DAY) is FirstCommit.FAILED  # nothing is there to commit
    assert not (folder / ".git").exists()


def test_a_folder_below_one_with_git_is_within_it(tmp_path: Path) -> None:
    assert not is_within_repository(tmp_path / "a/b/ny")
    (tmp_path / "a/.git").mkdir(parents=True)
    assert is_within_repository(tmp_path / "a/b/ny")
    assert not is_within_repository(tmp_path / "a")
