"""The JSON contract, on the published figures of 2007."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from tests.conftest import RunCommand


@pytest.fixture
def load(sambruk: RunCommand) -> Any:
    def run(*arguments: str) -> dict[str, Any]:
        result = sambruk(*arguments, "-f", "json")
        assert result.returncode == 0, result.stderr
        loaded: dict[str, Any] = json.loads(result.stdout)
        return loaded

    return run


def test_statements(load: Any) -> None:
    data = load("statements", "2007")
    assert data["association"] == "Ideella föreningen Sambruk med firma Sambruk i Sverige"
    assert (data["year"], data["comparative"], data["currency"]) == ("2007", "2006", "SEK")
    income = data["income_statement"]["rows"][0]
    assert income == {
        "key": "income",
        "label": "Föreningens intäkter",
        "note": 2,
        "amounts": {"2007": "3755730", "2006": "3439995"},
    }
    by_label = {row["label"]: row["amounts"] for row in data["balance_sheet"]["rows"]}
    assert by_label["Summa tillgångar"] == {"2007": "2277639", "2006": "2142722"}
    assert by_label["Balanserat resultat"] == {"2007": "-56620", "2006": "-47112"}
    assert [note["number"] for note in data["notes"]] == [1, 2, 3, 4, 5]
    assert data["notes"][4]["total"] == {"2007": "461723", "2006": "37000"}
    assert {f["code"] for f in data["findings"]} == {"RPT501"}


def test_dues(load: Any) -> None:
    data = load("dues", "2007")
    assert data["year"] == "2007"
    assert len(data["members"]) == 79
    assert data["totals"] == {
        "entry_contribution": "145000",
        "annual_fee": "1272000",
        "special_levy": "802500",
    }
    (malmo,) = [m for m in data["members"] if m["id"] == "malmo"]
    assert (malmo["name"], malmo["tier"]) == ("Malmö stad", "large")
    assert [(c["kind"], c["amount"]) for c in malmo["charges"]] == [
        ("annual_fee", "32000"),
        ("special_levy", "13500"),
    ]
    assert all({"kind", "amount", "basis", "decision"} <= set(c) for c in malmo["charges"])
    assert load("dues", "2006")["totals"]["annual_fee"] == "1056000"


def test_dues_of_one_member(load: Any) -> None:
    assert [m["id"] for m in load("dues", "2007", "--member", "storuman")["members"]] == [
        "storuman"
    ]


def test_validate(load: Any) -> None:
    data = load("validate")
    assert data["summary"] == {"errors": 0, "warnings": 3}
    assert set(data["findings"][0]) == {
        "code",
        "severity",
        "message",
        "values",
        "file",
        "line",
        "hint",
    }


def test_tieout_finds_exactly_the_three_known_differences(load: Any) -> None:
    rows = load("tieout", "2007")["rows"]
    assert set(rows[0]) == {"item", "year", "published", "ledger", "difference", "explanation"}
    differing = {r["item"]: r for r in rows if Decimal(r["difference"]) != 0}
    assert {
        item: (r["published"], r["ledger"], r["difference"]) for item, r in differing.items()
    } == {
        "note.3.other_costs": ("575611", "640052", "-64441"),
        "note.3.total": ("3766973", "3831414", "-64441"),
        "disposition.accumulated_loss": ("67862", "67863", "-1"),
    }
    assert all(r["explanation"] for r in differing.values())


def test_balances_are_exact_with_two_decimals(load: Any) -> None:
    rows = {r["account"]: r for r in load("balances", "2007")["rows"]}
    assert rows["Assets:1930-Bank"] == {
        "account": "Assets:1930-Bank",
        "opening": "933046.00",
        "change": "820529.00",
        "closing": "1753575.00",
    }
    assert rows["Income:8310-Ränteintäkter"]["opening"] == "0.00"
    assert sum(Decimal(r["closing"]) for r in rows.values()) == 0


def test_report_is_the_whole_document_model(load: Any) -> None:
    data = load("report", "2007")
    assert data["title"] == "Årsredovisning 2007"
    assert data["header"]["organisation_number"] == "802428-2785"
    assert data["header"]["date"] == "2008-02-07"
    assert [chapter["number"] for chapter in data["chapters"]] == [str(n) for n in range(1, 15)]
    kinds = {block["type"] for chapter in data["chapters"] for block in chapter["blocks"]}
    assert kinds == {"paragraph", "heading", "items", "table", "chart", "signatures"}


def test_members_and_board_and_projects(load: Any) -> None:
    assert load("members", "--on", "2007-12-31")["totals"] == {
        "members": 79,
        "organisation": 4,
        "small": 15,
        "middle": 50,
        "large": 10,
    }
    assert load("members", "--on", "2006-12-31")["totals"]["members"] == 66
    mandates = load("board", "--on", "2007-12-31")["mandates"]
    assert sum(1 for m in mandates if m["role"] in {"chair", "member"}) == 11
    assert sum(1 for m in mandates if m["role"] == "deputy") == 10  # one is published twice
    projects = {p["id"]: p for p in load("projects", "2007")["projects"]}
    assert projects["vinnova-fou"]["income"] == "1100000"
    assert projects["vinnova-fou"]["cost"] == "800000"
    assert projects["barnomsorg"]["participant_count"] == 25


def test_ledger_and_journal_agree(load: Any) -> None:
    (bank,) = load("ledger", "1930", "2007")["accounts"]
    from_journal = [
        posting["amount"]
        for voucher in load("journal", "2007")["vouchers"]
        for posting in voucher["postings"]
        if posting["account"] == "Assets:1930-Bank"
    ]
    assert [row["amount"] for row in bank["rows"]] == from_journal
    assert (bank["opening"], bank["closing"]) == ("933046.00", "1753575.00")
    assert bank["rows"][-1]["balance"] == bank["closing"]


def test_open_items_of_a_member_are_its_unpaid_invoices(load: Any) -> None:
    items = load("members", "show", "kommun-mellan-11")["open_items"]
    assert items == [{"invoice": "2007-0151", "amount": "83714.00"}]
