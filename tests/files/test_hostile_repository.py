"""A repository from a stranger runs nothing, and shows nothing but itself."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from sambruk_cli.files import git as git_module
from sambruk_cli.files.errors import Unreadable
from sambruk_cli.files.git import GitFailed, Objects, git_program
from sambruk_cli.files.protocol import Kind
from sambruk_cli.files.repository import head_marks
from sambruk_cli.files.revision import open_revision
from sambruk_cli.files.trees import tree_entries
from sambruk_cli.findings import Finding
from sambruk_cli.opening.history import open_history
from sambruk_cli.opening.revisions import Revised
from sambruk_cli.report.stamp import make_stamp
from sambruk_cli.workspace import Workspace
from tests.files.repositories import committed, git, put_file
from tests.workspaces import write_workspace

FILE = "config/a.toml"
ALSO = "ledger/b.txt"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "workspace"
    put_file(folder, FILE, "a = 1\n")
    put_file(folder, ALSO, "b\n")
    return folder


@pytest.fixture
def private(tmp_path: Path) -> Path:
    """Another repository on the machine, with something that is nobody's business."""
    folder = tmp_path / "private"
    put_file(folder, FILE, "secret = 1\n")
    committed(folder)
    return folder


def commit_in_stamp(folder: Path) -> str:
    workspace = Workspace(folder)
    workspace.read_text(FILE)
    return make_stamp(workspace).commit


def read_at(folder: Path, revision: str = "HEAD") -> str:
    return Workspace(folder, open_revision(folder, revision)).read_text(FILE)


def refused(folder: Path, revision: str = "HEAD") -> Finding:
    with pytest.raises(Unreadable) as caught:
        read_at(folder, revision)
    (item,) = caught.value.findings
    assert item.hint
    return item


# ------------------------------------------------------------------ what would be run


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A program that leaves a mark when it is run, whatever as."""
    path = tmp_path / "evil.sh"
    path.write_text(f'#!/bin/sh\necho "$0 $@" >> {tmp_path}/ran\ncat\n')
    path.chmod(0o755)
    return path


NAMES_PROGRAMS = (
    "core.fsmonitor",
    "core.pager",
    "core.editor",
    "core.askPass",
    "core.sshCommand",
    "core.gitProxy",
    "core.alternateRefsCommand",
    "sequence.editor",
    "pager.cat-file",
    "pager.config",
    "alias.cat-file",
    "filter.evil.clean",
    "filter.evil.smudge",
    "filter.evil.process",
    "diff.evil.textconv",
    "diff.evil.command",
    "diff.external",
    "merge.evil.driver",
    "gpg.program",
    "gpg.ssh.program",
    "credential.helper",
    "remote.origin.uploadpack",
    "remote.origin.vcs",
    "uploadpack.packObjectsHook",
    "trace2.normalTarget",
    "trace2.eventTarget",
)


def arm(folder: Path, program: Path) -> None:
    """Name the program wherever a repository can name one."""
    for name in NAMES_PROGRAMS:
        git(folder, "config", name, str(program))
    put_file(folder, ".git/info/attributes", "* filter=evil diff=evil merge=evil\n")
    hooks = folder / ".git/hooks"
    hooks.mkdir(exist_ok=True)
    for name in ("post-checkout", "pre-commit", "post-index-change", "reference-transaction"):
        shutil.copy(program, hooks / name)
    git(folder, "config", "core.hooksPath", str(hooks))
    included = folder.parent / "included"
    included.write_text(f"[core]\n\tfsmonitor = {program}\n")
    git(folder, "config", "includeIf.gitdir:/**.path", str(included))


def test_what_a_repository_names_is_not_run(root: Path, program: Path) -> None:
    put_file(root, ".gitattributes", "* filter=evil diff=evil merge=evil text=auto\n")
    commit = committed(root)
    arm(root, program)
    put_file(root, FILE, "a = 2\n")
    assert read_at(root) == "a = 1\n"
    assert Workspace(root, open_revision(root, "HEAD")).size(FILE) == 6
    assert commit_in_stamp(root) == commit
    assert not (root.parent / "ran").exists()


def test_the_program_would_leave_a_mark(root: Path, program: Path) -> None:
    """The test above would notice: `git status` runs it."""
    put_file(root, ".gitattributes", "* filter=evil diff=evil merge=evil text=auto\n")
    committed(root)
    arm(root, program)
    put_file(root, FILE, "a = 2\n")
    subprocess.run(["git", "status"], cwd=root, capture_output=True, check=False)
    assert (root.parent / "ran").exists()


@pytest.mark.parametrize("url", ["ext::{program}", "ssh://nowhere.invalid/x", "file://{root}"])
def test_what_a_partial_clone_lacks_is_not_brought(root: Path, program: Path, url: str) -> None:
    git(root.parent, "init", "-q", str(root))
    git(root, "config", "uploadpack.allowFilter", "true")
    committed(root)
    clone = root.parent / "clone"
    git(root, "clone", "-q", "--no-checkout", "--filter=blob:none", root.as_uri(), str(clone))
    arm(clone, program)
    git(clone, "config", "--unset", "remote.origin.vcs")
    git(clone, "config", "remote.origin.url", url.format(program=program, root=root))
    for name in ("allow", "ext.allow", "ssh.allow", "file.allow"):
        git(clone, "config", f"protocol.{name}", "always")
    assert "this clone of the repository does not hold it" in refused(clone).message
    assert not (root.parent / "ran").exists()


def test_the_environment_does_not_choose_the_repository(
    root: Path, private: Path, program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit = committed(root)
    for name, value in {
        "GIT_DIR": str(private / ".git"),
        "GIT_WORK_TREE": str(private),
        "GIT_INDEX_FILE": str(private / ".git/index"),
        "GIT_OBJECT_DIRECTORY": str(private / ".git/objects"),
        "GIT_ALTERNATE_OBJECT_DIRECTORIES": str(private / ".git/objects"),
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "core.fsmonitor",
        "GIT_CONFIG_VALUE_0": str(program),
        "GIT_CONFIG_PARAMETERS": f"'core.pager={program}'",
        "GIT_PAGER": str(program),
        "GIT_NAMESPACE": "x",
        "GIT_TRACE": str(root / "trace"),
    }.items():
        monkeypatch.setenv(name, value)
    assert read_at(root) == "a = 1\n"
    assert commit_in_stamp(root) == commit
    assert not (root.parent / "ran").exists()
    assert not (root / "trace").exists()


def test_a_git_in_the_folder_of_the_moment_is_not_run(
    root: Path, program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    committed(root)
    shutil.copy(program, root / "git")
    monkeypatch.chdir(root)
    monkeypatch.setenv("PATH", f".{os.pathsep}")
    assert git_program() is None
    assert commit_in_stamp(root) == ""
    assert not (root.parent / "ran").exists()


def test_a_configuration_that_is_a_pipe_does_not_hold_a_command_up(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    committed(root)
    monkeypatch.setattr(git_module, "_SECONDS", 1)
    os.mkfifo(root.parent / "pipe")
    git(root, "config", "include.path", str(root.parent / "pipe"))
    assert "git has ended" in refused(root).message
    assert commit_in_stamp(root) == ""


@pytest.mark.parametrize(
    "name",
    ["HEAD", "config", "packed-refs", "refs/heads/x", "objects/info/alternates", "info/grafts"],
)
def test_a_pipe_in_a_repository_does_not_hold_a_command_up(root: Path, name: str) -> None:
    committed(root)
    path = root / ".git" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    before = time.monotonic()
    assert commit_in_stamp(root) == ""
    assert time.monotonic() - before < 5  # git would be waited for 10 seconds


def test_a_link_to_a_pipe_in_a_repository_does_not_hold_a_command_up(root: Path) -> None:
    committed(root)
    os.mkfifo(root / ".git/pipe")
    (root / ".git/HEAD").unlink()
    (root / ".git/HEAD").symlink_to("pipe")
    assert commit_in_stamp(root) == ""


# ------------------------------------------------------------------ another repository


def test_a_git_file_to_another_repository_is_not_followed(root: Path, private: Path) -> None:
    put_file(root, ".git", f"gitdir: {private / '.git'}\n")
    assert commit_in_stamp(root) == ""
    assert "does not name this folder as its own" in refused(root).message


def test_a_link_to_another_repository_is_not_followed(root: Path, private: Path) -> None:
    (root / ".git").symlink_to(private / ".git")
    assert commit_in_stamp(root) == ""
    assert "does not name this folder as its own" in refused(root).message


def test_a_worktree_of_another_folder_is_not_followed(root: Path, private: Path) -> None:
    git(private, "worktree", "add", "-q", str(private.parent / "worktree"))
    (made,) = (private / ".git/worktrees").iterdir()
    put_file(root, ".git", f"gitdir: {made}\n")
    assert commit_in_stamp(root) == ""
    assert "does not name this folder as its own" in refused(root).message


def test_what_only_the_folder_itself_says_makes_it_no_worktree(root: Path, private: Path) -> None:
    """A worktree that the other repository knows nothing of."""
    commit = git(private, "rev-parse", "HEAD")
    put_file(root, "made-up/commondir", f"{private / '.git'}\n")
    put_file(root, "made-up/gitdir", f"{root / '.git'}\n")
    put_file(root, "made-up/HEAD", f"{commit}\n")
    put_file(root, ".git", "gitdir: made-up\n")
    assert git(root, "show", f"HEAD:{FILE}") == "secret = 1", "git itself follows it"
    assert commit_in_stamp(root) == ""
    assert "does not name this folder as its own" in refused(root).message


def test_a_commondir_in_the_repository_is_not_followed(root: Path, private: Path) -> None:
    committed(root)
    put_file(root, ".git/commondir", f"{private / '.git'}\n")
    assert commit_in_stamp(root) == ""
    assert "does not name this folder as its own" in refused(root, "main").message


@pytest.mark.parametrize(
    "name",
    ["objects", "objects/pack", "refs", "refs/heads", "refs/heads/main", "HEAD", "logs", "config"],
)
def test_a_link_in_the_place_of_what_git_reads_is_not_followed(
    root: Path, private: Path, name: str
) -> None:
    committed(root)
    git(private, "gc", "-q")
    ours, theirs = root / ".git" / name, private / ".git" / name
    put_file(private, ".git/refs/heads/main", git(private, "rev-parse", "HEAD"))
    if ours.is_dir():
        shutil.rmtree(ours)
    else:
        ours.unlink()
    ours.symlink_to(theirs)
    assert commit_in_stamp(root) == ""
    assert "does not name this folder as its own" in refused(root).message


def test_links_that_stay_in_the_repository_are_followed(root: Path) -> None:
    commit = committed(root)
    git(root, "gc", "-q")
    (root / ".git/objects/pack").rename(root / ".git/packs")
    (root / ".git/objects/pack").symlink_to("../packs")
    assert commit_in_stamp(root) == commit
    assert read_at(root) == "a = 1\n"


def test_objects_of_another_repository_are_not_read(root: Path, private: Path) -> None:
    """Who knows the id of a commit elsewhere must not get its files shown by it."""
    commit = committed(root)
    secret = git(private, "rev-parse", "HEAD")
    put_file(root, ".git/objects/info/alternates", f"{private / '.git/objects'}\n")
    assert git(root, "show", f"{secret}:{FILE}") == "secret = 1", "git itself reads it"
    for revision in (secret, "HEAD"):
        item = refused(root, revision)
        assert "takes objects from another one" in item.message
        assert "git repack" in (item.hint or "")
    assert commit_in_stamp(root) == commit, "what the repository itself says may be said"


def test_an_index_of_packs_does_not_say_where_they_lie(root: Path) -> None:
    """It can name packs by any path; here one beside their folder, it could be anywhere."""
    committed(root)
    git(root, "repack", "-q", "-a", "-d", "--write-midx")
    packs = root / ".git/objects/pack"
    index = packs / "multi-pack-index"
    index.chmod(0o644)
    index.write_bytes(index.read_bytes().replace(b"pack-", b"../k-"))
    for path in packs.glob("pack-*"):
        path.rename(packs.parent / path.name.replace("pack-", "k-"))
    assert git(root, "show", f"HEAD:{FILE}") == "a = 1", "git itself follows it"
    assert refused(root).code == "WSP008"
    assert commit_in_stamp(root) == ""


def test_a_folder_that_looks_like_a_repository_is_none_while_it_holds_a_workspace(
    root: Path, private: Path
) -> None:
    """A bare repository that came with another one, its configuration as the stranger wrote it."""
    below = root / "below"
    put_file(below, FILE, "a = 3\n")
    for name in ("HEAD", "objects", "refs"):
        source = private / ".git" / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, below / name)
    commit = committed(root)
    assert commit_in_stamp(below) == commit
    assert read_at(below) == "a = 3\n"


# ------------------------------------------------------------------ what is followed


def test_a_worktree(root: Path) -> None:
    committed(root)
    worktree = root.parent / "worktree"
    git(root, "worktree", "add", "-q", str(worktree))
    put_file(worktree, FILE, "a = 4\n")
    commit = committed(worktree)
    assert commit_in_stamp(worktree) == commit
    assert (read_at(worktree), read_at(root)) == ("a = 4\n", "a = 1\n")
    assert read_at(root, "worktree") == "a = 4\n", "its branch is one of the repository"


def test_a_submodule(root: Path) -> None:
    commit = committed(root)
    above = root.parent / "above"
    above.mkdir()
    git(above, "init", "-q")
    git(above, "submodule", "-q", "add", str(root), "books")
    assert (above / "books/.git").is_file()
    assert commit_in_stamp(above / "books") == commit
    assert read_at(above / "books") == "a = 1\n"


def test_a_repository_put_elsewhere_once_it_names_the_folder(root: Path) -> None:
    elsewhere = root.parent / "elsewhere"
    git(root, "init", "-q", f"--separate-git-dir={elsewhere}")
    commit = committed(root)
    assert commit_in_stamp(root) == ""
    git(root, "config", "core.worktree", str(root))
    assert commit_in_stamp(root) == commit
    assert read_at(root) == "a = 1\n"
    git(root, "config", "core.worktree", str(root.parent))
    assert commit_in_stamp(root) == ""


def test_a_repository_below_the_folder_that_a_git_file_names(root: Path) -> None:
    git(root, "init", "-q", f"--separate-git-dir={root / 'kept'}")
    put_file(root, ".gitignore", "kept\n")
    commit = committed(root)
    assert commit_in_stamp(root) == commit


@pytest.mark.parametrize("content", ["", "gitdir:", "gitdir: \n", "gitdir: missing\n", "x" * 9000])
def test_a_git_file_that_names_nothing(root: Path, content: str) -> None:
    put_file(root, ".git", content)
    assert commit_in_stamp(root) == ""
    assert refused(root).code == "WSP008"


# ------------------------------------------------------------------ trees made by hand


def tree_of(folder: Path, *entries: tuple[str, str, str]) -> str:
    """A commit whose tree has entries that no index would take: mode, name and content."""
    data = b""
    for mode, name, content in entries:
        if mode == "40000":
            identity = content
        else:
            put_file(folder.parent, "blob", content)
            identity = git(folder, "hash-object", "-w", str(folder.parent / "blob"))
        data += f"{mode} {name}\0".encode() + bytes.fromhex(identity)
    put_file(folder.parent, "tree", data)
    made = ("hash-object", "-w", "-t", "tree", "--literally", str(folder.parent / "tree"))
    return git(folder, *made)


def test_names_that_no_file_can_have_are_left_out(root: Path) -> None:
    committed(root)
    evil = [("100644", name, "evil\n") for name in ("..", ".", "", "../x", "a/b", "/etc/passwd")]
    tree = tree_of(root, *evil, ("100644", "good", "good\n"))
    commit = git(root, "commit-tree", tree, "-m", "x")
    files = open_revision(root, commit)
    assert [match.name for match in files.matches("**/*").found] == ["good"]
    assert files.place("..").kind is Kind.OUTSIDE
    assert files.place("a/b").kind is Kind.MISSING


def test_a_tree_that_holds_itself_many_times_over_is_read_where_it_is_asked_only(
    root: Path,
) -> None:
    """Ten folders in each of ten, forty deep: more than any time would do."""
    committed(root)
    tree = tree_of(root, ("100644", "x", "x\n"))
    for _ in range(40):
        tree = tree_of(root, *(("40000", f"f{number}", tree) for number in range(10)))
    files = open_revision(root, git(root, "commit-tree", tree, "-m", "x"))
    assert files.read("/".join(["f7"] * 40) + "/x").data == b"x\n"
    assert len(files.matches("*/*").found) == 100


def test_links_with_odd_targets_lead_nowhere(root: Path) -> None:
    committed(root)
    targets = ["", "a\0b", "x" * 5000, "\udcff", "/", "~/x", "good/../../x"]
    links = [("120000", f"link{n}", target) for n, target in enumerate(targets) if n != 3]
    tree = tree_of(root, *links, ("100644", "good", "good\n"))
    files = open_revision(root, git(root, "commit-tree", tree, "-m", "x"))
    kinds = {name: files.place(name).kind for _, name, _ in links}
    assert kinds.pop("link5") is Kind.BROKEN  # ~ is a name like any other
    assert set(kinds.values()) == {Kind.OUTSIDE}


def test_a_tree_is_read_as_git_writes_it() -> None:
    data = b"100644 a\0" + b"\1" * 20 + b"40000 b c\0" + b"\2" * 20
    entries = dict(tree_entries(data, 20))
    assert {name: (e.mode, e.id) for name, e in entries.items()} == {
        "a": (0o100644, "01" * 20),
        "b c": (0o40000, "02" * 20),
    }


# ------------------------------------------------------------------ git itself


def test_a_process_that_ends_is_started_anew(root: Path) -> None:
    commit = committed(root)
    objects = Objects(root, root / ".git", bare=False, partial=False)
    assert objects.get("HEAD") is not None
    objects._running["--batch"]._process.kill()
    with pytest.raises(GitFailed):
        objects.get("HEAD")
    found = objects.get("HEAD")
    assert found is not None
    assert found.id == commit


def test_no_process_outlives_what_reads_through_it(root: Path) -> None:
    committed(root)
    objects = Objects(root, root / ".git", bare=False, partial=False)
    objects.get("HEAD")
    objects.size("HEAD")
    processes = [running._process for running in objects._running.values()]
    assert [process.poll() for process in processes] == [None, None]
    del objects
    assert [process.poll() for process in processes] == [0, 0]


def test_the_marks_of_a_head_change_with_the_commit_and_with_nothing_else(root: Path) -> None:
    assert head_marks(root) == ()
    marks = []
    committed(root)
    marks.append(head_marks(root))
    put_file(root, FILE, "a = 5\n")
    git(root, "add", "-A")
    assert head_marks(root) == marks[0]
    committed(root)
    marks.append(head_marks(root))
    git(root, "checkout", "-q", "-b", "other")
    marks.append(head_marks(root))
    git(root, "checkout", "-q", "--detach", "HEAD~1")
    marks.append(head_marks(root))
    git(root, "checkout", "-q", "main")
    git(root, "pack-refs", "--all")
    git(root, "branch", "-D", "other")
    marks.append(head_marks(root))
    git(root, "config", "core.worktree", str(root))
    marks.append(head_marks(root))
    worktree = root.parent / "worktree"
    git(root, "worktree", "add", "-q", str(worktree))
    marks.append(head_marks(worktree))
    committed(worktree)
    marks.append(head_marks(worktree))
    assert len(set(marks)) == len(marks) == 8


def test_a_history_of_trees_that_hold_themselves_is_told_at_once(tmp_path: Path) -> None:
    folder = write_workspace(tmp_path / "books")
    committed(folder)
    tree = git(folder, "hash-object", "-w", "-t", "tree", os.devnull)
    for _ in range(70):  # ten times ten times ten...
        lines = "".join(f"040000 tree {tree}\t{name}\n" for name in "abcdefghij")
        tree = mktree(folder, lines)
    whole = git(folder, "rev-parse", "HEAD^{tree}")
    kept = git(folder, "ls-tree", whole)
    for made in (tree, mktree(folder, f"{kept}\n040000 tree {tree}\tx\n"), whole):
        commit = git(folder, "commit-tree", made, "-p", "HEAD", "-m", "x")
        git(folder, "update-ref", "refs/heads/main", commit)
    changes = list(open_history(Revised(folder)).changes())
    assert [len(c.vouchers.added) - len(c.vouchers.removed) for c in changes] == [12, -12, 12]


def mktree(folder: Path, lines: str) -> str:
    program = git_program()
    assert program is not None
    return subprocess.run(
        [program, "mktree"], cwd=folder, input=lines, text=True, capture_output=True, check=True
    ).stdout.strip()


def test_a_tree_that_is_no_tree_and_a_commit_that_is_none_are_findings_or_nothing(
    tmp_path: Path,
) -> None:
    folder = write_workspace(tmp_path / "books")
    committed(folder)

    def written(kind: str, data: bytes) -> str:
        (tmp_path / kind).write_bytes(data)
        return git(folder, "hash-object", "-w", "-t", kind, "--literally", str(tmp_path / kind))

    def commit(tree: str, *lines: str) -> None:
        text = "\n".join((f"tree {tree}", *lines, "", "x\n"))
        git(folder, "update-ref", "refs/heads/main", written("commit", text.encode()))

    whole = git(folder, "rev-parse", "HEAD^{tree}")
    signed = "author a <a@x> 9 +0000"
    for data in (b"no tree", b"9x a\0" + bytes(20)):
        commit(written("tree", data), signed)
        for read in (open_history, lambda where: open_revision(where.folder, "HEAD")):
            with pytest.raises(Unreadable) as caught:
                read(Revised(folder))
            assert [item.code for item in caught.value.findings] == ["WSP008"]
    # Names and days that nobody has, and parents that are none.
    for odd in (
        "author",
        "author a <a@x> 99999999999999999999 +9999",
        f"author a <a@x> {'9' * 5000} -0000",
        "parent HEAD",
        "parent x y",
        "encoding none\nauthor é <> 1 +0100",
    ):
        commit(whole, odd)
        assert len(list(open_history(Revised(folder)).changes())) <= 1
