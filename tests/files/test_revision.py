"""The tree of a commit: read as the folder would be, without checking anything out."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sambruk_cli.books.load import load_ledger
from sambruk_cli.files.errors import Unreadable
from sambruk_cli.files.folder import Folder
from sambruk_cli.files.protocol import Files, Kind, Outside, Place
from sambruk_cli.files.revision import open_revision
from sambruk_cli.findings import Finding
from sambruk_cli.register.read import read_register
from sambruk_cli.workspace import Workspace
from tests.conftest import PROJECT, MakeWorkspace
from tests.files.repositories import committed, git, put_file
from tests.sessions import read_checked


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with files, folders and links of every kind, not yet committed."""
    folder = tmp_path / "workspace"
    put_file(folder, "config/a.toml", "a = 1\n")
    put_file(folder, "config/.hidden.toml", "")
    put_file(folder, "ledger/main.beancount", "; main\n")
    put_file(folder, "ledger/2021/one.beancount", "; one\n")
    put_file(folder, "ledger/2021/two.beancount", "; två\n")
    put_file(folder, "ledger/åäö.txt", "å")
    put_file(tmp_path, "secret.txt", "secret\n")
    links = {
        "link.toml": "config/a.toml",
        "config/up.beancount": "../ledger/main.beancount",
        "years": "ledger/2021",
        "ledger/again": "../years",
        "out.txt": "../secret.txt",
        "away": "..",
        "nowhere": "config/missing.toml",
        "itself": "itself",
        "a-circle": "b-circle",
        "b-circle": "a-circle",
        "absolute": "/etc/hostname",
        "home": str(folder / "config/a.toml"),
        "there-and-back": "../workspace/config/a.toml",
    }
    for name, target in links.items():
        (folder / name).symlink_to(target)
    return folder


def at(folder: Path, revision: str = "HEAD") -> Files:
    return open_revision(folder, revision)


def refused(folder: Path, revision: str = "HEAD") -> Finding:
    """The one finding that opening a revision ends in."""
    with pytest.raises(Unreadable) as caught:
        open_revision(folder, revision)
    (item,) = caught.value.findings
    assert item.code == "WSP008"
    assert item.hint
    return item


NAMES = (
    ".",
    "",
    "config",
    "config/a.toml",
    "config/./a.toml",
    "config/../ledger/main.beancount",
    "missing/../config/a.toml",
    "config/missing.toml",
    "missing/a.toml",
    "config/a.toml/below",
    "config/a.toml/../a.toml",
    "ledger/åäö.txt",
    "link.toml",
    "config/up.beancount",
    "years",
    "years/one.beancount",
    "years/../main.beancount",
    "ledger/again/two.beancount",
    "out.txt",
    "away",
    "away/secret.txt",
    "away/workspace/config/a.toml",
    "nowhere",
    "nowhere/x",
    "itself",
    "a-circle",
    "a-circle/x",
    "absolute",
    "home",
    "there-and-back",
    "..",
    "../secret.txt",
    "../workspace/config/a.toml",
    "../workspace",
    "/etc/hostname",
    "/",
    "a\0b",
)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_leads_where_it_leads_on_disk(root: Path, name: str) -> None:
    committed(root)
    assert at(root).place(name) == Folder(root).place(name)


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("link.toml", Place(Kind.FILE, "config/a.toml")),
        ("ledger/again", Place(Kind.FOLDER, "ledger/2021")),
        ("nowhere", Place(Kind.BROKEN, "config/missing.toml")),
        ("config/missing.toml", Place(Kind.MISSING, "config/missing.toml")),
        ("out.txt", Place(Kind.OUTSIDE, "")),
        ("../nothing-there", Place(Kind.OUTSIDE, "")),
        ("itself", Place(Kind.OUTSIDE, "")),
        (".", Place(Kind.FOLDER, ".")),
    ],
)
def test_what_stands_at_a_name(root: Path, name: str, place: Place) -> None:
    committed(root)
    assert [files.place(name) for files in (Folder(root), at(root))] == [place, place]


def test_absolute_names_below_the_root_are_names_in_the_commit(root: Path) -> None:
    committed(root)
    link = root.parent / "by-a-link"
    link.symlink_to(root)
    for folder in (root, link):
        for files in (Folder(folder), at(folder)):
            place = files.place(str(folder / "config/a.toml"))
            assert place == Place(Kind.FILE, "config/a.toml")


@pytest.mark.parametrize(
    "pattern",
    [
        "config/*.toml",
        "*/*.beancount",
        "**/*.beancount",
        "**",
        "**/*",
        "ledger/**/t*.beancount",
        "ledger/[am]*",
        "*/again/*",
        "*",
        "*.t?t",
        "years/*",
        "away/*",
        "away/*/config/*",
        "*/secret.txt",
        "config",
        "missing/*",
        "config/*/x",
        "**x/*",
        "*circle*",
    ],
)
def test_a_pattern_matches_what_it_matches_on_disk(root: Path, pattern: str) -> None:
    committed(root)
    shutil.move(root / ".git", root.parent / "set-aside")  # on disk it would match, too
    on_disk = Folder(root).matches(pattern)
    shutil.move(root.parent / "set-aside", root / ".git")
    in_commit = at(root).matches(pattern)
    assert in_commit.found == on_disk.found
    assert in_commit.strays <= on_disk.strays


def test_a_file_holds_what_was_committed_not_what_lies_on_disk(root: Path) -> None:
    first = committed(root)
    put_file(root, "config/a.toml", "a = 2\n")
    second = committed(root)
    put_file(root, "config/a.toml", "a = 3\n")
    (root / "ledger/main.beancount").unlink()
    assert at(root, first).read("link.toml").data == b"a = 1\n"
    assert at(root, second).read("config/a.toml").data == b"a = 2\n"
    assert at(root).read("ledger/main.beancount").data == b"; main\n"
    assert at(root, "HEAD~1").commit == first
    assert at(root, "main").commit == second


def test_sizes_and_digests_are_those_of_the_content(root: Path) -> None:
    committed(root)
    folder, commit = Folder(root), at(root)
    for name in ("config/a.toml", "ledger/åäö.txt", "link.toml"):
        assert commit.size(name) == folder.size(name) > 0
        assert commit.read(name)[:2] == folder.read(name)[:2]
    assert [commit.size(name) for name in ("config", "missing", "out.txt")] == [0, 0, 0]
    assert commit.read("config/a.toml").state is None, "what is committed cannot change"


@pytest.mark.parametrize(
    "name", ["out.txt", "away/secret.txt", "../secret.txt", "absolute", "a\0b"]
)
def test_a_name_that_leads_outside_is_not_read(root: Path, name: str) -> None:
    committed(root)
    with pytest.raises(Outside):
        at(root).read(name)
    with pytest.raises(Unreadable) as caught:
        Workspace(root, at(root)).read_text(name)
    assert [item.code for item in caught.value.findings] == ["WSP005"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("config", "not an ordinary file"),
        ("missing.toml", "no such file or directory"),
        ("nowhere", "no such file or directory"),
        ("module", "not an ordinary file"),
        ("module/README", "no such file or directory"),
    ],
)
def test_what_is_no_file_is_not_read(root: Path, name: str, reason: str) -> None:
    other = root.parent / "other"
    put_file(other, "README", "read me\n")
    committed(other)
    committed(root)
    git(root, "submodule", "-q", "add", str(other), "module")
    committed(root)
    with pytest.raises(Unreadable) as caught:
        Workspace(root, at(root)).read_text(name)
    (item,) = caught.value.findings
    assert (item.code, item.message) == ("WSP002", f"cannot read {name}: {reason}")


def test_a_workspace_below_the_root_of_the_repository(root: Path) -> None:
    put_file(root.parent, "config/a.toml", "another\n")
    committed(root.parent)
    files = at(root)
    assert files.read("config/a.toml").data == b"a = 1\n"
    assert files.place("out.txt").kind is Kind.OUTSIDE, "in the repository, but not the workspace"
    assert files.matches("*.txt").found == Folder(root).matches("*.txt").found


def test_a_bare_repository(root: Path) -> None:
    commit = committed(root)
    bare = root.parent / "bare.git"
    git(root, "clone", "-q", "--bare", ".", str(bare))
    files = at(bare)
    assert (files.commit, files.root) == (commit, bare)
    assert files.read("link.toml").data == b"a = 1\n"
    assert files.place("out.txt").kind is Kind.OUTSIDE


def test_a_repository_whose_ids_are_sha_256(root: Path) -> None:
    commit = committed(root, "--object-format=sha256")
    assert len(commit) == 64
    assert at(root).commit == commit
    assert at(root).read("years/one.beancount").data == b"; one\n"


def test_packed_objects_and_refs(root: Path) -> None:
    commit = committed(root)
    git(root, "tag", "-a", "v1", "-m", "x")
    git(root, "gc", "-q")
    assert at(root, "v1").commit == commit
    assert at(root, "v1").read("config/a.toml").data == b"a = 1\n"


# ------------------------------------------------------------------ a whole workspace


def test_the_books_of_a_commit_are_those_of_the_folder(tmp_path: Path) -> None:
    """The example: register, vouchers, balances and everything that all checks find."""
    folder = tmp_path / "example"
    for name in ("config", "ledger"):
        shutil.copytree(PROJECT / name, folder / name)
    committed(folder)
    commit = at(folder)
    elsewhere = tmp_path / "set-aside"
    on_disk = Workspace(folder)
    expected = read_checked(on_disk, cache=False)
    (elsewhere).mkdir()
    for name in ("config", "ledger"):
        shutil.move(folder / name, elsewhere / name)
    workspace = Workspace(folder, commit)
    found = read_checked(workspace, cache=False)
    assert found.register == expected.register
    assert list(found.books.vouchers) == list(expected.books.vouchers)
    assert found.books.accounts == expected.books.accounts
    assert found.findings == expected.findings
    assert len(found.books.vouchers) > 100
    assert workspace.digests == on_disk.digests


def test_findings_in_a_commit_stand_at_the_same_lines(make_workspace: MakeWorkspace) -> None:
    main = (
        'include "../../outside.beancount"\ninclude "missing.beancount"\n'
        '2021-05-05 document Assets:1930-Bank "kvitto.pdf"\n'
        '2021-05-06 document Assets:1930-Bank "finns.pdf"\n'
        '2021-05-07 document Assets:1930-Bank "/etc/hostname"\n'
    )
    folder = make_workspace({"ledger/2021.beancount": main, "ledger/finns.pdf": "x"})
    committed(folder)
    commit = at(folder)
    expected = load_ledger(Workspace(folder)).findings
    shutil.rmtree(folder / "ledger")
    found = load_ledger(Workspace(folder, commit)).findings
    assert found == expected
    codes = [item.code for item in found]
    assert {"WSP005", "BOK221"} <= set(codes)
    assert any('file does not exist: "ledger/kvitto.pdf"' in item.message for item in found)
    assert not any("finns.pdf" in item.message for item in found)


def test_the_register_of_an_older_commit(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace()
    first = committed(folder)
    members = folder / "config/members.toml"
    members.write_text(members.read_text().replace("Storstads kommun", "Nystads kommun"))
    committed(folder)
    names = [
        read_register(Workspace(folder, at(folder, revision)))[0].members[0].name
        for revision in (first, "HEAD")
    ]
    assert names == ["Storstads kommun", "Nystads kommun"]


# ------------------------------------------------------------------ what cannot be opened


@pytest.mark.parametrize(
    "revision",
    [
        "v9",
        "HEAD~1",
        "0" * 40,
        "",
        " ",
        "-h",
        "--help",
        "HEAD:config",
        ":config/a.toml",
        "HEAD..HEAD",
        "^HEAD",
        "HEAD\nHEAD",
        "HEAD\0",
        "x" * 100_000,
        "åäö",
        "\udcff",
    ],
)
def test_an_unknown_revision_is_a_finding(root: Path, revision: str) -> None:
    committed(root)
    item = refused(root, revision)
    assert "there is no commit" in item.message
    assert str(root) in item.message


def test_a_file_or_tree_is_no_revision(root: Path) -> None:
    committed(root)
    for what in ("HEAD:config/a.toml", "HEAD^{tree}"):
        assert "there is no commit" in refused(root, git(root, "rev-parse", what)).message


def test_a_folder_that_is_no_repository(root: Path) -> None:
    assert "no git repository" in refused(root).message


def test_a_repository_without_a_commit(root: Path) -> None:
    git(root, "init", "-q")
    assert "there is no commit HEAD" in refused(root).message


def test_a_folder_that_was_not_there_yet(root: Path) -> None:
    put_file(root.parent, "before.txt", "x")
    git(root.parent, "init", "-q")
    git(root.parent, "add", "before.txt")
    git(root.parent, "commit", "-q", "-m", "x")
    committed(root.parent)
    assert at(root, "HEAD").commit
    assert "is no folder in HEAD~1" in refused(root, "HEAD~1").message


def test_without_git_the_way_to_get_it_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    committed(root)
    monkeypatch.setenv("PATH", str(root))
    item = refused(root)
    assert "git is not installed" in item.message


def test_a_shallow_clone_says_that_it_lacks_history(root: Path) -> None:
    first = committed(root)
    put_file(root, "config/a.toml", "a = 2\n")
    second = committed(root)
    clone = root.parent / "shallow"
    git(root, "clone", "-q", "--depth=1", root.as_uri(), str(clone))
    assert at(clone).commit == second
    for revision in (first, "HEAD~1"):
        item = refused(clone, revision)
        assert "only a part of its history" in item.message
        assert "--unshallow" in (item.hint or "")


def test_a_partial_clone_brings_nothing_and_says_what_it_lacks(root: Path) -> None:
    git(root.parent, "init", "-q", str(root))
    git(root, "config", "uploadpack.allowFilter", "true")
    committed(root)
    for filters, says in (("blob:none", None), ("tree:0", "does not hold the files of HEAD")):
        clone = root.parent / filters.replace(":", "-")
        git(root, "clone", "-q", "--no-checkout", f"--filter={filters}", root.as_uri(), str(clone))
        before = sorted(path.name for path in (clone / ".git/objects").rglob("*"))
        if says is None:
            with pytest.raises(Unreadable) as caught:
                Workspace(clone, at(clone)).read_text("config/a.toml")
            (item,) = caught.value.findings
            assert item.code == "WSP002"
            assert "this clone of the repository does not hold it" in item.message
        else:
            assert says in refused(clone).message
        assert sorted(path.name for path in (clone / ".git/objects").rglob("*")) == before


def test_a_damaged_repository_is_a_finding(root: Path) -> None:
    commit = committed(root)
    damaged = root / ".git/objects" / commit[:2] / commit[2:]
    damaged.chmod(0o644)
    damaged.write_bytes(b"damaged")
    item = refused(root)
    assert "git cannot read" in item.message or "there is no commit" in item.message
