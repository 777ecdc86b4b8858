"""Which framework an association may use: by its form, its size and the year."""

from __future__ import annotations

from pathlib import Path

import pytest

from sambruk_cli.findings import Finding
from tests.checks.cases.case import ASSOCIATION, STATEMENTS
from tests.conftest import MakeWorkspace, findings_in

YEARS = range(2022, 2027)
MILLION = 1_000_000


def register(*more: str, number: str = "802428-2785", years: range = YEARS) -> str:
    head = f"""\
[association]
name = "Föreningen"
short_name = "F"
organisation_number = "{number}"
seat = "S"
"""
    lines = [
        f'[[fiscal_years]]\nlabel = "{y}"\nstart = {y}-01-01\nend = {y}-12-31\n' for y in years
    ]
    stated = [line for line in more if line.startswith("[[")]
    return "\n".join([head, *(m for m in more if m not in stated), *lines, *stated])


def stated(year: int, turnover: int, total: int) -> str:
    return (
        f'[[key_figures]]\nyear = "{year}"\nsource = "årsredovisning"\n'
        f"turnover = {turnover}\ntotal = {total}\n"
    )


def ledger(*years: tuple[int, int], account: str = "3110") -> str:
    """Income of each year, in kronor, which all stays in the bank."""
    chart = "\n".join(
        f"2019-12-31 open {name} SEK"
        for name in ("Assets:1930-Bank", f"Income:{account}-Intäkt", "Equity:2067-Kapital")
    )
    vouchers = [
        f'{year}-06-01 * "Intäkter"\n  ver: "A1"\n  Assets:1930-Bank  {amount}.00 SEK\n'
        f"  Income:{account}-Intäkt\n"
        for year, amount in years
    ]
    return "\n".join([chart, "", *vouchers])


def found(
    make_workspace: MakeWorkspace, layout: str, association: str, books: str
) -> list[Finding]:
    folder: Path = make_workspace(
        {
            ASSOCIATION: association,
            STATEMENTS: layout if "\n" in layout else f'layout = "{layout}"\n',
            "config/members.toml": "",
            "config/fees.toml": "",
            "config/board.toml": "",
            "config/projects.toml": "",
            "config/counterparties.toml": "",
            "ledger/main.beancount": books,
        }
    )
    return [item for item in findings_in(folder) if item.code == "STM313"]


@pytest.mark.parametrize("layout", ["k1", "arsbokslut"])
def test_an_ekonomisk_forening_makes_no_arsbokslut(
    make_workspace: MakeWorkspace, layout: str
) -> None:
    books = ledger((2024, 1))
    (item,) = found(make_workspace, layout, register(number="702001-7781"), books)
    assert "2022: an ekonomisk förening" in item.message
    assert (item.file, item.line) == (STATEMENTS, 1)


@pytest.mark.parametrize("layout", ["k2", "k3"])
def test_an_ekonomisk_forening_uses_k2_or_k3(make_workspace: MakeWorkspace, layout: str) -> None:
    association = register(number="702001-7781")
    assert not found(make_workspace, layout, association, ledger((2024, 1)))


@pytest.mark.parametrize(
    ("number", "form", "is_economic"),
    [
        ("702001-7781", "", True),
        ("702001-7781", 'legal_form = "nonprofit"', False),
        ("802428-2785", 'legal_form = "economic"', True),
        ("802428-2785", "", False),
        ("717901-0009", "", False),  # a samfällighetsförening
        ("717901-0009", 'firm = "Solrosen ek. för."', True),
        ("717901-0009", 'firm = "Solrosens ekonomiska förening"', True),
        ("802428-2785", 'firm = "Svenska ekonomiska föreningen"', False),
    ],
)
def test_a_form_is_stated_or_shown_by_number_and_name(
    make_workspace: MakeWorkspace, number: str, form: str, is_economic: bool
) -> None:
    association = register(*([form] if form else []), number=number)
    assert bool(found(make_workspace, "k1", association, ledger((2024, 1)))) == is_economic


def test_a_bostadsrattsforening_leaves_k2_in_2026(make_workspace: MakeWorkspace) -> None:
    association = register('firm = "Bostadsrättsföreningen Eken"', number="702001-7781")
    (item,) = found(make_workspace, "k2", association, ledger((2024, 1)))
    assert item.message.startswith("2026: a bostadsrättsförening cannot use K2")
    assert not found(make_workspace, "k3", association, ledger((2024, 1)))
    until_2025 = register(
        'firm = "Bostadsrättsföreningen Eken"', number="702001-7781", years=range(2022, 2026)
    )
    assert not found(make_workspace, "k2", until_2025, ledger((2024, 1)))


@pytest.mark.parametrize(
    ("years", "is_said"),
    [
        (((2023, 3_000_001), (2024, 3_000_001)), True),
        (((2023, 3_000_000), (2024, 9_000_000)), False),  # not normally
        (((2023, 9_000_000), (2024, 3_000_000)), False),
        (((2024, 9_000_000),), False),  # nothing is known of the year before
        (((2022, 9_000_000), (2023, 9_000_000), (2024, 1)), False),
    ],
)
def test_k1_is_for_three_million_kronor_normally(
    make_workspace: MakeWorkspace, years: tuple[tuple[int, int], ...], is_said: bool
) -> None:
    items = found(make_workspace, "k1", register(), ledger(*years))
    assert bool(items) == is_said
    assert all("2024: fees, gifts, grants and sales were 3000001.00 kr" in i.message for i in items)


@pytest.mark.parametrize("account", ["3980", "3993", "3740"])
def test_gifts_and_grants_count_as_turnover(make_workspace: MakeWorkspace, account: str) -> None:
    books = ledger((2023, 4 * MILLION), (2024, 4 * MILLION), account=account)
    assert found(make_workspace, "k1", register(), books)


def test_other_income_counts_where_it_is_tagged(make_workspace: MakeWorkspace) -> None:
    """Profits on what is sold, as on 3970, are no turnover; a gift on such an account is."""
    books = ledger((2023, 4 * MILLION), (2024, 4 * MILLION), account="3970")
    assert not found(make_workspace, "k1", register(), books)
    tagged = 'layout = "k1"\n[tags]\ngifts = ["3970"]\n'
    assert found(make_workspace, tagged, register(), books)


BIG = ((2023, 81 * MILLION), (2024, 81 * MILLION))


@pytest.mark.parametrize("layout", ["arsbokslut", "k2", "k3"])
def test_a_larger_association_uses_k3(make_workspace: MakeWorkspace, layout: str) -> None:
    association = register(stated(2022, 81 * MILLION, 41 * MILLION))
    items = found(make_workspace, layout, association, ledger(*BIG))
    assert bool(items) == (layout != "k3")
    # All of both years is in the bank.
    for item in items:
        assert "turnover 81000000.00 kr and total assets 162000000.00 kr" in item.message


@pytest.mark.parametrize(
    "more",
    [
        [],  # nothing is known of 2022
        [stated(2022, 80 * MILLION, 41 * MILLION)],
        [stated(2022, 81 * MILLION, 40 * MILLION)],
    ],
)
def test_an_association_is_no_larger_one_before_the_third_year(
    make_workspace: MakeWorkspace, more: list[str]
) -> None:
    assert not found(make_workspace, "k2", register(*more), ledger(*BIG))


@pytest.mark.parametrize(
    ("employees", "total", "is_said"),
    [
        (51, 41, True),
        (50, 41, False),  # not above
        (51, 40, False),  # one of three alone
        (None, 41, False),
    ],
)
def test_employees_count_where_the_register_says_them(
    make_workspace: MakeWorkspace, employees: int | None, total: int, is_said: bool
) -> None:
    """Turnover is a million a year; what is in the bank is what the first year brought in."""
    association = register(stated(2022, MILLION, total * MILLION))
    if employees is not None:
        association = association.replace("-12-31\n", f"-12-31\nemployees = {employees}\n")
    books = ledger((2023, total * MILLION), (2024, MILLION))
    items = [
        item for item in found(make_workspace, "k2", association, books) if item.code == "STM313"
    ]
    assert bool(items) is (is_said and total > 40)
    for item in items:
        assert f"{employees} employees, turnover 1000000.00 kr" in item.message


@pytest.mark.parametrize("left_out", ["", "total_operating_income"])
def test_a_row_of_income_may_be_added_in_k2(make_workspace: MakeWorkspace, left_out: str) -> None:
    """Which rows of income an ideell förening has in K2 is not judged, whatever else is changed."""
    layout = """\
[[layouts]]
layout = "k2"
from = 2000-01-01
[[layouts.rows]]
key = "fees"
label = "Medlemsavgifter"
tags = ["membership_fees"]
before = "net_turnover"
"""
    if left_out:
        layout += f'[[layouts.rows]]\nkey = "{left_out}"\nleft_out = true\n'
    folder = make_workspace({STATEMENTS: layout})
    assert "STM314" not in {item.code for item in findings_in(folder)}


def test_a_layout_of_ones_own_is_not_judged(make_workspace: MakeWorkspace) -> None:
    own = """\
[[layouts]]
id = "egen"
framework = "K1"
from = 2000-01-01
[[layouts.income_statement]]
key = "income"
label = "Intäkter"
accounts = ["3000-8998"]
[[layouts.balance_sheet]]
key = "bank"
label = "Bank"
accounts = ["1000-1999"]
sign = "debit"
[[layouts.balance_sheet]]
key = "equity"
label = "Eget kapital"
accounts = ["2000-2999"]
result = true
"""
    association = register(number="702001-7781")
    assert not found(make_workspace, own, association, ledger(*BIG))
