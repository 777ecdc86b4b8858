"""A document of many chapters, as what prints it takes it: lines, values for JSON, or bytes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sambruk_cli.document.model import Report, as_json
from sambruk_cli.render.forms import ReportForm, render
from sambruk_cli.render.lines import Line
from sambruk_cli.render.text import report_lines


def content_of(document: Report, form: ReportForm) -> list[Line] | Mapping[str, Any] | bytes:
    """A report in a form: text as lines, which a terminal gives emphasis; JSON as values."""
    match form:
        case ReportForm.json:
            return dict(as_json(document))
        case ReportForm.text:
            return report_lines(document)
    return render(document, form)
