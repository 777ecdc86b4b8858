"""What the books are made of: accounts, vouchers (verifikationer) and their postings.

Postings and vouchers are named tuples: a frozen dataclass takes more than twice as long to make,
and a ledger has hundreds of thousands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from sambruk_cli.account_numbers import ACCOUNT
from sambruk_cli.books.dimensions import id_of
from sambruk_cli.frozen import frozen
from sambruk_cli.money import ZERO

_NUMBER = re.compile(r"([A-ZÅÄÖ]{1,3})([1-9][0-9]{0,8})")
_LEAF = re.compile(rf"({ACCOUNT})-(.+)")


def series_and_number(ver: str) -> tuple[str, int] | None:
    """("A", 12) from "A12"; None where it is malformed."""
    found = _NUMBER.fullmatch(ver)
    return (found[1], int(found[2])) if found else None


# The key of a posting's metadata that holds an amount in another currency. No key of the user's
# begins so.
FOREIGN = "__foreign__"

# TRUE in the metadata of a voucher whose number was used for nothing: it has no postings.
VOIDED = "voided"

# AccountChoice of these roots keep their balance from one year to the next.
BALANCE_ROOTS = frozenset({"Assets", "Equity", "Liabilities"})


@frozen
class Account:
    """An account of the chart.

    `name` is Beancount's (Assets:1510-Kundfordringar); `number` that of BAS, None
    where the name does not carry them; `label` the name that people read. `leeway` is how many
    kronor it may stand on the other side than its own, without end where it may be on either.
    """

    name: str
    number: str | None
    label: str
    opened: date
    file: str
    line: int
    leeway: Decimal = ZERO

    @property
    def root(self) -> str:
        return self.name.partition(":")[0]

    @property
    def keeps_balance(self) -> bool:
        """Whether the account belongs to the balance sheet."""
        return self.root in BALANCE_ROOTS


class Posting(NamedTuple):
    """One row of a voucher; `amount` in kronor, debit positive.

    `currency` is what the books say, and where that is not SEK the amount is what the posting is
    priced at in kronor: nought without a price. Nothing else may be added up.
    """

    account: str
    amount: Decimal
    currency: str
    line: int
    meta: Mapping[str, Any]

    @property
    def is_unpriced(self) -> bool:
        """Whether it is in another currency and nothing says what that is worth in kronor."""
        return not self.amount and FOREIGN in self.meta

    def tag(self, key: str) -> str | None:
        """The id under a metadata key such as member, invoice, project or counterparty."""
        return id_of(self.meta, key)


class Voucher(NamedTuple):
    """A verifikation (BFL 5:6-7). `ver` is series and number as written, None where missing.

    `flag` is Beancount's: "*", or "!" where the voucher or a posting is marked as not finished.
    """

    date: date
    ver: str | None
    text: str
    payee: str | None
    postings: tuple[Posting, ...]
    file: str
    line: int
    meta: Mapping[str, Any]
    flag: str = "*"

    @property
    def is_opening(self) -> bool:
        """Whether it brings balances in from before the first fiscal year."""
        return self.meta.get("opening") is True

    @property
    def series_and_number(self) -> tuple[str, int] | None:
        """("A", 12) from "A12"; None where it is missing or malformed."""
        return series_and_number(self.ver or "")

    @property
    def description(self) -> str:
        """Payee and text in one line."""
        return ": ".join(part for part in (self.payee, self.text) if part)

    @property
    def turnover(self) -> Decimal:
        """What it debits, in kronor."""
        return sum((posting.amount for posting in self.postings if posting.amount > 0), ZERO)


def registered_on(voucher: Voucher) -> date | None:
    """The day that a voucher was entered, where it says so in `registered`."""
    said = voucher.meta.get("registered")
    if isinstance(said, date):
        return said
    try:
        return date.fromisoformat(str(said)) if said is not None else None
    except ValueError:
        return None


@frozen
class Assertion:
    """A `balance` directive: what an account stands at when a day begins."""

    account: str
    date: date
    amount: Decimal
    currency: str
    file: str
    line: int


INTERVALS = ("daily", "weekly", "fortnightly", "monthly", "quarterly", "yearly")


@frozen
class Budget:
    """A `custom "budget"` directive, as Fava reads it: kronor for each interval from a day on.

    `project` is the id under that key of its metadata: the plan is for a project on the account.
    """

    account: str
    date: date
    interval: str
    amount: Decimal
    file: str
    line: int
    project: str | None = None


def account_parts(name: str) -> tuple[str | None, str]:
    """The BAS number and the readable rest of an account's last component.

    Returns:
      ("1510", "Kundfordringar") for Assets:1510-Kundfordringar; (None, the component) where it
      does not begin with a number and a hyphen.
    """
    leaf = name.rpartition(":")[2]
    found = _LEAF.fullmatch(leaf)
    return (found[1], found[2].replace("-", " ")) if found else (None, leaf)


def in_order(vouchers: Iterable[Voucher], files: Sequence[str]) -> list[Voucher]:
    """Vouchers in Beancount's order: by day, then by line, then by the order of the files."""
    position = {name: index for index, name in enumerate(files)}
    return sorted(vouchers, key=lambda v: (v.date, v.line, position.get(v.file, 0)))
