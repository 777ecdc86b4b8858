"""What a sample is drawn from: the amounts of a year's vouchers, in an order that is always one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from hashlib import sha256
from typing import Literal, get_args

from sambruk_cli.account_numbers import falls_under
from sambruk_cli.books.books import Books
from sambruk_cli.books.vouchers import Posting, Voucher
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.money import ZERO, plain

PopulationKind = Literal["expenses", "income", "payments", "vouchers"]
POPULATIONS: tuple[PopulationKind, ...] = get_args(PopulationKind)
# Income that is too high by what is missing elsewhere is money that has gone out: credits there.
_CREDITS = frozenset({"income", "payments"})
_MONEY = "19"  # accounts of BAS: cash and bank
_RESULT = "8999"  # the result of the year, which closes the others


@frozen
class SamplingUnit:
    """What may be drawn: what one voucher books on one account, or a whole voucher.

    `amount` is in kronor with the sign that makes it positive on the side of the population.
    `ver` is the voucher's number, or its file and line where it has none of its own. `account` is
    Beancount's name, "" where the unit is a whole voucher.
    """

    voucher: Voucher
    ver: str
    account: str
    number: str
    amount: Decimal


@frozen
class SamplingPopulation:
    """Units that may be drawn, and those that no interval can fall on: credits and noughts.

    All are in the order of series, number and account. `digest` is that of the units that may be
    drawn: it differs as soon as one is added, removed or changed.
    """

    kind: PopulationKind
    units: tuple[SamplingUnit, ...]
    opposite: tuple[SamplingUnit, ...]
    noughts: tuple[SamplingUnit, ...]
    digest: str

    @property
    def total(self) -> Decimal:
        """Kronor that may be drawn."""
        return sum((unit.amount for unit in self.units), ZERO)

    @property
    def opposite_total(self) -> Decimal:
        """Kronor on the other side: at most nought."""
        return sum((unit.amount for unit in self.opposite), ZERO)

    @property
    def net(self) -> Decimal:
        """What the population comes to in the trial balance, whole vouchers but for."""
        return self.total + self.opposite_total


def population_of(books: Books, year: FiscalYear, kind: PopulationKind) -> SamplingPopulation:
    """The units of a year.

    `expenses` are what vouchers book on accounts of costs, `income` on accounts of income (credit
    counts as positive), `payments` what leaves cash and bank (accounts 19xx, credit), and
    `vouchers` whole vouchers by what they debit. Opening balances and account 8999 are left out.
    """
    vouchers = [v for v in books.in_year(year) if not v.is_opening]
    units = sorted(_units(books, vouchers, kind), key=_place)
    drawn = tuple(unit for unit in units if unit.amount > 0)
    return SamplingPopulation(
        kind,
        drawn,
        tuple(unit for unit in units if unit.amount < 0),
        tuple(unit for unit in units if not unit.amount),
        _digest(drawn),
    )


def _units(
    books: Books, vouchers: Sequence[Voucher], kind: PopulationKind
) -> Iterator[SamplingUnit]:
    used = Counter(voucher.ver for voucher in vouchers)
    for voucher in vouchers:
        ver = _named(voucher, is_alone=used[voucher.ver] == 1)
        if kind == "vouchers":
            yield SamplingUnit(voucher, ver, "", "", voucher.turnover)
            continue
        sums: dict[str, Decimal] = {}
        for posting in voucher.postings:
            if _belongs(books, posting, kind):
                sums[posting.account] = sums.get(posting.account, ZERO) + posting.amount
        for account, amount in sums.items():
            signed = -amount if kind in _CREDITS else amount
            yield SamplingUnit(voucher, ver, account, books.number(account), signed or ZERO)


def _named(voucher: Voucher, *, is_alone: bool) -> str:
    """The voucher's number, or file and line where it has none of its own."""
    if voucher.ver is not None and voucher.series_and_number is not None and is_alone:
        return voucher.ver
    place = f"{voucher.file}:{voucher.line}"
    return place if place[0].isalnum() else f"./{place}"  # no formula in the table of results


def _belongs(books: Books, posting: Posting, kind: PopulationKind) -> bool:
    number, root = books.number(posting.account), posting.account.partition(":")[0]
    if falls_under(number, _RESULT):
        return False
    match kind:
        case "expenses":
            return root == "Expenses"
        case "income":
            return root == "Income"
        case "payments":
            return root == "Assets" and number.startswith(_MONEY)
    return True


def _place(unit: SamplingUnit) -> tuple[str, int, str, str, str]:
    """Series and number, so that the order is not that of lines in a file."""
    series, number = unit.voucher.series_and_number or ("", 0)
    return (series, number, unit.ver, unit.number, unit.account)


def _digest(units: Iterable[SamplingUnit]) -> str:
    digest = sha256()
    for unit in units:
        row = (unit.ver, unit.voucher.date.isoformat(), unit.account, plain(unit.amount))
        digest.update("\t".join(row).encode() + b"\n")
    return digest.hexdigest()
