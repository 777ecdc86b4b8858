"""What `sambruk payments` shows: what has come in, and what each file and account comes to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from sambruk_cli.collector import collector_paused
from sambruk_cli.document.cell import Shown
from sambruk_cli.document.model import Block, Column, Heading, Paragraph, Row, Table
from sambruk_cli.document.records import records, with_columns, without_empty
from sambruk_cli.edits.plan import Plan
from sambruk_cli.edits.vouchers import NewPosting
from sambruk_cli.exchange.bank.export.layouts import LAYOUTS, own_layout
from sambruk_cli.exchange.bank.into.planned import PaymentsPlan, PaymentState, PlannedPayment
from sambruk_cli.exchange.bank.model import BankFile, BankStatement, Nature, total
from sambruk_cli.exchange.bank.one_money import OneMoney
from sambruk_cli.exchange.bank.read import read_bank_files
from sambruk_cli.exchange.bank.received import money_of, payments_of, received_order
from sambruk_cli.exchange.bank.verify import balance_findings, currency_findings
from sambruk_cli.findings import Finding, in_order
from sambruk_cli.frozen import frozen
from sambruk_cli.language import Language
from sambruk_cli.messages import say, say_in
from sambruk_cli.money import exact
from sambruk_cli.receivables.matching.model import MatchNote, MatchReason, PaymentMatch
from sambruk_cli.register.bank import read_bank
from sambruk_cli.session import Session
from sambruk_cli.views.plan import files_payload
from sambruk_cli.views.view import View

# The reference is shown where nothing is known of what is paid.
_SHOWN = ("number", "date", "amount", "currency", "payer", "pays", "state")
_UNSHOWN = (
    "what",
    "match",
    "party",
    "reason",
    "notes",
    "voucher",
    "payer_account",
    "payer_bankgiro",
    "payer_phone",
    "payer_number",
    "references",
    "text",
    "bank_reference",
    "account",
    "bankgiro",
    "file",
    "line",
    "also_in",
)
_IDS = frozenset({"member", "counterparty", "invoice", "bank"})
_FILES = ("account", "received", "amount", "other", "opening", "closing")


@frozen
class BankFilesRead:
    """The files that could be read, every movement in them once, and what is wrong with them."""

    files: tuple[BankFile, ...]
    money: tuple[OneMoney, ...]
    findings: tuple[Finding, ...]


@collector_paused()
def bank_files_read(session: Session, paths: Iterable[Path]) -> BankFilesRead:
    """Read and verify files, with the layouts of the workspace's own exports."""
    own, _, wrong = read_bank(session.workspace)
    layouts = (*map(own_layout, own.exports), *LAYOUTS)
    files, faults = read_bank_files(paths, layouts)
    money, same = money_of(files)
    payments = [each for one in money for each in payments_of(one)]
    payments.sort(key=received_order)
    found = [
        *wrong,
        *faults,
        *(item for file in files for item in file.findings),
        *same,
        *balance_findings(files),
        *currency_findings(payments),
    ]
    return BankFilesRead(files, money, in_order(found))


def payments_view(session: Session, files: Sequence[BankFile], planned: PaymentsPlan) -> View:
    """The payments by day with what becomes of them, and a line for each file and account."""
    language = session.language
    table = _payments(session, planned.payments)
    sums = _files(files, language)
    blocks: list[Block] = [Heading(2, say(language, "What has come in"))]
    if table.rows:
        shown = with_columns(table, *_SHOWN)
        currencies = {each.keyed.received.currency for each in planned.payments}
        if currencies == {"SEK"}:
            shown = with_columns(shown, *(key for key in _SHOWN if key != "currency"))
        blocks += [without_empty(shown)]
    else:
        blocks.append(Paragraph.of(say(language, "Nothing.")))
    if sums.rows:
        blocks += [
            Heading(2, say(language, "The files")),
            without_empty(with_columns(sums, *_FILES)),
        ]
    return View(tuple(blocks), table, lambda: {"files": records(sums), "payments": records(table)})


def _payments(session: Session, payments: Sequence[PlannedPayment]) -> Table:
    language, masked = session.language, session.masks.line
    columns = (
        Column(say_in(language, "of a payment", "No."), "count", key="number"),
        Column(say(language, "Date"), "date", key="date"),
        Column(say(language, "Amount"), "amount", 2, key="amount"),
        Column(say(language, "Currency"), key="currency"),
        Column(say(language, "Payer"), key="payer"),
        Column(say_in(language, "payment", "Reference"), key="reference"),
        Column(say_in(language, "payment", "Pays"), key="pays"),
        Column(say_in(language, "payment", "Becomes"), key="state"),
        *(Column("", key=key) for key in _UNSHOWN),
    )
    rows = [_payment(each, language, masked) for each in payments]
    if len(rows) > 1:
        received = [each.keyed.received for each in payments]
        for currency in sorted({each.currency for each in received}):
            amount = total(e.payment.amount for e in received if e.currency == currency)
            title = say(language, "Total")
            cells = (None, title, amount, currency, *([None] * (len(columns) - 4)))
            rows.append(Row(cells, "total"))
    return Table("payments", columns, tuple(rows))


def _payment(planned: PlannedPayment, language: Language, masked: Callable[[str], str]) -> Row:
    each = planned.keyed.received
    payment, payer = each.payment, each.payment.payer
    references = tuple(masked(reference.text) for reference in payment.references)
    first = references[0] if references else None
    more = f" +{len(references) - 1}" if len(references) > 1 else ""
    text = masked(payment.text)
    match = planned.match
    invoices = tuple(a.item.invoice for a in match.allocations) if match else ()
    return Row(
        (
            planned.number,
            each.day,
            payment.amount,
            each.currency,
            Shown(masked(payer.said), masked(payer.name)),
            Shown(f"{first or text}{more}", first),
            _pays(match, f"{first or text}{more}", language),
            Shown(_state(planned, language), str(planned.state)),
            str(payment.nature),
            Shown("", invoices),
            match.party or None if match else None,
            str(match.reason) if match else None,
            Shown("", tuple(map(str, match.notes)) if match else ()),
            planned.voucher or None,
            payer.account,
            payer.bankgiro,
            payer.phone,
            masked(_with_hyphen(payer.number)),
            Shown("", references),
            text,
            masked(payment.key),
            each.account,
            each.bankgiro,
            each.file,
            each.line,
            Shown("", each.also),
        )
    )


def _pays(match: PaymentMatch | None, said: str, language: Language) -> Shown | str:
    """The invoices that a payment pays, and by what that is known; else what is said of it."""
    notes = [text for note in (match.notes if match else ()) if (text := note_text(note, language))]
    if match is None or match.reason is MatchReason.NONE:
        quoted = f"“{said}”" if said else ""
        return Shown(f"{quoted} ({', '.join(notes)})".strip() if notes else quoted, "")
    names = [each.item.invoice or each.item.party for each in match.allocations]
    what = ", ".join(names) or match.party or "?"
    return f"{what} ({', '.join([reason_text(match.reason, language), *notes])})"


def note_text(note: MatchNote, language: Language) -> str:
    """What is to be said of a match in a word or two; "" of what the row shows by itself."""
    match note:
        case MatchNote.PARTIAL:
            return say_in(language, "payment", "partly")
        case MatchNote.OVER:
            return say_in(language, "payment", "too much")
        case MatchNote.DOUBLE:
            return say_in(language, "payment", "paid already")
        case MatchNote.AMBIGUOUS:
            return say_in(language, "payment", "ambiguous")
        case MatchNote.UNKNOWN_REFERENCE:
            return say_in(language, "payment", "unknown reference")
        case MatchNote.OTHERS_OCR:
            return say_in(language, "payment", "another's OCR")
        case MatchNote.NOTHING_OPEN:
            return say_in(language, "payment", "nothing open")
        case _:
            return _kind_of_payment(note, language)


def _kind_of_payment(note: MatchNote, language: Language) -> str:
    """What a payment is besides money in."""
    match note:
        case MatchNote.CREDIT_NOTE:
            return say_in(language, "payment", "credit note")
        case MatchNote.DEDUCTION:
            return say_in(language, "payment", "deduction")
        case MatchNote.UNFOUNDED:
            return say_in(language, "payment", "deduction without credit")
        case MatchNote.RETURNED:
            return say_in(language, "payment", "return")
        case MatchNote.FOREIGN_CURRENCY:
            return say_in(language, "payment", "currency")
        case MatchNote.FEE:
            return say_in(language, "payment", "fee kept")
        case _:
            return ""


def reason_text(reason: MatchReason, language: Language) -> str:
    """By what it is known what a payment pays."""
    match reason:
        case MatchReason.OCR:
            return "OCR"
        case MatchReason.INVOICE_NUMBER:
            return say_in(language, "payment", "number")
        case MatchReason.SWISH_MESSAGE:
            return "Swish"
        case MatchReason.PARTY_NUMBER:
            return say_in(language, "payment", "its number")
        case MatchReason.NAME_AND_AMOUNT:
            return say_in(language, "payment", "name")
        case MatchReason.NONE:
            return say_in(language, "payment", "nothing")


def _state(planned: PlannedPayment, language: Language) -> str:
    """What becomes of a payment, and the number of its voucher."""
    ver = planned.voucher
    match planned.state:
        case PaymentState.MATCHED:
            return ver
        case PaymentState.PROPOSED:
            return say_in(language, "payment", "{ver}, to accept", ver=ver)
        case PaymentState.SUSPENSE:
            return say_in(language, "payment", "{ver}, suspense", ver=ver)
        case PaymentState.BOOKED:
            return say_in(language, "payment", "booked: {ver}", ver=ver)
        case PaymentState.BY_HAND:
            return say_in(language, "payment", "by hand: {ver}", ver=ver)
        case PaymentState.MAYBE_BOOKED:
            return say_in(language, "payment", "may be {ver}", ver=ver)
        case PaymentState.HELD:
            return say_in(language, "payment", "left out")


def _with_hyphen(number: str) -> str:
    """An organisation or personal identity number as the register writes it: 802428-2785."""
    return f"{number[:-4]}-{number[-4:]}" if re.fullmatch(r"\d{10}|\d{12}", number) else number


def _files(files: Iterable[BankFile], language: Language) -> Table:
    """Each file and account: what came in, how much, and what else changed the balance."""
    columns = (
        Column("", key="file"),
        Column("", key="kind"),
        Column("", key="version"),
        Column(say_in(language, "bank", "Account"), key="account"),
        Column("", key="currency"),
        Column(say_in(language, "how many", "Number"), "count", key="received"),
        Column(say_in(language, "bank", "Came in"), "amount", 2, key="amount"),
        Column("", "count", key="other_entries"),
        Column(say_in(language, "bank", "Other"), "amount", 2, key="other"),
        Column(say_in(language, "bank", "Opening"), "amount", 2, key="opening"),
        Column(say_in(language, "bank", "Closing"), "amount", 2, key="closing"),
    )
    rows: list[Row] = []
    for file in files:
        cells = [
            "",
            "",
            "",
            f"{Path(file.file).name} ({_form(file)})",
            *([None] * (len(columns) - 4)),
        ]
        rows.append(Row(tuple(cells), "heading"))
        rows += [_file(file, statement) for statement in file.statements]
    return Table("files", columns, tuple(rows))


def _form(file: BankFile) -> str:
    """What a file is, as people call it."""
    match file.kind:
        case "account":
            return file.version
        case "swish":
            return f"Swish, {file.version or 'Handelsbanken'}"
        case "bgmax":
            return f"BgMax {file.version}"
        case "deposits":
            return "Bankgirot"
        case _:
            return f"{file.kind}.{file.version}"


def _file(file: BankFile, statement: BankStatement) -> Row:
    payments = [payment for entry in statement.entries for payment in entry.payments]
    came_in = [p.amount for p in payments if p.nature is not Nature.OUT]
    other = [p.amount for p in payments if p.nature is Nature.OUT]
    opening, closing = statement.opening, statement.closing
    return Row(
        (
            file.file,
            file.kind,
            file.version,
            statement.account,
            statement.currency,
            len(came_in),
            total(came_in),
            len(other),
            total(other),
            None if opening is None else opening.amount,
            None if closing is None else closing.amount,
        )
    )


def payments_payload(
    session: Session, planned: PaymentsPlan, plan: Plan | None, *, written: bool
) -> dict[str, Any]:
    """What is booked as JSON besides the list: the vouchers, and the files that change."""
    masked = session.masks.line
    return {
        "vouchers": [
            {
                "ver": voucher.ver,
                "date": voucher.day.isoformat(),
                "payee": masked(voucher.payee),
                "text": voucher.text,
                "file": voucher.file,
                "postings": [_posting(row) for row in voucher.rows],
            }
            for voucher in planned.vouchers
        ],
        "changes": files_payload(plan, diff=False) if plan is not None else [],
        "written": written,
    }


def _posting(row: NewPosting) -> dict[str, str]:
    ids = {key: value for key, value in row.meta if key in _IDS and isinstance(value, str)}
    return {"account": row.account, "amount": exact(row.amount), **ids}


def payment_question(session: Session, planned: PlannedPayment, language: Language) -> str:
    """What a person is asked of a payment that waits to be accepted."""
    each, masked = planned.keyed.received, session.masks.line
    said = {
        "number": planned.number,
        "day": each.day,
        "amount": each.payment.amount,
        "payer": masked(each.payment.payer.said or each.payment.text),
    }
    if planned.state is PaymentState.MAYBE_BOOKED:
        return say(
            language,
            "Payment {number} of {day}, {amount}, {payer}: is it another than {voucher}? [y/N]",
            **said,
            voucher=planned.voucher,
        )
    return say(
        language,
        "Payment {number} of {day}, {amount}, {payer}: book it on {what}? [y/N]",
        **said,
        what=masked(str(_pays(planned.match, "", language))),
    )
