"""What the commands that import members and figures do: read, plan, check, write and show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace as with_
from datetime import date
from pathlib import Path

import typer

from sambruk_cli.collector import collector_paused
from sambruk_cli.console import run
from sambruk_cli.console.changes import planned_and_done, show_change
from sambruk_cli.console.progress import progress
from sambruk_cli.exchange.members.figures import figures_of
from sambruk_cli.exchange.members.plan import ImportChoices, MembersImport, import_members
from sambruk_cli.exchange.members.population import (
    PopulationImport,
    TierChange,
    import_population,
    tier_changes,
)
from sambruk_cli.exchange.tables.read import read_table
from sambruk_cli.frozen import frozen
from sambruk_cli.language import Language
from sambruk_cli.messages import say
from sambruk_cli.opening.planned import checked, planned_session
from sambruk_cli.register.fees import FeesFile
from sambruk_cli.register.private import masked_register
from sambruk_cli.session import Session
from sambruk_cli.views.members_import import import_payload, import_summary
from sambruk_cli.views.population import population_payload, population_summary


@frozen
class TableOptions:
    """The options of an import, as they were given."""

    columns: Sequence[str]
    kind: str | None
    day: date | None
    source: str | None
    diff: bool
    write: bool
    format: str


@collector_paused()
def run_members_import(context: typer.Context, file: Path, asked: TableOptions) -> int:
    """`sambruk members import`."""
    terms = run.settings_of(context).terms
    choices = ImportChoices(
        _columns(asked.columns, terms.messages), asked.kind, asked.day, asked.source or file.name
    )
    with progress(say(terms.messages, "Reading the file")):
        sheet = read_table(file)

    def make(session: Session) -> MembersImport:
        found = import_members(session, sheet, choices)
        return with_(found, edit=checked(session, found.edit))

    found = planned_and_done(context, make, write=asked.write, of_books=False)
    return show_change(
        found,
        lambda: import_summary(found, terms.language),
        lambda written: import_payload(found, str(file), written, terms.messages, diff=asked.diff),
        terms,
        asked.format,
        write=asked.write,
        diff=asked.diff,
    )


@frozen
class FigureOptions:
    """The options of an import of populations, as they were given."""

    column: str | None
    day: date | None
    source: str | None
    correct: bool
    diff: bool
    write: bool
    format: str


@collector_paused()
def run_population_import(context: typer.Context, file: Path, asked: FigureOptions) -> int:
    """`sambruk members import-population`."""
    terms = run.settings_of(context).terms
    with progress(say(terms.messages, "Reading the file")):
        figures = figures_of(read_table(file), asked.column, asked.day)
    fees = FeesFile()

    def make(session: Session) -> PopulationImport:
        nonlocal fees
        fees = session.register.fees
        source = asked.source or f"SCB, {file.name}"
        found = import_population(session, str(file), figures, source, correct=asked.correct)
        edit = checked(session, found.edit)
        tiers: tuple[TierChange, ...] = ()
        if edit.plan is not None and edit.plan.changes:
            registers = (session.register, planned_session(session, edit.plan).register)
            before, after = (masked_register(each, session.masks) for each in registers)
            tiers = tier_changes(before, after, session.today)
        return with_(found, edit=edit, tiers=tiers)

    found = planned_and_done(context, make, write=asked.write, of_books=False)
    return show_change(
        found,
        lambda: population_summary(found, fees, terms.language),
        lambda written: population_payload(
            found, str(file), written, terms.messages, diff=asked.diff
        ),
        terms,
        asked.format,
        write=asked.write,
        diff=asked.diff,
    )


def _columns(texts: Sequence[str], language: Language) -> dict[str, str]:
    """Keys by heading.

    Raises:
      BadParameter: when one is not written COLUMN=KEY.
    """
    found = {}
    for text in texts:
        heading, sign, key = text.rpartition("=")
        if not sign or not heading.strip():
            said = say(language, '"{text}" is not COLUMN=KEY', text=text)
            raise typer.BadParameter(said, param_hint="--map")
        found[heading.strip()] = key.strip()
    return found
