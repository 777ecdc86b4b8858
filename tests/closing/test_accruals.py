"""Income and cost that span a year's end, worked out by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Changes, MakeWorkspace, RunCommand
from tests.workspaces import JOURNAL_2021, edited

LEDGER = "ledger/2021.beancount"
TODAY = ("--today", "2022-04-20")
NEXT = '\n[[fiscal_years]]\nlabel = "2022"\nstart = 2022-01-01\nend = 2022-12-31\n'
# A year's insurance from 1 October, and rent of a quarter that is half in 2022.
SPANNING = """
2021-10-01 * "Banken" "Försäkring"
  ver: "A7"
  Expenses:4010-Kostnader  100.00 SEK
    counterparty: "banken"
    project: "bron"
    accrue-from: 2021-10-01
    accrue-to: 2022-09-30
  Assets:1930-Bank  -100.00 SEK

2021-12-01 * "Hyra av lokal"
  ver: "A8"
  Assets:1930-Bank  60.00 SEK
  Income:3190-Övrigt  -60.00 SEK
    accrue-from: 2021-12-01
    accrue-to: 2022-02-28
"""
# Paid in 2022, of the half year before and of January.
LATER = """\
2022-01-20 * "Banken" "El"
  ver: "A1"
  Expenses:4010-Kostnader  70.00 SEK
    counterparty: "banken"
    accrue-from: 2021-07-01
    accrue-to: 2022-01-31
  Assets:1930-Bank  -70.00 SEK
"""


def spanning(text: str = SPANNING, *, accounts: str = "1790 2970 2990") -> Changes:
    opened = "".join(
        f"2019-12-31 open {'Assets' if number < '2' else 'Liabilities'}:{number}-P{number} SEK\n"
        for number in accounts.split()
    )
    first = "2019-12-31 open Assets:1930-Bank SEK\n"
    return {
        **edited("ledger/chart.beancount", (first, first + opened)),
        **edited("config/association.toml", ("\n[[reports]]\n", f"{NEXT}\n[[reports]]\n")),
        **edited(
            "config/statements.toml",
            ('accounts = ["1500-1599"]', 'accounts = ["1500-1599", "1790"]'),
        ),
        **edited(
            "ledger/main.beancount",
            ('"2021.beancount"\n', '"2021.beancount"\ninclude "2022.beancount"\n'),
        ),
        "ledger/2022.beancount": LATER,
        LEDGER: JOURNAL_2021 + text,
    }


def closing(sambruk: RunCommand, root: Path, *arguments: str) -> dict[str, Any]:
    shown = sambruk("--root", root, "close", *arguments, *TODAY, "-f", "json")
    found: dict[str, Any] = json.loads(shown.stdout)
    return found


def test_what_belongs_to_the_next_year_is_moved_there_and_back(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    root = make_workspace(spanning())
    found = closing(sambruk, root, "2021", "--write")
    assert found["findings"] == []
    step = found["steps"][0]
    assert step["step"] == "accruals"
    moved = [
        (v["ver"], v["date"], [(p["account"][-4:], p["amount"]) for p in v["postings"]])
        for v in step["vouchers"]
    ]
    # 9 of 12 months of 100 kronor, 2 of 3 of 60, and 6 of 7 of 70.
    assert moved == [
        ("A9", "2021-12-31", [("1790", "75"), ("ader", "-75")]),
        ("A2", "2022-01-01", [("1790", "-75"), ("ader", "75")]),
        ("A10", "2021-12-31", [("2970", "-40"), ("rigt", "40")]),
        ("A3", "2022-01-01", [("2970", "40"), ("rigt", "-40")]),
        ("A11", "2021-12-31", [("2990", "-60"), ("ader", "60")]),
        ("A4", "2022-01-01", [("2990", "60"), ("ader", "-60")]),
    ]
    # 600 - 100 + 60 as booked, and 75 - 40 - 60 by what is moved.
    assert found["steps"][1]["vouchers"][0]["postings"][0]["amount"] == "535"
    journal = (root / LEDGER).read_text()
    assert '  accrues: "A7"\n' in journal
    assert '  accrues: "2022 A1"\n' in journal
    assert '    project: "bron"' in journal.split('accrues: "A7"')[1].split("\n\n")[0]
    later = (root / "ledger/2022.beancount").read_text()
    assert '  accrues: "2021 A7"\n' in later
    assert '  accrues: "A1"\n' in later
    assert closing(sambruk, root, "2021", "--write")["files"] == []
    # The last months of 2022 are over when it ends: nothing is left to move.
    in_2022 = json.loads(sambruk("--root", root, "balances", "2022", "-f", "json").stdout)
    left = {row["account"][-4:]: row["closing"] for row in in_2022["rows"]}
    assert [left[number] for number in ("1790", "2970", "2990")] == ["0.00"] * 3
    assert left["ader"] == "85.00"  # 75 of the insurance, 10 of January's electricity


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        (spanning(SPANNING.replace("2022-09-30", "2021-09-30")), "A7"),
        (spanning(SPANNING.replace("    accrue-to: 2022-09-30\n", "")), "A7"),
        (spanning(SPANNING.replace("2022-09-30", '"2022-09-30"')), "A7"),
        (spanning(accounts="1790 2990"), "2970"),
    ],
)
def test_a_span_that_cannot_be_stands_in_the_way(
    changes: Changes, says: str, make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    found = closing(sambruk, make_workspace(changes), "2021", "--write")
    assert {item["code"] for item in found["findings"]} == {"USE913"}
    assert {item["file"] for item in found["findings"]} == {LEDGER}
    assert not found["written"]
    assert says == "A7" or says in found["findings"][0]["message"]


def test_a_span_that_is_changed_afterwards_is_said(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    root = make_workspace(spanning())
    closing(sambruk, root, "2021", "--write")
    path = root / LEDGER
    path.write_text(path.read_text().replace("accrue-to: 2022-09-30", "accrue-to: 2022-12-31"))
    (item,) = closing(sambruk, root, "2021", "--write")["findings"]
    assert (item["code"], item["values"]) == ("USE913", {"ver": "A7", "year": "2021"})
