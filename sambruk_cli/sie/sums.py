"""The arithmetic of balances: UB = IB + movements, RES = movements (SIE 4B § 6).

The one place that says so: `check` holds a file to it, an import what it takes of a file, and an
export reckons what it writes by it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import TypeVar

from sambruk_cli.messages import Message
from sambruk_cli.sie.errors import Problem, short
from sambruk_cli.sie.model import EXACT, Balance, Voucher, exact_sum

ZERO = Decimal(0)
OF_YEAR = ("IB", "UB", "RES")
MOST_LISTED = 10  # accounts that one message names

K = TypeVar("K")


def closing(opening: Mapping[K, Decimal], moved: Mapping[K, Decimal]) -> dict[K, Decimal]:
    """UB = IB + movements, of accounts or of objects of accounts, in kronor without rounding."""
    found = dict(opening)
    for key, amount in moved.items():
        found[key] = EXACT.add(found.get(key, ZERO), amount)
    return found


class Sums(dict[tuple[int, str], Decimal]):
    """Amounts by year and account; `lines` has the first line of each."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: dict[tuple[int, str], int] = {}

    def put(self, year: int, account: str, amount: Decimal, line: int) -> None:
        key = (year, account)
        before = self.get(key)
        if before is None:
            self[key] = amount
            self.lines[key] = line
        else:
            self[key] = EXACT.add(before, amount)

    def years(self) -> set[int]:
        return {year for year, _ in self}

    def of(self, year: int) -> Decimal:
        return exact_sum([amount for key, amount in self.items() if key[0] == year])

    def line(self, year: int) -> int | None:
        """The first line that says anything of a year."""
        return min((at for key, at in self.lines.items() if key[0] == year), default=None)


class Figures:
    """What a file says of its accounts, by kind of record, and what its vouchers move them by.

    A balance of zero may be left out, so what is absent counts as zero (SIE 4B § 8.7).
    """

    def __init__(self) -> None:
        self.stated = {kind: Sums() for kind in (*OF_YEAR, "PSALDO")}
        self.moved = Sums()

    def state(self, balance: Balance) -> None:
        """Take in a balance; those of objects are parts of others, and are passed over."""
        if balance.kind in self.stated and not balance.objects:
            put = self.stated[balance.kind].put
            put(balance.year, balance.account, balance.amount, balance.line)

    def book(self, voucher: Voucher, year: int) -> None:
        """Take in a voucher of a year."""
        put = self.moved.put
        for row in voucher.rows:
            if row.kind == "TRANS":
                put(year, row.account, row.amount, row.line)

    def years(self) -> set[int]:
        """Those that have balances of the whole year."""
        return {year for kind in OF_YEAR for year in self.stated[kind].years()}

    def against_vouchers(
        self,
        year: int,
        *,
        opened: bool | None = None,
        closed: bool = True,
        resulted: bool = True,
    ) -> Iterator[Problem]:
        """Accounts of a year whose balances do not follow from the vouchers: one problem for all.

        Args:
          opened: whether the year's opening balances are known, which are zero where they are left
            out; by default whether the file has any.
          closed: whether its closing balances are known.
          resulted: whether its results are known.
        """
        if self.moved:
            every = (*(self.stated[kind] for kind in OF_YEAR), self.moved)
            accounts = dict.fromkeys(account for sums in every for y, account in sums if y == year)
            known = (opened, closed, resulted)
            different = list(self._different(year, accounts, self.moved, known))
            yield from self._apart(
                (year, self.moved),
                different,
                lambda account, stated, moved: Message.of(
                    'account "{account}", year {year}: {stated}, but the vouchers move it by '
                    "{moved}",
                    account=account,
                    year=year,
                    stated=stated,
                    moved=moved,
                ),
                lambda accounts: Message.of(
                    "year {year}: {number} accounts have other balances than the vouchers give: "
                    "{accounts}",
                    year=year,
                    number=len(different),
                    accounts=accounts,
                ),
            )

    def against_periods(self, year: int) -> Iterator[Problem]:
        """Accounts of a year whose balances are not the sums of their #PSALDO: one problem."""
        periods = self.stated["PSALDO"]
        accounts = dict.fromkeys(account for y, account in periods if y == year)
        different = list(self._different(year, accounts, periods, (None, True, True)))
        yield from self._apart(
            (year, periods),
            different,
            lambda account, stated, moved: Message.of(
                'account "{account}", year {year}: {stated}, but the periods sum to {moved}',
                account=account,
                year=year,
                stated=stated,
                moved=moved,
            ),
            lambda accounts: Message.of(
                "year {year}: {number} accounts have other balances than the periods sum to: "
                "{accounts}",
                year=year,
                number=len(different),
                accounts=accounts,
            ),
        )

    def footing(self, year: int) -> Iterator[Problem]:
        """Vouchers balance, so that closing balances and results sum to the opening balances."""
        opening, closed, result = (self.stated[kind].of(year) for kind in OF_YEAR)
        left = EXACT.subtract(EXACT.add(closed, result), opening)
        if left:
            lines = (self.stated[kind].line(year) for kind in ("UB", "RES", "IB"))
            said = Message.of(
                "year {year} does not foot: #UB {closing} + #RES {result} - #IB {opening} is "
                "{left}, not 0",
                year=year,
                closing=closed,
                result=result,
                opening=opening,
                left=left,
            )
            yield Problem(next(line for line in lines if line is not None), "difference", said)

    def _apart(
        self,
        of: tuple[int, Sums],
        different: list[tuple[str, Message, int]],
        one: Callable[[str, Message, Decimal], Message],
        several: Callable[[tuple[Message | str, ...]], Message],
    ) -> Iterator[Problem]:
        """One problem for all accounts that differ, since they mostly have one cause.

        Args:
          of: the year, and what moves its accounts.
        """
        if not different:
            return
        year, moved = of
        found = [(short(a), said, moved.get((year, a), ZERO)) for a, said, _ in different]
        if len(found) == 1:
            said = one(*found[0])
        else:
            listed: tuple[Message | str, ...] = tuple(
                Message.of(
                    '"{account}" ({stated}, moved by {moved})',
                    account=account,
                    stated=stated,
                    moved=change,
                )
                for account, stated, change in found[:MOST_LISTED]
            )
            said = several(listed if len(found) <= MOST_LISTED else (*listed, "..."))
        yield Problem(min(at for *_, at in different), "difference", said)

    def _different(
        self,
        year: int,
        accounts: Mapping[str, None],
        moved: Sums,
        known: tuple[bool | None, bool, bool],
    ) -> Iterator[tuple[str, Message, int]]:
        """Accounts whose balances say another movement, with what they say and the line.

        Args:
          known: whether the year's #IB, #UB and #RES are.
        """
        opened, is_closed, is_resulted = known
        if opened is None:
            opened = year in self.stated["IB"].years()
        for account in accounts:
            key = (year, account)
            opening, closed, result = (self.stated[kind].get(key) for kind in OF_YEAR)
            if closed is not None and opening is None and not opened:
                continue  # the file does not give that year's opening balances
            change = moved.get(key, ZERO)
            if result is not None:
                differs = result != change
            elif not (is_closed if _in_balance(account, opening, closed) else is_resulted):
                continue
            else:
                expected = closing({key: opening or ZERO}, {key: change})
                differs = (closed or ZERO) != expected[key]
            if differs:
                yield account, *self._stated(key, moved)

    def _stated(self, key: tuple[int, str], moved: Sums) -> tuple[Message, int]:
        opening, closed, result = (self.stated[kind].get(key) for kind in OF_YEAR)
        if result is not None:
            return Message.of("#RES is {result}", result=result), self.stated["RES"].lines[key]
        if closed is not None:
            said = Message.of(
                "#UB is {closing}, #IB {opening}", closing=closed, opening=opening or ZERO
            )
            return said, self.stated["UB"].lines[key]
        if opening is not None:
            said = Message.of("#IB is {opening}, without #UB", opening=opening)
            return said, self.stated["IB"].lines[key]
        return Message.of("it has neither #UB nor #RES"), moved.lines[key]


def _in_balance(account: str, opening: Decimal | None, closed: Decimal | None) -> bool:
    """Whether an account is taken for one of the balance sheet."""
    return opening is not None or closed is not None or account.startswith(("1", "2"))
