"""When what came of a grant is found: days and amounts worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from tests.checks.cases.case import LEDGER, both
from tests.checks.cases.grants import grant, of_grant
from tests.conftest import MakeWorkspace, findings_in
from tests.grants.association import GRANTS, association

FILE = "config/grants.toml"


@pytest.mark.parametrize(
    "key",
    [
        "to = 2021-12-31",
        "report_due = 2021-12-31",
        "instalments = [{ amount = 1, expected = 2021-12-31 }]",
    ],
)
def test_what_is_still_to_come_may_be_used_until_its_last_day(
    key: str, make_workspace: MakeWorkspace
) -> None:
    folder = make_workspace(both(grant("amount = 150", key), of_grant(100, 150)))
    for day, codes in ((date(2021, 12, 31), []), (date(2022, 1, 1), ["BOK280"])):
        found = [item.code for item in findings_in(folder, today=day)]
        assert [code for code in found if code == "BOK280"] == codes, day


def test_income_is_held_against_use_once_the_year_is_over(make_workspace: MakeWorkspace) -> None:
    keys = ("from = 2021-07-01", 'repays = "unused"', 'liability = ["2440"]')
    folder = make_workspace(both(grant(*keys), of_grant(100, 60)))
    for day, codes in ((date(2021, 12, 31), []), (date(2022, 1, 1), ["BOK283"])):
        found = [item.code for item in findings_in(folder, today=day)]
        assert [code for code in found if code == "BOK283"] == codes, day


def test_a_cost_outside_the_period_is_found_on_its_own_line(make_workspace: MakeWorkspace) -> None:
    # Income and cost of the grant in one voucher, before the period of use.
    folder = make_workspace(both(grant("from = 2021-09-01"), of_grant(100, 60)))
    (item,) = [item for item in findings_in(folder) if item.code == "BOK282"]
    lines = (folder / LEDGER).read_text().splitlines()
    assert lines[(item.line or 0) - 1].strip() == "Expenses:4010-Kostnader 60.00 SEK"


def test_what_is_claimed_is_found_and_not_what_is_unused(make_workspace: MakeWorkspace) -> None:
    claimed = {FILE: GRANTS.replace('repays = "unused"', "repay_amount = 300")}
    folder = make_workspace({**association(), **claimed})
    found = findings_in(folder, today=date(2022, 3, 1))
    # 300 claimed, of which 220 have been paid; 180 are unused.
    (item,) = [item for item in found if item.code == "BOK281"]
    assert dict(item.said.values)["amount"] == 80


def test_what_is_paid_back_later_has_not_been_paid_today(make_workspace: MakeWorkspace) -> None:
    early = {FILE: GRANTS.replace("repay_due = 2022-01-31", "repay_due = 2021-12-01")}
    folder = make_workspace({**association(), **early})
    for day, amount in ((date(2021, 12, 10), 400), (date(2021, 12, 20), 150)):
        (item,) = [i for i in findings_in(folder, today=day) if i.code == "BOK281"]
        assert dict(item.said.values)["amount"] == amount
