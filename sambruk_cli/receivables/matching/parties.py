"""Who a payment names: by organisation number, by number as a member, by id, and by name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from sambruk_cli.frozen import frozen
from sambruk_cli.receivables.matching.model import (
    IncomingPayment,
    MatchParty,
    MatchReason,
)
from sambruk_cli.receivables.matching.names import NameIndex
from sambruk_cli.receivables.matching.numbers import has_digits
from sambruk_cli.register.register import Register

_ORGANISATION = re.compile(r"(?<!\d)(?:1[689]|20)?(\d{6})[-+ ]?(\d{4})(?!\d)")
_CHUNK = re.compile(r"[^\W_]+(?:[-/.][^\W_]+)*")
_OF_MEMBERS = re.compile(
    r"\b(?:medlem|medl|medlemsnr|medlemsnummer|medlemnr|member|kund|kundnr|kundnummer)\b"
    r"[\s.:#]*(?:(?:nr|nummer|no)\b[\s.:#]*)?([^\W_]+(?:[-/.][^\W_]+)*)",
    re.IGNORECASE,
)
_PUNCTUATION = re.compile(r"[\W_]+")
_FEWEST = 3  # characters of a number or an id that stands behind no word
_LONGEST = 2000  # characters of a text that are looked at


def match_parties(register: Register) -> tuple[MatchParty, ...]:
    """Members and counterparties by what payments may name them by.

    Args:
      register: with nobody masked, since names are compared.
    """
    members = tuple(
        MatchParty(each.id, each.name, each.number or "", each.organisation_number or "")
        for each in register.members
    )
    others = register.counterparties.counterparties
    return (*members, *(MatchParty(each.id, each.name) for each in others))


@frozen
class PartiesNamed:
    """Who a payment names, and how.

    `is_weak` where it may be by accident, as a first name that is somebody's id: then only what is
    exactly open is paid.
    """

    ids: tuple[str, ...]
    reason: MatchReason
    is_weak: bool = False


class PartyIndex:
    """The parties by all that payments name them by."""

    def __init__(self, parties: Iterable[MatchParty]) -> None:
        by_id = {party.id: party for party in parties}
        in_order = [by_id[id_] for id_ in sorted(by_id)]
        self._ids = {p.id for p in in_order if len(p.id) >= _FEWEST}
        self._by_number: dict[str, list[str]] = defaultdict(list)
        self._by_organisation: dict[str, list[str]] = defaultdict(list)
        for party in in_order:
            if party.number:
                self._by_number[_plain(party.number)].append(party.id)
            if party.organisation_number:
                self._by_organisation[party.organisation_number.replace("-", "")].append(party.id)
        self.names = NameIndex(in_order)

    def is_number(self, text: str) -> bool:
        """Whether all of a text is the number of a member."""
        return _plain(text) in self._by_number

    def named_by(self, payment: IncomingPayment) -> PartiesNamed:
        """Who a payment names, by what it says in a Swish message, or by numbers anywhere."""
        if payment.is_swish:
            for reference in payment.references:
                if reference.kind == "message":
                    ids, is_weak = self._named_in(reference.text[:_LONGEST])
                    if ids:
                        return PartiesNamed(ids, MatchReason.SWISH_MESSAGE, is_weak)
        return PartiesNamed(self.with_numbers(payment), MatchReason.PARTY_NUMBER)

    def with_numbers(self, payment: IncomingPayment) -> tuple[str, ...]:
        """Who a payment names by an organisation number or a member's."""
        found: dict[str, None] = {}
        texts = (payment.payer_number, *texts_of(payment))
        for text in texts:
            found |= dict.fromkeys(self.numbered_in(text))
        return tuple(found)

    def numbered_in(self, text: str) -> Iterator[str]:
        """Who is named by a number in a text; a member's number alone, or behind a word."""
        text = text[:_LONGEST]
        if self._by_number:
            whole = _plain(text)
            if len(whole) >= _FEWEST or text.strip().isdigit():
                yield from self._by_number.get(whole, ())
        if has_digits(text):
            for number in _ORGANISATION.finditer(text) if self._by_organisation else ():
                yield from self._by_organisation.get(number[1] + number[2], ())
            if self._by_number:
                yield from self._member_numbers_in(text)

    def _member_numbers_in(self, text: str) -> Iterator[str]:
        """Who is named by a member's number among words: behind a word, or with letters in it."""
        for named in _OF_MEMBERS.finditer(text):
            yield from self._by_number.get(_plain(named[1]), ())
        for chunk in _CHUNK.findall(text):
            if len(chunk) >= _FEWEST and not chunk.isdigit() and has_digits(chunk):
                yield from self._by_number.get(_plain(chunk), ())

    def _named_in(self, text: str) -> tuple[tuple[str, ...], bool]:
        """Who a message names by number, by name, else by id; whether by one word among others."""
        found = tuple(dict.fromkeys(self.numbered_in(text))) or self.names.within(text)
        if found:
            return found, False
        chunks = [chunk.lower() for chunk in _CHUNK.findall(text)]
        ids = tuple(dict.fromkeys(chunk for chunk in chunks if chunk in self._ids))
        is_weak = len(chunks) > 1 and not any("-" in id_ for id_ in ids)
        return ids, is_weak


def texts_of(payment: IncomingPayment) -> tuple[str, ...]:
    """All that a payer says, each once: references first, then what is said besides."""
    return tuple(
        dict.fromkeys(t for t in (*(r.text for r in payment.references), payment.text) if t)
    )


def _plain(number: str) -> str:
    """A member's number as it is compared: letters and digits, no noughts before digits."""
    plain = _PUNCTUATION.sub("", number.casefold())
    return plain.lstrip("0") if plain.isdigit() else plain
