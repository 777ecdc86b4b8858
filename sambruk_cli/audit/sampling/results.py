"""What the auditor found of each item of a sample, read from a table that the auditor keeps.

The table is CSV or XLSX with the columns voucher, account, booked and audited (verifikation, konto,
bokfört, granskat). A row whose audited amount is empty has not been examined yet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from sambruk_cli.account_numbers import is_account_number
from sambruk_cli.audit.sampling.projection import UnitKey, unit_key
from sambruk_cli.audit.sampling.selection import Sample, SampledItem
from sambruk_cli.exchange.tables.sheet import (
    CellContent,
    ImportSheet,
    SheetRow,
    columns_said,
    heading_key,
    read_number,
    read_text,
)
from sambruk_cli.findings import Finding, finding
from sambruk_cli.frozen import frozen

_HEADINGS = {
    "voucher": "verifikation, ver, verifikationsnummer, vernr, voucher",
    "account": "konto, kontonummer, account",
    "booked": "bokfört, bokfört belopp, booked, booked amount",
    "audited": "granskat, granskat belopp, rätt belopp, audited, audited amount",
}
_BY_HEADING = {
    heading_key(text): key for key, texts in _HEADINGS.items() for text in texts.split(", ")
}
_MINUS = ("-", "\N{MINUS SIGN}", "\N{EN DASH}")


@frozen
class SampleResults:
    """Audited amounts in kronor by item, and what is wrong in the table."""

    audited: Mapping[UnitKey, Decimal]
    findings: tuple[Finding, ...] = ()


def results_of(sheet: ImportSheet, sample: Sample) -> SampleResults:
    """The results of a sample from the rows of a table; a row that is wrong is a finding."""
    columns, faults = _columns(sheet)
    if faults:
        return SampleResults({}, tuple(faults))
    by_voucher: dict[str, list[SampledItem]] = {}
    for item in sample.items:
        by_voucher.setdefault(item.unit.ver, []).append(item)
    audited: dict[UnitKey, Decimal] = {}
    seen: dict[UnitKey, int] = {}
    for row in sheet.rows[1:]:
        reader = _Row(sheet.file, row, columns)
        if not read_text(reader.cell("voucher")):  # a sum, or a note
            continue
        about = reader.item(by_voucher)
        if isinstance(about, Finding):
            faults.append(about)
            continue
        key, ver = unit_key(about), about.unit.ver
        if key in seen:
            repeated = finding(
                "TAB704.twice", ver=ver, row=seen[key], file=sheet.file, line=row.line
            )
            faults.append(repeated)
            continue
        seen[key] = row.line
        amount = reader.amounts(about)
        if isinstance(amount, Finding):
            faults.append(amount)
        elif amount is not None:
            audited[key] = amount
    return SampleResults(audited, tuple(faults))


def _columns(sheet: ImportSheet) -> tuple[dict[str, int], list[Finding]]:
    """The place of each column from 0, and what is wrong with the header."""
    header = sheet.rows[0]
    headings = [read_text(cell) for cell in header.cells]
    found: dict[str, int] = {}
    for at, heading in enumerate(headings):
        key = _BY_HEADING.get(heading_key(heading))
        if key is None:
            continue
        if key in found:
            one = headings[found[key]]
            fault = finding(
                "TAB704.same", one=one, other=heading, file=sheet.file, line=header.line
            )
            return {}, [fault]
        found[key] = at
    missing = [
        _HEADINGS[key].partition(",")[0] for key in ("voucher", "audited") if key not in found
    ]
    if missing:
        names = columns_said(headings)
        return {}, [
            finding(
                "TAB704.nothing", name=missing[0], columns=names, file=sheet.file, line=header.line
            )
        ]
    return found, []


@frozen
class _Row:
    """A row of the table, and where its columns are."""

    file: str
    row: SheetRow
    columns: Mapping[str, int]

    def cell(self, key: str) -> CellContent:
        at = self.columns.get(key)
        return self.row.cells[at] if at is not None and at < len(self.row.cells) else None

    def item(self, by_voucher: Mapping[str, Sequence[SampledItem]]) -> SampledItem | Finding:
        """The item that the row is about, or why it is about none."""
        file, line = self.file, self.row.line
        ver, account = read_text(self.cell("voucher")), read_text(self.cell("account"))
        items = by_voucher.get(ver, ())
        if not items:
            return finding("TAB704.unknown", ver=ver, file=file, line=line)
        number = account.partition(" ")[0]
        if not account:
            return (
                items[0]
                if len(items) == 1
                else finding("TAB704.account", ver=ver, file=file, line=line)
            )
        named = number if is_account_number(number) else account
        chosen = [item for item in items if named in {item.unit.number, item.unit.account}]
        return (
            chosen[0]
            if chosen
            else finding("TAB704.unknown", ver=f"{ver} {account}", file=file, line=line)
        )

    def amounts(self, item: SampledItem) -> Decimal | Finding | None:
        """The audited amount, None where the cell is empty, or what is wrong."""
        booked, audited = _amount(self.cell("booked")), _amount(self.cell("audited"))
        for key, value in (("booked", booked), ("audited", audited)):
            if value is None and read_text(self.cell(key)):
                heading = _HEADINGS[key].partition(",")[0]
                return finding(
                    "TAB703.number",
                    column=heading,
                    text=read_text(self.cell(key)),
                    file=self.file,
                    line=self.row.line,
                )
        if booked is not None and booked != item.unit.amount:
            return finding(
                "TAB704.booked",
                ver=item.unit.ver,
                amount=booked,
                books=item.unit.amount,
                file=self.file,
                line=self.row.line,
            )
        return audited


def _amount(cell: CellContent) -> Decimal | None:
    """Kronor, below nought too; None where the cell holds none."""
    if isinstance(cell, Decimal):
        return cell
    text = read_text(cell)
    is_below = text.startswith(_MINUS)
    number = read_number(text[1:] if is_below else text)
    return -number if number is not None and is_below else number
