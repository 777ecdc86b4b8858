"""One charge traced to what it rests on, as a member would want to see it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sambruk_cli import formats
from sambruk_cli.document.model import Items, Paragraph
from sambruk_cli.dues.charge import Charge
from sambruk_cli.dues.instalments import instalments
from sambruk_cli.dues.names import kind_title
from sambruk_cli.language import Language, pick
from sambruk_cli.messages import say, say_in
from sambruk_cli.register.fees import Rate
from sambruk_cli.register.members import POPULATION, AttributeValue
from sambruk_cli.register.register import Register

_Line = tuple[str, str]  # what is said of a charge, and what it is


def basis_text(charge: Charge) -> str:
    """What an amount follows from, in one line for programs: tier, attributes or kind."""
    basis, schedule = charge.basis, charge.schedule
    values = " x ".join(f"{_plain(value)} ({value.date})" for value in basis.values)
    if basis.tier is not None:
        return f"{basis.tier.id}: {values}" if values else basis.tier.id
    if schedule.amounts:
        return charge.member.kind
    return values


def _plain(value: AttributeValue) -> str:
    return value.value if isinstance(value.value, str) else f"{value.value.normalize():f}"


def explanation(register: Register, charge: Charge, language: Language) -> Items:
    """One amount traced to what it rests on, in the order in which it is computed."""
    schedule = charge.schedule
    lines = [
        *_for_whom(charge, language),
        *_start(register, charge, language),
        *_changes(register, charge, language),
        (say_in(language, "trace of a charge", "charged"), charge.day.isoformat()),
        (say_in(language, "trace of a charge", "decision"), schedule.decision),
        (
            say_in(language, "trace of a charge", "schedule"),
            f"{schedule.id} ({schedule.valid_from} – {schedule.valid_to or ''}".rstrip() + ")",
        ),
        *_payment(charge, language),
    ]
    name = kind_title(register.fees, charge.kind, language)
    head = Paragraph.of(f"{name}: {formats.kronor(charge.amount, language)}", "strong")
    inner = Items(tuple((Paragraph.of(f"{what}: {text}"),) for what, text in lines))
    return Items(((head, inner),))


def _for_whom(charge: Charge, language: Language) -> Iterator[_Line]:
    if charge.member.id != charge.payer.id:
        yield say_in(language, "trace of a charge", "for"), charge.member.name


def _start(register: Register, charge: Charge, language: Language) -> Iterator[_Line]:
    """The amount of the schedule, and why it is that for this member."""
    basis, schedule = charge.basis, charge.schedule
    if basis.tier is not None:
        label = pick(language, basis.tier.label, basis.tier.label_en)
        yield say_in(language, "trace of a charge", "tier"), label
    if schedule.rate is not None:
        yield say_in(language, "trace of a charge", "rate"), _rate(schedule.rate, language)
    basis_word = say_in(language, "trace of a charge", "basis")
    for value in basis.values:
        yield basis_word, _known(register, value, language)
    if not basis.values and schedule.amount is None:
        yield basis_word, basis.source or _kind(register, charge, language)
    if basis.rebate is not None:
        above = formats.number(basis.rebate.above, language)
        part = formats.percent(basis.rebate.part, language)
        if basis.rebate.on == "excess":
            text = say(language, "{part} on what is above {size}", part=part, size=above)
        else:
            text = say(language, "{part} for those above {size}", part=part, size=above)
        yield say_in(language, "trace of a charge", "rebate"), text
    if basis.bound is not None:
        if basis.bound == "minimum":
            word = say_in(language, "trace of a charge", "smallest amount")
        else:
            word = say_in(language, "trace of a charge", "largest amount")
        yield word, formats.kronor(basis.amount, language)


def _changes(register: Register, charge: Charge, language: Language) -> Iterator[_Line]:
    """What makes the amount another than that of the schedule, in the order of computing."""
    part_word = say_in(language, "trace of a charge", "part")
    changed = (charge.proportion, charge.part, charge.discount, charge.agreement, charge.alone)
    if any(change is not None for change in changed) and charge.schedule.tiers is None:
        whole = formats.kronor(charge.basis.amount, language)
        yield say_in(language, "trace of a charge", "whole amount"), whole
    if charge.discount is not None:
        yield (
            say_in(language, "trace of a charge", "discount"),
            _lowered(charge.discount.part, charge.discount.amount, language)
            + _because(register, charge, language),
        )
    if charge.proportion is not None:
        left = charge.proportion
        match left.unit:
            case "months":
                text = say(language, "{months} of 12 months", months=left.left)
            case "quarters":
                text = say(language, "{quarters} of 4 quarters", quarters=left.left)
            case _:
                text = say(language, "{days} of {all} days", days=left.left, all=left.of)
        yield part_word, text
    if charge.part is not None:
        part = formats.percent(charge.part, language)
        yield part_word, say(language, "{part} on coming back", part=part)
    if charge.agreement is not None:
        agreement = charge.agreement
        text = _lowered(agreement.part, agreement.amount, language)
        yield (
            say_in(language, "trace of a charge", "agreement"),
            f"{text}; {agreement.reason} ({agreement.decision})",
        )
    if charge.group is not None:
        yield say_in(language, "trace of a charge", "group"), charge.group.name
        if charge.alone is not None:
            alone = formats.kronor(charge.alone, language)
            yield say_in(language, "trace of a charge", "without the group"), alone


def _payment(charge: Charge, language: Language) -> Iterator[_Line]:
    """What comes on top, and when it is to be paid."""
    if charge.vat_rate:
        vat = formats.amount(charge.vat, language, decimals=2)
        yield say_in(language, "trace of a charge", "VAT"), f"{vat} kr ({charge.vat_rate} %)"
    for day, amount in instalments(charge):
        due = say_in(language, "trace of a charge", "due")
        yield due, f"{day}: {formats.kronor(amount, language)}"


def _rate(rate: Rate, language: Language) -> str:
    number = formats.number(rate.per_unit or rate.per_mille or Decimal(0), language)
    return f"{number} kr" if rate.per_unit is not None else f"{number} ‰"


def _known(register: Register, value: AttributeValue, language: Language) -> str:
    """An attribute of a member with its day and its source."""
    if isinstance(value.value, str):
        number = value.value
    elif value.value == value.value.to_integral_value():
        number = formats.count(int(value.value), language)
    else:
        number = formats.number(value.value, language)
    declared = register.members_file.attribute(value.name)
    if declared is not None and declared.type == "year":
        number = str(value.value)
    if value.name == POPULATION:
        return say(
            language,
            "{inhabitants} inhabitants on {date} ({source})",
            inhabitants=number,
            date=value.date,
            source=value.source,
        )
    label = pick(language, declared.label, declared.label_en) if declared else value.name
    return f"{label} {number}, {value.date} ({value.source})"


def _kind(register: Register, charge: Charge, language: Language) -> str:
    if charge.basis.tier is not None:
        return say(language, "kind of member")
    kind = register.members_file.kind(charge.member.kind)
    return pick(language, kind.label, kind.label_en) if kind else charge.member.kind


def _lowered(part: Decimal | None, amount: Decimal | None, language: Language) -> str:
    if amount is not None:
        return formats.kronor(amount, language)
    return formats.percent(part or Decimal(0), language)


def _because(register: Register, charge: Charge, language: Language) -> str:
    """The status that a discount rests on, with the day from which it holds."""
    discount = charge.discount
    assert discount is not None
    value = charge.member.value_on(discount.attribute, charge.day)
    known = "" if value is None else f"; {_known(register, value, language)}"
    return known + (f" ({discount.decision})" if discount.decision else "")
