"""What `sambruk remind` does: finds who is reminded, makes letters, checks, writes and shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import typer

from sambruk_cli.collector import collector_paused
from sambruk_cli.console import run
from sambruk_cli.console.changes import planned_and_done, show_change
from sambruk_cli.console.progress import progress
from sambruk_cli.console.target import refuse_source
from sambruk_cli.document.model import Chapter, Header, Report, Table
from sambruk_cli.files.disk import cannot_write, write_whole
from sambruk_cli.findings import Finding, Severity, Stop, errors, finding, in_order
from sambruk_cli.fiscal import year_of
from sambruk_cli.language import Language
from sambruk_cli.messages import say
from sambruk_cli.opening.planned_books import only_planned, planned_workspace
from sambruk_cli.receivables.parties import buyer_of, can_be_paid, language_of, seller_of
from sambruk_cli.receivables.reminded import MemberReminder, Reminding
from sambruk_cli.receivables.reminder_booking import (
    ReminderLetter,
    RemindersMade,
    reminders_made,
)
from sambruk_cli.receivables.reminding import reminding_on
from sambruk_cli.register.invoicing import FILE
from sambruk_cli.register.register import Register
from sambruk_cli.register.reminders import read_reminders
from sambruk_cli.render.csv import table_csv
from sambruk_cli.render.pdf.reminder import reminder_pdf
from sambruk_cli.render.xlsx import report_xlsx
from sambruk_cli.session import Session, concerns
from sambruk_cli.views.reminders import collector_table, reminders_payload, reminders_summary

_NAMED = 6  # parties whose ids a finding says
# What must be right before anybody is told what to pay.
_GROUND = ("BOK", "REG", "WSP", "DUE45")


@collector_paused()
def run_remind(
    context: typer.Context, on: datetime | None, folder: Path | None, *, write: bool, format_: str
) -> int:
    """Remind, and return the exit code.

    Args:
      folder: where letters and lists go as well; None for nowhere.
    Raises:
      Stop: when the workspace cannot be read; USE904 or USE907 when the folder cannot be written.
    """
    terms = run.settings_of(context).terms
    known: list[Session] = []

    def planned(session: Session) -> RemindersMade:
        known.append(session)
        day = on.date() if on else session.today
        found = _made(session, day, is_preview=not write)
        if folder is not None and not found.findings:
            _refuse_sources(folder, found, session)
        return found

    found = planned_and_done(context, planned, write=write)
    session = known[-1]
    if folder is not None and not found.findings:
        _write(folder, found, session.register, terms.language)
    mask = session.masks.text if session.masks else str
    return show_change(
        found,
        lambda: reminders_summary(found, session.register, terms.language, mask),
        lambda written: reminders_payload(found, written, terms.messages, mask),
        terms,
        format_,
        write=write,
        diff=False,
    )


def _made(session: Session, day: date, *, is_preview: bool) -> RemindersMade:
    """The reminders of a day, or what stands in their way."""
    unread = [item for item in errors(session.findings) if item.code.startswith("WSP")]
    file, _, faults = read_reminders(session.workspace)
    if unread or faults:
        raise Stop(*unread, *faults)
    nothing = Reminding(day)
    if not session.register.invoicing.reminders.levels:
        return RemindersMade(nothing, findings=(finding("USE961.levels", file=FILE),))
    is_booked = not _counts_when_paid(session.register)
    reminding = reminding_on(session.books, session.register, file, day, is_booked=is_booked)
    if reminding.missing:
        place = session.register.places["invoicing"]
        line = place.line("reference_rates")
        said = (finding("USE961.rate", day=x, file=FILE, line=line) for x in reminding.missing)
        return RemindersMade(reminding, findings=tuple(said))
    if not reminding.letters and not reminding.collected:
        return RemindersMade(reminding)
    if reminding.letters and not can_be_paid(seller_of(session.register)):
        return RemindersMade(reminding, findings=(finding("USE961.payee", file=FILE),))
    try:
        found = _letters(session, reminding, is_booked=is_booked, is_preview=is_preview)
    except Stop as stop:
        return RemindersMade(reminding, findings=stop.findings)
    assert found.plan is not None
    after = planned_workspace(session, found.plan)
    new = only_planned(session, after)
    notes = tuple(x for x in new if x.severity is Severity.WARNING and not x.is_reminder)
    year = year_of(session.register.years, day)
    stand = (x for x in errors(session.findings) if x.code.startswith(_GROUND))
    wrong = in_order([*errors(new), *(x for x in stand if concerns(session, x, year))])
    return replace(found, findings=wrong, notes=(*_without_address(session, found), *notes))


def _without_address(session: Session, made: RemindersMade) -> tuple[Finding, ...]:
    """INV634: whom a letter cannot be sent to."""
    buyers = (buyer_of(session.register, each.reminder.party) for each in made.letters)
    without = [b.id for b in buyers if b and not (b.address or b.town or b.email)]
    if not without:
        return ()
    ids = (*without[:_NAMED], *(("...",) if len(without) > _NAMED else ()))
    return (finding("INV634", number=len(without), ids=ids),)


def _counts_when_paid(register: Register) -> bool:
    """Whether the association books by the cash method, and so no fee before it is paid."""
    association = register.association
    return association is not None and association.association.accounting == "cash"


def _letters(
    session: Session, reminding: Reminding, *, is_booked: bool, is_preview: bool
) -> RemindersMade:
    register = session.register
    seller, rules = seller_of(register), register.invoicing.reminders
    number = len(reminding.letters)
    with progress(say(session.terms.messages, "Making the reminders")) as report:
        done = 0

        def letter_of(letter: ReminderLetter) -> bytes:
            nonlocal done
            party = letter.reminder.party
            buyer = buyer_of(register, party)
            assert buyer is not None  # others are not reminded
            language = language_of(register, party)
            pdf = reminder_pdf(letter, (seller, buyer), rules, language, is_preview=is_preview)
            done += 1
            if report is not None:
                report(done, number)
            return pdf

        def list_of(collected: tuple[MemberReminder, ...]) -> bytes:
            table = collector_table(collected, register, reminding.day, session.language)
            return table_csv(table).encode()

        return reminders_made(session, reminding, letter_of, list_of, is_booked=is_booked)


def _files(
    made: RemindersMade, register: Register, language: Language
) -> Iterable[tuple[str, bytes]]:
    """The files that go to the folder, by name: letters, and a collector's list in two forms."""
    for path, content in made.contents.items():
        yield path.rpartition("/")[2], content
    if made.reminding.collected:
        day = made.reminding.day
        table = collector_table(made.reminding.collected, register, day, language)
        yield f"{day}-inkasso.xlsx", report_xlsx(_workbook(table, register, day, language))


def _workbook(table: Table, register: Register, day: date, language: Language) -> Report:
    assert register.association is not None
    of = register.association.association
    title = say(language, "To a collector")
    number = of.organisation_number or ""
    header = Header(of.name, number, "", day, "", day, day, "", of_year=False)
    chapters = (Chapter("1", title, (table,)),)
    return Report(title, language, header, chapters, needs_approval=False, has_cover=False)


def _refuse_sources(folder: Path, made: RemindersMade, session: Session) -> None:
    """Stop where letters would stand among what is computed from.

    Raises:
      Stop: USE907.
    """
    target, root = folder.resolve(), session.workspace.root.resolve()
    for name in ("config", "ledger"):
        if target.is_relative_to(root / name):
            raise Stop(finding("USE907.folder", path=str(folder), folder=name))
    for path in made.contents:
        refuse_source(folder / path.rpartition("/")[2], session.workspace)


def _write(folder: Path, made: RemindersMade, register: Register, language: Language) -> None:
    """Write the files to the folder, which is made where it is not there.

    Raises:
      Unreadable: USE904 when one cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(folder, error) from None
    for name, content in _files(made, register, language):
        write_whole(folder / name, content)
