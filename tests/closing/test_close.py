"""sambruk close: what it books, when it refuses, and that it does nothing twice."""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest

from sambruk_cli.findings import errors
from tests.conftest import PROJECT, Changes, MakeWorkspace, RunCommand, findings_in
from tests.workspaces import edited

ASSOCIATION = "config/association.toml"
CHART = "ledger/chart.beancount"
BOARD = "config/board.toml"
NEXT = '\n[[fiscal_years]]\nlabel = "2022"\nstart = 2022-01-01\nend = 2022-12-31\n'
MEETING = (
    '[[meetings]]\nid = "stamma-2022"\nkind = "annual"\ndate = 2022-03-15\n'
    'title = "Årsstämma 2022"\n\n[[people]]\nid = "anna-ek"'
)
TODAY = ("--today", "2022-04-20")
# Årsredovisning 2007, chapter 14, and its notes: balances at the end of each year, debit positive.
PUBLISHED = {
    "2006": {
        "1510": "986335",
        "1680": "89741",
        "1790": "133600",
        "1930": "933046",
        "2067": "47112",
        "2069": "9508",
        "2083": "-670000",
        "2440": "-1492342",
        "2990": "-37000",
    },
    "2007": {
        "1510": "461214",
        "1680": "62850",
        "1930": "1753575",
        "2067": "56620",
        "2069": "11243",
        "2083": "-815000",
        "2440": "-1068779",
        "2970": "-96000",
        "2990": "-365723",
    },
}


def with_next(*more: Changes) -> Changes:
    """Föreningen Exempel with the year 2022, and a meeting in it."""
    before = "\n[[reports]]\n"
    changes = {
        **edited(ASSOCIATION, (before, NEXT + before)),
        **edited(BOARD, ('[[people]]\nid = "anna-ek"', MEETING)),
    }
    for each in more:
        changes.update(each)
    return changes


def decided(decision: str) -> Changes:
    """The same with what a meeting has decided on the result of 2021."""
    before = "\n[[reports]]\n"
    return edited(
        ASSOCIATION,
        (before, NEXT + before),
        ("signed_on = 2022-03-01\n", f"signed_on = 2022-03-01\n[reports.decision]\n{decision}"),
    )


def closing(sambruk: RunCommand, root: Path, *arguments: str) -> dict[str, Any]:
    shown = sambruk("--root", root, "close", *arguments, *TODAY, "-f", "json")
    found: dict[str, Any] = json.loads(shown.stdout)
    assert shown.returncode == (1 if found["findings"] else 0)
    return found


def states(found: dict[str, Any]) -> dict[str, str]:
    return {step["step"]: step["state"] for step in found["steps"]}


def without_closing(folder: Path) -> Path:
    """The example without the vouchers that close its years, and what rests on them in 2008."""
    for name in ("config", "ledger"):
        shutil.copytree(PROJECT / name, folder / name)
    for year in PUBLISHED:
        path = folder / f"ledger/{year}.beancount"
        voucher = rf'{year}-12-31 \* "Årets resultat {year}"\n(?:  .*\n)+'
        text, number = re.subn(voucher, "", path.read_text())
        assert number == 1
        path.write_text(re.sub(r"2008-01-01 balance .*\n", "", text))
    path = folder / ASSOCIATION
    path.write_text(path.read_text().replace("closed = true", "closed = false"))
    return folder


def test_closing_2006_and_2007_gives_the_published_opening_balances(
    tmp_path: Path, sambruk: RunCommand
) -> None:
    root = without_closing(tmp_path / "open")
    for year, published in PUBLISHED.items():
        found = closing(sambruk, root, year, "--lock", "--write")
        assert found["written"]
        assert found["notes"] == []
        said = json.loads(sambruk("--root", root, "balances", year, "-f", "json").stdout)
        closed = {
            row["account"].split(":")[1][:4]: row["closing"].removesuffix(".00")
            for row in said["rows"]
            if row["account"].startswith(("Assets", "Equity", "Liab")) and row["closing"] != "0.00"
        }
        assert closed == published
    journal = (root / "ledger/2007.beancount").read_text()
    asserted = re.findall(r"2008-01-01 balance \w+:(\d{4})\S+ +(\S+) SEK\n", journal)
    amounts = {number: amount for number, amount in asserted if amount != "0.00"}
    assert amounts == {number: f"{amount}.00" for number, amount in PUBLISHED["2007"].items()}
    both = ("config/association.toml", "ledger/2006.beancount", "ledger/2007.beancount")
    before = [(root / name).read_bytes() for name in both]
    for year in PUBLISHED:
        again = closing(sambruk, root, year, "--write")
        assert again["files"] == []
    assert [(root / name).read_bytes() for name in both] == before
    whole = sambruk("--root", root, "validate", "--strict", *TODAY)
    as_published = sambruk("--root", PROJECT, "validate", "--strict", *TODAY)
    assert whole.stdout == as_published.stdout


def test_the_result_is_booked_with_the_next_number_on_the_last_day(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    root = make_workspace()
    dry = closing(sambruk, root, "2021")
    assert not dry["written"]
    assert not re.search(r"2021-12-31 \*", (root / "ledger/2021.beancount").read_text())
    found = closing(sambruk, root, "2021", "--write")
    (voucher,) = found["steps"][0]["vouchers"]
    assert voucher == {
        "ver": "A7",
        "date": "2021-12-31",
        "text": "Årets resultat 2021",
        "file": "ledger/2021.beancount",
        "postings": [
            {"account": "Expenses:8999-Årets-resultat", "amount": "600"},
            {"account": "Equity:2069-Årets-resultat", "amount": "-600"},
        ],
    }
    journal = (root / "ledger/2021.beancount").read_text()
    assert "  registered: 2022-04-20\n" in journal
    # Receivables 700, bank 2700; retained 500 + 300, contributions 1500 + 500, result 600.
    asserted = re.findall(r"2022-01-01 balance \w+:(\d{4})\S+ +(\S+) SEK", journal)
    assert dict(asserted) == {
        "1510": "700.00",
        "1930": "2700.00",
        "2067": "-800.00",
        "2069": "-600.00",
        "2083": "-2000.00",
        "2440": "0.00",
    }
    again = closing(sambruk, root, "2021", "--write", "--series", "B")
    assert again["files"] == []
    assert states(again) == {
        "result": "done",
        "balances": "done",
        "disposition": "waiting",
        "lock": "waiting",
    }


def test_a_series_that_is_asked_for_begins_with_its_first_number(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    found = closing(sambruk, make_workspace(), "2021", "--series", "BO")
    assert found["steps"][0]["vouchers"][0]["ver"] == "BO1"


def test_the_lock_changes_one_value_of_the_register(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    root = make_workspace()
    before = tomllib.loads((root / ASSOCIATION).read_text())
    assert closing(sambruk, root, "2021", "--lock", "--write")["findings"] == []
    after = tomllib.loads((root / ASSOCIATION).read_text())
    assert after["fiscal_years"][1].pop("closed") is True
    assert after == before
    shown = sambruk("--root", root, "--lang", "en", "close", "2020")
    assert "Nothing is left to do." in shown.stdout
    assert shown.returncode == 0


def test_what_a_meeting_decided_is_booked_on_its_day_and_nothing_else(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    transfer = 'meeting = "stamma-2022"\ntransfers = [{ account = "2071", amount = 100 }]\n'
    opened = "2019-12-31 open Equity:2083-Insatser SEK\n"
    fund = {
        **edited(CHART, (opened, f"2019-12-31 open Equity:2071-Fonden SEK\n{opened}")),
        **edited("config/statements.toml", ('accounts = ["2067"]', 'accounts = ["2067", "2071"]')),
    }
    root = make_workspace(with_next(decided(transfer), fund))
    found = closing(sambruk, root, "2021", "--lock", "--write")
    assert found["findings"] == found["notes"] == []
    # 600 earned: 100 where the meeting said, 500 carried forward.
    assert (root / "ledger/2022.beancount").read_text() == (
        '2022-03-15 * "Resultatet 2021 enligt beslut: Årsstämma 2022"\n'
        '  ver: "A1"\n'
        "  registered: 2022-04-20\n"
        "  Equity:2069-Årets-resultat  600.00 SEK\n"
        "  Equity:2071-Fonden  -100.00 SEK\n"
        "  Equity:2067-Balanserat-resultat  -500.00 SEK\n"
    )
    assert (root / "ledger/main.beancount").read_text().endswith('include "2022.beancount"\n')
    again = closing(sambruk, root, "2021", "--write")
    assert again["files"] == []
    assert states(again)["disposition"] == "done"


def test_no_decision_is_invented(make_workspace: MakeWorkspace, sambruk: RunCommand) -> None:
    later = MEETING.replace("2022-03-15", "2022-05-15")
    on_later = edited(BOARD, ('[[people]]\nid = "anna-ek"', later))
    before = closing(sambruk, make_workspace(with_next()), "2021")
    coming = with_next(decided('meeting = "stamma-2022"\n'), on_later)
    waits = closing(sambruk, make_workspace(coming), "2021")
    for found in (before, waits):
        assert states(found)["disposition"] == "waiting"
        assert found["steps"][2]["vouchers"] == []
        assert [file["path"] for file in found["files"]] == ["ledger/2021.beancount"]
    assert "[reports.decision]" in before["steps"][2]["said"]
    assert "2022-05-15" in waits["steps"][2]["said"]


DECIDED = decided('meeting = "stamma-2022"\n')
HALF = edited(
    "ledger/2021.beancount",
    ("Equity:2069-Årets-resultat      300.00", "Equity:2069-Årets-resultat      200.00"),
    ("Equity:2067-Balanserat-resultat -300.00", "Equity:2067-Balanserat-resultat -200.00"),
)
UNCLOSED = edited(
    "ledger/2020.beancount",
    (
        '\n2020-12-31 * "Årets resultat"\n  ver: "A5"\n'
        "  Expenses:8999-Årets-resultat    300.00 SEK\n"
        "  Equity:2069-Årets-resultat     -300.00 SEK\n",
        "",
    ),
)
OPEN_2020 = edited(ASSOCIATION, ("closed = true\n", ""))


@pytest.mark.parametrize(
    ("year", "changes", "code", "says"),
    [
        ("2021", [UNCLOSED, OPEN_2020], "USE913", "2021"),
        (
            "2021",
            [edited(CHART, ("2019-12-31 open Expenses:8999-Årets-resultat SEK\n", "")), UNCLOSED],
            "USE913",
            "2021",
        ),
        ("2020", [HALF], "USE913", "A3"),
        ("2021", [with_next(decided('meeting = "stamma-2021"\n'))], "USE913", "2021-04-01"),
        (
            "2021",
            [
                edited(
                    ASSOCIATION,
                    (
                        "signed_on = 2022-03-01\n",
                        'signed_on = 2022-03-01\n[reports.decision]\nmeeting = "stamma-2022"\n',
                    ),
                ),
                edited(BOARD, ('[[people]]\nid = "anna-ek"', MEETING)),
            ],
            "USE913",
            "2022-01-01",
        ),
        (
            "2021",
            [with_next(DECIDED), {"ledger/2022.beancount": "; begun, and not included\n"}],
            "USE913",
            "2022",
        ),
        # Two vouchers of one number: an error of the year, which closing does not mend.
        (
            "2021",
            [edited("ledger/2021.beancount", ('ver: "A6"', 'ver: "A5"'))],
            "BOK205",
            "A5",
        ),
    ],
)
def test_what_stands_in_the_way_is_said_and_nothing_is_written(
    year: str,
    changes: list[Changes],
    code: str,
    says: str,
    make_workspace: MakeWorkspace,
    sambruk: RunCommand,
) -> None:
    root = make_workspace(*changes)
    before = {path: path.read_bytes() for path in root.rglob("*.*") if path.is_file()}
    found = closing(sambruk, root, year, "--write")
    assert code in {item["code"] for item in found["findings"]}
    assert any(says in item["message"] for item in found["findings"])
    assert not found["written"]
    assert {path: path.read_bytes() for path in root.rglob("*.*") if path.is_file()} == before


def test_accounts_are_those_of_the_books_or_asked_for(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    root = make_workspace()
    found = closing(sambruk, root, "2021", "--account", "2067")
    assert found["steps"][0]["vouchers"][0]["postings"][1]["account"].startswith("Equity:2067")
    none = closing(sambruk, root, "2021", "--account", "2440")
    assert [item["code"] for item in none["findings"]] == ["USE913"]
    for wrong in (("--account", "x"), ("--series", "1")):
        assert sambruk("--root", root, "close", "2021", *wrong).returncode == 2
    assert sambruk("--root", root, "close", "1999").returncode == 2


# Nobody has booked the results of 2020 and 2021, nor what the meeting of 2021 decided (A3).
DISPOSED = (
    '2021-04-01 * "Resultatet 2020 i ny räkning"\n  ver: "A3"\n'
    "  Equity:2069-Årets-resultat      300.00 SEK\n"
    "  Equity:2067-Balanserat-resultat -300.00 SEK\n\n"
)
NOT_DISPOSED = edited(
    "ledger/2021.beancount",
    (DISPOSED, ""),
    *((f'ver: "A{n}"', f'ver: "A{n - 1}"') for n in (4, 5, 6)),
)
REPORT_2020 = (
    '\n[[reports]]\nyear = "2020"\nprepared_by = "anna-ek"\ndate = 2021-02-01\nversion = "1.0"\n'
    '[reports.decision]\nmeeting = "stamma-2021"\n'
)


def test_years_that_wait_for_each_other_are_closed_one_after_the_other(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    root = make_workspace(UNCLOSED, OPEN_2020, NOT_DISPOSED)
    (earlier,) = closing(sambruk, root, "2021", "--write")["findings"]
    assert earlier["code"] == "USE913"
    assert earlier["hint"].endswith("sambruk close 2020")
    # What 2021 then says is told, and keeps nobody from closing 2020.
    first = closing(sambruk, root, "2020", "--write")
    assert (first["findings"], first["written"]) == ([], True)
    assert [(note["code"], note["values"]["year"]) for note in first["notes"]] == [
        ("STM307", "2021")
    ]
    second = closing(sambruk, root, "2021", "--write")
    assert not second["written"]
    (stands,) = second["findings"]
    assert stands["code"] == "STM307"
    assert "sambruk close 2020 --write" in stands["hint"]
    association = root / ASSOCIATION
    association.write_text(association.read_text() + REPORT_2020)
    (root / "config/report/2020").mkdir(parents=True)
    shutil.copy(root / "config/report/2021/note-1.md", root / "config/report/2020/note-1.md")
    decision = closing(sambruk, root, "2020", "--write")
    assert [v["date"] for v in decision["steps"][2]["vouchers"]] == ["2021-04-01"]
    assert closing(sambruk, root, "2021", "--write")["written"]
    assert errors(findings_in(root)) == ()


def test_a_result_that_stands_undisposed_is_told_in_a_year_that_is_closed(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    closed = (
        '\n2021-12-31 * "Årets resultat"\n  ver: "A6"\n'
        "  Expenses:8999-Årets-resultat  600.00 SEK\n  Equity:2069-Årets-resultat  -600.00 SEK\n"
    )
    root = make_workspace(NOT_DISPOSED)
    with (root / "ledger/2021.beancount").open("a") as journal:
        journal.write(closed)
    (stands,) = closing(sambruk, root, "2021")["findings"]
    assert (stands["values"]["amount"], stands["values"]["net"]) == ("900.00", "600.00")
    assert "sambruk close 2020 --write" in stands["hint"]


@pytest.mark.parametrize(
    ("year", "line", "code"),
    [
        ("2020", "2021-01-01 balance Assets:1510-Kundfordringar 1.00 SEK\n", "BOK210"),
        ("2020", "2021-01-02 balance Assets:1930-Bank 2301.00 SEK\n", None),
        ("2020", "2022-01-01 balance Assets:1930-Bank 2701.00 SEK\n", None),
        ("2021", "2022-01-01 balance Assets:1930-Bank 2701.00 SEK\n", "BOK211"),
        ("2021", "2022-01-02 balance Assets:1930-Bank 2701.00 SEK\n", None),
    ],
)
def test_a_year_is_held_by_errors_of_itself_and_of_years_before(
    year: str, line: str, code: str | None, make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    root = make_workspace(UNCLOSED, OPEN_2020) if year == "2020" else make_workspace()
    with (root / "ledger/2021.beancount").open("a") as journal:
        journal.write(f"\n{line}")
    found = closing(sambruk, root, year, "--write")
    assert [item["code"] for item in found["findings"]] == ([code] if code else [])
    assert found["written"] is (code is None)
    # The other balance is wrong all the same, and validate says so.
    assert {item.code for item in findings_in(root)} & {"BOK210", "BOK211"}


PARTLY = (
    '\n2021-12-31 * "Årets resultat, en del"\n  ver: "A7"\n'
    "  Expenses:8999-Årets-resultat  500.00 SEK\n  Equity:2069-Årets-resultat  -500.00 SEK\n"
)


def test_a_result_that_is_booked_in_part_is_carried_on_whole(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    root = make_workspace(with_next(DECIDED))
    with (root / "ledger/2021.beancount").open("a") as journal:
        journal.write(PARTLY)
    found = closing(sambruk, root, "2021", "--write")
    result, _, decision, _ = found["steps"]
    assert [p["amount"] for p in result["vouchers"][0]["postings"]] == ["100", "-100"]
    # 500 before, and 100 now.
    assert [(p["account"][-4:], p["amount"]) for p in decision["vouchers"][0]["postings"]] == [
        ("ltat", "600"),
        ("ltat", "-600"),
    ]
    assert found["written"]


@pytest.mark.parametrize(("today", "state"), [("2022-03-14", "waiting"), ("2022-03-15", "planned")])
def test_a_decision_is_booked_from_the_day_of_the_meeting(
    today: str, state: str, make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    root = make_workspace(with_next(DECIDED))
    shown = sambruk("--root", root, "close", "2021", "--today", today, "-f", "json")
    assert states(json.loads(shown.stdout))["disposition"] == state


@pytest.mark.parametrize(("today", "holds"), [("2021-12-31", True), ("2022-01-01", False)])
def test_a_year_is_closed_from_the_day_after_its_last(
    today: str, holds: bool, make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    root = make_workspace()
    shown = sambruk("--root", root, "close", "2021", "--today", today, "-f", "json")
    found = json.loads(shown.stdout)
    assert [item["code"] for item in found["findings"]] == (["USE913"] if holds else [])


@pytest.mark.parametrize(("day", "is_asserted"), [("2022-01-01", True), ("2022-01-02", False)])
def test_accounts_are_asserted_that_are_open_on_the_day_after(
    day: str, is_asserted: bool, make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    opened = "2019-12-31 open Assets:1930-Bank SEK\n"
    new = f"{opened}{day} open Assets:1940-Sparkonto SEK\n2021-01-01 open Assets:1950-Kassa SEK\n"
    closed = "2021-06-30 close Assets:1950-Kassa\n"
    root = make_workspace(edited(CHART, (opened, new + closed)))
    assert closing(sambruk, root, "2021", "--write")["findings"] == []
    journal = (root / "ledger/2021.beancount").read_text()
    assert ("balance Assets:1940" in journal) is is_asserted
    assert "balance Assets:1950" not in journal
