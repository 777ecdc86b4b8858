"""What a file for Word or Excel says of its report, and text in a form that XML can hold."""

from __future__ import annotations

import datetime

from sambruk_cli.language import Language, pick
from sambruk_cli.render.text import printable
from sambruk_cli.report.model import Report, Table

# Colours of the printed forms.
INK, QUIET, ALARM = "1F2A44", "555F73", "A02020"
TINTS = ("2F5D8A", "A9BFD6")

# Document properties longer than this make a file that Word refuses.
PROPERTY = 255

# Unicode's two noncharacters that XML 1.0 excludes; printable() sees to everything else.
_NO_XML = {0xFFFE: "\\ufffe", 0xFFFF: "\\uffff"}


def safe(text: str) -> str:
    """One line of text that XML can hold and a reader can see: controls are written out."""
    return printable(text.replace("\n", " ")).translate(_NO_XML)


def safe_lines(text: str) -> list[str]:
    """The lines of a text, each as by `safe`."""
    return [safe(line) for line in text.split("\n")]


def cut(text: str, limit: int) -> str:
    """Text of at most `limit` UTF-16 units, as Office counts; what was cut is marked."""
    if _units(text) <= limit:
        return text
    room = limit - 1
    kept = text[:room]
    while _units(kept) > room:
        kept = kept[:-1]
    return f"{kept}…"


def _units(text: str) -> int:
    return len(text) + sum(ord(character) > 0xFFFF for character in text)


def facts(report: Report) -> dict[str, tuple[str, str]]:
    """What stands on every page: name of the field and value, "–" where there is none."""
    header, language = report.header, report.language
    period = f"{header.period_start.isoformat()} – {header.period_end.isoformat()}"
    fields = {
        "association": (pick(language, "Företagsnamn", "Name"), header.association),
        "number": (
            pick(language, "Organisationsnummer", "Organisation number"),
            header.organisation_number,
        ),
        "period": (pick(language, "Räkenskapsperiod", "Fiscal year"), period),
        "prepared_by": (pick(language, "Upprättad av", "Prepared by"), header.prepared_by),
        "date": (
            pick(language, "Datum", "Date"),
            header.date.isoformat() if header.date else "",
        ),
        "approved_by": (pick(language, "Godkänd av", "Approved by"), header.approved_by),
        "version": (pick(language, "Version", "Version"), header.version),
    }
    return {key: (name, safe(value) or "–") for key, (name, value) in fields.items()}


def draft_mark(report: Report) -> str:
    """What marks a report that nobody has approved, "" once somebody has."""
    return pick(report.language, "UTKAST", "DRAFT") if report.is_draft else ""


def language_tag(language: Language) -> str:
    """The language as files name it."""
    return pick(language, "sv-SE", "en-GB")


def made_at(report: Report) -> datetime.datetime:
    """The report's own day, UTC without a zone: a file made again tomorrow is the same file."""
    day = report.header.date or report.header.period_end
    return datetime.datetime(day.year, day.month, day.day)  # noqa: DTZ001 - both libraries ask so


def stamp_text(report: Report) -> str:
    """One line that says what the report was made from, "" where that is not known."""
    stamp, language = report.stamp, report.language
    if stamp is None:
        return ""
    parts = [f"sambruk {stamp.program}"]
    if stamp.commit:
        changed = pick(language, " med ändringar", " with changes") if stamp.changed else ""
        parts.append(f"git {stamp.commit[:12]}{changed}")
    files_read = pick(language, "bokföring och register", "books and register")
    parts.append(f"{files_read} sha256 {stamp.digest[:16]}")
    return safe(" · ".join(parts))


def is_statement(table: Table) -> bool:
    """Whether a table is the income statement or the balance sheet."""
    return table.id in {"income_statement", "balance_sheet"}


def is_note(table: Table) -> bool:
    """Whether a table is that of a note."""
    return table.id.startswith("note_")
