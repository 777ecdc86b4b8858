"""What a payment names: items, by OCR numbers and invoice numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from sambruk_cli.frozen import frozen
from sambruk_cli.receivables.items import Item
from sambruk_cli.receivables.matching.model import (
    IncomingPayment,
    IncomingReference,
    MatchReason,
)
from sambruk_cli.receivables.matching.numbers import (
    digits_in_whole,
    has_digits,
    invoice_numbers,
    is_ocr_alone,
    ocr_numbers,
)
from sambruk_cli.receivables.matching.open_items import OpenItems
from sambruk_cli.receivables.ocr import is_ocr

_REASONS = list(MatchReason)
_LEAST_OTHERS = 8  # digits of an OCR number of others' that nobody says is one


@frozen
class NamedItem:
    """What one reference names: items of which one is meant, and how much is paid on it.

    No items where it is nobody's.
    """

    items: tuple[Item, ...]
    reason: MatchReason
    amount: Decimal | None = None
    is_credit_note: bool = False


@frozen
class NamedItems:
    """All that a payment names, in its order.

    `doubtful` are items whose number is a member's as well: nothing tells which is meant.
    """

    named: tuple[NamedItem, ...]
    reason: MatchReason
    is_others: bool = False
    doubtful: tuple[Item, ...] = ()

    @property
    def parties(self) -> tuple[str, ...]:
        """The ids of whose items are named."""
        ids = (item.party for each in self.named for item in each.items)
        return tuple(dict.fromkeys(ids))

    @property
    def is_any(self) -> bool:
        """Whether anything of the association's is named."""
        return any(each.items for each in self.named)


def named_items(
    payment: IncomingPayment, items: OpenItems, is_member_number: Callable[[str], bool]
) -> NamedItems:
    """The items that a payment names; what it says besides is read where its references name none.

    What a person has written into a Swish message is a reason of its own, unless all of it is an
    OCR number, as a QR code writes it.
    """
    found: list[NamedItem] = []
    doubtful: list[Item] = []
    is_others = False
    for reference in payment.references:
        digits = digits_in_whole(reference.text)
        by_ocr = items.with_ocr(digits) if digits else ()
        is_others = is_others or (bool(digits) and not by_ocr and _is_others(reference, digits))
        if by_ocr and (reference.kind == "ocr" or is_ocr_alone(digits, payment.amount)):
            said = (reference.amount, reference.is_credit_note)
            found.append(NamedItem(by_ocr, MatchReason.OCR, *said))
            continue
        named = list(_named(reference, payment, items))
        if digits and is_member_number(digits) and any(each.items for each in named):
            doubtful += [item for each in named for item in each.items]
        else:
            found += named
    if payment.text and not any(each.items for each in found):
        text = IncomingReference(payment.text, "message")
        found += [each for each in _named(text, payment, items) if each.items]
    reasons = {each.reason for each in found if each.items}
    reason = max(reasons, key=_REASONS.index, default=MatchReason.NONE)
    return NamedItems(tuple(found), reason, is_others, tuple(doubtful))


def _named(
    reference: IncomingReference, payment: IncomingPayment, items: OpenItems
) -> Iterator[NamedItem]:
    """What is named among the words of a text."""
    text, amount, is_credit_note = reference.text, reference.amount, reference.is_credit_note
    is_written = payment.is_swish and reference.kind == "message"
    found: list[NamedItem] = []
    if has_digits(text):
        found += _among_words(text, payment, items, is_written=is_written)
        found += _by_number(text, payment, items, is_written=is_written)
    if len(found) == 1:
        yield NamedItem(found[0].items, found[0].reason, amount, is_credit_note)
    elif found:
        yield from found  # what is said to be paid on all of them is not what is paid on one
    elif text.strip() and (reference.kind in ("ocr", "document") or amount is not None):
        yield NamedItem((), MatchReason.NONE, amount, is_credit_note)


def _among_words(
    text: str, payment: IncomingPayment, items: OpenItems, *, is_written: bool
) -> Iterator[NamedItem]:
    reason = MatchReason.SWISH_MESSAGE if is_written else MatchReason.OCR
    for digits in dict.fromkeys(ocr_numbers(text, payment.amount)):
        if by_ocr := items.with_ocr(digits):
            yield NamedItem(by_ocr, reason)


def _by_number(
    text: str, payment: IncomingPayment, items: OpenItems, *, is_written: bool
) -> Iterator[NamedItem]:
    reason = MatchReason.SWISH_MESSAGE if is_written else MatchReason.INVOICE_NUMBER
    for number in invoice_numbers(text, payment.amount, items.known):
        yield NamedItem(items.with_number(number), reason)


def _is_others(reference: IncomingReference, digits: str) -> bool:
    """Whether digits that are no OCR number of the association's are a right one of others'.

    What nobody says is one must have the length that its last digit but one gives, too.
    """
    if reference.kind != "ocr":
        has_length = len(digits) >= _LEAST_OTHERS and int(digits[-2]) == len(digits) % 10
        if reference.kind != "document" or not has_length:
            return False
    return is_ocr(digits)
