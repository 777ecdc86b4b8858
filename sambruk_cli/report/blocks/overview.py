"""The multi-year overview (flerårsöversikt): what the year looks like beside those before it."""

from __future__ import annotations

from decimal import Decimal
from itertools import islice, pairwise

from sambruk_cli.document.model import Column, Paragraph, Row, Table
from sambruk_cli.messages import say
from sambruk_cli.money import ZERO, round_half_up
from sambruk_cli.report.blocks.builder import Blocks
from sambruk_cli.report.year import ReportYear

YEARS = 4  # this one and three before (K2, BFNAR 2016:10 p. 5.5)
MUCH = Decimal("0.3")  # a turnover that moves more than this is commented on


def multi_year(year: ReportYear) -> Blocks:
    """Net turnover, result after financial items and solvency, with a comment where one is due."""
    keys, language = year.layout.overview, year.language
    if keys is None:
        return []
    shown = _shown(year)
    turnover = say(language, "Net turnover, SEK")
    result = say(language, "Result after financial items, SEK")
    solvency = say(language, "Solvency, %")
    rows = (
        Row((turnover, *(each.printed(keys.turnover) for each in shown))),
        Row((result, *(each.printed(keys.result) for each in shown))),
        Row((solvency, *(_share(each, keys.equity, keys.total) for each in shown))),
    )
    title = say(language, "Multi-year overview")
    columns = (Column(title), *(Column(each.label, "amount") for each in shown))
    blocks: Blocks = [Table("multi_year", columns, rows, title)]
    if year.details and year.details.overview_comment:
        blocks.append(Paragraph.of(year.details.overview_comment))
    return blocks


def moved_much(year: ReportYear) -> list[tuple[str, str]]:
    """Pairs of years, the later first, between which the turnover moved more than 30 %."""
    keys = year.layout.overview
    if keys is None:
        return []
    turnovers = [(each.label, each.printed(keys.turnover)) for each in _shown(year)]
    return [
        (later, earlier)
        for (later, now), (earlier, then) in pairwise(turnovers)
        if abs(now - then) > MUCH * abs(then)
    ]


def _shown(year: ReportYear) -> list[ReportYear]:
    return list(islice(year.back(), YEARS))


def _share(year: ReportYear, part: str, whole: str) -> Decimal:
    """One row of the statements in per cent of another, nought where that is nought."""
    total = year.printed(whole)
    return round_half_up(year.printed(part) * 100 / total if total else ZERO)
