"""Statements of ledgers made up at random, and of one worked by hand: all that must foot foots."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import cache

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sambruk_cli.books.books import Books
from sambruk_cli.books.vouchers import Account, Posting, Voucher
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.language import Language
from sambruk_cli.register.read import read_register
from sambruk_cli.register.register import Register
from sambruk_cli.statements.build import Options, build_statements
from sambruk_cli.statements.model import (
    AccountRow,
    NoteRow,
    StatementRow,
    Statements,
    Unit,
)
from sambruk_cli.workspace import Workspace
from tests.conftest import PROJECT, MakeWorkspace, RunCommand, findings_in
from tests.extent import tried
from tests.ledgers import books_of, load_books
from tests.workspaces import COUNTERPARTIES, JOURNAL_2021, STATEMENTS

D = Decimal
UNITS: dict[Unit, Decimal] = {"kr": D(1), "tkr": D(1000)}
LABELS = ("2007", "2006")
SETTINGS = tried(80)

# The form of the published statements: which rows each sum is the sum of.
SUMS = {
    "operating_result": ("income", "costs"),
    "result_after_financial_items": (
        "operating_result",
        "interest_expense",
        "interest_income",
    ),
    "net_result": ("result_after_financial_items", "tax"),
    "total_current_receivables": ("receivables", "other_receivables", "prepaid_and_accrued"),
    "total_current_assets": ("total_current_receivables", "cash_and_bank"),
    "total_assets": ("total_current_assets",),
    "total_equity": ("contributions", "retained", "result"),
    "total_current_liabilities": (
        "payables",
        "other_liabilities",
        "prepaid_income_and_accrued_costs",
    ),
    "total_equity_and_liabilities": ("total_equity", "total_current_liabilities"),
}
# Rows of accounts: the accounts used below, and 1 where debit prints as positive.
LEAVES = {
    "income": (("3110", "3190", "3740", "3981", "3985"), -1),
    "costs": (("4010", "4020", "4030", "4040", "6990", "7010"), -1),
    "interest_expense": (("8410",), -1),
    "interest_income": (("8310",), -1),
    "tax": (("8910",), -1),
    "receivables": (("1510",), 1),
    "other_receivables": (("1680",), 1),
    "prepaid_and_accrued": (("1790",), 1),
    "cash_and_bank": (("1930",), 1),
    "contributions": (("2083",), -1),
    "retained": (("2067",), -1),
    "payables": (("2440",), -1),
    "other_liabilities": (("2890",), -1),
    "prepaid_income_and_accrued_costs": (("2970", "2971", "2990"), -1),
}
# The row that each note explains, and 1 where the note prints with its sign.
TIED = {
    2: ("income", 1),
    3: ("costs", -1),
    4: ("total_equity", 1),
    5: ("prepaid_income_and_accrued_costs", 1),
}


@cache
def real() -> tuple[Register, dict[str, Account]]:
    """The register and the chart of accounts of the association, which have every kind of row."""
    workspace = Workspace(PROJECT)
    register, findings = read_register(workspace)
    books, _ = load_books(workspace)
    assert findings == []
    return register, dict(books.accounts)


def year_of(label: str) -> FiscalYear:
    return FiscalYear(label, date(int(label), 1, 1), date(int(label), 12, 31))


# ------------------------------------------------------------------- ledgers at random

OF_BALANCE = [
    *("1510", "1680", "1790", "1930", "2083", "2440", "2890", "2970", "2971", "2990"),
]
OF_RESULT = [number for key in ("income", "costs") for number in LEAVES[key][0]]
OF_RESULT += ["8310", "8410", "8910"]

PARTIES = {
    None: "Övrigt",
    "lund": "Lunds kommun",
    "ohrlings": "Öhrlings PricewaterhouseCoopers AB",
}

# To the öre, to the half krona and to the half thousand, where rounding has to choose.
AMOUNTS = st.one_of(
    st.decimals(-5000, 5000, places=2),
    st.integers(-9, 9).map(lambda n: D(n) / 2),
    st.integers(-9, 9).map(lambda n: D(n) * 500),
)


def voucher(day: date, *rows: tuple[str, Decimal, str | None]) -> Voucher:
    """A voucher over accounts by number; the third of each row is a counterparty."""
    _, accounts = real()
    names = {account.number: name for name, account in accounts.items()}
    assert sum((amount for _, amount, _ in rows), D(0)) == 0
    postings = tuple(
        Posting(names[number], amount, "SEK", 1, {"counterparty": party} if party else {})
        for number, amount, party in rows
    )
    return Voucher(day, None, "", None, postings, "", 1, {})


def result_of(vouchers: list[Voucher], label: str) -> Decimal:
    """The result of a year, profit positive."""
    return -sum(
        (
            posting.amount
            for voucher in vouchers
            for posting in voucher.postings
            if str(voucher.date.year) == label and posting.account.startswith(("Inc", "Exp"))
        ),
        D(0),
    )


@st.composite
def ledgers(draw: st.DrawFn) -> Books:
    """Opening balances, two years of vouchers, the first year closed and the second maybe."""

    def some(day: date, numbers: list[str], at_most: int) -> Iterator[Voucher]:
        for _ in range(draw(st.integers(0, at_most))):
            amounts = draw(st.lists(AMOUNTS, min_size=1, max_size=3))
            amounts.append(-sum(amounts, D(0)))
            yield voucher(
                day,
                *(
                    (
                        draw(st.sampled_from(numbers)),
                        amount,
                        draw(st.sampled_from(list(PARTIES))),
                    )
                    for amount in amounts
                ),
            )

    opening = draw(AMOUNTS)
    vouchers = [
        voucher(date(2005, 12, 31), ("1930", opening, None), ("2067", -opening, None)),
        *some(date(2005, 12, 31), OF_BALANCE, 2),
        *some(date(2006, 6, 1), [*OF_BALANCE, *OF_RESULT], 4),
    ]
    result = result_of(vouchers, "2006")
    closed = [("8999", result, None), ("2069", -result, None)]
    carried = [("2069", result, None), ("2067", -result, None)]
    vouchers += [
        voucher(date(2006, 12, 31), *closed),
        voucher(date(2007, 1, 1), *carried),
        *some(date(2007, 6, 1), [*OF_BALANCE, *OF_RESULT], 5),
    ]
    if draw(st.booleans()):
        result = result_of(vouchers, "2007")
        vouchers.append(
            voucher(date(2007, 12, 31), ("8999", result, None), ("2069", -result, None))
        )
    return books_of(real()[1], tuple(vouchers), ())


def small_loss() -> Books:
    """Contributions of 10 kr and a loss of 0,50: assets of 9,50 kr."""
    return books_of(
        real()[1],
        (
            voucher(date(2007, 1, 1), ("1930", D(10), None), ("2083", D(-10), None)),
            voucher(date(2007, 1, 2), ("6990", D("0.50"), None), ("1930", D("-0.50"), None)),
        ),
        (),
    )


def thousands_lost() -> Books:
    """The same in thousands: contributions of 10 000 kr and a loss of 500 kr."""
    return books_of(
        real()[1],
        (
            voucher(date(2007, 1, 1), ("1930", D(10_000), None), ("2083", D(-10_000), None)),
            voucher(date(2007, 1, 2), ("6990", D(500), None), ("1930", D(-500), None)),
        ),
        (),
    )


def built(
    books: Books, unit: Unit = "kr", *, exact: bool = False, language: Language = "sv"
) -> Statements:
    register, _ = real()
    found = build_statements(books, register, year_of("2007"), Options(language, unit, exact))
    assert found is not None
    return found


def labels_of(statements: Statements, books: Books) -> list[str]:
    """The columns: 2006 stands beside 2007 where the books hold it."""
    labels = [year.label for year in statements.years]
    has_2006 = any(voucher.date.year <= 2006 for voucher in books.vouchers)
    assert labels == list(LABELS if has_2006 else LABELS[:1])
    return labels


def printed(statements: Statements, key: str, label: str) -> Decimal:
    """What a row prints as; nought where it is left out because it is nought in both years."""
    row = statements.row(key)
    if row is None:
        assert key == "other_liabilities"
        return D(0)
    return row.printed[label]


def plain_sum(books: Books, numbers: tuple[str, ...], label: str, *, of_year: bool) -> Decimal:
    """What accounts sum to by the end of a year, debit positive."""
    return sum(
        (
            posting.amount
            for voucher, posting in books.postings()
            if posting.account.partition(":")[2][:4] in numbers
            and voucher.date <= date(int(label), 12, 31)
            and (not of_year or voucher.date.year == int(label))
        ),
        D(0),
    )


def net_result(books: Books, label: str) -> Decimal:
    return result_of(
        [
            Voucher(
                v.date,
                None,
                "",
                None,
                tuple(p for p in v.postings if ":8999" not in p.account),
                "",
                1,
                {},
            )
            for v in books.vouchers
        ],
        label,
    )


def half_up(exact: Decimal) -> Decimal:
    """The nearest whole number, halves away from nought, without the program's own rounding."""
    whole = D(int(abs(exact) + D("0.5")))
    return whole if exact >= 0 else -whole


BOTH_UNITS = pytest.mark.parametrize("unit", ["kr", "tkr"])


@SETTINGS
@given(books=ledgers())
def test_exact_amounts_of_rows_are_plain_sums_of_their_accounts(books: Books) -> None:
    statements = built(books)
    for label in labels_of(statements, books):
        for key, (numbers, sign) in LEAVES.items():
            of_year = numbers[0] >= "3000"
            wanted = sign * plain_sum(books, numbers, label, of_year=of_year)
            row = statements.row(key)
            assert (row.exact[label] if row else D(0)) == wanted
        result = net_result(books, label)
        for key in ("net_result", "result"):
            row = statements.row(key)
            assert row is not None
            assert row.exact[label] == result


@BOTH_UNITS
@SETTINGS
@given(books=ledgers())
def test_every_sum_of_both_statements_foots_in_both_years(unit: Unit, books: Books) -> None:
    statements = built(books, unit)
    for label in labels_of(statements, books):
        for key, parts in SUMS.items():
            wanted = sum((printed(statements, part, label) for part in parts), D(0))
            assert printed(statements, key, label) == wanted
        for row in (*statements.income_statement, *statements.balance_sheet):
            if row.accounts:
                assert row.printed[label] == sum(a.printed[label] for a in row.accounts)


@BOTH_UNITS
@SETTINGS
@given(books=ledgers())
def test_no_row_or_account_prints_as_other_than_a_whole_neighbour_of_its_exact_amount(
    unit: Unit, books: Books
) -> None:
    statements = built(books, unit)
    for row in (*statements.income_statement, *statements.balance_sheet):
        for label, amount in row.printed.items():
            for exact, shown in (
                (row.exact[label], amount),
                *((a.exact[label], a.printed[label]) for a in row.accounts),
            ):
                scaled = exact / UNITS[unit]
                least = scaled.to_integral_value(ROUND_FLOOR)
                assert least <= shown <= scaled.to_integral_value(ROUND_CEILING)


@BOTH_UNITS
@SETTINGS
@given(books=ledgers())
@example(books=small_loss())
@example(books=thousands_lost())
def test_the_result_is_the_same_number_in_both_statements_and_in_the_note(
    unit: Unit, books: Books
) -> None:
    statements = built(books, unit)
    note = statements.note(4)
    assert note is not None
    for label in labels_of(statements, books):
        wanted = half_up(net_result(books, label) / UNITS[unit])
        in_note = next(row for row in note.rows if row.key == "result")
        assert printed(statements, "net_result", label) == wanted
        assert printed(statements, "result", label) == wanted
        assert in_note.printed[label] == wanted


@BOTH_UNITS
@SETTINGS
@given(books=ledgers())
@example(books=small_loss())
@example(books=thousands_lost())
def test_both_sides_of_the_balance_sheet_print_the_same_total(unit: Unit, books: Books) -> None:
    statements = built(books, unit)
    for label in labels_of(statements, books):
        assets = printed(statements, "total_assets", label)
        assert assets == printed(statements, "total_equity_and_liabilities", label)


@BOTH_UNITS
@SETTINGS
@given(books=ledgers())
def test_every_note_foots_and_ties_to_its_row(unit: Unit, books: Books) -> None:
    statements = built(books, unit)
    assert {note.number for note in statements.notes if note.rows} == set(TIED)
    for note in statements.notes:
        if not note.rows:
            continue
        key, sign = TIED[note.number]
        for label in labels_of(statements, books):
            assert note.total[label] == sum(row.printed[label] for row in note.rows)
            assert note.total[label] == sign * printed(statements, key, label)
            assert note.exact_total[label] == sum(row.exact[label] for row in note.rows)


@BOTH_UNITS
@SETTINGS
@given(books=ledgers())
def test_equity_opens_in_its_note_as_the_column_beside_closes(unit: Unit, books: Books) -> None:
    statements = built(books, unit)
    note = statements.note(4)
    assert note is not None
    opening = next(row for row in note.rows if row.key == "opening")
    assert opening.printed["2007"] == note.total["2006"]
    assert opening.printed["2007"] == printed(statements, "total_equity", "2006")


@SETTINGS
@given(books=ledgers())
def test_a_note_by_counterparty_has_the_plain_sum_of_each(books: Books) -> None:
    statements = built(books)
    note = statements.note(5)
    assert note is not None
    for label in labels_of(statements, books):
        for party, name in PARTIES.items():
            wanted = -sum(
                (
                    posting.amount
                    for voucher, posting in books.postings()
                    if posting.account.partition(":")[2][:4] in {"2970", "2990"}
                    and posting.meta.get("counterparty") == party
                    and voucher.date.year <= int(label)
                ),
                D(0),
            )
            rows = [row for row in note.rows if row.label == name]
            assert len(rows) <= 1
            assert sum((row.exact[label] for row in rows), D(0)) == wanted


@BOTH_UNITS
@SETTINGS
@given(books=ledgers())
def test_exact_rounds_nothing_anywhere(unit: Unit, books: Books) -> None:
    statements = built(books, unit, exact=True)
    assert statements.adjustments == ()
    for row in (*statements.income_statement, *statements.balance_sheet):
        parts: list[StatementRow | AccountRow] = [row, *row.accounts]
        for part in parts:
            assert part.printed == {y: amount / UNITS[unit] for y, amount in part.exact.items()}
    for note in statements.notes:
        assert note.total == {y: amount / UNITS[unit] for y, amount in note.exact_total.items()}
        for note_row in note.rows:
            shown = {y: amount / UNITS[unit] for y, amount in note_row.exact.items()}
            assert note_row.printed == shown
    for label in labels_of(statements, books):
        assets = printed(statements, "total_assets", label)
        assert assets == printed(statements, "total_equity_and_liabilities", label)


@BOTH_UNITS
@SETTINGS
@given(books=ledgers())
def test_the_adjustments_are_all_amounts_that_are_not_plainly_rounded(
    unit: Unit, books: Books
) -> None:
    statements = built(books, unit)
    parts: list[tuple[str, StatementRow | AccountRow | NoteRow]] = [
        *(("income_statement", row) for row in statements.income_statement),
        *(("income_statement", a) for row in statements.income_statement for a in row.accounts),
        *(("balance_sheet", row) for row in statements.balance_sheet),
        *(("balance_sheet", a) for row in statements.balance_sheet for a in row.accounts),
        *((f"note {note.number}", row) for note in statements.notes for row in note.rows),
    ]
    wanted = {
        (name, label, exact, part.printed[label])
        for name, part in parts
        for label, exact in part.exact.items()
        if part.printed[label] != half_up(exact / UNITS[unit])
    }
    listed = [(a.statement, a.year, a.exact, a.printed) for a in statements.adjustments]
    assert set(listed) == wanted


def test_a_text_of_a_later_year_does_not_label_the_row_of_an_earlier_one() -> None:
    debt, later = (
        voucher(day, ("6990", D(amount), None), ("2990", D(-amount), "lund"))
        for day, amount in ((date(2006, 6, 1), 10), (date(2007, 6, 1), 5))
    )
    cost, row = later.postings
    noted = row._replace(meta={"counterparty": "lund", "note": "Senare text"})
    books = books_of(real()[1], (debt, later._replace(postings=(cost, noted))), ())
    labels = {}
    for year in LABELS:
        found = build_statements(books, real()[0], year_of(year))
        note = found.note(5) if found else None
        assert note is not None
        labels[year] = [row.label for row in note.rows if row.key == "lund"]
    assert labels == {"2006": ["Lunds kommun"], "2007": ["Senare text"]}


@pytest.mark.parametrize("part", ["net_result", "finns_inte", "costs"])
def test_a_sum_of_itself_of_no_row_or_of_a_row_below_is_a_finding_and_ends(
    part: str, make_workspace: MakeWorkspace
) -> None:
    # The sum stands above the costs.
    income, costs, net = (
        STATEMENTS.index(f'[[layouts.income_statement]]\nkey = "{key}"')
        for key in ("income", "costs", "net_result")
    )
    end = STATEMENTS.index("[[layouts.balance_sheet]]")
    total = STATEMENTS[net:end].replace('["income", "costs"]', f'["income", "{part}"]')
    layout = STATEMENTS[:costs] + total + STATEMENTS[costs:net] + STATEMENTS[end:]
    assert income < costs < net < end
    folder = make_workspace({"config/statements.toml": layout})
    found = [item for item in findings_in(folder) if item.code == "STM308"]
    assert len(found) == 1
    assert f'sums "{part}"' in found[0].message


def test_an_unbooked_result_stands_as_a_row_of_its_own_among_the_accounts() -> None:
    row = built(small_loss()).row("result")
    assert row is not None
    assert [(a.number, a.exact["2007"]) for a in row.accounts] == [("", D("-0.50"))]


def test_a_year_before_any_layout_or_without_one_has_no_statements() -> None:
    register, _ = real()
    assert build_statements(small_loss(), register, year_of("1999")) is None
    assert build_statements(small_loss(), register, year_of("2026")) is None


def test_the_first_year_has_no_comparative() -> None:
    register, _ = real()
    found = build_statements(small_loss(), register, year_of("2006"))
    assert found is not None
    assert (found.comparative, [y.label for y in found.years]) == (None, ["2006"])
    assert all(set(row.printed) <= {"2006"} for row in found.balance_sheet)


def test_labels_are_in_the_language_asked_for() -> None:
    swedish, english = built(small_loss()), built(small_loss(), language="en")
    pairs = [(s.row("cash_and_bank"), s.note(3)) for s in (swedish, english)]
    assert [(row and row.label, note and note.title) for row, note in pairs] == [
        ("Kassa och bank", "Föreningens kostnader"),
        ("Cash and bank", "Costs of the association"),
    ]


# ------------------------------------------------- one ledger worked by hand, through text
#
# Other income 50 + 100,10 + 20,30 = 170,40; costs 150 + 33,30 + 10,40 = 193,70; the result is
# 870,40 - 193,70 = 676,70. Bank 2 700 + 100,10 - 33,30 = 2 766,80; receivables 720,30.

WITH_ORE = (
    JOURNAL_2021
    + """
2021-08-01 * "Intäkt"
  ver: "A7"
  Assets:1930-Bank                100.10 SEK
  Income:3190-Övrigt             -100.10 SEK

2021-08-02 * "Kostnad"
  ver: "A8"
  Expenses:4010-Kostnader          33.30 SEK
  Assets:1930-Bank                -33.30 SEK

2021-08-03 * "Kostnad"
  ver: "A9"
  Expenses:4010-Kostnader          10.40 SEK
  Liabilities:2440-Leverantörsskulder  -10.40 SEK

2021-08-04 * "Intäkt"
  ver: "A10"
  Assets:1510-Kundfordringar       20.30 SEK
    member: "storstad"
    invoice: "2021-4"
  Income:3190-Övrigt              -20.30 SEK
"""
)
BY_HAND = {
    # row: exact, kronor, thousands
    "income": ("870.40", "871", "1"),  # 870 - 194 would be 676, and 870,40 is nearer to 871
    "costs": ("-193.70", "-194", "0"),
    "net_result": ("676.70", "677", "1"),
    "receivables": ("720.30", "720", "0"),  # 1 + 3 would be 4; 720 is the nearer to nought
    "bank": ("2766.80", "2767", "3"),
    "total_assets": ("3487.10", "3487", "3"),
    "retained": ("800.00", "800", "0"),  # the only one that may give way
    "contributions": ("2000.00", "2000", "2"),
    "result": ("676.70", "677", "1"),
    "liabilities": ("10.40", "10", "0"),
    "total_equity_and_liabilities": ("3487.10", "3487", "3"),
}
NOTE_BY_HAND = {"fees": ("700.00", "700", "1"), "other": ("170.40", "171", "0")}


@pytest.mark.parametrize(
    ("arguments", "column"), [(("--exact",), 0), ((), 1), (("--unit", "tkr"), 2)], ids=str
)
def test_a_ledger_with_ore_worked_by_hand(
    arguments: tuple[str, ...], column: int, make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace({"ledger/2021.beancount": WITH_ORE})
    result = sambruk("--root", folder, "statements", "2021", "-f", "json", *arguments)
    assert result.returncode == 0, result.stdout
    payload = json.loads(result.stdout)
    rows = [row for part in ("income_statement", "balance_sheet") for row in payload[part]["rows"]]
    found = {row["key"]: row["amounts"]["2021"] for row in rows}
    assert found == {key: amounts[column] for key, amounts in BY_HAND.items()}
    note = payload["notes"][1]
    found = {row["key"]: row["amounts"]["2021"] for row in note["rows"]}
    assert found == {key: amounts[column] for key, amounts in NOTE_BY_HAND.items()}
    assert note["total"]["2021"] == BY_HAND["income"][column]


def test_the_adjustments_of_the_same_ledger_are_listed_on_request(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace({"ledger/2021.beancount": WITH_ORE})
    result = sambruk("--root", folder, "statements", "2021", "-f", "json", "--rounding")
    found = [
        (a["statement"], a["year"], a["exact"], a["printed"])
        for a in json.loads(result.stdout)["rounding"]
    ]
    assert found == [
        ("income_statement", "2021", "870.40", "871"),
        ("income_statement", "2021", "170.40", "171"),  # the account below the row
        ("note 2", "2021", "170.40", "171"),
    ]


@pytest.mark.parametrize(
    ("cost", "arguments"),
    [("600.50", ()), ("1100.00", ("--unit", "tkr"))],
    ids=["a-loss-of-half-a-krona", "a-loss-of-half-a-thousand"],
)
def test_a_loss_of_half_a_unit_leaves_both_sides_equal(
    cost: str, arguments: tuple[str, ...], make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    """The result of 600 kr less the cost: -0,50 kr, or -500 kr; the other rows are whole.

    In the second case 200 kr from equity to a debt make the other rows whole thousands.
    """
    text = f"""{JOURNAL_2021}
2021-08-01 * "Kostnad"
  ver: "A7"
  Expenses:4010-Kostnader          {cost} SEK
  Assets:1930-Bank                -{cost} SEK

2021-08-02 * "Omföring"
  ver: "A8"
  Equity:2067-Balanserat-resultat  800.00 SEK
  Liabilities:2440-Leverantörsskulder  -800.00 SEK

2021-08-02 * "Lån"
  ver: "A9"
  Assets:1930-Bank                 200.00 SEK
  Liabilities:2440-Leverantörsskulder  -200.00 SEK
"""
    folder = make_workspace({"ledger/2021.beancount": text})
    result = sambruk("--root", folder, "statements", "2021", "-f", "json", *arguments)
    payload = json.loads(result.stdout)
    assert payload["findings"] == []
    rows = [row for part in ("income_statement", "balance_sheet") for row in payload[part]["rows"]]
    found = {row["key"]: int(row["amounts"]["2021"]) for row in rows}
    assert found["net_result"] == found["result"] == -1
    assert found["total_assets"] == found["receivables"] + found["bank"]
    assert found["total_assets"] == found["total_equity_and_liabilities"]


# ---------------------------------------------------------- rows of a note that share a key

BY_PARTY = """
[[layouts.notes]]
number = 3
title = "Skulder"
row = "liabilities"

[[layouts.notes.rows]]
key = "parties"
accounts = ["2400-2599"]
each = "counterparty"

[[layouts.notes.rows]]
key = "more_parties"
accounts = ["2600-2999"]
each = "counterparty"
"""
WITH_PARTIES = STATEMENTS.replace(
    'accounts = ["2400-2999"]\n', 'accounts = ["2400-2999"]\nnote = 3\n'
)


def two_debts(one: tuple[str, int, str], two: tuple[str, int, str]) -> str:
    """Two debts on an account each, with a line of metadata or none."""
    rows = "".join(
        f"  Liabilities:{account} -{amount}.00 SEK\n{meta}" for account, amount, meta in (one, two)
    )
    total = one[1] + two[1]
    return (
        f'{JOURNAL_2021}\n2021-08-01 * "Skulder"\n  ver: "A7"\n'
        f"  Expenses:4010-Kostnader {total}.00 SEK\n{rows}"
    )


PAYABLES, LOANS = "2440-Leverantörsskulder", "2890-Övriga-skulder"
OTHER, BANK = '    counterparty: "other"\n', '    counterparty: "banken"\n'


def with_notes(journal: str, layout: str = WITH_PARTIES + BY_PARTY) -> dict[str, str]:
    chart = "2019-12-31 open Liabilities:2890-Övriga-skulder SEK\n"
    return {
        "config/statements.toml": layout,
        "config/counterparties.toml": f'{COUNTERPARTIES}\n[[counterparties]]\nid = "other"\n'
        'name = "Other AB"\n',
        "ledger/2021.beancount": f"{chart}{journal}",
    }


@pytest.mark.parametrize(
    "journal",
    [
        two_debts((PAYABLES, 50, OTHER), (PAYABLES, 100, "")),
        two_debts((PAYABLES, 50, BANK), (LOANS, 100, BANK)),
    ],
    ids=["a-party-called-other-and-no-party", "one-party-in-two-rows"],
)
def test_rows_that_come_from_the_same_party_print_each_its_own_amount(
    journal: str, make_workspace: MakeWorkspace
) -> None:
    folder = make_workspace(with_notes(journal))
    assert findings_in(folder) == ()
    register, _ = read_register(Workspace(folder))
    books, _ = load_books(Workspace(folder))
    found = build_statements(books, register, register.years[1])
    assert found is not None
    note = found.note(3)
    assert note is not None
    assert [row.printed["2021"] for row in note.rows] == [50, 100]
    assert note.total["2021"] == 150


def test_rows_that_come_from_the_same_party_do_not_keep_the_program_for_ever(
    make_workspace: MakeWorkspace,
) -> None:
    journal = two_debts((PAYABLES, 50, OTHER), (PAYABLES, 101, ""))
    folder = make_workspace(with_notes(journal))
    result = subprocess.run(
        [sys.executable, "-m", "sambruk_cli", "--root", str(folder), "statements", "2021"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=15,
        check=False,
    )
    assert "151" in result.stdout


def test_two_rows_of_a_note_with_one_key_are_a_finding(make_workspace: MakeWorkspace) -> None:
    layout = STATEMENTS.replace('key = "other"\nlabel = "Övrigt"', 'key = "fees"\nlabel = "Övrigt"')
    assert layout != STATEMENTS
    found = findings_in(make_workspace({"config/statements.toml": layout}))
    assert {item.code for item in found} & {"STM308", "REG103"}
