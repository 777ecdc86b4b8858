"""What `sambruk statement` prints: a member's account, as a document and as a letter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from sambruk_cli import formats
from sambruk_cli.document.model import (
    Block,
    Chapter,
    Column,
    Header,
    Heading,
    Paragraph,
    Report,
    Row,
    Table,
)
from sambruk_cli.document.records import without_empty
from sambruk_cli.findings import Stop, finding
from sambruk_cli.fiscal import year_of
from sambruk_cli.frozen import frozen
from sambruk_cli.language import Language
from sambruk_cli.messages import say, say_in
from sambruk_cli.money import ZERO
from sambruk_cli.receivables.account_statement import (
    AccountEntry,
    AccountStatement,
    account_statement,
)
from sambruk_cli.receivables.invoice import InvoiceBuyer, InvoiceSeller
from sambruk_cli.receivables.items import ItemMovementKind
from sambruk_cli.receivables.parties import buyer_of, can_be_paid, language_of, seller_of
from sambruk_cli.report.stamp import make_stamp
from sambruk_cli.session import Session, known_member
from sambruk_cli.views.arrears import standing_day

_TWO = 2  # decimals: whoever gets it adds it up


@frozen
class StatementOfAccount:
    """A statement with those whom it is from and to; `session` speaks its language."""

    session: Session
    account: AccountStatement
    seller: InvoiceSeller
    buyer: InvoiceBuyer

    @property
    def language(self) -> Language:
        return self.session.language

    @property
    def title(self) -> str:
        return say(self.language, "Statement of account")

    @property
    def period(self) -> str:
        return f"{self.account.first.isoformat()} – {self.account.last.isoformat()}"

    def blocks(self, *, has_slip: bool = False) -> tuple[Heading | Paragraph | Table, ...]:
        """The account, and what is open with how it is paid, unless a slip says that."""
        language = self.language
        found: list[Heading | Paragraph | Table] = [self._entries()]
        if self.account.to_pay:
            found += [Heading(2, say(language, "To pay")), self._open()]
            found += () if has_slip else self._ways()
        return (*found, *self._settled())

    def _entries(self) -> Table:
        language, account = self.language, self.account
        columns = (
            Column(say_in(language, "invoice", "Date"), "date"),
            Column(say_in(language, "account", "What")),
            Column(say(language, "Invoice")),
            Column(say_in(language, "invoice", "Due"), "date"),
            Column(say(language, "Amount"), "amount", _TWO),
            Column(say(language, "Balance"), "amount", _TWO),
        )
        opening = say(language, "Opening balance")
        rows = [Row((account.first, opening, "", None, None, account.opening))]
        for each in account.entries:
            is_charge = each.movement.kind is ItemMovementKind.INVOICE
            rows.append(
                Row(
                    (
                        each.day,
                        self._what(each),
                        each.item.invoice,
                        each.item.due if is_charge else None,
                        each.movement.amount,
                        each.balance,
                    )
                )
            )
        closing = (None, say(language, "Closing balance"), "", None, None, account.closing)
        return Table("account", columns, (*rows, Row(closing, "total")))

    def _what(self, entry: AccountEntry) -> str:
        language, kind = self.language, entry.movement.kind
        words: Mapping[ItemMovementKind, Callable[[], str]] = {
            ItemMovementKind.INVOICE: lambda: say(language, "Invoice"),
            ItemMovementKind.CREDIT: lambda: say(language, "Credit note"),
            ItemMovementKind.PAYMENT: lambda: say_in(language, "account", "Payment"),
            ItemMovementKind.REFUND: lambda: say_in(language, "account", "Paid back"),
            ItemMovementKind.WRITE_OFF: lambda: say_in(language, "account", "Written off"),
            ItemMovementKind.TRANSFER: lambda: say_in(language, "account", "Moved"),
            ItemMovementKind.OPENING: lambda: say_in(language, "account", "Brought forward"),
            ItemMovementKind.OTHER: lambda: say_in(language, "account", "Other"),
        }
        word = words[kind]()
        is_told = kind is ItemMovementKind.INVOICE and entry.text
        if not is_told or (entry.item.invoice and entry.item.invoice in entry.text):
            return word
        return f"{word}: {entry.text}"

    def _open(self) -> Table:
        """The open items above nought."""
        language, account = self.language, self.account
        columns = (
            Column(say(language, "Invoice")),
            Column(say_in(language, "invoice", "Due"), "date"),
            Column(say(language, "Days late"), "count"),
            Column(say(language, "Reference")),
            Column(say(language, "Amount"), "amount", _TWO),
        )
        rows = [
            Row(
                (
                    each.item.invoice or say(language, "without invoice"),
                    each.item.due,
                    each.days if each.days is not None and each.days > 0 else None,
                    each.item.ocr or each.item.invoice,
                    each.open,
                )
            )
            for each in account.to_pay
        ]
        total = (
            say(language, "Total"),
            None,
            None,
            "",
            sum((e.open for e in account.to_pay), ZERO),
        )
        last = Row(total, "total", sums=tuple(range(len(rows))))
        return without_empty(Table("open_items", columns, (*rows, last)))

    def _ways(self) -> tuple[Paragraph, ...]:
        """How to pay, where the association says so."""
        if not can_be_paid(self.seller):
            return ()
        language, seller = self.language, self.seller
        ways = (
            ("Bankgiro", seller.bankgiro),
            ("Plusgiro", seller.plusgiro),
            ("IBAN", seller.iban),
            ("BIC", seller.bic),
            ("Swish", seller.swish),
        )
        said = ", ".join(f"{name} {number}" for name, number in ways if number)
        return (
            Paragraph.of(
                say(
                    language,
                    "Pay to {payee}: {ways}. Give the reference of each invoice.",
                    payee=seller.name,
                    ways=said,
                )
            ),
        )

    def _settled(self) -> tuple[Paragraph, ...]:
        """What is said of what lies to the party's credit, and where nothing is to be paid."""
        language, account = self.language, self.account
        credit = -sum((each.open for each in account.open if each.open < 0), ZERO)
        said = []
        if not account.to_pay:
            said.append(say(language, "There is nothing to pay."))
        if credit:
            amount = formats.kronor_and_ore(credit, language)
            said.append(say(language, "To your credit: {amount}.", amount=amount))
        if account.advance > 0:
            amount = formats.kronor_and_ore(account.advance, language)
            said.append(say(language, "Paid in advance: {amount}.", amount=amount))
        return tuple(map(Paragraph.of, said))

    def document(self) -> Report:
        """The statement for every form but a letter."""
        language, account = self.language, self.account
        facts = (
            (say_in(language, "account", "To"), self.buyer.name),
            (
                say(language, "Member") if self.buyer.is_member else say(language, "Customer"),
                account.party,
            ),
            (say_in(language, "account", "Days"), self.period),
        )
        table = Table("account_holder", (Column(""), Column("")), tuple(map(Row, facts)))
        blocks: tuple[Block, ...] = (table, *self.blocks())
        return Report(
            title=f"{self.title}: {self.buyer.name}",
            language=language,
            header=Header(
                association=self.seller.name,
                organisation_number=self.seller.organisation_number,
                prepared_by="",
                date=account.last,
                approved_by="",
                period_start=account.first,
                period_end=account.last,
                version="",
                of_year=False,
            ),
            chapters=(Chapter("1", self.title, blocks),),
            warning=self.session.warning,
            stamp=make_stamp(self.session.workspace),
            needs_approval=False,
            has_cover=False,
        )


def statement_of_account(
    session: Session, party: str, first: date | None, last: date | None, language: Language | None
) -> StatementOfAccount:
    """The statement of a member's account, or another party's.

    Args:
      first: by default the first day of the fiscal year of the last day.
      last: by default `standing_day`.
      language: by default that of the party's invoices.
    Raises:
      Stop: USE902 when nobody has the id, USE905 when the last day comes before the first.
    """
    register = session.register
    buyer = buyer_of(register, party)
    if buyer is None:
        buyer = buyer_of(register, known_member(register, party).id)
        assert buyer is not None  # a member is known
    last = last or standing_day(session)
    if first is None:
        year = year_of(register.years, last)
        first = year.start if year else last.replace(month=1, day=1)
    if first > last:
        period = f"{first.isoformat()}..{last.isoformat()}"
        raise Stop(finding("USE905.backwards", period=period, start=first, end=last))
    session = session.in_language(language or language_of(register, party))
    account = account_statement(session.books, register.invoicing, party, first, last)
    return StatementOfAccount(session, account, seller_of(register), buyer)
