"""sambruk diff as a person and a CI run it: revisions, repositories of every kind, forms."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from sambruk_cli.files import git as git_module
from sambruk_cli.files.errors import Unreadable
from sambruk_cli.opening.revisions import Revisions, workspaces_of
from sambruk_cli.workspace import Workspace
from tests.commands.test_snapshots import TextFile
from tests.conftest import PROJECT, MakeWorkspace, RunCommand
from tests.files.repositories import committed, git
from tests.people import SECRETS, WORKSPACE
from tests.workspaces import JOURNAL_2021, write_workspace

JOURNAL = "ledger/2021.beancount"


@pytest.fixture
def folder(make_workspace: MakeWorkspace) -> Path:
    """Föreningen Exempel in two commits: A6 is 50 kronor in the first, 60 in the second."""
    made = make_workspace()
    committed(made)
    text = JOURNAL_2021.replace(" 50.00 SEK", " 60.00 SEK").replace("-50.00 SEK", "-60.00 SEK")
    (made / JOURNAL).write_text(text)
    committed(made)
    return made


def test_the_working_tree_is_compared_with_head_or_with_the_revision_that_is_named(
    folder: Path, sambruk: RunCommand
) -> None:
    assert "No voucher is added" in sambruk("--lang", "en", "--root", folder, "diff").stdout
    data = json.loads(sambruk("--root", folder, "diff", "HEAD~1", "-f", "json").stdout)
    assert data["to"] == {"revision": None, "commit": None}
    assert data["from"]["commit"] == git(folder, "rev-parse", "HEAD~1")
    assert data["accounts"] == [
        {"account": "Assets:1930-Bank", "year": "2021", "change": "10.00"},
        {"account": "Income:3190-Övrigt", "year": "2021", "change": "-10.00"},
    ]


def test_json_has_the_keys_of_the_contract(folder: Path, sambruk: RunCommand) -> None:
    data = json.loads(sambruk("--root", folder, "diff", "HEAD~1..", "-f", "json").stdout)
    contract = {"from", "to", "vouchers", "accounts", "rows", "members", "charges", "findings"}
    assert {*contract, "sealed"} <= set(data)
    assert {"added", "removed", "changed"} <= set(data["vouchers"])
    assert set(data["findings"]) == {"new", "gone"}
    rows = {(row["part"], row["key"]): (row["before"], row["after"]) for row in data["rows"]}
    assert rows["income_statement", "income"] == ("750", "760")


def test_files_that_one_version_did_not_read_are_not_told_as_removed(
    folder: Path, sambruk: RunCommand
) -> None:
    association = folder / "config/association.toml"
    text = association.read_text("utf-8")
    # A year that is no longer declared: what is read for it alone is not read.
    head, _, rest = text.partition("[[fiscal_years]]")
    association.write_text(
        head + "[[fiscal_years]]" + rest.partition("[[fiscal_years]]")[2], "utf-8"
    )
    run = sambruk("--lang", "en", "diff", cwd=folder)
    assert "config/association.toml (changed)" in " ".join(run.stdout.split())
    assert "(removed)" not in run.stdout


def test_new_errors_give_another_exit_code(folder: Path, sambruk: RunCommand) -> None:
    assert sambruk("--root", folder, "diff", "HEAD~1..HEAD").returncode == 0
    journal = folder / JOURNAL
    journal.write_text(journal.read_text().replace('"A6"', '"A9"'))
    result = sambruk("--root", folder, "diff")
    assert (result.returncode, "BOK204" in result.stdout) == (1, True)
    committed(folder)
    # What is wrong before and after is not new.
    journal.write_text(journal.read_text() + "; x\n")
    assert sambruk("--root", folder, "diff").returncode == 0


def test_a_sealed_year_that_is_touched_gives_another_exit_code(
    folder: Path, sambruk: RunCommand
) -> None:
    seal = folder / "ledger/seals/2020.toml"
    seal.parent.mkdir()
    seal.write_text("")
    committed(folder)
    assert sambruk("--root", folder, "diff").returncode == 0
    # A voucher of an open year is none of the seal.
    journal = folder / JOURNAL
    journal.write_text(journal.read_text().replace("Övrig intäkt", "Annat"))
    assert sambruk("--root", folder, "diff").returncode == 0
    seal.unlink()
    result = sambruk("--lang", "en", "--root", folder, "diff")
    assert (result.returncode, "2020 IS SEALED AND IS CHANGED" in result.stdout) == (1, True)
    assert "its seal is removed" in result.stdout


def test_what_a_voucher_that_comes_says_besides_is_shown_and_why_a_finding_is_waived(
    folder: Path, sambruk: RunCommand
) -> None:
    journal = folder / JOURNAL
    journal.write_text(
        journal.read_text()
        + '\n2021-08-01 * "Gåva"\n  ver: "A7"\n  document: "kvitto.pdf"\n'
        + '  waiver: "BOK233: Tappat"\n  Assets:1930-Bank 30.00 SEK\n'
        + '    place: "kassan"\n  Income:3190-Övrigt\n'
    )
    said = sambruk("--lang", "en", "--root", folder, "diff").stdout
    lines = [line.strip() for line in said.splitlines()]
    assert {"document: kvitto.pdf", "waiver: BOK233: Tappat", "place: kassan"} <= set(lines)
    assert "Findings that are newly waived (1)" in lines
    assert "Reason: Tappat" in re.sub(r"\s+", " ", said)
    data = json.loads(sambruk("--root", folder, "diff", "-f", "json").stdout)
    assert [item["waived"] for item in data["findings"]["waived"]] == ["Tappat"]
    assert data["findings"]["new"] == []
    # On a number-less voucher nothing stands in place of the number.
    journal.write_text(journal.read_text().replace('  ver: "A7"\n', ""))
    assert "\n2021-08-01 Gåva\n" in sambruk("--root", folder, "diff").stdout


@pytest.mark.parametrize("is_committed", [False, True])
def test_a_document_that_is_replaced_or_gone_is_told(
    folder: Path, sambruk: RunCommand, is_committed: bool
) -> None:
    (folder / "ledger/kvitton").mkdir()
    for name in ("a.pdf", "b.pdf", "c.pdf", "ingen.pdf"):
        (folder / "ledger/kvitton" / name).write_bytes(b"%PDF one\r\n")
    (folder / JOURNAL).write_text(
        (folder / JOURNAL).read_text()
        + '\n2021-08-01 * "Gåva"\n  ver: "A7"\n  document: "kvitton/a.pdf"\n'
        + '  document-2: "ledger/kvitton/b.pdf"\n  Assets:1930-Bank 30.00 SEK\n'
        + '    document: "kvitton/c.pdf"\n  Income:3190-Övrigt\n'
    )
    committed(folder)
    assert json.loads(sambruk("--root", folder, "diff", "-f", "json").stdout)["documents"] == {}
    (folder / "ledger/kvitton/a.pdf").write_bytes(b"%PDF two\r\n")
    (folder / "ledger/kvitton/b.pdf").unlink()
    (folder / "ledger/kvitton/ingen.pdf").write_bytes(b"%PDF two\r\n")
    revisions = []
    if is_committed:
        committed(folder)
        revisions = ["HEAD~1..HEAD"]
    run = sambruk("--lang", "en", "--root", folder, "diff", *revisions)
    assert "- The document ledger/kvitton/a.pdf is changed" in run.stdout
    assert "- The document ledger/kvitton/b.pdf is removed" in run.stdout
    data = json.loads(sambruk("--root", folder, "diff", *revisions, "-f", "json").stdout)
    assert data["documents"] == {
        "ledger/kvitton/a.pdf": "changed",
        "ledger/kvitton/b.pdf": "removed",
    }
    if is_committed:
        log = json.loads(sambruk("--root", folder, "log", "-f", "json").stdout)
        assert [commit["documents"] for commit in log["commits"]] == [data["documents"], {}, {}, {}]
        said = sambruk("--lang", "en", "--root", folder, "log", "-n", "1").stdout
        assert "- The document ledger/kvitton/a.pdf is changed" in said


def test_two_commits_give_the_same_with_what_is_kept_of_the_working_tree(
    folder: Path, sambruk: RunCommand
) -> None:
    members = folder / "config/members.toml"
    members.write_text(members.read_text().replace("value = 9999", "value = 10000"))
    committed(folder)
    spans = ("HEAD~1..HEAD", "HEAD~2..HEAD", "HEAD~2..HEAD~1", "HEAD..HEAD~2")
    anew = [sambruk("--root", folder, "diff", span, "--no-cache").stdout for span in spans]
    assert len(set(anew)) == len(spans)
    sambruk("--root", folder, "validate")
    assert [sambruk("--root", folder, "diff", span).stdout for span in spans] == anew
    # Of a working tree that is like neither of them nothing else is taken.
    (folder / JOURNAL).write_text(JOURNAL_2021.replace("Övrig intäkt", "Annat"))
    sambruk("--root", folder, "validate")
    assert [sambruk("--root", folder, "diff", span).stdout for span in spans] == anew


def outputs(sambruk: RunCommand, folder: Path, *where: Path | str, **environment: str) -> set[str]:
    """What is said of the two commits, read in every way that is asked for."""
    ways = [
        sambruk(*way, "diff", "HEAD~1..HEAD", **environment) for way in (where, ("--root", folder))
    ]
    assert [way.returncode for way in ways] == [0, 0], ways[0].stderr
    return {way.stdout for way in ways}


def test_a_bare_repository_will_do(folder: Path, tmp_path: Path, sambruk: RunCommand) -> None:
    bare = tmp_path / "books.git"
    git(tmp_path, "clone", "-q", "--bare", str(folder), str(bare))
    assert len(outputs(sambruk, folder, "--root", bare)) == 1
    named = sambruk("diff", "HEAD~1..HEAD", cwd=tmp_path, GIT_DIR=str(bare))
    within = sambruk("diff", "HEAD~1..HEAD", cwd=bare)
    assert {named.stdout, within.stdout} == outputs(sambruk, folder, "--root", bare)
    refused = sambruk("--root", bare, "diff")
    assert (refused.returncode, "WSP008" in refused.stderr) == (2, True)
    assert "no working tree" in re.sub(r"\s+", " ", refused.stderr)
    assert sorted(path.name for path in bare.iterdir() if path.name == "config") == ["config"]


def test_a_workspace_in_a_folder_of_a_bare_repository_is_found_where_it_is_the_only_one(
    tmp_path: Path, sambruk: RunCommand
) -> None:
    whole, bare = tmp_path / "whole", tmp_path / "books.git"
    write_workspace(whole / "forening", {})
    committed(whole)
    (whole / "forening" / JOURNAL).write_text(JOURNAL_2021.replace("Övrig intäkt", "Loppis"))
    committed(whole)
    git(tmp_path, "clone", "-q", "--bare", str(whole), str(bare))
    assert "Loppis" in sambruk("--root", bare, "diff", "HEAD~1..HEAD").stdout
    write_workspace(whole / "annan", {})
    committed(whole)
    git(whole, "push", "-q", str(bare), "main")
    refused = sambruk("--root", bare, "diff", "HEAD~1..HEAD")
    assert (refused.returncode, "WSP008" in refused.stderr) == (2, True)


def test_a_detached_head_a_worktree_and_a_submodule_are_read_as_any_other(
    folder: Path, tmp_path: Path, sambruk: RunCommand
) -> None:
    beside, above = tmp_path / "beside", tmp_path / "above"
    git(folder, "worktree", "add", "-q", "--detach", str(beside))
    assert len(outputs(sambruk, folder, "--root", beside)) == 1
    above.mkdir()
    git(above, "init", "-q")
    git(above, "submodule", "add", "-q", str(folder), "books")
    assert len(outputs(sambruk, folder, "--root", above / "books")) == 1


def refused(sambruk: RunCommand, folder: Path, *arguments: str) -> str:
    """What is said where nothing can be compared."""
    result = sambruk("--root", folder, "diff", *arguments)
    assert (result.returncode, result.stdout) == (2, "")
    assert "    = " in result.stderr  # what to do
    return re.sub(r"\s+", " ", result.stderr)


def test_what_cannot_be_compared_is_a_finding(
    folder: Path, tmp_path: Path, sambruk: RunCommand
) -> None:
    assert "WSP008 error: there is no commit v2 in" in refused(sambruk, folder, "v2")
    assert "WSP008 error: there is no commit v2 in" in refused(sambruk, folder, "HEAD..v2")
    for text in ("A...B", "..", "A..B..C", ""):
        assert f'USE905 error: "{text}" names no' in refused(sambruk, folder, text)
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{folder}", str(shallow))
    assert "git fetch --unshallow" in refused(sambruk, shallow, "HEAD~1")
    plain = write_workspace(tmp_path / "plain", {})
    assert "lies in no git repository" in refused(sambruk, plain)
    begun = write_workspace(tmp_path / "begun", {})
    git(begun, "init", "-q")
    assert "there is no commit HEAD" in refused(sambruk, begun)
    assert "WSP001" in sambruk("--root", tmp_path, "diff").stderr


def test_a_merge_conflict_is_a_finding_on_disk_and_in_a_commit(
    folder: Path, sambruk: RunCommand
) -> None:
    journal = folder / JOURNAL
    whole = journal.read_text()
    journal.write_text(f"<<<<<<< HEAD\n{whole}=======\n>>>>>>> annan\n")
    assert f"{JOURNAL}:1: WSP004" in refused(sambruk, folder)
    members = folder / "config/members.toml"
    journal.write_text(whole)
    text = members.read_text()
    members.write_text(f"<<<<<<< HEAD\n{text}=======\n>>>>>>> annan\n")
    committed(folder)
    members.write_text(text)
    said = refused(sambruk, folder)
    assert "WSP008 error: books and register cannot be read as they are in HEAD" in said
    assert "config/members.toml:1: WSP004" in said


def test_a_repository_that_git_does_not_trust_is_not_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As if the folder belonged to another user.
    monkeypatch.setitem(git_module._ENVIRONMENT, "GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(Unreadable) as caught:
        workspaces_of(Revisions("HEAD", ""), folder, lambda: Workspace(folder))
    (item,) = caught.value.findings
    assert item.code == "WSP008"
    assert "git status whether git trusts its owner" in (item.hint or "")


def test_what_the_repository_configures_is_not_run(
    folder: Path, tmp_path: Path, sambruk: RunCommand
) -> None:
    program = tmp_path / "evil.sh"
    program.write_text(f"#!/bin/sh\necho $0 >> {tmp_path}/ran\ncat\n")
    program.chmod(0o755)
    for name in ("core.fsmonitor", "core.pager", "diff.external", "diff.x.textconv"):
        git(folder, "config", name, str(program))
    git(folder, "config", "filter.x.smudge", str(program))
    (folder / ".gitattributes").write_text("* diff=x filter=x\n")
    assert sambruk("--root", folder, "diff", "HEAD~1").returncode == 0
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_nobody_is_named_who_is_private_in_one_of_the_versions(
    form: str, make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace(WORKSPACE)
    members, files = folder / "config/members.toml", sorted(folder.rglob("*.beancount"))
    private, texts = members.read_text(), {file: file.read_text() for file in files}
    # Before, nobody was private, and every amount another.
    members.write_text(private.replace("private = true\n", "").replace("Hemvägen 77", "Borta 7"))
    for file, text in texts.items():
        file.write_text(text.replace("0.00 SEK", "1.00 SEK"))
    first = committed(folder)
    members.write_text(private)
    for file, text in texts.items():
        file.write_text(text)
    committed(folder)
    for span in (first, f"{first}..HEAD", f"HEAD..{first}"):
        result = sambruk("--root", folder, "diff", span, "-f", form)
        assert result.returncode in (0, 1), result.stderr
        said = re.sub(r"\s+", " ", result.stdout + result.stderr).casefold()
        assert [secret for secret in SECRETS if secret.casefold() in said] == []
        assert "m-101" in said
    named = sambruk("--root", folder, "diff", first, "--names", "-f", form).stdout
    assert "Qvintus" in named


@pytest.mark.parametrize(("language", "form"), [("sv", "text"), ("en", "markdown")])
def test_a_change_of_the_example_is_as_read(
    form: str, language: str, tmp_path: Path, snapshot: SnapshotAssertion, sambruk: RunCommand
) -> None:
    folder = tmp_path / "example"
    copy_example(folder)
    committed(folder)
    change_example(folder)
    result = sambruk("--lang", language, "--root", folder, "diff", "-f", form)
    assert result.returncode == 1
    if form == "text":
        assert all(len(line) <= 80 for line in result.stdout.splitlines())
    said = re.sub(r"\(([0-9a-f]{12})\)", "(0123456789ab)", result.stdout)
    assert said == snapshot(extension_class=TextFile)


def copy_example(folder: Path) -> None:
    for file in (*(PROJECT / "config").rglob("*"), *(PROJECT / "ledger").rglob("*")):
        if file.is_file():
            target = folder / file.relative_to(PROJECT)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.read_bytes())


def change_example(folder: Path) -> None:
    """A text of the closed year 2006, a voucher more in 2007, a member of another tier."""
    edits = (
        ("ledger/2006.beancount", '"Årsavgift 2006"', '"Årsavgift"'),
        (
            "ledger/2007.beancount",
            "; Årets resultat förs",
            '2007-12-30 * "Hyra av möteslokal"\n  ver: "A10"\n  Expenses:5010-Lokaler 250.00 SEK\n'
            "  Assets:1930-Bank\n\n; Årets resultat förs",
        ),
        ("config/members.toml", 'tier = "large"', 'tier = "middle"'),
    )
    for name, old, new in edits:
        text = (folder / name).read_text()
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1))


@pytest.fixture
def driven(folder: Path) -> Path:
    """A repository in which git asks sambruk what has changed in a journal."""
    driver = f"{sys.executable} -m sambruk_cli --lang en diff --driver"
    git(folder, "config", "diff.sambruk.command", driver)
    (folder / ".gitattributes").write_text("*.beancount diff=sambruk\n")
    return folder


def shown_by_git(folder: Path, *arguments: str) -> str:
    return git(folder, "diff", *arguments, PYTHONPATH=str(PROJECT))


def test_git_shows_what_has_changed_in_a_journal_by_the_diff_driver(driven: Path) -> None:
    shown = shown_by_git(driven, "HEAD~1", "--", JOURNAL)
    assert f"{JOURNAL}\n---" in shown
    assert "1 voucher changed." in shown
    rows = [line.split() for line in shown.splitlines()]
    assert ["1930", "Bank", "50.00", "60.00"] in rows
    assert ["3190", "Övrigt", "-50.00", "-60.00"] in rows
    assert "+++" not in shown
    journal = driven / JOURNAL
    journal.write_text("; en rad till\n" + journal.read_text().replace("2300.00", "2300.0"))
    shown = shown_by_git(driven)
    assert "6 vouchers moved to other lines." in shown
    assert "    +; en rad till\n" in shown
    assert "    -2021-01-01 balance Assets:1930-Bank 2300.00 SEK\n" in shown


def test_the_diff_driver_takes_files_that_are_new_gone_renamed_and_in_conflict(
    driven: Path,
) -> None:
    git(driven, "mv", JOURNAL, "ledger/nu.beancount")
    shown = shown_by_git(driven, "-M", "--cached")
    assert "ledger/nu.beancount\n---" in shown
    assert "No voucher is added, removed or changed." in shown
    shown = shown_by_git(driven, "--no-renames", "--cached")
    assert "Vouchers removed (6)" in shown
    assert "Vouchers added (6)" in shown
    git(driven, "reset", "-q", "--hard")
    git(driven, "checkout", "-q", "-b", "annan", "HEAD~1")
    (driven / JOURNAL).write_text(JOURNAL_2021.replace(" 50.00", " 70.00").replace("-50.", "-70."))
    git(driven, "commit", "-q", "-a", "-m", "x")
    with pytest.raises(subprocess.CalledProcessError):
        git(driven, "merge", "-q", "main")
    # Git itself shows both sides of a conflict; against a commit it asks the driver.
    assert f"{JOURNAL}:44: WSP004 error" in shown_by_git(driven, "HEAD")


def test_the_diff_driver_names_nobody_who_is_private(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace(WORKSPACE)
    committed(folder)
    git(folder, "config", "diff.sambruk.command", f"{sys.executable} -m sambruk_cli diff --driver")
    (folder / ".gitattributes").write_text("*.beancount diff=sambruk\n")
    for file in (folder / "ledger").glob("20*.beancount"):
        file.write_text(file.read_text().replace("0.00 SEK", "1.00 SEK") + "; Qvintus Xerxén\n")
    said = re.sub(r"\s+", " ", shown_by_git(folder)).casefold()
    assert [secret for secret in SECRETS if secret.casefold() in said] == []
    assert "m-101" in said


def test_who_calls_the_driver_otherwise_is_told_so(folder: Path, sambruk: RunCommand) -> None:
    result = sambruk("--root", folder, "--lang", "en", "diff", "--driver", "a", "b")
    assert (result.returncode, "--driver is for git" in result.stderr) == (2, True)
    result = sambruk("--root", folder, "diff", "HEAD~1", "HEAD")
    assert (result.returncode, "USE905" in result.stderr) == (2, True)
