"""Tags of accounts: what they are of, where BAS has no accounts of its own for it.

BAS has none for fees, gifts and grants of an association, nor for what its costs are for.
"""

from __future__ import annotations

from collections.abc import Mapping

from sambruk_cli.register.fees import FeesFile
from sambruk_cli.register.layout import StatementsFile, is_within, spans

# What the numbers of accounts with a tag begin with, one of these. A row of a layout that comes
# with the program has one of these tags.
TAGS: Mapping[str, tuple[str, ...]] = {
    "membership_fees": ("3",),
    "gifts": ("3",),
    "grants": ("3",),
    "activities": ("3",),
    "sales": ("3",),
    "other_income": ("3",),
    "activity_costs": ("4", "5", "6", "7"),
    "sales_costs": ("4", "5", "6", "7"),
    "goods": ("4",),
    "member_costs": ("4", "5", "6", "7"),
    "fundraising_costs": ("4", "5", "6", "7"),
    "administration_costs": ("4", "5", "6", "7"),
    "restricted_funds": ("20",),
    "donation_capital": ("20",),
}
# Fees, gifts, grants and what is sold, by which the size is judged (BFL 6:3, BFNAR 2006:11).
INCOME_TAGS = ("membership_fees", "gifts", "grants", "activities", "sales")
_FEES = "membership_fees"


def tags_of(statements: StatementsFile, fees: FeesFile) -> dict[str, tuple[str, ...]]:
    """Ranges of accounts by tag: as they are stated, and the accounts of annual fees.

    An account of income on which a schedule books annual fees holds membership fees, unless it is
    stated to be of another tag.
    """
    tags = {
        tag: tuple(accounts for accounts in ranges if is_of_tag(tag, accounts))
        for tag, ranges in statements.tags.items()
    }
    stated = spans(tuple(accounts for ranges in tags.values() for accounts in ranges))
    of_fees = {fees.account_of(one) or "" for one in fees.schedules if one.kind == "annual_fee"}
    more = [
        account
        for account in sorted(of_fees)
        if account.startswith(TAGS[_FEES]) and not is_within(account, stated)
    ]
    if more:
        tags[_FEES] = (*tags.get(_FEES, ()), *more)
    return tags


def is_of_tag(tag: str, accounts: str) -> bool:
    """Whether accounts are of the class that a tag is for; all may have a tag of one's own."""
    (span,) = spans((accounts,))
    starts = TAGS.get(tag, ("",))
    return any(span.first.startswith(s) and span.last.startswith(s) for s in starts) or (
        span.first[0] in starts and span.last[0] in starts
    )
