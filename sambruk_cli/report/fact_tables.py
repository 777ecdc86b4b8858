"""Tables of facts: read from facts.toml or CSV, held against their sums, and made to print."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import partial

from sambruk_cli import formats
from sambruk_cli.document.model import Block, Column, Paragraph, Row, Table
from sambruk_cli.exchange.tables.delimited import read_delimited
from sambruk_cli.files.errors import Unreadable
from sambruk_cli.findings import Finding, finding
from sambruk_cli.frozen import frozen
from sambruk_cli.language import Language, pick
from sambruk_cli.messages import say
from sambruk_cli.money import plain
from sambruk_cli.register.locate import Located
from sambruk_cli.register.narrative import FactsFile, FactTable
from sambruk_cli.register.year_files import folder_of
from sambruk_cli.workspace import Workspace

FactValue = Decimal | date | str  # "" where nothing is known

_NUMBER = re.compile(r"-?[0-9]{1,15}(?:[.,][0-9]{1,6})?")
# Heads of columns whose figures do not add up: rates, averages and figures by area.
_RATIO = re.compile(
    r"%|\u2030|\bprocent|\bper ?cent|\bränta\b|räntesats|\brates?\b|genomsnitt|\baverage"
    r"|medelålder|(?:/|\bper) ?(?:m²|m2|kvm|kvadratmeter)",
    re.IGNORECASE,
)
_SPACES = re.compile("(?<=[0-9])[ \u00a0\u202f](?=[0-9]{3}(?![0-9]))")


@frozen
class FactLine:
    """A row of a table of facts; `sums` are the places of the rows that it sums."""

    label: str
    label_en: str | None
    values: tuple[FactValue, ...]
    sums: tuple[int, ...]
    is_sum: bool
    is_total: bool
    line: int | None


@frozen
class ReadTable:
    """A table of facts as it prints, with the heads of its columns in both languages."""

    table: FactTable
    heads: tuple[str, ...]
    heads_en: tuple[str, ...]
    lines: tuple[FactLine, ...]
    file: str


def read_tables(
    workspace: Workspace, label: str, facts: FactsFile | None, located: Located
) -> tuple[dict[str, ReadTable], list[Finding]]:
    """The tables of a year's facts.toml by id, and what does not foot or cannot be read."""
    found: dict[str, ReadTable] = {}
    findings: list[Finding] = []
    for index, table in enumerate(facts.tables if facts else ()):
        try:
            read = _from_rows(table, index, located)
            if table.csv is not None:
                read = _from_csv(table, workspace, label, (index, located))
        except Unreadable as error:
            findings.extend(error.findings)
            continue
        findings.extend(_faults(read))
        found.setdefault(table.id, _summed(read))
    return found, findings


def table_blocks(read: ReadTable, language: Language) -> list[Block]:
    """The table, and its source where that is asked for."""
    table = read.table
    title = pick(language, table.title, table.title_en)
    heads = read.heads_en if language == "en" and read.heads_en else read.heads
    columns = [Column(title), *(_column(read, at, head) for at, head in enumerate(heads))]
    rows = tuple(
        Row(
            (
                pick(language, line.label, line.label_en),
                *(
                    _cell(value, column, language)
                    for value, column in zip(line.values, columns[1:], strict=True)
                ),
            ),
            "total" if line.is_total else "subtotal" if line.is_sum else "plain",
            sums=line.sums,
        )
        for line in read.lines
    )
    blocks: list[Block] = [Table(f"facts_{table.id}", tuple(columns), rows, title)]
    if table.show_source:
        blocks.append(Paragraph.of(say(language, "Source: {source}", source=table.source)))
    return blocks


def _column(read: ReadTable, at: int, head: str) -> Column:
    """A column of numbers to the right, with the decimals that they are stated with."""
    values = [line.values[at] for line in read.lines if line.values[at] != ""]
    if values and all(isinstance(value, Decimal) for value in values):
        return Column(head, "amount", max(map(_decimals, values)))
    if values and all(isinstance(value, date) for value in values):
        return Column(head, "date")
    return Column(head)


def _decimals(value: FactValue) -> int:
    exponent = value.as_tuple().exponent if isinstance(value, Decimal) else 0
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _cell(value: FactValue, column: Column, language: Language) -> FactValue | None:
    if value == "":
        return None
    if column.kind == "text" and isinstance(value, Decimal):
        return formats.number(value, language)
    if column.kind == "text" and isinstance(value, date):
        return formats.long_date(value, language)
    return value


def _from_rows(table: FactTable, index: int, located: Located) -> ReadTable:
    lines: list[FactLine] = []
    for at, row in enumerate(table.rows):
        values = tuple(Decimal(v) if isinstance(v, int) else v for v in row.values)
        lines.append(
            FactLine(
                row.label,
                row.label_en,
                values,
                _summed_by(lines, row.total) if row.is_sum else (),
                row.is_sum,
                row.total,
                located.line("tables", index, "rows", at),
            )
        )
    return ReadTable(table, table.columns, table.columns_en, tuple(lines), located.file)


def _summed_by(lines: Sequence[FactLine], total: bool) -> tuple[int, ...]:
    """The places of the rows above that a sum is made of: all, or those since the last sum."""
    last = max((at for at, line in enumerate(lines) if line.is_sum), default=-1)
    first = 0 if total else last + 1
    return tuple(at for at in range(first, len(lines)) if not lines[at].is_sum)


def _from_csv(
    table: FactTable, workspace: Workspace, label: str, at: tuple[int, Located]
) -> ReadTable:
    """The rows of a CSV file: the heads in its first line, the labels in its first column."""
    index, located = at
    file = f"config/report/{folder_of(label)}/{table.csv}"
    said = located.line("tables", index, "csv")
    workspace.place(file, source=located.file, line=said)
    sheet = read_delimited(workspace.read_bytes(file), file)
    if len(sheet.rows) < 2:
        raise Unreadable(finding("RPT516.empty", table=table.id, file=file))
    heads = tuple(str(cell or "") for cell in sheet.rows[0].cells[1:])
    lines: list[FactLine] = []
    for row in sheet.rows[1:]:
        cells = [str(cell or "") for cell in row.cells]
        while len(cells) > len(heads) + 1 and not cells[-1]:
            cells.pop()
        if len(cells) > len(heads) + 1 or not cells[0]:
            raise Unreadable(
                finding("RPT516.cells", number=len(heads) + 1, file=file, line=row.line)
            )
        values = tuple(map(_read, cells[1:])) + ("",) * (len(heads) + 1 - len(cells))
        is_total = cells[0] == table.total
        sums = _summed_by(lines, total=True) if is_total else ()
        lines.append(FactLine(cells[0], None, values, sums, is_total, is_total, row.line))
    if table.total is not None and not any(line.is_total for line in lines):
        raise Unreadable(
            finding("RPT516.total", label=table.total, name=file, file=located.file, line=said)
        )
    heads_en = table.columns_en if len(table.columns_en) == len(heads) else ()
    return ReadTable(table, heads, heads_en, tuple(lines), file)


def _read(text: str) -> FactValue:
    """A number where a cell holds one: 1 234,5 or 1234.5."""
    bare = _SPACES.sub("", text.replace("\N{MINUS SIGN}", "-"))
    return Decimal(bare.replace(",", ".")) if _NUMBER.fullmatch(bare) else text


def _parts(line: FactLine, lines: Sequence[FactLine], column: int) -> list[FactValue]:
    return [lines[at].values[column] for at in line.sums]


def _sum(values: Sequence[FactValue]) -> Decimal | None:
    """What numbers add up to; None where one of them is none or is not known."""
    numbers = [value for value in values if isinstance(value, Decimal)]
    return sum(numbers, Decimal(0)) if numbers and len(numbers) == len(values) else None


def _is_ratio(read: ReadTable, column: int) -> bool:
    """Whether a column by its head holds what does not add up; a sum of it is not computed."""
    heads = (read.heads[column], *read.heads_en[column : column + 1])
    return any(map(_RATIO.search, heads))


def _summed(read: ReadTable) -> ReadTable:
    """The table with what its sums leave out filled in."""
    lines: list[FactLine] = []
    for line in read.lines:
        if line.is_sum and not line.values:
            sums = [
                None if _is_ratio(read, at) else _sum(_parts(line, read.lines, at))
                for at in range(len(read.heads))
            ]
            values = tuple("" if value is None else value for value in sums)
            line = FactLine(  # noqa: PLW2901
                line.label,
                line.label_en,
                values,
                line.sums,
                line.is_sum,
                line.is_total,
                line.line,
            )
        lines.append(line)
    return ReadTable(read.table, read.heads, read.heads_en, tuple(lines), read.file)


def _faults(read: ReadTable) -> Iterator[Finding]:
    """Sums that are not what they sum."""
    for line in read.lines:
        for at, value in enumerate(line.values if line.is_sum else ()):
            parts = _parts(line, read.lines, at)
            if not _holds(value, parts) and not (_is_ratio(read, at) and _is_mean(value, parts)):
                yield _differs(read, line, read.heads[at], value, _sum(parts))
        if read.table.across and len(line.values) > 1:
            *across, last = line.values
            if not _holds(last, across):
                yield _differs(read, line, read.heads[-1], last, _sum(across))


def _holds(value: FactValue, parts: Sequence[FactValue]) -> bool:
    """Whether a stated sum may stand: left out, what its parts give, or of parts not all known."""
    if value == "":
        return True
    is_known = "" not in parts or any(
        part != "" and not isinstance(part, Decimal) for part in parts
    )
    return value == _sum(parts) if is_known else isinstance(value, Decimal)


def _is_mean(value: FactValue, parts: Sequence[FactValue]) -> bool:
    """Whether a figure may be the mean of numbers, whatever each of them weighs."""
    numbers = [part for part in parts if isinstance(part, Decimal)]
    return isinstance(value, Decimal) and bool(numbers) and min(numbers) <= value <= max(numbers)


def _differs(
    read: ReadTable, line: FactLine, head: str, value: FactValue, summed: Decimal | None
) -> Finding:
    said = partial(
        finding, table=read.table.id, row=line.label, column=head, file=read.file, line=line.line
    )
    if summed is None or not isinstance(value, Decimal):
        return said("RPT516.text")
    return said("RPT516", value=_plain(value), sum=_plain(summed))


def _plain(value: Decimal) -> str:
    return plain(value) if value == value.to_integral_value() else f"{value:f}"
