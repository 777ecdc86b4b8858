"""Findings that say whatever a test wants them to."""

from __future__ import annotations

from sambruk_cli.findings import Finding, Severity
from sambruk_cli.messages import Message
from sambruk_cli.messages.codes import CODES


def saying(
    code: str, text: str, *, file: str | None = None, line: int | None = None, hint: str = ""
) -> Finding:
    """A finding of a code, with a text and a hint of the test's own."""
    severity = Severity.WARNING if CODES[code].warning else Severity.ERROR
    said = Message.of("{text}", text=text)
    return Finding(code, severity, said, file, line, Message(hint) if hint else None)
