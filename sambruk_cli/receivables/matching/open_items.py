"""Items by all that payments may name them by, and what is open of each as these are matched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import islice
from pathlib import PurePosixPath

from sambruk_cli.books.dimensions import id_of
from sambruk_cli.money import ZERO
from sambruk_cli.receivables.items import CREDIT_NOTE, CREDITS, Item, ItemMovement, ItemMovementKind
from sambruk_cli.receivables.matching.numbers import WrittenNumber

MOST_SHOWN = 20  # candidates that are told of


class OpenItems:
    """The items in an order of their own, whatever order they are given in."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._open: dict[int, Decimal] = {}
        self._paid: set[int] = set()  # items that a payment of the run pays
        self._credited: dict[int, Decimal] = {}
        self._by_ocr: dict[str, list[Item]] = defaultdict(list)
        self._by_number: dict[tuple[str, ...], list[Item]] = defaultdict(list)
        self._by_credit_note: dict[tuple[str, ...], list[Item]] = defaultdict(list)
        self._numbers: dict[str, tuple[WrittenNumber, ...]] = {}
        self._by_party: _ByParty | None = None
        self.items = tuple(sorted(items, key=item_order))
        for item in self.items:
            self._add(item)

    def _add(self, item: Item) -> None:
        self._open[id(item)] = item.open
        if item.ocr:
            self._by_ocr[_significant(item.ocr)].append(item)
        if item.invoice:
            self._name(item.invoice, self._by_number, item)
        for movement in item.movements:
            if movement.kind is ItemMovementKind.CREDIT:
                credited = self._credited.get(id(item), ZERO)
                self._credited[id(item)] = credited - movement.amount
                if (note := _credit_note(movement)) and note != item.invoice:
                    self._name(note, self._by_credit_note, item)

    def _name(self, number: str, index: dict[tuple[str, ...], list[Item]], item: Item) -> None:
        written = WrittenNumber.of(number)
        known = self._numbers.get(written.joined, ())
        if written not in known:
            self._numbers[written.joined] = (*known, written)
        index[written.parts].append(item)

    def known(self, joined: str) -> tuple[WrittenNumber, ...]:
        """The numbers of invoices and credit notes that are these letters and digits."""
        return self._numbers.get(joined, ())

    def with_ocr(self, digits: str) -> tuple[Item, ...]:
        """The items with an OCR number, with noughts before it or without."""
        return tuple(self._by_ocr.get(_significant(digits), ()))

    def with_number(self, number: WrittenNumber) -> tuple[Item, ...]:
        """The items of an invoice, else those that a credit note of this number credits."""
        key = number.parts
        return tuple(self._by_number.get(key, ()) or self._by_credit_note.get(key, ()))

    def open(self, item: Item) -> Decimal:
        """Kronor that are open of an item after all that has been matched."""
        return self._open[id(item)]

    def is_paid(self, item: Item) -> bool:
        """Whether a payment has been made on it, booked or matched before."""
        paid = ItemMovementKind.PAYMENT
        return id(item) in self._paid or any(each.kind is paid for each in item.movements)

    def credited(self, item: Item) -> Decimal:
        """Kronor that have been credited, and that no deduction has taken off yet."""
        return self._credited.get(id(item), ZERO)

    def pay(self, item: Item, amount: Decimal) -> None:
        """Take from what is open of an item; below nought puts to it."""
        before = self._open[id(item)]
        self._open[id(item)] = before - amount
        if self._by_party is not None:
            self._by_party.change(item, before, before - amount)
        if amount > 0:
            self._paid.add(id(item))
        elif id(item) in self._credited:
            self._credited[id(item)] += amount

    @property
    def by_party(self) -> _ByParty:
        """What parties owe; looked up when somebody first asks, and kept from then on."""
        if self._by_party is None:
            self._by_party = _ByParty()
            for item in self.items:
                self._by_party.change(item, ZERO, self._open[id(item)])
        return self._by_party


class _ByParty:
    """What is open by party."""

    def __init__(self) -> None:
        self._of_party: dict[str, dict[int, Item]] = defaultdict(dict)
        self._of_amount: dict[tuple[str, Decimal], dict[int, Item]] = defaultdict(dict)
        self._owed: dict[str, Decimal] = defaultdict(Decimal)

    def change(self, item: Item, before: Decimal, after: Decimal) -> None:
        """Note that another amount is open of an item."""
        if before:
            del self._of_amount[item.party, before][id(item)]
        if after:
            self._of_amount[item.party, after][id(item)] = item
            self._of_party[item.party][id(item)] = item
        else:
            self._of_party[item.party].pop(id(item), None)
        self._owed[item.party] += after - before

    def owed(self, party: str) -> Decimal:
        """Kronor that a party owes in all."""
        return self._owed.get(party, ZERO)

    def number_of(self, party: str) -> int:
        """How many items of a party are not nought."""
        return len(self._of_party.get(party, ()))

    def of(self, party: str) -> Iterator[Item]:
        """Those of a party that are not nought."""
        yield from self._of_party.get(party, {}).values()

    def of_amount(self, party: str, amount: Decimal) -> tuple[Item, ...]:
        """Those of a party of which exactly so much is open; no more than can be shown."""
        return tuple(islice(self._of_amount.get((party, amount), {}).values(), MOST_SHOWN))

    def candidates(self, parties: Iterable[str]) -> tuple[Item, ...]:
        """What these owe, no more than can be shown."""
        return tuple(islice((item for party in parties for item in self.of(party)), MOST_SHOWN))


def item_order(item: Item) -> tuple[object, ...]:
    """The oldest due first; what has no due day by the day on which it was booked."""
    due: date = item.due or item.issued
    return due, item.issued, item.invoice, item.party, item.ocr


def _significant(digits: str) -> str:
    """An OCR number without blanks, and without the noughts that banks put before it."""
    plain = digits if digits.isdigit() else "".join(c for c in digits if c.isdigit())
    return plain.lstrip("0")


def _credit_note(movement: ItemMovement) -> str:
    """The number of a credit note; where it is not said, what its file is called."""
    meta = movement.voucher.meta
    if CREDITS not in meta:
        return ""
    document = meta.get("document")
    named = PurePosixPath(document).stem if isinstance(document, str) else ""
    return id_of(meta, CREDIT_NOTE) or named
