"""Tables of fees and members."""

from __future__ import annotations

from sambruk_cli.document.model import Column, Row, Table
from sambruk_cli.document.records import without_empty
from sambruk_cli.language import pick
from sambruk_cli.messages import say, say_in
from sambruk_cli.register.fees import ChargeKind
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


def _fee_table(year: ReportYear, table: str, kinds: dict[ChargeKind, str]) -> Blocks:
    tiers = year.tiers()
    schedules = {kind: year.schedule(kind) for kind in kinds}
    if tiers is None or not any(schedules.values()):
        return nothing(year)
    rows = []
    for tier in tiers.tiers:
        amounts = (s.amounts.get(tier.id) if s else None for s in schedules.values())
        rows.append(Row((pick(year.language, tier.label, tier.label_en), *amounts)))
    unit = say(year.language, "SEK")
    columns = (
        Column(say(year.language, "Tier")),
        *(Column(f"{title}, {unit}", "amount") for title in kinds.values()),
    )
    return [without_empty(Table(table, columns, tuple(rows)))]


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
