"""Notes of fixed assets: what was bought and sold, subtotals, and what they open with."""

from __future__ import annotations

import json
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sambruk_cli.books.vouchers import Account, Posting, Voucher
from sambruk_cli.register.read import read_register
from sambruk_cli.register.register import Register
from sambruk_cli.statements.build import Options, build_statements
from sambruk_cli.statements.model import Note
from sambruk_cli.workspace import Workspace
from tests.conftest import MakeWorkspace, RunCommand, findings_in
from tests.extent import tried
from tests.ledgers import books_of
from tests.workspaces import JOURNAL_2021, edited, write_workspace

D = Decimal
EQUIPMENT = """
[[layouts.notes]]
number = 3
title = "Inventarier"
row = "equipment"
sign = "debit"
total_label = "Redovisat värde"

[[layouts.notes.rows]]
key = "cost_opening"
label = "Ingående anskaffningsvärden"
accounts = ["1220"]
movement = "opening"

[[layouts.notes.rows]]
key = "bought"
label = "Inköp"
accounts = ["1220"]
movement = "debit"

[[layouts.notes.rows]]
key = "sold"
label = "Försäljningar"
accounts = ["1220"]
movement = "credit"

[[layouts.notes.rows]]
key = "cost"
label = "Utgående anskaffningsvärden"
sum = ["cost_opening", "bought", "sold"]

[[layouts.notes.rows]]
key = "written_opening"
label = "Ingående avskrivningar"
accounts = ["1229"]
movement = "opening"

[[layouts.notes.rows]]
key = "of_sold"
label = "Försäljningar"
accounts = ["1229"]
movement = "debit"
hide_zero = true

[[layouts.notes.rows]]
key = "of_year"
label = "Årets avskrivningar"
accounts = ["1229"]
movement = "credit"

[[layouts.notes.rows]]
key = "written"
label = "Utgående avskrivningar"
sum = ["written_opening", "of_sold", "of_year"]
"""
LAYOUT = (
    str(
        edited(
            "config/statements.toml",
            (
                '[[layouts.balance_sheet]]\nkey = "total_assets"',
                '[[layouts.balance_sheet]]\nkey = "equipment"\nlabel = "Inventarier"\n'
                'accounts = ["1220-1229"]\nsign = "debit"\nnote = 3\n\n'
                '[[layouts.balance_sheet]]\nkey = "total_assets"',
            ),
            ('sum = ["receivables", "bank"]', 'sum = ["receivables", "bank", "equipment"]'),
        )["config/statements.toml"]
    )
    + EQUIPMENT
)
OPEN = (
    "2019-12-31 open Assets:1220-Inventarier SEK\n2019-12-31 open Assets:1229-Avskrivningar SEK\n"
)
# Bought for 1 000 and, by mistake, 100 too much; then 400 sold that 250 is written off of.
YEAR = """
2021-08-01 * "Dator"
  ver: "A7"
  Assets:1220-Inventarier 1100.00 SEK
  Assets:1930-Bank -1100.00 SEK

2021-08-02 * "Rättelse av A7"
  ver: "A8"
  corrects: "A7"
  Assets:1220-Inventarier -100.00 SEK
  Assets:1930-Bank 100.00 SEK

2021-09-01 * "Såld"
  ver: "A9"
  Assets:1220-Inventarier -400.00 SEK
  Assets:1229-Avskrivningar 250.00 SEK
  Assets:1930-Bank 150.00 SEK

2021-12-31 * "Avskrivning"
  ver: "A10"
  Expenses:4010-Kostnader 300.00 SEK
  Assets:1229-Avskrivningar -300.00 SEK
"""


def shown(note: Note, label: str) -> dict[str, int]:
    return {row.key: int(row.printed[label]) for row in note.rows}


def test_what_is_bought_and_sold_stands_apart_and_subtotals_foot(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace(
        {"config/statements.toml": LAYOUT, "ledger/2021.beancount": OPEN + JOURNAL_2021 + YEAR}
    )
    assert findings_in(folder) == ()
    result = sambruk("--root", str(folder), "statements", "2021", "-f", "json")
    note = json.loads(result.stdout)["notes"][2]
    assert {row["key"]: row["amounts"]["2021"] for row in note["rows"]} == {
        "cost_opening": "0",
        "bought": "1000",
        "sold": "-400",
        "cost": "600",
        "written_opening": "0",
        "of_sold": "250",
        "of_year": "-300",
        "written": "-50",
    }
    assert note["total"]["2021"] == "550"
    sums = {row["key"]: row["sum"] for row in note["rows"] if "sum" in row}
    assert sums["cost"] == ["cost_opening", "bought", "sold"]


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Register:
    folder = write_workspace(tmp_path_factory.mktemp("notes"), {"config/statements.toml": LAYOUT})
    found, findings = read_register(Workspace(folder))
    assert findings == []
    return found


NAMES = {
    "1220": "Assets:1220-Inventarier",
    "1229": "Assets:1229-Avskrivningar",
    "1930": "Assets:1930-Bank",
}
ACCOUNTS = {
    name: Account(name, number, name, date(2019, 1, 1), "", 1) for number, name in NAMES.items()
}
ENTRIES = st.lists(
    st.tuples(
        st.sampled_from([date(2019, 12, 31), date(2020, 5, 1), date(2021, 5, 1)]),
        st.sampled_from(["1220", "1229"]),
        st.one_of(st.decimals(-3000, 3000, places=2), st.integers(-9, 9).map(lambda n: D(n) / 2)),
    ),
    max_size=8,
)


def posted(day: date, number: str, amount: Decimal) -> Voucher:
    postings = (
        Posting(NAMES[number], amount, "SEK", 1, {}),
        Posting(NAMES["1930"], -amount, "SEK", 1, {}),
    )
    meta = {"opening": True} if day.year == 2019 else {}
    return Voucher(day, None, "", None, postings, "", 1, meta)


@given(ENTRIES)
@tried(300)
def test_subtotals_foot_and_open_with_what_the_year_before_closes_with(
    register: Register, entries: list[tuple[date, str, Decimal]]
) -> None:
    books = books_of(ACCOUNTS, [posted(*entry) for entry in sorted(entries)])
    notes = {}
    for year in register.years:
        found = build_statements(books, register, year)
        assert found is not None
        note, row = found.note(3), found.row("equipment")
        assert note is not None
        assert row is not None
        notes[year.label] = note
        for label in (each.label for each in found.years):
            amounts = {"of_sold": 0} | shown(note, label)
            for name in ("cost", "written"):
                parts = next(r.sum for r in note.rows if r.key == name)
                assert amounts[name] == sum(amounts[key] for key in parts)
            assert note.total[label] == amounts["cost"] + amounts["written"]
            assert note.total[label] == row.printed[label]
            for each in note.rows:
                exact = each.exact[label]
                low, high = (exact.to_integral_value(how) for how in (ROUND_FLOOR, ROUND_CEILING))
                assert low <= each.printed[label] <= high, each.key
            for key, number, sign in (("bought", "1220", 1), ("of_year", "1229", -1)):
                of_year = [
                    amount
                    for day, account, amount in entries
                    if (str(day.year), account) == (label, number) and amount * sign > 0
                ]
                exact = next(r.exact[label] for r in note.rows if r.key == key)
                assert exact == sum(of_year, D(0))
    if "2020" in notes["2021"].total:  # the year before as it stands beside, and by itself
        both = set(shown(notes["2020"], "2020")) & set(shown(notes["2021"], "2020"))
        for key in both:
            assert shown(notes["2021"], "2020")[key] == shown(notes["2020"], "2020")[key]


HALVES = [
    (date(2019, 12, 31), "1220", D("1000.50")),
    (date(2019, 12, 31), "1229", D("-300.25")),
    (date(2020, 5, 1), "1220", D("10.00")),
    (date(2021, 5, 1), "1229", D("-20.00")),
]


def test_what_nothing_has_happened_to_makes_up_for_no_rounding(register: Register) -> None:
    books = books_of(ACCOUNTS, [posted(*entry) for entry in HALVES])
    for year in register.years:
        found = build_statements(books, register, year)
        note = found.note(3) if found else None
        assert note is not None
        for label in note.total:
            for row in note.rows:
                if row.exact[label] == row.exact[label].to_integral_value():
                    assert row.printed[label] == row.exact[label], (label, row.key)


OF_EQUITY = """
[[layouts]]
layout = "k2"
from = 1900-01-01

[[layouts.rows]]
key = "total_equity"
note = 1

[[layouts.notes]]
number = 1
title = "Eget kapital"
row = "total_equity"
rows = [
  { key = "opening", label = "Ingående", movement = "opening" },
  { key = "paid", label = "Insatser", accounts = ["2080-2089"], movement = "change" },
  { key = "result", label = "Årets resultat", movement = "result" },
]
"""


def test_a_contribution_that_nobody_paid_is_nought_in_the_note(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    """Equity of 1000.30 kr and a result of 100.40 kr print as 1000, 100 and 1101."""
    opened = """
2019-12-31 * "Ingående balans"
  opening: TRUE
  Assets:1930-Bank 1000.30 SEK
  Equity:2083-Insatser -100.00 SEK
  Equity:2067-Balanserat-resultat -900.30 SEK
"""
    income = """
2021-02-01 * "Ränta"
  ver: "A1"
  Assets:1930-Bank 100.40 SEK
  Income:3190-Övrigt -100.40 SEK
"""
    folder = make_workspace(
        {
            "config/statements.toml": OF_EQUITY,
            "ledger/2020.beancount": opened,
            "ledger/2021.beancount": income,
        }
    )
    result = sambruk("--root", str(folder), "--lang", "sv", "statements", "2021", "-f", "json")
    note = json.loads(result.stdout)["notes"][0]
    assert [(row["label"], row["amounts"]["2021"]) for row in note["rows"]] == [
        ("Ingående", "1000"),
        ("Insatser", "0"),
        ("Årets resultat", "100"),
        ("Avrundning", "1"),
    ]
    assert note["total"]["2021"] == "1101"


def test_what_a_subtotal_may_sum_is_said(make_workspace: MakeWorkspace) -> None:
    wrong = LAYOUT.replace(
        'sum = ["written_opening", "of_sold", "of_year"]',
        'sum = ["written_opening", "of_sold", "of_yeer", "bought"]',
    )
    folder = make_workspace(
        {"config/statements.toml": wrong, "ledger/2021.beancount": OPEN + JOURNAL_2021 + YEAR}
    )
    found = {(f.code, f.message) for f in findings_in(folder) if f.code == "STM308"}
    assert {message for _, message in found} == {
        'the row "written" of note 3 sums "of_yeer", which is no row above it',
        '"bought" of note 3 is summed in "cost" and again in "written"',
    }


def test_a_subtotal_of_accounts_is_refused(make_workspace: MakeWorkspace) -> None:
    both = LAYOUT.replace('label = "Utgående avskrivningar"', 'accounts = ["1229"]')
    folder = make_workspace({"config/statements.toml": both})
    assert [f.code for f in findings_in(folder)][:1] == ["REG102"]


def test_options_print_the_same_rows(register: Register) -> None:
    books = books_of(ACCOUNTS, [posted(*entry) for entry in HALVES])
    for options in (Options(exact=True), Options(unit="tkr"), Options(language="en")):
        found = build_statements(books, register, register.years[1], options)
        note = found.note(3) if found else None
        assert note is not None
        tops = sum((row.printed["2021"] for row in note.parts_of_total), D(0))
        assert tops == note.total["2021"], options
