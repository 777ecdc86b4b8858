"""JSON: the whole document model."""

from __future__ import annotations

import json

from sambruk_cli.document.model import Report, as_json


def report_json(report: Report) -> str:
    """A report as JSON that people can read and diff."""
    return json.dumps(as_json(report), ensure_ascii=False, indent=2) + "\n"
