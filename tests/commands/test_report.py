"""sambruk report: forms by suffix, chapters that are missing or odd, English, watching."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import PROJECT, Changes, MakeWorkspace, RunCommand, findings_in
from tests.workspaces import CHAPTER, FILES, edited

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8ffff3f0005fe02fedccc59e70000000049454e44ae426082"
)


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("a.txt", "ÅRSREDOVISNING 2007\n".encode()),
        ("a.md", "# Årsredovisning 2007\n".encode()),
        ("a.json", b"{\n"),
        ("a.html", b"<!DOCTYPE html>"),
        ("a.PDF", b"%PDF-1.7"),
        ("a.docx", b"PK"),
        ("a.xlsx", b"PK"),
    ],
)
def test_the_suffix_chooses_the_form(
    name: str, start: bytes, sambruk: RunCommand, tmp_path: Path
) -> None:
    result = sambruk("report", "2007", "-o", tmp_path / name)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert (tmp_path / name).read_bytes().startswith(start)
    assert [p.name for p in tmp_path.iterdir()] == [name]


def test_an_unknown_suffix_is_a_finding(sambruk: RunCommand, tmp_path: Path) -> None:
    result = sambruk("report", "-o", tmp_path / "a.odt")
    assert result.returncode == 2
    assert 'USE905 error: no form of report has the suffix ".odt"' in result.stderr
    assert list(tmp_path.iterdir()) == []
    assert sambruk("report", "-f", "text", "-o", tmp_path / "a.odt").returncode == 0


def test_a_pdf_is_not_sent_to_a_terminal() -> None:
    ours, theirs = pty.openpty()
    result = subprocess.run(
        [sys.executable, "-m", "sambruk_cli", "report", "-f", "pdf"],
        cwd=PROJECT,
        stdout=theirs,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(theirs)
    os.close(ours)
    assert result.returncode == 2
    assert "add -o FILE" in result.stderr


def test_a_pdf_can_be_piped() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "sambruk_cli", "report", "-f", "pdf"],
        cwd=PROJECT,
        capture_output=True,
        check=True,
    )
    assert result.stdout.startswith(b"%PDF")
    assert result.stdout.rstrip().endswith(b"%%EOF")


@pytest.mark.parametrize("form", ["pdf", "html", "docx", "xlsx"])
def test_a_full_disk_leaves_the_file_as_it_was(form: str, tmp_path: Path) -> None:
    file = tmp_path / f"a.{form}"
    file.write_text("som det var")
    code = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))\n"
        f"sys.argv = ['sambruk', 'report', '2007', '-o', {str(file)!r}]\n"
        "sys.dont_write_bytecode = True\n"
        "from sambruk_cli.cli import main; main()\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 2
    assert "USE904" in result.stderr
    assert "Traceback" not in result.stderr
    assert file.read_text() == "som det var"
    assert [p.name for p in tmp_path.iterdir()] == [file.name]


def with_picture(markdown: str, **files: bytes) -> Changes:
    changes: Changes = {"config/report/2021/01-verksamheten.md": CHAPTER + f"\n{markdown}\n"}
    changes.update({f"config/report/2021/{name}.png": content for name, content in files.items()})
    return changes


def test_a_picture_is_in_every_form(
    make_workspace: MakeWorkspace, sambruk: RunCommand, tmp_path: Path
) -> None:
    folder = make_workspace(with_picture("![En kurva](bild.png)", bild=PNG))
    assert findings_in(folder) == ()
    assert "[Bild: En kurva]" in sambruk("--root", folder, "report").stdout
    for form in ("pdf", "html", "docx", "xlsx", "md"):
        result = sambruk("--root", folder, "report", "-o", tmp_path / f"a.{form}")
        assert (result.returncode, result.stderr) == (0, ""), form
    assert "data:image/png;base64," in (tmp_path / "a.html").read_text()


@pytest.mark.parametrize(
    ("markdown", "files", "code"),
    [
        ("![En kurva](saknas.png)", {}, "WSP002"),
        ("![En kurva](../../../../../etc/hostname)", {}, "WSP005"),
        ("![](bild.png)", {"bild": PNG}, "RPT512"),
        ("![En kurva](bild.png)", {"bild": b"<svg onload='x'/>"}, "RPT512"),
    ],
)
def test_a_picture_that_cannot_be_used_is_a_finding(
    markdown: str, files: dict[str, bytes], code: str, make_workspace: MakeWorkspace
) -> None:
    (finding,) = findings_in(make_workspace(with_picture(markdown, **files)))
    assert finding.code == code
    assert finding.file == "config/report/2021/01-verksamheten.md"
    assert finding.line == len((CHAPTER + "\n").splitlines()) + 1


def test_a_gap_in_the_chapters_is_a_finding(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace({"config/report/2021/03-mer.md": "# Mer\n"})
    (finding,) = findings_in(folder)
    assert (finding.code, finding.file) == ("RPT508", "config/report/2021/03-mer.md")


def test_in_english_chapters_are_translated_where_they_can_be(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace(
        {
            "config/report/2021/01-verksamheten.en.md": CHAPTER.replace(
                "# Verksamheten\n\nFöreningen hade {{ members.total }} medlemmar.",
                "# Activities\n\nThere were {{ members.total }} members.",
            ),
            "config/report/2021/02-mer.md": "# Mer\n",
            "config/report/2021/note-1.en.md": "By law.\n",
        }
    )
    swedish = sambruk("--root", folder, "report")
    assert (swedish.returncode, swedish.stderr) == (0, "")
    assert "Föreningen hade tre medlemmar." in swedish.stdout
    assert "Enligt lag." in swedish.stdout
    english = sambruk("--root", folder, "--lang", "en", "report")
    assert english.returncode == 0
    assert english.stdout.startswith("SIMPLIFIED ANNUAL ACCOUNTS 2021\n")
    assert "There were three members." in english.stdout
    assert "By law." in english.stdout
    assert "By law." in sambruk("--root", folder, "--lang", "en", "statements").stdout
    assert "Income" in english.stdout
    assert "config/report/2021/02-mer.md: RPT510 warning" in english.stderr
    assert "01-verksamheten" not in english.stderr
    data = json.loads(sambruk("--root", folder, "--lang", "en", "report", "-f", "json").stdout)
    assert [f["code"] for f in data["findings"]] == ["RPT510"]


def test_a_damaged_picture_stops_the_pdf_and_nothing_else(
    make_workspace: MakeWorkspace, sambruk: RunCommand, tmp_path: Path
) -> None:
    folder = make_workspace(with_picture("![En kurva](bild.png)", bild=PNG[:20]))
    file = tmp_path / "a.pdf"
    file.write_text("som det var")
    result = sambruk("--root", folder, "report", "-o", file)
    assert result.returncode == 2
    assert "RPT513" in result.stderr
    assert file.read_text() == "som det var"


def wait_for(file: Path, text: str, process: subprocess.Popen[str]) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        if file.exists() and text in file.read_text():
            return
        assert process.poll() is None
        time.sleep(0.1)
    raise AssertionError(f"{text!r} never came")


def test_watching_writes_the_file_again_and_survives_faults(
    make_workspace: MakeWorkspace, tmp_path: Path
) -> None:
    folder = make_workspace()
    file = tmp_path / "a.md"
    chapter = folder / "config/report/2021/01-verksamheten.md"
    process = subprocess.Popen(
        [*f"{sys.executable} -m sambruk_cli --root {folder} report --watch -o {file}".split()],
        cwd=PROJECT,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        wait_for(file, "tre medlemmar", process)
        time.sleep(1)
        chapter.write_text(CHAPTER + "\nEtt tillägg.\n")
        wait_for(file, "Ett tillägg.", process)
        (folder / "config/fees.toml").write_text("[[fel\n")
        time.sleep(2)
        assert "Ett tillägg." in file.read_text()
        (folder / "config/fees.toml").write_text(edited("config/fees.toml")["config/fees.toml"])  # type: ignore[arg-type]
        time.sleep(1)
        chapter.write_text(CHAPTER + "\nEfter felet.\n")
        wait_for(file, "Efter felet.", process)
    finally:
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "WSP006" in errors
    assert "is as it was; waiting for changes" in errors
    assert "Traceback" not in errors


def test_watching_needs_a_file(sambruk: RunCommand) -> None:
    result = sambruk("report", "--watch")
    assert result.returncode == 2
    assert "--watch needs a file" in result.stderr


def test_a_note_whose_text_is_missing_is_named_in_a_year_without_details(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    """`validate` builds no report of such a year, so `report` itself says which file it is."""
    association = FILES["config/association.toml"]
    assert isinstance(association, str)
    root = make_workspace(
        {
            "config/association.toml": association[: association.index("[[reports]]")],
            "config/report/2021/note-1.md": None,
        }
    )
    result = sambruk("--root", root, "report", "2021")
    assert result.returncode == 1
    assert "config/report/2021/note-1.md: WSP002 error:" in result.stderr
    assert result.stdout.startswith("VARNING: 1 fel i böckerna;")
    # Where nobody has begun to write, the report holds tables only, and that is said.
    for chapter in (root / "config/report/2021").glob("[0-9]*.md"):
        chapter.unlink()
    result = sambruk("--root", root, "report", "2021")
    assert (result.returncode, "RPT504" in result.stderr) == (0, True)
