"""What a voucher on what is owed says of itself before and after it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from sambruk_cli.document.model import Block, Column, Paragraph, Row, Table
from sambruk_cli.edits.booking import NewVoucher
from sambruk_cli.language import Language
from sambruk_cli.messages.saying import say
from sambruk_cli.money import plain
from sambruk_cli.receivables.changes import ReceivableChange
from sambruk_cli.views.plan import change_payload


def receivable_payload(
    change: ReceivableChange,
    written: bool,
    language: Language,
    mask: Callable[[str], str],
    *,
    diff: bool,
) -> dict[str, Any]:
    """The change as JSON: amounts in kronor as text, days as ISO dates.

    Args:
      diff: whether every line that comes is in it, names of its party among them.
    """
    return {
        "change": change.kind,
        "of": list(change.what),
        "amount": plain(change.amount),
        "vat": plain(change.vat),
        "vouchers": vouchers_payload(change.vouchers, mask),
        **change_payload(change, written, language, diff=diff),
    }


def receivable_summary(
    change: ReceivableChange, language: Language, mask: Callable[[str], str]
) -> list[Block]:
    """The voucher, and in words what it does."""
    found: list[Block] = [Paragraph.of(said.text(language)) for said in change.said]
    return [*found, vouchers_table(change.vouchers, language, mask)] if change.vouchers else found


def vouchers_payload(
    vouchers: Iterable[NewVoucher], mask: Callable[[str], str]
) -> list[dict[str, Any]]:
    """Vouchers as JSON, debit positive."""
    return [
        {
            "ver": voucher.ver,
            "date": voucher.day.isoformat(),
            "payee": mask(voucher.payee),
            "text": mask(voucher.text),
            "file": voucher.file,
            "postings": [
                {
                    "account": row.account,
                    "amount": plain(row.amount),
                    **{key: str(value) for key, value in row.meta},
                }
                for row in voucher.rows
            ],
        }
        for voucher in vouchers
    ]


def vouchers_table(
    vouchers: Iterable[NewVoucher], language: Language, mask: Callable[[str], str]
) -> Table:
    """A row for each posting, below its voucher."""
    columns = (
        Column("Ver"),
        Column(say(language, "Account")),
        Column(say(language, "Debit"), "amount", 2),
        Column(say(language, "Credit"), "amount", 2),
    )
    rows: list[Row] = []
    for voucher in vouchers:
        said = ": ".join(part for part in (mask(voucher.payee), mask(voucher.text)) if part)
        rows.append(Row((voucher.ver, said, None, None)))
        for row in voucher.rows:
            account = row.account.rpartition(":")[2].replace("-", " ")
            debit, credit = (row.amount, None) if row.amount > 0 else (None, -row.amount)
            rows.append(Row(("", account, debit, credit)))
    return Table("", columns, tuple(rows))
