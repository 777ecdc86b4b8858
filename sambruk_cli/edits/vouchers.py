"""Vouchers as text of Beancount's, in the spelling that every command writes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from sambruk_cli.money import exact

Meta = str | bool | date | Decimal
Pairs = Iterable[tuple[str, Meta]]

_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


class NewPosting(NamedTuple):
    """A row of a voucher that is to be written; `amount` in kronor, debit positive."""

    account: str
    amount: Decimal
    meta: Pairs = ()


def voucher_text(
    day: date,
    text: str,
    meta: Pairs,
    postings: Iterable[NewPosting],
    *,
    payee: str = "",
) -> str:
    """A transaction of Beancount's.

    Args:
      day: when it is booked (bokföringsdatum).
      text: what happened; a line.
      meta: metadata of the voucher, `ver` first.
      payee: the other party as a text, where there is one.
    """
    names = f"{quoted(payee)} {quoted(text)}" if payee else quoted(text)
    lines = [f"{day} * {names}\n"]
    lines += [f"  {key}: {_meta(value)}\n" for key, value in meta]
    for posting in postings:
        lines.append(f"  {posting.account}  {exact(posting.amount)} SEK\n")
        lines += [f"    {key}: {_meta(value)}\n" for key, value in posting.meta]
    return "".join(lines)


def quoted(text: str) -> str:
    """A text as a string of Beancount's, which it cannot end."""
    escaped = on_one_line(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def on_one_line(text: str) -> str:
    """A text with a space for each character that does not print, line ends among them."""
    if text.isprintable():  # what a million rows say
        return text
    return "".join(" " if unicodedata.category(c) in _UNPRINTABLE else c for c in text)


def _meta(value: Meta) -> str:
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, bool):
        return str(value).upper()
    return f"{value:f}" if isinstance(value, Decimal) else value.isoformat()
