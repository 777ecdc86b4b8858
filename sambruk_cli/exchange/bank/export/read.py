"""An export of an account, or a Swish report with headings: its rows as entries."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from sambruk_cli.exchange.bank.export.balances import followed
from sambruk_cli.exchange.bank.export.deposits import read_deposits
from sambruk_cli.exchange.bank.export.layouts import (
    LAYOUTS,
    ExportHeader,
    ExportLayout,
    header_in,
    separator_in,
)
from sambruk_cli.exchange.bank.export.numbers import amount_in, decimal_mark, plain_text
from sambruk_cli.exchange.bank.export.rows import Cells, cells_of, entry_of
from sambruk_cli.exchange.bank.model import BankEntry, BankFile, BankStatement
from sambruk_cli.exchange.tables.delimited import read_delimited
from sambruk_cli.exchange.tables.sheet import ImportSheet, heading_key, read_day, read_text
from sambruk_cli.exchange.tables.workbook import read_workbook
from sambruk_cli.findings import Finding, finding

_ACCOUNT = frozenset({"kontonummer", "konto", "företagskonto", "iban"})
_NUMBER = re.compile(r"[A-Z]{0,2}[\d .,-]{6,40}")
_AT_THE_END = re.compile(r"\d{3} \d{3} \d{3}$")  # Handelsbanken: name and number in one cell


def read_export(
    content: bytes, file: str, layouts: Sequence[ExportLayout] = LAYOUTS
) -> BankFile | None:
    """The movements of an account, or the payments of deposits; None where it is neither.

    Raises:
      Unreadable: TAB701 when its encoding cannot be told or it is a broken workbook, TAB703 where
        a cell of a workbook holds a formula.
    """
    if content.startswith(b"PK"):
        sheet = read_workbook(content, file)
    else:
        sheet = read_delimited(content, file, lambda text: separator_in(text, layouts) or ";")
    header = header_in(sheet.rows, layouts)
    if header is None:
        return read_deposits(sheet)
    form = "xlsx" if content.startswith(b"PK") else "csv"
    return replace(_Reader(sheet, header).file(), form=f"{form} {sorted(header.places)}")


class _Reader:
    """Reads the rows below a header, and collects what is wrong with them."""

    def __init__(self, sheet: ImportSheet, header: ExportHeader) -> None:
        self._sheet = sheet
        self._header = header
        self._findings: list[Finding] = []
        below = [row for row in sheet.rows if row.line > header.line]
        self._rows = [cells_of(row, header.places) for row in below]
        columns = [cells.cells.get(name) for cells in self._rows for name in ("amount", "balance")]
        self._mark = header.layout.decimal or decimal_mark(columns)

    def file(self) -> BankFile:
        """The file, a statement for each account in it."""
        file, layout = self._sheet.file, self._header.layout
        entries: dict[tuple[str, str], list[BankEntry]] = defaultdict(list)
        above = self._account_above()
        preliminary = 0
        for cells in self._rows:
            if cells.is_preliminary:
                preliminary += 1
            elif (entry := self._entry(cells)) is not None:
                entries[cells.account or above, entry.currency].append(entry)
        if preliminary:
            self._findings.append(finding("BNK809.preliminary", number=preliminary, file=file))
        self._check_numbers()
        statements = []
        for (account, currency), of_account in entries.items():
            (opening, closing), found = followed(of_account, file)
            self._findings += found
            rows = tuple(of_account)
            statements.append(BankStatement(account, currency, rows, opening, closing))
        return BankFile(file, layout.kind, layout.bank, tuple(statements), tuple(self._findings))

    def _entry(self, cells: Cells) -> BankEntry | None:
        """A row's movement; None, and said so, where it has no day or amount."""
        if not cells.text("day") or not plain_text(cells.cells.get("amount")):
            if plain_text(cells.cells.get("amount")):
                self._say_value(cells, "day")
            return None  # what the account holds now, or a sum
        day = read_day(cells.cells.get("day"))
        amount = amount_in(cells.cells.get("amount"), self._mark)
        balance = amount_in(cells.cells.get("balance"), self._mark)
        if day is None or amount is None:
            self._say_value(cells, "day" if day is None else "amount")
            return None
        if balance is None and plain_text(cells.cells.get("balance")):
            self._say_value(cells, "balance")
        currency = cells.text("currency") or "SEK"
        return entry_of(cells, day, amount, balance, currency, self._header.layout.kind)

    def _say_value(self, cells: Cells, name: str) -> None:
        heading = self._heading(name)
        text, file = cells.text(name)[:40], self._sheet.file
        said = finding("BNK802.value", what=heading, text=text, file=file, line=cells.line)
        self._findings.append(said)

    def _heading(self, name: str) -> str:
        row = next(row for row in self._sheet.rows if row.line == self._header.line)
        return read_text(row.cells[self._header.places[name]])

    def _check_numbers(self) -> None:
        """Swedbank numbers its rows: say where one is missing."""
        numbers = [(cells.line, cells.text("number")) for cells in self._rows]
        found = [(line, int(text)) for line, text in numbers if text.isdecimal() and len(text) < 9]
        for before, after in pairwise(found):
            if after[1] != before[1] + 1:
                file, line = self._sheet.file, after[0]
                said = finding(
                    "BNK803.rows", before=before[1], after=after[1], file=file, line=line
                )
                self._findings.append(said)

    def _account_above(self) -> str:
        """The account that is named above the header, beside or below its label."""
        above = [row.cells for row in self._sheet.rows if row.line < self._header.line]
        for at, cells in enumerate(above):
            for place, cell in enumerate(cells):
                text = read_text(cell)
                if heading_key(text) in _ACCOUNT:
                    beside = cells[place + 1 : place + 2]
                    below = above[at + 1][place : place + 1] if at + 1 < len(above) else ()
                    for near in (*beside, *below):
                        if _NUMBER.fullmatch(read_text(near)):
                            return "".join(c for c in read_text(near) if c.isalnum())
                elif found := _AT_THE_END.search(text):
                    return found[0].replace(" ", "")
        return ""
