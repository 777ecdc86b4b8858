"""Figures of municipalities as Statistics Sweden publishes them: code, name, population, day."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from sambruk_cli.exchange.tables.sheet import (
    CellContent,
    ImportSheet,
    SheetRow,
    columns_said,
    heading_key,
    read_day,
    read_number,
    read_text,
)
from sambruk_cli.files.errors import Unreadable
from sambruk_cli.findings import finding
from sambruk_cli.frozen import frozen

_CODE = re.compile(r"(\d{4})")
_CODE_AND_NAME = re.compile(r"(\d{4})\s+(\D.*)")
_DATED = re.compile(
    r"\b(\d{1,2})\.?\s+([a-zåäö]+)\s+((?:19|20)\d\d)\b|\b((?:19|20)\d\d-\d\d-\d\d)\b"
)
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
_QUARTER = re.compile(r"kvartal|quarter|\dK\d|[QK][1-4]\b", re.IGNORECASE)
_HEADINGS = frozenset({"kommun", "kommuner", "region", "namn", "område", "kommunnamn", "name"})
_DAY_HEADINGS = frozenset({"datum", "referensdatum", "date", "referencedate", "avser"})


@frozen
class MunicipalFigure:
    """The population of one municipality, on a row of a file. `code` is "" where it has none."""

    line: int
    code: str
    name: str
    number: Decimal
    day: date


def figures_of(
    sheet: ImportSheet, column: str | None = None, day: date | None = None
) -> tuple[MunicipalFigure, ...]:
    """The figures of a table, whatever stands above and below its rows.

    Counties, the country and text are passed over.

    Args:
      column: heading of the figures, where several columns hold numbers.
      day: of the figures; otherwise that of the row, the heading or the title. A heading that is a
        year alone means its last day.
    Raises:
      Unreadable: TAB701 when no row is of a municipality, TAB702 when it cannot be told which
        column or day is meant, TAB703 when a figure is no number.
    """
    rows = [(row, at) for row in sheet.rows if (at := _code_at(row)) is not None]
    if not rows:
        rows = [(row, 0) for row in sheet.rows if _is_named(row)]
    if not rows:
        raise Unreadable(finding("TAB701.municipality", file=sheet.file))
    first = sheet.rows.index(rows[0][0])
    above = tuple(row for row in sheet.rows[:first] if not _is_larger(row))
    header = above[-1] if above else None
    place = _column(sheet, header, [row for row, _ in rows], rows[0][1], column)
    days = _day_column(header)
    stated = day or _stated_day(above, header, place)
    found, faults = [], []
    for row, at in rows:
        code, name = _region(row, at)
        cell = row.cells[place] if place < len(row.cells) else None
        number = read_number(cell)
        of_row = read_day(row.cells[days]) if days is not None and days < len(row.cells) else None
        when = day or of_row or stated
        if when is None:
            raise Unreadable(finding("TAB702.day", file=sheet.file, line=row.line))
        if number is None or number != number.to_integral_value():
            text = read_text(cell)
            heading = _heading(header, place)
            faults.append(
                finding("TAB703.number", column=heading, text=text, file=sheet.file, line=row.line)
            )
        else:
            found.append(MunicipalFigure(row.line, code, name, number, when))
    if faults:
        raise Unreadable(*faults)
    return tuple(found)


def _code_at(row: SheetRow) -> int | None:
    """The column of a municipality's code, alone or with the name after it."""
    for at, cell in enumerate(row.cells[:3]):
        text = _code(cell)
        if not any(following is not None for following in row.cells[at + 1 :]):
            return None  # a title, or the last heading
        if _CODE.fullmatch(text) and _has_name(row, at) and _is_county(text[:2]):
            return at
        if (found := _CODE_AND_NAME.fullmatch(text)) and _is_county(found[1][:2]):
            return at
    return None


def _is_named(row: SheetRow) -> bool:
    """Whether a row without a code has a name and a figure, and is no heading."""
    text = read_text(row.cells[0])
    is_name = re.fullmatch(r"[A-ZÅÄÖ][a-zåäöé]+(?:[ -][A-ZÅÄÖa-zåäöé]+){0,3}", text) is not None
    figures = any(read_number(cell) is not None for cell in row.cells[1:])
    return is_name and figures and heading_key(text) not in _HEADINGS and not _is_larger(row)


def _is_larger(row: SheetRow) -> bool:
    """Whether a row is of a county or of the whole country."""
    text = read_text(row.cells[0]).lower()
    return bool(re.match(r"\d\d(\s|$)|\d$", text)) or text.endswith((" län", "riket"))


def _code(cell: CellContent) -> str:
    """A cell as text; Excel's number of a code has lost the nought that it began with."""
    if isinstance(cell, Decimal) and cell == cell.to_integral_value() and 100 <= cell < 10000:
        return f"{int(cell):04d}"
    return read_text(cell)


def _is_county(code: str) -> bool:
    return 1 <= int(code) <= 25


def _has_name(row: SheetRow, at: int) -> bool:
    following = row.cells[at + 1] if at + 1 < len(row.cells) else None
    return isinstance(following, str) and read_number(following) is None


def _region(row: SheetRow, at: int) -> tuple[str, str]:
    text = _code(row.cells[at])
    if found := _CODE_AND_NAME.fullmatch(text):
        return found[1], found[2]
    if _CODE.fullmatch(text):
        return text, read_text(row.cells[at + 1])
    return "", text


def _column(
    sheet: ImportSheet,
    header: SheetRow | None,
    rows: list[SheetRow],
    region: int,
    stated: str | None,
) -> int:
    """The column of the figures."""
    headings = [read_text(cell) for cell in header.cells] if header is not None else []
    if stated is not None:
        for at, text in enumerate(headings):
            if text and heading_key(text) == heading_key(stated):
                return at
        raise Unreadable(
            finding("TAB702.column", name=stated, columns=columns_said(headings), file=sheet.file)
        )
    widest = max(len(row.cells) for row in rows)
    days = _day_column(header)
    numeric = [
        at
        for at in range(region + 1, widest)
        if at != days
        and any(at < len(row.cells) and read_number(row.cells[at]) is not None for row in rows)
    ]
    named = [at for at in numeric if _is_population(_heading(header, at))]
    chosen = named if len(named) == 1 else numeric
    if len(chosen) != 1:
        names = tuple(_heading(header, at) for at in chosen)
        line = rows[0].line if header is None else header.line
        code = "TAB702.figures" if chosen else "TAB702.no_figures"
        if chosen:
            raise Unreadable(finding(code, columns=names, file=sheet.file, line=line))
        raise Unreadable(finding(code, file=sheet.file, line=line))
    return chosen[0]


def _is_population(heading: str) -> bool:
    return heading_key(heading).startswith(("folkmängd", "population", "invånare", "befolkning"))


def _heading(header: SheetRow | None, at: int) -> str:
    """A heading, or the number of the column."""
    text = read_text(header.cells[at]) if header is not None and at < len(header.cells) else ""
    return text or str(at + 1)


def _day_column(header: SheetRow | None) -> int | None:
    cells = header.cells if header is not None else ()
    return next(
        (at for at, x in enumerate(cells) if heading_key(read_text(x)) in _DAY_HEADINGS), None
    )


def _stated_day(above: tuple[SheetRow, ...], header: SheetRow | None, place: int) -> date | None:
    """The day that the heading of the figures names, or else what stands above the table."""
    titles = [read_text(cell) for row in above for cell in row.cells if cell is not None]
    for text in (_heading(header, place), *reversed(titles)):
        for found in _DATED.finditer(text.lower()):
            day = read_day(found[4] or f"{found[1]} {found[2]} {found[3]}")
            if day is not None:
                return day
    years = _YEAR.findall(_heading(header, place))
    if len(years) == 1 and not _QUARTER.search(_heading(header, place)):
        return date(int(years[0]), 12, 31)
    return None
