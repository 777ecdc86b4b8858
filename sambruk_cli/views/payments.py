"""What `sambruk payments` shows: what has come in, and what each file and account comes to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from sambruk_cli.collector import collector_paused
from sambruk_cli.document.cell import Shown
from sambruk_cli.document.model import Block, Column, Heading, Paragraph, Row, Table
from sambruk_cli.document.records import records, with_columns, without_empty
from sambruk_cli.exchange.bank.export.layouts import LAYOUTS, own_layout
from sambruk_cli.exchange.bank.model import BankFile, BankStatement, Nature, total
from sambruk_cli.exchange.bank.read import read_bank_files
from sambruk_cli.exchange.bank.received import Received, received
from sambruk_cli.exchange.bank.verify import balance_findings, currency_findings, day_findings
from sambruk_cli.findings import Finding, in_order
from sambruk_cli.frozen import frozen
from sambruk_cli.language import Language
from sambruk_cli.messages import say, say_in
from sambruk_cli.register.bank import read_bank
from sambruk_cli.register.seals import seal_file
from sambruk_cli.session import Session
from sambruk_cli.views.view import View

_SHOWN = ("date", "amount", "currency", "payer", "reference", "what")
_UNSHOWN = (
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
_FILES = ("account", "received", "amount", "other", "opening", "closing")


@frozen
class BankFilesRead:
    """The files that could be read, what came in by them, and all that is wrong."""

    files: tuple[BankFile, ...]
    received: tuple[Received, ...]
    findings: tuple[Finding, ...]


@collector_paused()
def bank_files_read(session: Session, paths: Iterable[Path]) -> BankFilesRead:
    """Read and verify files; the fiscal years are those of the workspace."""
    own, _, wrong = read_bank(session.workspace)
    layouts = (*map(own_layout, own.exports), *LAYOUTS)
    files, faults = read_bank_files(paths, layouts)
    payments, same = received(files)
    years = session.register.years
    sealed = frozenset(
        year.label for year in years if session.workspace.is_there(seal_file(year.label))
    )
    found = [
        *wrong,
        *faults,
        *(item for file in files for item in file.findings),
        *same,
        *balance_findings(files),
        *currency_findings(payments),
        *day_findings(payments, years, sealed),
    ]
    return BankFilesRead(files, payments, in_order(map(session.masks.finding, found)))


def payments_view(session: Session, found: BankFilesRead) -> View:
    """The payments by day, and a line for each file and account."""
    language = session.language
    table = _payments(session, found.received)
    sums = _files(found.files, language)
    blocks: list[Block] = [Heading(2, say(language, "What has come in"))]
    if table.rows:
        shown = with_columns(table, *_SHOWN)
        if all(each.currency == "SEK" for each in found.received):
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


def _payments(session: Session, payments: Iterable[Received]) -> Table:
    language, masked = session.language, session.masks.line
    columns = (
        Column(say(language, "Date"), "date", key="date"),
        Column(say(language, "Amount"), "amount", 2, key="amount"),
        Column(say(language, "Currency"), key="currency"),
        Column(say(language, "Payer"), key="payer"),
        Column(say_in(language, "payment", "Reference"), key="reference"),
        Column(say_in(language, "payment", "Kind"), key="what"),
        *(Column("", key=key) for key in _UNSHOWN),
    )
    rows = [_payment(each, language, masked) for each in payments]
    currencies = sorted({each.currency for each in payments})
    if len(rows) > 1:
        for currency in currencies:
            amount = total(e.payment.amount for e in payments if e.currency == currency)
            title = say(language, "Total")
            cells = (title, amount, currency, *([None] * (len(columns) - 3)))
            rows.append(Row(cells, "total"))
    return Table("payments", columns, tuple(rows))


def _payment(each: Received, language: Language, masked: Callable[[str], str]) -> Row:
    payment, payer = each.payment, each.payment.payer
    references = tuple(masked(reference.text) for reference in payment.references)
    first = references[0] if references else None
    more = f" +{len(references) - 1}" if len(references) > 1 else ""
    text = masked(payment.text)
    return Row(
        (
            each.day,
            payment.amount,
            each.currency,
            Shown(masked(payer.said), masked(payer.name)),
            Shown(f"{first or text}{more}", first),
            Shown(_nature(payment.nature, language), str(payment.nature)),
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


def _with_hyphen(number: str) -> str:
    """An organisation or personal identity number as the register writes it: 802428-2785."""
    return f"{number[:-4]}-{number[-4:]}" if re.fullmatch(r"\d{10}|\d{12}", number) else number


def _nature(nature: Nature, language: Language) -> str:
    match nature:
        case Nature.PAYMENT:
            return say_in(language, "payment", "payment")
        case Nature.RETURN:
            return say_in(language, "payment", "return")
        case Nature.DEDUCTION:
            return say_in(language, "payment", "deduction")
        case Nature.LUMP:
            return say_in(language, "payment", "sum untold")
        case Nature.OUT:
            return say_in(language, "payment", "paid out")


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
