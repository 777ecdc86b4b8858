"""The same voucher entered twice under two numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any

from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.checks.waivers import is_waiver
from sambruk_cli.findings import Finding, finding

# What two entries of one event differ in, beside the waiver that says that they are two events.
_OF_THE_ENTRY = frozenset({"ver", "registered", "sign", "sie-ver"})


def check_repeated(vouchers: Sequence[Voucher]) -> Iterator[Finding]:
    """Vouchers of one day with the same texts, postings and metadata, but for their numbers.

    The postings may stand in another order, and the texts differ in capitals and spaces.
    """
    seen: dict[Hashable, list[Voucher]] = {}
    for voucher in vouchers:
        if voucher.postings:
            amount = max(posting.amount for posting in voucher.postings)
            seen.setdefault((voucher.date, amount), []).append(voucher)
    for alike in seen.values():
        if len(alike) > 1:
            yield from _same(alike)


def _same(alike: Sequence[Voucher]) -> Iterator[Finding]:
    first: dict[Hashable, Voucher] = {}
    for voucher in alike:
        if voucher.ver is None:
            continue
        one = first.setdefault(_content(voucher), voucher)
        if one.ver != voucher.ver:
            yield finding(
                "BOK238",
                ver=voucher.ver,
                other=str(one.ver),
                file=voucher.file,
                line=voucher.line,
            )


def _content(voucher: Voucher) -> Hashable:
    rows = Counter((p.account, p.amount, p.currency, _said(p.meta)) for p in voucher.postings)
    words = _folded(voucher.text), _folded(voucher.payee or "")
    return frozenset(rows.items()), words, _said(voucher.meta)


def _said(meta: Mapping[str, Any]) -> frozenset[tuple[str, str]]:
    return frozenset(
        (key, _folded(str(value)))
        for key, value in meta.items()
        if key not in _OF_THE_ENTRY and not is_waiver(key)
    )


def _folded(text: str) -> str:
    """A text without what two people who write the same may differ in: capitals and spaces."""
    return " ".join(text.casefold().split())
