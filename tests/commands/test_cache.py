"""sambruk cache says what is kept, and removes it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import MakeWorkspace, RunCommand


def test_it_says_what_is_kept_and_whether_it_is_current(
    make_workspace: MakeWorkspace, cache_folder: Path, sambruk: RunCommand
) -> None:
    folder = make_workspace()

    def shown() -> dict[str, object]:
        found: dict[str, object] = json.loads(
            sambruk("--root", folder, "cache", "-f", "json").stdout
        )
        return found

    empty = shown()
    assert (empty["state"], empty["bytes"]) == ("empty", 0)
    assert not cache_folder.exists()
    sambruk("--root", folder, "validate")
    kept = shown()
    assert kept["state"] == "current"
    assert Path(str(kept["file"])).parent == cache_folder
    assert kept["bytes"] == Path(str(kept["file"])).stat().st_size
    # By hand: four files of the ledger; the last voucher of 2021 is of 1 July.
    assert kept["vouchers_until"] == "2021-07-01"
    journal = folder / "ledger/2021.beancount"
    journal.write_text(journal.read_text() + "; en anm\u00e4rkning\n")
    assert shown()["state"] == "changed"


def test_clear_removes_this_workspaces_and_all_removes_every_ones(
    make_workspace: MakeWorkspace, cache_folder: Path, sambruk: RunCommand, tmp_path: Path
) -> None:
    folder = make_workspace()
    sambruk("validate")
    sambruk("--root", folder, "validate")
    assert len(list(cache_folder.glob("*.sqlite"))) == 2
    result = sambruk("--root", folder, "cache", "--clear", "-f", "json")
    assert json.loads(result.stdout)["removed"] == 1
    assert len({path.stem for path in cache_folder.iterdir()}) == 1
    assert sambruk("--root", folder, "cache", "--clear", "-f", "csv").stdout.endswith("removed,0\n")
    sambruk("--root", folder, "validate")
    result = sambruk("cache", "--clear", "--all", cwd=tmp_path)
    assert result.returncode == 0
    assert list(cache_folder.iterdir()) == []


def test_without_a_workspace_there_is_nothing_to_show(tmp_path: Path, sambruk: RunCommand) -> None:
    result = sambruk("cache", cwd=tmp_path)
    assert result.returncode == 2
    assert "WSP001" in result.stderr
