"""sambruk sie import"""

from __future__ import annotations

import re
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sambruk_cli.console import completion, printing, run
from sambruk_cli.findings import Finding, Severity, Stop, finding, in_order
from sambruk_cli.language import pick
from sambruk_cli.session import Session

if TYPE_CHECKING:
    from sambruk_cli.exchange.sie.into.plan import Plan, Source
    from sambruk_cli.terms import Terms
    from sambruk_cli.workspace import Workspace


class ImportFormat(StrEnum):
    """The forms in which an import says what it would do."""

    text = "text"
    json = "json"


MOST_NOTES = 20  # on the terminal; the JSON holds all
_YEAR = re.compile(r"[0-9]{4}(/[0-9]{2}([0-9]{2})?)?")


def import_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A SIE file, of any type.")],
    into: Annotated[
        str | None,
        typer.Option(
            "--into",
            metavar="DIR|YEAR",
            autocompletion=completion.years,
            help="A new folder for the whole file, or a fiscal year of the workspace for its "
            "vouchers; by default the year that the file is of.",
        ),
    ] = None,
    write: Annotated[bool, typer.Option("--write", help="Write the files.")] = False,
    comparatives: Annotated[
        bool,
        typer.Option(
            "--comparatives/--no-comparatives", help="Whether the year before comes along."
        ),
    ] = True,
    series: Annotated[
        str | None,
        typer.Option(
            "--series",
            metavar="SERIES",
            help="Give all vouchers the next numbers of this series; only into a year.",
        ),
    ] = None,
    number: Annotated[
        str | None,
        typer.Option(
            "--organisation-number", metavar="NUMBER", help="Where the file has no valid one."
        ),
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Read a file that says it has been read (#FLAGGA 1).")
    ] = False,
    format_: Annotated[
        ImportFormat, typer.Option("--format", "-f", help="Form of the output.")
    ] = ImportFormat.text,
) -> int:
    """Read a SIE file into Beancount: show what would be written, and write it with --write.

    Into a new or empty folder a whole file becomes a workspace: chart, opening balances,
    vouchers, objects, budget. Into a year its vouchers become a file of their own. Where
    anything is wrong, nothing is written. Exit code 1: there are findings.

    Example: sambruk sie import bokforing.se --into ny --write
    """
    from sambruk_cli.console.progress import progress
    from sambruk_cli.edits.sie_write import write_folder, write_into
    from sambruk_cli.exchange.sie.into.names import is_series

    language = run.settings_of(context).language
    folder = None if into is None or _YEAR.fullmatch(into) else Path(into)
    if series is not None and (folder is not None or not is_series(series)):
        raise typer.BadParameter(
            "one to three capitals, and only into a year: a folder takes the vouchers with their "
            "own numbers",
            param_hint="--series",
        )
    with progress(pick(language, "Läser SIE-filen", "Reading the SIE file")):
        source, notes = _source(file)
        workspace: Workspace | None = None
        if folder is not None:
            plan = _into_folder(source, folder, comparatives, number, again)
        else:
            workspace, plan = _into_year(context, source, into, again, series)
    plan = replace(plan, notes=in_order((*notes, *plan.notes)))
    if write and not plan.findings:
        assert plan.files is not None  # there are no findings
        if folder is not None:
            write_folder(folder, plan.files)
        elif workspace is not None:
            write_into(workspace, plan.files)
    _show(plan, source, into, write, format_, run.settings_of(context).terms)
    return run.FINDINGS if plan.findings else run.OK


def _source(path: Path) -> tuple[Source, list[Finding]]:
    """The file, and what the reader took in its own way: warnings, since the import goes on."""
    from sambruk_cli import sie
    from sambruk_cli.exchange.sie.findings import MOST_BYTES, as_finding
    from sambruk_cli.exchange.sie.into.plan import Source
    from sambruk_cli.files.disk import open_ordinary

    with open_ordinary(path, MOST_BYTES) as stream:
        content = stream.read()
    try:
        read = sie.read(content)
        problems = read.problems
    except sie.SieError as error:
        problems = error.problems
    errors = [as_finding(p, path) for p in problems if p.severity == "error"]
    if errors:
        raise Stop(*in_order(errors))
    notes = [replace(as_finding(p, path), severity=Severity.WARNING) for p in problems]
    return Source(read, str(path)), notes


def _into_folder(
    source: Source, folder: Path, comparatives: bool, number: str | None, again: bool
) -> Plan:
    from sambruk_cli.exchange.sie.into.new_workspace import Choices, into_workspace

    plan = into_workspace(source, Choices(number, comparatives, again))
    there = _no_place(folder)
    if there is None:
        return plan
    return replace(plan, files=None, findings=in_order((*plan.findings, there)))


def _no_place(folder: Path) -> Finding | None:
    """Why a new workspace cannot stand in a folder, None where it can."""
    hint = "name a folder that is new or empty; for a year of a workspace: --into YEAR"
    try:
        if folder.is_dir():
            reason = f"{folder} is there and not empty" if any(folder.iterdir()) else ""
        elif folder.exists():
            reason = f"{folder} is a file"
        elif not folder.absolute().parent.is_dir():
            reason = f"there is no folder {folder.parent} to make {folder.name} in"
            hint = "make that folder first, or name another"
        else:
            reason = ""
    except OSError as error:
        reason = f"cannot look into {folder}: {(error.strerror or str(error)).lower()}"
    return finding("SIE629", reason, hint=hint) if reason else None


def _into_year(
    context: typer.Context, source: Source, label: str | None, again: bool, series: str | None
) -> tuple[Workspace, Plan]:
    from sambruk_cli.exchange.sie.into.existing_year import MAIN, Target, into_year
    from sambruk_cli.register.sie import FILE, read_sie_details

    session = run.open_session(context)
    details, faults = read_sie_details(session.workspace)
    if faults:
        raise Stop(*faults)
    year = session.year(label) if label is not None else _year_of(source, session)
    texts = {MAIN: session.workspace.read_text(MAIN)}
    if session.workspace.is_there(FILE):
        texts[FILE] = session.workspace.read_text(FILE)
    target = Target(session.books, session.register, details, year, texts)
    return session.workspace, into_year(source, target, again=again, into_series=series)


def _year_of(source: Source, session: Session) -> Any:
    from sambruk_cli.fiscal import year_of

    days = [v.day for v in source.file.vouchers] or [
        y.start for y in source.file.years if y.number == 0 and y.start
    ]
    year = year_of(session.register.years, days[0]) if days else None
    if year is None:
        raise Stop(
            finding(
                "SIE623",
                "no fiscal year of the workspace is the one that the file is of",
                file=source.name,
                hint="add the year to config/association.toml, or name a new folder with --into",
            )
        )
    return year


def _show(
    plan: Plan,
    source: Source,
    into: str | None,
    write: bool,
    format_: ImportFormat,
    terms: Terms,
) -> None:
    from sambruk_cli.render.text import block_lines
    from sambruk_cli.views.sie_import import payload, summary

    written = write and not plan.findings
    if format_ is ImportFormat.json:
        printing.emit(printing.to_json(payload(plan, source, into, written, terms.messages)), None)
        return
    if plan.findings:
        printing.show_findings(plan.findings, terms.messages, as_json=False)
        return
    if plan.notes:
        printing.show_findings(plan.notes[:MOST_NOTES], terms.messages, as_json=False)
    unshown = len(plan.notes[MOST_NOTES:])
    blocks = summary(plan, source, written, terms.language, unshown=unshown)
    printing.emit_lines(block_lines(blocks, terms.language), None)
