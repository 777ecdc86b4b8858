"""A new schedule of fees in config/fees.toml, with the tiers that it may need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Literal

from sambruk_cli.edits.entries import NotEditable, with_entries
from sambruk_cli.edits.lines import text_of
from sambruk_cli.edits.plan import Plan, rewritten
from sambruk_cli.findings import Finding, finding
from sambruk_cli.frozen import frozen
from sambruk_cli.register.bounds import values_of
from sambruk_cli.register.fees import FeesFile, Schedule
from sambruk_cli.register.ids import FreeIds, slug
from sambruk_cli.register.model import fields_of, key_of
from sambruk_cli.session import Session

FILE = "config/fees.toml"
FeeForm = Literal["amount", "kinds", "tiers", "rate"]
FEE_FORMS: tuple[FeeForm, ...] = ("amount", "kinds", "tiers", "rate")
_ORDER = tuple(key_of(name) for name in fields_of(Schedule))


@frozen
class NewTier:
    """A tier of a new set: its id, least and largest number (None: no bound), and its amount."""

    id: str
    least: int | None
    greatest: int | None
    amount: Decimal


@frozen
class NewFee:
    """A new schedule: what every form has, and what is its own in `keys`.

    `tiers` are those of a new set, whose bounds are on `attribute` and which is for `tier_kinds`.
    """

    kind: str
    valid_from: date
    decision: str
    keys: Mapping[str, Any] = field(default_factory=dict)
    id: str | None = None
    tiers: tuple[NewTier, ...] = ()
    attribute: str = "population"
    tier_kinds: tuple[str, ...] = ()
    ends_earlier: bool = False


@frozen
class FeeEdit:
    """The change that a new schedule makes, or what stands in its way.

    `needs` are ids of members by the attribute that must be known of them.
    """

    plan: Plan | None
    schedule: str = ""
    findings: tuple[Finding, ...] = ()
    notes: tuple[Finding, ...] = ()
    needs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def new_schedule(session: Session, fee: NewFee) -> FeeEdit:
    """Plan a schedule after those that there are; the file is made where there is none.

    Raises:
      Unreadable: when the file is no longer there.
    """
    fees, workspace = session.register.fees, session.workspace
    before = workspace.read_bytes(FILE) if workspace.is_there(FILE) else None
    text = text_of(before) if before is not None else ""
    ids = FreeIds(schedule.id for schedule in fees.schedules)
    if fee.id is not None and fee.id in ids:
        return FeeEdit(None, fee.id, (finding("USE910.taken", id=fee.id, file=FILE),))
    name = fee.id or ids.take(slug(f"{fee.kind}-{fee.valid_from.year}"))
    keys = dict(fee.keys)
    try:
        if fee.tiers:
            attribute = session.register.members_file.attribute(fee.attribute)
            is_age = attribute is not None and attribute.type == "year"
            tier_set = _tier_set(fees, fee, name, is_age=is_age)
            text = with_entries(text, "tier_sets", {}, [tier_set])
            keys["tiers"] = tier_set["id"]
            keys["amounts"] = {tier.id: as_written(tier.amount) for tier in fee.tiers}
        table = {
            "id": name,
            "kind": fee.kind,
            "valid_from": fee.valid_from,
            "decision": fee.decision,
            **keys,
        }
        table = {key: table[key] for key in _ORDER if table.get(key) not in (None, (), [], "")}
        ended = _ended(text, fees, fee) if fee.ends_earlier else {}
        text = with_entries(text, "schedules", ended, [table], _ORDER)
    except NotEditable:
        return FeeEdit(None, name, (finding("USE910.form", file=FILE),))
    digests = workspace.digests.items()
    rests_on = {path: x for path, x in digests if path.startswith("config/") and path != FILE}
    return FeeEdit(Plan.of([rewritten(FILE, before, text)], rests_on), name)


def _tier_set(fees: FeesFile, fee: NewFee, schedule: str, *, is_age: bool) -> dict[str, Any]:
    ids = FreeIds(tiers.id for tiers in fees.tier_sets)
    attribute = {} if fee.attribute == "population" else {"attribute": fee.attribute}
    tiers = []
    for tier in fee.tiers:
        swedish, english = _labels(tier, is_age=is_age)
        bounds = {"from": tier.least or None, "to": tier.greatest}
        tiers.append(
            {
                "id": tier.id,
                "label": swedish,
                "label_en": english,
                "kinds": list(fee.tier_kinds),
                **{key: bound for key, bound in bounds.items() if bound is not None},
            }
        )
    return {"id": ids.take(schedule), **attribute, "tiers": tiers}


def _labels(tier: NewTier, *, is_age: bool) -> tuple[str, str]:
    """What a tier is called, by its bounds."""
    low, high = tier.least or 0, tier.greatest
    if is_age:
        if high is None:
            return f"{low} år och äldre", f"{low} years and older"
        if not low:
            return f"Till och med {high} år", f"Up to {high} years"
        return f"{low} till {high} år", f"{low} to {high} years"
    if high is None:
        return f"{low} och fler", f"{low} and more"
    if not low:
        return f"Till och med {high}", f"Up to {high}"
    return f"{low} till {high}", f"{low} to {high}"


def _ended(text: str, fees: FeesFile, fee: NewFee) -> dict[int, dict[str, Any]]:
    """The schedules of the same kind without an end, with their last day before the new one."""
    tables = values_of(text)["schedules"] if fees.schedules else []
    last = fee.valid_from - timedelta(days=1)
    return {
        at: {**table, "valid_to": last}
        for at, table in enumerate(tables)
        if table["kind"] == fee.kind and "valid_to" not in table and table["valid_from"] <= last
    }


def as_written(amount: Decimal) -> Decimal | int:
    """Kronor as a person writes them: without decimals where there are none."""
    return int(amount) if amount == amount.to_integral_value() else amount
