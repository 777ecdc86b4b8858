"""Accounts that by their names hold fees, gifts or grants, and by their numbers fall elsewhere.

BAS has no numbers for these, so that a layout cannot know them; a tag says it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sambruk_cli.books.balances import trial_balance
from sambruk_cli.books.vouchers import Account
from sambruk_cli.findings import Finding, finding
from sambruk_cli.register.layout import LayoutRow, is_within, spans
from sambruk_cli.register.placed import PlacedLayout
from sambruk_cli.session import Session

# What the names of such accounts say, by tag. Fees of others than members, and what sponsors pay,
# are none of it.
_NAMES = {
    "membership_fees": re.compile(r"medlemsavgift"),
    "gifts": re.compile(r"\bgåv(?:a|or)\b|\bdonation"),
    "grants": re.compile(r"(?<!sponsor)bidrag\b"),
}
_FRAMEWORKS = ("k1", "k3")  # those with rows for them


def check_untagged(session: Session) -> Iterator[Finding]:
    """STM315: accounts of income in use whose names say what no tag says of them."""
    if not session.readable("statements", "association", "fees"):
        return
    every = session.register.tags.values()
    tagged = spans(tuple(accounts for ranges in every for accounts in ranges))
    said: set[str] = set()
    for placed in session.register.layouts:
        if placed.framework not in _FRAMEWORKS:
            continue
        for account in _used(session, placed):
            number = account.number or ""
            if account.name in said or is_within(number, tagged):
                continue
            said.add(account.name)
            yield from _misplaced(account, placed.layout.income_statement)


def _used(session: Session, placed: PlacedLayout) -> Iterator[Account]:
    """The accounts of income that the years of a layout have amounts on."""
    for year in session.years:
        if year.label in placed.years and session.books.is_kept(year):
            for balance in trial_balance(session.books, year):
                account = session.books.accounts.get(balance.account)
                if account is not None and (account.number or "").startswith("3"):
                    yield account


def _misplaced(account: Account, rows: tuple[LayoutRow, ...]) -> Iterator[Finding]:
    number, name = account.number or "", account.label.casefold()
    tag = next((tag for tag, said in _NAMES.items() if said.search(name)), None)
    holding = [row for row in rows if is_within(number, spans(row.accounts))]
    if tag is None or not holding or tag in holding[0].tags:
        return
    if any(tag in row.tags for row in rows):
        yield finding(
            "STM315",
            account=account.name,
            row=holding[0].label,
            tag=tag,
            file=account.file,
            line=account.line,
        )
