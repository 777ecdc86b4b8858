"""sambruk payments, as a treasurer runs it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.bank_files import Part, entry, notification, statement
from tests.conftest import MakeWorkspace, RunCommand

PARTS = [Part("400.00", "1018", "Anna Ek", "P1"), Part("200.00", "1026", "Bo Al", "P2")]
FILES = {
    "a.xml": notification(entry("600.00", PARTS, key="B1")),
    "b.xml": statement(
        entry("600.00", key="B1", name="BG09912346 00143"),
        entry("50.00", way="DBIT", key="B2"),
        opening="100.00",
        closing="650.00",
    ),
}


def test_payments_are_listed_once_with_what_each_file_comes_to(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace(FILES)
    run = sambruk("payments", "b.xml", "a.xml", "-f", "json", cwd=folder)
    assert (run.returncode, run.stderr) == (0, "")
    data = json.loads(run.stdout)
    assert list(data) == ["files", "payments", "vouchers", "changes", "written", "findings"]
    assert [
        (p["date"], p["amount"], p["reference"], p["payer"], p["what"]) for p in data["payments"]
    ] == [
        ("2021-03-02", "200.00", "1026", "Bo Al", "payment"),
        ("2021-03-02", "400.00", "1018", "Anna Ek", "payment"),
    ]
    assert [(p["file"], p["also_in"]) for p in data["payments"]] == [("a.xml", ["b.xml"])] * 2
    files = {f["file"]: (f["received"], f["amount"], f["other"]) for f in data["files"]}
    assert files == {"a.xml": (2, "600.00", "0.00"), "b.xml": (1, "600.00", "-50.00")}
    assert [f["code"] for f in data["findings"]] == ["BNK808"]
    assert [(p["number"], p["match"], p["reason"]) for p in data["payments"]] == [
        (1, [], "none"),
        (2, [], "none"),
    ]
    again = sambruk("payments", "a.xml", "b.xml", "b.xml", "-f", "json", cwd=folder)
    assert again.stdout == run.stdout


def test_the_list_fits_a_terminal_in_both_languages(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace(FILES)
    for language, title in (("sv", "Vad som har kommit in"), ("en", "What has come in")):
        run = sambruk("--lang", language, "payments", "a.xml", cwd=folder)
        assert run.returncode == 0
        assert run.stdout.startswith(title)
        assert all(len(line) <= 80 for line in run.stdout.splitlines())
    assert "400.00  Anna Ek  “1018”" in run.stdout


def test_a_file_that_cannot_be_read_leaves_the_others(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace(FILES, {"c.xml": "<a"})
    run = sambruk("payments", "c.xml", "a.xml", "none.xml", "-f", "json", cwd=folder)
    assert run.returncode == 1
    data = json.loads(run.stdout)
    assert len(data["payments"]) == 2
    assert sorted((f["code"], f["file"]) for f in data["findings"]) == [
        ("BNK802", "c.xml"),
        ("WSP002", "none.xml"),
    ]


def test_nothing_is_written(make_workspace: MakeWorkspace, sambruk: RunCommand) -> None:
    folder: Path = make_workspace(FILES)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    sambruk("payments", "a.xml", "b.xml", cwd=folder)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_money_of_a_sealed_year_is_said(make_workspace: MakeWorkspace, sambruk: RunCommand) -> None:
    folder = make_workspace(FILES, {"a.xml": FILES["a.xml"].replace("2021-03-02", "2020-03-02")})
    (folder / "ledger" / "seals").mkdir()
    (folder / "ledger" / "seals" / "2020.toml").write_text("# its content does not matter here\n")
    run = sambruk("payments", "a.xml", cwd=folder)
    assert run.returncode == 0
    assert "payments of 2020, which is sealed: 2" in " ".join(run.stderr.split())
