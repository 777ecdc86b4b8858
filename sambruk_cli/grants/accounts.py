"""Which accounts the keys of a grant may name, by what the accounts are for."""

from __future__ import annotations

from typing import Literal

GrantKey = Literal["income", "liability", "receivable", "costs"]
KEYS: tuple[GrantKey, ...] = ("income", "liability", "receivable", "costs")
_ROOTS: dict[GrantKey, str] = {
    "income": "Income",
    "liability": "Liabilities",
    "receivable": "Assets",
    "costs": "Expenses",
}


def is_fit(key: GrantKey, root: str, number: str) -> bool:
    """Whether an account may stand under a key of a grant.

    Money is no claim on a funder, and a grant may be used for a fixed asset (BAS 10 to 12).

    Args:
      root: that of the account's name.
      number: of BAS.
    """
    if key == "costs" and root == "Assets":
        return number[:2] in ("10", "11", "12")
    if key == "receivable" and number.startswith("19"):
        return False
    return root == _ROOTS[key]
