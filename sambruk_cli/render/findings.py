"""Findings as text with the line they point at, and as annotations for GitHub."""

from __future__ import annotations

import hashlib
import re
import textwrap
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from sambruk_cli import __version__
from sambruk_cli.findings import NAMES, Finding, Severity, standing
from sambruk_cli.language import Language
from sambruk_cli.messages import say, say_count
from sambruk_cli.messages.codes import CODES
from sambruk_cli.render.lines import WIDTH, Line, LineStyle
from sambruk_cli.render.printable import printable, wrap
from sambruk_cli.workspace import Workspace

_MOST_SHOWN = 1000  # characters of a line; what can be seen of a line of a million is in these
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LINK = re.compile(r"\[([^\[\]]*)\]\(")
_ANY = ("utf-8", "surrogatepass")  # names of files need not be UTF-8
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


def findings_text(
    findings: Sequence[Finding], language: Language, workspace: Workspace | None
) -> list[Line]:
    """Every finding, then what vouchers waive and why, then how many there are of each."""
    lines = finding_lines(standing(findings), language, workspace)
    for item in findings:
        if item.waived is not None:
            said, waived = item.said.text(language), say(language, "waived")
            head = printable(f"{item.place}: {item.code} {waived}: {said}")
            lines += [Line(text, "dim") for text in wrap(head, WIDTH, rest="  ")]
            reason = wrap(printable(item.waived), WIDTH, first="    = ", rest="      ")
            lines += [Line(text, "dim") for text in reason]
    return [*lines, summary_line(findings, language)]


def findings_data(findings: Sequence[Finding], language: Language) -> dict[str, Any]:
    """Findings in the form of the JSON contract; what is waived, if anything is, stands apart."""
    left = standing(findings)
    number = {s: sum(1 for f in left if f.severity is s) for s in Severity}
    rows = [item.as_json(language) for item in left]
    summary = {"errors": number[Severity.ERROR], "warnings": number[Severity.WARNING]}
    waived = [f.as_json(language) for f in findings if f.waived is not None]
    if not waived:
        return {"findings": rows, "summary": summary}
    return {"findings": rows, "waived": waived, "summary": {**summary, "waived": len(waived)}}


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
    left = standing(findings)
    errors = sum(1 for item in left if item.severity is Severity.ERROR)
    warnings, waived = len(left) - errors, len(findings) - len(left)
    parts = [
        say_count(language, errors, "1 error", "{number} errors")
        if errors
        else say(language, "no errors"),
        say_count(language, warnings, "1 warning", "{number} warnings")
        if warnings
        else say(language, "no warnings"),
    ]
    if waived:
        parts.append(say_count(language, waived, "1 waived", "{number} waived"))
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
    level = item.severity.value if item.waived is None else "notice"
    return f"::{level} {written}::{_escaped(_told(item, language))}"


def _told(item: Finding, language: Language) -> str:
    """What is wrong and what to do about it; of one that is waived the reason in its place."""
    told = [item.said.text(language)]
    if item.waived is not None:
        told.append(f"{say(language, 'waived')}: {item.waived}")
    elif item.remedy is not None:
        told.append(item.remedy.text(language))
    return "\n".join(told)


def _escaped(text: str, also: str = "") -> str:
    text = "".join(c if c in "\r\n" else printable(c) for c in text)
    for character in "%\r\n" + also:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def sarif(findings: Sequence[Finding], language: Language, below: str = "") -> dict[str, Any]:
    """Findings as a log of SARIF 2.1.0 (OASIS), which other tools and GitHub read.

    Args:
      below: as of `github`; files are named by URIs relative to the top of the repository.
    """
    codes = list(dict.fromkeys(item.code for item in findings))
    rules = [
        {
            "id": code,
            "name": NAMES[code],
            "shortDescription": {"text": f"{code} {NAMES[code]}"},
            "help": {"text": f"sambruk explain {code}"},
            "defaultConfiguration": {"level": "warning" if CODES[code].warning else "error"},
        }
        for code in codes
    ]
    driver = {"name": "sambruk", "version": __version__, "language": language, "rules": rules}
    results = [_result(item, codes.index(item.code), language, below) for item in findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _result(item: Finding, rule: int, language: Language, below: str) -> dict[str, Any]:
    """One finding. All results say whether they are suppressed, as § 3.27.23 asks."""
    suppressed = {"kind": "inSource", "justification": item.waived}
    basis = "\n".join((item.code, item.file or "", item.message))
    result: dict[str, Any] = {
        "ruleId": item.code,
        "ruleIndex": rule,
        "level": item.severity.value,
        "message": {"text": _plain_text(_told(item, language))},
        "partialFingerprints": {"sambruk/v1": hashlib.sha256(basis.encode(*_ANY)).hexdigest()},
        "suppressions": [] if item.waived is None else [suppressed],
    }
    if item.file is not None:
        name = f"{below}/{item.file}" if below else item.file
        place: dict[str, Any] = {"artifactLocation": {"uri": quote(name, errors="surrogateescape")}}
        if item.line is not None:
            place["region"] = {"startLine": item.line}
        result["locations"] = [{"physicalLocation": place}]
    return result


def _plain_text(text: str) -> str:
    """Text in which nothing is a placeholder (§ 3.11.5) or a link (§ 3.11.6)."""
    shown = "".join(c if c == "\n" else printable(c) for c in text)
    return _LINK.sub(r"\\[\1\\](", shown.replace("{", "{{").replace("}", "}}"))
