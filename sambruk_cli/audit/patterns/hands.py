"""Who has registered vouchers, and which of them pay, or were approved by, the same person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.holidays import day_of_rest
from sambruk_cli.messages import Message
from sambruk_cli.money import ZERO

ATTESTED = "attested"  # metadata: who has approved the payment


@frozen
class Hand:
    """A person who has registered vouchers: how many, and kronor that they debit."""

    name: str
    vouchers: int
    amount: Decimal


@frozen
class OneHand:
    """A voucher that a person registered who is paid by it, or who has approved it."""

    voucher: Voucher
    name: str
    is_paid: bool
    has_attested: bool


@frozen
class NamesOfPeople:
    """How people are called: names by id, and the parties of the register by id."""

    people: Mapping[str, str]
    parties: Mapping[str, str]

    def person(self, said: str) -> str:
        """The name of somebody who is given by id or name."""
        return self.people.get(said.strip(), said.strip())


def registered_by(voucher: Voucher, authors: Mapping[str, str]) -> str | None:
    """Who registered a voucher: what `sign` of it says, else who committed it, else unknown.

    Args:
      authors: who added each voucher to the books, by number.
    """
    said = voucher.meta.get("sign")
    if isinstance(said, str) and said.strip():
        return said.strip()
    return authors.get(voucher.ver or "")


def hands(
    vouchers: Iterable[Voucher], names: NamesOfPeople, authors: Mapping[str, str]
) -> tuple[Hand, ...]:
    """Those who registered vouchers, the one with most first. "" is where nothing tells."""
    tallies: dict[str, tuple[int, Decimal]] = {}
    for voucher in vouchers:
        name = names.person(registered_by(voucher, authors) or "")
        number, amount = tallies.get(name, (0, ZERO))
        tallies[name] = number + 1, amount + voucher.turnover
    found = [Hand(name, number, amount) for name, (number, amount) in tallies.items()]
    return tuple(sorted(found, key=lambda hand: (-hand.vouchers, hand.name)))


def by_one_hand(
    vouchers: Iterable[Voucher], names: NamesOfPeople, authors: Mapping[str, str]
) -> tuple[OneHand, ...]:
    """Vouchers that were registered by whom they pay, or by who approved them, in their order.

    Names are compared as they are written, but for capitals and spaces; nothing is guessed from
    initials.
    """
    found = []
    for voucher in vouchers:
        hand = registered_by(voucher, authors)
        if hand is None:
            continue
        name = names.person(hand)
        is_paid = _folded(name) in {_folded(party) for party in _parties(voucher, names)}
        attested = voucher.meta.get(ATTESTED)
        has_attested = isinstance(attested, str) and _folded(names.person(attested)) == _folded(
            name
        )
        if is_paid or has_attested:
            found.append(OneHand(voucher, name, is_paid, has_attested))
    return tuple(found)


def _parties(voucher: Voucher, names: NamesOfPeople) -> set[str]:
    found = {voucher.payee} if voucher.payee else set()
    for posting in voucher.postings:
        for key in ("counterparty", "member"):
            party = posting.tag(key)
            if party is not None:
                found |= {party, names.parties.get(party, party)}
    return {names.person(party) for party in found}


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


@frozen
class RestDay:
    """A voucher whose day is one of rest, and what makes it so."""

    voucher: Voucher
    said: Message


def on_days_of_rest(vouchers: Iterable[Voucher], year: FiscalYear) -> tuple[RestDay, ...]:
    """Vouchers of Saturdays, Sundays and public holidays.

    The first and the last day of the fiscal year are left out: what opens and closes it must be
    dated then.
    """
    found = []
    for voucher in vouchers:
        said = None if _is_edge(voucher.date, year) else day_of_rest(voucher.date)
        if said is not None:
            found.append(RestDay(voucher, said))
    return tuple(found)


def _is_edge(day: date, year: FiscalYear) -> bool:
    return day in {year.start, year.end}
