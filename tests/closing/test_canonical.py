"""A year in canonical form, against lines that are written out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from sambruk_cli.books.vouchers import Posting, Voucher
from sambruk_cli.closing.canonical import (
    Openings,
    compact,
    directive_lines,
    number,
    opening_lines,
    read_places,
    voucher_line,
    voucher_lines,
)
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.workspace import Workspace
from tests.conftest import MakeWorkspace
from tests.sessions import read_checked
from tests.workspaces import FILES


def row(account: str, amount: str, currency: str = "SEK", **meta: Any) -> Posting:
    return Posting(account, Decimal(amount), currency, 1, meta)


def voucher(day: date, ver: str | None, *rows: Posting, **meta: Any) -> Voucher:
    known = {"ver": ver, **meta} if ver else meta
    return Voucher(day, ver, "Avgift", "Storstad", rows, "x", 1, known, "!")


def test_a_voucher_is_a_line_of_all_that_it_says() -> None:
    rows = (
        row("Assets:1510-Kund", "32000", invoice="7", member="storstad"),
        row("Income:3110-Avgifter", "-32000.00"),
        row("Assets:1930-Bank", "0", "EUR"),
    )
    made = voucher(date(2006, 2, 8), "F1", *rows, b="x", a=True)
    assert voucher_line(made) == (
        'voucher ["2006-02-08","F1","!","Storstad","Avgift",{"a":true,"b":"x"},'
        '[["Assets:1510-Kund","32000.00","SEK",{"invoice":"7","member":"storstad"}],'
        '["Income:3110-Avgifter","-32000.00","SEK",{}],["Assets:1930-Bank","0.00","EUR",{}]]]'
    )
    bare = Voucher(date(2006, 2, 9), None, 'a "b"\nå', None, (), "x", 1, {})
    assert voucher_lines([made, bare])[1] == (
        'voucher ["2006-02-09",null,"*",null,"a \\"b\\"\\nå",{},[]]'
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("100", "100.00"),
        ("1E+3", "1000.00"),
        ("-0.00", "0.00"),
        ("0E-7", "0.00"),
        ("0.125", "0.125"),
        ("1.500", "1.50"),
        ("-1.1", "-1.10"),
        ("1E-3", "0.001"),
    ],
)
def test_a_number_is_written_alike_however_it_was(value: str, text: str) -> None:
    assert number(Decimal(value)) == text
    line = voucher_line(voucher(date(2006, 1, 1), "A1", row("a", value)))
    assert line.endswith(f'[["a","{text}","SEK",{{}}]]]')


def test_values_of_one_look_and_another_kind_are_told_apart() -> None:
    values = ("12", Decimal(12), True, "true", date(2006, 1, 2), "2006-01-02", None, "null")
    lines = {
        voucher_line(voucher(date(2006, 1, 1), "A1", row("a", "1", x=value))) for value in values
    }
    assert len(lines) == len(values)
    assert [compact(value) for value in values] == [
        '"12"',
        '{"number":"12.00"}',
        "true",
        '"true"',
        '{"date":"2006-01-02"}',
        '"2006-01-02"',
        "null",
        '"null"',
    ]
    assert compact({"b": (1,), "a": [Decimal("0.5")]}) == (
        '{"a":[{"number":"0.50"}],"b":[{"number":"1.00"}]}'
    )


BUDGET = '2020-03-01 custom "budget" Expenses:4010-Kostnader "yearly" 50.00 SEK\n'
BALANCES = "2020-12-31 balance Equity:2067-Balanserat-resultat 0.00 SEK\n"


def test_balances_and_budgets_of_the_year_are_lines(make_workspace: MakeWorkspace) -> None:
    journal = "ledger/2020.beancount"
    text = f"{FILES[journal]}\n{BUDGET}{BALANCES}{BALANCES.replace('2020-12-31', '2021-01-01')}"
    session = read_checked(Workspace(make_workspace({journal: text})), cache=False)
    year = session.register.year("2020")
    assert year is not None
    assert directive_lines(session.books, year)[-2:] == [
        'balance [{"date":"2020-12-31"},"Equity:2067-Balanserat-resultat",{"number":"0.00"},"SEK"]',
        'budget [{"date":"2020-03-01"},"Expenses:4010-Kostnader","yearly",{"number":"50.00"},null]',
    ]


def test_what_a_year_opens_with_is_the_same_whichever_way_it_is_summed(
    make_workspace: MakeWorkspace,
) -> None:
    journal, rows = (
        "ledger/2020.beancount",
        "Assets:1930-Bank 1 SEK\n  Equity:2083-Insatser -1 SEK\n",
    )
    text = f'{FILES[journal]}\n2020-02-20 * "x"\n  {rows}'
    books = read_checked(Workspace(make_workspace({journal: text})), cache=False).books
    years = [
        FiscalYear("a", date(2020, 1, 1), date(2020, 12, 31)),
        FiscalYear("b", date(2020, 2, 15), date(2020, 12, 31)),  # begins within a month
        FiscalYear("c", date(2021, 1, 1), date(2021, 12, 31)),
        FiscalYear("d", date(2021, 7, 1), date(2022, 6, 30)),
        FiscalYear("e", date(2023, 1, 1), date(2023, 12, 31)),
    ]
    for ordered in (years, years[::-1], [years[2], years[1], years[2]]):
        openings = Openings(books)
        for year in ordered:
            assert openings.lines(year) == opening_lines(books, year), year
    # The bank had 2000, got 500 and 1, and paid 200; 500 of fees less 200 of costs is the result.
    assert Openings(books).lines(years[2]) == [
        'opening ["Assets:1930-Bank","2301.00"]',
        'opening ["Equity:2067-Balanserat-resultat","-500.00"]',
        'opening ["Equity:2069-Årets-resultat","-300.00"]',
        'opening ["Equity:2083-Insatser","-1501.00"]',
    ]


def test_places_say_in_which_file_each_voucher_stands() -> None:
    assert list(read_places("2*1 1*0", ["a", "b"])) == ["b", "b", "a"]
    assert list(read_places("1*2 x*0 1*x 1 -1*0", ["a", "b"])) == [""]
