"""Accruals: income and cost that span years, and what the accounts for them stand at."""

from __future__ import annotations

from decimal import Decimal

from sambruk_cli.audit.section import Section
from sambruk_cli.audit.year import AuditYear
from sambruk_cli.books.balances import trial_balance
from sambruk_cli.closing.accruals import Accrual, accruals_of, moved_by, summed
from sambruk_cli.document.model import Block, Column, Heading, Paragraph, Row, Table
from sambruk_cli.findings import Stop
from sambruk_cli.messages import say, say_count
from sambruk_cli.money import ZERO
from sambruk_cli.report.book_tables import account_cell, trial_balance_table

# BAS 17xx: prepaid cost and accrued income; 29xx: accrued cost and prepaid income.
_NUMBERS = ("17", "29")


def accruals_section(year: AuditYear) -> Section:
    """What vouchers say that other years bear, moved or not; and accounts 17xx and 29xx."""
    language, books = year.language, year.books
    title = say(language, "Accruals")
    about = say(
        language,
        "Income and cost that belong to other years than the one they are booked in, and accounts "
        "17xx and 29xx.",
    )
    blocks: list[Block] = []
    tables: list[Table] = []
    notes: list[str] = []
    try:
        found = accruals_of(books, year.register.years, year.fiscal)
    except Stop as stopped:
        found = ()
        notes = [f"{item.place}: {item.said.text(language)}" for item in stopped.findings]
        blocks += [Paragraph.of(note) for note in notes]
    if found:
        table, unmoved = _moved(year, found)
        blocks += [Heading(2, say(language, "By voucher")), table]
        tables.append(table)
        if unmoved:
            said = say_count(
                language,
                unmoved,
                "1 voucher has an accrual that is not booked as it says.",
                "{number} vouchers have accruals that are not booked as they say.",
            )
            notes.append(said)
    accounts = [
        balance
        for balance in trial_balance(books, year.fiscal)
        if books.number(balance.account).startswith(_NUMBERS)
    ]
    if accounts:
        sheet = say(language, "Accounts of accruals")
        table = trial_balance_table(books, accounts, language, sheet)
        blocks += [Heading(2, sheet), table]
        tables.append(table)
    if not blocks:
        nothing = say(language, "Nothing is booked on accounts 17xx and 29xx.")
        return Section("accruals", title, about, nothing=nothing)
    return Section("accruals", title, about, tuple(blocks), tuple(tables), notes=tuple(notes))


def _moved(year: AuditYear, found: tuple[Accrual, ...]) -> tuple[Table, int]:
    """What is to be moved at the end of the year, and what has been; how many differ."""
    language, books = year.language, year.books
    columns = (
        Column("Ver"),
        Column(say(language, "Date"), "date"),
        Column(say(language, "Text")),
        Column(say(language, "Account")),
        Column(say(language, "To be moved"), "amount", 2),
        Column(say(language, "Moved"), "amount", 2),
        Column(say(language, "Difference"), "amount", 2),
    )
    rows = []
    unmoved = 0
    for accrual in found:
        wanted = summed(accrual.rows)
        done = moved_by(books, year.fiscal, accrual.name, is_reversal=False)
        differs = False
        for account in sorted(wanted.keys() | done.keys(), key=lambda n: (books.number(n), n)):
            amounts: tuple[Decimal, Decimal] = wanted.get(account, ZERO), done.get(account, ZERO)
            differs = differs or amounts[0] != amounts[1]
            rows.append(
                Row(
                    (
                        accrual.name,
                        accrual.voucher.date,
                        accrual.voucher.description,
                        account_cell(account, books),
                        *amounts,
                        amounts[1] - amounts[0],
                    )
                )
            )
        unmoved += differs
    return Table("accruals", columns, tuple(rows), say(language, "Accruals")), unmoved
