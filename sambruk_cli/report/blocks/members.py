"""Tables of fees and members."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal

from sambruk_cli.document.model import Column, Paragraph, Row, Table
from sambruk_cli.document.records import without_empty
from sambruk_cli.dues.names import kind_name, rate_text, stated_prices
from sambruk_cli.language import pick
from sambruk_cli.messages import say, say_in
from sambruk_cli.money import ZERO
from sambruk_cli.register.fees import Schedule
from sambruk_cli.report.blocks.builder import Blocks, nothing
from sambruk_cli.report.classes import class_labels, class_of, counts_by_class
from sambruk_cli.report.year import ReportYear


def fees(year: ReportYear) -> Blocks:
    """What each tier pays: entry contribution and annual fee, in kronor."""
    return _fee_table(
        year,
        "fees",
        {
            "entry_contribution": _called(
                year, "entry_contribution", say(year.language, "Entry contribution")
            ),
            "annual_fee": _called(year, "annual_fee", say(year.language, "Annual fee")),
        },
    )


def _called(year: ReportYear, kind_id: str, ours: str) -> str:
    """What the association calls a kind of charge; `ours` where it says nothing."""
    fees = year.register.fees
    is_declared = any(kind.id == kind_id for kind in fees.charge_kinds)
    return kind_name(fees, kind_id, year.language) if is_declared else ours


def levy(year: ReportYear) -> Blocks:
    """What each tier pays as special levy, in kronor."""
    title = say(year.language, "Special levy")
    return _fee_table(year, "levy", {"special_levy": title})


def _fee_table(year: ReportYear, table: str, kinds: dict[str, str]) -> Blocks:
    """Who pays what of some kinds of charge; below it the rates, which are no amounts.

    Args:
      kinds: ids of the kinds of charge, and the title of each.
    """
    rows: dict[str, dict[str, Decimal]] = {label: {} for label in _tier_labels(year, kinds)}
    rates = []
    for kind, title in kinds.items():
        for schedule in year.schedules(kind):
            if schedule.rate is not None:
                text = rate_text(year.register, schedule.rate, year.language)
                rates.append(Paragraph.of(f"{_titled(year, schedule, title)}: {text}."))
            for label, amount in _prices(year, schedule, rows):
                rows.setdefault(label, {})[kind] = amount
    if not rows and not rates:
        return nothing(year)
    unit = say(year.language, "SEK")
    columns = (
        Column(_class_title(year)),
        *(Column(f"{title}, {unit}", "amount") for title in kinds.values()),
    )
    cells = [Row((label, *(of.get(kind) for kind in kinds))) for label, of in rows.items()]
    amounts = [without_empty(Table(table, columns, tuple(cells)))] if rows else []
    return [*amounts, *rates]


def _tier_labels(year: ReportYear, kinds: Iterable[str]) -> Iterator[str]:
    """The tiers of the annual fee, where one of the kinds of charge is charged at all."""
    if any(year.schedules(kind) for kind in kinds):
        for tier in year.tiers():
            yield pick(year.language, tier.label, tier.label_en)


def _prices(
    year: ReportYear, schedule: Schedule, known: Collection[str]
) -> Iterator[tuple[str, Decimal]]:
    """Who pays which amount of a schedule: tiers, kinds of members, or everybody alike.

    Args:
      known: who has a row already; who pays alike does so in each of these.
    """
    language, register = year.language, year.register
    if schedule.tiers is not None:
        for tiers in register.fees.tier_sets:
            for tier in tiers.tiers if tiers.id == schedule.tiers else ():
                if tier.id in schedule.amounts:
                    yield pick(language, tier.label, tier.label_en), schedule.amounts[tier.id]
    elif schedule.amounts or schedule.kinds:
        for kind, amount in stated_prices(register, schedule).items():
            yield _kind_label(year, kind), amount
    elif schedule.amount is not None:
        for label in tuple(known) or (say(language, "All members"),):
            yield label, schedule.amount


def _titled(year: ReportYear, schedule: Schedule, title: str) -> str:
    """The title of a kind of charge, and of whom, where it is not of everybody."""
    of = ", ".join(_kind_label(year, kind) for kind in schedule.kinds)
    return f"{title} ({of})" if of else title


def _class_title(year: ReportYear) -> str:
    """What heads a column of tiers, or of kinds of members where there are none."""
    if year.tiers():
        return say(year.language, "Tier")
    return say_in(year.language, "member", "Kind")


def _kind_label(year: ReportYear, kind_id: str) -> str:
    kind = year.register.members_file.kind(kind_id)
    label = pick(year.language, kind.label, kind.label_en) if kind else kind_id
    return label[:1].upper() + label[1:]


def members_by_tier(year: ReportYear) -> Blocks:
    """Number of members in each tier, or of each kind without tiers, and their annual fees."""
    language = year.language
    counts = counts_by_class(year, year.fiscal.end)
    fees: dict[str, Decimal] = {}
    for charge in year.dues.charges:
        if charge.kind == "annual_fee":
            of = class_of(year, charge.member, charge.tier)
            fees[of] = fees.get(of, ZERO) + charge.amount
    rows = [
        Row((label, counts.get(of, 0), fees.get(of, ZERO)))
        for of, label in class_labels(year).items()
        if of in counts or of in fees
    ]
    if not rows:
        return nothing(year)
    called = _called(year, "annual_fee", "")
    fees_title = (
        f"{called}, {say(language, 'SEK')}" if called else say(language, "Annual fees, SEK")
    )
    total = Row(
        (say(language, "Total"), sum(counts.values()), year.dues.total("annual_fee")), "total"
    )
    columns = (
        Column(_class_title(year)),
        Column(say_in(language, "how many", "Number"), "count"),
        Column(fees_title, "amount"),
    )
    return [Table("members_by_tier", columns, (*rows, total))]


def members(year: ReportYear) -> Blocks:
    """Every member on the last day of the year, in the register's order."""
    language = year.language
    rows = []
    for member in year.members_at_end():
        tier = year.tier_of(member)
        label = pick(language, tier.label, tier.label_en) if tier else ""
        time = member.membership_on(year.fiscal.end)
        rows.append(Row((member.name, label, time.joined if time else None)))
    columns = (
        Column(say(language, "Member")),
        Column(say(language, "Tier")),
        Column(say_in(language, "member", "Joined"), "date"),
    )
    table = without_empty(Table("members", columns, tuple(rows)))
    return [table] if rows else nothing(year)
