"""What a bank has done to a payment before it reached the account: fees kept, and exchange."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from lxml import etree

from sambruk_cli.exchange.bank.camt.values import as_amount
from sambruk_cli.exchange.bank.xml import all_of, first_of, text_of
from sambruk_cli.money import ZERO

_TRUE = frozenset({"true", "1"})
_AMOUNTS = ("TxAmt", "InstdAmt", "CntrValAmt")
_RATE = re.compile(r"[0-9]{1,11}(?:\.[0-9]{0,10})?")


def fee_kept(part: etree._Element, amount: Decimal, currency: str, file: str) -> Decimal:
    """What the bank has kept of what was paid, in the currency of the account; nought of others.

    A charge is kept where the file says that it is in the amount (ChrgInclInd, from version .04),
    or where it is the difference to the amount instructed. Others are booked by themselves.

    Raises:
      Fault: where a charge is no amount.
    """
    if amount <= 0:
        return ZERO
    charges = list(_charges(part, currency, file))
    if sum((charge for charge, _ in charges), ZERO) == _difference(part, amount, currency, file):
        return sum((charge for charge, _ in charges), ZERO)
    return sum((charge for charge, is_kept in charges if is_kept), ZERO)


def _charges(part: etree._Element, currency: str, file: str) -> Iterator[tuple[Decimal, bool]]:
    """Each charge, and whether it is said to be in the amount; .02 has no records within one."""
    for charges in all_of(part, "Chrgs"):
        for each in list(all_of(charges, "Rcrd")) or [charges]:
            stated = first_of(each, "Amt")
            if stated is None or text_of(each, "CdtDbtInd") == "CRDT":
                continue
            charge, own = as_amount(stated, file)
            if own in {currency, ""}:
                yield charge, text_of(each, "ChrgInclInd") in _TRUE


def _difference(part: etree._Element, amount: Decimal, currency: str, file: str) -> Decimal | None:
    """How much less came in than was instructed; None where that is not said."""
    stated = first_of(part, "AmtDtls/InstdAmt/Amt")
    if stated is None or stated.get("Ccy", currency) != currency:
        return None
    return as_amount(stated, file)[0] - amount


def rate_of(part: etree._Element) -> Decimal | None:
    """The rate at which a payment in another currency was exchanged; None where none is said."""
    rates = (text_of(part, f"AmtDtls/{name}/CcyXchg/XchgRate") for name in _AMOUNTS)
    text = next(filter(None, rates), "")
    return Decimal(text) if _RATE.fullmatch(text) else None
