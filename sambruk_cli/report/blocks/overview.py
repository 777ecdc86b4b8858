"""The multi-year overview (flerårsöversikt): what the year looks like beside those before it."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from sambruk_cli.document.model import Column, Paragraph, Row, Table
from sambruk_cli.language import pick
from sambruk_cli.messages import say
from sambruk_cli.report.blocks.builder import Blocks
from sambruk_cli.report.key_figures import YEARS, KeyFigures, key_figures
from sambruk_cli.report.year import ReportYear

MUCH = Decimal("0.3")  # a turnover that moves more than this is commented on


def multi_year(year: ReportYear) -> Blocks:
    """Net turnover, result after financial items and solvency, with a comment where one is due."""
    language = year.language
    overview = year.layout.overview
    if overview is None:
        return []
    shown = _shown(year)
    turnover = say(language, "Net turnover, SEK")
    result = say(language, "Result after financial items, SEK")
    solvency = say(language, "Solvency, %")
    rows = (
        Row((turnover, *(each.turnover for each in shown))),
        Row((result, *(each.result for each in shown))),
        Row((solvency, *(each.solvency for each in shown))),
        *(
            Row(
                (
                    pick(language, figure.label, figure.label_en),
                    *(each.own.get(figure.key) for each in shown),
                )
            )
            for figure in overview.figures
        ),
    )
    title = say(language, "Multi-year overview")
    columns = (Column(title), *(Column(each.label, "amount") for each in shown))
    blocks: Blocks = [Table("multi_year", columns, rows, title)]
    blocks += [
        Paragraph.of(
            say(
                language,
                "The figures for {year} are taken from: {source}",
                year=each.label,
                source=each.source,
            )
        )
        for each in shown
        if each.source
    ]
    if year.details and year.details.overview_comment:
        blocks.append(Paragraph.of(year.details.overview_comment))
    return blocks


def moved_much(year: ReportYear) -> list[tuple[str, str]]:
    """Pairs of years, the later first, between which the turnover moved more than 30 %."""
    if year.layout.overview is None:
        return []
    return [
        (later.label, earlier.label)
        for later, earlier in pairwise(_shown(year))
        if later.turnover is not None
        and earlier.turnover is not None
        and abs(later.turnover - earlier.turnover) > MUCH * abs(earlier.turnover)
    ]


def _shown(year: ReportYear) -> list[KeyFigures]:
    return key_figures(year, YEARS)
