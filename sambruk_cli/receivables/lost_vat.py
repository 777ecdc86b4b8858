"""The VAT of an invoice that is not paid, which a loss lowers (ML 8 kap. 16 §, 7 kap. 43 §)."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from sambruk_cli.books.standing import is_receivable
from sambruk_cli.books.vouchers import Voucher, account_parts
from sambruk_cli.findings import Stop, finding
from sambruk_cli.money import ORE, ZERO
from sambruk_cli.receivables.items import Item, ItemMovementKind
from sambruk_cli.session import Session

_NUMBERS = ("261", "262", "263")  # BAS: output VAT of 25, 12 and 6 %


def lost_vat(session: Session, item: Item, amount: Decimal) -> dict[str, Decimal]:
    """The VAT in a part of an invoice by account, as the vouchers of the invoice and of what was
    credited of it have it; kronor, rounded once for each rate.

    Raises:
      Stop: USE960 where a voucher with VAT is of several invoices.
    """
    accounts = session.register.invoicing.accounts
    numbers = (*_NUMBERS, accounts.vat_25, accounts.vat_12, accounts.vat_6)
    vat: dict[str, Decimal] = {}
    gross = ZERO
    kinds = (ItemMovementKind.INVOICE, ItemMovementKind.CREDIT)
    of_vat: dict[tuple[str, int], Voucher] = {}
    for movement in item.movements:
        if movement.kind not in kinds:
            continue
        gross += movement.amount
        of_vat[movement.voucher.file, movement.voucher.line] = movement.voucher
    for voucher in of_vat.values():
        rows = [
            p for p in voucher.postings if (account_parts(p.account)[0] or "").startswith(numbers)
        ]
        if rows and _has_others(voucher, item):
            raise Stop(
                finding(
                    "USE960.vat",
                    invoice=item.invoice,
                    ver=voucher.ver or "",
                    file=voucher.file,
                    line=voucher.line,
                )
            )
        for row in rows:
            vat[row.account] = vat.get(row.account, ZERO) - row.amount
    return {
        account: part
        for account, whole in vat.items()
        if gross > 0 and (part := (whole * amount / gross).quantize(ORE, ROUND_HALF_UP)) > 0
    }


def _has_others(voucher: Voucher, item: Item) -> bool:
    """Whether a voucher is of another invoice as well."""
    return any(
        is_receivable(p.account) and p.tag("invoice") != (item.invoice or None)
        for p in voucher.postings
    )
