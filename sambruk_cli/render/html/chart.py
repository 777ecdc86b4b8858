"""Bar charts as vector pictures within an HTML page.

Lengths are shares of the width and texts keep their size, so a chart is as legible on a telephone
as on paper. Colours are the style sheet's.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sambruk_cli.document.figures import bar_text
from sambruk_cli.document.model import Bar, Chart
from sambruk_cli.render.html.elements import Element, element
from sambruk_cli.render.html.page import Page

_LINE = 22  # pixels: a bar, or the label above it
_BAR = 16
_GAP = 10
_ROOM = Decimal(60)  # per cent of the width for bars; figures stand to the right of them
_LONGEST = 50  # characters of a label; an SVG does not break lines
_SHADES = 3


def chart_element(chart: Chart, page: Page) -> Element:
    """A chart with its title above; what it shows in words for those who cannot see it."""
    name = page.new_id("chart")
    height = sum(_height(bar) for bar in chart.bars)
    picture = element(
        "svg",
        element("title", chart.title, id=f"{name}-title"),
        element("desc", chart.alt, id=f"{name}-desc"),
        *_bars(chart, page),
        role="img",
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-desc",
        width="100%",
        height=str(height),
    )
    return element("figure", element("figcaption", chart.title), picture, class_="chart")


def _height(bar: Bar) -> int:
    return _LINE * (1 + len(bar.values)) + _GAP


def _bars(chart: Chart, page: Page) -> Iterator[Element]:
    values = [value for bar in chart.bars for value in bar.values]
    least, most = min(values, default=Decimal(0)), max(values, default=Decimal(0))
    least, most = min(least, Decimal(0)), max(most, Decimal(0))
    scale = _ROOM / ((most - least) or 1)
    top = 0
    for bar in chart.bars:
        yield element("text", _short(bar.label), y=str(top + 15), class_="label")
        for index, (series, value) in enumerate(zip(chart.series, bar.values, strict=True)):
            start, end = sorted((-least * scale, (value - least) * scale))
            y = top + _LINE * (1 + index)
            yield element(
                "rect",
                x=_percent(start),
                y=str(y),
                width=_percent(end - start),
                height=str(_BAR),
                class_=f"bar-{index % _SHADES}",
            )
            figure = bar_text(value, chart.unit, page.language)
            said = f"{series}: {figure}" if series else figure
            yield element("text", said, x=_percent(end), dx="6", y=str(y + 13), class_="figure")
        top += _height(bar)


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1]}…"


def _percent(value: Decimal) -> str:
    return f"{value:.2f}%"
