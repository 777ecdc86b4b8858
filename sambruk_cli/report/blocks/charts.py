"""Charts for what people would rather look at than read, each with its figures in words."""

from __future__ import annotations

from decimal import Decimal

from sambruk_cli.document.figures import bar_text
from sambruk_cli.document.model import Bar, Chart
from sambruk_cli.language import Language, pick
from sambruk_cli.messages import say
from sambruk_cli.report.blocks.builder import Blocks
from sambruk_cli.report.year import ReportYear
from sambruk_cli.statements.model import Note


def note_chart(year: ReportYear, note: Note) -> Blocks:
    """The rows of a note as bars, this year beside the one before: income by source, say."""
    labels = [shown.label for shown in year.statements.years]
    bars = tuple(
        Bar(row.label, tuple(row.printed[label] for label in labels))
        for row in note.rows
        if any(row.printed.values())
    )
    return [_chart(f"chart_note_{note.number}", note.title, labels, bars, "kr", year.language)]


def members_chart(year: ReportYear) -> Blocks:
    """Members at the end of the year by tier, this year beside the one before."""
    tiers, language = year.tiers(), year.language
    before = year.comparative()
    years = [year] if before is None else [year, before]
    counts = [each.count_by_tier() for each in years]
    bars = tuple(
        Bar(
            pick(language, tier.label, tier.label_en),
            tuple(Decimal(count.get(tier.id, 0)) for count in counts),
        )
        for tier in (tiers.tiers if tiers else ())
    )
    title = say(language, "Members by tier")
    return [_chart("chart_members", title, [each.label for each in years], bars, "", language)]


def equity_chart(year: ReportYear) -> Blocks:
    """Equity at the end of every year in the books up to this one, oldest first."""
    key = year.layout.equity or ""
    bars = [
        Bar(each.label, (each.printed(key),))
        for each in year.back()
        if each.statements.row(key) is not None
    ]
    title = say(year.language, "Equity at the end of the year")
    return [_chart("chart_equity", title, [""], tuple(reversed(bars)), "kr", year.language)]


def _chart(
    name: str,
    title: str,
    series: list[str],
    bars: tuple[Bar, ...],
    unit: str,
    language: Language,
) -> Chart:
    kind = say(language, "Bar chart")
    said = []
    for bar in bars:
        values = (
            f"{bar_text(value, unit, language)} {label}".strip()
            for value, label in zip(bar.values, series, strict=True)
        )
        said.append(f"{bar.label} {', '.join(values)}")
    alt = f"{kind}: {title}. {'; '.join(said)}."
    return Chart(name, title, alt, tuple(series), bars, unit)
