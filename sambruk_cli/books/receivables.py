"""Accounts receivable as open items: what is unpaid, by party and invoice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from sambruk_cli.books.vouchers import Books, Posting
from sambruk_cli.money import ZERO

# BAS 151x: the accounts whose open items stand on members.
RECEIVABLES = "151"


def party_of(posting: Posting) -> str | None:
    """The id of who owes: a member or another counterparty."""
    return posting.tag("member") or posting.tag("counterparty")


def open_items(books: Books, day: date) -> Mapping[str, Mapping[str, Decimal]]:
    """Kronor unpaid at the end of a day, by party and invoice; nothing where all is paid."""
    items: dict[str, dict[str, Decimal]] = {}
    for voucher, posting in books.postings():
        if voucher.date > day:
            break
        if books.number(posting.account).startswith(RECEIVABLES):
            of_party = items.setdefault(party_of(posting) or "", {})
            invoice = posting.tag("invoice") or ""
            of_party[invoice] = of_party.get(invoice, ZERO) + posting.amount
    return {
        party: unpaid
        for party, invoices in items.items()
        if (unpaid := {invoice: amount for invoice, amount in invoices.items() if amount})
    }
