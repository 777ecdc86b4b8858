"""The layouts that come with the program."""

from __future__ import annotations

import pytest

from sambruk_cli.register.layout import AccountSpan, spans
from sambruk_cli.register.layouts import packaged_layout, packaged_layouts


def test_there_is_one_for_the_whole_of_bas() -> None:
    assert "bas" in packaged_layouts()


@pytest.mark.parametrize("name", packaged_layouts())
def test_a_layout_bears_the_name_of_its_file(name: str) -> None:
    assert packaged_layout(name).id == name


def test_every_account_of_bas_stands_in_one_row() -> None:
    layout = packaged_layout("bas")
    for rows, classes in ((layout.income_statement, "03456789"), (layout.balance_sheet, "12")):
        found: list[AccountSpan] = [span for row in rows for span in spans(row.accounts)]
        for number in range(10_000):
            account = f"{number:04}"
            if account[0] in classes and account != "8999":  # the result itself
                assert sum(account in span for span in found) == 1, account


def test_every_row_of_a_sum_is_there() -> None:
    layout = packaged_layout("bas")
    for rows in (layout.income_statement, layout.balance_sheet):
        keys = [row.key for row in rows]
        for place, row in enumerate(rows):
            assert set(row.sum) <= set(keys[:place]), row.key
