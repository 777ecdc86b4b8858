"""sambruk journal"""

from __future__ import annotations

import typer

from sambruk_cli.console import options, printing, run, span
from sambruk_cli.language import pick


def journal(
    context: typer.Context,
    year: options.YearArgument = None,
    period: span.PeriodOption = None,
    format_: options.FormatOption = options.Format.text,
    output: options.OutputOption = None,
) -> int:
    """Print the journal (grundbok): every voucher in order of date.

    Example: sambruk journal 2007 --period 2007-12
    """
    from sambruk_cli.document.model import Column, Heading, Row, Table
    from sambruk_cli.money import ZERO, exact
    from sambruk_cli.views.lists import account_title

    session = run.open_session(context)
    days = span.days_of(session.year(year), period)
    language, books = session.language, session.books
    vouchers = books.between(days.first, days.last)
    rows = []
    for voucher in vouchers:
        rows.append(
            Row((voucher.date, voucher.ver or "", voucher.description, None, None), "heading")
        )
        for posting in voucher.postings:
            debit = posting.amount if posting.amount > 0 else None
            credit = -posting.amount if posting.amount < 0 else None
            rows.append(Row((None, "", account_title(books, posting.account), debit, credit)))
    debits = sum((p.amount for v in vouchers for p in v.postings if p.amount > 0), ZERO)
    credits = sum((-p.amount for v in vouchers for p in v.postings if p.amount < 0), ZERO)
    rows.append(Row((None, "", pick(language, "Summa", "Total"), debits, credits), "total"))
    columns = (
        Column(pick(language, "Datum", "Date"), "date"),
        Column("Ver"),
        Column(pick(language, "Text, konto", "Text, account")),
        Column(pick(language, "Debet", "Debit"), "amount", 2),
        Column(pick(language, "Kredit", "Credit"), "amount", 2),
    )
    flat_columns = (
        Column("date", "date"),
        Column("voucher"),
        Column("text"),
        Column("account"),
        Column("amount", "amount", 2),
    )
    flat = tuple(
        Row((v.date, v.ver or "", v.description, p.account, p.amount))
        for v in vouchers
        for p in v.postings
    )
    payload = {
        "year": days.year.label,
        "from": days.first.isoformat(),
        "to": days.last.isoformat(),
        "vouchers": [
            {
                "date": v.date.isoformat(),
                "voucher": v.ver,
                "payee": v.payee,
                "text": v.text,
                "file": v.file,
                "line": v.line,
                "postings": [
                    {"account": p.account, "amount": exact(p.amount), **_tags(p.meta)}
                    for p in v.postings
                ],
            }
            for v in vouchers
        ],
    }
    title = pick(language, f"Grundbok {days.title}", f"Journal {days.title}")
    result = printing.Output(
        [Heading(2, title), Table("journal", columns, tuple(rows))],
        payload,
        Table("journal", flat_columns, flat),
    )
    return printing.present(session, result, format_, output)


def _tags(meta: object) -> dict[str, str]:
    keys = ("member", "invoice", "project", "counterparty")
    assert isinstance(meta, dict)
    return {key: str(meta[key]) for key in keys if key in meta}
