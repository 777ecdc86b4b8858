"""The cash flow statement: by hand, and of ledgers at random, which all must tie to cash."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sambruk_cli.books.books import Books
from sambruk_cli.books.vouchers import Account, Posting, Voucher
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.register.layout import Layout, spans
from sambruk_cli.register.layouts import cash_flow_rows, packaged_layout
from sambruk_cli.register.read import read_register
from sambruk_cli.register.register import Register
from sambruk_cli.statements.build import Options, build_statements
from sambruk_cli.statements.cash_flow import ROUNDING
from sambruk_cli.statements.model import Statements
from sambruk_cli.workspace import Workspace
from tests.conftest import PROJECT, MakeWorkspace, RunCommand, findings_in
from tests.extent import tried
from tests.ledgers import books_of
from tests.workspaces import CHART, JOURNAL_2021, edited

D = Decimal
OWN = """
[[layouts.cash_flow]]
key = "result_of_year"
label = "Årets resultat"
row = "net_result"

[[layouts.cash_flow]]
key = "written_off"
label = "Avskrivningar"
less = ["4020"]

[[layouts.cash_flow]]
key = "working_capital"
label = "Förändring av rörelsekapital"
accounts = ["1500-1599", "2400-2999"]

[[layouts.cash_flow]]
key = "bought"
label = "Inköp"
debit = ["1220"]

[[layouts.cash_flow]]
key = "sold"
label = "Försäljningar"
credit = ["1220"]
accounts = ["1229", "4020"]

[[layouts.cash_flow]]
key = "equity_paid_in"
label = "Insatser"
accounts = ["2000-2099"]

[[layouts.cash_flow]]
key = "flow"
label = "Årets kassaflöde"
sum = ["result_of_year", "written_off", "working_capital", "bought", "sold", "equity_paid_in"]
style = "total"

[[layouts.cash_flow]]
key = "at_start"
label = "Likvida medel vid årets början"
cash = "opening"

[[layouts.cash_flow]]
key = "at_end"
label = "Likvida medel vid årets slut"
cash = "closing"
"""
LAYOUT = edited(
    "config/statements.toml",
    ("header_note = 1", 'header_note = 1\ncash = "bank"'),
    (
        '[[layouts.balance_sheet]]\nkey = "total_assets"',
        '[[layouts.balance_sheet]]\nkey = "equipment"\nlabel = "Inventarier"\n'
        'accounts = ["1220-1229"]\nsign = "debit"\n\n'
        '[[layouts.balance_sheet]]\nkey = "total_assets"',
    ),
    ('sum = ["receivables", "bank"]', 'sum = ["receivables", "bank", "equipment"]'),
    (
        "[[layouts.notes]]\nnumber = 1",
        OWN + "\n[[layouts.notes]]\nnumber = 1",
    ),
)
# Bought for 1 000, of which 250 is written off; a part that cost 400 is sold for 150.
YEAR = """
2021-08-01 * "Dator"
  ver: "A7"
  Assets:1220-Inventarier 1000.00 SEK
  Assets:1930-Bank -1000.00 SEK

2021-09-01 * "Såld"
  ver: "A8"
  Assets:1220-Inventarier -400.00 SEK
  Assets:1229-Avskrivningar 250.00 SEK
  Assets:1930-Bank 150.00 SEK

2021-12-31 * "Avskrivning"
  ver: "A9"
  Expenses:4020-Avskrivningar 300.00 SEK
  Assets:1229-Avskrivningar -300.00 SEK
"""
CHANGES = {
    **LAYOUT,
    "ledger/chart.beancount": CHART
    + "2019-12-31 open Assets:1220-Inventarier SEK\n"
    + "2019-12-31 open Assets:1229-Avskrivningar SEK\n"
    + "2019-12-31 open Expenses:4020-Avskrivningar SEK\n",
    "ledger/2021.beancount": JOURNAL_2021 + YEAR,
}


def test_the_flow_of_a_year_by_hand(make_workspace: MakeWorkspace, sambruk: RunCommand) -> None:
    folder = make_workspace(CHANGES)
    assert findings_in(folder) == ()
    data = json.loads(sambruk("--root", folder, "statements", "2021", "-f", "json").stdout)
    rows = {row["key"]: row["amounts"] for row in data["cash_flow"]["rows"]}
    assert {key: amounts["2021"] for key, amounts in rows.items()} == {
        "result_of_year": "300",  # 600 less 300 written off
        "written_off": "300",
        "working_capital": "-700",  # all fees unpaid
        "bought": "-1000",
        "sold": "150",
        "equity_paid_in": "500",
        "flow": "-450",
        "at_start": "2300",
        "at_end": "1850",
    }
    assert rows["flow"]["2020"] == "300"  # fees 500 paid, costs 200: the closing moved no money
    for form in ("text", "markdown", "csv"):
        shown = sambruk("--root", folder, "statements", "2021", "-f", form).stdout
        assert "Likvida medel vid årets slut" in shown


def test_it_is_a_block_of_the_report_in_every_form(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    chapter = "# Räkningar\n\n{{ block.cash_flow }}\n\nKassan var {{ statement.at_end }}.\n"
    folder = make_workspace(CHANGES, {"config/report/2021/02-kassaflode.md": chapter})
    for form in ("text", "markdown", "html", "json"):
        shown = sambruk("--root", folder, "report", "2021", "-f", form)
        assert shown.returncode == 0, shown.stdout
        assert "Försäljningar" in shown.stdout
    for form in ("pdf", "docx", "xlsx"):
        shown = sambruk("--root", folder, "report", "2021", "-o", folder / f"r.{form}")
        assert shown.returncode == 0, shown.stderr


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        ('credit = ["1220"]\n', "", "STM320", "counts -1000.00 kr of Assets:1220"),
        ('"1500-1599", ', "", "STM320", "counts 0.00 kr of Assets:1510-Kundfordringar"),
        ('less = ["4020"]', 'less = ["4010"]', "STM320", "Expenses:4010-Kostnader"),
        ('cash = "bank"', 'cash = "banken"', "STM308", 'cash names "banken"'),
        ('row = "net_result"', 'row = "bank"', "STM308", 'is "bank", which is no row of the inc'),
        ('"sold", "equity', '"soold", "equity', "STM308", 'sums "soold"'),
        ('key = "bought"', 'key = "bank"', "STM308", 'two rows have the key "bank"'),
    ],
)
def test_a_statement_that_does_not_tie_is_a_finding(
    make_workspace: MakeWorkspace, old: str, new: str, code: str, said: str
) -> None:
    text = str(LAYOUT["config/statements.toml"])
    assert text.count(old) == 1
    folder = make_workspace(CHANGES, {"config/statements.toml": text.replace(old, new)})
    found = [f for f in findings_in(folder) if f.code == code]
    assert any(said in f.message for f in found), findings_in(folder)


@pytest.mark.parametrize("wrong", ['sum = ["flow"]', 'cash = "opening"', 'row = "net_result"'])
def test_a_row_of_two_kinds_is_refused(make_workspace: MakeWorkspace, wrong: str) -> None:
    text = str(LAYOUT["config/statements.toml"])
    folder = make_workspace(
        CHANGES,
        {"config/statements.toml": text.replace('debit = ["1220"]', f'debit = ["1220"]\n{wrong}')},
    )
    assert {f.code for f in findings_in(folder)} >= {"REG102"}


# ------------------------------------------------------------------- ledgers at random


@pytest.mark.slow
def test_the_rows_of_the_program_count_every_account_of_bas_once() -> None:
    """Debit and credit of an account make one; the result is the income statement's row."""
    result = spans(("3000-8799",))
    for number in (f"{n:04}" for n in range(1000, 9000)):
        if "1900" <= number <= "1999" or number == "8999":
            continue
        sides = [0, 0]
        for row in cash_flow_rows():
            whole = spans(row.accounts) + (result if row.row else ())
            for span in whole:
                sides = [side + (number in span) for side in sides]
            for span in spans(row.less):
                sides = [side - (number in span) for side in sides]
            sides[0] += sum(number in span for span in spans(row.debit))
            sides[1] += sum(number in span for span in spans(row.credit))
        assert sides == [1, 1], number


NUMBERS = [
    *("1010", "1018", "1210", "1219", "1220", "1228", "1229", "1288", "1350", "1370", "1410"),
    *("1510", "1640", "1650", "1690", "1790", "1810", "1910", "1930", "2067", "2072", "2083"),
    *("2085", "2150", "2220", "2350", "2355", "2410", "2440", "2510", "2890", "2898", "2990"),
    *("3010", "3973", "3985", "4010", "5010", "7010", "7740", "7832", "7973", "8220", "8270"),
    *("8290", "8310", "8320", "8350", "8370", "8410", "8820", "8910", "8940"),
]
ROOTS = {"1": "Assets", "2": "Liabilities", "3": "Income"}


def account(number: str) -> Account:
    root = "Equity" if number.startswith("20") else ROOTS.get(number[0], "Expenses")
    return Account(f"{root}:{number}-X", number, number, date(2005, 1, 1), "", 1)


ACCOUNTS = {a.name: a for a in map(account, [*NUMBERS, "2069", "8999"])}
YEARS = tuple(
    FiscalYear(f"{y}/{y + 1}", date(y, 7, 1), date(y + 1, 6, 30)) for y in (2018, 2019, 2020)
)
AMOUNTS = st.one_of(
    st.decimals(-5000, 5000, places=2),
    st.integers(-9, 9).map(lambda n: D(n) / 2),
    st.integers(-9, 9).map(lambda n: D(n) * 500),
)


def posted(day: date, rows: list[tuple[str, Decimal]]) -> Voucher:
    postings = tuple(Posting(account(n).name, a, "SEK", 1, {}) for n, a in rows)
    assert sum((p.amount for p in postings), D(0)) == 0
    return Voucher(day, None, "", None, postings, "", 1, {})


@st.composite
def ledgers(draw: st.DrawFn) -> Books:
    """Three years, the first closed and its result carried, the second closed or not."""

    def some(day: date, numbers: list[str]) -> list[Voucher]:
        found = []
        for _ in range(draw(st.integers(0, 4))):
            amounts = draw(st.lists(AMOUNTS, min_size=1, max_size=3))
            amounts.append(-sum(amounts, D(0)))
            found.append(posted(day, [(draw(st.sampled_from(numbers)), a) for a in amounts]))
        return found

    def result(vouchers: list[Voucher]) -> Decimal:
        return -sum(
            (p.amount for v in vouchers for p in v.postings if p.account[0] in "I"), D(0)
        ) - sum((p.amount for v in vouchers for p in v.postings if p.account[:2] == "Ex"), D(0))

    vouchers = some(date(2018, 6, 30), [n for n in NUMBERS if n < "3000"])
    for year in YEARS:
        of_year = some(date(year.start.year, 10, 1), NUMBERS) + some(
            date(year.end.year, 3, 1), NUMBERS
        )
        vouchers += of_year
        if year != YEARS[2] and (year == YEARS[0] or draw(st.booleans())):
            net = result(of_year)
            vouchers.append(posted(year.end, [("8999", net), ("2069", -net)]))
            carried = date(year.end.year, 9, 1)
            vouchers.append(posted(carried, [("2069", net), ("2067", -net)]))
    return books_of(ACCOUNTS, sorted(vouchers, key=lambda v: v.date))


@cache
def register() -> Register:
    found, findings = read_register(Workspace(PROJECT))
    assert findings == []
    return found


class _Years:
    """A register of three years and one layout."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.years, self.projects = YEARS, ()

    def layout_for(self, year: FiscalYear) -> Layout:
        return self.layout

    def party_names(self) -> dict[str, str]:
        return {}


FRAMEWORKS = ("k1", "k2", "k2-ek", "k3", "arsbokslut")


def statements(books: Books, name: str, year: FiscalYear, options: Options) -> Statements:
    layout = packaged_layout(name).altered(cash="cash_and_bank")
    found = build_statements(books, _Years(layout), year, options)  # type: ignore[arg-type]
    assert found is not None
    return found


# ------------------------------------------------------------- what moved money, by hand


def moved(*vouchers: str | tuple[str, dict[str, str]], layout: str = "k3-ek") -> dict[str, int]:
    """The rows of accounts of a year in which such vouchers ("1110 500, 1930 -500") are booked."""
    made: list[Voucher] = []
    accounts: dict[str, Account] = {}
    for i, each in enumerate(vouchers):
        text, meta = each if isinstance(each, tuple) else (each, {})
        rows = [(n, D(a)) for n, a in (part.split() for part in text.split(","))]
        accounts |= {account(n).name: account(n) for n, _ in rows}
        voucher = posted(date(2018, 10, 1), rows)
        made.append(voucher._replace(ver=f"A{i + 1}", meta=meta))
    found = statements(books_of(accounts, made), layout, YEARS[0], Options(exact=True))
    assert found.cash_left_over == {}
    return {
        row.key: int(row.exact[YEARS[0].label])
        for row in found.cash_flow
        if row.exact and not row.sum and row.exact[YEARS[0].label] and "cash_at" not in row.key
    }


@pytest.mark.parametrize(
    "voucher",
    [
        "2091 20000, 2086 -20000",  # set aside to the reserve
        "2091 30000, 2087 -30000",  # issue of contributions from retained earnings
        "2091 7000, 2089 -7000",
        "2091 500, 2083 -500",
        "1110 50000, 2085 -50000",  # a building written up
        "1110 50000, 2240 -10000, 2085 -40000",
        "1110 100000, 1180 -100000",  # finished
        "2350 10000, 2417 -10000",  # falls due within a year
        "2350 10000, 2841 -10000",
        "2350 25000, 2355 -25000",
        "2350 100000, 2390 -100000",
        "2393 4000, 2083 -4000",  # a loan becomes a contribution
        "1220 9000, 2350 -9000",  # bought with a loan that the seller gave
        "1350 800, 1360 -800",
        "1220 -500, 1229 500",  # scrapped
    ],
)
def test_what_moves_no_money_counts_in_no_row(voucher: str) -> None:
    assert moved(voucher) == {}


def test_what_moves_no_money_counts_in_no_row_of_a_voucher_for_more() -> None:
    shown = moved("2350 10000, 2417 -10000, 8410 300, 1930 -300, 2091 70, 2083 -70")
    assert shown == {"cash_flow_result": -300}
    shown = moved("1110 1000, 1180 -1000, 7820 50, 1119 -50")
    assert shown == {"cash_flow_result": -50, "not_in_cash": 50}
    assert moved("1110 1500, 1180 -1000, 1930 -500") == {"tangible_bought": -500}
    assert moved("2350 1000, 2390 -1500, 1930 500") == {"loans_raised": 500}


def test_what_money_paid_counts_on_both_sides() -> None:
    assert moved("1930 700, 2083 -1000, 2083 300") == {
        "contributions_paid_in": 1000,
        "contributions_repaid": -300,
    }
    assert moved("1930 500, 2390 -500, 2350 400, 1930 -400") == {
        "loans_raised": 500,
        "loans_repaid": -400,
    }
    # A part that cost 300, 200 of it written off, goes for 150 towards one for 1 000.
    assert moved("1220 1000, 1220 -300, 1229 200, 3973 -50, 1930 -850") == {
        "cash_flow_result": 50,
        "not_in_cash": -50,
        "tangible_bought": -1000,
        "tangible_sold": 150,
    }


@pytest.mark.parametrize(
    ("vouchers", "rows"),
    [
        (
            ("1930 13000, 1810 -10000, 8350 -3000", "8370 4000, 1810 -4000"),
            {"cash_flow_result": -1000, "not_in_cash": 1000, "change_in_investments": 13000},
        ),
        (
            ("1810 600, 8380 -600", "1820 9000, 8320 -9000"),
            {"cash_flow_result": 9600, "not_in_cash": -9600},
        ),
        (("1350 900, 8290 -900",), {"cash_flow_result": 900, "not_in_cash": -900}),
        (("1350 70, 8280 -70",), {"cash_flow_result": 70, "not_in_cash": -70}),
        (("8270 70, 1350 -70",), {"cash_flow_result": -70, "not_in_cash": 70}),
        (
            ("1930 500, 1350 -400, 8220 -100",),
            {"cash_flow_result": 100, "not_in_cash": -100, "financial_sold": 500},
        ),
    ],
)
def test_gains_and_values_of_investments_are_taken_out_of_the_result(
    vouchers: tuple[str, ...], rows: dict[str, int]
) -> None:
    assert moved(*vouchers) == rows


def test_deferred_tax_is_neither_paid_nor_an_investment() -> None:
    assert moved("8940 6000, 2240 -6000", "1370 2000, 8940 -2000") == {}
    assert moved("8910 900, 2510 -900", "2510 400, 1930 -400") == {"tax_paid": -400}
    assert moved("1640 500, 1930 -500", "8910 200, 1640 -200", "8940 70, 2240 -70") == {
        "tax_paid": -500
    }


def test_contributions_and_dividends_count_when_they_are_paid() -> None:
    subscribed, decided = "1690 5000, 2083 -5000", "2091 6000, 2898 -6000"
    assert moved(subscribed, decided) == {}
    paid = moved(subscribed, "1930 3000, 1690 -3000", decided, "2898 4000, 1930 -4000")
    assert paid == {"contributions_paid_in": 3000, "other_equity": -4000}


def test_what_a_supplier_gives_back_makes_the_purchase_smaller() -> None:
    """The flow of VAT is a change in liabilities, in all of these."""
    bought, rebate = "1220 4000, 2641 1000, 1930 -5000", "1930 1250, 1220 -1000, 2640 -250"
    assert moved(bought, rebate)["tangible_bought"] == -3000
    assert "tangible_sold" not in moved(bought, rebate)
    abroad = "1220 4000, 2645 1000, 2614 -1000, 1930 -4000"
    returned = "1930 400, 1220 -400, 2645 -100, 2614 100"
    assert moved(abroad, returned) == {"tangible_bought": -3600}
    sold, cancelled = "1930 1250, 1220 -1000, 2611 -250", "1220 400, 2611 100, 1930 -500"
    assert moved(sold) == {"change_in_other_liabilities": 250, "tangible_sold": 1000}
    assert moved(sold, cancelled) == {"change_in_other_liabilities": 150, "tangible_sold": 600}
    # Input VAT is adjusted where what was bought is sold: that is no rebate.
    adjusted = moved("1930 700, 1220 -1000, 1229 200, 7973 200, 2641 -100")
    assert (adjusted["tangible_sold"], "tangible_bought" in adjusted) == (600, False)


def test_a_part_in_which_nothing_has_happened_is_left_out() -> None:
    def keys(text: str) -> set[str]:
        rows = [(n, D(a)) for n, a in (part.split() for part in text.split(","))]
        accounts = {account(n).name: account(n) for n, _ in rows}
        books = books_of(accounts, [posted(date(2018, 10, 1), rows)])
        found = statements(books, "k2", YEARS[0], Options())
        return {row.key for row in found.cash_flow}

    investing = {"investing_activities", "from_investing"}
    financing = {"financing_activities", "from_financing"}
    assert not keys("1930 100, 3010 -100") & (investing | financing)
    assert keys("1930 100, 2350 -100") & (investing | financing) == financing
    assert keys("1930 -100, 1220 100") & (investing | financing) == investing
    # Bought and sold for as much: the sum of what is printed is printed.
    both = "1220 100, 1930 -100, 1930 100, 1250 -100"
    assert keys(both) >= {*investing, "tangible_bought", "tangible_sold"}


def test_a_correction_moves_the_money_that_what_it_corrects_moved() -> None:
    bought = "1350 900, 1930 -900"
    corrected = ("1350 -900, 1220 900", {"corrects": "A1"})
    assert moved(bought, corrected) == {"tangible_bought": -900}
    assert moved("2091 500, 2083 -500", ("2091 -500, 2083 500", {"corrects": "A1"})) == {}


@given(ledgers(), st.sampled_from(FRAMEWORKS), st.sampled_from(["kr", "tkr"]))
@tried(200)
def test_every_ledger_ties_to_cash_in_every_framework(books: Books, name: str, unit: str) -> None:
    shown: dict[tuple[str, str], set[Decimal]] = {}
    for year in YEARS:
        exact = statements(books, name, year, Options(exact=True))
        assert exact.cash_left_over == {}
        found = statements(books, name, year, Options(unit=unit))  # type: ignore[arg-type]
        rows = {row.key: row for row in found.cash_flow}
        for label in (each.label for each in found.years):
            cash = {key: rows[key].printed[label] for key in ("cash_at_start", "cash_at_end")}
            flow = rows["cash_flow_of_year"]
            extra = rows[ROUNDING].printed[label] if ROUNDING in rows else D(0)
            assert cash["cash_at_start"] + flow.printed[label] + extra == cash["cash_at_end"]
            assert abs(extra) <= 1
            of_books = {
                last: sum(
                    (
                        p.amount
                        for v in books.vouchers
                        for p in v.postings
                        if p.account.startswith("Assets:19") and v.date <= last
                    ),
                    D(0),
                )
                for each in YEARS
                if each.label == label
                for last in (each.end,)
            }
            (at_end,) = of_books.values()
            assert rows["cash_at_end"].exact[label] == at_end
            held = found.row("cash_and_bank")
            if held is not None:
                assert cash["cash_at_end"] == held.printed[label]
                shown.setdefault((label, "end"), set()).add(cash["cash_at_end"])
            for row in found.cash_flow:
                parts = [rows[key].printed[label] for key in row.sum if key in rows]
                if row.sum:
                    assert row.printed[label] == sum(parts, D(0)), row.key
                elif row.exact and row.key != ROUNDING:
                    scale = D(1) if unit == "kr" else D(1000)
                    assert abs(row.printed[label] - row.exact[label] / scale) < 1, row.key
            start, of_income = rows["cash_flow_result"], found.row("result_after_financial_items")
            if of_income is not None:
                assert start.printed[label] == of_income.printed[label]
    assert all(len(amounts) == 1 for amounts in shown.values())
