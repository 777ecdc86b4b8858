"""What `sambruk sie import` does: reads, plans, writes and shows."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import typer

from sambruk_cli import sie
from sambruk_cli.console import run
from sambruk_cli.console.changes import MOST_NOTES, planned_and_done, show_change
from sambruk_cli.console.progress import progress
from sambruk_cli.edits.new_folder import no_place, write_folder
from sambruk_cli.exchange.sie.findings import MOST_BYTES, as_finding
from sambruk_cli.exchange.sie.into.existing_year import IMPORTED, MAIN, ImportTarget, into_year
from sambruk_cli.exchange.sie.into.import_file import ImportFile
from sambruk_cli.exchange.sie.into.names import is_series
from sambruk_cli.exchange.sie.into.new_workspace import Choices, into_workspace
from sambruk_cli.exchange.sie.into.plan import ImportPlan
from sambruk_cli.files.disk import open_ordinary
from sambruk_cli.findings import Finding, Severity, Stop, finding, in_order
from sambruk_cli.fiscal import FiscalYear, year_of
from sambruk_cli.frozen import frozen
from sambruk_cli.messages.saying import say
from sambruk_cli.register.fields import YEAR_LABEL
from sambruk_cli.register.sie import FILE, read_sie_details
from sambruk_cli.session import Session
from sambruk_cli.views.sie_import import payload, summary

_YEAR = re.compile(YEAR_LABEL)


@frozen
class ImportOptions:
    """The options of the command, as they were given."""

    into: str | None
    write: bool
    comparatives: bool
    series: str | None
    number: str | None
    keep_number: bool
    again: bool
    diff: bool
    format: str
    repair_letters: bool = False


def run_import(context: typer.Context, file: Path, asked: ImportOptions) -> int:
    """Read a SIE file into a folder or a year, and return the exit code.

    Raises:
      BadParameter: when a series is asked for and cannot be given.
      Stop: when the file or the workspace cannot be read.
    """
    settings = run.settings_of(context)
    language = settings.terms.messages
    folder = None if asked.into is None or _YEAR.fullmatch(asked.into) else Path(asked.into)
    if asked.series is not None and (folder is not None or not is_series(asked.series)):
        raise typer.BadParameter(
            say(
                language,
                "one to three capitals, and only into a year: a folder takes the vouchers with "
                "their own numbers",
            ),
            param_hint="--series",
        )
    with progress(say(language, "Reading the SIE file")):
        source, notes = read_source(file, repair_letters=asked.repair_letters)
    if folder is not None:
        plan = _into_folder(source, folder, asked)
    else:
        plan = _into_year(context, source, asked)
    plan = replace(plan, notes=in_order((*notes, *plan.notes)))
    terms = settings.terms
    return show_change(
        plan,
        lambda: summary(plan, source, terms.language, unshown=len(plan.notes[MOST_NOTES:])),
        lambda written: payload(plan, source, asked.into, written, terms.messages, diff=asked.diff),
        terms,
        asked.format,
        write=asked.write,
        diff=asked.diff,
    )


def read_source(path: Path, *, repair_letters: bool = False) -> tuple[ImportFile, list[Finding]]:
    """The file, and what the reader took in its own way: warnings, since the import goes on."""
    with open_ordinary(path, MOST_BYTES) as stream:
        content = stream.read()
    try:
        read = sie.read(content, repair_letters=repair_letters)
        problems = read.problems
    except sie.SieError as error:
        problems = error.problems
    errors = [as_finding(p, path) for p in problems if p.severity == "error"]
    if errors:
        raise Stop(*in_order(errors))
    notes = [replace(as_finding(p, path), severity=Severity.WARNING) for p in problems]
    return ImportFile(read, str(path)), notes


def _into_folder(source: ImportFile, folder: Path, asked: ImportOptions) -> ImportPlan:
    """Plan a workspace of its own, and make it if it is to be written."""
    choices = Choices(asked.number, asked.comparatives, asked.again, keep_number=asked.keep_number)
    found = into_workspace(source, choices)
    there = no_place(folder)
    if there is not None:
        why, values = there
        taken = finding(f"SIE629.{why}", **values)
        return replace(found, plan=None, findings=in_order((*found.findings, taken)))
    if asked.write and found.plan is not None:
        write_folder(folder, found.plan)
    return found


def _into_year(context: typer.Context, source: ImportFile, asked: ImportOptions) -> ImportPlan:
    """Plan vouchers of a year, and carry the plan out if it is to be written."""

    def make(session: Session) -> ImportPlan:
        target = _target(session, source, asked.into)
        return into_year(source, target, again=asked.again, into_series=asked.series)

    return planned_and_done(context, make, write=asked.write)


def _target(session: Session, source: ImportFile, label: str | None) -> ImportTarget:
    """The year that vouchers come into, with the files that are added to."""
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
