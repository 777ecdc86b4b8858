"""The trial balance (saldobalans) of the year under audit."""

from __future__ import annotations

from sambruk_cli import formats
from sambruk_cli.audit.section import Section
from sambruk_cli.audit.year import AuditYear
from sambruk_cli.books.balances import trial_balance
from sambruk_cli.document.model import Block, Paragraph
from sambruk_cli.messages import say
from sambruk_cli.report.book_tables import trial_balance_table
from sambruk_cli.statements.amounts import unbooked_before


def trial_balance_section(year: AuditYear) -> Section:
    """Opening, change and closing of every account."""
    language, books = year.language, year.books
    title = say(language, "Trial balance")
    about = say(language, "Opening balance, change and closing balance of each account.")
    found = trial_balance(books, year.fiscal)
    if not found:
        return Section("balances", title, about, nothing=say(language, "Nothing has been booked."))
    table = trial_balance_table(books, found, language, title)
    blocks: list[Block] = [table]
    if carried := unbooked_before(books, year.fiscal):
        said = say(
            language,
            "The accounts do not sum to 0: a result of {amount} from before is not booked yet.",
            amount=formats.kronor(-carried, language),
        )
        blocks.append(Paragraph.of(said))
    return Section("balances", title, about, tuple(blocks), (table,))
