"""An invoice or a credit note, as every form of it shows it: PDF, XML, JSON and voucher."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from sambruk_cli.frozen import frozen
from sambruk_cli.language import Language
from sambruk_cli.money import ORE, ZERO


@frozen
class InvoiceSeller:
    """The association as it stands on an invoice. Texts are "" where nothing is known."""

    name: str
    organisation_number: str = ""
    vat_number: str = ""
    f_tax: bool = False
    address: tuple[str, ...] = ()
    postal_code: str = ""
    town: str = ""
    seat: str = ""
    email: str = ""
    phone: str = ""
    contact: str = ""
    bankgiro: str = ""
    plusgiro: str = ""
    iban: str = ""
    bic: str = ""
    swish: str = ""
    electronic_address: str = ""


@frozen
class InvoiceBuyer:
    """Who is invoiced: a member, or another party of the books. Texts are "" where unknown.

    `reference` is the buyer's own (BT-10), `order_reference` that of its order (BT-13).
    `electronic_address` is scheme and id, "0007:2120000142".
    """

    id: str
    name: str
    organisation_number: str = ""
    address: tuple[str, ...] = ()
    postal_code: str = ""
    town: str = ""
    country: str = "SE"
    email: str = ""
    reference: str = ""
    order_reference: str = ""
    electronic_address: str = ""
    is_private: bool = False
    is_member: bool = True


@frozen
class InvoiceLine:
    """A line of an invoice, in kronor without VAT; below nought on a line that lowers the sum.

    `account` is the account, by BAS number, that the line is booked on. `kind`, `schedule` and
    `period` are those of a charge, and `member` the id of whom it is of, where it is of dues. On a
    credit note amounts are above nought for what is credited.
    """

    text: str
    price: Decimal
    account: str
    quantity: Decimal = Decimal(1)
    unit: str = ""
    vat_rate: int = 0
    member: str = ""
    kind: str = ""
    schedule: str = ""
    period: date | None = None
    project: str = ""

    @property
    def amount(self) -> Decimal:
        """Kronor without VAT, to the öre, halves away from nought."""
        return (self.price * self.quantity).quantize(ORE, ROUND_HALF_UP)


@frozen
class VatTotal:
    """The sum of the lines with one rate of VAT (in per cent), and the VAT on it, in kronor."""

    rate: int
    base: Decimal
    vat: Decimal


@frozen
class Invoice:
    """An invoice, or with `credits`, the number of an invoice, a credit note of that.

    `exempt_reason` is why there is no VAT where that is not because it lies outside the scope of
    VAT. `text` is said to the buyer.
    """

    number: str
    day: date
    due: date
    ocr: str
    seller: InvoiceSeller
    buyer: InvoiceBuyer
    lines: tuple[InvoiceLine, ...]
    language: Language = "sv"
    credits: str = ""
    exempt_reason: str = ""
    text: str = ""

    @property
    def is_credit_note(self) -> bool:
        return bool(self.credits)

    @property
    def net(self) -> Decimal:
        """Kronor without VAT."""
        return sum((line.amount for line in self.lines), ZERO)

    @property
    def vat_totals(self) -> tuple[VatTotal, ...]:
        """Base and VAT for each rate, the highest first; VAT is rounded once each (BR-CO-17)."""
        return vat_totals(self.lines)

    @property
    def vat(self) -> Decimal:
        """Kronor of VAT."""
        return sum((each.vat for each in self.vat_totals), ZERO)

    @property
    def total(self) -> Decimal:
        """Kronor to pay; of a credit note what is credited."""
        return self.net + self.vat

    @property
    def vat_category(self) -> Literal["S", "O", "E"]:
        """How the invoice stands to VAT: standard rates, out of scope, or exempt (UNCL 5305)."""
        if any(line.vat_rate for line in self.lines):
            return "S"
        return "E" if self.exempt_reason else "O"


def vat_totals(lines: Iterable[InvoiceLine]) -> tuple[VatTotal, ...]:
    """Base and VAT for each rate of some lines, in kronor, the highest rate first."""
    bases: dict[int, Decimal] = {}
    for line in lines:
        bases[line.vat_rate] = bases.get(line.vat_rate, ZERO) + line.amount
    return tuple(
        VatTotal(rate, base, (base * rate / 100).quantize(ORE, ROUND_HALF_UP))
        for rate, base in sorted(bases.items(), reverse=True)
    )
