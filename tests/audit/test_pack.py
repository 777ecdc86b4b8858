"""The pack as a whole: its files, its digests, and what stands in its way."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.audit.packs import made
from tests.conftest import MakeWorkspace, RunCommand, required_program
from tests.workspaces import FILES


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def workspace(make_workspace: MakeWorkspace) -> Path:
    return make_workspace({})


def test_the_manifest_is_what_sha256sum_reads(workspace: Path, sambruk: RunCommand) -> None:
    pack = made(sambruk, workspace, "2021")
    program = [required_program("sha256sum"), "--strict", "-c", "SHA256SUMS"]
    assert subprocess.run(program, cwd=pack, check=False, capture_output=True).returncode == 0
    listed = {
        line.partition("  ")[2]
        for line in (pack / "SHA256SUMS").read_text().splitlines()
        if not line.startswith("#")
    }
    assert listed == files_in(pack).keys() - {"SHA256SUMS"}


def test_the_same_books_make_the_same_bytes(workspace: Path, sambruk: RunCommand) -> None:
    first = files_in(made(sambruk, workspace, "2021"))
    moved = workspace.rename(workspace.with_name("moved"))
    again = files_in(made(sambruk, moved, "2021", "--no-cache"))  # in the place of the first
    assert again == first


def test_json_lists_the_files_with_their_digests(workspace: Path, sambruk: RunCommand) -> None:
    pack = workspace.parent / "p"
    run = sambruk("--root", workspace, "audit", "2021", "-o", pack, "-f", "json")
    found: Any = json.loads(run.stdout)
    assert {each["path"]: each["sha256"] for each in found["files"]} == {
        name: hashlib.sha256(content).hexdigest() for name, content in files_in(pack).items()
    }
    assert {each["path"]: each["bytes"] for each in found["files"]} == {
        name: len(content) for name, content in files_in(pack).items()
    }
    assert (found["year"], found["findings"]) == ("2021", [])


def test_a_pack_that_somebody_has_written_in_is_left_as_it_is(
    workspace: Path, sambruk: RunCommand
) -> None:
    pack = made(sambruk, workspace, "2021")
    (pack / "anteckningar.txt").write_text("Fråga om A3.")
    run = sambruk("--root", workspace, "audit", "2021", "-o", pack)
    assert run.returncode == 2
    assert "anteckningar.txt" in run.stderr
    (pack / "anteckningar.txt").unlink()
    (pack / "00-index.txt").write_text("Fråga om A3.")
    run = sambruk("--root", workspace, "audit", "2021", "-o", pack)
    assert run.returncode == 2
    assert "00-index.txt" in run.stderr
    assert (pack / "00-index.txt").read_text() == "Fråga om A3."


def test_a_folder_that_is_no_pack_is_left_as_it_is(workspace: Path, sambruk: RunCommand) -> None:
    folder = workspace.parent / "annat"
    folder.mkdir()
    (folder / "SHA256SUMS").write_text("00  x\n")
    before = files_in(folder)
    run = sambruk("--root", workspace, "audit", "2021", "-o", folder)
    assert (run.returncode, files_in(folder)) == (2, before)
    inside = sambruk("--root", workspace, "audit", "2021", "-o", workspace / "ledger" / "pack")
    assert inside.returncode == 2
    assert sorted(workspace.parent.iterdir()) == [folder, workspace]


def test_books_with_errors_make_a_pack_that_says_so(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace({"ledger/2021.beancount": '2021-01-02 * "Köp"\n  ver: "A9"\n'})
    pack = made(sambruk, folder, "2021", code=1)
    assert (pack / "00-index.txt").read_text().startswith("VARNING: ")


def long_journal(vouchers: int) -> str:
    return "".join(
        f'2021-06-{1 + number % 28:02} * "Köp {number}"\n  ver: "B{number}"\n'
        "  Expenses:4010-Kostnader   1.00 SEK\n  Assets:1930-Bank         -1.00 SEK\n\n"
        for number in range(1, vouchers + 1)
    )


@pytest.mark.slow
def test_a_long_book_is_set_as_lines_that_hold_every_voucher(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    journal = FILES["ledger/2021.beancount"] + "\n" + long_journal(700)
    folder = make_workspace({"ledger/2021.beancount": journal})
    code = sambruk("--root", folder, "validate", "-f", "json").returncode
    pack = made(sambruk, folder, "2021", code=code)
    (file,) = pack.glob("*-grundbok.pdf")
    program = [required_program("pdftotext"), "-layout", str(file), "-"]
    text = subprocess.run(program, capture_output=True, check=True).stdout.decode()
    assert set(re.findall(r"\bB[0-9]+\b", text)) == {f"B{number}" for number in range(1, 701)}
    assert text.count("Datum") == text.count("\f")  # the head stands on every page


LETTERS = """
2021-11-01 * "=1+1"
  ver: "A50"
  Expenses:4010-Kostnader   1.00 SEK
  Assets:1930-Bank         -1.00 SEK

2021-11-02 * "😀 #let x = $1$ <script>"
  ver: "A51"
  Expenses:4010-Kostnader   1.00 SEK
  Assets:1930-Bank         -1.00 SEK
"""


def test_letters_that_no_font_has_make_text_of_the_document_and_of_no_other(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace({"ledger/2021.beancount": FILES["ledger/2021.beancount"] + LETTERS})
    code = sambruk("--root", folder, "validate", "-f", "json").returncode
    pack = folder.parent / "pack"
    run = sambruk("--root", folder, "audit", "2021", "-o", pack, "-f", "json", cwd=folder)
    assert run.returncode == code
    (journal,) = pack.glob("*-grundbok.*")
    assert journal.suffix == ".txt"
    assert "😀 #let x = $1$ <script>" in journal.read_text()
    assert journal.name in (pack / "00-index.txt").read_text()
    assert [path.suffix for path in pack.glob("*-saldobalans.*")] == [".pdf"]
    said = [f for f in json.loads(run.stdout)["findings"] if f["code"] == "USE940"]
    assert {item["severity"] for item in said} == {"warning"}
    assert any(journal.stem in item["message"] for item in said)


def test_a_pack_that_cannot_be_made_whole_is_not_there_at_all(
    workspace: Path, sambruk: RunCommand
) -> None:
    run = sambruk("--root", workspace, "audit", "2021", "-o", workspace.parent / "ingen" / "pack")
    assert run.returncode == 2
    assert "USE940" in run.stderr
    assert sorted(workspace.parent.iterdir()) == [workspace]


def test_a_pack_is_made_anew_where_nobody_has_touched_it(
    workspace: Path, sambruk: RunCommand
) -> None:
    pack = made(sambruk, workspace, "2021")
    link = workspace.parent / "hit"
    link.symlink_to(pack)
    (workspace / "ledger" / "2021.beancount").write_text(
        FILES["ledger/2021.beancount"] + long_journal(1)
    )
    run = sambruk("--root", workspace, "audit", "2021", "-o", link)
    assert run.returncode in (0, 1), run.stderr
    assert "#VER B 1 " in (pack / "sie4-2021.se").read_text("cp437")
    assert (link.is_symlink(), sorted(p.name for p in workspace.parent.iterdir())) == (
        True,
        ["hit", "pack", "workspace"],
    )


def test_files_are_named_in_the_language_of_the_pack(workspace: Path, sambruk: RunCommand) -> None:
    pack = workspace.parent / "pack"
    run = sambruk("--root", workspace, "--lang", "en", "audit", "2021", "-o", pack)
    assert run.returncode == 0, run.stderr
    names = {path.name for path in pack.iterdir()}
    assert {"02-trial-balance.pdf", "03-general-ledger.pdf", "tables.xlsx"} <= names
    assert "19-draft-of-the-auditors-report.pdf" in names
