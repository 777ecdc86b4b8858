"""The forms that a report comes in: one renderer each, from the same model."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import PurePath

from sambruk_cli.document.model import Report
from sambruk_cli.findings import finding
from sambruk_cli.report.sources import Sources
from sambruk_cli.workspace import Unreadable


class Form(StrEnum):
    """The forms of a report."""

    text = "text"
    markdown = "markdown"
    json = "json"
    html = "html"
    pdf = "pdf"
    docx = "docx"
    xlsx = "xlsx"


SUFFIXES = {
    ".txt": Form.text,
    ".md": Form.markdown,
    ".json": Form.json,
    ".html": Form.html,
    ".htm": Form.html,
    ".pdf": Form.pdf,
    ".docx": Form.docx,
    ".xlsx": Form.xlsx,
}
BINARY = frozenset({Form.pdf, Form.docx, Form.xlsx})


def form_of(file: PurePath) -> Form:
    """The form that a file's suffix asks for.

    Raises:
      Unreadable: USE905 for a suffix that is none.
    """
    form = SUFFIXES.get(file.suffix.lower())
    if form is None:
        known = ", ".join(sorted(SUFFIXES))
        raise Unreadable(
            finding(
                "USE905",
                f'no form of report has the suffix "{file.suffix}"',
                hint=f"use {known}, or say --format",
            )
        )
    return form


def render(report: Report, sources: Sources, form: Form) -> bytes:
    """A report in a form, as the bytes of its file.

    Raises:
      Unreadable: RPT513 when a form cannot carry what the report holds.
    """
    match form:
        case Form.text:
            from sambruk_cli.render.text import finish, report_lines

            return finish(report_lines(report)).encode()
        case Form.markdown:
            from sambruk_cli.render.markdown import report_markdown

            return report_markdown(report).encode()
        case Form.json:
            from sambruk_cli.document.model import as_json

            return (json.dumps(as_json(report), ensure_ascii=False, indent=2) + "\n").encode()
        case Form.html:
            from sambruk_cli.render.html import report_html
            from sambruk_cli.report.details import with_details

            return report_html(with_details(report, sources)).encode()
        case Form.pdf:
            return _pdf(report)
        case Form.docx:
            from sambruk_cli.render.docx import report_docx

            return report_docx(report)
        case Form.xlsx:
            return _xlsx(report, sources)


def _pdf(report: Report) -> bytes:
    from sambruk_cli.render.pdf import PdfFault, report_pdf

    try:
        return report_pdf(report)
    except PdfFault as fault:
        first = str(fault).strip().splitlines()[0]
        raise Unreadable(
            finding(
                "RPT513",
                f"the report cannot be set as PDF: {first}",
                hint="a picture may be damaged, or a text hold characters that no font here has",
            )
        ) from None


def _xlsx(report: Report, sources: Sources) -> bytes:
    from sambruk_cli.books.balances import trial_balance
    from sambruk_cli.language import pick
    from sambruk_cli.render.xlsx import report_xlsx
    from sambruk_cli.views.lists import member_dues_table, trial_balance_table

    language = sources.language
    more = (
        trial_balance_table(
            sources.books,
            trial_balance(sources.books, sources.year),
            language,
            pick(language, "Saldobalans", "Trial balance"),
        ),
        member_dues_table(sources.dues, language, pick(language, "Avgifter", "Dues")),
    )
    return report_xlsx(report, more)
