"""Find the plain vouchers that Beancount might report, and so must read itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from beancount.core import data
from beancount.parser.grammar import valid_account_regexp
from beancount.parser.options import OPTIONS_DEFAULTS

from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.money import ZERO

CURRENCY = "SEK"
_VALID = valid_account_regexp(OPTIONS_DEFAULTS)


@dataclass(frozen=True, slots=True)
class Life:
    """The days on which an account may be posted to in kronor."""

    opened: date
    closed: date


def lives_of(entries: Sequence[Any]) -> dict[str, Life] | None:
    """The life of each account that takes kronor; None where one is opened or closed twice.

    An account whose name Beancount refuses has none.
    """
    opened: dict[str, Any] = {}
    closed: dict[str, Any] = {}
    for entry in entries:
        into = {data.Open: opened, data.Close: closed}.get(type(entry))
        if into is None:
            continue
        if entry.account in into:
            return None
        into[entry.account] = entry
    return {
        name: Life(entry.date, closed[name].date if name in closed else date.max)
        for name, entry in opened.items()
        if (not entry.currencies or CURRENCY in entry.currencies) and _VALID.match(name)
    }


def suspects(vouchers: Sequence[Voucher], lives: Mapping[str, Life]) -> set[int]:
    """The positions of vouchers that are not plainly right.

    Plainly right: in kronor, summing to nought, on accounts that are open that day.
    """
    found = set()
    for index, voucher in enumerate(vouchers):
        day, total = voucher.date, ZERO
        for account, amount, currency, _, _ in voucher.postings:
            life = lives.get(account)
            if currency != CURRENCY or life is None or not life.opened <= day <= life.closed:
                found.add(index)
                break
            total += amount
        else:
            if total or not voucher.postings:
                found.add(index)
    return found
