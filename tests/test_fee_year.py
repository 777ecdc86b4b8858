"""docs/fee-year.md, run from the first line to the last: a year of fees as it is shown there."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import PROJECT, RunCommand

PAGE = PROJECT / "docs" / "fee-year.md"


def commands() -> Iterator[tuple[str, list[str]]]:
    """Every command of the page with the lines that are shown of what it prints."""
    for block in re.findall(r"```console\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *shown = part.splitlines()
            yield command, shown


def is_shown(shown: list[str], printed: list[str]) -> bool:
    """Whether lines are what was printed, with any number of lines where "..." stands."""
    parts = [part.strip("\n") for part in re.split(r"^\.\.\.$", "\n".join(shown), flags=re.M)]
    pattern = r"(?:.*\n)?".join(re.escape(part) for part in parts if part)
    before = r"(?:.*\n)?" if shown[0] == "..." else ""
    after = r"(?:\n.*)?" if shown[-1] == "..." else ""
    return re.fullmatch(rf"{before}{pattern}{after}\n*", "\n".join(printed), re.DOTALL) is not None


def test_lines_that_are_left_out_are_marked() -> None:
    printed = ["a", "b", "c", "d"]
    for shown in (["a", "...", "d"], ["...", "b", "..."], printed):
        assert is_shown(shown, printed)
    for shown in (["a", "d"], ["b", "..."], ["a", "...", "c"], ["...", "x", "..."]):
        assert not is_shown(shown, printed)


@pytest.mark.slow
def test_the_fee_year_goes_as_the_page_shows_it(tmp_path: Path, sambruk: RunCommand) -> None:
    copy = "cp -r config ledger examples"
    subprocess.run(["/bin/sh", "-c", f"{copy} '{tmp_path}'"], cwd=PROJECT, check=True)
    folder, today = tmp_path, ""
    wrong = []
    for command, shown in commands():
        if command.startswith("cd "):
            folder /= command.removeprefix("cd ")
        elif command.startswith("export SAMBRUK_TODAY="):
            today = command.partition("=")[2]
        elif command.startswith("sambruk "):
            arguments = shlex.split(command)[1:]
            run = sambruk("--lang", "sv", *arguments, cwd=folder, SAMBRUK_TODAY=today)
            if not is_shown(shown, (run.stderr + run.stdout).splitlines()):
                wrong.append(f"$ {command}\n{run.stderr}{run.stdout}")
        else:
            subprocess.run(["/bin/sh", "-c", command], cwd=folder, check=True)
    assert wrong == []
    # Every letter and invoice that is told of is there, and the books hold together.
    assert len(list((folder / "invoices" / "2008").glob("*.pdf"))) == 79
    assert len(list((folder / "reminders" / "2008").glob("*.pdf"))) == 17
    errors = sambruk("--lang", "sv", "validate", cwd=folder, SAMBRUK_TODAY=today)
    assert errors.returncode == 0
    assert "BNK810" in errors.stdout + errors.stderr
