"""A quick reader of what a plain ledger says beside its vouchers.

Titles, includes, accounts opened and closed, and balances: most ledgers hold nothing else, and
need no Beancount then, whose parser takes longer to import than the books of a year to read.
Anything else, and anything that Beancount might find fault with, is left to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sambruk_cli.books.scan import exact_number
from sambruk_cli.books.suspects import CURRENCY, Life
from sambruk_cli.books.vouchers import Account, Assertion, account_parts
from sambruk_cli.frozen import frozen

_ACCOUNT = r"(?:Assets|Liabilities|Equity|Income|Expenses)(?::[A-ZÅÄÖ0-9][A-ZÅÄÖa-zåäö0-9-]*)+"
_LINE = re.compile(
    rf"""
      (?P<option>option[ \t]+"(?:title|operating_currency)"[ \t]+"[^"\\\n]*")
    | include[ \t]+"(?P<include>[^"\\\n]+)"
    | (?P<day>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})[ \t]+
      (?:(?P<opens>open)|(?P<closes>close)|balance)[ \t]+
      (?P<account>{_ACCOUNT})
      (?(opens)(?:[ \t]+(?P<currencies>[A-Z]{{3}}(?:,[A-Z]{{3}})*))?
      |(?(closes)|[ \t]+(?P<amount>-?[0-9]{{1,18}}(?:\.[0-9]{{1,4}})?)[ \t]+{CURRENCY}))
    | [ \t]+(?P<key>[a-z][A-Za-z0-9_-]+):[ \t]+"(?P<value>[^"\\\n]*)"
    """,
    re.VERBOSE,
)
_SAID = re.compile(r"[^\n]+")
_REMARK = re.compile(r"[ \t]*(?:;[^\n]*)?")
_NOTHING = re.compile(r"[ \t]*|;[^\n]*")  # to Beancount an indented comment is not nothing
_OWN = frozenset({"filename", "lineno"})


@frozen
class Directives:
    """What a file says beside its vouchers, each in the order of its lines.

    `includes` are patterns with their lines.
    """

    accounts: tuple[Account, ...] = ()
    closed: tuple[tuple[str, date], ...] = ()
    assertions: tuple[Assertion, ...] = ()
    includes: tuple[tuple[str, int], ...] = ()
    has_options: bool = False

    @property
    def are_balances(self) -> bool:
        """Whether there is nothing but balance directives."""
        return not (self.accounts or self.closed or self.includes or self.has_options)


def plain_directives(rest: str, file: str) -> Directives | None:
    """The directives in a text from which the plain vouchers have been taken.

    Returns:
      None where there is anything that is not read here.
    """
    reader = _Reader(file)
    number, at = 1, 0
    for line in _SAID.finditer(rest):
        number += rest.count("\n", at, line.start())
        at = line.start()
        found = _LINE.match(rest, *line.span())
        if found is None:
            if not _NOTHING.fullmatch(rest, *line.span()):
                return None
        elif not (_REMARK.fullmatch(rest, found.end(), line.end()) and reader.takes(found, number)):
            return None
    return Directives(
        tuple(reader.accounts),
        tuple(reader.closed),
        tuple(reader.assertions),
        tuple(reader.includes),
        reader.has_options,
    )


@dataclass(slots=True)
class _Reader:
    """What has been read of a file.

    `keys` are those of the account opened last, whose metadata may go on until the line `until`.
    """

    file: str
    accounts: list[Account] = field(default_factory=list)
    closed: list[tuple[str, date]] = field(default_factory=list)
    assertions: list[Assertion] = field(default_factory=list)
    includes: list[tuple[str, int]] = field(default_factory=list)
    has_options: bool = False
    keys: set[str] = field(default_factory=set)
    until: int = 0

    def takes(self, found: re.Match[str], number: int) -> bool:
        """Read a line; False where it is not read here."""
        if found["key"]:
            return self._takes_key(found["key"], found["value"], number)
        if found["include"]:
            self.includes.append((found["include"], number))
        elif found["option"]:
            self.has_options = True
        else:
            return self._takes_dated(found, number)
        return True

    def _takes_key(self, key: str, value: str, number: int) -> bool:
        if number != self.until or key in self.keys or key in _OWN:
            return False
        self.keys.add(key)
        self.until = number + 1
        if key == "name" and value:
            self.accounts[-1] = replace(self.accounts[-1], label=value)
        return True

    def _takes_dated(self, found: re.Match[str], number: int) -> bool:
        try:
            day = date.fromisoformat(found["day"])
        except ValueError:  # the calendar has no such day
            return False
        name = found["account"]
        if found["opens"]:
            if CURRENCY not in (found["currencies"] or CURRENCY).split(","):
                return False
            bas, label = account_parts(name)
            self.accounts.append(Account(name, bas, label, day, self.file, number))
            self.keys, self.until = set(), number + 1
        elif found["amount"]:
            amount = exact_number(found["amount"])
            self.assertions.append(Assertion(name, day, amount, CURRENCY, self.file, number))
        else:
            self.closed.append((name, day))
        return True


def plain_lives(directives: Sequence[Directives]) -> dict[str, Life] | None:
    """The life of each account; None where Beancount may find fault with a directive.

    It does with an account opened or closed twice or never opened, and with a balance outside an
    account's life or stated twice on a day.
    """
    opened = [(account.name, account.opened) for of in directives for account in of.accounts]
    closed = [pair for of in directives for pair in of.closed]
    first, last = dict(opened), dict(closed)
    if len(first) < len(opened) or len(last) < len(closed) or not last.keys() <= first.keys():
        return None
    lives = {name: Life(day, last.get(name, date.max)) for name, day in opened}
    if any(life.closed < life.opened for life in lives.values()):
        return None
    stated = [(a.account, a.date) for of in directives for a in of.assertions]
    if len(set(stated)) < len(stated) or not all(_is_alive(lives, *pair) for pair in stated):
        return None
    return lives


def by_day(found: Iterable[Account]) -> dict[str, Account]:
    """Accounts by name, in Beancount's order: by day, then by line, then by the order of files."""
    return {account.name: account for account in sorted(found, key=lambda a: (a.opened, a.line))}


def _is_alive(lives: dict[str, Life], account: str, day: date) -> bool:
    life = lives.get(account)
    return life is not None and life.opened <= day <= life.closed
