"""What every command does around its work: open the workspace, print, give an exit code."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec

import typer

from sambruk_cli.console.options import Format, Settings
from sambruk_cli.findings import Finding, did_you_mean, errors, finding
from sambruk_cli.language import Language, pick
from sambruk_cli.workspace import Unreadable, Workspace, open_workspace

if TYPE_CHECKING:
    from sambruk_cli.books.books import Books
    from sambruk_cli.document.model import Block, Table
    from sambruk_cli.fiscal import FiscalYear
    from sambruk_cli.register.read import Register
    from sambruk_cli.render.text import Line

P = ParamSpec("P")

# Controls that JSON leaves as they are: C1, and the marks that turn the direction of writing.
_STEERING = re.compile("[\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")

OK, FINDINGS, USAGE = 0, 1, 2


class Stop(Exception):
    """The command cannot go on; `findings` say why."""

    def __init__(self, *findings: Finding, as_json: bool = False) -> None:
        super().__init__("stopped")
        self.findings = findings
        self.as_json = as_json


def command(function: Callable[P, int]) -> Callable[P, None]:
    """Turn a function that returns an exit code into a command: faults become findings."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            code = _run(function, *args, **kwargs)
            sys.stdout.flush()
        except (Unreadable, Stop) as error:
            as_json = getattr(error, "as_json", False) or kwargs.get("format_") == "json"
            show_findings(error.findings, as_json=as_json)
            code = USAGE
        except BrokenPipeError:
            # The reader has gone (`| head`): nothing is wrong. Python would complain at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            code = OK
        if getattr(kwargs.get("context"), "invoked_subcommand", None) is not None:
            return  # a group's own function, with the command proper still to come
        raise typer.Exit(code)

    return run


def _run(function: Callable[P, int], *args: P.args, **kwargs: P.kwargs) -> int:
    """Run a command; where the cache turns out to be damaged, once more without it.

    Commands print when all is computed, so nothing is printed twice.
    """
    from sambruk_cli.cache.store import Damaged

    try:
        return function(*args, **kwargs)
    except Damaged as damaged:
        damaged.store.discard()
        settings = settings_of(kwargs["context"])  # type: ignore[arg-type]
        settings.cache = False
        return function(*args, **kwargs)


def show_findings(findings: Sequence[Finding], *, as_json: bool) -> None:
    """Findings that stopped a command: as JSON to stdout, or as text to stderr."""
    from sambruk_cli.render.findings import finding_lines
    from sambruk_cli.render.text import finish

    if as_json:
        sys.stdout.write(to_json({"findings": [item.as_json() for item in findings]}))
        return
    if sys.stderr.isatty():
        _on_terminal(finding_lines(findings), sys.stderr)
    else:
        sys.stderr.write(finish(finding_lines(findings)))


@dataclass(frozen=True, slots=True)
class Opened:
    """A workspace read whole, with every finding of every check."""

    workspace: Workspace
    register: Register
    books: Books
    findings: tuple[Finding, ...]
    language: Language

    @property
    def exit_code(self) -> int:
        return FINDINGS if errors(self.findings) else OK

    @property
    def warning(self) -> str:
        """The line that stands first on anything made from books with errors."""
        number = len(errors(self.findings))
        if not number:
            return ""
        swedish = f"VARNING: {number} fel i böckerna; lita inte på siffrorna. Kör sambruk validate."
        english = f"WARNING: {number} errors; do not rely on the figures. Run sambruk validate."
        return pick(self.language, swedish, english)

    def year(self, label: str | None) -> FiscalYear:
        """The year asked for, or the last one in the books.

        Raises:
          Stop: USE901 when there is no such year.
        """
        if label is None:
            year = self.books.last_year(self.register.years)
            if year is None:
                raise Stop(
                    finding(
                        "USE901",
                        "no fiscal year holds a voucher",
                        hint="name the year, or write its first voucher",
                    )
                )
            return year
        return known_year(self.register, label)


def known_year(register: Register, label: str) -> FiscalYear:
    """The fiscal year with a label.

    Raises:
      Stop: USE901 with the years that there are.
    """
    year = register.year(label)
    if year is None:
        labels = [y.label for y in register.years]
        known = f"years: {', '.join(labels) or 'none'}"
        raise Stop(
            finding(
                "USE901",
                f"there is no fiscal year {label}",
                file="config/association.toml",
                hint=did_you_mean(label, labels, known) if len(label) > 4 else known,
            )
        )
    return year


def settings_of(context: typer.Context) -> Settings:
    """What was said before the command's name."""
    found = context.find_object(Settings)
    return found if found is not None else Settings()


def open_all(context: typer.Context) -> Opened:
    """Read books and register, and run every check.

    Raises:
      Stop: when a part cannot be read, with all that is wrong.
    """
    from sambruk_cli.console.progress import progress
    from sambruk_cli.opening.reading import read_checked

    settings = settings_of(context)
    workspace = open_workspace(settings.root)
    what = pick(settings.language, "Läser bokföringen", "Reading the books")
    with progress(what) as report:
        read = read_checked(workspace, cache=settings.cache, report=report)
    if read.books is None or read.register.association is None or read.register.unreadable:
        raise Stop(*read.findings)
    return Opened(workspace, read.register, read.books, read.findings, settings.language)


@dataclass(frozen=True, slots=True)
class Output:
    """What a command prints, in every form: `table` is for CSV, `payload` for JSON."""

    blocks: Sequence[Block] = ()
    payload: dict[str, Any] = field(default_factory=dict)
    table: Table | None = None


def present(opened: Opened, output: Output, format_: Format, file: Path | None) -> int:
    """Print a command's result and return its exit code."""
    from sambruk_cli.document.model import Paragraph, Span
    from sambruk_cli.render.csv import table_csv
    from sambruk_cli.render.markdown import blocks_markdown
    from sambruk_cli.render.text import Line, block_lines

    blocks = list(output.blocks)
    if format_ is Format.json:
        payload = {**output.payload, "findings": [f.as_json() for f in opened.findings]}
        emit(to_json(payload), file)
    elif format_ is Format.csv:
        assert output.table is not None  # every command with data has one
        warn(opened)
        emit(table_csv(output.table), file)
    elif format_ is Format.markdown:
        if opened.warning:
            blocks.insert(0, Paragraph((Span(opened.warning, "strong"),)))
        emit(blocks_markdown(blocks, opened.language), file)
    else:
        lines = [Line(opened.warning, "warning"), Line("")] if opened.warning else []
        emit_lines([*lines, *block_lines(blocks, opened.language)], file)
    return opened.exit_code


def keyed(table: Table, *keys: str) -> Table:
    """A table for CSV: columns named by keys that are the same in every language."""
    columns = (replace(c, title=key) for c, key in zip(table.columns, keys, strict=True))
    return replace(table, columns=tuple(columns))


def warn(opened: Opened) -> None:
    """The warning on stderr, for forms that have no place for it."""
    if opened.warning:
        sys.stderr.write(opened.warning + "\n")


def to_json(payload: Any) -> str:
    """JSON that people can read and diff; what could steer a terminal is escaped in it."""
    text = json.dumps(payload, ensure_ascii=False, indent=2)
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def emit(text: str, file: Path | None) -> None:
    """Text to a file, or to stdout.

    Raises:
      Unreadable: USE904 when the file cannot be written.
    """
    if file is None or str(file) == "-":
        sys.stdout.write(text)
        return
    from sambruk_cli.files.disk import write_whole

    write_whole(file, text.encode())


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


def emit_lines(lines: Iterable[Line], file: Path | None) -> None:
    """Lines to a file or a pipe as plain text, to a terminal with emphasis."""
    from sambruk_cli.render.text import finish

    if file is None and sys.stdout.isatty():
        _on_terminal(lines, sys.stdout)
    else:
        emit(finish(lines), file)


def _on_terminal(lines: Iterable[Line], stream: Any) -> None:
    from rich.console import Console
    from rich.text import Text

    from sambruk_cli.render.text import finish

    styles = {"bold": "bold", "dim": "dim", "warning": "bold red", "": ""}
    console = Console(file=stream, highlight=False, soft_wrap=True)  # honours NO_COLOR
    for line in lines:
        console.print(Text(finish([line]).rstrip("\n"), style=styles[line.style]))
