"""Printing what a command has made: to a terminal, a pipe or a file, in the form asked for.

Most renderers are imported where they print: every command imports this module, for its help too.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from sambruk_cli.console.options import FindingsFormat, Format
from sambruk_cli.files.above import below_repository
from sambruk_cli.findings import Finding
from sambruk_cli.language import Language
from sambruk_cli.render.lines import Line, as_text

if TYPE_CHECKING:
    from sambruk_cli.document.model import Report
    from sambruk_cli.render.forms import ReportForm
    from sambruk_cli.session import Session
    from sambruk_cli.views.view import View
    from sambruk_cli.workspace import Workspace

# What JSON leaves as it is: C1, the marks that turn the direction of writing, and halves of
# characters, as in names of files that are not UTF-8, which nothing can encode.
_STEERING = re.compile("[\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def present(session: Session, view: View, format_: Format, file: Path | None) -> int:
    """Print what a command shows of a workspace and return its exit code.

    Books with errors give a warning that stands first; JSON carries all findings.
    """
    if format_ is Format.csv:
        warn(session)
    findings = [f.as_json(session.terms.messages) for f in session.findings]
    show(view, format_, file, session.language, warning=session.warning, findings=findings)
    return session.exit_code


def show(
    view: View,
    format_: Format,
    file: Path | None,
    language: Language,
    *,
    warning: str = "",
    findings: list[dict[str, Any]] | None = None,
    for_comment: bool = False,
) -> None:
    """Print a view in the form asked for.

    Args:
      for_comment: whether its Markdown may stand in a comment, and is to mention nobody there.
    """
    from sambruk_cli.document.model import Paragraph
    from sambruk_cli.render import csv, markdown, text

    match format_:
        case Format.json:
            more = {} if findings is None else {"findings": findings}
            emit_data(to_json({**view.data(), **more}), file)
        case Format.csv:
            table = view.table() if callable(view.table) else view.table
            emit_data(csv.table_csv(table), file)
        case Format.markdown:
            first = (Paragraph.of(warning, "strong"),) if warning else ()
            written = markdown.blocks_markdown([*first, *view.blocks], language)
            emit(markdown.defused(written) if for_comment else written, file)
        case Format.text:
            lines = [Line(warning, "warning"), Line("")] if warning else []
            emit_lines([*lines, *text.block_lines(view.blocks, language)], file)


def warn(session: Session) -> None:
    """The warning on stderr, for forms that have no place for it."""
    if session.warning:
        sys.stderr.write(session.warning + "\n")


def to_json(payload: Any) -> str:
    """JSON that people can read and diff; what could steer a terminal is escaped in it."""
    text = json.dumps(payload, ensure_ascii=False, indent=2)
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def emit(text: str, file: Path | None) -> None:
    """Text to a file in UTF-8, or to stdout in the encoding of the terminal.

    Raises:
      Unreadable: USE904 when the file cannot be written.
    """
    if file is None or str(file) == "-":
        sys.stdout.write(text)
    else:
        emit_data(text, file)


def emit_data(text: str, file: Path | None) -> None:
    """Text that programs read, which is UTF-8 wherever it goes.

    Raises:
      Unreadable: USE904 when the file cannot be written.
    """
    emit_bytes(text.encode("utf-8", "backslashreplace"), file)


def emit_bytes(content: bytes, file: Path | None) -> None:
    """The bytes of a file to that file, or to stdout.

    Raises:
      Unreadable: USE904 when the file cannot be written.
    """
    if file is None or str(file) == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    from sambruk_cli.files.disk import write_whole

    write_whole(file, content)


def emit_lines(lines: Iterable[Line], file: Path | None, stream: TextIO | None = None) -> None:
    """Lines to a file or a pipe as plain text, to a terminal with emphasis.

    Args:
      stream: where they are printed without a file; stdout by default.
    """
    if file is None and (stream or sys.stdout).isatty():
        _on_terminal(lines, stream or sys.stdout, as_text)
    elif stream is not None:
        stream.write(as_text(lines))
    else:
        emit(as_text(lines), file)


def _on_terminal(
    lines: Iterable[Line], stream: Any, as_text: Callable[[Iterable[Line]], str]
) -> None:
    from rich.console import Console
    from rich.text import Text

    styles = {"bold": "bold", "dim": "dim", "warning": "bold red", "": ""}
    console = Console(file=stream, highlight=False, soft_wrap=True)  # honours NO_COLOR
    for line in lines:
        console.print(Text(as_text([line]).rstrip("\n"), style=styles[line.style]))


def emit_report(
    document: Report, form: ReportForm, file: Path | None, findings: list[dict[str, Any]]
) -> None:
    """A document of many chapters to a file, or to stdout.

    Args:
      findings: what JSON says of the books besides.
    """
    from sambruk_cli.render.documents import content_of

    match content_of(document, form):
        case bytes() as content:
            emit_bytes(content, file)
        case list() as lines:
            emit_lines(lines, file)
        case values:
            emit_data(to_json({**values, "findings": findings}), file)


def list_findings(
    findings: Sequence[Finding],
    language: Language,
    format_: FindingsFormat,
    file: Path | None,
    workspace: Workspace | None = None,
) -> None:
    """Findings that were asked for, with how many there are, and the lines that they point at.

    Args:
      workspace: where the lines are read; None where the findings are of no workspace.
    """
    from sambruk_cli.render import findings as forms

    match format_:
        case FindingsFormat.json:
            emit_data(to_json(forms.findings_data(findings, language)), file)
        case FindingsFormat.github:
            emit(forms.github(findings, language, _below(workspace)), file)
        case FindingsFormat.sarif:
            emit_data(to_json(forms.sarif(findings, language, _below(workspace))), file)
        case FindingsFormat.text:
            emit_lines(forms.findings_text(findings, language, workspace), file)


def _below(workspace: Workspace | None) -> str:
    """Where the workspace lies in its repository, since GitHub names files from there."""
    if workspace is None:
        return ""
    workspace.files.head()  # asked so that a kept answer rests on which repository it is
    return below_repository(workspace.root)


def show_findings(findings: Sequence[Finding], language: Language, *, as_json: bool) -> None:
    """Findings that stopped a command: as JSON to stdout, or as text to stderr."""
    from sambruk_cli.render.findings import finding_lines

    if as_json:
        emit_data(to_json({"findings": [item.as_json(language) for item in findings]}), None)
    else:
        emit_lines(finding_lines(findings, language), None, sys.stderr)
