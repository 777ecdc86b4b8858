"""Details of deposits as Bankgirot's web site exports them: a workbook of blocks, one a deposit.

A block names day, account and bankgiro; says the sum on a row TOTALT; and lists the payments below
a row that begins with Avsändare.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from sambruk_cli.exchange.bank.export.numbers import amount_in
from sambruk_cli.exchange.bank.model import (
    BankEntry,
    BankFile,
    BankPayment,
    BankStatement,
    Nature,
    Payer,
    PaymentReference,
    total,
)
from sambruk_cli.exchange.tables.sheet import (
    CellContent,
    ImportSheet,
    SheetRow,
    heading_key,
    read_day,
    read_text,
)
from sambruk_cli.findings import Finding, finding

_HEAD = frozenset({"datum", "bankkontonummer", "bankgironummer"})
_PAYERS = "avsändare"


def read_deposits(sheet: ImportSheet) -> BankFile | None:
    """The deposits of a workbook; None where it is another one."""
    heads = [at for at, row in enumerate(sheet.rows) if set(_keys(row)) >= _HEAD]
    if not heads:
        return None
    findings: list[Finding] = []
    blocks = [sheet.rows[a:b] for a, b in zip(heads, [*heads[1:], None], strict=True)]
    statements = tuple(
        statement
        for block in blocks
        if (statement := _statement(block, sheet.file, findings)) is not None
    )
    return BankFile(sheet.file, "deposits", "", statements, tuple(findings))


def _statement(
    block: Sequence[SheetRow], file: str, findings: list[Finding]
) -> BankStatement | None:
    """A deposit; None, and said so, where its day cannot be read or it holds no payment."""
    head = _keys(block[0])
    values = dict(zip(head, block[1].cells if len(block) > 1 else (), strict=False))
    day, line = read_day(values.get("datum")), block[0].line
    payments = tuple(_payments(block, file, findings))
    if day is None or not payments:
        text = read_text(values.get("datum"))[:40]
        findings.append(finding("BNK802.value", what="Datum", text=text, file=file, line=line))
        return None
    sums = total(payment.amount for payment in payments)
    stated = _stated(block)
    if stated is not None and stated != sums:
        said = finding("BNK803.parts", stated=stated, found=sums, file=file, line=line)
        findings.append(said)
        payments = (BankPayment(stated, Nature.LUMP, line=line),)
    account, bankgiro = (_digits(values.get(key)) for key in ("bankkontonummer", "bankgironummer"))
    amount = sums if stated is None else stated
    entry = BankEntry(day, amount, "SEK", payments, "", bankgiro, line=line)
    return BankStatement(account, "SEK", (entry,), line=line)


def _stated(block: Sequence[SheetRow]) -> Decimal | None:
    """The amount on the row TOTALT."""
    for row in block:
        if "totalt" in _keys(row):
            amounts = [found for cell in row.cells if (found := _amount(cell)) is not None]
            return amounts[-1] if amounts else None
    return None


def _payments(
    block: Sequence[SheetRow], file: str, findings: list[Finding]
) -> Iterator[BankPayment]:
    """The rows below Avsändare; TOTALT and what is empty are none."""
    start = next((i for i, row in enumerate(block) if _keys(row)[:1] == [_PAYERS]), None)
    if start is None:
        return
    places = {key: at for at, key in enumerate(_keys(block[start])) if key}
    for row in block[start + 1 :]:
        cells = {key: row.cells[at] for key, at in places.items() if at < len(row.cells)}
        if "totalt" in _keys(row) or not read_text(cells.get("belopp")):
            continue
        amount = _amount(cells.get("belopp"))
        if amount is None:
            text = read_text(cells.get("belopp"))[:40]
            said = finding("BNK802.value", what="Belopp", text=text, file=file, line=row.line)
            findings.append(said)
            continue
        yield _payment(cells, amount, row.line)


def _payment(cells: Mapping[str, CellContent], amount: Decimal, line: int) -> BankPayment:
    reference, message = read_text(cells.get("referens")), read_text(cells.get("meddelande"))
    references = (
        *((PaymentReference(reference, "document"),) if reference else ()),
        *((PaymentReference(message, "message"),) if message else ()),
    )
    bankgiro = next((_digits(c) for key, c in cells.items() if "bankgiro" in key), "")
    payer = Payer(read_text(cells.get(_PAYERS)), bankgiro=bankgiro)
    nature = Nature.PAYMENT if amount >= 0 else Nature.DEDUCTION
    return BankPayment(amount, nature, references, payer, line=line)


def _keys(row: SheetRow) -> list[str]:
    return [heading_key(read_text(cell)) for cell in row.cells]


def _amount(cell: CellContent) -> Decimal | None:
    return amount_in(cell, ",")


def _digits(cell: CellContent) -> str:
    return "".join(c for c in read_text(cell) if c.isdigit())
