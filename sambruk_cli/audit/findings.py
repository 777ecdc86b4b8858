"""What `sambruk validate` finds of the year under audit."""

from __future__ import annotations

from sambruk_cli.audit.section import Section
from sambruk_cli.audit.year import AuditYear
from sambruk_cli.document.cell import Shown
from sambruk_cli.document.model import Column, Row, Table
from sambruk_cli.document.records import without_empty
from sambruk_cli.findings import Finding, Severity, standing
from sambruk_cli.messages import say, say_count, say_in


def findings_section(year: AuditYear) -> Section:
    """Each finding with its code, where it is and what to do; errors first, what is waived last."""
    language = year.language
    title = say(language, "Findings")
    about = say(language, "What the program's checks find of the year: sambruk validate.")
    found = sorted(
        year.findings,
        key=lambda item: (item.waived is not None, item.severity is not Severity.ERROR),
    )
    if not found:
        return Section("findings", title, about, nothing=say(language, "The checks find nothing."))
    columns = (
        Column(say_in(language, "finding", "Code")),
        Column(say_in(language, "finding", "Severity")),
        Column(say_in(language, "finding", "What")),
        Column(say_in(language, "finding", "Where")),
        Column(say_in(language, "finding", "What to do")),
        Column(say_in(language, "finding", "Waived because")),
    )
    rows = tuple(_row(year, item) for item in found)
    table = without_empty(Table("findings", columns, rows, title))
    notes = [say(language, "The checks find: {tally}.", tally=tally_of(year))]
    if wrong := len(year.session.counted):
        notes.append(
            say_count(
                language,
                wrong,
                "The checks find 1 error: the figures are not to be relied upon.",
                "The checks find {number} errors: the figures are not to be relied upon.",
            )
        )
    return Section("findings", title, about, (table,), (table,), notes=tuple(notes))


def tally_of(year: AuditYear) -> str:
    """How many errors and warnings `validate YEAR` counts, and how many are waived besides."""
    language, found = year.language, year.findings
    left = [item.severity for item in standing(found)]
    errors, warnings = left.count(Severity.ERROR), left.count(Severity.WARNING)
    parts = [
        say_count(language, errors, "1 error", "{number} errors"),
        say_count(language, warnings, "1 warning", "{number} warnings"),
    ]
    if waived := len(found) - len(left):
        parts.append(say_count(language, waived, "1 waived", "{number} waived"))
    return ", ".join(parts)


def _row(year: AuditYear, item: Finding) -> Row:
    language = year.language
    if item.waived is not None:
        shown = Shown(say(language, "waived"), "waived")
    elif item.severity is Severity.ERROR:
        shown = Shown(say_in(language, "finding", "error"), item.severity.value)
    else:
        shown = Shown(say_in(language, "finding", "warning"), item.severity.value)
    remedy = item.remedy.text(language) if item.remedy else ""
    said = item.said.text(language)
    return Row((item.code, shown, said, item.place, remedy, item.waived or ""))
