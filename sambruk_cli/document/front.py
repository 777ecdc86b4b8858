"""What stands on the front of a report and at its foot, in words."""

from __future__ import annotations

from sambruk_cli.document.model import Header, Report
from sambruk_cli.language import Language, pick


def header_fields(header: Header, language: Language) -> list[tuple[str, str]]:
    """Label and value of everything in the header; a value that is not known is a dash."""
    period = f"{header.period_start.isoformat()} – {header.period_end.isoformat()}"
    fields = (
        (pick(language, "Företagsnamn", "Name"), header.association),
        (pick(language, "Organisationsnummer", "Organisation number"), header.organisation_number),
        (pick(language, "Räkenskapsperiod", "Fiscal year"), period),
        (pick(language, "Upprättad av", "Prepared by"), header.prepared_by),
        (pick(language, "Datum", "Date"), header.date.isoformat() if header.date else ""),
        (pick(language, "Godkänd av", "Approved by"), header.approved_by),
        (pick(language, "Version", "Version"), header.version),
    )
    return [(label, value or "–") for label, value in fields]


def draft_mark(report: Report) -> str:
    """What marks a report that nobody has approved, "" once somebody has."""
    return pick(report.language, "UTKAST", "DRAFT") if report.is_draft else ""


def stamp_text(report: Report) -> str:
    """One line that says what the report was made from; "" where it has no stamp."""
    stamp, language = report.stamp, report.language
    if stamp is None:
        return ""
    parts = [f"sambruk {stamp.program}"]
    if stamp.commit:
        changed = pick(language, " med ändringar", " with changes") if stamp.changed else ""
        parts.append(f"git {stamp.commit[:12]}{changed}")
    files_read = pick(language, "bokföring och register", "books and register")
    parts.append(f"{files_read} sha256 {stamp.digest[:16]}")
    return " · ".join(parts)
