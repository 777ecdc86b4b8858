"""Accounts of more than four digits stand where the first four of them do; classes 0 and 9."""

from __future__ import annotations

import json

import pytest

from sambruk_cli.account_numbers import falls_under, is_account_number
from sambruk_cli.exchange.sie.into import config
from sambruk_cli.exchange.sie.into.names import account_name
from sambruk_cli.register.bounds import values_of
from sambruk_cli.register.layout import StatementsFile, is_within, spans
from sambruk_cli.register.layout_changes import overlap, without
from tests.conftest import MakeWorkspace, RunCommand, findings_in
from tests.register.test_placed import made
from tests.workspaces import FILES, edited

CHART, LEDGER = "ledger/chart.beancount", "ledger/2021.beancount"
PARTS = """
2019-12-31 open Assets:193010-Sparkonto SEK
2019-12-31 open Income:31105-Avgifter-ungdom SEK
"""
MOVED = """
2021-12-30 * "Banken" "Till sparkontot"
  ver: "A7"
  Assets:193010-Sparkonto     100.00 SEK
  Assets:1930-Bank           -100.00 SEK
"""


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("1930", True), ("193010", True), ("1234567890", True), ("193", False), ("19x0", False)],
)
def test_a_number_has_four_to_ten_digits(text: str, is_one: bool) -> None:
    assert is_account_number(text) is is_one
    assert not is_account_number("12345678901")


def test_a_part_falls_under_its_account_and_not_the_other_way_round() -> None:
    assert falls_under("193010", "1930")
    assert falls_under("193010", "193010")
    assert not falls_under("1930", "193010")
    assert not falls_under("19301099", "193010"), "a part is named with all of its digits"
    assert not falls_under("194010", "1930")


@pytest.mark.parametrize(
    ("ranges", "holds"),
    [
        (("1930",), {"1930", "193010", "19309"}),
        (("1900-1930",), {"1930", "193010", "19309"}),
        (("1931-1999",), {"1999", "199999"}),
        (("193010",), {"193010"}),
        (("1930!193010",), {"1930", "19309"}),
        (("1900-1999!193010",), {"1930", "19309", "1999", "199999"}),
    ],
)
def test_a_range_holds_the_parts_of_its_accounts(ranges: tuple[str, ...], holds: set[str]) -> None:
    numbers = ("1930", "193010", "19309", "1999", "199999", "2000", "")
    assert {number for number in numbers if is_within(number, spans(ranges))} == holds


def test_a_part_is_taken_from_a_range_by_its_digits_alone() -> None:
    assert without(("1900-1999", "193010"), spans(("1930",))) == ("1900-1929", "1931-1999")
    assert without(("1900-1999",), spans(("193010",))) == ("1900-1999",)
    assert overlap(("193010",), ("1930",)) == ()
    assert overlap(("193010",), ("193010", "1940")) == ("193010",)


def test_a_part_that_a_change_names_goes_before_the_range_of_its_account() -> None:
    changes = """
[tags]
gifts = ["3010"]
grants = ["301099"]

[[layouts]]
layout = "k3"
from = 2000-01-01
[[layouts.rows]]
key = "short_term_investments"
accounts = ["193010"]
[[layouts.rows]]
key = "cash_and_bank"
accounts = ["1900-1999"]
"""
    rows = made(changes)

    def holding(number: str) -> list[str]:
        return [key for key, row in rows.items() if is_within(number, spans(row.accounts))]

    assert holding("193010") == ["short_term_investments"]
    assert holding("1930") == holding("193020") == ["cash_and_bank"]
    assert holding("301099") == ["grants"]
    assert holding("3010") == holding("301010") == ["gifts"]


def test_books_with_parts_of_accounts_are_whole(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    fees = edited(
        LEDGER, ("Income:3110-Årsavgifter        -400.00", "Income:31105-Avgifter-ungdom  -400.00")
    )
    changes = {CHART: FILES[CHART] + PARTS, LEDGER: str(fees[LEDGER]) + MOVED}
    plain = sambruk("--root", make_workspace(), "statements", "2021", "-f", "json").stdout
    folder = make_workspace(changes)
    assert findings_in(folder) == (), "fees on a part of their account are those that are due"
    parted = sambruk("--root", folder, "statements", "2021", "-f", "json").stdout
    assert json.loads(parted)["balance_sheet"] == json.loads(plain)["balance_sheet"]
    shown = sambruk("--root", folder, "ledger", "193010", "2021", "-f", "json").stdout
    assert "100.00" in shown
    file = folder.parent / "2021.se"
    assert sambruk("--root", folder, "sie", "export", "2021", "-o", file).returncode == 0
    assert b"#UB 0 193010 100.00" in file.read_bytes()


@pytest.mark.parametrize(
    ("number", "name", "kind", "keeps", "called"),
    [
        ("193010", "Bank", None, True, "Assets:193010-Bank"),
        ("9030", "Obokat resultat (BR)", None, True, "Equity:9030-Obokat-resultat-BR"),
        ("9030", "Obokat resultat", "S", True, "Equity:9030-Obokat-resultat"),
        ("9040", "Avräkning", "T", True, "Assets:9040-Avräkning"),
        ("9050", "Skuld", "S", True, "Liabilities:9050-Skuld"),
        ("9031", "Obokat resultat (RR)", None, False, "Expenses:9031-Obokat-resultat-RR"),
        ("9060", "Intäkt", "I", False, "Income:9060-Intäkt"),
        ("2010", "Eget kapital", "K", True, "Equity:2010-Eget-kapital"),
    ],
)
def test_the_root_of_an_account_is_that_of_its_class_or_else_as_it_is_used(
    number: str, name: str, kind: str | None, keeps: bool, called: str
) -> None:
    assert account_name(number, name, kind, keeps_balance=keeps) == called


def test_the_layout_of_an_import_holds_each_internal_account_in_one_row_of_its_statement() -> None:
    names = ("Equity:9030-A", "Assets:9040-B", "Liabilities:0999-C", "Expenses:9031-D")
    file = StatementsFile.model_validate(values_of(config.statements(internal=names)))
    (layout,) = file.layouts
    income, balance = layout.income_statement, layout.balance_sheet
    for number, key in (("9030", "equity"), ("9040", "current_assets"), ("9031", "internal")):
        found = [r.key for r in (*income, *balance) if is_within(number, spans(r.accounts))]
        assert found == [key]
    of_balance = config.statements(internal=("Equity:9030-A",))
    assert "internal" not in of_balance
    assert '"9030"' in of_balance


def test_an_account_of_class_9_may_stand_in_the_balance_sheet(
    make_workspace: MakeWorkspace,
) -> None:
    chart = FILES[CHART] + "2019-12-31 open Equity:9030-Obokat-resultat SEK\n"
    assert findings_in(make_workspace({CHART: chart})) == ()
