"""Findings as text with the line they point at, and as annotations for GitHub."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from sambruk_cli.findings import NAMES, Finding, Severity
from sambruk_cli.language import Language
from sambruk_cli.messages import say, say_count
from sambruk_cli.render.lines import WIDTH, Line, LineStyle
from sambruk_cli.render.printable import printable, wrap
from sambruk_cli.workspace import Workspace

_MOST_SHOWN = 1000  # characters of a line; what can be seen of a line of a million is in these
# What programs and banks write in amounts, and no parser takes for the character it looks like.
_LOOKALIKES = {
    ord(character): f"\\u{ord(character):04x}"
    for character in "\N{MINUS SIGN}\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"
    "\N{FIGURE SPACE}\N{NON-BREAKING HYPHEN}\N{HYPHEN}"
}


def finding_lines(
    findings: Sequence[Finding], language: Language, workspace: Workspace | None = None
) -> list[Line]:
    """Each finding: place, code, what is wrong; the source line; what to do."""
    lines: list[Line] = []
    for item in findings:
        style: LineStyle = "warning" if item.severity is Severity.ERROR else "bold"
        place = f"{item.place}: " if item.place else ""
        head = printable(
            f"{place}{item.code} {_severity(item.severity, language)}: {item.said.text(language)}"
        )
        lines += [Line(text, style) for text in wrap(head, WIDTH, rest="  ")]
        source = workspace.source_line(item) if workspace else None
        if source is not None and source.strip():
            begins = source.strip(" \t")[:_MOST_SHOWN].expandtabs(1)
            shown = _with_invisible(printable(begins))
            lines.append(
                Line(f"    | {textwrap.shorten(shown, WIDTH - 6, placeholder=' …')}", "dim")
            )
        if item.remedy:
            hint = wrap(printable(item.remedy.text(language)), WIDTH, first="    = ", rest="      ")
            lines += [Line(text) for text in hint]
    return lines


def _with_invisible(text: str) -> str:
    """Text in which characters that look like a space or a hyphen are written by their numbers."""
    return text.translate(_LOOKALIKES)


def _severity(severity: Severity, language: Language) -> str:
    match severity:
        case Severity.ERROR:
            return say(language, "error")
        case Severity.WARNING:
            return say(language, "warning")


def summary_line(findings: Sequence[Finding], language: Language) -> Line:
    """How many of each there are."""
    errors = sum(1 for item in findings if item.severity is Severity.ERROR)
    warnings = len(findings) - errors
    parts = (
        say_count(language, errors, "1 error", "{number} errors")
        if errors
        else say(language, "no errors"),
        say_count(language, warnings, "1 warning", "{number} warnings")
        if warnings
        else say(language, "no warnings"),
    )
    text = ", ".join(parts)
    return Line(text[:1].upper() + text[1:] + ".", "bold")


def github(findings: Sequence[Finding], language: Language, below: str = "") -> str:
    """Workflow commands that GitHub shows beside the changed lines.

    Args:
      below: the folder that files are named relative to, as seen from the top of the repository.
    """
    return "".join(f"{_annotation(item, language, below)}\n" for item in findings)


def _annotation(item: Finding, language: Language, below: str) -> str:
    properties = {"title": f"{item.code} {NAMES[item.code]}"}
    if item.file is not None:
        file = f"{below}/{item.file}" if below else item.file
        properties = {"file": file, "line": str(item.line or 1), **properties}
    written = ",".join(f"{key}={_escaped(value, ':,')}" for key, value in properties.items())
    message = item.said.text(language)
    if item.remedy is not None:
        message = f"{message}\n{item.remedy.text(language)}"
    return f"::{item.severity.value} {written}::{_escaped(message)}"


def _escaped(text: str, also: str = "") -> str:
    text = "".join(c if c in "\r\n" else printable(c) for c in text)
    for character in "%\r\n" + also:
        text = text.replace(character, f"%{ord(character):02X}")
    return text
