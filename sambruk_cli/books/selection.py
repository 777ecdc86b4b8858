"""Which postings a question about sums is of: accounts, and ids by dimension."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from sambruk_cli.books.dimensions import Dimension, PostingKey
from sambruk_cli.books.vouchers import Posting


class NumberSpan(Protocol):
    """A span of account numbers, as the rows of a layout have."""

    def __contains__(self, number: str, /) -> bool: ...


# As text: a number of BAS, a name, or a name's part up to a colon ("Income", "Assets:Bank").
AccountChoice = str | NumberSpan


@dataclass(frozen=True, slots=True)
class Selection:
    """AccountChoice (None for all) and ids; a posting is of it when it carries every id."""

    accounts: Sequence[AccountChoice] | None
    ids: Mapping[Dimension, str]
    _known: dict[str, bool] = field(default_factory=dict, init=False, repr=False, compare=False)

    def holds(self, key: PostingKey, number: str) -> bool:
        """Whether sums by account and ids belong to it; `number` is that of the account."""
        return self._is_of(key.account, number) and all(
            getattr(key, dimension) == value for dimension, value in self.ids.items()
        )

    def holds_posting(self, posting: Posting, number: str) -> bool:
        """Whether a posting belongs to it."""
        return self._is_of(posting.account, number) and all(
            posting.tag(key) == value for key, value in self.ids.items()
        )

    def _is_of(self, account: str, number: str) -> bool:
        if self.accounts is None:
            return True
        known = self._known.get(account)
        if known is None:
            known = any(_is_among(account, number, accounts) for accounts in self.accounts)
            self._known[account] = known
        return known


def _is_among(account: str, number: str, accounts: AccountChoice) -> bool:
    if isinstance(accounts, str):
        return accounts in (account, number) or account.startswith(f"{accounts}:")
    return number in accounts
