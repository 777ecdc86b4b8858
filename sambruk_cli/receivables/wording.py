"""Open items as people read them: in which order, and held against the accounts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from sambruk_cli import formats
from sambruk_cli.books.books import Books
from sambruk_cli.books.standing import is_receivable
from sambruk_cli.books.wording import account_title
from sambruk_cli.language import Language
from sambruk_cli.messages import say
from sambruk_cli.money import ZERO

_DIGITS = re.compile("[0-9]+")


def rank_of_party(party: str, names: Mapping[str, str]) -> tuple[str, str]:
    """By name, numbers in it by size, and by id where two have one name."""
    name = str(names.get(party, party)).casefold()
    return _DIGITS.sub(lambda digits: digits[0].zfill(12), name), party


def party_name(party: str, names: Mapping[str, str], language: Language) -> str:
    """The name of a member or counterparty, its id where the register has none."""
    return names.get(party, party) or say(language, "(no party named)")


def receivable_accounts(books: Books, day: date) -> dict[str, Decimal]:
    """What each account receivable stands at when a day ends, in kronor, in order of number."""
    totals = books.standing(day).totals
    return {
        account: totals[account].amount
        for account in sorted(totals, key=lambda each: (books.number(each), each))
        if is_receivable(account)
    }


def against_accounts(books: Books, day: date, total: Decimal, language: Language) -> str:
    """The sum of all open items beside what the accounts stand at."""
    accounts = receivable_accounts(books, day)
    booked = sum(accounts.values(), ZERO)
    which = ", ".join(account_title(books, account) for account in accounts)
    if booked == total:
        return say(
            language,
            "The items sum to what {accounts} stands at: {amount}.",
            accounts=which,
            amount=formats.kronor(booked, language),
        )
    return say(
        language,
        "The items sum to {items}, and {accounts} stands at {amount}.",
        items=formats.kronor(total, language),
        accounts=which,
        amount=formats.kronor(booked, language),
    )
