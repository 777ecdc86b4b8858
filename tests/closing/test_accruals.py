"""Income and cost that span a year's end, worked out by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Changes, MakeWorkspace, RunCommand, findings_in
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


INSURED = "2022-09-30"  # the last month of the insurance
FAULTS = {
    "the other way about": (INSURED, "2021-09-30", "later than accrue-to, 2021-09-30"),
    "half of it": (f"    accrue-to: {INSURED}\n", "", "and accrue-to does not"),
    "the other half": ("    accrue-from: 2021-10-01\n", "", "and accrue-from does not"),
    "a text": (INSURED, f'"{INSURED}"', f'accrue-to is "{INSURED}", which is no day'),
    "no number": ('  ver: "A7"\n', "", "a voucher without a number"),
    "money": (
        "  Assets:1930-Bank  -100.00 SEK\n",
        "  Assets:1930-Bank  -100.00 SEK\n    accrue-from: 2021-10-01\n    accrue-to: 2021-12-31\n",
        "stand on 1930-Bank",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_span_that_cannot_be_is_found_and_stands_in_the_way(
    name: str, make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    old, new, says = FAULTS[name]
    assert SPANNING.count(old) == 1
    root = make_workspace(spanning(SPANNING.replace(old, new)))
    (found,) = [item for item in findings_in(root) if item.code == "BOK270"]
    assert says in found.message
    line = (root / LEDGER).read_text().splitlines()[(found.line or 0) - 1]
    assert found.file == LEDGER
    assert ("1930-Bank" if name == "money" else "4010-Kostnader") in line
    closed = closing(sambruk, root, "2021", "--write")
    assert ("BOK270", LEDGER, found.line) in {
        (item["code"], item["file"], item["line"]) for item in closed["findings"]
    }
    assert not closed["written"]


@pytest.mark.parametrize(
    ("first", "holds"), [("2021-12-01", True), ("2022-01-01", False), ('"2021-12-01"', False)]
)
def test_a_span_of_a_later_year_holds_those_that_it_may_be_of(
    first: str, holds: bool, make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    later = LATER.replace("accrue-from: 2021-07-01", f"accrue-from: {first}").replace(
        "accrue-to: 2022-01-31", 'accrue-to: "2022-01-31"'
    )
    root = make_workspace({**spanning(""), "ledger/2022.beancount": later})
    closed = closing(sambruk, root, "2021")
    assert [item["code"] for item in closed["findings"]] == (["BOK270"] if holds else [])
    assert closing(sambruk, root, "2022")["findings"] != []


def test_an_account_that_a_part_is_moved_to_must_be_in_the_chart(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    root = make_workspace(spanning(accounts="1790 2990"))
    (item,) = closing(sambruk, root, "2021", "--write")["findings"]
    assert (item["code"], item["file"]) == ("USE913", LEDGER)
    assert "2970" in item["message"]


def test_a_voucher_without_words_is_named_by_its_number(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    wordless = SPANNING.replace('* "Banken" "Försäkring"', '* ""').replace(
        '* "Hyra av lokal"', '* "Hyresgästen" ""'
    )
    root = make_workspace(spanning(wordless))
    texts = [v["text"] for v in closing(sambruk, root, "2021")["steps"][0]["vouchers"]]
    assert texts[:4] == [
        "Periodisering av A7",
        "Återföring av periodisering av 2021 A7",
        "Periodisering: Hyresgästen",
        "Återföring av periodisering: Hyresgästen",
    ]


def test_a_span_that_is_changed_afterwards_is_said(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    root = make_workspace(spanning())
    closing(sambruk, root, "2021", "--write")
    path = root / LEDGER
    path.write_text(path.read_text().replace("accrue-to: 2022-09-30", "accrue-to: 2022-12-31"))
    (item,) = closing(sambruk, root, "2021", "--write")["findings"]
    assert (item["code"], item["values"]) == ("USE913", {"ver": "A7", "year": "2021"})


def test_what_is_booked_on_the_last_day_of_a_year_is_booked_in_it(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    whole = SPANNING.split("\n\n", maxsplit=1)[0].replace("2021-10-01 *", "2021-12-31 *")
    of_2022 = whole.replace("accrue-from: 2021-10-01", "accrue-from: 2022-01-01").replace(
        "2022-09-30", "2022-12-31"
    )
    root = make_workspace({**spanning(of_2022 + "\n"), "ledger/2022.beancount": ""})
    first, back = closing(sambruk, root, "2021")["steps"][0]["vouchers"]
    # All of the insurance is of 2022, and is paid in advance.
    rows = [(p["account"][-4:], p["amount"]) for p in first["postings"]]
    assert rows == [("1790", "100"), ("ader", "-100")]
    assert back["date"] == "2022-01-01"


def test_nothing_is_moved_back_in_a_year_that_is_closed(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    root = make_workspace(spanning(SPANNING.split("\n\n", maxsplit=1)[0] + "\n"))
    (root / "ledger/2022.beancount").write_text("")
    closing(sambruk, root, "2021", "--write")
    # By hand the way back is taken out, and both years are closed.
    later = root / "ledger/2022.beancount"
    later.write_text("")
    association = root / "config/association.toml"
    text = association.read_text()
    for end in ("2021-12-31", "2022-12-31"):
        text = text.replace(f"end = {end}\n", f"end = {end}\nclosed = true\n")
    association.write_text(text)
    found = closing(sambruk, root, "2021", "--write")
    assert ("USE913", "A7", "2022") in {
        (item["code"], item["values"].get("ver"), item["values"].get("year"))
        for item in found["findings"]
    }
    assert later.read_text() == ""


# The way back of the insurance, as `sambruk close 2021` books it on the first day of 2022.
BACK = """
2022-01-01 * "Återföring av periodisering: Försäkring"
  ver: "A2"
  registered: 2022-04-20
  accrues: "2021 A7"
  Assets:1790-P1790  -75.00 SEK
    counterparty: "banken"
  Expenses:4010-Kostnader  75.00 SEK
    project: "bron"
"""


def moved_to_2022(make_workspace: MakeWorkspace, sambruk: RunCommand, later: str) -> Path:
    """The insurance of 2021 moved to 2022 by a closing; 2022 says something else."""
    root = make_workspace(spanning(SPANNING.split("\n\n", maxsplit=1)[0] + "\n"))
    (root / "ledger/2022.beancount").write_text("")
    assert closing(sambruk, root, "2021", "--write")["findings"] == []
    (root / "ledger/2022.beancount").write_text(later)
    return root


PARTS = "".join(
    BACK.replace("2022-01-01", f"2022-{month:02}-28").replace("75.00", f"{amount}.00")
    for month, amount in ((1, 25), (2, 25), (12, 25))
).replace("2022-12-28", "2022-12-31")
NOT_BACK = {
    "taken out": ("", "75"),
    "of another voucher": (BACK.replace("2021 A7", "2021 A5"), "75"),
    "the other way about": (
        BACK.replace("-75.00", "X").replace(" 75.00", " -75.00").replace("X", "75.00"),
        "75",
    ),
}


@pytest.mark.parametrize("name", NOT_BACK)
def test_what_is_not_moved_back_is_found_and_stands_in_the_way(
    name: str, make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    later, amount = NOT_BACK[name]
    root = moved_to_2022(make_workspace, sambruk, later)
    (found,) = [item for item in findings_in(root) if item.code == "BOK277"]
    assert f"{amount}.00 kr that 2021 has moved to 1790" in found.message
    line = (root / LEDGER).read_text().splitlines()[(found.line or 0) - 1]
    assert (found.file, line) == (LEDGER, '2021-12-31 * "Periodisering: Banken: Försäkring"')
    refused = json.loads(
        sambruk("--root", root, "close", "2022", "--today", "2023-02-01", "-f", "json").stdout
    )
    assert {item["code"] for item in refused["findings"]} == {"USE913"}
    # A reason lets it be.
    path = root / LEDGER
    path.write_text(
        path.read_text().replace(
            '  accrues: "A7"\n', '  accrues: "A7"\n  waiver: "BOK277: det återfördes för hand"\n'
        )
    )
    assert [f.waived is None for f in findings_in(root) if f.code == "BOK277"] == [False]


@pytest.mark.parametrize("later", [BACK, PARTS])
def test_what_is_moved_back_at_once_or_in_parts_is_not_found(
    later: str, make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    root = moved_to_2022(make_workspace, sambruk, later)
    assert "BOK277" not in {item.code for item in findings_in(root)}


def test_a_closing_books_what_was_not_moved_back(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    root = moved_to_2022(make_workspace, sambruk, "")
    closing(sambruk, root, "2021", "--write")
    assert "BOK277" not in {item.code for item in findings_in(root)}
