"""The multi-year overview and the changes in equity, by hand."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from sambruk_cli.document.figures import cell_text
from sambruk_cli.document.model import Column, Paragraph, Table
from sambruk_cli.report.blocks.equity import equity_changes
from sambruk_cli.report.blocks.overview import moved_much, multi_year
from sambruk_cli.report.build import build_report
from tests.conftest import Changes, MakeWorkspace, RunCommand, findings_in
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


def with_overview(framework: str = "K2") -> Changes:
    """Income of 2020 is 500 and of 2021 is 750: half as much again."""
    first_row = "[[layouts.income_statement]]\n"
    statements = FILES["config/statements.toml"].replace(first_row, OVERVIEW + first_row, 1)
    statements = statements.replace('framework = "K1"', f'framework = "{framework}"')
    return {
        "config/statements.toml": statements,
        "config/report/2021/01-verksamheten.md": CHAPTERS,
    }


@pytest.mark.longer
def test_a_turnover_that_moves_more_than_30_per_cent_wants_a_comment(
    make_workspace: MakeWorkspace,
) -> None:
    folder = make_workspace(with_overview())
    assert moved_much(report_year(folder, "2021")) == [("2021", "2020")]
    (finding,) = findings_in(folder)
    assert (finding.code, finding.file) == ("RPT511", "config/association.toml")
    assert "from 2020 to 2021" in finding.message


@pytest.mark.parametrize(
    ("layout", "codes"),
    [("k2", ["RPT511"]), ("k3", []), ("k3-function", []), ("arsbokslut", [])],
)
def test_only_k2_wants_the_comment(
    make_workspace: MakeWorkspace, layout: str, codes: list[str]
) -> None:
    folder = make_workspace(
        with_overview(),
        {"config/statements.toml": f'layout = "{layout}"\n'},
    )
    assert [f.code for f in findings_in(folder) if f.code == "RPT511"] == codes


@pytest.mark.parametrize(
    ("framework", "codes"),
    [
        ("BFNAR 2016:10 (K2)", ["RPT511"]),
        ("Årsredovisningslagen", ["RPT511"]),
        ("K1", []),
        ("BFNAR 2017:3, årsbokslut", []),
        ("förenklat årsbokslut", []),
        ("BFNAR 2012:1 (k3)", []),
    ],
)
def test_what_a_layout_of_ones_own_says_of_its_framework_is_believed(
    make_workspace: MakeWorkspace, framework: str, codes: list[str]
) -> None:
    folder = make_workspace(with_overview(framework))
    assert [f.code for f in findings_in(folder) if f.code == "RPT511"] == codes


@pytest.mark.parametrize(
    ("layout", "missing", "law"),
    [
        ("k1", ["block.signatures"], "BFNAR 2010:1"),
        ("arsbokslut", ["block.notes", "block.signatures"], "BFL 6:4"),
        ("k2", ["block.notes", "block.signatures"], "ÅRL 2:1"),
    ],
)
def test_notes_are_voluntary_by_k1_and_what_is_missing_cites_its_framework(
    make_workspace: MakeWorkspace, layout: str, missing: list[str], law: str
) -> None:
    chapter = CHAPTER
    for name in ("notes", "signatures"):
        chapter = chapter.replace(f"{{{{ block.{name} }}}}\n", "")
    folder = make_workspace(
        {
            "config/statements.toml": f'layout = "{layout}"\n',
            "config/report/2021/01-verksamheten.md": chapter,
        }
    )
    found = [f for f in findings_in(folder) if f.code == "RPT505"]
    assert [next(name for name in missing if name in f.message) for f in found] == missing
    assert all(law in (f.hint or "") for f in found)


@pytest.mark.longer
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


@pytest.mark.longer
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


OWN = """
[[layouts.overview.figures]]
key = "liquidity"
label = "Likviditet, %"
row = "bank"
of = "receivables"
decimals = 1

[[layouts.overview.figures]]
key = "per_member"
label = "Intäkt per medlem, kr"
row = "income"
per = "members.total"
decimals = 2

[[layouts.overview.figures]]
key = "members"
label = "Antal medlemmar"
value = "members.total"

[[layouts.overview.figures]]
key = "meetings"
label = "Sammanträden"
label_en = "Meetings"
fact = "meetings"

"""
STATED = edited(
    "config/association.toml",
    (
        '[[fiscal_years]]\nlabel = "2020"',
        '[[fiscal_years]]\nlabel = "2019"\nstart = 2019-01-01\nend = 2019-12-31\nclosed = true\n\n'
        '[[fiscal_years]]\nlabel = "2020"',
    ),
    (
        "[[reports]]",
        '[[key_figures]]\nyear = "2019"\nsource = "Årsredovisning 2019"\nsolvency = 40.25\n'
        "figures = { members = 7, liquidity = 131.50 }\n\n[[reports]]",
    ),
    ('version = "1.0"\n', 'version = "1.0"\noverview_comment = "En ny medlem."\n'),
)
FACTS = '[[facts]]\nid = "meetings"\nvalue = 6\nsource = "Protokollen"\n'


def own(text: str = OWN) -> Changes:
    changed = with_overview()
    layout = str(changed["config/statements.toml"])
    layout = layout.replace(
        'total = "total_assets"\n', f'total = "total_assets"\ndecimals = 1\n{text}', 1
    )
    return {**changed, "config/statements.toml": layout}


def test_figures_of_its_own_have_their_decimals_and_are_empty_where_nothing_gives_them(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace(own(), STATED, {"config/report/2021/facts.toml": FACTS})
    assert findings_in(folder) == ()
    year = report_year(folder, "2021")
    rows = {str(r.cells[0]): r.cells[1:] for r in only_table(list(multi_year(year))).rows}
    shown = {
        label: [cell and cell_text(cell, Column("", "amount"), "sv") for cell in cells]
        for label, cells in rows.items()
    }
    # Bank 2 700 of receivables 700; in 2020 nobody owes anything. One of three members is new.
    assert shown["Likviditet, %"] == ["385,7", None, "131,50"]
    assert shown["Intäkt per medlem, kr"] == ["250,00", "250,00", None]
    assert shown["Antal medlemmar"] == ["3", "2", "7"]
    assert shown["Sammanträden"] == ["6", None, None]
    assert shown["Soliditet, %"] == ["23,5", "21,7", "40,3"]  # 800 of 3 400, 500 of 2 300
    built, _ = build_report(year)
    texts = [b.text for c in built.chapters for b in c.blocks if isinstance(b, Paragraph)]
    assert "Uppgifterna för 2019 är hämtade ur: Årsredovisning 2019" in texts
    for form in ("text", "markdown", "html"):
        assert "385,7" in sambruk("--root", folder, "report", "2021", "-f", form).stdout
    for form in ("pdf", "docx", "xlsx"):
        done = sambruk("--root", folder, "report", "2021", "-o", folder / f"r.{form}")
        assert done.returncode == 0, done.stderr


def test_each_figure_is_an_item_of_the_tie_out(make_workspace: MakeWorkspace) -> None:
    published = 'source = "Årsredovisning 2021"\n' + "".join(
        f'[[figures]]\nitem = "overview.{item}"\nyear = "{year}"\nvalue = {value}\n'
        for item, year, value in (
            ("turnover", 2020, 500),
            ("solvency", 2021, "23.5"),
            ("liquidity", 2021, "385.7"),
            ("liquidity", 2019, "131.5"),
            ("members", 2021, 4),
            ("meetings", 2020, 5),
        )
    )
    folder = make_workspace(
        own(),
        STATED,
        {"config/report/2021/facts.toml": FACTS, "config/published/2021.toml": published},
    )
    said = [(f.code, f.message) for f in findings_in(folder)]
    assert said == [
        ("RPT501", "overview.members 2021: published 4, computed 3, difference 1"),
        ("RPT502", "nothing computed is called overview.meetings for 2020"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        ('value = "members.total"', 'value = "members.totl"', "STM308", 'counts "members.totl"'),
        ('of = "receivables"', 'of = "recievables"', "STM308", 'overview names "recievables"'),
        ('key = "members"', 'key = "turnover"', "STM308", 'the key "turnover"'),
        ('key = "members"', 'key = "member"', "RPT515", "the key figure members is stated"),
        (
            'fact = "meetings"',
            'fact = "meetings"\nvalue = "members.total"',
            "REG102",
            "one of them",
        ),
    ],
)
def test_a_figure_that_cannot_be_shown_is_said(
    make_workspace: MakeWorkspace, old: str, new: str, code: str, said: str
) -> None:
    assert OWN.count(old) == 1
    found = findings_in(make_workspace(own(OWN.replace(old, new)), STATED))
    assert any(f.code == code and said in f.message for f in found), found
