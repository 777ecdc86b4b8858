"""The multi-year overview and the changes in equity, by hand."""

from __future__ import annotations

from decimal import Decimal

from sambruk_cli.document.model import Paragraph, Table
from sambruk_cli.report.blocks.equity import equity_changes
from sambruk_cli.report.blocks.overview import moved_much, multi_year
from sambruk_cli.report.build import build_report
from tests.conftest import PROJECT, Changes, MakeWorkspace, findings_in
from tests.report.test_build import report_year
from tests.workspaces import CHAPTER, FILES, edited


def only_table(blocks: list[object]) -> Table:
    (table,) = [b for b in blocks if isinstance(b, Table)]
    return table


def test_the_overview_of_the_example() -> None:
    table = only_table(list(multi_year(report_year(PROJECT, "2007"))))
    assert [column.title for column in table.columns[1:]] == ["2007", "2006"]
    # Solvency: 747 137 / 2 277 639 = 32.8 %, 613 380 / 2 142 722 = 28.6 %.
    assert [row.cells[1:] for row in table.rows] == [
        (3755730, 3439995),
        (-11243, -8694),
        (33, 29),
    ]


def test_equity_from_opening_to_closing() -> None:
    table = only_table(list(equity_changes(report_year(PROJECT, "2007"))))
    assert [column.title for column in table.columns[1:]] == [
        "Inbetalda insatser",
        "Balanserat resultat",
        "Årets resultat",
        "Summa",
    ]
    assert [row.cells for row in table.rows] == [
        ("Ingående balans", 670000, -47112, -9508, 613380),
        ("Föregående års resultat", 0, -9508, 9508, 0),
        ("Inbetalt och övrigt", 145000, 0, 0, 145000),
        ("Årets resultat", 0, 0, -11243, -11243),
        ("Utgående balans", 815000, -56620, -11243, 747137),
    ]
    for column in range(1, 5):
        amounts = [row.cells[column] for row in table.rows]
        assert all(isinstance(amount, Decimal) for amount in amounts)
        assert sum(a for a in amounts[:-1] if isinstance(a, Decimal)) == amounts[-1]


OVERVIEW = """
[layouts.overview]
turnover = "income"
result = "net_result"
equity = "retained"
total = "total_assets"

"""
CHAPTERS = CHAPTER.replace("{{ block.notes }}", "{{ block.multi_year }}\n\n{{ block.notes }}")


def with_overview() -> Changes:
    """Income of 2020 is 500 and of 2021 is 750: half as much again."""
    first_row = "[[layouts.income_statement]]\n"
    statements = FILES["config/statements.toml"].replace(first_row, OVERVIEW + first_row, 1)
    return {
        "config/statements.toml": statements,
        "config/report/2021/01-verksamheten.md": CHAPTERS,
    }


def test_a_turnover_that_moves_more_than_30_per_cent_wants_a_comment(
    make_workspace: MakeWorkspace,
) -> None:
    folder = make_workspace(with_overview())
    assert moved_much(report_year(folder, "2021")) == [("2021", "2020")]
    (finding,) = findings_in(folder)
    assert (finding.code, finding.file) == ("RPT511", "config/association.toml")
    assert "from 2020 to 2021" in finding.message


def test_the_comment_stands_below_the_overview(make_workspace: MakeWorkspace) -> None:
    comment = edited(
        "config/association.toml",
        ('version = "1.0"\n', 'version = "1.0"\noverview_comment = "En ny medlem."\n'),
    )
    folder = make_workspace(with_overview(), comment)
    assert findings_in(folder) == ()
    built, _ = build_report(report_year(folder, "2021"))
    texts = [b.text for c in built.chapters for b in c.blocks if isinstance(b, Paragraph)]
    assert "En ny medlem." in texts
