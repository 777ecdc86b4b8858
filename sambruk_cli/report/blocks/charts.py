"""Charts for what people would rather look at than read, each with its figures in words."""

from __future__ import annotations

from decimal import Decimal

from sambruk_cli.document.figures import bar_text
from sambruk_cli.document.model import Bar, Chart
from sambruk_cli.language import Language
from sambruk_cli.messages import say
from sambruk_cli.report.blocks.builder import Blocks, nothing
from sambruk_cli.report.classes import class_labels, counts_by_class
from sambruk_cli.report.key_figures import key_figures
from sambruk_cli.report.year import ReportYear
from sambruk_cli.statements.model import Note


def note_chart(year: ReportYear, note: Note) -> Blocks:
    """The rows of a note as bars, this year beside the one before: income by source, say."""
    labels = [shown.label for shown in year.statements.years]
    bars = tuple(
        Bar(row.label, tuple(row.printed[label] for label in labels))
        for row in note.rows
        if any(row.printed.values()) and not row.sum
    )
    return [_chart(f"chart_note_{note.number}", note.title, labels, bars, "kr", year.language)]


def members_chart(year: ReportYear) -> Blocks:
    """Members at the end of the year by tier or kind, this year beside the one before."""
    language = year.language
    years = [each for each in (year.fiscal, year.fiscal_before) if each is not None]
    counts = [counts_by_class(year, each.end) for each in years]
    bars = tuple(
        Bar(label, tuple(Decimal(count.get(of, 0)) for count in counts))
        for of, label in class_labels(year).items()
        if any(of in count for count in counts)
    )
    if not bars:
        return nothing(year)
    by_tier, by_kind = say(language, "Members by tier"), say(language, "Members by kind")
    title = by_tier if year.tiers() else by_kind
    return [_chart("chart_members", title, [each.label for each in years], bars, "", language)]


def equity_chart(year: ReportYear) -> Blocks:
    """Equity at the end of every year up to this one that has it, oldest first."""
    bars = [
        Bar(each.label, (each.equity,)) for each in key_figures(year) if each.equity is not None
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
