"""A reminder as PDF: every overdue invoice with its age and reference, and what to pay in all."""

from __future__ import annotations

from sambruk_cli.document.model import Column, Row, Table
from sambruk_cli.language import Language
from sambruk_cli.messages import say, say_in
from sambruk_cli.money import exact
from sambruk_cli.receivables.interest import ABOVE_REFERENCE
from sambruk_cli.receivables.invoice import InvoiceBuyer, InvoiceSeller
from sambruk_cli.receivables.reminder_booking import ReminderLetter
from sambruk_cli.register.invoicing import ReminderLevel, ReminderRules
from sambruk_cli.render.pdf.letter import Letter, PaymentSlip, letter_pdf, plain_texts


def reminder_pdf(
    letter: ReminderLetter,
    parties: tuple[InvoiceSeller, InvoiceBuyer],
    rules: ReminderRules,
    language: Language,
    *,
    is_preview: bool = False,
) -> bytes:
    """A reminder, paged A4, in a language; the same one is the same bytes.

    Args:
      parties: who reminds, and who is reminded.
      is_preview: mark every page as a preview, and leave out the QR codes.
    Raises:
      PdfFault: RPT513 on any error or warning of typst's, a letter that no font has among them.
    """
    seller, buyer = parties
    each = letter.reminder
    day = letter.day
    level = rules.levels[each.level - 1]
    heading = say(language, "Reminder") if each.level == 1 else _numbered(language, each.level)
    return letter_pdf(
        Letter(
            seller=seller,
            buyer=buyer,
            heading=heading,
            title=f"{heading} {day.isoformat()}",
            day=day,
            language=language,
            facts=_facts(letter, buyer, language),
            blocks=(
                *plain_texts(_first(level, each.pay_by.isoformat(), language)),
                _table(letter, language),
                *plain_texts(_texts(letter, rules, seller, language)),
            ),
            slip=PaymentSlip(each.total, _reference(letter), day, each.pay_by),
            mark=say(language, "PREVIEW") if is_preview else "",
            notice=say(language, "Preview: not issued, not to be paid") if is_preview else "",
        )
    )


def _numbered(language: Language, level: int) -> str:
    return say(language, "Reminder {number}", number=level)


def _facts(
    letter: ReminderLetter, buyer: InvoiceBuyer, language: Language
) -> tuple[tuple[str, str], ...]:
    facts = (
        (say_in(language, "invoice", "Date"), letter.day.isoformat()),
        (say(language, "Pay by"), letter.reminder.pay_by.isoformat()),
        (say(language, "Member") if buyer.is_member else say(language, "Customer"), buyer.id),
        (say(language, "Your reference"), buyer.reference),
    )
    return tuple((label, value) for label, value in facts if value)


def _first(level: ReminderLevel, pay_by: str, language: Language) -> tuple[str, ...]:
    """What the letter begins with: the association's own text, else ours."""
    own = level.text_en if language == "en" else level.text
    if own is not None:
        return (own,)
    return (
        say(
            language,
            "We have not seen your payment of what stands below. Please pay by {day}. If you have "
            "paid already, there is nothing that you need to do.",
            day=pay_by,
        ),
    )


def _table(letter: ReminderLetter, language: Language) -> Table:
    """A row for each invoice, then what comes on top and what is taken off, and the sum."""
    each = letter.reminder
    has_interest = bool(each.interest)
    rows = [
        Row(
            (
                one.item.invoice,
                one.item.due,
                one.days,
                one.item.ocr,
                *((one.interest.amount,) if has_interest else ()),
                one.open,
            )
        )
        for one in each.invoices
    ]
    blank: tuple[None, ...] = (None,) if has_interest else ()
    rows += [
        Row((item.invoice, item.due, None, item.ocr, *blank, item.open)) for item in each.earlier
    ]
    more = (
        (say(language, "Fees of earlier reminders"), each.unbooked, ""),
        (say(language, "Reminder fee"), each.fee, letter.ocr),
        (say(language, "Interest on late payment"), each.interest, letter.ocr),
        (say(language, "To your credit"), -each.credit, ""),
    )
    rows += [
        Row((label, None, None, ocr, *blank, amount), "subtotal")
        for label, amount, ocr in more
        if amount
    ]
    total = Row((say(language, "To pay"), None, None, "", *blank, each.total), "total")
    interest = (Column(say_in(language, "on late payment", "Interest"), "amount", 2),)
    columns = (
        Column(say(language, "Invoice")),
        Column(say(language, "Due date"), "date"),
        Column(say(language, "Days late"), "count"),
        Column(say(language, "OCR number")),
        *(interest if has_interest else ()),
        Column(say(language, "Amount, kr"), "amount", 2),
    )
    return Table("", columns, (*rows, total))


def _texts(
    letter: ReminderLetter, rules: ReminderRules, seller: InvoiceSeller, language: Language
) -> tuple[str, ...]:
    """What is said below the table: how to pay, what is charged and why, and what follows."""
    each = letter.reminder
    following = rules.levels[each.level] if each.level < len(rules.levels) else None
    parts = len(each.invoices) + len(each.earlier) + bool(letter.charge)
    interest = ""
    if rules.interest and rules.interest_rate is not None:
        interest = say(
            language,
            "On what is not paid in time interest of {rate} % a year is charged.",
            rate=_rate(rules, language),
        )
    elif rules.interest:
        interest = say(
            language,
            "On what is not paid in time interest is charged by 6 § of the Interest Act "
            "(1975:635): the reference rate and {points} percentage points.",
            points=f"{ABOVE_REFERENCE:f}",
        )
    return (
        say(
            language,
            "Pay each amount with its own OCR number where you can; if you pay all at once, give "
            "the reference below.",
        )
        if parts > 1
        else "",
        say(
            language,
            "A reminder fee is agreed: {where}.",
            where=(rules.fee_agreed or "").rstrip("."),
        )
        if each.fee
        else "",
        interest,
        say(language, "If it is not paid, the claim goes to a debt collector.")
        if following is not None and following.collector
        else "",
        say(
            language,
            "If you think that the claim is wrong, or cannot pay in time, tell us: {email}.",
            email=seller.email,
        )
        if seller.email
        else "",
    )


def _rate(rules: ReminderRules, language: Language) -> str:
    text = exact(rules.interest_rate or ABOVE_REFERENCE).rstrip("0").rstrip(".")
    return text if language == "en" else text.replace(".", ",")


def _reference(letter: ReminderLetter) -> str:
    """The reference for all at once: that of the invoice with most open, the earliest of these."""
    most = max(letter.reminder.invoices, key=lambda one: one.open)
    return most.item.ocr or most.item.invoice
