"""The chart of accounts that a new association begins with: numbers of BAS, names of our own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from sambruk_cli.edits.vouchers import quoted
from sambruk_cli.exchange.sie.into.names import account_name
from sambruk_cli.frozen import frozen
from sambruk_cli.language import Language
from sambruk_cli.register.association import LegalForm
from sambruk_cli.setup.texts import template

BANK = "1930"
FEES = "3010"  # membership fees
FEE_TAG = "membership_fees"


class ChartAccount(NamedTuple):
    """An account: BAS number, name, and the tag that gives it its row where the number does not.

    `form` is "nonprofit" or "economic" where it is of an ideell förening alone, or of others.
    """

    number: str
    name: str
    tag: str
    form: str

    @property
    def account(self) -> str:
        """What Beancount calls it."""
        return account_name(self.number, self.name)


@frozen
class ChartPart:
    """Accounts that stand together: their heading in Swedish and English, and each as `Account`."""

    swedish: str
    english: str
    accounts: tuple[ChartAccount, ...]


@frozen
class EquityAccounts:
    """Numbers of what has been kept of the results of earlier years, and of this year's result."""

    retained: str
    result: str


def equity_of(form: LegalForm) -> EquityAccounts:
    """An ideell förening has them on 206; others on 209, as fritt eget kapital."""
    return EquityAccounts("2067", "2069") if form == "nonprofit" else EquityAccounts("2091", "2099")


@cache
def chart(form: LegalForm = "nonprofit") -> tuple[ChartPart, ...]:
    """The whole chart of an association of a form, in the order of the numbers."""
    parts = []
    without = "economic" if form == "nonprofit" else "nonprofit"
    for text in template("", "chart.txt").split("= ")[1:]:
        head, *lines = text.strip().split("\n")
        swedish, _, english = head.partition(" | ")
        accounts = tuple(each for each in map(_account, lines) if each.form != without)
        parts.append(ChartPart(swedish, english, accounts))
    return tuple(parts)


def _account(line: str) -> ChartAccount:
    number, _, rest = line.partition(" ")
    rest, _, form = rest.partition(" @")
    name, _, tag = rest.partition(" #")
    return ChartAccount(number, name, tag, form)


def is_debit(number: str) -> bool:
    """Whether an account of the balance sheet stands on the debit side.

    Assets do, but for what lessens them, which BAS has end in 8 and 9 (1229, depreciation so far).
    """
    return number.startswith("1") and not re.fullmatch("1[0-8][0-9][89]", number)


def account_names(form: LegalForm = "nonprofit") -> dict[str, str]:
    """Beancount's name of each account, by number."""
    return {each.number: each.account for part in chart(form) for each in part.accounts}


def chart_text(opened: date, language: Language, form: LegalForm = "nonprofit") -> str:
    """ledger/chart.beancount."""
    return template(language, "chart.beancount") + "".join(_lines(opened, language, form))


def _lines(opened: date, language: Language, form: LegalForm) -> Iterator[str]:
    for part in chart(form):
        yield f"\n; {part.swedish if language == 'sv' else part.english}\n"
        for each in part.accounts:
            yield f"{opened} open {each.account} SEK\n"
            if each.account.partition("-")[2].replace("-", " ") != each.name:
                yield f"  name: {quoted(each.name)}\n"


def tags(numbers: Iterable[str]) -> dict[str, list[str]]:
    """The accounts of each tag of the chart, of those with these numbers."""
    known = set(numbers)
    found: dict[str, list[str]] = {}
    for part in chart():
        for each in part.accounts:
            if each.tag and each.number in known:
                found.setdefault(each.tag, []).append(each.number)
    return found
