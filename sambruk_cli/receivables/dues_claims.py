"""The dues of a year in the books: which items they are claims on, and what was paid at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations

from sambruk_cli.books.dimensions import id_of
from sambruk_cli.books.standing import RECEIVABLES
from sambruk_cli.books.vouchers import Posting, Voucher
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.money import ORE, ZERO
from sambruk_cli.receivables.booked import CHARGE, DUES_YEAR, DueKey, due_kind, is_repaid
from sambruk_cli.receivables.items import Item, ItemMovementKind, items_of, number_of, party_of
from sambruk_cli.session import Session

OTHER: DueKey = ("", "")  # what stands on an item and is not of the year's dues
_MOST_ROWS = 8  # of a voucher that are tried together
_MONEY = ("19", "24", "28", "29")  # BAS: money, and what was paid in advance
_VAT = "26"

_Sums = dict[DueKey, Decimal]


@dataclass(slots=True)
class DuesClaim:
    """Items of one party that dues of the year stand on, in kronor with VAT.

    `charged` is by member and kind, with what else stands on the items under `OTHER`; `credited`
    is what credit notes take back of it, None where it cannot be told of what. `at_once` is what
    was paid by the voucher that charges it.
    """

    party: str
    items: list[Item] = field(default_factory=list)
    charged: _Sums = field(default_factory=dict)
    credited: _Sums | None = field(default_factory=dict)
    at_once: Decimal = ZERO
    at_once_on: date | None = None

    def of_kinds(self, *kinds: ItemMovementKind) -> Decimal:
        """Kronor of movements of some kinds: above nought where more is owed."""
        return sum((item.of_kinds(*kinds) for item in self.items), ZERO)

    @property
    def open(self) -> Decimal:
        return sum((item.open for item in self.items), ZERO)


@frozen
class DirectDue:
    """Dues that are booked without a claim, as when they are paid; `paid_on` where they were."""

    key: DueKey
    amount: Decimal
    paid_on: date | None


@frozen
class BookedYear:
    """The dues of a year as its vouchers book them, and what has happened to them by a day."""

    claims: tuple[DuesClaim, ...]
    direct: tuple[DirectDue, ...]
    items: tuple[Item, ...]


def booked_year(session: Session, year: FiscalYear, day: date) -> BookedYear:
    """The dues of a year that vouchers charge, with the items that they stand on by a day.

    Those of the year, and those of other years whose rows say that they are of its dues.
    """
    books = session.books
    items = items_of(books, session.register.invoicing, day)
    reader = _Reader(session, year, {(item.party, item.invoice): item for item in items})
    for voucher in books.between(date.min, day):
        is_told = voucher.date in year or any(DUES_YEAR in p.meta for p in voucher.postings)
        if is_told and not voucher.is_opening:
            reader.read(voucher)
    return BookedYear(reader.completed(), tuple(reader.direct), items)


class _Reader:
    """Goes through the vouchers that charge the dues of a year."""

    def __init__(
        self, session: Session, year: FiscalYear, items: Mapping[tuple[str, str], Item]
    ) -> None:
        self._session, self._year, self._items = session, year, items
        self._members = {member.id: member for member in session.register.members}
        self._rates = {kind.id: kind.vat for kind in session.register.fees.kinds}
        self._kinds: dict[tuple[str, date, str | None], str | None] = {}
        self.claims: dict[tuple[str, str], DuesClaim] = {}
        self.direct: list[DirectDue] = []

    def read(self, voucher: Voucher) -> None:
        """Take in what a voucher charges; what it credits is told by the item that it credits."""
        rows = self._rows(voucher, self._year)
        if not rows:
            return
        owed = _debited(voucher)
        parties: dict[str, Decimal] = {}
        for (party, _), amount in owed.items():
            parties[party] = parties.get(party, ZERO) + amount
        if not parties and _has_claim(voucher):
            rows = [(key, amount) for key, amount in rows if amount > 0]  # else a credit note
        of_party: dict[str, _Sums] = {party: {} for party in parties}
        apart: _Sums = {}
        for key, amount in rows:
            _add(of_party.get(key[0], apart), key, amount)
        if len(parties) == 1:
            ((party, found),) = of_party.items()
            if sum(found.values(), ZERO) < parties[party]:
                of_party, apart = {party: {**found, **apart}}, {}  # it owes for others
        for party, found in of_party.items():
            if found:
                keys = [item for item in owed if item[0] == party]
                self._claim(voucher, keys, parties[party], found, apart)
        self._direct(voucher, apart)

    def _claim(
        self,
        voucher: Voucher,
        keys: Sequence[tuple[str, str]],
        owed: Decimal,
        rows: _Sums,
        apart: _Sums,
    ) -> None:
        """Dues of a party on its items; what was paid at once, where it can be told, apart."""
        charged = self._with_vat(voucher, rows)
        rest = sum(charged.values(), ZERO) - owed
        if rest > 0 and (part := _summing_to(charged, owed)) is not None:
            for key in set(charged) - set(part):
                _add(apart, key, rows[key])
            charged, rest = {key: charged[key] for key in part}, ZERO
        claim = self._joined(keys)
        for key, amount in charged.items():
            _add(claim.charged, key, amount)
        if rest > 0:
            claim.at_once += rest
            claim.at_once_on = voucher.date

    def _joined(self, keys: Sequence[tuple[str, str]]) -> DuesClaim:
        """The claim on some items: those that one voucher charges a party are told as one."""
        claim = self.claims.setdefault(keys[0], DuesClaim(keys[0][0]))
        for key in keys:
            other = self.claims.get(key)
            if other is not None and other is not claim:
                for of, amount in other.charged.items():
                    _add(claim.charged, of, amount)
                claim.at_once += other.at_once
                claim.at_once_on = claim.at_once_on or other.at_once_on
                for had in [k for k, found in self.claims.items() if found is other]:
                    self.claims[had] = claim
            self.claims[key] = claim
        return claim

    def completed(self) -> tuple[DuesClaim, ...]:
        """The claims with their items."""
        found: dict[int, DuesClaim] = {}
        for key, claim in self.claims.items():
            found[id(claim)] = claim
            claim.items.append(self._items[key])
        for claim in found.values():
            self._complete(claim)
        return tuple(found.values())

    def _complete(self, claim: DuesClaim) -> None:
        """Tell what else stands on the items of a claim, and what was credited of it."""
        on_items = claim.of_kinds(ItemMovementKind.INVOICE, ItemMovementKind.OPENING)
        dues = sum(claim.charged.values(), ZERO) - claim.at_once
        if on_items != dues:
            claim.charged[OTHER] = on_items - dues
        for item in claim.items:
            for each in item.movements:
                if each.kind is ItemMovementKind.CREDIT:
                    self._credit(claim, each.voucher, each.amount)

    def _credit(self, claim: DuesClaim, voucher: Voucher, amount: Decimal) -> None:
        if claim.credited is None:
            return
        rows: _Sums = {}
        for key, charged in self._rows(voucher):
            if charged < 0:
                _add(rows, key, -charged)
        credited = self._with_vat(voucher, rows)
        if set(credited) <= set(claim.charged) and sum(credited.values(), ZERO) == -amount:
            for key, of in credited.items():
                _add(claim.credited, key, of)
        elif len(claim.charged) == 1:
            _add(claim.credited, next(iter(claim.charged)), -amount)
        else:
            claim.credited = None

    def _direct(self, voucher: Voucher, rows: _Sums) -> None:
        is_paid = any(
            p.amount > 0 and number_of(p.account).startswith(_MONEY) for p in voucher.postings
        )
        for key, amount in self._with_vat(voucher, rows).items():
            self.direct.append(DirectDue(key, amount, voucher.date if is_paid else None))

    def _rows(
        self, voucher: Voucher, year: FiscalYear | None = None
    ) -> list[tuple[DueKey, Decimal]]:
        """The rows of dues of a voucher, of one year or any, above nought where they charge."""
        found = []
        for posting in voucher.postings:
            kind = self._kind(voucher, posting) if posting.amount else None
            member = posting.tag("member") or ""
            if kind is None or is_repaid(self._members.get(member), voucher, posting):
                continue
            if year is None or _is_of(posting, voucher, year):
                found.append(((member, kind), -posting.amount))
        return found

    def _kind(self, voucher: Voucher, posting: Posting) -> str | None:
        at = posting.account, voucher.date, posting.tag(CHARGE)
        if at not in self._kinds:
            self._kinds[at] = due_kind(self._session, voucher, posting)
        return self._kinds[at]

    def _with_vat(self, voucher: Voucher, rows: _Sums) -> _Sums:
        """The rows with the VAT of their kinds, where the voucher books any."""
        if not any(number_of(p.account).startswith(_VAT) for p in voucher.postings):
            return dict(rows)
        return {
            (member, kind): amount + _vat(amount, self._rates.get(kind, 0))
            for (member, kind), amount in rows.items()
        }


def _is_of(posting: Posting, voucher: Voucher, year: FiscalYear) -> bool:
    """Whether a row is of a year's dues: as it says, else as its voucher's day says."""
    label = posting.tag(DUES_YEAR)
    return label == year.label if label else voucher.date in year


def _vat(amount: Decimal, rate: int) -> Decimal:
    return (amount * rate / 100).quantize(ORE, ROUND_HALF_UP)


def _add(sums: _Sums, key: DueKey, amount: Decimal) -> None:
    sums[key] = sums.get(key, ZERO) + amount


def _debited(voucher: Voucher) -> dict[tuple[str, str], Decimal]:
    """Kronor that a voucher debits accounts receivable, by party and invoice."""
    found: dict[tuple[str, str], Decimal] = {}
    for posting in voucher.postings:
        if posting.amount > 0 and number_of(posting.account).startswith(RECEIVABLES):
            item = party_of(posting), id_of(posting.meta, "invoice") or ""
            found[item] = found.get(item, ZERO) + posting.amount
    return found


def _has_claim(voucher: Voucher) -> bool:
    return any(number_of(p.account).startswith(RECEIVABLES) for p in voucher.postings)


def _summing_to(amounts: _Sums, total: Decimal) -> tuple[DueKey, ...] | None:
    """The only ones of some amounts that sum to a total; None where none or several do."""
    if len(amounts) > _MOST_ROWS:
        return None
    found = [
        keys
        for number in range(1, len(amounts))
        for keys in combinations(amounts, number)
        if sum((amounts[key] for key in keys), ZERO) == total
    ]
    return found[0] if len(found) == 1 else None
