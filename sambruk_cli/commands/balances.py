"""sambruk balances"""

from __future__ import annotations

import typer

from sambruk_cli.commands import options, running, span
from sambruk_cli.language import pick


def balances(
    context: typer.Context,
    year: options.YearArgument = None,
    period: span.PeriodOption = None,
    format_: options.FormatOption = options.Format.text,
    output: options.OutputOption = None,
) -> int:
    """Print the trial balance: opening, change and closing per account, to the öre.

    Amounts are debit positive. Accounts of the income statement start each year at nought.

    Example: sambruk balances 2007 --period 2007-Q1
    """
    from sambruk_cli.books.balances import trial_balance
    from sambruk_cli.money import ZERO, exact
    from sambruk_cli.report.model import Column, Heading, Row, Table

    opened = running.open_all(context)
    days = span.days_of(opened.year(year), period)
    language, books = opened.language, opened.books
    found = trial_balance(books, days.year, days.first, days.last)
    columns = (
        Column(pick(language, "Konto", "Account")),
        Column(pick(language, "Ingående", "Opening"), "amount", 2),
        Column(pick(language, "Förändring", "Change"), "amount", 2),
        Column(pick(language, "Utgående", "Closing"), "amount", 2),
    )
    rows = []
    for balance in found:
        account = books.accounts.get(balance.account)
        number = books.number(balance.account)
        name = f"{number} {account.label}" if account and number else balance.account
        rows.append(Row((name, balance.opening, balance.change, balance.closing)))
    total = Row(
        (
            pick(language, "Summa", "Total"),
            sum((b.opening for b in found), ZERO),
            sum((b.change for b in found), ZERO),
            sum((b.closing for b in found), ZERO),
        ),
        "total",
    )
    title = pick(language, f"Saldobalans {days.title}", f"Trial balance {days.title}")
    payload = {
        "year": days.year.label,
        "from": days.first.isoformat(),
        "to": days.last.isoformat(),
        "rows": [
            {
                "account": b.account,
                "opening": exact(b.opening),
                "change": exact(b.change),
                "closing": exact(b.closing),
            }
            for b in found
        ],
    }
    result = running.Output(
        [Heading(2, title), Table("balances", columns, (*rows, total))],
        payload,
        Table("balances", columns, tuple(rows)),
    )
    return running.present(opened, result, format_, output)
