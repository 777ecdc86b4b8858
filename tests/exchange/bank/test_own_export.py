"""config/bank.toml: an export of a bank that the program does not know."""

from __future__ import annotations

import json

from tests.conftest import MakeWorkspace, RunCommand, findings_in

PROFILE = """\
[[exports]]
name = "Sparbanken Exempel"
date = "Dag"
amount = "Kronor"
text = "Vad"
payer = "Vem"
balance = "Kvar"
delimiter = "|"
decimal = ","
"""
EXPORT = """\
Konto|123 456 789
Dag|Vem|Vad|Kronor|Kvar
2021-03-03|Anna Exempel|Medlem 12|1.234|2.234
2021-03-02||Hyra|-50|1.000
"""


def test_an_export_is_read_by_the_headings_that_the_workspace_names(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace({"config/bank.toml": PROFILE, "a.csv": EXPORT})
    assert findings_in(folder) == ()
    run = sambruk("payments", "a.csv", "-f", "json", cwd=folder)
    assert run.returncode == 0
    data = json.loads(run.stdout)
    assert data["findings"] == []
    (paid,) = data["payments"]
    assert (paid["date"], paid["amount"], paid["payer"], paid["text"]) == (
        "2021-03-03",
        "1234.00",
        "Anna Exempel",
        "Medlem 12 Anna Exempel",
    )
    (file,) = data["files"]
    assert (file["version"], file["account"], file["opening"], file["closing"]) == (
        "Sparbanken Exempel",
        "123456789",
        "1050.00",
        "2234.00",
    )


def test_without_it_the_file_is_unknown(make_workspace: MakeWorkspace, sambruk: RunCommand) -> None:
    folder = make_workspace({"a.csv": EXPORT})
    run = sambruk("payments", "a.csv", "-f", "json", cwd=folder)
    assert (run.returncode, [f["code"] for f in json.loads(run.stdout)["findings"]]) == (
        1,
        ["BNK801"],
    )


def test_a_fault_in_it_is_found_by_validate_and_said_of_payments(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace({"config/bank.toml": PROFILE + "colour = 1\n", "a.csv": EXPORT})
    assert [(f.code, f.file, f.line) for f in findings_in(folder)] == [
        ("REG101", "config/bank.toml", 10)
    ]
    run = sambruk("payments", "a.csv", "-f", "json", cwd=folder)
    assert run.returncode == 1
    found = json.loads(run.stdout)["findings"]
    assert [f["code"] for f in found] == ["BNK801", "REG101"]
