"""Balances on the wrong side: money below nought, members who have paid too much, other accounts.

Money must not be below nought on any evening. The others are let be while they may be in
passing, since what has come and gone cannot be mended: members that stand so on the last day
booked, other accounts and suppliers that have for over a quarter or do when the year ends. A year
that is over by the calendar has ended too, when its last days have had time to be booked. What a
voucher led to that was imported is let be: another program kept those books.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby

from sambruk_cli.books.balances import trial_balance
from sambruk_cli.books.books import Books
from sambruk_cli.books.months import party_of
from sambruk_cli.books.standing import EMPTY, NOTHING, RECEIVABLES, Standing
from sambruk_cli.books.vouchers import Account, Posting, Voucher
from sambruk_cli.books.wording import account_title
from sambruk_cli.checks.imported import NONE_IMPORTED, Imported
from sambruk_cli.checks.payables import PAYABLES
from sambruk_cli.findings import Finding, finding
from sambruk_cli.fiscal import FiscalYear, year_of
from sambruk_cli.frozen import frozen
from sambruk_cli.money import ZERO
from sambruk_cli.session import Session

_DAY, _LONG = timedelta(days=1), timedelta(days=92)
_BOOKED_WITHIN = timedelta(days=31)  # of the end of a year, its last days
_ONE = Decimal(1)  # kronor: what rounding leaves on an account is nothing to look for

_MONEY = re.compile(r"19[1-8]\d")
# What lessens an asset: BAS has them end in 8 and 9 (1229 accumulated depreciation, 1519).
_LESSENS = re.compile(r"1[0-8]\d[89]|189\d")
# Accounts of BAS that have a side of their own. Left out are those that swing: taxes and VAT
# (163x-165x, 25xx-27xx), running accounts with staff and companies of the group (161x, 166x-167x,
# 28xx), overdrafts (233x, 248x); and of income and costs those that turn others: rounding and
# discounts (37xx), stock (49xx), losses recovered (635x), and staff and financial items.
_BALANCE = re.compile(r"1[0-57]\d\d|16[89]\d|18\d\d|2[12]\d\d|23[0-24-9]\d|24[0-79]\d|29\d\d")
_RESULT = re.compile(r"3[0-6]\d\d|39[18]\d|4[0-8]\d\d|5\d\d\d|6[0-24-9]\d\d|63[0-46-9]\d")

_SIDES = {"Assets": 1, "Liabilities": -1, "Income": -1, "Expenses": 1}

# What a posting adds to, and how many kronor on its own side; None where it is not looked at.
Adds = Callable[[Posting], tuple[str, Decimal] | None]


@frozen
class Spell:
    """A time on the wrong side, from the posting that led there; `amount` on its first evening."""

    voucher: Voucher
    line: int
    amount: Decimal


@frozen
class Course:
    """The first spell of each, those that are not over, and what each stands at in the end.

    First are those that no voucher led to that was imported.
    """

    first: Mapping[str, Spell]
    lasting: Mapping[str, Spell]
    stands: Mapping[str, Decimal]


def check_sides(
    session: Session, vouchers: Sequence[Voucher], year: FiscalYear, imported: Imported
) -> Iterator[Finding]:
    """What stands on the wrong side in a fiscal year, at the posting that led there.

    What stood so when the year began was found in the year before, where there is one.
    """
    if not vouchers:
        return
    books = session.books
    eve = year.start - _DAY if year.start > date.min else year.start
    if year_of(session.register.years, eve) is None:  # balances brought in begin here
        opening, vouchers = EMPTY, [*books.between(date.min, eve), *vouchers]
    else:
        opening = books.opening(year.start)
    yield from _money(books, vouchers, opening, imported)
    parties = list(_parties(session, vouchers, opening, year))
    of_own = [item for spell, item in parties if not imported.holds(spell.voucher)]
    yield from of_own
    said = {"BOK241": RECEIVABLES, "BOK242": PAYABLES}
    begins = {said[item.code] for item in of_own}
    for spell, item in _others(session, vouchers, opening, year, begins):
        if not imported.holds(spell.voucher):
            yield item


def _money(
    books: Books, vouchers: Sequence[Voucher], opening: Standing, imported: Imported
) -> Iterator[Finding]:
    """Cash and bank: the first evening of the year on which an account is below its limit."""
    lowest = {
        account.name: -account.leeway
        for account in books.accounts.values()
        if account.root == "Assets" and _MONEY.fullmatch(account.number or "")
    }
    stands = {name: opening.totals.get(name, NOTHING).amount for name in lowest}
    course = _course(vouchers, lowest, stands, lowest, lambda p: (p.account, p.amount), imported)
    for name, spell in course.first.items():
        yield finding(
            "BOK240",
            account=account_title(books, name),
            amount=spell.amount,
            day=spell.voucher.date,
            file=spell.voucher.file,
            line=spell.line,
        )


def _parties(
    session: Session, vouchers: Sequence[Voucher], opening: Standing, year: FiscalYear
) -> Iterator[tuple[Spell, Finding]]:
    """Parties on the wrong side of what is owed, within accounts that may be on the right one.

    On receivables on the last day booked; on debts to suppliers, who may be paid before their
    invoice is booked, for over a quarter or when the year ends.
    """
    names, last = session.register.party_names(), vouchers[-1].date
    for code, first, sign in (("BOK241", RECEIVABLES, 1), ("BOK242.payable", PAYABLES, -1)):
        course = _of_parties(session.books, vouchers, opening, year, first, sign)
        for party, spell in course.lasting.items():
            is_long = last - spell.voucher.date > _LONG
            if sign > 0 or is_long or _is_over(session, year, last):
                item = finding(
                    code,
                    party=names.get(party, party),
                    amount=-course.stands[party],
                    day=spell.voucher.date,
                    file=spell.voucher.file,
                    line=spell.line,
                )
                yield spell, item


def _of_parties(
    books: Books,
    vouchers: Sequence[Voucher],
    opening: Standing,
    year: FiscalYear,
    first: str,
    sign: int,
) -> Course:
    """The course of the parties that end a year on the wrong side.

    Args:
      first: how the numbers of the accounts begin.
      sign: 1 where their side is debit, -1 where it is credit.
    """
    accounts = {
        name
        for name, account in books.accounts.items()
        if (number := account.number or "").startswith(first)
        and not _LESSENS.fullmatch(number)
        and not account.leeway
    }
    at_end = _by_party(books.standing(year.end), accounts)
    lowest = {party: ZERO for party, amount in at_end.items() if sign * amount <= -_ONE}

    def adds(posting: Posting) -> tuple[str, Decimal] | None:
        party = party_of(posting)
        return None if party is None else (party, sign * posting.amount)

    stands = {party: sign * kr for party, kr in _by_party(opening, accounts).items()}
    return _course(vouchers if lowest else (), accounts, stands, lowest, adds)


def _by_party(standing: Standing, accounts: Collection[str]) -> dict[str, Decimal]:
    """Kronor of each party on some accounts."""
    sums: dict[str, Decimal] = {}
    for (account, party), amount in standing.by_party.items():
        if account in accounts:
            sums[party] = sums.get(party, ZERO) + amount
    return sums


def _is_over(session: Session, year: FiscalYear, last: date) -> bool:
    """Whether a year has ended: it is closed, booked to its last day, or over by the calendar.

    Today is asked for last.
    """
    return year.closed or last == year.end or session.today - _BOOKED_WITHIN > year.end


def _others(
    session: Session,
    vouchers: Sequence[Voucher],
    opening: Standing,
    year: FiscalYear,
    said: Collection[str],
) -> Iterator[tuple[Spell, Finding]]:
    """Other accounts that are on the wrong side when the year ends, or have been for long.

    Args:
      said: how the numbers of accounts begin whose parties have been found.
    """
    books, last = session.books, vouchers[-1].date
    signs = {
        balance.account: sign
        for balance in trial_balance(books, year)
        if (account := books.accounts.get(balance.account)) is not None
        and (sign := _sign(account))
        and sign * balance.closing <= -max(_ONE, account.leeway)
        and not books.number(account.name).startswith(tuple(said))
    }
    kept = {name for name in signs if books.keeps_balance(name)}
    for names in (kept, signs.keys() - kept):
        if not names:
            continue

        def adds(posting: Posting) -> tuple[str, Decimal]:
            return posting.account, signs[posting.account] * posting.amount

        stands = {n: signs[n] * opening.totals.get(n, NOTHING).amount for n in names & kept}
        lowest = {name: -books.accounts[name].leeway for name in sorted(names)}
        # What is accrued turns income and costs, and is turned back when the invoice comes.
        course = _course(
            vouchers if names is kept else [v for v in vouchers if not _accrues(books, v)],
            lowest,
            stands,
            lowest,
            adds,
        )
        for name, spell in course.lasting.items():
            # Until a year is over income and costs are turned in passing.
            is_long = names is kept and last - spell.voucher.date > _LONG
            if is_long or _is_over(session, year, last):
                item = finding(
                    "BOK242.debit" if signs[name] < 0 else "BOK242.credit",
                    account=account_title(books, name),
                    amount=-course.stands[name],
                    day=spell.voucher.date,
                    file=spell.voucher.file,
                    line=spell.line,
                )
                yield spell, item


def _accrues(books: Books, voucher: Voucher) -> bool:
    """Whether a voucher moves income or costs between years (17xx and 29xx)."""
    return any(books.number(p.account).startswith(("17", "29")) for p in voucher.postings)


def _sign(account: Account) -> int:
    """1 for an account whose side is debit, -1 for credit, 0 for one that may be on either."""
    number = account.number or ""
    if account.keeps_balance:
        has_none = _LESSENS.fullmatch(number) or not _BALANCE.fullmatch(number)
    else:
        has_none = not _RESULT.fullmatch(number)
    return 0 if has_none else _SIDES.get(account.root, 0)


def _course(
    vouchers: Iterable[Voucher],
    accounts: Container[str],
    stands: Mapping[str, Decimal],
    lowest: Mapping[str, Decimal],
    adds: Adds,
    imported: Imported = NONE_IMPORTED,
) -> Course:
    """Follow sums from evening to evening: within a day vouchers stand in no order.

    Args:
      vouchers: in order of date.
      accounts: the names of those whose postings are looked at.
      stands: what each sum begins with; one below its lowest then has no spell of its own.
      lowest: what each sum that is followed may stand at.
    """
    now = {name: stands.get(name, ZERO) for name in lowest}
    below = {name for name in lowest if now[name] < lowest[name]}
    first: dict[str, Spell] = {}
    lasting: dict[str, Spell] = {}
    rows = [(v, p) for v in vouchers for p in v.postings if p.account in accounts]
    for _, of_day in groupby(rows, key=lambda row: row[0].date):
        fell: dict[str, tuple[Voucher, int]] = {}
        changed = set()
        for voucher, posting in of_day:
            added = adds(posting)
            if added is None or added[0] not in now:
                continue
            name, amount = added
            changed.add(name)
            now[name] += amount
            if now[name] < lowest[name] <= now[name] - amount:
                fell[name] = voucher, posting.line
        for name in changed:
            if now[name] >= lowest[name]:
                below.discard(name)
                lasting.pop(name, None)
            elif name not in below:
                below.add(name)
                lasting[name] = Spell(*fell[name], now[name])
                if not imported.holds(lasting[name].voucher):
                    first.setdefault(name, lasting[name])
    return Course(first, lasting, now)
