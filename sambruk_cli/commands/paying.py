"""What `sambruk payments` does: reads, matches, plans, asks, writes and shows."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import typer

from sambruk_cli.books.documents import is_file_name
from sambruk_cli.console import printing, run
from sambruk_cli.console.asking import agreed, may_ask
from sambruk_cli.console.changes import MOST_LINES, planned_and_done
from sambruk_cli.console.options import Format
from sambruk_cli.console.progress import progress
from sambruk_cli.edits.plan import Plan, is_plain
from sambruk_cli.exchange.bank.against.compare import compared
from sambruk_cli.exchange.bank.into.plan import plan_payments
from sambruk_cli.exchange.bank.into.planned import (
    PaymentsAsked,
    PaymentsPlan,
    PaymentState,
    PlannedPayment,
)
from sambruk_cli.exchange.sie.into.names import is_series
from sambruk_cli.findings import Finding, Severity, Stop, errors, in_order
from sambruk_cli.frozen import frozen
from sambruk_cli.language import Language
from sambruk_cli.messages import say
from sambruk_cli.opening.planned import only_after
from sambruk_cli.opening.planned_books import planned_workspace
from sambruk_cli.register.invoicing import FILE as INVOICING
from sambruk_cli.render.diff import diff_lines
from sambruk_cli.render.lines import Line
from sambruk_cli.render.text import block_lines
from sambruk_cli.session import Session
from sambruk_cli.views.bank_against import against_view
from sambruk_cli.views.payments import (
    BankFilesRead,
    bank_files_read,
    payment_question,
    payments_payload,
    payments_view,
)
from sambruk_cli.views.plan import outcome


@frozen
class PaymentsChange:
    """Files that were read, what becomes of the payments in them, and the change of the books."""

    session: Session
    read: BankFilesRead
    payments: PaymentsPlan
    plan: Plan | None
    findings: tuple[Finding, ...]
    notes: tuple[Finding, ...]


def run_payments(
    context: typer.Context,
    files: Sequence[Path],
    options: tuple[tuple[str, ...], str | None],
    *,
    write: bool,
    format_: Format,
    output: Path | None,
) -> int:
    """List payments, and book them where they are to be written; returns the exit code.

    Args:
      options: what `--accept` says, and the series.
    Raises:
      BadParameter: when a series is not written as it must be, or there is nothing to accept under
        a number.
      Stop: when the workspace cannot be read.
    """
    terms = run.settings_of(context).terms
    asked = _asked(*options, terms.messages)

    def make(session: Session) -> PaymentsChange:
        return _planned(session, files, asked, write=write)

    if write and may_ask() and sys.stdout.isatty():
        known = planned_and_done(context, make, write=False)
        asked = replace(asked, accepted=asked.accepted | _agreed(known))
    found = planned_and_done(context, make, write=write)
    _show(found, write=write, format_=format_, output=output)
    return run.FINDINGS if errors(found.findings) else run.OK


def run_reconciliation(
    context: typer.Context,
    files: Sequence[Path],
    options: tuple[tuple[str, ...], str | None],
    write: bool,
    format_: Format,
    output: Path | None,
) -> int:
    """Hold the accounts of the books against the bank's own lists; returns the exit code.

    Raises:
      BadParameter: beside what books, or where no file lists the movements of an account.
      Stop: when the workspace cannot be read.
    """
    terms = run.settings_of(context).terms
    if write or any(options):
        said = say(terms.messages, "it books nothing: leave out --write, --accept and --series")
        raise typer.BadParameter(said, param_hint="--reconcile")
    session = run.open_session(context)
    with progress(say(terms.messages, "Reading the file")):
        read = bank_files_read(session, files)
    found = compared(session.books, session.register.invoicing, read.files, read.money)
    is_broken = bool(errors(read.findings))
    if not found and not is_broken:
        said = say(terms.messages, "no file lists the movements of an account (camt.053, export)")
        raise typer.BadParameter(said, param_hint="--reconcile")
    findings = tuple(map(session.masks.finding, read.findings))
    if format_ is not Format.json and findings:
        printing.show_findings(findings, terms.messages, as_json=False)
    if format_ is Format.csv:
        printing.warn(session)
    said_of_files = [item.as_json(terms.messages) for item in findings]
    view = against_view(session, found)
    language, warning = session.language, session.warning
    printing.show(view, format_, output, language, warning=warning, findings=said_of_files)
    agrees = not is_broken and all(each.agrees for each in found)
    return run.OK if agrees else run.FINDINGS


def _asked(accept: Iterable[str], series: str | None, language: Language) -> PaymentsAsked:
    if series is not None and not is_series(series):
        raise typer.BadParameter(
            say(language, "a series is one to three capitals"), param_hint="--series"
        )
    texts = {text.strip() for given in accept for text in given.split(",")}
    numbers = texts - {"all"}
    if not all(text.isascii() and text.isdecimal() and len(text) < 9 for text in numbers):
        said = say(language, "the number of a payment in the list, or all")
        raise typer.BadParameter(said, param_hint="--accept")
    return PaymentsAsked(frozenset(map(int, numbers)), "all" in texts, series)


def _planned(
    session: Session, paths: Sequence[Path], asked: PaymentsAsked, *, write: bool
) -> PaymentsChange:
    """What becomes of the payments, or what stands in the way of booking them."""
    unread = [item for item in errors(session.findings) if item.code.startswith("WSP")]
    if unread:
        raise Stop(*unread)
    language = session.terms.messages
    with progress(say(language, "Reading the file")):
        read = bank_files_read(session, paths)
    payments = plan_payments(session, read.money, asked, _within(session, read))
    _refuse_unknown(payments.payments, asked, language)
    broken = tuple(errors(read.findings))
    warnings = tuple(item for item in read.findings if item not in broken)
    notes = (*warnings, *payments.notes)
    if broken or payments.findings:
        hindered = payments.findings
        if not write:
            notes = (*notes, *_beside(session, hindered))
            hindered = ()
        found = in_order((*broken, *hindered))
        return PaymentsChange(session, read, payments, None, found, in_order(notes))
    if payments.plan is None:
        return PaymentsChange(session, read, payments, None, (), in_order(notes))
    after = planned_workspace(session, payments.plan)
    new = only_after(session.findings, after.findings)
    wrong = in_order(errors(new))
    told = (item for item in new if item not in wrong and not item.is_reminder)
    return PaymentsChange(session, read, payments, payments.plan, wrong, in_order((*notes, *told)))


def _beside(session: Session, hindered: Iterable[Finding]) -> Iterator[Finding]:
    """What would stand in the way of booking, beside a list alone.

    Who has no config/invoicing.toml looks at files and books nothing of them.
    """
    is_used = session.workspace.is_there(INVOICING)
    for item in hindered:
        if is_used or item.file != INVOICING:
            yield replace(item, severity=Severity.WARNING)


def _within(session: Session, read: BankFilesRead) -> dict[str, str]:
    """Where in the workspace the files are that lie in it, by their names."""
    root = session.workspace.root.resolve()
    found = {}
    for file in read.files:
        path = Path(file.file).resolve()
        if path.is_relative_to(root):
            place = path.relative_to(root).as_posix()
            if is_plain(place) and is_file_name(place):
                found[file.file] = place
    return found


def _refuse_unknown(
    payments: Sequence[PlannedPayment], asked: PaymentsAsked, language: Language
) -> None:
    """
    Raises:
      BadParameter: where a number is accepted that is none of a payment, or of one without a
        proposal.
    """
    by_number = {each.number: each for each in payments}
    for number in sorted(asked.accepted):
        each = by_number.get(number)
        if each is None:
            said = say(language, "there is no payment {number} in the list", number=number)
            raise typer.BadParameter(said, param_hint="--accept")
        if each.state is PaymentState.SUSPENSE:
            said = say(language, "nothing is proposed for payment {number}", number=number)
            raise typer.BadParameter(said, param_hint="--accept")


def _agreed(found: PaymentsChange) -> frozenset[int]:
    """The numbers of the payments whose proposals a person accepts, asked for one by one."""
    session, language = found.session, found.session.terms.messages
    waiting = [each for each in found.payments.payments if each.may_be_accepted]
    return frozenset(
        each.number for each in waiting if agreed(payment_question(session, each, language))
    )


def _show(found: PaymentsChange, *, write: bool, format_: Format, output: Path | None) -> None:
    """The list of payments, the vouchers that book them, and whether they are written."""
    session = found.session
    language, spoken = session.language, session.terms.messages
    view = payments_view(session, found.read.files, found.payments)
    written = write and not found.findings and found.plan is not None
    if format_ is Format.json:
        said = [item.as_json(spoken) for item in (*found.findings, *found.notes)]
        data: Mapping[str, object] = {
            **view.data(),
            **payments_payload(session, found.payments, found.plan, written=written),
            "findings": said,
        }
        printing.emit_data(printing.to_json(data), output)
        return
    if found.findings or found.notes:
        printing.show_findings((*found.findings, *found.notes), spoken, as_json=False)
    printing.show(view, format_, output, language)
    if format_ is not Format.text or output is not None or found.findings:
        return
    lines = [Line("")]
    if found.plan is not None:
        most = MOST_LINES if sys.stdout.isatty() else None
        masked = session.masks.line
        for line in diff_lines(found.plan, spoken, most):
            lines.append(replace(line, text=masked(line.text)))
        lines.append(Line(""))
    is_nothing = found.plan is None or not found.plan.changes
    lines += block_lines([outcome(written, language, is_nothing=is_nothing)], language)
    printing.emit_lines(lines, None)
