"""sambruk log as a person runs it: members, accounts, vouchers, repositories of every kind."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from sambruk_cli.files import git as git_module
from sambruk_cli.files.errors import Unreadable
from sambruk_cli.opening.history import open_history
from sambruk_cli.opening.revisions import Revised
from tests.commands.test_snapshots import TextFile
from tests.conftest import MakeWorkspace, RunCommand
from tests.files.repositories import git
from tests.people import SECRETS, WORKSPACE
from tests.workspaces import JOURNAL_2021, MEMBERS, write_workspace

JOURNAL, REGISTER = "ledger/2021.beancount", "config/members.toml"
RENT = (
    '\n2021-08-01 * "Hyra"\n  ver: "A7"\n  Expenses:4010-Kostnader 30.00 SEK\n  Assets:1930-Bank\n'
)


def commit(folder: Path, day: str, who: str, what: str, **files: str) -> str:
    """Write files and commit them in somebody's name on a day; the commit."""
    for name, text in files.items():
        (folder / {"journal": JOURNAL, "register": REGISTER}[name]).write_text(text, "utf-8")
    if not (folder / ".git").exists():
        git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    when = {"GIT_AUTHOR_DATE": f"{day}T12:00:00Z", "GIT_COMMITTER_DATE": f"{day}T13:00:00Z"}
    git(folder, "commit", "-q", "--allow-empty", "-m", what, GIT_AUTHOR_NAME=who, **when)
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Föreningen Exempel with a voucher booked, changed and renumbered, and a member changed."""
    made = write_workspace(tmp_path_factory.mktemp("log") / "books")
    commit(made, "2021-01-05", "Anna", "Begin the books")
    commit(made, "2021-08-02", "Bo", "Book the rent", journal=JOURNAL_2021 + RENT)
    dearer = RENT.replace("30.00", "35.00").replace('"Hyra"', '"Hyran"')
    commit(made, "2021-08-03", "Anna", "Correct the rent", journal=JOURNAL_2021 + dearer)
    numbered = dearer.replace('"A7"', '"A8"')
    commit(made, "2021-08-04", "Bo", "Another number", journal=JOURNAL_2021 + numbered)
    members = MEMBERS.replace('"Förbundet"', '"Förbundet Norr"').replace(
        "joined = 2021-05-10", "joined = 2021-05-10\nleft = 2021-09-30"
    )
    commit(made, "2021-10-01", "Anna", "Lillby leaves", register=members)
    return made


@pytest.fixture
def folder(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original, tmp_path / "workspace"))


def logged(sambruk: RunCommand, folder: Path, *words: str) -> list[dict[str, Any]]:
    result = sambruk("--root", folder, "log", *words, "-f", "json")
    assert result.returncode == 0, result.stderr
    return list(json.loads(result.stdout)["commits"])


def test_a_voucher_is_followed_under_its_earlier_number_and_changes_are_told_by_field(
    folder: Path, sambruk: RunCommand
) -> None:
    commits = logged(sambruk, folder, "A8")
    assert [each["message"] for each in commits] == [
        "Another number",
        "Correct the rent",
        "Book the rent",
    ]
    (renumbered,), (corrected,) = (each["vouchers"]["changed"] for each in commits[:2])
    assert [(f["field"], f["before"], f["after"]) for f in renumbered["fields"]] == [
        ("ver", "A7", "A8")
    ]
    assert [(f["field"], f["before"], f["after"]) for f in corrected["fields"]] == [
        ("text", "Hyra", "Hyran")
    ]
    assert [(p["before"], p["after"]) for p in corrected["postings"]] == [
        ("30.00", "35.00"),
        ("-30.00", "-35.00"),
    ]
    assert {a["account"]: a["change"] for a in commits[1]["accounts"]} == {
        "Assets:1930-Bank": "-5.00",
        "Expenses:4010-Kostnader": "5.00",
    }
    assert logged(sambruk, folder, "2021/A8") == commits
    assert len(logged(sambruk, folder, "A7")) == 3  # what it was called is known, too
    assert logged(sambruk, folder, "2020/A1") == logged(sambruk, folder, "2020 A1")


def test_an_account_has_the_kronor_that_each_commit_brought(
    folder: Path, sambruk: RunCommand
) -> None:
    for name in ("1930", "Bank", "Assets:1930-Bank"):
        changes = [each["accounts"] for each in logged(sambruk, folder, name)]
        assert changes[:3] == [
            [],
            [{"account": "Assets:1930-Bank", "year": "2021", "change": "-5.00"}],
            [{"account": "Assets:1930-Bank", "year": "2021", "change": "-30.00"}],
        ]
        # 2 300 kronor at the start of 2021, and in 2021 500 and 50 come, 150 go.
        assert [row["change"] for row in changes[3]][-1] == "400.00"


def test_a_member_has_what_the_register_and_the_postings_say(
    folder: Path, sambruk: RunCommand
) -> None:
    left, first = logged(sambruk, folder, "lillby")
    assert left["members"]["left"] == [
        {"id": "lillby", "name": "Lillby kommun", "date": "2021-09-30"}
    ]
    assert left["members"]["changed"] == []  # of another member
    assert [(v["voucher"]) for v in first["vouchers"]["added"]] == ["A4"]
    assert {a["account"]: a["change"] for a in first["accounts"]} == {
        "Equity:2083-Insatser": "-500.00",
        "Assets:1510-Kundfordringar": "200.00",
        "Income:3110-Årsavgifter": "-200.00",
    }
    assert logged(sambruk, folder, "LILLBY KOMMUN") == [left, first]
    # Of a name that it has no longer:
    assert logged(sambruk, folder, "Förbundet")[0]["message"] == "Lillby leaves"


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("words", [(), ("A8",), ("lillby",), ("1930",)], ids=" ".join)
def test_the_log_is_as_read(
    words: tuple[str, ...],
    language: str,
    folder: Path,
    sambruk: RunCommand,
    snapshot: SnapshotAssertion,
) -> None:
    result = sambruk("--root", folder, "--lang", language, "log", *words)
    assert result.stdout == snapshot(extension_class=TextFile)
    assert all(len(line) <= 80 for line in result.stdout.split("\n"))


def test_commits_are_limited_by_number_and_by_day(folder: Path, sambruk: RunCommand) -> None:
    every = logged(sambruk, folder)
    assert len(every) == 5
    assert logged(sambruk, folder, "--limit", "2") == every[:2]
    assert logged(sambruk, folder, "--since", "2021-08-03") == every[:3]
    assert logged(sambruk, folder, "A8", "--since", "2022-01-01") == []


def test_what_has_no_such_name_is_a_finding_with_the_nearest(
    folder: Path, sambruk: RunCommand
) -> None:
    for name, hint in (
        ("A88", 'did you mean "A8"?'),
        ("lilby", 'did you mean "lillby"?'),
        ("1931", 'did you mean "1930"?'),
        ("2019/A1", "name a member by id"),
        ("zzz", "name a member by id"),
    ):
        result = sambruk("--lang", "en", "--root", folder, "log", name)
        said = " ".join(result.stderr.split())
        assert (result.returncode, "USE905" in said, hint in said) == (2, True, True), said


def test_a_member_and_an_account_that_are_gone_are_found_in_older_commits(
    folder: Path, sambruk: RunCommand
) -> None:
    register = MEMBERS.partition('[[members]]\nid = "forbundet"')[0]
    commit(folder, "2021-11-01", "Anna", "Drop", register=register)
    (dropped, *_) = logged(sambruk, folder, "forbundet")
    assert [(e["id"], e["is"]) for e in dropped["members"]["changed"]] == [("forbundet", "gone")]


def test_a_bare_repository_a_worktree_a_submodule_and_a_detached_head_give_the_same(
    folder: Path, tmp_path: Path, sambruk: RunCommand
) -> None:
    expected = logged(sambruk, folder)
    bare, tree, above = tmp_path / "books.git", tmp_path / "tree", tmp_path / "above"
    git(tmp_path, "clone", "-q", "--bare", str(folder), str(bare))
    git(folder, "worktree", "add", "-q", "--detach", str(tree))
    above.mkdir()
    git(above, "init", "-q")
    git(above, "submodule", "--quiet", "add", str(folder), "books")
    git(folder, "checkout", "-q", "--detach")
    for place in (bare, tree, above / "books", folder):
        assert logged(sambruk, place) == expected
    named = sambruk("log", "-f", "json", cwd=tmp_path, GIT_DIR=str(bare))
    assert json.loads(named.stdout)["commits"] == expected


def test_where_a_shallow_clone_ends_is_said_and_nothing_is_new_there(
    folder: Path, tmp_path: Path, sambruk: RunCommand
) -> None:
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth", "2", f"file://{folder}", str(clone))
    result = sambruk("--lang", "en", "--root", clone, "log")
    assert "Lillby leaves" in result.stdout
    assert "Another number" not in result.stdout
    assert "git fetch --unshallow" in result.stdout
    # A voucher from before is not said to be unknown.
    before = sambruk("--lang", "en", "--root", clone, "log", "A1")
    assert (before.returncode, "No commit has changed it" in before.stdout) == (0, True)


def test_what_has_no_history_is_a_finding(tmp_path: Path, sambruk: RunCommand) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    git(empty, "init", "-q")
    apart = write_workspace(tmp_path / "apart")
    none = tmp_path / "none"
    none.mkdir()
    for place, code in ((none, "WSP001"), (apart, "WSP008"), (empty, "WSP001")):
        result = sambruk("--root", place, "log")
        assert (result.returncode, code in result.stderr) == (2, True), result.stderr
    git(apart, "init", "-q")  # a repository without any commit
    assert "WSP008" in sambruk("--root", apart, "log").stderr


def test_a_merge_conflict_on_disk_does_not_matter_and_one_in_a_commit_is_said(
    folder: Path, sambruk: RunCommand
) -> None:
    journal = (folder / JOURNAL).read_text("utf-8")
    expected = logged(sambruk, folder)
    (folder / JOURNAL).write_text(f"<<<<<<< HEAD\n{journal}=======\n>>>>>>> x\n", "utf-8")
    assert logged(sambruk, folder) == expected
    commit(folder, "2021-11-01", "Bo", "Broken")
    (broken, *rest) = logged(sambruk, folder)
    assert ([item["code"] for item in broken["unread"]], rest) == (["WSP004"], expected)
    assert logged(sambruk, folder, "1930")[0]["message"] == "Another number"


def test_a_repository_that_git_does_not_trust_is_not_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As if the folder belonged to another user.
    monkeypatch.setitem(git_module._ENVIRONMENT, "GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(Unreadable) as caught:
        open_history(Revised(folder))
    assert [item.code for item in caught.value.findings] == ["WSP008"]


def test_what_a_repository_configures_is_not_run(
    folder: Path, tmp_path: Path, sambruk: RunCommand
) -> None:
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n")
    program.chmod(0o755)
    for key in ("core.fsmonitor", "core.pager", "diff.external", "filter.x.smudge", "pager.log"):
        git(folder, "config", key, str(program))
    (folder / ".gitattributes").write_text("* diff=x filter=x\n")
    assert sambruk("--root", folder, "log").returncode == 0
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_nobody_is_named_who_is_private_in_any_commit(
    form: str, make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace(WORKSPACE)
    private = (folder / REGISTER).read_text("utf-8")
    shown = private.replace("private = true\n", "").replace("Hemvägen 77", "Borta 7")
    commit(folder, "2021-01-05", "Qvintus Xerxén", "Zenobia Yxkull", register=shown)
    commit(folder, "2021-01-06", "Anna", "Hide them", register=private)
    commit(folder, "2021-01-07", "Anna", "Show them again", register=shown)
    for words in ((), ("m-101",), ("A1",), ("1510",), ("Xerxén",)):
        result = sambruk("--root", folder, "log", *words, "-f", form)
        said = " ".join((result.stdout + result.stderr).split()).casefold()
        known = [s for s in SECRETS if s.casefold() in said and s not in words]
        assert known == []
    assert "Qvintus" in sambruk("--root", folder, "log", "--names", "-f", form).stdout
