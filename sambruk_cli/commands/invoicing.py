"""What `sambruk invoice` does: drafts, numbers, files and vouchers; checked, written and shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import typer

from sambruk_cli.collector import collector_paused
from sambruk_cli.commands.invoice_forms import invoice_forms
from sambruk_cli.console import run
from sambruk_cli.console.changes import planned_and_done, show_change
from sambruk_cli.console.progress import progress
from sambruk_cli.exchange.invoices.read import read_stated_invoices
from sambruk_cli.exchange.peppol.rules import rules_version
from sambruk_cli.files.disk import cannot_write, write_whole
from sambruk_cli.findings import Stop, errors, finding, in_order, nearest
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.messages import say
from sambruk_cli.opening.planned import only_after
from sambruk_cli.opening.planned_books import planned_workspace
from sambruk_cli.receivables.booked import counts_when_paid
from sambruk_cli.receivables.draft import InvoiceDraft
from sambruk_cli.receivables.drafts import DuesAsked, drafts_of
from sambruk_cli.receivables.made import InvoiceRun, dated_in, made_of
from sambruk_cli.receivables.stated import StatedInvoice, drafts_of_stated, stated_line
from sambruk_cli.session import Session, concerns, known_member, known_year
from sambruk_cli.views.invoice import invoices_payload, invoices_summary

# What the books must say right before anything is added to them, in the year that it is added to.
_GROUND = ("BOK", "REG", "WSP", "INV")


_Stated = tuple[str | None, tuple[str, ...], str | None, str | None, str | None]
_DuesOptions = tuple[tuple[str, ...], tuple[str, ...], date | None, date | None]


def run_dues(
    context: typer.Context,
    label: str,
    options: _DuesOptions,
    folder: Path | None,
    *,
    write: bool,
    format_: str,
) -> int:
    """Invoice the dues of a year, and return the exit code.

    Args:
      options: kinds of charge, payers, day and due day, as they were given.
      folder: where the PDFs go besides; None for nowhere.
    Raises:
      Stop: when the workspace cannot be read, or what is asked for is unknown or not possible.
    """

    kinds, members, given, due = options

    def make(session: Session) -> InvoiceRun:
        year = known_year(session.register, label)
        day = given or session.today
        asked = DuesAsked(year, day, kinds, members, due)
        _refuse(session, asked)
        booked_in = dated_in(session, day, year)
        drafts, left = drafts_of(session, asked)
        found = _made(context, session, drafts, day, booked_in, folder, write=write, dues_year=year)
        return replace(found, notes=(*found.notes, *left))

    about = members[0] if len(members) == 1 else None
    title = say(run.settings_of(context).terms.language, "Invoices of the dues {year}", year=label)
    return _run(context, make, folder, title, about=about, write=write, format_=format_)


def run_new(
    context: typer.Context,
    file: Path | None,
    stated: _Stated,
    days: tuple[date | None, date | None],
    folder: Path | None,
    *,
    write: bool,
    format_: str,
) -> int:
    """Make invoices outside of dues, and return the exit code.

    Args:
      file: where they are stated; None where `stated` is the one.
      stated: party, lines, account, project and text; what the file says goes before it.
      days: that of the invoices, and that on which they fall due.
      folder: where the PDFs go besides; None for nowhere.
    Raises:
      Stop: as `run_dues`; also when the file cannot be read.
    """
    day, due = days
    language = run.settings_of(context).terms.messages
    to, lines, account, project, text = stated
    usual = StatedInvoice(to or "", tuple(map(stated_line, lines)), account, project, text or "")
    if file is None:
        several: tuple[StatedInvoice, ...] = (usual,)
    elif lines:
        said = say(language, "the lines are those of the file")
        raise typer.BadParameter(said, param_hint="--line")
    else:
        several = tuple(_with_usual(each, usual) for each in read_stated_invoices(file))

    def make(session: Session) -> InvoiceRun:
        dated = day or session.today
        _refuse_due(dated, due)
        year = dated_in(session, dated)
        drafts = drafts_of_stated(session, several)
        drafts = tuple(replace(each, due=each.due or due) for each in drafts)
        for each in drafts:
            _refuse_due(dated, each.due)
        return _made(context, session, drafts, dated, year, folder, write=write)

    title = say(run.settings_of(context).terms.language, "Invoices")
    return _run(context, make, folder, title, about=to, write=write, format_=format_)


def _with_usual(each: StatedInvoice, usual: StatedInvoice) -> StatedInvoice:
    """An invoice of a file, with what the options say where it says nothing."""
    return replace(
        each,
        to=each.to or usual.to,
        account=each.account or usual.account,
        project=each.project or usual.project,
        text=each.text or usual.text,
    )


def _refuse(session: Session, asked: DuesAsked) -> None:
    """Stop where what is asked for is unknown, or dues are not invoiced in this way."""
    for member in asked.members:
        known_member(session.register, member)
    known = [kind.id for kind in session.register.fees.kinds]
    for kind in asked.kinds:
        if kind not in known:
            raise Stop(finding("INV631.kind", kind=kind, hint=nearest(kind, known)))
    association = session.register.association
    stated = association.association.accounting if association is not None else None
    if stated is not None and counts_when_paid(session, asked.year, ()):
        raise Stop(finding("INV631.cash"))
    _refuse_due(asked.day, asked.due)


def _refuse_due(day: date, due: date | None) -> None:
    if due is not None and due < day:
        raise Stop(finding("INV631.due", due=due, day=day))


def _made(
    context: typer.Context,
    session: Session,
    drafts: Sequence[InvoiceDraft],
    day: date,
    year: FiscalYear,
    folder: Path | None,
    *,
    write: bool,
    dues_year: FiscalYear | None = None,
) -> InvoiceRun:
    """The invoices, or what would stand in their way once they were booked."""
    # What is not read would be invoiced a second time.
    unread = [item for item in errors(session.findings) if item.code.startswith("WSP")]
    if unread:
        raise Stop(*unread)
    language = run.settings_of(context).terms.messages
    with progress(say(language, "Making the invoices")) as report:
        found = made_of(
            session,
            drafts,
            day,
            year,
            lambda invoices: invoice_forms(invoices, report, is_preview=not write),
            dues_year=dues_year,
        )
    if any(each.xml is not None for each in found.made):
        found = replace(found, rules=rules_version())
    if found.findings or found.plan is None or not found.plan.changes:
        return found
    if write and folder is not None:
        _refuse_there(folder, found)
    years = [year] if dues_year is None or dues_year is year else [dues_year, year]
    after = planned_workspace(session, found.plan)
    new = only_after(session.findings, after.findings)
    # What dues still differ by has been told, or is left out as the options say. A statement that
    # lacks something (the result carried on) is no reason not to invoice.
    bars = _GROUND if dues_year is not None else (*_GROUND, "DUE")
    wrong = [item for item in errors(new) if item.code.startswith(bars)]
    wrong += [
        item
        for item in errors(after.findings)
        if item.code.startswith(_GROUND) and any(concerns(after, item, each) for each in years)
    ]
    told = [
        item
        for item in new
        if item.code.startswith((*_GROUND, "DUE")) and item not in wrong and not item.is_reminder
    ]
    return replace(found, findings=in_order(wrong), notes=(*found.notes, *in_order(told)))


def _refuse_there(folder: Path, found: InvoiceRun) -> None:
    for each in found.made:
        path = folder / f"{each.invoice.number}.pdf"
        if path.exists():
            raise Stop(finding("INV631.file", path=str(path), file=str(path)))


@collector_paused()
def _run(
    context: typer.Context,
    make: Callable[[Session], InvoiceRun],
    folder: Path | None,
    title: str,
    *,
    about: str | None,
    write: bool,
    format_: str,
) -> int:
    terms = run.settings_of(context).terms
    found = planned_and_done(context, make, write=write, about=about)
    if folder is not None and not found.findings:
        _write_copies(folder, found, "" if write else say(terms.language, "preview-"))
    return show_change(
        found,
        lambda: invoices_summary(found, terms.language, title=title),
        lambda written: invoices_payload(found, written, terms.messages),
        terms,
        format_,
        write=write,
        diff=True,
    )


def _write_copies(folder: Path, found: InvoiceRun, before: str) -> None:
    """The PDFs in a folder, which is made where it is not there.

    Raises:
      Unreadable: USE904 when they cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(folder, error) from None
    for each in found.made:
        write_whole(folder / f"{before}{each.invoice.number}.pdf", each.pdf.content)
