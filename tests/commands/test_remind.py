"""sambruk remind: what it shows, what it writes, and what the letters say."""

from __future__ import annotations

import json
from pathlib import Path

import pypdf
import pytest

from tests.conftest import MakeWorkspace, RunCommand, findings_in
from tests.receivables.test_reminder_booking import CHARGING, books
from tests.workspaces import JOURNAL_2021

PAYEE = '\n[payee]\nbankgiro = "991-2346"\nemail = "kassor@exempel.se"\n'


def said(path: Path) -> str:
    text = "".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    return " ".join(text.split())


@pytest.mark.process
def test_letters_are_shown_then_written_and_the_next_run_knows(
    make_workspace: MakeWorkspace, sambruk: RunCommand, tmp_path: Path
) -> None:
    folder, letters = make_workspace(books(CHARGING + PAYEE)), tmp_path / "brev"
    asked = ("remind", "--on", "2021-03-24", "--today", "2021-12-31", "-f", "json")
    shown = sambruk("--root", folder, *asked, "-o", letters)
    assert shown.returncode == 0, shown.stdout
    data = json.loads(shown.stdout)
    first = data["reminders"][0]
    # At the first level, without a fee; 21 days of 400 kr at 8 %: 1.8410...
    assert (first["member"], first["level"], first["total"]) == ("storstad", 1, "401.84")
    assert first["invoices"][0]["days"] == 21
    assert (data["written"], (folder / "config/reminders.toml").exists()) == (False, False)
    preview = said(letters / "2021-03-24-storstad-1.pdf")
    assert "FÖRHANDSGRANSKNING" in preview.replace(" ", "")
    done = sambruk("--root", folder, *asked, "--write", "-o", letters)
    assert done.returncode == 0, done.stdout
    kept = folder / first["file"]
    assert kept.read_bytes() == (letters / kept.name).read_bytes()
    text = said(kept)
    for part in (
        *("Påminnelse", "Storstads kommun", "2021-1", "2021-03-03", "400,00", "1,84", "401,84"),
        *("2021-04-03", "991-2346", "6 § räntelagen (1975:635)", "kassor@exempel.se"),
    ):
        assert part in text, text
    assert not findings_in(folder)
    again = json.loads(sambruk("--root", folder, *asked, "--write").stdout)
    assert (again["reminders"], again["vouchers"], again["files"]) == ([], [], [])
    assert {each["reason"] for each in again["not_reminded"]} == {"waits"}
    # 61 days after the due day, past the second level by hand: the list for a collector.
    register = folder / "config/reminders.toml"
    register.write_text(register.read_text().replace("level = 1", "level = 2"))
    last = sambruk(
        *("--root", folder, "remind", "--on", "2021-05-24", "--today", "2021-12-31"),
        *("--write", "-o", letters),
    )
    assert last.returncode == 0, last.stderr
    assert "Till inkasso" in last.stdout
    assert all(len(line) <= 80 for line in last.stdout.splitlines())
    rows = (letters / "2021-05-24-inkasso.csv").read_text().splitlines()
    assert [row.split(",")[0] for row in rows] == ["member", "storstad", "forbundet"]
    assert (letters / "2021-05-24-inkasso.xlsx").read_bytes()[:2] == b"PK"


@pytest.mark.process
def test_letters_go_to_no_folder_that_is_computed_from(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace(books(CHARGING + PAYEE))
    run = sambruk(
        *("--root", folder, "remind", "--on", "2021-03-24", "--today", "2021-12-31"),
        *("-o", folder / "config/brev"),
    )
    assert run.returncode == 2
    assert "USE907" in run.stderr


@pytest.mark.process
def test_nobody_is_reminded_by_books_with_errors(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    journal = JOURNAL_2021.replace('ver: "A2"', 'ver: "A1"')
    folder = make_workspace(books(CHARGING + PAYEE, **{"ledger/2021.beancount": journal}))
    asked = ("remind", "--on", "2021-03-24", "--today", "2021-12-31", "--write")
    run = sambruk("--root", folder, *asked)
    assert run.returncode == 1
    assert "BOK204" in run.stderr
    assert not (folder / "reminders").exists()
