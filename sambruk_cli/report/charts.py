"""Charts for what people would rather look at than read, each with its figures in words."""

from __future__ import annotations

from decimal import Decimal

from sambruk_cli.document.figures import bar_text
from sambruk_cli.document.model import Bar, Block, Chart
from sambruk_cli.fiscal import year_before
from sambruk_cli.language import Language, pick
from sambruk_cli.report.sources import Sources, gather
from sambruk_cli.statements.model import Note


def note_chart(sources: Sources, note: Note) -> list[Block]:
    """The rows of a note as bars, this year beside the one before: income by source, say."""
    labels = [year.label for year in sources.statements.years]
    bars = tuple(
        Bar(row.label, tuple(row.printed[label] for label in labels))
        for row in note.rows
        if any(row.printed.values())
    )
    return [_chart(f"chart_note_{note.number}", note.title, labels, bars, "kr", sources.language)]


def members_chart(sources: Sources) -> list[Block]:
    """Members at the end of the year by tier, this year beside the one before."""
    tiers = sources.tiers()
    columns = [sources]
    before = sources.statements.comparative
    if before is not None:
        other = gather(sources.workspace, sources.register, sources.books, before, sources.language)
        columns += [other] if other is not None else []
    counts = [column.count_by_tier() for column in columns]
    bars = tuple(
        Bar(
            pick(sources.language, tier.label, tier.label_en),
            tuple(Decimal(count.get(tier.id, 0)) for count in counts),
        )
        for tier in (tiers.tiers if tiers else ())
    )
    title = pick(sources.language, "Medlemmar per avgiftsnivå", "Members by tier")
    labels = [column.year.label for column in columns]
    return [_chart("chart_members", title, labels, bars, "", sources.language)]


def equity_chart(sources: Sources) -> list[Block]:
    """Equity at the end of every year in the books up to this one, oldest first."""
    bars: list[Bar] = []
    year = sources.year
    layout = sources.register.layout_for(year)
    key = layout.equity if layout else None
    current: Sources | None = sources
    while current is not None:
        row = current.statements.row(key or "")
        if row is not None:
            bars.insert(0, Bar(current.year.label, (row.printed[current.year.label],)))
        earlier = year_before(sources.register.years, current.year)
        if earlier is None or not sources.books.has_vouchers(earlier):
            break
        current = gather(
            sources.workspace, sources.register, sources.books, earlier, sources.language
        )
    title = pick(sources.language, "Eget kapital vid årets slut", "Equity at the end of the year")
    return [_chart("chart_equity", title, [""], tuple(bars), "kr", sources.language)]


def _chart(
    name: str,
    title: str,
    series: list[str],
    bars: tuple[Bar, ...],
    unit: str,
    language: Language,
) -> Chart:
    kind = pick(language, "Stapeldiagram", "Bar chart")
    said = []
    for bar in bars:
        values = (
            f"{bar_text(value, unit, language)} {label}".strip()
            for value, label in zip(bar.values, series, strict=True)
        )
        said.append(f"{bar.label} {', '.join(values)}")
    alt = f"{kind}: {title}. {'; '.join(said)}."
    return Chart(name, title, alt, tuple(series), bars, unit)
