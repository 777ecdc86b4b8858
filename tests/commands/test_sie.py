"""sambruk sie check, as a person runs it."""

import os
import re
from pathlib import Path

import pytest

from sambruk_cli.files.disk import open_ordinary
from sambruk_cli.files.errors import Unreadable
from sambruk_cli.findings import NAMES
from tests.checks.cases import CASES
from tests.conftest import PROJECT, RunCommand
from tests.sie.samples import FOLDER


def test_a_faultless_file_needs_no_workspace(tmp_path: Path, sambruk: RunCommand) -> None:
    run = sambruk("sie", "check", FOLDER / "Sie1.se", cwd=tmp_path)
    assert (run.returncode, run.stdout, run.stderr) == (0, "No errors, no warnings.\n", "")


def test_findings_are_printed_within_80_columns(sambruk: RunCommand) -> None:
    bad = "transaktioner_ovnbolag-bad-balance.se"
    run = sambruk("sie", "check", bad, cwd=FOLDER)
    assert run.returncode == 1
    flat = re.sub(r"\s+", " ", run.stdout)
    assert f"{bad}:3905: SIE604 error: voucher B 1 does not balance" in flat
    assert all(len(line) <= 80 for line in run.stdout.splitlines())
    annotated = sambruk("sie", "check", bad, "-f", "github", cwd=FOLDER).stdout
    assert f"::error file={bad},line=3905,title=SIE604 sie-voucher-balance::" in annotated


def test_warnings_count_with_strict(sambruk: RunCommand) -> None:
    assert sambruk("sie", "check", FOLDER / "typ1.se").returncode == 0
    assert sambruk("sie", "check", FOLDER / "typ1.se", "--strict").returncode == 1


def test_control_characters_do_not_reach_the_terminal(tmp_path: Path, sambruk: RunCommand) -> None:
    path = tmp_path / "x.se"
    path.write_bytes(b'#FLAGGA 0\n#KONTO "1\x1b[2J" a\n#IB 0 1 \xc2\x9b31m\n#\x1b[2J 1\n')
    for form in ("text", "json", "github"):
        run = sambruk("sie", "check", path, "-f", form)
        assert run.returncode == 1
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", run.stdout)


@pytest.mark.parametrize("kind", ["missing", "folder", "pipe", "device"])
def test_what_is_no_ordinary_file_is_refused_at_once(
    tmp_path: Path, sambruk: RunCommand, kind: str
) -> None:
    path = tmp_path / "x.se"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path = Path("/dev/zero")
    run = sambruk("sie", "check", path)
    assert run.returncode == 2
    assert "WSP002 error: cannot read" in re.sub(r"\s+", " ", run.stderr)
    assert "Traceback" not in run.stderr


def test_a_file_over_the_bound_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "x.se"
    path.write_bytes(b"x" * 10)
    with open_ordinary(path, 10) as stream:
        assert stream.read() == b"x" * 10
    with pytest.raises(Unreadable, match="larger than"), open_ordinary(path, 9):
        pass


@pytest.mark.parametrize("code", [code for code in NAMES if "SIE601" <= code <= "SIE614"])
def test_the_page_of_a_check_shows_what_is_printed(
    code: str, tmp_path: Path, sambruk: RunCommand
) -> None:
    """The example of the page is the case that provokes the code."""
    ((name, content),) = CASES[code].changes.items()
    assert isinstance(content, str)
    (tmp_path / name).write_text(content)
    printed = sambruk("sie", "check", name, cwd=tmp_path).stdout
    page = (PROJECT / "docs" / "checks" / f"{code}.md").read_text()
    source, output = re.findall(r"```text\n(.*?)```", page, re.DOTALL)
    assert " ".join(output.split()) in " ".join(printed.split())
    lines = {line.strip() for line in content.split("\n")}
    assert [line for line in source.strip().split("\n") if line.strip() not in lines] == []
