"""Every check code has a smallest workspace that provokes it, at a line known beforehand.

The workspaces are the faultless one with as little changed as will do. Each case states the
whole list of what is found, so that a fault is neither missed nor reported as something else,
and what is found is said in Swedish as well, with the same facts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sambruk_cli.findings import NAMES, Finding
from sambruk_cli.messages.message import said
from tests.checks.cases import CASES, FAMILIES
from tests.checks.cases.case import ASSOCIATION, CHART_FILE, STATEMENTS, Case
from tests.checks.cases.changes import voucher
from tests.checks.cases.faultless import FAULTLESS, FAULTLESS_IN_THE_YEAR
from tests.conftest import Changes, MakeWorkspace, RunCommand, findings_in
from tests.extent import one_of_each
from tests.workspaces import edited

Place = tuple[str, str | None, int | None]


def at(item: Finding) -> Place:
    return item.code, item.file, item.line


def in_order_of_place(places: list[Place]) -> list[Place]:
    return sorted(places, key=lambda place: (place[1] or "", place[2] or 0, place[0]))


def lines_are_as_told(folder: Path, case: Case) -> None:
    """The workspace has at each line what the case says stands there."""
    for place in case.found:
        if place.line is not None:
            assert place.file is not None
            text = (folder / place.file).read_text("utf-8", errors="replace")
            assert place.holds in text.split("\n")[place.line - 1], place


def faults_of_swedish(item: Finding) -> list[str]:
    """What is wrong with the Swedish of a finding: English words, or facts that are left out."""
    faults = []
    for message in (item.said, item.remedy):
        if message is None:
            continue
        text = message.text("sv")
        if text == message.text("en"):
            faults.append(f"English: {text}")
        facts = [said(value, "sv") for _, value in message.values]
        faults += [f"without {fact}: {text}" for fact in facts if fact not in text]
    return faults


# What takes a second process at the same moment is provoked in tests/edits/test_carry_out.py.
AT_ONCE = {"WSP010", "WSP011"}

# What the system refuses; it is provoked in tests/console/test_streams.py.
BY_THE_SYSTEM = {"USE906"}

# What is asked of an invoice and not of a workspace; it is provoked in tests/exchange/peppol.
OF_INVOICES = {f"EIN{number}" for number in range(751, 761)}

# What sends mail finds; it is provoked in tests/exchange/mail.
OF_SENDING = {f"SND{number}" for number in range(670, 677)}


def code_of(case: str) -> str:
    return case.partition(" ")[0]


def test_every_code_has_a_case_that_provokes_it() -> None:
    elsewhere = AT_ONCE | BY_THE_SYSTEM | OF_INVOICES | OF_SENDING
    assert {code_of(name) for name in CASES} | elsewhere == set(NAMES)


def test_every_case_stands_in_one_family() -> None:
    assert sum(len(family.CASES) for family in FAMILIES) == len(CASES)
    files: dict[str, set[str]] = {}
    for family in FAMILIES:
        for name in family.CASES:
            files.setdefault(code_of(name), set()).add(family.__name__)
    assert {code: found for code, found in files.items() if len(found) > 1} == {}


def test_a_case_begins_with_its_own_code() -> None:
    assert [n for n, c in CASES.items() if c.found[0].code != code_of(n)] == []


@pytest.mark.parametrize(
    "name", one_of_each((name for name, case in CASES.items() if not case.arguments), code_of)
)
def test_a_fault_in_a_workspace_is_found_where_it_is_and_nothing_else_is(
    make_workspace: MakeWorkspace, name: str
) -> None:
    case = CASES[name]
    folder = make_workspace(case.changes)
    lines_are_as_told(folder, case)
    findings = findings_in(folder)
    wanted = [(place.code, place.file, place.line) for place in case.found]
    assert [at(item) for item in findings] == in_order_of_place(wanted)
    own = [item for item in findings if at(item) == wanted[0]]
    assert case.says in own[0].message
    assert case.hints in (own[0].hint or "")
    assert [item.code for item in findings if not (item.hint or "").strip()] == []
    assert [fault for item in findings for fault in faults_of_swedish(item)] == []


@pytest.mark.further
@pytest.mark.parametrize("name", FAULTLESS)
def test_what_lies_just_on_the_right_side_of_a_rule_is_not_found(
    make_workspace: MakeWorkspace, name: str
) -> None:
    assert findings_in(make_workspace(FAULTLESS[name])) == ()


@pytest.mark.parametrize("name", FAULTLESS_IN_THE_YEAR)
def test_a_balance_may_be_on_the_wrong_side_until_a_month_after_the_year(
    make_workspace: MakeWorkspace, name: str
) -> None:
    folder = make_workspace(FAULTLESS_IN_THE_YEAR[name])
    assert findings_in(folder, today=date(2022, 1, 31)) == ()
    found = findings_in(folder, today=date(2022, 2, 1))
    assert [item.code for item in found] == ["BOK242"]


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        pytest.param(
            edited(STATEMENTS, ('key = "retained"', 'key = "total_assets"')),
            ("STM308", STATEMENTS, 46),
            id="a sum and an account row with one key",
        ),
        pytest.param(
            edited(STATEMENTS, ('accounts = ["2067"]\n', "")),
            ("STM301", CHART_FILE, 3),
            id="a heading at the meeting's disposal",
        ),
        pytest.param(
            edited(STATEMENTS, ('accounts = ["2069"]\n', "")),
            ("STM301", CHART_FILE, 4),
            id="a heading that holds the result",
        ),
        pytest.param(
            edited(STATEMENTS, ('accounts = ["3000-3999"]\n', "")),
            ("STM301", CHART_FILE, 7),
            id="a heading that a sum and a note name",
        ),
        pytest.param(
            edited(ASSOCIATION, ("end = 2021-12-31", "end = 9999-12-31")),
            ("REG110", ASSOCIATION, 20),
            id="a year without an end",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            edited(ASSOCIATION, ("start = 2020-01-01", "start = 0001-01-01")),
            ("REG110", ASSOCIATION, 14),
            id="a year without a beginning",
        ),
    ],
)
def test_a_fault_that_others_follow_from_is_among_what_is_found(
    make_workspace: MakeWorkspace, changes: Changes, place: Place
) -> None:
    assert place in [at(item) for item in findings_in(make_workspace(changes))]


def test_of_a_voucher_of_amounts_that_are_refused_nothing_else_is_said(
    make_workspace: MakeWorkspace,
) -> None:
    amount = f"1{'0' * 27}.00"
    folder = make_workspace(
        voucher("A7", f"Assets:1930-Bank {amount} SEK", f"Income:3190-Övrigt -{amount} SEK")
    )
    assert [item.code for item in findings_in(folder)] == ["BOK201", "BOK201"]


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.arguments])
def test_what_a_command_finds_it_says_with_code_and_remedy(
    make_workspace: MakeWorkspace, sambruk: RunCommand, name: str
) -> None:
    case = CASES[name]
    (place,) = case.found
    folder = make_workspace(case.changes)
    run = sambruk("--root", folder, *case.arguments, cwd=folder)
    assert run.returncode == case.code
    if "json" not in case.arguments:
        head, _, hint = run.stderr.partition("\n    = ")
        where = f"{place.file}:{place.line}: " if place.file else ""
        severity = "error" if case.code else "warning"
        assert head.startswith(f"{where}{place.code} {severity}: ")
        assert case.says in head
        assert case.hints in hint
        assert hint.strip()
        return
    assert run.stderr == ""
    (item,) = json.loads(run.stdout)["findings"]
    assert (item["code"], item["file"], item["line"]) == (place.code, place.file, place.line)
    assert item["severity"] == ("error" if case.code else "warning")
    assert case.says in item["message"]
    assert case.hints in item["hint"]
    assert item["hint"].strip()
    if "--lang" not in case.arguments:
        swedish = sambruk("--root", folder, *case.arguments, cwd=folder, SAMBRUK_LANG="sv")
        (same,) = json.loads(swedish.stdout)["findings"]
        assert item | {"message": "", "hint": ""} == same | {"message": "", "hint": ""}
        assert item["message"] != same["message"]
        assert item["hint"] != same["hint"]
        assert facts_of(same["values"].values()) <= facts_of([same["message"]])


def facts_of(texts: Iterable[Any]) -> set[str]:
    """The numbers in texts, with a decimal point or comma and thousands apart or not."""
    joined = re.sub(r"(?<=\d)[ \u00a0\u202f](?=\d{3})", "", "; ".join(map(str, texts)))
    return set(re.findall(r"\d+", joined))


def test_a_report_that_cannot_be_set_writes_nothing(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    case = CASES["RPT513"]
    folder = make_workspace(case.changes)
    before = sorted(path.name for path in folder.iterdir())
    sambruk("--root", folder, *case.arguments, cwd=folder)
    assert sorted(path.name for path in folder.iterdir()) == before
