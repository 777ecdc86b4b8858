"""Which postings a question about sums is of: accounts, and ids by dimension."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from sambruk_cli.account_numbers import falls_under
from sambruk_cli.books.dimensions import Dimension, PostingKey
from sambruk_cli.books.vouchers import Posting
from sambruk_cli.frozen import frozen


class NumberSpan(Protocol):
    """A span of account numbers, as the rows of a layout have."""

    def __contains__(self, number: str, /) -> bool: ...


# As text: a number of BAS, a name, or a name's part up to a colon ("Income", "Assets:Bank").
AccountChoice = str | NumberSpan


@frozen
class Selection:
    """Accounts (None for all) and ids; a posting is of it when it carries every id."""

    accounts: Sequence[AccountChoice] | None
    ids: Mapping[Dimension, str]

    def has_account(self, name: str, number: str) -> bool:
        """Whether it holds an account with a name and a number of BAS."""
        if self.accounts is None:
            return True
        return any(_is_among(name, number, choice) for choice in self.accounts)

    def has_ids(self, key: PostingKey) -> bool:
        """Whether postings that are summed together carry every id."""
        return all(getattr(key, dimension) == value for dimension, value in self.ids.items())

    def has_ids_of(self, posting: Posting) -> bool:
        """Whether a posting carries every id."""
        return all(posting.tag(dimension) == value for dimension, value in self.ids.items())


def _is_among(name: str, number: str, choice: AccountChoice) -> bool:
    if isinstance(choice, str):
        if choice == name or name.startswith(f"{choice}:"):
            return True
        return falls_under(number, choice)
    return number in choice
