"""Budgets beside what came of them: reckoned by days as Fava does, absent where there is none."""

from __future__ import annotations

import calendar
import json
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sambruk_cli.books.budgets import planned
from sambruk_cli.books.vouchers import Budget
from tests.conftest import MakeWorkspace, RunCommand, findings_in
from tests.extent import tried
from tests.workspaces import JOURNAL_2021, edited

D = Decimal
BUDGETS = """
2020-01-01 custom "budget" Income:3110-Årsavgifter "yearly" -650.40 SEK
2021-07-01 custom "budget" Expenses:4010-Kostnader "monthly" 20.25 SEK
2021-01-01 custom "budget" Expenses:4010-Kostnader "yearly" 100.00 SEK
  project: "bron"
"""


def statements(sambruk: RunCommand, folder: object, *more: str) -> dict[str, dict[str, str]]:
    result = sambruk("--root", str(folder), "statements", "2021", "-f", "json", *more)
    data = json.loads(result.stdout)
    rows = [*data["income_statement"]["rows"], *data["balance_sheet"]["rows"]]
    found = {row["key"]: row["amounts"] for row in rows}
    for note in data["notes"]:
        found |= {f"note.{row['key']}": row["amounts"] for row in note["rows"]}
    return found


def test_what_is_planned_stands_beside_what_came_of_it(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace({"ledger/2021.beancount": JOURNAL_2021 + BUDGETS})
    assert findings_in(folder) == ()
    rows = statements(sambruk, folder)
    # Fees 700 and other income 50; costs 6 x 20.25 + 100 = 221.50, booked 150.
    assert rows["income"] == {"2021": "750", "budget": "650", "deviation": "100", "2020": "500"}
    assert rows["costs"] == {"2021": "-150", "budget": "-221", "deviation": "71", "2020": "-200"}
    assert rows["net_result"]["budget"] == "429"
    assert rows["net_result"]["deviation"] == "171"
    assert rows["note.fees"]["budget"] == "650"
    assert rows["bank"] == {"2021": "2700", "2020": "2300"}
    exact = statements(sambruk, folder, "--exact")
    assert exact["costs"]["budget"] == "-221.50"
    text = sambruk("--root", str(folder), "statements", "2021").stdout
    assert "Budget" in text
    assert "Avvikelse" in text
    projects = json.loads(sambruk("--root", str(folder), "projects", "2021", "-f", "json").stdout)
    (bron,) = projects["projects"]
    assert (bron["cost"], bron["cost_budget"], bron["deviation"]) == ("150", "100", "-50")


def test_no_budget_no_column(make_workspace: MakeWorkspace, sambruk: RunCommand) -> None:
    ended = '\n2019-01-01 custom "budget" Income:3110-Årsavgifter "yearly" -1.00 SEK\n'
    ended += '2020-01-01 custom "budget" Income:3110-Årsavgifter "yearly" 0.00 SEK\n'
    for journal in (JOURNAL_2021, JOURNAL_2021 + ended):
        folder = make_workspace({"ledger/2021.beancount": journal})
        assert set(statements(sambruk, folder)["income"]) == {"2021", "2020"}


@pytest.mark.parametrize("is_shown", [False, True])
def test_the_annual_report_shows_it_where_the_layout_says_so(
    make_workspace: MakeWorkspace, sambruk: RunCommand, is_shown: bool
) -> None:
    layout = edited("config/statements.toml", ("header_note = 1", "header_note = 1\nbudget = true"))
    changes = layout if is_shown else {}
    folder = make_workspace({"ledger/2021.beancount": JOURNAL_2021 + BUDGETS}, changes)
    for form in ("text", "markdown", "html"):
        shown = sambruk("--root", str(folder), "report", "2021", "-f", form)
        assert shown.returncode == 0
        assert ("Avvikelse" in shown.stdout) == is_shown, form


@pytest.mark.parametrize(
    ("directive", "code", "said"),
    [
        ("Expenses:4020-Annat", "BOK223", "which is not opened"),
        ('Income:3110-Årsavgifter "yearly" 5 SEK\n  project: "x"', "BOK223", 'project "x"'),
        ('Income:3110-Årsavgifter "yearly" 500 SEK', "BOK223", "as if it were a cost"),
        ('Expenses:8999-Årets-resultat "yearly" 5 SEK', "BOK223", "stands in no row"),
        ('Expenses:4010-Kostnader "yearly" 999999999999999999 SEK', "BOK222", "how many kronor"),
        ('Expenses:4010-Kostnader "sometimes" 5 SEK', "BOK222", "how often"),
    ],
)
def test_a_budget_that_cannot_be_shown_is_said(
    make_workspace: MakeWorkspace, directive: str, code: str, said: str
) -> None:
    whole = directive if "SEK" in directive else f'{directive} "yearly" 5 SEK'
    journal = f'{JOURNAL_2021}\n2021-01-01 custom "budget" {whole}\n'
    found = findings_in(make_workspace({"ledger/2021.beancount": journal}))
    assert any(f.code == code and said in f.message for f in found), found
    assert {f.severity.value for f in found} == {"warning"}


def test_two_budgets_from_one_day_are_said(make_workspace: MakeWorkspace) -> None:
    twice = '2021-01-01 custom "budget" Expenses:4010-Kostnader "daily" 1 SEK\n' * 2
    found = findings_in(make_workspace({"ledger/2021.beancount": f"{JOURNAL_2021}\n{twice}"}))
    assert [f.code for f in found] == ["BOK223"]


def of_day(budget: Budget, day: date) -> Fraction:
    """What a budget plans for one day, as Fava's documentation has it."""
    leap = calendar.isleap(day.year)
    quarter = (day.month - 1) // 3
    of_quarter = sum(
        calendar.monthrange(day.year, month)[1] for month in range(quarter * 3 + 1, quarter * 3 + 4)
    )
    length = {
        "daily": 1,
        "weekly": 7,
        "fortnightly": 14,
        "monthly": calendar.monthrange(day.year, day.month)[1],
        "quarterly": of_quarter,
        "yearly": 366 if leap else 365,
    }
    return Fraction(budget.amount) / length[budget.interval]


def is_of_the_year(budget: Budget, first: date) -> bool:
    """Whether a budget by the year begins on the day on which the fiscal year begins."""
    same = (budget.date.month, budget.date.day) == (first.month, first.day)
    return budget.interval == "yearly" and same and first.day == 1


DAYS = st.dates(date(2019, 12, 1), date(2021, 3, 1))
STEPS = st.lists(
    st.builds(
        Budget,
        account=st.sampled_from(["Income:3110-A", "Expenses:4010-B"]),
        date=DAYS,
        interval=st.sampled_from(
            ["daily", "weekly", "fortnightly", "monthly", "quarterly", "yearly"]
        ),
        amount=st.decimals(-9999, 9999, places=2),
        file=st.just(""),
        line=st.just(1),
        project=st.sampled_from([None, "bron"]),
    ),
    max_size=6,
    unique_by=lambda b: (b.account, b.project, b.date),
)


@given(STEPS, DAYS, st.integers(0, 400))
@tried(150)
def test_each_day_bears_its_part(steps: list[Budget], first: date, days: int) -> None:
    last = first + timedelta(days=days)
    found = planned(steps, first, last)
    for chain in {(step.account, step.project) for step in steps}:
        of_chain = sorted(
            (s for s in steps if (s.account, s.project) == chain), key=lambda s: s.date
        )
        total = Fraction(0)
        for offset in range(days + 1):
            day = first + timedelta(days=offset)
            holding = [step for step in of_chain if step.date <= day]
            if holding and is_of_the_year(holding[-1], first):
                year = day.year - ((day.month, day.day) < (first.month, first.day))
                length = date(year + 1, first.month, 1) - date(year, first.month, 1)
                total += Fraction(holding[-1].amount) / length.days
            else:
                total += of_day(holding[-1], day) if holding else 0
        assert abs(Fraction(found.get(chain, D(0))) - total) <= Fraction(1, 200)
