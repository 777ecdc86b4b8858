"""The multi-year overview and the changes in equity, by hand."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from sambruk_cli.document.model import Paragraph, Table
from sambruk_cli.report.blocks.equity import equity_changes
from sambruk_cli.report.blocks.overview import moved_much, multi_year
from sambruk_cli.report.build import build_report
from tests.conftest import Changes, MakeWorkspace, findings_in
from tests.report.years import example_year, report_year
from tests.workspaces import CHAPTER, FILES, edited


def only_table(blocks: list[object]) -> Table:
    (table,) = [b for b in blocks if isinstance(b, Table)]
    return table


def test_the_overview_of_the_example() -> None:
    table = only_table(list(multi_year(example_year())))
    assert [column.title for column in table.columns[1:]] == ["2007", "2006"]
    # Solvency: 747 137 / 2 277 639 = 32.8 %, 613 380 / 2 142 722 = 28.6 %.
    assert [row.cells[1:] for row in table.rows] == [
        (3755730, 3439995),
        (-11243, -8694),
        (33, 29),
    ]


def test_equity_from_opening_to_closing() -> None:
    table = only_table(list(equity_changes(example_year())))
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


EQUITY = (
    'disposition = ["retained", "result"]\n',
    'disposition = ["retained", "result"]\nequity = "total_equity"\n',
)
EQUITY_ROW = (
    '[[layouts.balance_sheet]]\nkey = "liabilities"',
    '[[layouts.balance_sheet]]\nkey = "total_equity"\nlabel = "Summa"\n'
    'sum = ["retained", "contributions", "result"]\n\n'
    '[[layouts.balance_sheet]]\nkey = "liabilities"',
)
OF_ALL = (
    'sum = ["retained", "contributions", "result", "liabilities"]',
    'sum = ["total_equity", "liabilities"]',
)


def equity_rows(folder: Path, label: str) -> list[tuple[object, ...]]:
    blocks = equity_changes(report_year(folder, label))
    return [row.cells for row in only_table(list(blocks)).rows]


def test_the_first_year_of_the_books_begins_with_what_they_open_with(
    make_workspace: MakeWorkspace,
) -> None:
    folder = make_workspace(edited("config/statements.toml", EQUITY, EQUITY_ROW, OF_ALL))
    assert findings_in(folder) == ()
    assert equity_rows(folder, "2020") == [
        ("Ingående balans", 500, 1500, 0, 2000),
        ("Årets resultat", 0, 0, 300, 300),
        ("Utgående balans", 500, 1500, 300, 2300),
    ]
    assert equity_rows(folder, "2021") == [
        ("Ingående balans", 500, 1500, 300, 2300),
        ("Föregående års resultat", 300, 0, -300, 0),
        ("Inbetalt och övrigt", 0, 500, 0, 500),
        ("Årets resultat", 0, 0, 600, 600),
        ("Utgående balans", 800, 2000, 600, 3400),
    ]


def test_a_result_that_no_meeting_has_disposed_of_stays_where_it_was(
    make_workspace: MakeWorkspace,
) -> None:
    journal = FILES["ledger/2021.beancount"]
    start, end = journal.index("2021-04-01"), journal.index("2021-05-10")
    folder = make_workspace(
        edited("config/statements.toml", EQUITY, EQUITY_ROW, OF_ALL),
        {"ledger/2021.beancount": journal[:start] + journal[end:].replace('"A', '"B')},
    )
    assert equity_rows(folder, "2021")[1:] == [
        ("Inbetalt och övrigt", 0, 500, 0, 500),
        ("Årets resultat", 0, 0, 600, 600),
        ("Utgående balans", 500, 2000, 900, 3400),
    ]


def test_what_rounding_needs_is_no_payment(make_workspace: MakeWorkspace) -> None:
    """Retained 500.40 and a result of 300.40 make 800.80, which prints as a krona more."""
    first = FILES["ledger/2020.beancount"]
    for old, new in (
        ("-1500.00", "-1499.60"),
        ("-500.00 SEK\n\n", "-500.40 SEK\n\n"),
        ("200.00 SEK", "199.60 SEK"),
        ("300.00 SEK", "300.40 SEK"),
    ):
        first = first.replace(old, new)
    second = FILES["ledger/2021.beancount"].replace("300.00 SEK", "300.40 SEK")
    second = second.replace("50.00 SEK", "50.40 SEK").replace("150.40", "150.00")
    folder = make_workspace(
        edited("config/statements.toml", EQUITY, EQUITY_ROW, OF_ALL),
        {"ledger/2020.beancount": first, "ledger/2021.beancount": second},
    )
    assert findings_in(folder) == ()
    assert equity_rows(folder, "2021") == [
        ("Ingående balans", 500, 1500, 300, 2300),
        ("Föregående års resultat", 300, 0, -300, 0),
        ("Inbetalt och övrigt", 0, 500, 0, 500),
        ("Årets resultat", 0, 0, 600, 600),
        ("Avrundning", 1, 0, 0, 1),
        ("Utgående balans", 801, 2000, 600, 3401),
    ]
