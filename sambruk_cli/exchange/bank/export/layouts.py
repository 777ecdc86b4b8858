"""The columns of what each bank exports, by the headings that they go by.

A bank changes its columns now and then; a layout holds every heading that one has gone by. The
layout whose columns are all there and are most is the file's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sambruk_cli.exchange.tables.sheet import CellContent, SheetRow, heading_key, read_text
from sambruk_cli.frozen import frozen
from sambruk_cli.register.bank import BankExport

_FIRST_ROWS = 15  # at most so many stand above the header


@frozen
class ExportLayout:
    """A bank's columns: what each holds, and its headings as `heading_key` has them.

    Columns in `optional` may be missing. `by_start` is of a bank whose headings go on with other
    text. `decimal` is the decimal mark and `separator` what stands between the cells, "" where
    they are told from the file. `is_own` is of the association's own config/bank.toml.
    """

    bank: str
    columns: Mapping[str, tuple[str, ...]]
    optional: frozenset[str] = frozenset()
    by_start: bool = False
    kind: str = "account"
    decimal: str = ""
    separator: str = ""
    is_own: bool = False

    def places(self, cells: Sequence[CellContent]) -> dict[str, int] | None:
        """Where each column stands in a row of headings; None where one is missing."""
        keys = [heading_key(read_text(cell)) for cell in cells]
        found: dict[str, int] = {}
        for name, headings in self.columns.items():
            at = next((i for i, key in enumerate(keys) if self._is_one(key, headings)), None)
            if at is not None:
                found[name] = at
            elif name not in self.optional:
                return None
        return found

    def _is_one(self, key: str, headings: tuple[str, ...]) -> bool:
        if self.by_start:
            return any(key.startswith(heading) for heading in headings)
        return key in headings


def layout(
    bank: str,
    columns: Mapping[str, str],
    *optional: str,
    by_start: bool = False,
    kind: str = "account",
    decimal: str = "",
) -> ExportLayout:
    """A layout: headings of a column stand with | between them."""
    keys = {name: tuple(map(heading_key, text.split("|"))) for name, text in columns.items()}
    return ExportLayout(bank, keys, frozenset(optional), by_start, kind, decimal)


def own_layout(export: BankExport) -> ExportLayout:
    """The layout that a table of config/bank.toml says."""
    named = {
        "day": export.date_,
        "amount": export.amount,
        "text": export.text,
        "payer": export.payer,
        "reference": export.reference,
        "message": export.message,
        "phone": export.phone,
        "balance": export.balance,
        "currency": export.currency,
        "account": export.account,
    }
    columns = {name: (heading_key(text),) for name, text in named.items() if text is not None}
    separator = "\t" if export.delimiter == "tab" else export.delimiter or ""
    decimal = export.decimal or ""
    return ExportLayout(export.name, columns, decimal=decimal, separator=separator, is_own=True)


LAYOUTS = (
    layout(
        "Swedbank",
        {
            "number": "Radnr|Radnummer",
            "clearing": "Clnr|Clearingnummer",
            "account": "Kontonr|Kontonummer",
            "currency": "Valuta",
            "day": "Bokfdag|Bokföringsdag",
            "reference": "Referens",
            "text": "Text|Beskrivning",
            "amount": "Belopp",
            "balance": "Saldo|Bokfört saldo",
        },
        "balance",
        "clearing",
    ),
    layout(
        "Swedbank",
        {
            "number": "Radnr",
            "clearing": "Clnr",
            "account": "Kontonr",
            "day": "Bokfdag",
            "phone": "Avsändarnr|Avsändare",
            "payer": "Avsändarnamn|Namn på motpart",
            "message": "Meddelande",
            "amount": "Belopp",
            "reference": "Orderreferens",
        },
        "reference",
        kind="swish",
    ),
    layout(
        "SEB",
        {
            "day": "Bokförd",
            "text": "Text",
            "type": "Typ",
            "amount": "Insättningar/uttag",
            "balance": "Bokfört saldo|Saldo",
        },
        "balance",
    ),
    layout(
        "SEB",
        {
            "day": "Bokföringsdatum|Bokföringsdag",
            "serial": "Verifikationsnummer",
            "text": "Text|Text/mottagare|Text/Beteckning",
            "amount": "Belopp",
            "balance": "Saldo",
        },
        "balance",
    ),
    layout(
        "Handelsbanken",
        {
            "day": "Reskontradatum",
            "made": "Transaktionsdatum",
            "text": "Text",
            "amount": "Belopp",
            "balance": "Saldo",
        },
        "balance",
    ),
    layout(
        "Handelsbanken",
        {
            "account": "Kontonr",
            "currency": "Valuta",
            "day": "Bokföringsdag",
            "ledger_day": "Reskontradag",
            "message": "Referens",
            "amount": "Insättning/Uttag",
            "balance": "Bokfört saldo",
            "reference": "Referens Swish",
            "phone": "Avsändar-id Swish",
        },
        "reference",
        "phone",
    ),
    layout(
        "Nordea",
        {
            "day": "Datum|Bokföringsdag",
            "amount": "Belopp",
            "from": "Avsändare",
            "to": "Mottagare",
            "payer": "Namn",
            "text": "Ytterligare detaljer|Rubrik",
            "message": "Meddelande",
            "balance": "Saldo",
            "currency": "Valuta",
        },
        "text",
        "message",
        "balance",
        "currency",
    ),
    layout(
        "Nordea",
        {
            "day": "Bokföringsdag",
            "value_day": "Värdedag",
            "type": "Betalningstyp",
            "payer": "Betalare/Mottagare",
            "message": "Meddelande/Referens",
            "amount": "Belopp",
            "balance": "Saldo",
        },
    ),
    layout(
        "Länsförsäkringar",
        {
            "day": "Bokföringsdatum",
            "made": "Transaktionsdatum",
            "type": "Transaktionstyp",
            "text": "Meddelande",
            "amount": "Belopp",
        },
    ),
    layout(
        "Länsförsäkringar",
        {
            "made": "Datum",
            "day": "Bokföringsdag",
            "type": "Typ",
            "text": "Text",
            "amount": "Belopp",
            "balance": "Saldo",
        },
    ),
    layout(
        "ICA Banken",
        {"day": "Datum", "text": "Text", "type": "Typ", "amount": "Belopp", "balance": "Saldo"},
        "type",
    ),
    layout(
        "Skandia",
        {"day": "Bokf. datum|Datum", "text": "Beskrivning", "amount": "Belopp", "balance": "Saldo"},
        by_start=True,
    ),
)


@frozen
class ExportHeader:
    """The row of headings: its line, the layout that it is of, and where each column stands."""

    line: int
    layout: ExportLayout
    places: Mapping[str, int]


def header_in(rows: Sequence[SheetRow], layouts: Sequence[ExportLayout]) -> ExportHeader | None:
    """The first row that is the header of a layout.

    Of several layouts the association's own goes first, then the one with most columns.
    """
    for row in rows[:_FIRST_ROWS]:
        found = [
            (one.is_own, len(places), -at, ExportHeader(row.line, one, places))
            for at, one in enumerate(layouts)
            if (places := one.places(row.cells)) is not None
        ]
        if found:
            return max(found, key=lambda each: each[:3])[3]
    return None


def separator_in(text: str, layouts: Sequence[ExportLayout]) -> str:
    """What stands between the cells of the header; "" where no line is one."""
    for line in text.split("\n", _FIRST_ROWS * 2)[: _FIRST_ROWS * 2]:
        for sign in ";\t,|":
            cells = [cell.strip().strip('"') for cell in line.strip().split(sign)]
            fitting = (one for one in layouts if one.separator in {"", sign})
            if any(one.places(cells) is not None for one in fitting):
                return sign
    return ""
