"""sambruk sie import"""

# What reads, plans and writes is loaded by the functions that need it: the help of every command of
# the group and `sambruk sie check` load this module too.

from __future__ import annotations

import re
import sys
from contextlib import nullcontext
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sambruk_cli.console import completion, printing, run
from sambruk_cli.console.progress import progress
from sambruk_cli.files.errors import reason
from sambruk_cli.findings import Finding, Severity, Stop, finding, in_order
from sambruk_cli.fiscal import FiscalYear, year_of
from sambruk_cli.messages.saying import say
from sambruk_cli.session import Session

if TYPE_CHECKING:
    from sambruk_cli.exchange.sie.into.existing_year import ImportTarget
    from sambruk_cli.exchange.sie.into.import_file import ImportFile
    from sambruk_cli.exchange.sie.into.plan import ImportPlan
    from sambruk_cli.terms import Terms


class ImportFormat(StrEnum):
    """The forms in which an import says what it would do."""

    text = "text"
    json = "json"


MOST_NOTES = 20  # on the terminal; the JSON holds all
MOST_LINES = 200  # of a diff on a terminal; a pipe or file gets all
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
    diff: Annotated[
        bool, typer.Option("--diff", help="Show every line that comes or goes.")
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
    from sambruk_cli.exchange.sie.into.names import is_series

    settings = run.settings_of(context)
    language = settings.terms.messages
    folder = None if into is None or _YEAR.fullmatch(into) else Path(into)
    if series is not None and (folder is not None or not is_series(series)):
        raise typer.BadParameter(
            say(
                language,
                "one to three capitals, and only into a year: a folder takes the vouchers with "
                "their own numbers",
            ),
            param_hint="--series",
        )
    with progress(say(language, "Reading the SIE file")):
        source, notes = _source(file)
    if folder is not None:
        plan = _into_folder(source, folder, comparatives, number, again, write=write)
    else:
        plan = _into_year(context, source, into, again, series, write=write)
    plan = replace(plan, notes=in_order((*notes, *plan.notes)))
    _show(plan, source, into, write, diff, format_, settings.terms)
    return run.FINDINGS if plan.findings else run.OK


def _source(path: Path) -> tuple[ImportFile, list[Finding]]:
    """The file, and what the reader took in its own way: warnings, since the import goes on."""
    from sambruk_cli import sie
    from sambruk_cli.exchange.sie.findings import MOST_BYTES, as_finding
    from sambruk_cli.exchange.sie.into.import_file import ImportFile
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
    return ImportFile(read, str(path)), notes


def _into_folder(
    source: ImportFile,
    folder: Path,
    comparatives: bool,
    number: str | None,
    again: bool,
    *,
    write: bool,
) -> ImportPlan:
    """Plan a workspace of its own, and make it if it is to be written."""
    from sambruk_cli.edits.new_folder import write_folder
    from sambruk_cli.exchange.sie.into.new_workspace import Choices, into_workspace

    found = into_workspace(source, Choices(number, comparatives, again))
    there = _no_place(folder)
    if there is not None:
        return replace(found, plan=None, findings=in_order((*found.findings, there)))
    if write and found.plan is not None:
        write_folder(folder, found.plan)
    return found


def _no_place(folder: Path) -> Finding | None:
    """Why a new workspace cannot stand in a folder, None where it can."""
    try:
        if folder.is_dir():
            return finding("SIE629.full", folder=str(folder)) if any(folder.iterdir()) else None
        if folder.exists():
            return finding("SIE629.file", folder=str(folder))
        if not folder.absolute().parent.is_dir():
            return finding("SIE629.nowhere", parent=str(folder.parent), folder=folder.name)
    except OSError as error:
        return finding("SIE629.unseen", folder=str(folder), reason=reason(error))
    return None


def _into_year(
    context: typer.Context,
    source: ImportFile,
    label: str | None,
    again: bool,
    series: str | None,
    *,
    write: bool,
) -> ImportPlan:
    """Plan vouchers of a year, and carry the plan out if it is to be written.

    Nobody else changes the workspace between what is read and what is written.
    """
    from sambruk_cli.edits.carry_out import carry_out, changing
    from sambruk_cli.exchange.sie.into.existing_year import into_year

    workspace = run.opened(run.settings_of(context))
    with changing(workspace) if write else nullcontext() as lock:
        session = run.open_session(context)
        target = _target(session, source, label)
        found = into_year(source, target, again=again, into_series=series)
        if lock is not None and found.plan is not None:
            carry_out(session.workspace, found.plan, lock)
            if not lock.is_held:
                warning = finding("WSP010.unlocked", severity=Severity.WARNING)
                found = replace(found, notes=(*found.notes, warning))
    return found


def _target(session: Session, source: ImportFile, label: str | None) -> ImportTarget:
    """The year that vouchers come into, with the files that are added to."""
    from sambruk_cli.exchange.sie.into.existing_year import IMPORTED, MAIN, ImportTarget
    from sambruk_cli.register.sie import FILE, read_sie_details

    workspace = session.workspace
    digests = dict(workspace.digests)
    details, faults = read_sie_details(workspace)
    if faults:
        raise Stop(*faults)
    year = session.year(label) if label is not None else _year_of(source, session)
    files = (MAIN, FILE) if workspace.is_there(FILE) else (MAIN,)
    contents = {name: workspace.read_bytes(name) for name in files}
    there = frozenset(workspace.glob(f"{IMPORTED}/*"))
    return ImportTarget(session, details, year, contents, there, digests)


def _year_of(source: ImportFile, session: Session) -> FiscalYear:
    days = [v.day for v in source.file.vouchers] or [
        y.start for y in source.file.years if y.number == 0 and y.start
    ]
    year = year_of(session.register.years, days[0]) if days else None
    if year is None:
        raise Stop(finding("SIE623.no_year", file=source.name))
    return year


def _show(
    plan: ImportPlan,
    source: ImportFile,
    into: str | None,
    write: bool,
    diff: bool,
    format_: ImportFormat,
    terms: Terms,
) -> None:
    from sambruk_cli.render.diff import diff_lines
    from sambruk_cli.render.lines import Line
    from sambruk_cli.render.text import block_lines
    from sambruk_cli.views.sie_import import outcome, payload, summary

    written = write and not plan.findings
    if format_ is ImportFormat.json:
        shown = payload(plan, source, into, written, terms.messages, diff=diff)
        printing.emit_data(printing.to_json(shown), None)
        return
    if plan.findings or plan.notes:
        found = plan.findings or plan.notes[:MOST_NOTES]
        printing.show_findings(found, terms.messages, as_json=False)
    if plan.findings:
        return
    unshown = len(plan.notes[MOST_NOTES:])
    lines = list(
        block_lines(summary(plan, source, terms.language, unshown=unshown), terms.language)
    )
    if diff and plan.plan is not None:
        most = MOST_LINES if sys.stdout.isatty() else None
        lines += [Line(""), *diff_lines(plan.plan, terms.messages, most)]
    lines += [Line(""), *block_lines([outcome(written, terms.language)], terms.language)]
    printing.emit_lines(lines, None)
