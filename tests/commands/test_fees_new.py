"""A schedule is written in the form that is asked for, unless the register then has a fault."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import MakeWorkspace, RunCommand, findings_in
from tests.workspaces import FEES

FILE = "config/fees.toml"
SAID = ("--from", "2022-01-01", "--account", "3110", "--decision", "Stämman 2021")
HEAD = """
[[schedules]]
id = "annual-fee-2022"
kind = "annual_fee"
{tiers}valid_from = 2022-01-01
{more}account = "3110"
decision = "Stämman 2021"
"""
ENDED = FEES.replace(
    'valid_from = 2020-01-01\ncharged_on = "02-01"\n',
    'valid_from = 2020-01-01\nvalid_to = 2021-12-31\ncharged_on = "02-01"\n',
)


def run(sambruk: RunCommand, folder: Path, *arguments: str) -> Any:
    return sambruk("--root", folder, "--lang", "en", "fees", "new", *arguments)


@pytest.mark.parametrize(
    ("arguments", "written"),
    [
        (("--amount", "400"), HEAD.format(tiers="", more="") + "amount = 400\n"),
        (
            ("--amount", "municipality=400", "--amount", "organisation=50,50"),
            HEAD.format(tiers="", more="")
            + "amounts = { municipality = 400, organisation = 50.50 }\n",
        ),
        (
            (
                *("--tiers", "storlek", "--amount", "organisation=1"),
                *("--amount", "small=2", "--amount", "large=3"),
            ),
            HEAD.format(tiers='tiers = "storlek"\n', more="")
            + "amounts = { organisation = 1, small = 2, large = 3 }\n",
        ),
        (
            (
                *("--of", "population", "--per-unit", "0,5", "--kind", "municipality"),
                *("--charged-on", "02-28", "--joiners", "months"),
            ),
            HEAD.format(
                tiers="",
                more='charged_on = "02-28"\nkinds = ["municipality"]\njoiners = "months"\n',
            )
            + 'rate = { of = ["population"], per_unit = 0.5 }\n',
        ),
    ],
)
def test_each_form_is_written_after_the_schedule_that_it_ends(
    make_workspace: MakeWorkspace,
    sambruk: RunCommand,
    arguments: tuple[str, ...],
    written: str,
) -> None:
    folder = make_workspace()
    shown = run(sambruk, folder, *arguments, *SAID, "--end-earlier")
    assert (shown.returncode, (folder / FILE).read_text()) == (0, FEES)
    assert run(sambruk, folder, *arguments, *SAID, "--end-earlier", "--write").returncode == 0
    assert (folder / FILE).read_text() == ENDED + written
    assert findings_in(folder) == ()


def test_new_tiers_come_with_their_set(make_workspace: MakeWorkspace, sambruk: RunCommand) -> None:
    folder = make_workspace()
    tiers = ("--tier", "few:0-9999=80", "--tier", "many:10 000-=160", "--kind", "municipality")
    found = run(sambruk, folder, *tiers, *SAID, "--end-earlier", "--write", "-f", "json")
    assert json.loads(found.stdout)["needs"] == [
        {"attribute": "population", "members": ["storstad"]}
    ]
    text = (folder / FILE).read_text()
    assert (
        '[[tier_sets]]\nid = "annual-fee-2022"\n\n[[tier_sets.tiers]]\nid = "few"\n'
        'label = "Till och med 9999"\nlabel_en = "Up to 9999"\nkinds = ["municipality"]\n'
        'to = 9999\n\n[[tier_sets.tiers]]\nid = "many"\nlabel = "10000 och fler"\n'
        'label_en = "10000 and more"\nkinds = ["municipality"]\nfrom = 10000\n'
    ) in text
    assert "amounts = { few = 80, many = 160 }\n" in text


def test_the_file_is_made_where_there_is_none(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace()
    (folder / FILE).unlink()
    run(sambruk, folder, "--amount", "400", *SAID, "--write")
    assert (folder / FILE).read_text() == (
        HEAD.format(tiers="", more="") + "amount = 400\n"
    ).removeprefix("\n")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--amount", "400"), "REG105"),
        (("--tiers", "storlek", "--amount", "small=2", "--end-earlier"), "REG106"),
        (("--of", "turnover", "--per-mille", "1", "--end-earlier"), "REG104"),
        (("--tier", "few:0-10=1", "--tier", "many:20-=2", "--end-earlier"), "REG106"),
        (("arsavgift", "--amount", "400", "--end-earlier"), "USE910"),
        (("--amount", "400", "--charge", "annualfee"), "REG104"),
        (("--amount", "400", "--charged-on", "02-30", "--end-earlier"), "REG102"),
        (("--amount", "400", "--joiners", "half", "--end-earlier"), "REG102"),
    ],
)
def test_what_would_be_wrong_is_said_and_nothing_written(
    make_workspace: MakeWorkspace, sambruk: RunCommand, arguments: tuple[str, ...], code: str
) -> None:
    folder = make_workspace()
    found = run(sambruk, folder, *arguments, *SAID, "--write", "-f", "json")
    assert found.returncode == 1
    assert code in {item["code"] for item in json.loads(found.stdout)["findings"]}
    assert (folder / FILE).read_text() == FEES


@pytest.mark.parametrize(
    "arguments",
    [
        SAID,
        ("--amount", "400"),
        ("--amount", "mycket", *SAID),
        ("--tier", "few=1", *SAID),
        ("--form", "kinds", "--amount", "400", *SAID),
    ],
)
def test_in_a_pipe_nothing_is_asked_for(
    make_workspace: MakeWorkspace, sambruk: RunCommand, arguments: tuple[str, ...]
) -> None:
    folder = make_workspace()
    assert run(sambruk, folder, *arguments, "--write").returncode == 2
    assert (folder / FILE).read_text() == FEES
