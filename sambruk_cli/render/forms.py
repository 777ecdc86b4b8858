"""The forms that a report comes in.

One table: a new form is one line of it and one module with a function that takes the report and
gives the text or the bytes of a file.
"""

from __future__ import annotations

import sys
from enum import StrEnum
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING

from sambruk_cli.findings import Stop, finding

if TYPE_CHECKING:
    from sambruk_cli.document.model import Carries, Report


class ReportForm(StrEnum):
    """The forms of a report, as --format names them.

    `suffixes` are those of its files, the usual one first. `renderer` is module and function
    within render/, imported when it is asked for. `carries` says what the form can hold besides
    the report's chapters: what each figure is made of, or tables of their own after the chapters.
    """

    suffixes: tuple[str, ...]
    renderer: str
    carries: Carries
    is_binary: bool

    def __new__(
        cls, name: str, suffixes: tuple[str, ...], renderer: str, carries: Carries, binary: bool
    ) -> ReportForm:
        form = str.__new__(cls, name)
        form._value_ = name
        form.suffixes, form.renderer = suffixes, renderer
        form.carries, form.is_binary = carries, binary
        return form

    text = "text", (".txt",), "text:report_text", "", False
    markdown = "markdown", (".md",), "markdown:report_markdown", "", False
    json = "json", (".json",), "json:report_json", "", False
    html = "html", (".html", ".htm"), "html:report_html", "details", False
    pdf = "pdf", (".pdf",), "pdf:report_pdf", "", True
    docx = "docx", (".docx",), "docx:report_docx", "", True
    xlsx = "xlsx", (".xlsx",), "xlsx:report_xlsx", "appendices", True


def form_of(file: PurePath) -> ReportForm:
    """The form that a file's suffix asks for.

    Raises:
      Stop: USE905 for a suffix that is none.
    """
    by_suffix = {suffix: form for form in ReportForm for suffix in form.suffixes}
    form = by_suffix.get(file.suffix.lower())
    if form is None:
        known = tuple(sorted(by_suffix))
        raise Stop(finding("USE905.suffix", suffix=file.suffix, known=known))
    return form


def chosen_form(form: ReportForm | None, file: PurePath | None) -> ReportForm:
    """The form asked for, else that of the file's suffix, else text.

    Raises:
      Stop: USE905 for a suffix that is none, and for what a terminal cannot show.
    """
    if form is None:
        form = form_of(file) if file is not None and str(file) != "-" else ReportForm.text
    if form.is_binary and file is None and sys.stdout.isatty():
        raise Stop(finding("USE905.terminal", form=form.value))
    return form


def render(report: Report, form: ReportForm) -> bytes:
    """A report in a form, as the bytes of its file.

    Raises:
      Stop: RPT513 when a form cannot carry what the report holds.
    """
    module, function = form.renderer.split(":")
    made: str | bytes = getattr(import_module(f"sambruk_cli.render.{module}"), function)(report)
    return made.encode() if isinstance(made, str) else made
