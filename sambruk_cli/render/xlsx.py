"""Excel: statements and notes that compute, a sheet each; other tables, charts and lists after.

Every text is written as a string and every figure as a number. A total is a formula where the
model says what it is the sum of, with the value of the model as its result.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from sambruk_cli.document.front import draft_mark, stamp_text
from sambruk_cli.document.model import Chart, Report, Table
from sambruk_cli.frozen import frozen
from sambruk_cli.messages import say, say_in
from sambruk_cli.render.office import front
from sambruk_cli.render.office.archive import pack
from sambruk_cli.render.office.pen import Look, Pen
from sambruk_cli.render.office.sheet_charts import alternative, draw, figures, finished, height
from sambruk_cli.render.office.sheet_plan import Sheet, Titled, sheets, unique_names
from sambruk_cli.render.office.sheet_tables import (
    column_widths,
    write_balance_check,
    write_table,
)
from sambruk_cli.render.printable import printable_xml

_A4 = 9
# Wider than this, in characters, a sheet is printed across.
_ACROSS = 125
# What a printed page holds at full size, in characters across and in rows of text down.
_PAGE_WIDTH, _PAGE_ROWS = 84, 46
_CHART_WIDTH = 580  # pixels
_LINE = 120  # characters of a line above the tables
_PRINTED = 55  # characters of a name at the top of a printed page

_TITLE = Look(bold=True, colour="ink", size=14)
_SUBTITLE = Look(bold=True, colour="ink", size=12)
_HEAD = Look(bold=True, colour="ink", below=1)
_QUIET = Look(colour="quiet")
_ALARM = Look(bold=True, colour="alarm")


def report_xlsx(report: Report) -> bytes:
    """The tables of a report, and its appendices on sheets of their own, as a workbook."""
    buffer = io.BytesIO()
    book = Workbook(buffer, {"in_memory": True})
    book.set_properties(_properties(report))
    writer = _Writer(book, Pen(book), report)
    plans = sheets(report)
    first = say(report.language, "Overview")
    names = unique_names([first, *(plan.name for plan in plans)])
    writer.overview(names, plans)
    for name, plan in zip(names[1:], plans, strict=True):
        writer.sheet(name, plan)
    book.close()
    return pack(finished(buffer.getvalue()))


def _properties(report: Report) -> dict[str, object]:
    header = report.header
    texts = {
        "title": report.title,
        "subject": header.association,
        "author": header.prepared_by or header.association,
        "company": header.association,
        "comments": " ".join(filter(None, (draft_mark(report), report.warning))),
    }
    fitting = {key: front.cut(printable_xml(text), front.PROPERTY) for key, text in texts.items()}
    return {**fitting, "created": front.made_at(report)}


@frozen
class _Writer:
    """Writes the sheets of a workbook."""

    book: Workbook
    pen: Pen
    report: Report

    def overview(self, names: Sequence[str], plans: Sequence[Sheet]) -> None:
        """The first sheet: the facts of the report's header, and a way to every other sheet."""
        pen, language = self.pen, self.report.language
        sheet = self._add(names[0])
        sheet.set_column(0, 0, 26)
        sheet.set_column(1, 1, 64)
        row = self._top(sheet, self.report.title)
        for name, value in front.facts(self.report).values():
            pen.text(sheet, row, 0, name, Look(colour="quiet", wrap=True))
            pen.text(sheet, row, 1, value, Look(wrap=True))
            row += 1
        row += 1
        pen.text(sheet, row, 0, say_in(language, "workbook", "Sheet"), _HEAD)
        pen.text(sheet, row, 1, say(language, "Contents"), _HEAD)
        link = pen.format(Look(colour="ink", wrap=True))
        for name, plan in zip(names[1:], plans, strict=True):
            row += 1
            target = name.replace("'", "''")
            sheet.write_url(row, 0, f"internal:'{target}'!A1", link, name)
            pen.text(sheet, row, 1, plan.title, Look(wrap=True))
        stamp = stamp_text(self.report)
        if stamp:
            pen.text(sheet, row + 2, 0, stamp, Look(colour="quiet", size=8))

    def sheet(self, name: str, plan: Sheet) -> None:
        """A sheet with one table, or with several tables or charts."""
        sheet = self._add(name)
        top = self._top(sheet, plan.title)
        tables = [_table(item) for item in plan.content]
        widths = column_widths(tables, self.report.language)
        for index, width in enumerate(widths):
            sheet.set_column(index, index, width)
        if plan.alone:
            self._alone(sheet, tables[0], top, widths)
        else:
            self._several(sheet, plan.content, top, widths)

    def _alone(self, sheet: Worksheet, table: Table, top: int, widths: Sequence[float]) -> None:
        placed = write_table(sheet, self.pen, table, top, widths)
        sheet.freeze_panes(placed.first, 1 if len(table.columns) > 5 else 0)
        sheet.repeat_rows(placed.head)
        if table.id == "balance_sheet":
            label = say(self.report.language, "Check: assets less equity and liabilities")
            write_balance_check(sheet, self.pen, placed, label)
        if sum(widths) > _ACROSS:
            sheet.set_landscape()

    def _several(
        self, sheet: Worksheet, items: Sequence[Titled], top: int, widths: Sequence[float]
    ) -> None:
        """Tables or charts one below the other, none broken by the end of a page."""
        sheet.freeze_panes(top, 0)
        scale = max(40, min(100, int(100 * _PAGE_WIDTH / max(sum(widths), 1))))
        sheet.set_print_scale(scale)  # fitting to the width would make Excel ignore the breaks
        page, breaks = 0, []
        for item in items:
            end = self._one(sheet, item, top, widths)
            if end - page > _PAGE_ROWS * 100 // scale and page < top:
                breaks.append(top)
                page = top
            top = end
        sheet.set_h_pagebreaks(breaks)

    def _one(self, sheet: Worksheet, item: Titled, top: int, widths: Sequence[float]) -> int:
        """One of several tables or charts; the row where the next can begin."""
        table, content = _table(item), item.content
        self.pen.text(sheet, top, 0, item.title, _SUBTITLE)
        placed = write_table(sheet, self.pen, table, top + 1, widths[: len(table.columns)])
        if not isinstance(content, Chart) or not content.bars or not content.series:
            return placed.end + 2
        chart = draw(self.book, sheet, placed, content)
        points = height(content)
        chart.set_size({"width": _CHART_WIDTH, "height": round(points * 4 / 3)})
        sheet.insert_chart(placed.end + 1, 0, chart, {"description": alternative(content)})
        return placed.end + 3 + points // 15 + 1

    def _add(self, name: str) -> Worksheet:
        """A new sheet with what is printed at the top and the bottom of its pages."""
        header = self.report.header
        sheet = self.book.add_worksheet(name)
        sheet.set_paper(_A4)
        sheet.set_margins(left=0.6, right=0.6, top=0.9, bottom=0.8)
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(1)
        mark, title = draft_mark(self.report), _printed(self.report.title)
        page = say(self.report.language, "Page")
        sheet.set_header(f"&L{_printed(header.association)}&R{f'{mark} · ' if mark else ''}{title}")
        sheet.set_footer(f"&L{_printed(header.organisation_number)}&C&A&R{page} &P (&N)")
        return sheet

    def _top(self, sheet: Worksheet, title: str) -> int:
        """What stands above the tables of every sheet; the row for what follows."""
        report, header = self.report, self.report.header
        period = f"{header.period_start.isoformat()} – {header.period_end.isoformat()}"
        about = " · ".join(filter(None, (header.organisation_number, period)))
        lines = [
            (report.warning, _ALARM),
            (title, _TITLE),
            (header.association, _QUIET),
            (about, _QUIET),
            (draft_mark(report), _ALARM),
        ]
        row = 0
        for text, look in lines:
            if text:
                self.pen.text(sheet, row, 0, front.cut(text, _LINE), look)
                row += 1
        return row + 1


def _table(item: Titled) -> Table:
    return figures(item.content) if isinstance(item.content, Chart) else item.content


def _printed(text: str) -> str:
    """Text for the top of a page, where & begins a code and all may be 255 characters."""
    return front.cut(printable_xml(text), _PRINTED).replace("&", "&&")
