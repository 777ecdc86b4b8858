"""A warning that a voucher waives: counted apart, listed with its reason, in every form."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import fastjsonschema
import pytest

from sambruk_cli.findings import Finding, Severity, as_rows, finding, from_rows, standing
from sambruk_cli.render.findings import github, sarif
from tests.checks.cases.case import LEDGER, appended
from tests.checks.cases.law import keyed
from tests.conftest import PROJECT, MakeWorkspace, RunCommand, findings_in

SCHEMA = PROJECT / "tests/data/sarif/sarif-2.1.0-rtm.5.json"
WAIVED = keyed("A6", 'document: "kvitton/6.pdf"', 'waiver: "bok233: kvittot är [borta](x)"')


@pytest.fixture
def folder(make_workspace: MakeWorkspace) -> Path:
    return make_workspace(WAIVED)


def validated(sambruk: RunCommand, folder: Path, *arguments: str) -> Any:
    return sambruk("--root", str(folder), "validate", *arguments, SAMBRUK_LANG="en")


def is_sarif(log: Any) -> None:
    """Raises where a log is not as the schema of SARIF 2.1.0 has it."""
    schema = json.loads(SCHEMA.read_text())
    formats = {"uri-reference": r"^[^ ]*$"}
    fastjsonschema.compile(schema, formats=formats, use_default=False)(log)


def test_a_waived_warning_counts_for_nothing_and_is_listed_with_its_reason(
    sambruk: RunCommand, folder: Path
) -> None:
    result = validated(sambruk, folder, "--strict")
    assert result.returncode == 0
    assert "ledger/2021.beancount:42: BOK233 waived: " in result.stdout
    assert "    = kvittot är [borta](x)\n" in result.stdout
    assert result.stdout.endswith("No errors, no warnings, 1 waived.\n")


def test_json_has_what_is_waived_apart(sambruk: RunCommand, folder: Path) -> None:
    data = json.loads(validated(sambruk, folder, "-f", "json").stdout)
    assert data["findings"] == []
    assert [(f["code"], f["line"], f["waived"]) for f in data["waived"]] == [
        ("BOK233", 42, "kvittot är [borta](x)")
    ]
    assert data["summary"] == {"errors": 0, "warnings": 0, "waived": 1}


def test_a_year_taken_from_what_is_kept_keeps_its_waivers(
    sambruk: RunCommand, folder: Path
) -> None:
    first = validated(sambruk, folder)
    parties = folder / "config/counterparties.toml"
    parties.write_text(f"{parties.read_text('utf-8')}\n", "utf-8")
    assert validated(sambruk, folder).stdout == first.stdout
    (folder / "kvitton").mkdir()
    (folder / "kvitton/6.pdf").write_bytes(b"%PDF")
    assert "BOK265 warning: BOK233 is waived, but not found" in validated(sambruk, folder).stdout


def test_of_two_vouchers_that_say_the_same_one_may_say_why(make_workspace: MakeWorkspace) -> None:
    twin = (
        '\n2021-07-01 * "Övrig intäkt"\n  ver: "A7"\n'
        '  waiver: "BOK238: två gåvor samma dag"\n'
        "  Assets:1930-Bank 50.00 SEK\n  Income:3190-Övrigt -50.00 SEK\n"
    )
    found = findings_in(make_workspace(appended(LEDGER, twin)))
    assert [(item.code, item.waived) for item in found] == [("BOK238", "två gåvor samma dag")]


def test_where_not_all_is_read_it_is_not_said_that_a_waiver_is_of_nothing(
    make_workspace: MakeWorkspace,
) -> None:
    changed = keyed("A6", 'waiver: "BOK233: kvittot är borta"')
    folder = make_workspace({**changed, "config/fees.toml": "x ="})
    assert "BOK265" not in {item.code for item in findings_in(folder)}


def test_sarif_is_as_its_schema_has_it(sambruk: RunCommand, folder: Path) -> None:
    log = json.loads(validated(sambruk, folder, "-f", "sarif").stdout)
    is_sarif(log)
    (run,) = log["runs"]
    (result,) = run["results"]
    assert result["suppressions"] == [
        {"kind": "inSource", "justification": "kvittot är [borta](x)"}
    ]
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "BOK233"
    (place,) = result["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "ledger/2021.beancount"
    assert place["physicalLocation"]["region"] == {"startLine": 42}
    # A reason is no link, in whatever form it is written.
    assert "[borta](" not in result["message"]["text"]


def test_sarif_of_files_with_any_name_and_of_no_file() -> None:
    found = [
        finding("BOK230", file="ledger/å \udce5#?.beancount", line=3),
        finding("WSP001", marker="{x}", folder="a{b}"),
        finding("BOK202", amount="1", file="ledger/a.beancount", line=1),
    ]
    log = sarif(found, "sv", "böcker")
    is_sarif(json.loads(json.dumps(log)))
    results = log["runs"][0]["results"]
    uri = results[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "b%C3%B6cker/ledger/%C3%A5%20%E5%23%3F.beancount"
    assert "locations" not in results[1]
    assert "a{{b}}" in results[1]["message"]["text"]
    assert [result["level"] for result in results] == ["warning", "error", "error"]
    assert [result["suppressions"] for result in results] == [[], [], []]


def test_the_schema_refuses_what_is_no_sarif() -> None:
    with pytest.raises(fastjsonschema.JsonSchemaException):
        is_sarif({"version": "2.1.0", "runs": [{"results": []}]})


def test_github_shows_what_is_waived_as_a_notice(make_workspace: MakeWorkspace) -> None:
    found = findings_in(make_workspace(WAIVED))
    assert github(found, "en").startswith("::notice file=ledger/2021.beancount,line=42,")


def test_a_waived_finding_is_the_same_when_it_is_kept() -> None:
    one = finding("BOK230", file="ledger/a.beancount", line=1)
    waived = Finding(one.code, Severity.WARNING, one.said, one.file, 1, one.remedy, "skäl")
    assert from_rows(as_rows([one, waived])) == (one, waived)
    assert standing([one, waived]) == (one,)
