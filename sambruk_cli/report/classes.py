"""Classes of members for tables and charts: the tiers of the annual fee, else kinds of members."""

from __future__ import annotations

from datetime import date

from sambruk_cli.language import pick
from sambruk_cli.messages import say
from sambruk_cli.register.members import Member, members_on
from sambruk_cli.report.year import ReportYear

_UNKNOWN = "?"  # those of a kind that has tiers, but who have none
_KIND = "kind "  # before the id of a kind of member that has no tiers


def class_of(year: ReportYear, member: Member, tier: str) -> str:
    """The class of a member whose tier is known, "" where it has none."""
    tiers = year.tiers()
    if any(each.id == tier for each in tiers):
        return tier
    if any(member.kind in each.kinds for each in tiers):
        return _UNKNOWN
    return _KIND + member.kind


def class_labels(year: ReportYear) -> dict[str, str]:
    """Every class that there may be, in order, and what it is called."""
    labels = {t.id: pick(year.language, t.label, t.label_en) for t in year.tiers()}
    for kind in year.register.members_file.kinds:
        label = pick(year.language, kind.label, kind.label_en)
        labels[_KIND + kind.id] = label[:1].upper() + label[1:]
    return {**labels, _UNKNOWN: say(year.language, "No tier known")}


def counts_by_class(year: ReportYear, day: date) -> dict[str, int]:
    """Members on a day by class: every tier, and of the others those that have any."""
    counts = {tier.id: 0 for tier in year.tiers()}
    for member in members_on(year.register.members, day):
        tier = year.tier_of(member, day)
        of = class_of(year, member, tier.id if tier else "")
        counts[of] = counts.get(of, 0) + 1
    return counts
