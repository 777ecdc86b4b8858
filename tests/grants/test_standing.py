"""What came of a grant: figures worked out by hand, and by the sums that the books keep."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from sambruk_cli.grants.movements import movements_of
from sambruk_cli.grants.standing import GrantStanding, standing_on
from sambruk_cli.session import Session
from sambruk_cli.workspace import Workspace
from tests.conftest import MakeWorkspace, findings_in
from tests.grants.association import GRANTS, association
from tests.sessions import read_checked

D = Decimal
FILE = "config/grants.toml"


@pytest.fixture
def session(make_workspace: MakeWorkspace) -> Session:
    return read_checked(Workspace(make_workspace(association())), cache=False)


def standing(session: Session, grant_id: str, day: str) -> GrantStanding:
    grant = session.register.grants_file.grant(grant_id)
    assert grant is not None
    movements = movements_of(session.books, session.register.grants)
    return standing_on(grant, movements[grant_id], date.fromisoformat(day))


# Of "unga": received, repaid, used, taken to income, unused, to be paid back, still outstanding.
BY_DAY: dict[str, tuple[int | Decimal | None, ...]] = {
    "2020-04-14": (0, 0, 0, 0, 0, None, 1600),
    "2020-04-15": (1000, 0, 0, 0, 1000, None, 600),
    "2020-12-31": (1000, 0, 200, 200, 800, None, 600),
    "2021-03-10": (1000, 0, 200, 200, 800, None, 600),  # claimed, not paid
    "2021-04-10": (1500, 0, 200, 200, 1300, None, 100),
    "2021-09-01": (1500, 0, 1200, 200, 300, None, 100),
    "2021-10-30": (1500, 0, 1100, 200, 400, None, 100),
    "2021-10-31": (1500, 0, 1100, 1100, 400, 400, 100),  # the period of use is over
    "2021-12-20": (1500, 250, 1100, 1100, 150, 150, 100),
    "2021-12-31": (1500, 220, 1100, 1100, 180, 180, 100),  # 30 came back
}


@pytest.mark.parametrize("day", BY_DAY)
def test_a_grant_stands_as_worked_out_by_hand(session: Session, day: str) -> None:
    found = standing(session, "unga", day)
    figures: tuple[int | Decimal | None, ...] = (
        found.received,
        found.repaid,
        found.used,
        found.taken,
        found.unused,
        found.to_repay,
        found.outstanding,
    )
    assert figures == BY_DAY[day]
    assert found.overspent == found.outside == 0


def test_what_is_used_beyond_a_gift_is_said_apart_and_late_costs_are_not_counted(
    session: Session,
) -> None:
    found = standing(session, "gava", "2021-12-31")
    assert (found.received, found.used, found.outside) == (D(300), D(400), D(40))
    assert (found.unused, found.overspent) == (D(0), D(100))
    assert found.to_repay is None  # the register does not say
    assert found.outstanding is None  # nor what was decided


def test_money_is_what_the_accounts_of_a_grant_stand_at_with_what_was_taken(
    session: Session,
) -> None:
    """By sums that the books keep: all that is on the three kinds of account is money kept."""
    for year, day in (("2020", "2020-12-31"), ("2021", "2021-12-31")):
        found, last = standing(session, "unga", day), date.fromisoformat(day)
        on = session.books.total(accounts=("3190", "2971", "1590"), grant="unga", last=last)
        assert found.kept == -on, year
        assert found.used == session.books.total(accounts=("4010",), grant="unga", last=last)


@pytest.mark.parametrize(
    ("keys", "to_repay"),
    [
        ('repays = "all"', None),  # whether the condition is met is not known
        ('repays = "all"\ncondition_met = false', 1280),  # 1500 - 220
        ('repays = "all"\ncondition_met = true', 0),
        ("", None),
        ('repays = "unused"\npartial = true', None),
        ("repay_amount = 300", 80),  # of 300 claimed 220 are paid
        ("repay_amount = 100", 0),
    ],
)
def test_what_is_to_be_paid_back_is_what_the_register_says(
    make_workspace: MakeWorkspace, keys: str, to_repay: int | None
) -> None:
    changed = {FILE: GRANTS.replace('repays = "unused"', keys)}
    folder = make_workspace({**association(), **changed})
    session = read_checked(Workspace(folder), cache=False)
    found = standing(session, "unga", "2021-12-31")
    assert found.to_repay == to_repay
    assert found.unused == (None if "partial" in keys else 180)


def test_the_findings_are_of_what_is_left_and_what_was_overspent(
    make_workspace: MakeWorkspace,
) -> None:
    folder = make_workspace(association())
    found = findings_in(folder, today=date(2022, 3, 1))
    assert [(f.code, f.line) for f in found] == [("BOK281", 15), ("BOK280", 23)]
    assert dict(found[0].said.values)["amount"] == 180
    (overspent,) = findings_in(folder, today=date(2022, 1, 31))
    assert dict(overspent.said.values)["kept"] == 300


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("amount = 1600", "amount = 0", "must be above nought"),
        ("amount = 1600", "amount = 1599.99", "sum to more than amount"),
        ("{ amount = 600 }", "{ amount = -600 }", "must have amounts above nought"),
        ("to = 2021-10-31", "to = 2020-03-31", "must not be before from"),
        ("repay_due = 2022-01-31", "repay_due = 2020-03-01", "must not be before the grant"),
        ('project = "bron"\n', "", 'must not be "project" where project is not stated'),
        ('postings = "project"', 'postings = "accounts"', "where income and costs are not"),
        ("condition_due = 2021-10-31", "condition_due = 2020-03-14", "must not be before decided"),
        ("expected = 2020-04-10", "expected = 2020-03-14", "must not be before decided"),
        ('kind = "purpose"', 'kind = "gift"', 'cannot be "gift"'),
        ('income = ["3190"]\nliability', 'income = ["319"]\nliability', "must be an account"),
        (
            'decision = "2020:14"',
            'project = "bron"\npostings = "project"',
            'must not take the postings of the project "bron" twice',
        ),
        ('decision = "2020:14"', 'decided_at = "2020:14"', 'unknown key "decided_at"'),
    ],
)
def test_what_cannot_be_is_refused_with_its_line(
    make_workspace: MakeWorkspace, old: str, new: str, says: str
) -> None:
    assert GRANTS.count(old) == 1
    folder = make_workspace({**association(), FILE: GRANTS.replace(old, new)})
    found = [item for item in findings_in(folder) if item.file == FILE]
    assert found[0].code in {"REG101", "REG102"}
    assert says in found[0].message
    assert found[0].line is not None
    assert all(item.message != item.said.text("sv") for item in found)
