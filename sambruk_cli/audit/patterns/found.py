"""Everything in a year's vouchers that is worth a look."""

from __future__ import annotations

from collections.abc import Iterable

from sambruk_cli.audit.named_documents import VoucherDocument
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
from sambruk_cli.diff.history import CommitHistory
from sambruk_cli.findings import Finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.session import Session

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


def patterns_of(
    session: Session,
    fiscal: FiscalYear,
    documents: Iterable[VoucherDocument],
    findings: Iterable[Finding],
    history: CommitHistory | None,
) -> Patterns:
    """All patterns of a year.

    Args:
      documents: those that its vouchers name.
      findings: what the checks find of it.
      history: who has registered what, None where no git tells.
    """
    books, register = session.books, session.register
    every = books.in_year(fiscal)
    vouchers = [voucher for voucher in every if not voucher.is_opening]
    costs = population_of(books, fiscal, "expenses").units
    payments = population_of(books, fiscal, "payments").units
    people = {person.id: person.name for person in register.board.people}
    names = NamesOfPeople(people, register.party_names())
    authors = history.authors if history is not None else {}
    return Patterns(
        costs,
        alike_amounts((*costs, *payments)),
        shared_documents(documents, every),
        on_days_of_rest(vouchers, fiscal),
        hands(vouchers, names, authors),
        by_one_hand(vouchers, names, authors),
        tuple(found for found in findings if found.code in ORDER_CODES),
    )
