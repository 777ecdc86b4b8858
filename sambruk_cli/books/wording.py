"""AccountChoice and postings as people read them."""

from __future__ import annotations

from collections.abc import Mapping

from sambruk_cli.books.books import Books
from sambruk_cli.books.vouchers import Posting, Voucher


def account_title(books: Books, account: str) -> str:
    """ "1930 Bank", or Beancount's name where the account has no number."""
    known = books.accounts.get(account)
    return f"{known.number} {known.label}" if known and known.number else account


def posting_text(voucher: Voucher, posting: Posting, names: Mapping[str, str]) -> str:
    """What a posting is: the voucher's text, with party and invoice where they add to it.

    Args:
      names: of members and counterparties, by id.
    """
    text = voucher.description
    party = names.get(posting.tag("member") or posting.tag("counterparty") or "")
    if party is not None and party not in text:
        text = f"{text}, {party}"
    invoice = posting.tag("invoice")
    return text if invoice is None else f"{text} ({invoice})"
