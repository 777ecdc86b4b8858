"""The same thing is called the same everywhere, whatever the language."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from sambruk_cli.console.app import app
from tests.commands.every import FORMS, OTHERS, TABLES
from tests.conftest import Changes, MakeWorkspace
from tests.workspaces import edited

JSON = [command for command in (*TABLES, *OTHERS) if ".json" in FORMS.get(command[0], FORMS[""])]

PUBLISHED: Changes = {
    "config/published/2021.toml": 'source = "tryckt"\n[[figures]]\n'
    'item = "balance_sheet.bank"\nyear = "2021"\nvalue = 2700\n'
}


def asked(folder: Path, language: str, *arguments: str) -> str:
    run = CliRunner().invoke(
        app, ["--lang", language, "--root", str(folder), *arguments, "--no-cache"]
    )
    assert run.exit_code == 0, run.output
    return run.stdout


def rows_of(folder: Path, language: str, *arguments: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(asked(folder, language, *arguments, "-f", "csv"))))


@pytest.mark.parametrize("command", TABLES, ids=" ".join)
def test_csv_has_the_same_columns_and_keys_in_both_languages(
    command: tuple[str, ...], make_workspace: MakeWorkspace
) -> None:
    folder = make_workspace(PUBLISHED)
    swedish, english = (rows_of(folder, language, *command) for language in ("sv", "en"))
    assert swedish
    assert list(swedish[0]) == list(english[0])
    # What people read may differ by language; all else is the same.
    said = {"label", "text"}
    assert [{k: v for k, v in row.items() if k not in said} for row in swedish] == [
        {k: v for k, v in row.items() if k not in said} for row in english
    ]


@pytest.mark.parametrize("command", JSON, ids=" ".join)
def test_json_has_the_same_keys_in_both_languages(
    command: tuple[str, ...], make_workspace: MakeWorkspace
) -> None:
    folder = make_workspace(PUBLISHED)
    swedish, english = (
        keys_of(json.loads(asked(folder, language, *command, "-f", "json")))
        for language in ("sv", "en")
    )
    assert swedish == english


def keys_of(value: Any) -> Any:
    """The keys of objects and of what lies within them; of findings there may be more in one."""
    if isinstance(value, dict):
        return {key: keys_of(inner) for key, inner in value.items() if key != "findings"}
    return [keys_of(inner) for inner in value] if isinstance(value, list) else None


def test_an_account_has_one_name_in_every_command(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace()
    balances = {row["account"] for row in rows_of(folder, "sv", "balances", "2021")}
    assert "Assets:1510-Kundfordringar" in balances
    for command in (("ledger", "2021"), ("journal", "2021")):
        assert {row["account"] for row in rows_of(folder, "en", *command)} <= balances
    unfolded = rows_of(folder, "en", "statements", "2021", "--accounts")
    keys = {row["key"] for row in unfolded if ":" in row["key"]}
    assert "Assets:1510-Kundfordringar" in keys
    assert keys <= balances | {"result:unbooked"}  # the result that no voucher has booked yet


def test_an_explained_charge_says_when_its_schedule_ends(make_workspace: MakeWorkspace) -> None:
    ended = edited(
        "config/fees.toml", ('account = "3110"', 'account = "3110"\nvalid_to = 2021-12-31')
    )
    shown = asked(make_workspace(ended), "sv", "dues", "2021", "--explain")
    assert "taxa: arsavgift (2020-01-01 – 2021-12-31)" in shown
    assert "taxa: insats (2020-01-01 –)" in shown
