"""What is known of members and what fees go by: values in their form, of days that have come."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import partial

from sambruk_cli.findings import Finding, finding, nearest
from sambruk_cli.register.members import POPULATION, Attribute, Member
from sambruk_cli.session import Session


def check_attributes(session: Session) -> Iterator[Finding]:
    """The attributes of members, those that schedules go by, and ids that say private names."""
    place = session.register.places["members"]
    come, older = _has_come(session), 0
    asked = _asked_for(session)
    right: set[int] = set()  # values that many members share, and in which nothing is wrong
    for index, member in enumerate(session.register.members):
        older += bool(member.populations)
        if member.populations or (member.attributes and id(member.attributes) not in right):
            found = list(_values(session, member, index, come, asked))
            yield from found
            if not found:
                right.add(id(member.attributes))
        if member.private and member.name != member.id and _says(member.id, member.name):
            yield finding(
                "REG128", id=member.id, file=place.file, line=place.line("members", index, "id")
            )
    if older:
        first = next(i for i, m in enumerate(session.register.members) if m.populations)
        line = place.line("members", first, "populations")
        yield finding("REG127.populations", number=older, file=place.file, line=line)
    yield from _of_schedules(session)


def _has_come(session: Session) -> date:
    """A day that has come whatever day it is: that of the last voucher.

    What is dated by then needs no asking for today, on which all that is kept would then rest.
    """
    months = session.ledger.months if session.ledger is not None else ()
    return months[-1].last if months else date.min


def _asked_for(session: Session) -> dict[str, dict[str, str]]:
    """The values that discounts are for, by attribute and by how they read in small letters."""
    found: dict[str, dict[str, str]] = {}
    for schedule in session.register.fees.schedules:
        for discount in schedule.discounts:
            for value in discount.values:
                found.setdefault(discount.attribute, {})[value.casefold()] = value
    return found


def _values(
    session: Session,
    member: Member,
    index: int,
    come: date,
    asked: Mapping[str, Mapping[str, str]],
) -> Iterator[Finding]:
    """Values of days that have come, one for each day, in the form of their attribute.

    Args:
      come: a day that has come.
      asked: the values that discounts are for.
    """
    place = session.register.places["members"]
    dated = [(value, "attributes", at) for at, value in enumerate(member.attributes)]
    if member.populations:
        older = enumerate(member.values_of(POPULATION)[: len(member.populations)])
        dated += [(value, "populations", at) for at, value in older]
    seen = set()
    for value, key, at in dated:
        line = partial(place.line, "members", index, key, at)
        about = partial(finding, name=member.name, attribute=value.name, file=place.file)
        if value.date > come and value.date > session.today:
            yield about("REG123.future", day=value.date, line=line("date"))
        if (value.name, value.date) in seen:
            yield about("REG123.twice", day=value.date, line=line("date"))
        seen.add((value.name, value.date))
        declared = session.register.members_file.attribute(value.name)
        if declared is None:
            continue  # REG104 says that
        is_text = isinstance(value.value, str)
        if is_text != (declared.type == "text"):
            code = "REG123.text" if declared.type == "text" else "REG123.number"
            yield about(code, line=line("value"))
        elif declared.type == "year" and not _is_year(value.value):
            yield about("REG123.year", line=line("value"))
        elif declared.values:
            if value.value not in declared.values:
                yield from _unknown_value(declared, str(value.value), place.file, line("value"))
        elif is_text:
            meant = asked.get(value.name, {}).get(str(value.value).casefold())
            if meant not in (None, value.value):
                yield about(
                    "REG123.letters", value=str(value.value), meant=meant, line=line("value")
                )


def _is_year(value: Decimal | str) -> bool:
    return isinstance(value, Decimal) and value == int(value) and 1000 <= value <= 9999


def _unknown_value(
    attribute: Attribute, value: str, file: str, line: int | None
) -> Iterator[Finding]:
    yield finding(
        "REG104.value",
        id=value,
        attribute=attribute.id,
        values=attribute.values,
        file=file,
        line=line,
        hint=nearest(value, attribute.values),
    )


def _of_schedules(session: Session) -> Iterator[Finding]:
    """Rates and tiers go by numbers, discounts by texts; older names are said once."""
    register, place = session.register, session.register.places["fees"]
    if not session.readable("members", "fees"):
        return
    of_text = {a.id for a in register.members_file.attributes if a.type == "text"}
    older = 0
    for index, tiers in enumerate(register.fees.tier_sets):
        if tiers.attribute in of_text:
            line = place.line("tier_sets", index, "attribute")
            yield finding("REG125.number", attribute=tiers.attribute, file=place.file, line=line)
    for index, schedule in enumerate(register.fees.schedules):
        line_of = partial(place.line, "schedules", index)
        older += schedule.population is not None
        for at, name in enumerate(schedule.rate.of if schedule.rate else ()):
            if name in of_text:
                line = line_of("rate", "of", at)
                yield finding("REG125.number", attribute=name, file=place.file, line=line)
        for at, discount in enumerate(schedule.discounts):
            declared = register.members_file.attribute(discount.attribute)
            if declared is None:
                continue
            if declared.type != "text":
                line = line_of("discounts", at, "attribute")
                yield finding("REG125.text", attribute=declared.id, file=place.file, line=line)
            for number, value in enumerate(discount.values):
                if declared.values and value not in declared.values:
                    yield from _unknown_value(
                        declared, value, place.file, line_of("discounts", at, "values", number)
                    )
    if older:
        schedules = register.fees.schedules
        first = next(i for i, s in enumerate(schedules) if s.population is not None)
        line = place.line("schedules", first, "population")
        yield finding("REG127.population", number=older, file=place.file, line=line)


def _says(member_id: str, name: str) -> bool:
    """Whether an id spells out two words of a name, or all of it."""
    words = [word for word in _plain(name).split() if len(word) > 1]
    parts = member_id.replace("_", "-").split("-")
    return bool(words) and sum(word in parts for word in words) >= min(2, len(words))


def _plain(name: str) -> str:
    """A name in the letters that ids have."""
    folded = unicodedata.normalize("NFKD", name.lower())
    return "".join(c if c.isalnum() else " " for c in folded if not unicodedata.combining(c))
