"""An invoice or a credit note that has no number yet."""

from __future__ import annotations

from datetime import date

from sambruk_cli import formats
from sambruk_cli.frozen import frozen
from sambruk_cli.language import Language
from sambruk_cli.messages import say
from sambruk_cli.receivables.invoice import Invoice, InvoiceLine
from sambruk_cli.receivables.numbers import ocr_of
from sambruk_cli.receivables.parties import buyer_of, language_of, seller_of
from sambruk_cli.register.register import Register


@frozen
class InvoiceDraft:
    """What an invoice to a party is to say; with `credits` a credit note of that invoice.

    `due` is None where the terms of the association say it.
    """

    party: str
    lines: tuple[InvoiceLine, ...]
    due: date | None = None
    credits: str = ""
    text: str = ""

    @property
    def has_vat(self) -> bool:
        return any(line.vat_rate for line in self.lines)


def invoice_of(
    register: Register, draft: InvoiceDraft, number: str, day: date, due: date
) -> Invoice:
    """The invoice that a draft becomes when it gets its number.

    Raises:
      KeyError: when the register has nobody by the id of the party.
    """
    buyer = buyer_of(register, draft.party)
    if buyer is None:
        raise KeyError(draft.party)
    rules, language = register.invoicing.invoices, language_of(register, draft.party)
    text = rules.text_en if language == "en" and rules.text_en else rules.text
    is_all_taxed = all(line.vat_rate for line in draft.lines)
    return Invoice(
        number=number,
        day=day,
        due=day if draft.credits else due,
        ocr="" if draft.credits else ocr_of(number),
        seller=seller_of(register),
        buyer=buyer,
        lines=draft.lines,
        language=language,
        credits=draft.credits,
        exempt_reason="" if is_all_taxed else rules.vat_exempt_reason or "",
        text="\n".join(filter(None, (draft.text, text, _of_interest(register, draft, language)))),
    )


def _of_interest(register: Register, draft: InvoiceDraft, language: Language) -> str:
    """What an invoice says of late payment, where the association says that it does."""
    rules = register.invoicing.reminders
    if draft.credits or not (rules.interest and rules.invoice_says_interest):
        return ""
    if rules.interest_rate is not None:
        rate = formats.number(rules.interest_rate, language)
        return say(language, "Late payment costs interest of {rate} % a year.", rate=rate)
    return say(
        language,
        "Late payment costs interest by räntelagen: the reference rate and 8 % a year.",
    )
