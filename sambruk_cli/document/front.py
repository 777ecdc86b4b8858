"""What stands on the front of a report and at its foot, in words."""

from __future__ import annotations

from sambruk_cli.document.model import Header, Report
from sambruk_cli.language import Language
from sambruk_cli.messages import say, say_in


def header_fields(header: Header, language: Language) -> list[tuple[str, str]]:
    """Label and value of everything in the header; a value that is not known is a dash."""
    period = f"{header.period_start.isoformat()} – {header.period_end.isoformat()}"
    of_year = say_in(language, "front of a report", "Fiscal year")
    fields = (
        (say_in(language, "front of a report", "Name"), header.association),
        (say(language, "Organisation number"), header.organisation_number),
        (of_year if header.of_year else say_in(language, "front of a report", "Period"), period),
        (say(language, "Prepared by"), header.prepared_by),
        (say(language, "Date"), header.date.isoformat() if header.date else ""),
        (say(language, "Approved by"), header.approved_by),
        (say(language, "Version"), header.version),
    )
    return [(label, value or "–") for label, value in fields]


def draft_mark(report: Report) -> str:
    """What marks a report that nobody has approved, "" once somebody has."""
    return say(report.language, "DRAFT") if report.is_draft else ""


def stamp_text(report: Report) -> str:
    """One line that says what the report was made from; "" where it has no stamp."""
    stamp, language = report.stamp, report.language
    if stamp is None:
        return ""
    parts = [f"sambruk {stamp.program}"]
    if stamp.commit:
        commit = stamp.commit[:12]
        changed = say(language, "git {commit} with changes", commit=commit)
        parts.append(changed if stamp.changed else f"git {commit}")
    parts.append(say(language, "books and register sha256 {digest}", digest=stamp.digest[:16]))
    return " · ".join(parts)
