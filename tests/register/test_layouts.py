"""The layouts that come with the program."""

from __future__ import annotations

import pytest

from sambruk_cli.register.layout import AccountSpan, Layout, LayoutRow, spans
from sambruk_cli.register.layouts import packaged_layout, packaged_layouts
from sambruk_cli.register.tags import TAGS
from tests.register.rows_of_frameworks import ROWS

FRAMEWORKS = tuple(name for name in packaged_layouts() if name != "bas")


def statements(layout: Layout) -> tuple[tuple[LayoutRow, ...], tuple[LayoutRow, ...]]:
    return layout.income_statement, layout.balance_sheet


def test_there_is_one_for_the_whole_of_bas() -> None:
    assert "bas" in packaged_layouts()


@pytest.mark.parametrize("name", packaged_layouts())
def test_a_layout_bears_the_name_of_its_file(name: str) -> None:
    assert packaged_layout(name).id == name


def test_every_framework_has_its_rows_written_by_hand() -> None:
    assert set(ROWS) == set(FRAMEWORKS)


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_the_rows_are_those_of_the_framework_in_its_order(name: str) -> None:
    for rows, wanted in zip(statements(packaged_layout(name)), ROWS[name], strict=True):
        assert [row.label for row in rows] == wanted.splitlines()


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_every_row_has_an_english_name(name: str) -> None:
    """Goodwill is the only word that is the same."""
    for rows in statements(packaged_layout(name)):
        for row in rows:
            assert row.label_en
            assert row.label_en != row.label or row.label == "Goodwill"


@pytest.mark.longer
@pytest.mark.parametrize("name", packaged_layouts())
def test_every_account_of_bas_stands_in_one_row(name: str) -> None:
    classes = ("03456789", "12") if name == "bas" else ("345678", "12")
    for rows, of_part in zip(statements(packaged_layout(name)), classes, strict=True):
        found: list[AccountSpan] = [span for row in rows for span in spans(row.accounts)]
        for number in range(10_000):
            account = f"{number:04}"
            if account != "8999":  # the result itself
                wanted = int(account[0] in of_part)
                assert sum(account in span for span in found) == wanted, account


@pytest.mark.parametrize("name", packaged_layouts())
def test_every_row_is_summed_once_into_one_total_of_each_side(name: str) -> None:
    for rows, totals in zip(
        statements(packaged_layout(name)),
        (["net_result"], ["total_assets", "total_equity_and_liabilities"]),
        strict=True,
    ):
        above: list[str] = []
        summed: list[str] = []
        for row in rows:
            assert set(row.sum) <= set(above), row.key
            summed += row.sum
            above += [] if row.is_heading else [row.key]
        assert len(summed) == len(set(summed))
        assert [key for key in above if key not in summed] == totals


@pytest.mark.parametrize("name", packaged_layouts())
def test_assets_alone_have_debit_as_their_side(name: str) -> None:
    layout = packaged_layout(name)
    for row in (*layout.income_statement, *layout.balance_sheet):
        if row.accounts:
            assert (row.sign == "debit") == row.accounts[0].startswith("1"), row.key


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_what_a_layout_names_is_there(name: str) -> None:
    layout = packaged_layout(name)
    amounts = {
        row.key: row
        for row in (*layout.income_statement, *layout.balance_sheet)
        if not row.is_heading
    }
    overview = (key for _, key in layout.overview.named) if layout.overview else ()
    assert {*overview, *layout.disposition, layout.equity} <= set(amounts)
    assert [row.key for row in amounts.values() if row.result] == ["result"]
    assert {tag for row in amounts.values() for tag in row.tags} <= set(TAGS)


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_no_tag_is_of_two_rows(name: str) -> None:
    layout = packaged_layout(name)
    tags = [tag for row in (*layout.income_statement, *layout.balance_sheet) for tag in row.tags]
    assert len(tags) == len(set(tags))


def test_every_tag_is_of_some_row() -> None:
    """And each stands on the accounts of the statement that its row is in."""
    found = {}
    for name in FRAMEWORKS:
        for rows in statements(packaged_layout(name)):
            for row in rows:
                for tag in row.tags:
                    found[tag] = rows is packaged_layout(name).balance_sheet
    assert set(found) == set(TAGS)
    for tag, is_of_balance in found.items():
        assert all(start.startswith(("1", "2")) == is_of_balance for start in TAGS[tag])


@pytest.mark.parametrize("name", ["k2-ek", "k2-ek-2026", "k3-ek"])
@pytest.mark.parametrize(
    ("account", "label"),
    [
        ("2084", "Förlagsinsatser"),
        ("2085", "Uppskrivningsfond"),
        ("2086", "Reservfond"),
        ("2088", "Fond för yttre underhåll"),
        ("2089", "Fond för utvecklingsutgifter"),
    ],
)
def test_each_fund_of_an_ekonomisk_forening_is_called_what_it_is(
    name: str, account: str, label: str
) -> None:
    """All of them are bundet eget kapital."""
    rows = packaged_layout(name).balance_sheet
    (row,) = [row for row in rows if any(account in span for span in spans(row.accounts))]
    assert (row.label, row.hide_zero) == (label, True)
    assert [x.label for x in rows if row.key in x.sum] == ["Summa bundet eget kapital"]
