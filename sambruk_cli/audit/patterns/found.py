"""Everything in a year's vouchers that is worth a look."""

from __future__ import annotations

from sambruk_cli.audit.history import authors_of
from sambruk_cli.audit.patterns.amounts import AlikeAmounts, alike_amounts
from sambruk_cli.audit.patterns.documents import SharedDocument, shared_documents
from sambruk_cli.audit.patterns.hands import (
    Hand,
    NamesOfPeople,
    OneHand,
    RestDay,
    by_one_hand,
    hands,
    on_days_of_rest,
)
from sambruk_cli.audit.sampling.population import SamplingUnit, population_of
from sambruk_cli.audit.year import AuditYear
from sambruk_cli.findings import Finding
from sambruk_cli.frozen import frozen

# What `validate` finds of numbers and of the days that vouchers were registered.
ORDER_CODES = frozenset(
    {
        *("BOK204", "BOK205", "BOK232", "BOK237", "BOK260", "BOK262"),
        *("BOK269", "BOK272", "BOK273", "BOK274"),
    }
)


@frozen
class Patterns:
    """What is worth a look in a year's vouchers."""

    costs: tuple[SamplingUnit, ...]
    alike: tuple[AlikeAmounts, ...]
    shared: tuple[SharedDocument, ...]
    rest: tuple[RestDay, ...]
    hands: tuple[Hand, ...]
    one_hand: tuple[OneHand, ...]
    order: tuple[Finding, ...]


def patterns_of(year: AuditYear) -> Patterns:
    """All patterns of a year."""
    vouchers = [voucher for voucher in year.vouchers if not voucher.is_opening]
    costs = population_of(year.books, year.fiscal, "expenses").units
    payments = population_of(year.books, year.fiscal, "payments").units
    people = {person.id: person.name for person in year.register.board.people}
    names = NamesOfPeople(people, year.register.party_names())
    authors = authors_of(year.history)
    return Patterns(
        costs,
        alike_amounts((*costs, *payments)),
        shared_documents(year.documents, year.vouchers),
        on_days_of_rest(vouchers, year.fiscal),
        hands(vouchers, names, authors),
        by_one_hand(vouchers, names, authors),
        tuple(found for found in year.findings if found.code in ORDER_CODES),
    )
