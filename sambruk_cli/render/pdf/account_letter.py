"""A statement of account as a letter in PDF, with how to pay where one invoice is open."""

from __future__ import annotations

from sambruk_cli.messages import say, say_in
from sambruk_cli.receivables.parties import can_be_paid
from sambruk_cli.render.pdf.letter import Letter, PaymentSlip, letter_pdf
from sambruk_cli.views.account_statement import StatementOfAccount


def account_letter(statement: StatementOfAccount) -> bytes:
    """The statement, paged A4; from books with errors it is marked on every page.

    Raises:
      PdfFault: RPT513 on any error or warning of typst's.
    """
    language, account, buyer = statement.language, statement.account, statement.buyer
    warning, slip = statement.session.warning, _slip(statement)
    facts = (
        (say_in(language, "invoice", "Date"), account.last.isoformat()),
        (say_in(language, "account", "Days"), statement.period),
        (say(language, "Member") if buyer.is_member else say(language, "Customer"), buyer.id),
        (say(language, "Your reference"), buyer.reference),
        (say(language, "Our reference"), statement.seller.contact),
    )
    return letter_pdf(
        Letter(
            seller=statement.seller,
            buyer=buyer,
            heading=statement.title,
            title=f"{statement.title} {statement.period}",
            day=account.last,
            language=language,
            facts=tuple((label, value) for label, value in facts if value),
            blocks=statement.blocks(has_slip=slip is not None),
            slip=slip,
            mark=say(language, "DRAFT") if warning else "",
            notice=warning,
        )
    )


def _slip(statement: StatementOfAccount) -> PaymentSlip | None:
    """How to pay, where one invoice is open: of several each has its own reference."""
    to_pay = statement.account.to_pay
    if len(to_pay) != 1 or not can_be_paid(statement.seller):
        return None
    (each,) = to_pay
    reference = each.item.ocr or each.item.invoice or statement.account.party
    return PaymentSlip(each.open, reference, each.item.issued, each.item.due)
