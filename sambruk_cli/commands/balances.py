"""sambruk balances"""

from __future__ import annotations

from dataclasses import replace

import typer

from sambruk_cli.console import options, printing, run, span
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
    from sambruk_cli.document.model import Heading
    from sambruk_cli.money import exact
    from sambruk_cli.views.lists import trial_balance_table

    session = run.open_session(context)
    days = span.days_of(session.year(year), period)
    language, books = session.language, session.books
    found = trial_balance(books, days.year, days.first, days.last)
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
    table = trial_balance_table(books, found, language)
    without_total = replace(table, rows=table.rows[:-1])
    flat = printing.keyed(without_total, "account", "opening", "change", "closing")
    result = printing.Output([Heading(2, title), table], payload, flat)
    return printing.present(session, result, format_, output)
