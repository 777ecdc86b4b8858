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
from sambruk_cli.setup.texts import template

BANK = "1930"
FEES = "3010"  # membership fees
FEE_TAG = "membership_fees"
RETAINED = "2067"  # what has been kept of the results of earlier years


class ChartAccount(NamedTuple):
    """An account: BAS number, name, and the tag that gives it its row where the number does not."""

    number: str
    name: str
    tag: str

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


@cache
def chart() -> tuple[ChartPart, ...]:
    """The whole chart, in the order of the numbers."""
    parts = []
    for text in template("", "chart.txt").split("= ")[1:]:
        head, *lines = text.strip().split("\n")
        swedish, _, english = head.partition(" | ")
        parts.append(ChartPart(swedish, english, tuple(map(_account, lines))))
    return tuple(parts)


def _account(line: str) -> ChartAccount:
    number, _, rest = line.partition(" ")
    name, _, tag = rest.partition(" #")
    return ChartAccount(number, name, tag)


def is_debit(number: str) -> bool:
    """Whether an account of the balance sheet stands on the debit side.

    Assets do, but for what lessens them, which BAS has end in 8 and 9 (1229, depreciation so far).
    """
    return number.startswith("1") and not re.fullmatch("1[0-8][0-9][89]", number)


def account_names() -> dict[str, str]:
    """Beancount's name of each account, by number."""
    return {each.number: each.account for part in chart() for each in part.accounts}


def chart_text(opened: date, language: Language) -> str:
    """ledger/chart.beancount."""
    return template(language, "chart.beancount") + "".join(_lines(opened, language))


def _lines(opened: date, language: Language) -> Iterator[str]:
    for part in chart():
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
