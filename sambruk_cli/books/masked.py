"""The books with texts in which other texts stand in place of names; every figure is the same."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from sambruk_cli.books.books import Books
from sambruk_cli.books.dimensions import Dimension
from sambruk_cli.books.months import Month
from sambruk_cli.books.selection import AccountChoice
from sambruk_cli.books.standing import Standing
from sambruk_cli.books.vouchers import Posting, Voucher
from sambruk_cli.frozen import frozen

# Metadata that says what a posting or voucher is of, and is looked up by.
_IDS = frozenset({"member", "counterparty", "project", "grant", "invoice", "ver", "corrects"})


@frozen
class TextMask:
    """How texts are masked: `text` any of them, `about` those that are known to be of some members.

    `members` are the ids that `about` knows.
    """

    members: Collection[str]
    text: Callable[[str], str]
    about: Callable[[Collection[str], str], str]


class MaskedMonth(Month):
    """A month whose vouchers are masked when they are asked for; its sums need no masking."""

    def __init__(self, month: Month, mask: TextMask) -> None:
        super().__init__(month.first, month.last)
        self._month, self._mask = month, mask

    @cached_property
    def vouchers(self) -> Sequence[Voucher]:
        return tuple(masked_voucher(voucher, self._mask) for voucher in self._month.vouchers)

    @property
    def standing(self) -> Standing:
        return self._month.standing

    @property
    def owners(self) -> Mapping[str, str]:
        return self._month.owners


@dataclass(frozen=True, eq=False)
class MaskedBooks(Books):
    """Books whose texts are masked."""

    mask: TextMask | None = None

    def notes_by(
        self, dimension: Dimension, *, accounts: Sequence[AccountChoice] | None, last: date
    ) -> dict[str, str]:
        found = super().notes_by(dimension, accounts=accounts, last=last)
        assert self.mask is not None
        is_member = dimension == "member"
        return {
            name: _said(note, (name,) if is_member and name in self.mask.members else (), self.mask)
            for name, note in found.items()
        }


def masked_books(books: Books, mask: TextMask) -> Books:
    """The books with names out of texts of vouchers and names of accounts."""
    accounts = {
        name: replace(account, label=mask.text(account.label))
        for name, account in books.accounts.items()
    }
    return MaskedBooks(
        accounts,
        tuple(MaskedMonth(month, mask) for month in books.months),
        books.files,
        books.assertions,
        books.budgets,
        mask=mask,
    )


def masked_voucher(voucher: Voucher, mask: TextMask) -> Voucher:
    """A voucher with names out of its payee, text and metadata; itself where there are none.

    Where a posting names a private member, it is known to be about that one.
    """
    of: dict[str, None] = {}
    is_plain = voucher.meta.keys() <= _IDS
    for posting in voucher.postings:
        if posting.meta:
            member = posting.tag("member")
            if member in mask.members:
                of[str(member)] = None
            is_plain = is_plain and posting.meta.keys() <= _IDS
    text = _said(voucher.text, of, mask)
    payee = voucher.payee and _said(voucher.payee, of, mask)
    if is_plain:
        if text == voucher.text and payee == voucher.payee:
            return voucher
        return voucher._replace(text=text, payee=payee)
    postings = tuple(_posting(posting, of, mask) for posting in voucher.postings)
    return voucher._replace(
        text=text, payee=payee, postings=postings, meta=_meta(voucher.meta, of, mask)
    )


def _posting(posting: Posting, of: Collection[str], mask: TextMask) -> Posting:
    meta = _meta(posting.meta, of, mask)
    return posting if meta is posting.meta else posting._replace(meta=meta)


def _meta(meta: Mapping[str, Any], of: Collection[str], mask: TextMask) -> Mapping[str, Any]:
    if meta.keys() <= _IDS:
        return meta
    changed = {
        key: said
        for key, value in meta.items()
        if isinstance(value, str) and key not in _IDS and (said := _said(value, of, mask)) != value
    }
    return {**meta, **changed} if changed else meta


def _said(text: str, of: Collection[str], mask: TextMask) -> str:
    return mask.about(of, text) if of else mask.text(text)
