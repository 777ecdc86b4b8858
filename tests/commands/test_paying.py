"""sambruk payments --write: whole or not at all, and once, whoever stops it or runs it beside."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from beancount import loader
from beanquery.query import run_query

from sambruk_cli.edits.carry_out import carry_out, settle
from sambruk_cli.edits.lock import locked
from sambruk_cli.workspace import Workspace
from tests.bank_files import Part, entry, notification
from tests.conftest import PROJECT, Changes, MakeWorkspace, RunCommand, required_program
from tests.edits.test_carry_out import killed_at, visible
from tests.extent import THOROUGH
from tests.payments import ACCOUNTS, INVOICING, OCR, planned, with_payments
from tests.workspaces import edited

DAY = "2021-06-02"
PARTS = [
    Part("400.00", OCR["2021-1"], "Storstad", "P1"),
    Part("100.00", OCR["2021-2"], "Forbundet", "P2"),
    Part("200.00", "medlem", "Lillby kommun", "P3"),
]
FILE = notification(entry("700.00", PARTS, day=DAY, key="B1"))
TODAY = ("--today", "2021-06-10")


def paying(sambruk: RunCommand, folder: Path, *arguments: str, code: int = 0) -> dict[str, Any]:
    run = sambruk("payments", "a.xml", *arguments, *TODAY, "-f", "json", cwd=folder)
    assert run.returncode == code, run.stdout + run.stderr
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def test_a_year_of_payments_from_the_list_to_clean_books(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace(with_payments({"a.xml": FILE}))
    before = visible(folder)
    shown = paying(sambruk, folder)
    assert visible(folder) == before
    assert (shown["written"], [v["ver"] for v in shown["vouchers"]]) == (False, ["I1"])
    assert [(p["match"], p["reason"], p["state"]) for p in shown["payments"]] == [
        (["2021-2"], "ocr", "matched"),
        (["2021-3"], "name-and-amount", "proposed"),
        (["2021-1"], "ocr", "matched"),
    ]
    assert [f["code"] for f in shown["findings"]] == ["BNK810"]
    done = paying(sambruk, folder, "--write")
    assert (done["written"], [c["change"] for c in done["changes"]]) == (True, ["appended"])
    assert sambruk("validate", "--strict", cwd=folder).returncode == 1
    last = paying(sambruk, folder, "--accept", "2", "--write")
    assert [v["text"] for v in last["vouchers"]] == ["Inbetalning utredd, från OBS-konto"]
    clean = sambruk("validate", "--strict", *TODAY, cwd=folder)
    assert (clean.returncode, clean.stdout) == (0, "No errors, no warnings.\n")
    again = paying(sambruk, folder, "--accept", "2", "--write")
    assert (again["vouchers"], again["written"]) == ([], False)
    document = (folder / "ledger/2021.beancount").read_text()
    assert 'document: "../a.xml"' in document


def test_other_programs_add_up_the_same(
    make_workspace: MakeWorkspace, sambruk: RunCommand, tmp_path: Path
) -> None:
    """2700 in the bank and 700 in receivables before: all of these are paid."""
    folder = make_workspace(with_payments({"a.xml": FILE}))
    paying(sambruk, folder, "--accept", "all", "--write")
    main = folder / "ledger/main.beancount"
    entries, errors, options = loader.load_file(str(main))
    assert errors == []
    query = "SELECT account, sum(position) WHERE account ~ '1930|1510|2420|2999' GROUP BY account"
    _, rows = run_query(entries, options, query)  # type: ignore[no-untyped-call]
    assert {row[0]: str(row[1]) for row in rows} == {
        "Assets:1510-Kundfordringar": "()",
        "Assets:1930-Bank": "(3400.00 SEK)",
    }
    texts = [(folder / f"ledger/{year}.beancount").read_text() for year in ("2020", "2021")]
    kept = re.compile(r"\d{4}-\d\d-\d\d \*.*|  [A-Z]\w+:\S+ .*|")  # no metadata, no directives
    journal = tmp_path / "books.journal"
    journal.write_text(
        "\n".join(line for text in texts for line in text.split("\n") if kept.fullmatch(line))
    )
    run = subprocess.run(
        [required_program("hledger"), "-f", str(journal), "balance", "1930", "1510", "-O", "csv"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stdout.splitlines() == [
        '"account","balance"',
        '"Assets:1930-Bank","3400.00 SEK"',
        '"total","3400.00 SEK"',
    ], run.stderr


def test_what_cannot_be_meant_is_refused(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace(with_payments({"a.xml": FILE.replace("Lillby kommun", "N N")}))
    for given, says in (
        (("--accept", "4"), "there is no payment 4 in the list"),
        (("--accept", "2"), "nothing is proposed for payment 2"),
        (("--accept", "x"), "the number of a payment in the list, or all"),
        (("--series", "b"), "a series is one to three capitals"),
    ):
        run = sambruk("payments", "a.xml", *given, cwd=folder)
        assert run.returncode == 2
        assert says in " ".join(run.stderr.replace("│", "").split())


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"a.xml": FILE[:-40]}, "BNK802"),
        ({"a.xml": FILE.replace(">700.00<", ">701.00<")}, "BNK803"),
        ({INVOICING: ACCOUNTS.replace("suspense", "# ")}, "BNK811"),
        ({"a.xml": FILE.replace(DAY, "2022-06-02")}, "BNK806"),
        ({"a.xml": FILE.replace(DAY, "2020-06-02")}, "BNK806"),
    ],
)
def test_nothing_is_written_of_what_is_not_right(
    changes: Changes, code: str, make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace(with_payments({"a.xml": FILE}, changes))
    before = visible(folder)
    found = paying(sambruk, folder, "--write", code=1)
    assert code in [item["code"] for item in found["findings"] if item["severity"] == "error"]
    assert found["written"] is False
    assert visible(folder) == before


def test_a_locked_period_is_not_booked_in(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    lock = "\n[bookkeeping]\nfrom = 2021-01-01\n"
    lock += "[[bookkeeping.locks]]\nthrough = 2021-06-30\non = 2021-07-05\n"
    before = "\n[[reports]]\n"
    association = edited("config/association.toml", (before, lock + before))
    folder = make_workspace(with_payments({"a.xml": FILE}, association))
    run = sambruk("payments", "a.xml", "--write", "--today", "2021-08-01", "-f", "json", cwd=folder)
    found = json.loads(run.stdout)
    assert run.returncode == 1, run.stdout + run.stderr
    assert "BOK274" in [item["code"] for item in found["findings"]]
    assert "I1" not in (folder / "ledger/2021.beancount").read_text()


def test_a_kill_at_any_call_leaves_the_books_before_or_after(
    make_workspace: MakeWorkspace, tmp_path: Path
) -> None:
    """Stopped before each change of the disk, and settled by the next command."""
    made = make_workspace(with_payments())
    plan = planned(made, {"a": FILE}, accept_all=True).plan
    assert plan is not None
    before = visible(made)
    after = {**before, **{each.path: each.after for each in plan.changes}}

    def write(folder: Path) -> None:
        with locked(folder) as lock:
            carry_out(Workspace(folder), plan, lock)

    seen = []
    for number in range(1, 1000):
        folder = tmp_path / f"{number}"
        shutil.copytree(made, folder)
        was_killed = killed_at(number, lambda folder=folder: write(folder))  # type: ignore[misc]
        settle(Workspace(folder))
        found = visible(folder)
        assert found in (before, after), number
        seen.append(found == after)
        again = planned(folder, {"a": FILE}, accept_all=True).plan
        assert (again is None) is seen[-1]  # a rerun completes, or has nothing to do
        if not was_killed:
            break
    assert seen == sorted(seen)
    assert {False, True} == set(seen)


COMMAND = (sys.executable, "-m", "sambruk_cli", "--no-cache", "payments", "a.xml", "--write")


@pytest.mark.slow
def test_two_processes_at_once_book_the_same_money_once(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace(with_payments({"a.xml": FILE}))
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), "PYTHONDONTWRITEBYTECODE": "1"}
    running = [
        subprocess.Popen(
            [*COMMAND, *TODAY, "--accept", "all"],
            cwd=folder,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(2)
    ]
    assert {process.wait(timeout=120) for process in running} <= {0, 2}
    journal = (folder / "ledger/2021.beancount").read_text()
    assert journal.count('bank: "B1"') == 1
    assert sambruk("validate", "--strict", *TODAY, cwd=folder).returncode == 0


@pytest.mark.thorough
def test_a_command_killed_at_random_moments_is_done_or_not_done(
    make_workspace: MakeWorkspace, sambruk: RunCommand, tmp_path: Path
) -> None:
    """200 times: before or after, never between, and a rerun completes."""
    import random
    import time

    from tests.extent import SEED

    made = make_workspace(with_payments({"a.xml": FILE}))
    before = visible(made)
    chance = random.Random(SEED)
    longest = 0.0
    for number in range(200):
        folder = tmp_path / f"{number}"
        shutil.copytree(made, folder)
        started = time.monotonic()
        with subprocess.Popen(
            [*COMMAND, *TODAY, "--accept", "all"],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(PROJECT)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as run:
            if number:
                time.sleep(longest * chance.uniform(0.4, 1.0))
                run.kill()
            run.wait()
        if not number:
            longest = time.monotonic() - started
        settle(Workspace(folder))
        found = visible(folder)
        is_done = found != before
        if is_done:
            assert found["ledger/2021.beancount"].count(b'bank: "B1"') == 1
        again = planned(folder, {"a": FILE}, accept_all=True).plan
        assert (again is None) is is_done
        shutil.rmtree(folder)
    assert THOROUGH
