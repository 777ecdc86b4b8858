"""What is matched, and what comes of it: payments as banks tell of them, parties, and matches."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.frozen import frozen
from sambruk_cli.money import ZERO
from sambruk_cli.receivables.items import Item


@frozen
class IncomingReference:
    """What a payer refers to, and how much is paid on it where that is said (above nought).

    `kind` says where it stood: as an OCR number, as the number of a document, in a message, or in
    the payer's own instruction. Of a credit note `amount` is what it takes off.
    """

    text: str
    kind: Literal["ocr", "document", "message", "instruction"]
    amount: Decimal | None = None
    is_credit_note: bool = False


@frozen
class IncomingPayment:
    """A payment as a bank tells of it.

    `amount` is what it adds to the account, in `currency`; below nought where it takes from it: a
    deduction, or a payment that goes back. A "lump" is the sum of payments that no file tells
    apart. `fee` is what the bank has kept of the payment by the file, so that the payer has paid
    `amount` and `fee`. `key` is the bank's own reference, "" where there is none. `place` is the
    association's own account, `bankgiro` its bankgiro. Texts are "" where the file says nothing.
    """

    day: date
    amount: Decimal
    currency: str = "SEK"
    nature: Literal["payment", "return", "deduction", "lump"] = "payment"
    references: tuple[IncomingReference, ...] = ()
    text: str = ""
    payer_name: str = ""
    payer_account: str = ""
    payer_bankgiro: str = ""
    payer_phone: str = ""
    payer_number: str = ""
    is_swish: bool = False
    fee: Decimal = ZERO
    key: str = ""
    place: str = ""
    bankgiro: str = ""
    file: str = ""
    line: int | None = None
    also: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[object, ...]:
        """By day, then by the bank's reference, then by all that is said of it."""
        said = tuple((r.text, r.kind, r.amount or ZERO, r.is_credit_note) for r in self.references)
        payer = (self.payer_name, self.payer_account, self.payer_bankgiro, self.payer_phone)
        content = (self.nature, self.text, *payer, self.payer_number, self.place, self.bankgiro)
        return (self.day, self.key, self.currency, self.amount, self.fee, said, *content)


@frozen
class MatchParty:
    """One who may pay: a member, or another party of the books, by all that payments name it by.

    `number` is its number as a member, `organisation_number` has ten digits and a hyphen.
    """

    id: str
    name: str
    number: str = ""
    organisation_number: str = ""


class MatchReason(StrEnum):
    """Why a payment is held to pay something, the surest first."""

    OCR = "ocr"
    INVOICE_NUMBER = "invoice-number"
    SWISH_MESSAGE = "swish-message"
    PARTY_NUMBER = "party-number"  # an organisation number, or a member's
    NAME_AND_AMOUNT = "name-and-amount"
    NONE = "none"


# What is booked without asking.
SURE = frozenset({MatchReason.OCR, MatchReason.INVOICE_NUMBER})


class MatchNote(StrEnum):
    """What is to be said of a match."""

    PARTIAL = "partial"  # something of an item that it pays is still open
    OVER = "over"  # more was paid than is open
    DOUBLE = "double"  # what it names is paid already
    SEVERAL = "several"  # it pays several items
    AMBIGUOUS = "ambiguous"  # several items are equally likely: none is chosen
    UNKNOWN_REFERENCE = "unknown-reference"  # one of several references is nobody's
    OTHERS_OCR = "others-ocr"  # an OCR number that is right, and none of the association's
    NOTHING_OPEN = "nothing-open"  # the party is known, and owes nothing
    CREDIT_NOTE = "credit-note"  # a credit note is taken off
    DEDUCTION = "deduction"  # the payer took it off
    UNFOUNDED = "unfounded"  # taken off although nothing is credited
    RETURNED = "returned"  # a payment that goes back
    FOREIGN_CURRENCY = "foreign-currency"
    LUMP = "lump"  # a sum that no file tells apart
    FEE = "fee"  # the bank has kept a fee of it


@frozen
class Allocation:
    """How much of a payment goes to an item: kronor, below nought where more is owed after it."""

    item: Item
    amount: Decimal


@frozen
class PaymentMatch:
    """What a payment pays.

    The allocations and `left` come to what was paid: the payment and the fee kept of it. `left` is
    an advance of `party` where that is known, else it belongs in suspense. Where something is
    ambiguous nothing is allocated, and `candidates` are what may be meant. `reverses` is the
    voucher of the payment that goes back, or the payment of the same run.
    """

    payment: IncomingPayment
    reason: MatchReason = MatchReason.NONE
    allocations: tuple[Allocation, ...] = ()
    left: Decimal = ZERO
    party: str = ""
    notes: tuple[MatchNote, ...] = ()
    candidates: tuple[Item, ...] = ()
    reverses: Voucher | IncomingPayment | None = None

    @property
    def is_sure(self) -> bool:
        """Whether it is booked without asking."""
        return self.reason in SURE and _ASKED.isdisjoint(self.notes)

    @property
    def parties(self) -> tuple[str, ...]:
        """The ids of whose items it pays, and of whom what is left is an advance."""
        ids = [each.item.party for each in self.allocations]
        return tuple(dict.fromkeys(id_ for id_ in (*ids, self.party) if id_))


# Whatever names an item: a person is asked.
_ASKED = frozenset(
    {
        MatchNote.AMBIGUOUS,
        MatchNote.UNFOUNDED,
        MatchNote.RETURNED,
        MatchNote.FOREIGN_CURRENCY,
        MatchNote.LUMP,
    }
)
