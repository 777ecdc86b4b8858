"""What a file for Word or Excel says of its report."""

from __future__ import annotations

import datetime

from sambruk_cli import formats
from sambruk_cli.document.front import header_fields
from sambruk_cli.document.model import Report, Table
from sambruk_cli.language import Language
from sambruk_cli.render.printable import printable_xml

# Colours of the printed forms.
INK, QUIET, ALARM = "1F2A44", "555F73", "A02020"
TINTS = ("2F5D8A", "A9BFD6")

# Document properties longer than this make a file that Word refuses.
PROPERTY = 255

# The fields of the header, in the order in which the report names them.
_FACTS = ("association", "number", "period", "prepared_by", "date", "approved_by", "version")


def cut(text: str, limit: int) -> str:
    """Text of at most `limit` UTF-16 units, as Office counts; what was cut is marked."""
    if len(text) * 2 <= limit:
        return text
    used, fitting = 0, 0
    for character in text:
        used += 2 if ord(character) > 0xFFFF else 1
        fitting += used < limit
        if used > limit:
            return f"{text[:fitting]}…"
    return text


def facts(report: Report) -> dict[str, tuple[str, str]]:
    """What stands on every page: by name, how it is called and what it is."""
    fields = header_fields(report.header, report.language)
    return {
        key: (name, printable_xml(value)) for key, (name, value) in zip(_FACTS, fields, strict=True)
    }


def language_tag(language: Language) -> str:
    """The language as files name it."""
    return formats.LOCALES[language].replace("_", "-")


def made_at(report: Report) -> datetime.datetime:
    """The report's own day, UTC without a zone: a file made again tomorrow is the same file."""
    day = report.header.date or report.header.period_end
    return datetime.datetime(day.year, day.month, day.day)  # noqa: DTZ001 - both libraries ask so


def is_statement(table: Table) -> bool:
    """Whether a table is the income statement, the balance sheet or the cash flow statement."""
    return table.id in {"income_statement", "balance_sheet", "cash_flow"}


def is_note(table: Table) -> bool:
    """Whether a table is that of a note."""
    return table.id.startswith("note_")
