"""Charts as Excel's own, drawn from the cells of their figures."""

from __future__ import annotations

import datetime
import io

from xlsxwriter import Workbook
from xlsxwriter.chart_bar import ChartBar
from xlsxwriter.worksheet import Worksheet

from sambruk_cli.document.model import Chart, Column, Row, Table
from sambruk_cli.render.office.archive import unpack
from sambruk_cli.render.office.front import INK, QUIET, TINTS, cut
from sambruk_cli.render.office.pen import Pen
from sambruk_cli.render.office.sheet_tables import PlacedTable, number_format, write_table
from sambruk_cli.render.printable import printable_xml

_SHEET = "Data"
_ALT = 4000
_FONT = {"name": "Calibri", "size": 9, "color": f"#{INK}"}
# What Excel leaves out means "no" to it and "yes" to others; said in full it means the same to all.
_SAID = {
    b'<c:showVal val="1"/>': b'<c:showLegendKey val="0"/><c:showVal val="1"/>'
    b'<c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/>'
    b'<c:showBubbleSize val="0"/>',
    b"</c:scaling><c:axPos": b'</c:scaling><c:delete val="0"/><c:axPos',
    b"</c:title><c:plotArea>": b'</c:title><c:autoTitleDeleted val="0"/><c:plotArea>',
    b'<c:lang val="en-US"/>': b'<c:roundedCorners val="0"/>',
    b'<c:grouping val="clustered"/>': b'<c:grouping val="clustered"/><c:varyColors val="0"/>',
    b"</c:spPr><c:dLbls>": b'</c:spPr><c:invertIfNegative val="0"/><c:dLbls>',
    b"</c:tx><c:layout/><c:txPr>": b'</c:tx><c:layout/><c:overlay val="0"/><c:txPr>',
    b'<c:legendPos val="b"/><c:layout/>': b'<c:legendPos val="b"/><c:layout/><c:overlay val="0"/>',
}


def figures(chart: Chart) -> Table:
    """The figures of a chart as a table: a column for each series."""
    titles = [series or chart.unit or chart.title for series in chart.series]
    columns = (Column(chart.title), *(Column(title, "amount") for title in titles))
    rows = tuple(Row((bar.label, *bar.values)) for bar in chart.bars)
    return Table(chart.id, columns, rows, chart.title)


def alternative(chart: Chart) -> str:
    """What the chart shows, in words."""
    return cut(printable_xml(chart.alt), _ALT)


def height(chart: Chart) -> int:
    """Points that a chart needs: so much for each bar, and for title and legend."""
    bars = len(chart.bars) * max(1, len(chart.series))
    return 80 + min(560, 17 * bars + 9 * len(chart.bars))


def draw(book: Workbook, sheet: Worksheet, placed: PlacedTable, chart: Chart) -> ChartBar:
    """A bar chart of figures that stand in a sheet: everything in it refers to cells.

    A title or a name given as text would be taken for a formula when it begins like one.
    """
    made = book.add_chart({"type": "bar"})
    assert isinstance(made, ChartBar)
    name = sheet.name
    last = placed.end - 1
    for index, _ in enumerate(chart.series, start=1):
        colour = f"#{TINTS[(index - 1) % len(TINTS)]}"
        made.add_series(
            {
                "name": [name, placed.head, index],
                "categories": [name, placed.first, 0, last, 0],
                "values": [name, placed.first, index, last, index],
                "fill": {"color": colour},
                "gap": 45,
                "overlap": -5,
                "data_labels": {"value": True, "num_format": _form(placed, index), "font": _FONT},
            }
        )
    made.set_title(
        {
            "name": [name, placed.head, 0],
            "name_font": {**_FONT, "size": 12, "bold": True},
            "overlay": False,
        }
    )
    if len(chart.series) > 1:
        made.set_legend({"position": "bottom", "font": _FONT})
    else:
        made.set_legend({"none": True})
    # In a bar chart Excel's y axis is that of the categories: the first of them on top.
    made.set_y_axis(
        {
            "reverse": True,
            "label_position": "low",
            "num_font": _FONT,
            "major_tick_mark": "none",
            "minor_tick_mark": "none",
            "line": {"color": f"#{QUIET}"},
        }
    )
    made.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    made.set_chartarea({"border": {"none": True}, "fill": {"none": True}})
    return made


def _form(placed: PlacedTable, column: int) -> str:
    kinds = {
        number_format(row.cells[column], placed.table.columns[column]) for row in placed.table.rows
    }
    return max(kinds, key=len, default="0")


def said_in_full(drawing: bytes) -> bytes:
    """The XML of a chart of xlsxwriter's with what Excel takes for granted."""
    for short, full in _SAID.items():
        drawing = drawing.replace(short, full)
    return drawing


def finished(workbook: bytes) -> dict[str, bytes]:
    """The parts of a workbook of xlsxwriter's, ready to be packed."""
    return {
        name: said_in_full(part) if name.startswith("xl/charts/chart") else part
        for name, part in unpack(workbook).items()
    }


# A workbook within a document says nothing of its own about when it was made.
_NEVER = datetime.datetime(1980, 1, 1)  # noqa: DTZ001 - xlsxwriter asks for a time without a zone


def chart_workbook(chart: Chart) -> dict[str, bytes]:
    """The parts of a workbook with one chart and its figures: what Word draws a chart from."""
    buffer = io.BytesIO()
    book = Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": _NEVER})
    sheet = book.add_worksheet(_SHEET)
    table = figures(chart)
    placed = write_table(sheet, Pen(book), table, 0, [40.0] * len(table.columns))
    sheet.insert_chart(0, len(chart.series) + 2, draw(book, sheet, placed, chart))
    book.close()
    return finished(buffer.getvalue())
