"""What `sambruk members show` says of a member's invoices, payments and reminders."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sambruk_cli import formats
from sambruk_cli.document.model import Block, Column, Heading, Paragraph, Row, Table
from sambruk_cli.document.records import records, without_empty
from sambruk_cli.frozen import frozen
from sambruk_cli.language import Language
from sambruk_cli.messages import say, say_in
from sambruk_cli.money import ZERO, exact
from sambruk_cli.receivables.account_statement import advance_of
from sambruk_cli.receivables.items import Item, ItemMovementKind, items_of_party
from sambruk_cli.register.reminders import FILE, Reminder, read_reminders
from sambruk_cli.session import Session
from sambruk_cli.views.arrears import decimals_of

_PAID = (ItemMovementKind.PAYMENT, ItemMovementKind.REFUND)
_ENDED = (ItemMovementKind.WRITE_OFF, ItemMovementKind.TRANSFER, ItemMovementKind.OTHER)


@frozen
class MemberAccount:
    """A member's items and reminders by the end of a day, and what it has paid in advance."""

    items: tuple[Item, ...]
    reminders: tuple[Reminder, ...]
    advance: Decimal

    @property
    def balance(self) -> Decimal:
        """Kronor that are open, above nought where the member owes them."""
        return sum((item.open for item in self.items), ZERO)

    def blocks(self, language: Language) -> list[Block]:
        """Invoices, payments and reminders, each where there are any."""
        decimals = decimals_of(
            amount
            for item in self.items
            for amount in (item.open, *(m.amount for m in item.movements))
        )
        tables = (
            (say(language, "Invoices"), self.invoices(language, decimals)),
            (say(language, "Payments"), self.payments(language, decimals)),
            (say(language, "Reminders"), self.reminded(language, decimals)),
        )
        return [
            block
            for title, table in tables
            if table.rows
            for block in (Heading(3, title), without_empty(table))
        ]

    def advanced(self, language: Language) -> list[Block]:
        """What the member has paid in advance, where it has."""
        if self.advance <= 0:
            return []
        amount = formats.kronor(self.advance, language)
        return [Paragraph.of(say(language, "Paid in advance: {amount}.", amount=amount))]

    def data(self, language: Language) -> dict[str, object]:
        """The same for programs."""
        return {
            "invoices": records(self.invoices(language, 2)),
            "payments": records(self.payments(language, 2)),
            "reminders": records(self.reminded(language, 2)),
            "balance": exact(self.balance),
            "advance": exact(self.advance),
        }

    def invoices(self, language: Language, decimals: int) -> Table:
        """Every item with what has happened to it."""
        columns = (
            Column(say(language, "Invoice"), key="number"),
            Column(say_in(language, "invoice", "Date"), "date", key="date"),
            Column(say_in(language, "invoice", "Due"), "date", key="due"),
            Column("OCR", key="ocr"),
            Column(say(language, "Amount"), "amount", decimals, key="amount"),
            Column(say_in(language, "dues", "Credited"), "amount", decimals, key="credited"),
            Column(say_in(language, "dues", "Paid"), "amount", decimals, key="paid"),
            Column(say_in(language, "invoice", "Otherwise"), "amount", decimals, key="otherwise"),
            Column(say(language, "Open"), "amount", decimals, key="open"),
        )
        rows = tuple(
            Row(
                (
                    item.invoice or None,
                    item.since,
                    item.due,
                    item.ocr or None,
                    item.amount,
                    _some(-item.of_kinds(ItemMovementKind.CREDIT)),
                    _some(-item.of_kinds(*_PAID)),
                    _some(-item.of_kinds(*_ENDED)),
                    _some(item.open),
                )
            )
            for item in self.items
        )
        return Table("invoices", columns, rows)

    def payments(self, language: Language, decimals: int) -> Table:
        """What has been paid, and paid back, on which invoice."""
        columns = (
            Column(say_in(language, "invoice", "Date"), "date", key="date"),
            Column(say(language, "Invoice"), key="number"),
            Column("Ver", key="ver"),
            Column(say(language, "Amount"), "amount", decimals, key="amount"),
        )
        found = sorted(
            (
                (each.day, item.invoice, each)
                for item in self.items
                for each in item.movements
                if each.kind in _PAID
            ),
            key=lambda each: each[:2],
        )
        rows = tuple(
            Row((day, invoice or None, each.voucher.ver, -each.amount))
            for day, invoice, each in found
        )
        return Table("payments", columns, rows)

    def reminded(self, language: Language, decimals: int) -> Table:
        """The reminders that have been made."""
        columns = (
            Column(say_in(language, "invoice", "Date"), "date", key="date"),
            Column(say(language, "Level"), "count", key="level"),
            Column(say(language, "Invoices"), key="invoices"),
            Column(say(language, "Amount"), "amount", decimals, key="amount"),
            Column(say(language, "Fee and interest"), "amount", 2, key="charged"),
        )
        rows = tuple(
            Row((r.day, r.level, ", ".join(r.invoices), r.amount, _some(r.charged)))
            for r in self.reminders
        )
        return Table("reminders", columns, rows)


def member_account(session: Session, member: str, day: date) -> MemberAccount:
    """The account of a member by the end of a day."""
    invoicing = session.register.invoicing
    reminders: Sequence[Reminder] = ()
    if session.workspace.is_there(FILE):
        reminders = read_reminders(session.workspace)[0].reminders
    return MemberAccount(
        items_of_party(session.books, invoicing, day, member),
        tuple(r for r in reminders if r.member == member and r.day <= day),
        advance_of(session.books, invoicing, member, day),
    )


def _some(amount: Decimal) -> Decimal | None:
    return amount or None
