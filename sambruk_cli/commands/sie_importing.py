"""What `sambruk sie import` does: reads, plans, writes and shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import typer

from sambruk_cli import sie
from sambruk_cli.account_numbers import is_account_number
from sambruk_cli.collector import collector_paused
from sambruk_cli.console import run
from sambruk_cli.console.changes import MOST_NOTES, planned_and_done, show_change
from sambruk_cli.console.help import words_in
from sambruk_cli.console.progress import progress
from sambruk_cli.edits.new_folder import no_place, write_folder
from sambruk_cli.exchange.sie.findings import MOST_BYTES, as_finding
from sambruk_cli.exchange.sie.into.balances import fiscal_year
from sambruk_cli.exchange.sie.into.books_target import BooksTarget
from sambruk_cli.exchange.sie.into.existing_workspace import into_books
from sambruk_cli.exchange.sie.into.existing_year import IMPORTED, MAIN, ImportTarget, into_year
from sambruk_cli.exchange.sie.into.import_file import ImportFile
from sambruk_cli.exchange.sie.into.names import is_series
from sambruk_cli.exchange.sie.into.new_workspace import Choices, into_workspace
from sambruk_cli.exchange.sie.into.plan import ImportPlan
from sambruk_cli.files.disk import open_ordinary
from sambruk_cli.findings import Finding, Severity, Stop, finding, in_order
from sambruk_cli.fiscal import FiscalYear, year_of
from sambruk_cli.frozen import frozen
from sambruk_cli.language import Language
from sambruk_cli.messages.saying import say
from sambruk_cli.register.fields import YEAR_LABEL
from sambruk_cli.register.sie import FILE, SieDetails, read_sie_details
from sambruk_cli.session import Session
from sambruk_cli.views.sie_import import payload, summary

ASSOCIATION = "config/association.toml"
_YEAR = re.compile(YEAR_LABEL)
_WEIGHTS = {
    code: weight
    for weight, code in enumerate(
        ("SIE625", "SIE624", "SIE623", "SIE627", "SIE622", "SIE605", "SIE626", "SIE616")
    )
}


@frozen
class ImportOptions:
    """The options of the command, as they were given."""

    into: str | None
    write: bool
    comparatives: bool
    series: str | None
    number: str | None
    keep_number: bool
    name: str | None
    account: str | None
    chart_only: bool
    repair_letters: bool
    again: bool
    diff: bool
    format: str

    @property
    def choices(self) -> Choices:
        """What is said of the books that the files become."""
        return Choices(
            self.number,
            self.comparatives,
            self.again,
            name=self.name,
            keep_number=self.keep_number,
            chart_only=self.chart_only,
            account=self.account,
        )


@collector_paused()
def run_import(context: typer.Context, files: Sequence[Path], asked: ImportOptions) -> int:
    """Read SIE files into a folder, a workspace or a year, and return the exit code.

    Raises:
      BadParameter: when a series is asked for and cannot be given.
      Stop: when a file or the workspace cannot be read.
    """
    settings = run.settings_of(context)
    language = settings.terms.messages
    is_year = asked.into is not None and _YEAR.fullmatch(asked.into) is not None
    folder = None if asked.into is None or is_year else Path(asked.into)
    _refuse_unfit(files, asked, folder, language)
    with progress(say(language, "Reading the SIE file")):
        read = [read_source(file, repair_letters=asked.repair_letters) for file in files]
    sources = [source for source, _ in read]
    notes = [note for _, of in read for note in of]
    if folder is not None and not (folder / ASSOCIATION).is_file():
        plan = _into_folder(sources, folder, asked)
    else:
        settings.root = folder or settings.root
        plan = _into_workspace(context, sources, asked, label=asked.into if is_year else None)
    plan = replace(plan, notes=_by_weight(in_order((*notes, *plan.notes))))
    terms = settings.terms
    return show_change(
        plan,
        lambda: summary(plan, sources, terms.language, unshown=len(plan.notes[MOST_NOTES:])),
        lambda written: payload(
            plan, sources, asked.into, written, terms.messages, diff=asked.diff
        ),
        terms,
        asked.format,
        write=asked.write,
        diff=asked.diff,
    )


def _by_weight(notes: Sequence[Finding]) -> tuple[Finding, ...]:
    """What the import changes or books first, since a terminal shows only some remarks."""
    return tuple(sorted(notes, key=lambda item: _WEIGHTS.get(item.code, len(_WEIGHTS))))


def _refuse_unfit(
    files: Sequence[Path], asked: ImportOptions, folder: Path | None, language: Language
) -> None:
    """Stop where options do not fit each other."""
    if asked.series is not None and (folder is not None or not is_series(asked.series)):
        raise typer.BadParameter(
            say(
                language,
                "one to three capitals, and only into a year: a folder takes the vouchers with "
                "their own numbers",
            ),
            param_hint="--series",
        )
    if len(files) > 1 and (asked.series is not None or (asked.into and folder is None)):
        raise typer.BadParameter(
            say(language, "one file at a time comes into a year; several come into a folder"),
            param_hint=words_in("FILE...", language),
        )
    if asked.account is not None and not is_account_number(asked.account):
        raise typer.BadParameter(
            say(language, "an account of equity by its number, as 2099"),
            param_hint="--difference-account",
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


def _into_folder(sources: Sequence[ImportFile], folder: Path, asked: ImportOptions) -> ImportPlan:
    """Plan a workspace of its own, and make it if it is to be written."""
    found = into_workspace(sources, asked.choices)
    there = no_place(folder)
    if there is not None:
        why, values = there
        taken = finding(f"SIE629.{why}", **values)
        return replace(found, plan=None, findings=in_order((*found.findings, taken)))
    if asked.write and found.plan is not None:
        write_folder(folder, found.plan)
    return found


def _into_workspace(
    context: typer.Context, sources: Sequence[ImportFile], asked: ImportOptions, label: str | None
) -> ImportPlan:
    """Plan vouchers of a year, or years, and carry the plan out if it is to be written.

    Args:
      label: the year that is named.
    """

    def make(session: Session) -> ImportPlan:
        details, faults = read_sie_details(session.workspace)
        if faults:
            raise Stop(*faults)
        books = _books(session, details)
        year = session.year(label) if label is not None else _year_of(sources, books, asked)
        if year is None:
            return into_books(sources, books, asked.choices)
        target = _target(session, details, year)
        return into_year(sources[0], target, again=asked.again, into_series=asked.series)

    return planned_and_done(context, make, write=asked.write)


def _books(session: Session, details: SieDetails) -> BooksTarget:
    workspace = session.workspace

    @cache
    def read(path: str) -> bytes | None:
        return workspace.read_bytes(path) if workspace.is_there(path) else None

    return BooksTarget(session, details, read, dict(workspace.digests))


def _target(session: Session, details: SieDetails, year: FiscalYear) -> ImportTarget:
    """The year that vouchers come into, with the files that are added to."""
    workspace = session.workspace
    digests = dict(workspace.digests)
    files = (MAIN, FILE) if workspace.is_there(FILE) else (MAIN,)
    contents = {name: workspace.read_bytes(name) for name in files}
    there = frozenset(workspace.glob(f"{IMPORTED}/*"))
    return ImportTarget(session, details, year, contents, there, digests)


def _year_of(
    sources: Sequence[ImportFile], books: BooksTarget, asked: ImportOptions
) -> FiscalYear | None:
    """The year of the workspace that a file's vouchers come into; None where it is a year anew.

    That is a file whose year the books do not have, or have balances of alone: it says from when
    to when it lasts, which a file of some vouchers (4I) need not do.
    """
    years = books.register.years
    if len(sources) > 1:
        return None
    (source,) = sources
    stated = fiscal_year(source.file, 0)
    days = [v.day for v in source.file.vouchers] or ([stated.start] if stated else [])
    year = year_of(years, days[0]) if days else None
    if stated is not None and asked.series is None:
        same = next((y for y in years if (y.start, y.end) == (stated.start, stated.end)), None)
        if same is None and year is None:
            return None
        if same is not None and books.is_summary(same):
            return None
    if year is None:
        raise Stop(finding("SIE623.no_year", file=source.name))
    return year
