"""Reading inside one folder, and nowhere else."""

from __future__ import annotations

import errno
import hashlib
import os
import threading
import time
from pathlib import Path

import pytest

from sambruk_cli.files.errors import Unreadable
from sambruk_cli.findings import Finding, finding
from sambruk_cli.render.findings import finding_lines
from sambruk_cli.workspace import Workspace, find_workspace, open_workspace
from tests.sayings import saying


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder `workspace` with a stranger's file beside it."""
    folder = tmp_path / "workspace"
    (folder / "config").mkdir(parents=True)
    (folder / "ledger").mkdir()
    (folder / "config/association.toml").write_text("[association]\n")
    (tmp_path / "secret.txt").write_text("secret\n")
    return folder


def refused(root: Path, relative: str) -> Finding:
    """The one finding that reading a path ends in."""
    with pytest.raises(Unreadable) as caught:
        Workspace(root).read_text(relative)
    (item,) = caught.value.findings
    assert item.hint
    return item


@pytest.mark.longer
def test_of_a_line_of_millions_only_what_can_be_seen_is_looked_at(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("  ord " + "ord " * 5_000_000 + "\n", "utf-8")
    item = saying("WSP006", "x", file="a.toml", line=1)
    before = time.process_time()
    lines = finding_lines([item], "en", Workspace(tmp_path))
    assert time.process_time() - before < 2  # half a minute where all of it is divided into words
    (shown,) = [line.text for line in lines if line.text.startswith("    | ")]
    assert shown == "    | " + "ord " * 18 + "…"


def test_a_folder_that_may_not_be_looked_into_is_not_called_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Whoever runs the tests may be let in everywhere, so the system is made to say no.
    (tmp_path / "shut").mkdir()
    (tmp_path / "open").mkdir()
    real = os.open

    def refusing(path: Path, *rest: int) -> int:
        if Path(path).name == "shut":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return real(path, *rest)

    monkeypatch.setattr(os, "open", refusing)
    workspace = Workspace(tmp_path)
    item = workspace.closed("shut")
    assert item is not None
    assert (item.code, item.file) == ("WSP002", "shut")
    assert item.message == "cannot read shut: permission denied"
    assert workspace.closed("open") is None
    assert workspace.closed("absent") is None


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
    ],
)
def test_wide_encodings_are_called_what_they_are(tmp_path: Path, encoding: str, name: str) -> None:
    text = '[[members]]\nid = "aby"\nname = "Åby församling"\n'
    (tmp_path / "a.toml").write_bytes(text.encode(encoding))
    with pytest.raises(Unreadable) as raised:
        Workspace(tmp_path).read_text("a.toml")
    (item,) = raised.value.findings
    assert (item.code, item.file, item.line) == ("WSP003", "a.toml", 1)
    assert item.message == f"the file is in {name}, not in UTF-8"


@pytest.mark.parametrize(
    "content", [b"abc\0def\0", b"a\0" + b"text " * 50, b"\0", b"", b"\0\0\0\0"]
)
def test_a_nought_here_and_there_makes_no_wide_encoding(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.toml").write_bytes(content)
    assert Workspace(tmp_path).read_text("a.toml") == content.decode()


def test_a_byte_order_mark_is_dropped(root: Path) -> None:
    (root / "a.toml").write_bytes(b"\xef\xbb\xbfkey = 1\n")
    assert Workspace(root).read_text("a.toml") == "key = 1\n"


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_lines_may_end_as_on_any_system(root: Path, end: bytes) -> None:
    (root / "a.txt").write_bytes(b"one" + end + b"two" + end + end + b"four")
    assert Workspace(root).read_text("a.txt") == "one\ntwo\n\nfour"


def test_a_file_without_content_is_an_empty_text(root: Path) -> None:
    (root / "a.txt").write_bytes(b"")
    assert Workspace(root).read_text("a.txt") == ""


def test_what_was_read_is_kept_with_its_digest(root: Path) -> None:
    content = b"\xef\xbb\xbfone\r\n"
    (root / "a.txt").write_bytes(content)
    workspace = Workspace(root)
    workspace.read_text("a.txt")
    assert workspace.texts == {"a.txt": "one\n"}
    assert workspace.digests == {"a.txt": hashlib.sha256(content).hexdigest()}


def test_latin_1_is_refused_with_the_line_of_the_first_strange_byte(root: Path) -> None:
    (root / "a.toml").write_bytes("# åäö\n# sorted\nname = ".encode() + b'"F\xf6rening"\n# \xe5\n')
    item = refused(root, "a.toml")
    assert (item.code, item.file, item.line) == ("WSP003", "a.toml", 3)
    assert "0xf6" in item.message


def test_a_file_of_bytes_is_no_text(root: Path) -> None:
    (root / "a.toml").write_bytes(b"\xff\xfek\x00e\x00y\x00")  # UTF-16 with its mark
    item = refused(root, "a.toml")
    assert (item.code, item.line) == ("WSP003", 1)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> theirs\n", 2),
        ("<<<<<<<\nb\n=======\nc\n>>>>>>>\n", 1),
        ("a\r\nb\r\n<<<<<<< HEAD\r\nb\r\n=======\r\nc\r\n>>>>>>> theirs\r\n", 3),
        ("a\nb\nc\n||||||| base\nd\n", 4),
        ("a\n>>>>>>> theirs", 2),
    ],
)
def test_an_unresolved_merge_conflict_is_refused_with_its_line(
    root: Path, text: str, line: int
) -> None:
    (root / "a.md").write_bytes(text.encode())
    item = refused(root, "a.md")
    assert (item.code, item.file, item.line) == ("WSP004", "a.md", line)


def test_a_heading_underlined_before_a_conflict_does_not_hide_the_conflict(root: Path) -> None:
    (root / "a.md").write_text("Heading\n=======\n\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> c\n")
    item = refused(root, "a.md")
    assert (item.code, item.line) == ("WSP004", 4)


@pytest.mark.parametrize(
    "text",
    [
        "Heading\n=======\n",
        "<<<<<<<< eight\n",
        "a <<<<<<< HEAD\n",
        "<<<<<<<HEAD\n",
        ">>>>>> six\n",
    ],
)
def test_what_only_looks_like_a_conflict_is_read(root: Path, text: str) -> None:
    (root / "a.md").write_text(text)
    assert Workspace(root).read_text("a.md") == text


@pytest.mark.parametrize(
    "path",
    [
        "../secret.txt",
        "config/../../secret.txt",
        "/etc/hostname",
        "ledger/../../workspace/../secret.txt",
        "..",
    ],
)
def test_a_path_that_leads_outside_is_not_read(root: Path, path: str) -> None:
    item = refused(root, path)
    assert (item.code, item.file) == ("WSP005", path)
    assert path in item.message


def test_a_folder_whose_name_begins_like_the_workspaces_lies_outside(root: Path) -> None:
    (root.parent / "workspace-2").mkdir()
    (root.parent / "workspace-2/a.txt").write_text("secret\n")
    assert refused(root, "../workspace-2/a.txt").code == "WSP005"


def test_a_path_that_comes_back_into_the_workspace_is_read(root: Path) -> None:
    (root / "ledger/a.txt").write_text("inside\n")
    assert Workspace(root).read_text("config/../ledger/a.txt") == "inside\n"


def test_a_link_to_a_file_outside_is_not_followed(root: Path) -> None:
    (root / "a.txt").symlink_to(root.parent / "secret.txt")
    assert refused(root, "a.txt").code == "WSP005"


def test_a_link_to_a_folder_outside_is_not_followed(root: Path) -> None:
    (root / "away").symlink_to(root.parent)
    assert refused(root, "away/secret.txt").code == "WSP005"


def test_a_link_within_the_workspace_is_followed(root: Path) -> None:
    (root / "ledger/a.txt").write_text("inside\n")
    (root / "config/link.txt").symlink_to("../ledger/a.txt")
    assert Workspace(root).read_text("config/link.txt") == "inside\n"


def test_a_workspace_may_itself_be_reached_through_a_link(root: Path) -> None:
    (root / "a.txt").write_text("inside\n")
    link = root.parent / "link"
    link.symlink_to(root)
    assert Workspace(link).read_text("a.txt") == "inside\n"


def test_links_in_a_circle_are_refused(root: Path) -> None:
    (root / "a.txt").symlink_to("b.txt")
    (root / "b.txt").symlink_to("a.txt")
    item = refused(root, "a.txt")
    assert item.code in {"WSP002", "WSP005"}
    assert item.file == "a.txt"


def test_the_file_that_names_a_path_outside_is_where_the_finding_stands(root: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        Workspace(root).place("../secret.txt", source="ledger/main.beancount", line=4)
    (item,) = caught.value.findings
    assert item.place == "ledger/main.beancount:4"


def test_a_missing_file_is_named(root: Path) -> None:
    item = refused(root, "config/members.toml")
    assert (item.code, item.file, item.line) == ("WSP002", "config/members.toml", None)
    assert "config/members.toml" in item.message


def test_a_folder_is_not_a_file(root: Path) -> None:
    item = refused(root, "config")
    assert (item.code, item.file) == ("WSP002", "config")


def test_a_file_is_not_a_folder(root: Path) -> None:
    assert refused(root, "config/association.toml/more").code == "WSP002"


def test_a_pipe_is_refused_rather_than_waited_for(root: Path) -> None:
    os.mkfifo(root / "config/members.toml")
    caught: list[Finding] = []
    reader = threading.Thread(
        target=lambda: caught.append(refused(root, "config/members.toml")), daemon=True
    )
    reader.start()
    reader.join(timeout=20)
    assert [(item.code, item.file) for item in caught] == [("WSP002", "config/members.toml")]


@pytest.mark.parametrize("name", ["a\0b.txt", "\0"])
def test_a_nul_in_a_name_is_a_finding(root: Path, name: str) -> None:
    item = refused(root, name)
    assert item.code in {"WSP002", "WSP005"}
    assert "\0" not in item.message


def test_a_name_that_is_too_long_is_a_finding(root: Path) -> None:
    assert refused(root, "x" * 5000).code == "WSP002"


def test_what_lies_outside_does_not_exist(root: Path) -> None:
    workspace = Workspace(root)
    assert workspace.exists("config/association.toml")
    assert workspace.exists("config")
    assert not workspace.exists("config/members.toml")
    assert not workspace.exists("../secret.txt")


def test_files_that_match_are_listed_by_name_without_folders(root: Path) -> None:
    for name in ("b.md", "a.md", "c.txt"):
        (root / "config" / name).write_text("x")
    (root / "config/0.md").mkdir()
    assert Workspace(root).glob("config/*.md") == ["config/a.md", "config/b.md"]


def test_the_line_a_finding_points_at_is_shown_also_of_a_file_not_read_before(
    root: Path,
) -> None:
    (root / "a.txt").write_text("one\ntwo\nthree")
    workspace = Workspace(root)
    assert workspace.source_line(saying("REG101", "x", file="a.txt", line=1)) == "one"
    assert workspace.source_line(saying("REG101", "x", file="b.txt", line=1)) is None
    workspace.read_text("a.txt")
    shown = {
        line: workspace.source_line(saying("REG101", "x", file="a.txt", line=line))
        for line in (None, 0, 1, 3, 4)
    }
    assert shown == {None: None, 0: None, 1: "one", 3: "three", 4: None}


def test_a_workspace_is_found_from_any_folder_below_it(root: Path) -> None:
    below = root / "config/report/2007"
    below.mkdir(parents=True)
    assert find_workspace(below).root == root
    assert find_workspace(root).root == root


def test_the_nearest_of_two_workspaces_is_found(root: Path) -> None:
    inner = root / "ledger/inner"
    (inner / "config").mkdir(parents=True)
    (inner / "config/association.toml").write_text("[association]\n")
    assert find_workspace(inner / "config").root == inner


def test_where_there_is_no_workspace_upward_the_way_to_name_one_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        find_workspace(tmp_path)
    (item,) = caught.value.findings
    assert (item.code, item.file) == ("WSP001", None)
    assert str(tmp_path) in item.message
    assert "--root" in (item.hint or "")


def test_a_workspace_named_must_be_one_itself(root: Path) -> None:
    assert open_workspace(root).root == root
    with pytest.raises(Unreadable) as caught:
        open_workspace(root / "config")
    assert [item.code for item in caught.value.findings] == ["WSP001"]


def test_without_a_name_the_search_starts_where_one_stands(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root / "ledger")
    assert open_workspace(None).root == root


def test_a_workspace_named_by_a_relative_path_stays_the_same_when_one_moves(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "a.txt").write_text("inside\n")
    monkeypatch.chdir(root.parent)
    workspace = open_workspace(Path("workspace"))
    monkeypatch.chdir("/")
    assert workspace.read_text("a.txt") == "inside\n"


@pytest.mark.longer
def test_the_text_is_split_into_lines_once_for_all_findings_in_a_file(root: Path) -> None:
    # 20 000 lines split anew for each of 20 000 findings take half a minute and more.
    lines = [f"rad {number}" for number in range(20_000)]
    (root / "a.txt").write_text("\n".join(lines))
    workspace = Workspace(root)
    started = time.process_time()
    shown = [
        workspace.source_line(finding("BOK216", file="a.txt", line=number + 1))
        for number in range(20_000)
    ]
    assert shown == lines
    assert time.process_time() - started < 5
