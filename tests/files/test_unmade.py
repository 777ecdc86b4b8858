"""Files that are not on any disk answer as a folder that holds the same would."""

from __future__ import annotations

from pathlib import Path

import pytest

from sambruk_cli.files.folder import Folder
from sambruk_cli.files.protocol import Kind, Outside
from sambruk_cli.files.unmade import Unmade

FILES = {
    "config/association.toml": b"a",
    "config/report/2026/01-a.md": b"# A\n",
    "config/report/2026/02-b.md": b"# B\n",
    "ledger/main.beancount": b"",
    ".gitignore": b"x\n",
}
NAMES = (
    *FILES,
    *("config", "config/report", "ledger", ".", "", "ledger/../config/association.toml"),
    *("ledger/none", "config/association.toml/x", "../other", "ledger/../../x", "ledger/."),
)
PATTERNS = ("config/report/2026/[0-9]*.md", "**/*.beancount", "*", "config/**", "*.toml", "../*")


@pytest.fixture
def both(tmp_path: Path) -> tuple[Folder, Unmade]:
    for name, content in FILES.items():
        (tmp_path / "w" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "w" / name).write_bytes(content)
    return Folder(tmp_path / "w"), Unmade(tmp_path / "w", FILES)


def test_names_lead_where_they_do_on_disk(both: tuple[Folder, Unmade]) -> None:
    folder, unmade = both
    for name in NAMES:
        assert unmade.place(name) == folder.place(name), name
        assert unmade.size(name) == (folder.size(name) if name in FILES else unmade.size(name))


def test_a_root_that_goes_up_and_down_holds_the_same(tmp_path: Path) -> None:
    unmade = Unmade(tmp_path / "a/../w", FILES)
    assert all(unmade.place(name).kind is Kind.FILE for name in FILES)


def test_patterns_match_what_they_do_on_disk(both: tuple[Folder, Unmade]) -> None:
    folder, unmade = both
    for pattern in PATTERNS:
        assert unmade.matches(pattern).found == folder.matches(pattern).found, pattern


def test_what_is_there_is_read_and_nothing_else(both: tuple[Folder, Unmade]) -> None:
    folder, unmade = both
    for name in FILES:
        assert unmade.read(name)[:2] == folder.read(name)[:2]
    for name, error in (("none", FileNotFoundError), ("config", OSError), ("../x", Outside)):
        with pytest.raises(error):
            unmade.read(name)
    assert unmade.place("../x").kind is Kind.OUTSIDE
    assert unmade.head().committed is None
