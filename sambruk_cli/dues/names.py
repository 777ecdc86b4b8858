"""What kinds of charge are called, and what a schedule states, in sentences and above columns."""

from __future__ import annotations

from decimal import Decimal

from sambruk_cli import formats
from sambruk_cli.language import Language, pick
from sambruk_cli.messages import Message, say, say_in
from sambruk_cli.money import ZERO
from sambruk_cli.register.fees import CHARGE_KINDS, FeesFile, Rate, Schedule
from sambruk_cli.register.register import Register

_WORDS = {
    "entry_contribution": Message.of("entry contribution"),
    "annual_fee": Message.of("annual fee"),
    "special_levy": Message.of("special levy"),
}


def kind_word(fees: FeesFile, kind_id: str) -> Message | str:
    """A kind of charge in a sentence: a message where it is ours, else the label it was given."""
    kind = fees.kind(kind_id)
    if kind is None or kind in CHARGE_KINDS:
        return _WORDS.get(kind_id, kind_id)
    return kind.label


def kind_name(fees: FeesFile, kind_id: str, language: Language) -> str:
    """A kind of charge as a title of its own, unabridged."""
    kind = fees.kind(kind_id)
    if kind is None:
        return kind_id
    if kind in CHARGE_KINDS:
        name = _WORDS[kind_id].text(language)
    else:
        name = pick(language, kind.label, kind.label_en)
    return name[:1].upper() + name[1:]


def kind_title(fees: FeesFile, kind_id: str, language: Language) -> str:
    """A kind of charge, short enough to head a column."""
    kind = fees.kind(kind_id)
    if kind is not None and kind not in CHARGE_KINDS:
        label = pick(language, kind.label, kind.label_en)
        return label[:1].upper() + label[1:]
    match kind_id:
        case "entry_contribution":
            return say_in(language, "charge", "Entry")
        case "annual_fee":
            return say_in(language, "charge", "Annual fee")
        case "special_levy":
            return say_in(language, "charge", "Levy")
        case _:
            return kind_id


def stated_prices(register: Register, schedule: Schedule) -> dict[str, Decimal]:
    """Kronor that a schedule states, by id of a tier or of a kind of member; none of a rate."""
    if schedule.amounts:
        return dict(schedule.amounts)
    if schedule.amount is None:
        return {}
    kinds = schedule.kinds or tuple(kind.id for kind in register.members_file.kinds)
    return dict.fromkeys(kinds, schedule.amount)


def rate_text(register: Register, rate: Rate, language: Language) -> str:
    """What a rate is, in words: 0,35 kr × invånare, lägst 5 000 kr och högst 50 000 kr."""
    space = "\N{NO-BREAK SPACE}"
    if rate.per_unit is not None:
        first = kronor_each(rate.per_unit, language)
    else:
        first = f"{formats.number(rate.per_mille or ZERO, language)}{space}‰"
    declared = ((name, register.members_file.attribute(name)) for name in rate.of)
    of = (pick(language, a.label, a.label_en) if a else name for name, a in declared)
    text = " × ".join((first, *of))
    if rate.rebate is not None:
        part = formats.percent(rate.rebate.part, language)
        size = formats.number(rate.rebate.above, language)
        if rate.rebate.on == "excess":
            rebate = say(language, "{part} on what is above {size}", part=part, size=size)
        else:
            rebate = say(language, "{part} for those above {size}", part=part, size=size)
        text = f"{text}; {rebate}"
    bounds = []
    if rate.minimum is not None:
        least = formats.kronor(rate.minimum, language)
        bounds.append(say(language, "at least {amount}", amount=least))
    if rate.maximum is not None:
        most = formats.kronor(rate.maximum, language)
        bounds.append(say(language, "at most {amount}", amount=most))
    return ", ".join((text, *bounds))


def kronor_each(amount: Decimal, language: Language) -> str:
    """Kronor for each unit, with all of its decimals."""
    number, space = formats.number(amount, language), "\N{NO-BREAK SPACE}"
    return f"SEK{space}{number}" if language == "en" else f"{number}{space}kr"
