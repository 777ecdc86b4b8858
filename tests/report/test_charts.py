"""Charts: the figures of the notes, and all of them in words."""

from __future__ import annotations

from sambruk_cli.document.model import Chart
from sambruk_cli.render.lines import as_text
from sambruk_cli.render.text import block_lines
from sambruk_cli.report.blocks.charts import equity_chart, members_chart, note_chart
from tests.report.years import example_year


def test_members_by_tier() -> None:
    (chart,) = members_chart(example_year())
    assert isinstance(chart, Chart)
    assert chart.series == ("2007", "2006")
    values = [[int(value) for value in bar.values] for bar in chart.bars]
    assert values == [[4, 4], [15, 16], [50, 36], [10, 10]]
    assert "10 000–100 000 invånare 50 2007, 36 2006" in chart.alt.replace("\xa0", " ")


def test_equity_is_oldest_first() -> None:
    (chart,) = equity_chart(example_year())
    assert isinstance(chart, Chart)
    assert [bar.label for bar in chart.bars] == ["2006", "2007"]
    assert [[int(value) for value in bar.values] for bar in chart.bars] == [[613380], [747137]]


def test_rows_without_an_amount_are_left_out_of_a_chart() -> None:
    year = example_year()
    note = year.statements.note(2)
    assert note is not None
    (chart,) = note_chart(year, note)
    assert isinstance(chart, Chart)
    assert [bar.label for bar in chart.bars] == [
        "Medlemsavgifter",
        "Bidrag från VINNOVA",
        "Övriga verksamhetsintäkter",
    ]


def test_bars_of_text_are_in_proportion() -> None:
    (chart,) = members_chart(example_year())
    lines = as_text(block_lines([chart], "sv")).splitlines()
    lengths = [line.count("█") for line in lines[2:]]
    longest = max(lengths)
    assert lengths[4] == longest  # fifty in the middle tier
    for length, count in zip(lengths, (4, 4, 15, 16, 50, 36, 10, 10), strict=True):
        assert abs(length - longest * count / 50) < 1
