"""The trial balance and the dues as tables: what commands print and spreadsheets carry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from sambruk_cli.books.balances import AccountBalance
from sambruk_cli.books.books import Books
from sambruk_cli.books.wording import account_title
from sambruk_cli.document.cell import Shown
from sambruk_cli.document.model import Column, Row, Table
from sambruk_cli.document.records import without_empty
from sambruk_cli.dues.charge import Dues
from sambruk_cli.dues.names import kind_title
from sambruk_cli.language import Language, pick
from sambruk_cli.messages import say, say_count, say_in
from sambruk_cli.money import ZERO
from sambruk_cli.register.fees import Tier
from sambruk_cli.register.register import Register


def _all(rows: Sequence[Row]) -> tuple[int, ...]:
    return tuple(range(len(rows)))


def trial_balance_table(
    books: Books, balances: Sequence[AccountBalance], language: Language, title: str = ""
) -> Table:
    """Opening, change and closing per account, summed; kronor, debit positive."""
    rows = [
        Row((Shown(account_title(books, b.account), b.account), b.opening, b.change, b.closing))
        for b in balances
    ]
    total = Row(
        (
            say(language, "Total"),
            sum((b.opening for b in balances), ZERO),
            sum((b.change for b in balances), ZERO),
            sum((b.closing for b in balances), ZERO),
        ),
        "total",
        sums=_all(rows),
    )
    columns = (
        Column(say(language, "Account"), key="account"),
        Column(say(language, "Opening"), "amount", 2, key="opening"),
        Column(say(language, "Change"), "amount", 2, key="change"),
        Column(say(language, "Closing"), "amount", 2, key="closing"),
    )
    return Table("trial_balance", columns, (*rows, total), title)


def member_dues_table(register: Register, dues: Dues, language: Language, title: str = "") -> Table:
    """One row per member that owes something, a column per kind that is charged, summed.

    What VAT comes on top has a column of its own.
    """
    kinds = _charged(register, dues)
    rows, totals = [], dues.totals()
    for charges in dues.by_payer().values():
        amounts = [sum((c.amount for c in charges if c.kind == k), ZERO) or None for k in kinds]
        vat = sum((c.vat for c in charges), ZERO) or None
        payer = charges[0].payer
        tier = next((c.tier for c in charges if c.member.id == payer.id), charges[0].tier)
        rows.append(Row((payer.name, tier, *amounts, vat)))
    total = Row(
        (
            say_count(language, len(rows), "Total, 1 member", "Total, {number} members"),
            "",
            *(totals.get(kind, ZERO) for kind in kinds),
            sum((charge.vat for charge in dues.charges), ZERO) or None,
        ),
        "total",
        sums=_all(rows),
    )
    columns = (
        Column(say(language, "Member")),
        Column(say(language, "Tier")),
        *(Column(kind_title(register.fees, kind, language), "amount") for kind in kinds),
        Column(say(language, "VAT"), "amount", 2),
    )
    return without_empty(Table("dues", columns, (*rows, total), title))


def tier_dues_table(register: Register, dues: Dues, language: Language) -> Table:
    """One row per tier that has a charge, with members and kronor per kind that has any."""
    kinds, sums = _charged(register, dues), dues.totals()
    members: dict[str, set[str]] = {}
    amounts: dict[tuple[str, str], Decimal] = {}
    for charge in dues.charges:
        members.setdefault(charge.tier, set()).add(charge.member.id)
        key = (charge.tier, charge.kind)
        amounts[key] = amounts.get(key, ZERO) + charge.amount
    tiers = {t.id: pick(language, t.label, t.label_en) for t in _tiers(register) if t.id in members}
    if "" in members:
        tiers[""] = say(language, "Without a tier")
    rows = [
        Row((label, len(members[tier]), *(amounts.get((tier, kind), ZERO) for kind in kinds)))
        for tier, label in tiers.items()
    ]
    total = Row(
        (
            say(language, "Total"),
            len(set().union(*members.values())),
            *(sums.get(kind, ZERO) for kind in kinds),
        ),
        "total",
        sums=_all(rows),
    )
    columns = (
        Column(say(language, "Tier")),
        Column(say_in(language, "how many", "Number"), "count"),
        *(Column(kind_title(register.fees, kind, language), "amount") for kind in kinds),
    )
    return Table("dues_by_tier", columns, (*rows, total))


def _tiers(register: Register) -> Iterator[Tier]:
    return (tier for tiers in register.fees.tier_sets for tier in tiers.tiers)


def _charged(register: Register, dues: Dues) -> tuple[str, ...]:
    """Ids of the kinds of charge with any amount; of all where nothing is charged at all."""
    kinds, totals = [kind.id for kind in register.fees.kinds], dues.totals()
    return tuple(kind for kind in kinds if totals.get(kind)) or tuple(kinds)
