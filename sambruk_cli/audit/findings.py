"""What `sambruk validate` finds of the year under audit."""

from __future__ import annotations

from sambruk_cli.audit.section import Section
from sambruk_cli.audit.year import AuditYear
from sambruk_cli.document.cell import Shown
from sambruk_cli.document.model import Column, Row, Table
from sambruk_cli.document.records import without_empty
from sambruk_cli.findings import Finding, Severity, errors
from sambruk_cli.messages import say, say_count, say_in


def findings_section(year: AuditYear) -> Section:
    """Each finding with its code, where it is and what to do; errors first."""
    language = year.language
    title = say(language, "Findings")
    about = say(language, "What the program's checks find of the year: sambruk validate.")
    found = sorted(year.findings, key=lambda item: item.severity is not Severity.ERROR)
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
    notes = []
    if wrong := len(errors(found)):
        notes.append(
            say_count(
                language,
                wrong,
                "The checks find 1 error: the figures are not to be relied upon.",
                "The checks find {number} errors: the figures are not to be relied upon.",
            )
        )
    return Section("findings", title, about, (table,), (table,), notes=tuple(notes))


def _row(year: AuditYear, item: Finding) -> Row:
    language = year.language
    severity = (
        say_in(language, "finding", "error")
        if item.severity is Severity.ERROR
        else say_in(language, "finding", "warning")
    )
    remedy = item.remedy.text(language) if item.remedy else ""
    said = item.said.text(language)
    shown = Shown(severity, item.severity.value)
    return Row((item.code, shown, said, item.place, remedy, item.waived or ""))
