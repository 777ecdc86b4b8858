"""What `sambruk balances` shows: the trial balance (saldobalans) of some days."""

from __future__ import annotations

from sambruk_cli import formats
from sambruk_cli.books.balances import trial_balance
from sambruk_cli.document.model import Block, Heading, Paragraph
from sambruk_cli.document.records import records
from sambruk_cli.messages import say
from sambruk_cli.period import Days
from sambruk_cli.report.book_tables import trial_balance_table
from sambruk_cli.session import Session
from sambruk_cli.statements.amounts import unbooked_before
from sambruk_cli.views.view import View


def balances_view(session: Session, days: Days) -> View:
    """Opening, change and closing per account, in kronor and öre; debit is positive."""
    language, books = session.language, session.books
    found = trial_balance(books, days.year, days.first, days.last)
    table = trial_balance_table(books, found, language)
    title = say(language, "Trial balance {days}", days=days.title)
    blocks: list[Block] = [Heading(2, title), table]
    if not found:
        blocks.append(Paragraph.of(say(language, "Nothing has been booked.")))
    carried = unbooked_before(books, days.year)
    if carried:
        amount = formats.kronor(-carried, language)
        said = say(
            language,
            "The accounts do not sum to 0: a result of {amount} from before is not booked yet.",
            amount=amount,
        )
        blocks.append(Paragraph.of(said))
    return View(tuple(blocks), table, lambda: {**days.as_json(), "rows": records(table)})
