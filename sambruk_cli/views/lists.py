"""The dues as tables: what commands print and spreadsheets carry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from sambruk_cli.document.model import Column, Row, Table
from sambruk_cli.document.records import without_empty
from sambruk_cli.dues.charge import Charge, Dues
from sambruk_cli.dues.names import kind_title
from sambruk_cli.language import Language, pick
from sambruk_cli.messages import say, say_count, say_in
from sambruk_cli.money import ZERO
from sambruk_cli.register.fees import Tier
from sambruk_cli.register.register import Register

_KIND = "kind "  # before the id of a kind of member; no tier is called so


def _all(rows: Sequence[Row]) -> tuple[int, ...]:
    return tuple(range(len(rows)))


def member_dues_table(register: Register, dues: Dues, language: Language, title: str = "") -> Table:
    """One row per member that owes something, a column per kind that is charged, summed.

    Who pays for a group has one row for all of it; the sum counts every member that is charged.
    What VAT comes on top has a column of its own.
    """
    totals, decimals = dues.totals(), _decimals(dues)
    kinds = _charged(register, totals)
    has_vat = any(charge.vat_rate for charge in dues.charges)
    rows = []
    for charges in dues.by_payer().values():
        paid: dict[str, Decimal] = {}
        for charge in charges:
            kind, amount = charge.schedule.kind, charge.amount
            paid[kind] = paid[kind] + amount if kind in paid else amount
        payer = charges[0].payer
        tier = next((c.tier for c in charges if c.member.id == payer.id), charges[0].tier)
        vat = _vat(charges) if has_vat else None
        rows.append(Row((payer.name, tier, *(paid.get(kind) or None for kind in kinds), vat)))
    members = len({charge.member.id for charge in dues.charges})
    total = Row(
        (
            say_count(language, members, "Total, 1 member", "Total, {number} members"),
            "",
            *(totals.get(kind, ZERO) for kind in kinds),
            _vat(dues.charges),
        ),
        "total",
        sums=_all(rows),
    )
    columns = (
        Column(say(language, "Member")),
        Column(say(language, "Tier")),
        *(
            Column(kind_title(register.fees, kind, language), "amount", decimals[kind])
            for kind in kinds
        ),
        Column(say_in(language, "charge", "VAT"), "amount", 2),
    )
    return without_empty(Table("dues", columns, (*rows, total), title))


def tier_dues_table(register: Register, dues: Dues, language: Language) -> Table:
    """One row per tier that has a charge, with members and kronor per kind that has any.

    Those whose charges follow from no tier have one for each kind of member.
    """
    sums = dues.totals()
    kinds = _charged(register, sums)
    members: dict[str, set[str]] = {}
    amounts: dict[tuple[str, str], Decimal] = {}
    for charge in dues.charges:
        of = charge.tier or _KIND + charge.member.kind
        members.setdefault(of, set()).add(charge.member.id)
        key = (of, charge.schedule.kind)
        amounts[key] = amounts.get(key, ZERO) + charge.amount
    labels = {t.id: pick(language, t.label, t.label_en) for t in _tiers(register)}
    for kind in register.members_file.kinds:
        label = pick(language, kind.label, kind.label_en)
        labels[_KIND + kind.id] = label[:1].upper() + label[1:]
    labels |= {of: of.removeprefix(_KIND) for of in members if of not in labels}
    rows = [
        Row((label, len(members[of]), *(amounts.get((of, kind), ZERO) for kind in kinds)))
        for of, label in labels.items()
        if of in members
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
    by_tier = any(charge.tier for charge in dues.charges)
    decimals = _decimals(dues)
    columns = (
        Column(say(language, "Tier") if by_tier else say_in(language, "member", "Kind")),
        Column(say_in(language, "how many", "Number"), "count"),
        *(
            Column(kind_title(register.fees, kind, language), "amount", decimals[kind])
            for kind in kinds
        ),
    )
    return Table("dues_by_tier", columns, (*rows, total))


def _decimals(dues: Dues) -> dict[str, int]:
    """How many decimals each kind of charge is shown with: two where a charge has öre."""
    amounts = {(charge.schedule.kind, charge.amount) for charge in dues.charges}
    found: dict[str, int] = defaultdict(int)
    for kind, amount in amounts:
        if amount != amount.to_integral_value():
            found[kind] = 2
    return found


def _vat(charges: Sequence[Charge]) -> Decimal | None:
    return sum((charge.vat for charge in charges if charge.vat_rate), ZERO) or None


def _tiers(register: Register) -> Iterator[Tier]:
    return (tier for tiers in register.fees.tier_sets for tier in tiers.tiers)


def _charged(register: Register, totals: Mapping[str, Decimal]) -> tuple[str, ...]:
    """Ids of the kinds of charge with any amount; of all where nothing is charged at all."""
    kinds = [kind.id for kind in register.fees.kinds]
    return tuple(kind for kind in kinds if totals.get(kind)) or tuple(kinds)
