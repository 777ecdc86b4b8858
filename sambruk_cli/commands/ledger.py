"""sambruk ledger"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from sambruk_cli.console import options, printing, run, span
from sambruk_cli.findings import Stop, did_you_mean, finding
from sambruk_cli.language import Language, pick
from sambruk_cli.session import Session

if TYPE_CHECKING:
    from decimal import Decimal

    from sambruk_cli.books.books import Books
    from sambruk_cli.books.vouchers import Posting, Voucher
    from sambruk_cli.document.model import Block, Table


def ledger(
    context: typer.Context,
    account: Annotated[
        str | None, typer.Argument(metavar="[ACCOUNT]", help="A number or a name; all by default.")
    ] = None,
    year: options.YearArgument = None,
    period: span.PeriodOption = None,
    format_: options.FormatOption = options.Format.text,
    output: options.OutputOption = None,
) -> int:
    """Print the general ledger (huvudbok): the postings of each account with running balance.

    Example: sambruk ledger 1930 2007 --period 2007-06
    """
    from sambruk_cli.books.balances import trial_balance
    from sambruk_cli.document.model import Heading
    from sambruk_cli.money import exact
    from sambruk_cli.views.lists import account_title, posting_text

    session = run.open_session(context)
    books = session.books
    if account is not None and year is None and _means_year(session, account):
        account, year = None, account
    days = span.days_of(session.year(year), period)
    wanted = _accounts(books, account)
    balances = {b.account: b for b in trial_balance(books, days.year, days.first, days.last)}
    rows: dict[str, list[tuple[Voucher, Posting, Decimal]]] = {
        name: [] for name in balances if name in wanted
    }
    standing = {name: balances[name].opening for name in rows}
    for voucher in books.between(days.first, days.last):
        for posting in voucher.postings:
            name = posting.account
            if name in rows:
                standing[name] += posting.amount
                rows[name].append((voucher, posting, standing[name]))
    language = session.language
    title = pick(language, f"Huvudbok {days.title}", f"General ledger {days.title}")
    names = session.register.party_names()
    blocks: list[Block] = [Heading(2, title)]
    payload: list[dict[str, Any]] = []
    for name, postings in rows.items():
        balance = balances[name]
        blocks.append(Heading(3, account_title(books, name)))
        blocks.append(_table(name, balance.opening, postings, names, language))
        payload.append(
            {
                "account": name,
                "opening": exact(balance.opening),
                "rows": [
                    {
                        "date": v.date.isoformat(),
                        "voucher": v.ver,
                        "text": posting_text(v, p, names),
                        "amount": exact(p.amount),
                        "balance": exact(after),
                    }
                    for v, p, after in postings
                ],
                "closing": exact(balance.closing),
            }
        )
    result = printing.Output(
        blocks,
        {
            "year": days.year.label,
            "from": days.first.isoformat(),
            "to": days.last.isoformat(),
            "accounts": payload,
        },
        _flat(rows, names),
    )
    return printing.present(session, result, format_, output)


def _means_year(session: Session, text: str) -> bool:
    """`sambruk ledger 2007` means the year where no account has that number."""
    return session.register.year(text) is not None and not _matching(session.books, text)


def _matching(books: Books, wanted: str) -> list[str]:
    lower = wanted.lower()
    return [
        a.name
        for a in books.accounts.values()
        if wanted == a.number
        or lower in {a.name.lower(), a.label.lower()}
        or a.name.lower().endswith(f":{lower}")
    ]


def _accounts(books: Books, wanted: str | None) -> set[str]:
    if wanted is None:
        return set(books.accounts)
    found = _matching(books, wanted)
    if not found:
        known = [
            name for a in books.accounts.values() for name in (a.number or "", a.label) if name
        ]
        raise Stop(
            finding(
                "USE903",
                f'no account is called "{wanted}"',
                hint=did_you_mean(wanted, known, "sambruk balances lists those in use"),
            )
        )
    return set(found)


def _table(
    name: str,
    opening: Decimal,
    postings: list[tuple[Voucher, Posting, Decimal]],
    names: dict[str, str],
    language: Language,
) -> Table:
    from sambruk_cli.document.model import Column, Row, Table
    from sambruk_cli.views.lists import posting_text

    columns = (
        Column(pick(language, "Datum", "Date"), "date"),
        Column("Ver"),
        Column(pick(language, "Text", "Text")),
        Column(pick(language, "Belopp", "Amount"), "amount", 2),
        Column(pick(language, "Saldo", "Balance"), "amount", 2),
    )
    rows = [Row((None, "", pick(language, "Ingående", "Opening"), None, opening), "heading")]
    rows += [
        Row((v.date, v.ver or "", posting_text(v, p, names), p.amount, b)) for v, p, b in postings
    ]
    closing = postings[-1][2] if postings else opening
    rows.append(Row((None, "", pick(language, "Utgående", "Closing"), None, closing), "total"))
    return Table(name, columns, tuple(rows))


def _flat(rows: dict[str, list[tuple[Voucher, Posting, Decimal]]], names: dict[str, str]) -> Table:
    from sambruk_cli.document.model import Column, Row, Table
    from sambruk_cli.views.lists import posting_text

    columns = (
        Column("account"),
        Column("date", "date"),
        Column("voucher"),
        Column("text"),
        Column("amount", "amount", 2),
        Column("balance", "amount", 2),
    )
    flat = tuple(
        Row((name, v.date, v.ver or "", posting_text(v, p, names), p.amount, after))
        for name, postings in rows.items()
        for v, p, after in postings
    )
    return Table("ledger", columns, flat)
