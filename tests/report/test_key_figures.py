"""Figures of other years: by the layout of the year printed, as stated, or not at all."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from sambruk_cli.document.model import Chart, Paragraph, Table
from sambruk_cli.report.blocks.charts import equity_chart, members_chart
from sambruk_cli.report.blocks.overview import multi_year
from tests.checks.cases.case import ASSOCIATION, both
from tests.checks.cases.changes import OLD_YEAR, OVERVIEW, TWO_LAYOUTS
from tests.conftest import Changes, MakeWorkspace, findings_in
from tests.report.years import report_year
from tests.workspaces import FILES, edited

# A year before the books, which the opening balance of 2019-12-31 ends.
YEAR_BEFORE = (
    '[[fiscal_years]]\nlabel = "2020"',
    '[[fiscal_years]]\nlabel = "2019"\nstart = 2019-01-01\nend = 2019-12-31\n\n'
    '[[fiscal_years]]\nlabel = "2020"',
)
STATED = (
    '[[key_figures]]\nyear = "2019"\nsource = "Årsredovisning 2019"\n'
    "turnover = 480\nresult = -20\nequity = 1990\ntotal = 4000\n\n[[reports]]"
)


def rows_of(blocks: Sequence[object]) -> list[tuple[object, ...]]:
    (table,) = [block for block in blocks if isinstance(block, Table)]
    return [tuple(c.title for c in table.columns), *(row.cells for row in table.rows)]


def bars_of(blocks: Sequence[object]) -> dict[str, list[int]]:
    (chart,) = [block for block in blocks if isinstance(block, Chart)]
    return {bar.label: [int(value) for value in bar.values] for bar in chart.bars}


def with_overview_of_both() -> Changes:
    """The layout of 2021 calls the income "sales"; that of 2020 has no such row."""
    statements = "config/statements.toml"
    changed: Changes = dict(TWO_LAYOUTS)
    old, _, new = str(changed[statements]).partition('[[layouts]]\nid = "ny"')
    new = new.replace('"income"', '"sales"').replace(
        "header_note = 1",
        'header_note = 1\noverview = { turnover = "sales", result = "net_result", '
        'equity = "retained", total = "total_assets" }',
    )
    changed[statements] = old + '[[layouts]]\nid = "ny"' + new
    return changed


def test_an_earlier_year_is_computed_by_the_layout_that_is_printed(
    make_workspace: MakeWorkspace,
) -> None:
    year = report_year(make_workspace(with_overview_of_both()), "2021")
    # 2020: retained 500 of 2300 in the bank; 2021: 800 of 2700 and 700 receivable.
    assert rows_of(multi_year(year)) == [
        ("Flerårsöversikt", "2021", "2020"),
        ("Nettoomsättning, kr", 750, 500),
        ("Resultat efter finansiella poster, kr", 600, 300),
        ("Soliditet, %", 24, 22),
    ]
    assert bars_of(equity_chart(year)) == {"2020": [500], "2021": [800]}


def test_a_year_whose_accounts_the_layout_does_not_hold_has_no_figures(
    make_workspace: MakeWorkspace,
) -> None:
    year = report_year(make_workspace(OLD_YEAR), "2021")
    assert bars_of(equity_chart(year)) == {"2020": [500], "2021": [800]}


@pytest.mark.longer
def test_a_declared_year_prints_what_the_register_states_and_where_it_stands(
    make_workspace: MakeWorkspace,
) -> None:
    association = edited(ASSOCIATION, YEAR_BEFORE, ("[[reports]]", STATED))
    comment = 'version = "1.0"\noverview_comment = "Fler."\n'
    association = {ASSOCIATION: str(association[ASSOCIATION]).replace('version = "1.0"\n', comment)}
    folder = make_workspace(both(OVERVIEW, association))
    assert findings_in(folder) == ()
    blocks = multi_year(report_year(folder, "2021"))
    assert rows_of(blocks) == [
        ("Flerårsöversikt", "2021", "2020", "2019"),
        ("Nettoomsättning, kr", 750, 500, 480),
        ("Resultat efter finansiella poster, kr", 600, 300, -20),
        ("Soliditet, %", 24, 22, 50),  # 1990 of 4000 is 49.75 per cent
    ]
    texts = [block.text for block in blocks if isinstance(block, Paragraph)]
    assert texts == ["Uppgifterna för 2019 är hämtade ur: Årsredovisning 2019", "Fler."]


@pytest.mark.longer
def test_a_declared_year_without_figures_prints_nothing(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace(edited(ASSOCIATION, YEAR_BEFORE), OVERVIEW)
    assert [finding.code for finding in findings_in(folder)] == ["RPT511"]  # 500 to 750
    assert rows_of(multi_year(report_year(folder, "2021")))[0][1:] == ("2021", "2020")
    year = report_year(folder, "2020")
    assert year.statements.comparative is None
    # All but Lillby, which joined in 2021, were members in 2019 too.
    assert bars_of(members_chart(year)) == {
        "Organisationer": [1, 1],
        "Färre än 10 000 invånare": [0, 0],
        "10 000 invånare och fler": [1, 1],
    }


def test_members_without_a_tier_are_counted_on_their_own(make_workspace: MakeWorkspace) -> None:
    members = FILES["config/members.toml"].replace(
        "date = 2020-12-31\nvalue", "date = 2021-12-31\nvalue"
    )
    nobody = members.replace("joined = 2021-05-10\n", "")
    year = report_year(make_workspace({"config/members.toml": nobody}), "2021")
    assert bars_of(members_chart(year))["Okänd nivå"] == [0, 1]


def test_an_opening_balance_after_vouchers_is_still_an_error(make_workspace: MakeWorkspace) -> None:
    later = '\n2021-12-31 * "Ingående balans"\n  opening: TRUE\n  Assets:1930-Bank 0.00 SEK\n'
    journal = FILES["ledger/2021.beancount"] + later
    folder = make_workspace({"ledger/2021.beancount": journal})
    assert "BOK210" in [finding.code for finding in findings_in(folder)]
