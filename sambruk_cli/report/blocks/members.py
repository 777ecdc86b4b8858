"""Tables of fees and members."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from sambruk_cli.document.model import Column, Row, Table
from sambruk_cli.document.records import without_empty
from sambruk_cli.language import pick
from sambruk_cli.messages import say, say_in
from sambruk_cli.register.fees import Schedule
from sambruk_cli.report.blocks.builder import Blocks, nothing
from sambruk_cli.report.year import ReportYear


def fees(year: ReportYear) -> Blocks:
    """What each tier pays: entry contribution and annual fee, in kronor."""
    return _fee_table(
        year,
        "fees",
        {
            "entry_contribution": say(year.language, "Entry contribution"),
            "annual_fee": say(year.language, "Annual fee"),
        },
    )


def levy(year: ReportYear) -> Blocks:
    """What each tier pays as special levy, in kronor."""
    title = say(year.language, "Special levy")
    return _fee_table(year, "levy", {"special_levy": title})


def _fee_table(year: ReportYear, table: str, kinds: dict[str, str]) -> Blocks:
    schedules = [year.schedule(kind) for kind in kinds]
    rows = []
    for label, key in _payers(year, schedules):
        amounts = [_price(schedule, key) for schedule in schedules]
        if year.tiers() is not None or any(amount is not None for amount in amounts):
            rows.append(Row((label, *amounts)))
    if not rows:
        return nothing(year)
    unit = say(year.language, "SEK")
    columns = (
        Column(say(year.language, "Tier")),
        *(Column(f"{title}, {unit}", "amount") for title in kinds.values()),
    )
    return [without_empty(Table(table, columns, tuple(rows)))]


def _payers(
    year: ReportYear, schedules: Sequence[Schedule | None]
) -> Iterator[tuple[str, str | None]]:
    """Who pays a price: the tiers, else the kinds of members, and everybody where all pay alike.

    With each the key of its amounts.
    """
    tiers = year.tiers()
    if not any(schedules):
        return
    if tiers is not None:
        for tier in tiers.tiers:
            yield pick(year.language, tier.label, tier.label_en), tier.id
    elif any(s is not None and s.amounts for s in schedules):
        for kind in year.register.members_file.kinds:
            yield pick(year.language, kind.label, kind.label_en), kind.id
    elif any(s is not None and s.amount is not None for s in schedules):
        yield say(year.language, "All members"), None


def _price(schedule: Schedule | None, key: str | None) -> Decimal | None:
    """Kronor that a schedule states for a tier or a kind; None where it states none."""
    if schedule is None or (schedule.kinds and key is not None and key not in schedule.kinds):
        return None
    if schedule.amounts and key is not None:
        return schedule.amounts.get(key)
    return schedule.amount


def members_by_tier(year: ReportYear) -> Blocks:
    """Number of members in each tier, and their annual fees in kronor."""
    tiers = year.tiers()
    if tiers is None:
        return nothing(year)
    counts = year.count_by_tier()
    language = year.language
    rows = [
        Row(
            (
                pick(language, tier.label, tier.label_en),
                counts[tier.id],
                year.dues.total("annual_fee", tier.id),
            )
        )
        for tier in tiers.tiers
    ]
    total = Row(
        (
            say(language, "Total"),
            sum(counts.values()),
            year.dues.total("annual_fee"),
        ),
        "total",
    )
    columns = (
        Column(say(language, "Tier")),
        Column(say_in(language, "how many", "Number"), "count"),
        Column(say(language, "Annual fees, SEK"), "amount"),
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
