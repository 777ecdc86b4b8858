"""One charge traced to what it rests on, as a member would want to see it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sambruk_cli import formats
from sambruk_cli.document.model import Items, Paragraph
from sambruk_cli.dues.charge import Charge
from sambruk_cli.dues.groups import further_price
from sambruk_cli.dues.instalments import instalments
from sambruk_cli.dues.names import kind_name, kronor_each
from sambruk_cli.dues.tiers import number_of, reference_day
from sambruk_cli.language import Language, pick
from sambruk_cli.messages import say, say_in
from sambruk_cli.money import ZERO, round_half_up
from sambruk_cli.register.members import POPULATION, AttributeValue, KeptBack
from sambruk_cli.register.private import UNSAID
from sambruk_cli.register.register import Register

_Line = tuple[str, str]  # what is said of a charge, and what it is


def basis_text(charge: Charge) -> str:
    """What an amount follows from, in one line for programs: tier, attributes or kind."""
    basis, schedule = charge.basis, charge.schedule
    values = " x ".join(map(_plain, basis.values))
    if basis.tier is not None:
        return f"{basis.tier.id}: {values}" if values else basis.tier.id
    if schedule.amounts:
        return charge.member.kind
    return values


def _plain(value: AttributeValue) -> str:
    if isinstance(value, KeptBack):
        return UNSAID
    number = value.value if isinstance(value.value, str) else f"{value.value.normalize():f}"
    return f"{number} ({value.date})"


def explanation(register: Register, charge: Charge, language: Language) -> Items:
    """One amount traced to what it rests on, in the order in which it is computed."""
    schedule = charge.schedule
    lines = [
        *_for_whom(charge, language),
        *_start(register, charge, language),
        *_changes(register, charge, language),
        (say_in(language, "trace of a charge", "charged"), _day(charge, language)),
        (say_in(language, "trace of a charge", "decision"), schedule.decision),
        (
            say_in(language, "trace of a charge", "schedule"),
            f"{schedule.id} ({schedule.valid_from} – {schedule.valid_to or ''}".rstrip() + ")",
        ),
        *_payment(charge, language),
    ]
    name = kind_name(register.fees, charge.kind, language)
    head = Paragraph.of(f"{name}: {formats.kronor(charge.amount, language)}", "strong")
    inner = Items(tuple((Paragraph.of(f"{what}: {text}"),) for what, text in lines))
    return Items(((head, inner),))


def _day(charge: Charge, language: Language) -> str:
    """The day of charge, and that it is the one of joining where others were charged before."""
    if charge.day == charge.period:
        return charge.day.isoformat()
    return say(language, "{day}, on joining", day=charge.day)


def _for_whom(charge: Charge, language: Language) -> Iterator[_Line]:
    if charge.member.id != charge.payer.id:
        yield say_in(language, "trace of a charge", "for"), charge.member.name


def _start(register: Register, charge: Charge, language: Language) -> Iterator[_Line]:
    """The amount of the schedule, and why it is that for this member."""
    basis, schedule = charge.basis, charge.schedule
    if basis.tier is not None:
        label = pick(language, basis.tier.label, basis.tier.label_en)
        yield say_in(language, "trace of a charge", "tier"), label
    basis_word = say_in(language, "trace of a charge", "basis")
    for value in basis.values:
        yield basis_word, _known(register, charge, value, language)
    if basis.unknown is not None:
        yield basis_word, basis.unknown.text(language)
    elif not basis.values:
        yield basis_word, basis.source or _kind(register, charge, language)
    if schedule.rate is not None and basis.product is not None:
        yield say_in(language, "trace of a charge", "rate"), _rate(register, charge, language)
    if basis.rebate is not None and basis.reduced is not None:
        above = formats.number(basis.rebate.above, language)
        part = formats.percent(basis.rebate.part, language)
        if basis.rebate.on == "excess":
            text = say(language, "{part} on what is above {size}", part=part, size=above)
        else:
            text = say(language, "{part} for those above {size}", part=part, size=above)
        reduced = formats.kronor(basis.reduced, language)
        yield say_in(language, "trace of a charge", "lower rate"), f"{text} = {reduced}"
    if basis.bound is not None:
        if basis.bound == "minimum":
            word = say_in(language, "trace of a charge", "smallest amount")
        else:
            word = say_in(language, "trace of a charge", "largest amount")
        yield word, formats.kronor(basis.amount, language)


def _rate(register: Register, charge: Charge, language: Language) -> str:
    """The rate times what it is of, and what that gives: 0.35 kr × 45 000 = 15 750 kr."""
    rate, basis = charge.schedule.rate, charge.basis
    assert rate is not None
    assert basis.product is not None
    if rate.per_unit is not None:
        first = kronor_each(rate.per_unit, language)
    else:
        first = formats.number(rate.per_mille or ZERO, language) + "\N{NO-BREAK SPACE}‰"
    day = reference_day(charge.schedule, charge.day)
    numbers = (
        (value, number_of(value, register.members_file.attribute(value.name), day))
        for value in basis.values
    )
    of = (
        UNSAID if isinstance(value, KeptBack) else formats.number(number, language)
        for value, number in numbers
        if number is not None
    )
    return f"{' × '.join((first, *of))} = {formats.kronor(basis.product, language)}"


def _changes(register: Register, charge: Charge, language: Language) -> Iterator[_Line]:
    """What makes the amount another than that of the schedule, in the order of computing."""
    before = charge.basis.amount
    lowered = (charge.discount, charge.proportion, charge.part, charge.agreement)
    changed = any(x is not None for x in (*lowered, charge.group_price))
    basis = charge.basis
    is_said = basis.bound is not None or basis.product == before or basis.unknown is not None
    if changed and not is_said:
        whole = formats.kronor(before, language)
        yield say_in(language, "trace of a charge", "whole amount"), whole
    if charge.discount is not None:
        discount, before = charge.discount, charge.after_discount
        status = f"; {_known(register, charge, charge.status, language)}" if charge.status else ""
        because = f"; {discount.decision}" if discount.decision else ""
        yield (
            say_in(language, "trace of a charge", "discount"),
            _lowered(discount.part, before, language) + status + because,
        )
    if charge.agreement is not None:
        agreement, before = charge.agreement, charge.price
        yield (
            say_in(language, "trace of a charge", "agreement"),
            f"{_lowered(agreement.part, before, language)}; "
            f"{agreement.reason} ({agreement.decision})",
        )
    if charge.group is not None:
        yield say_in(language, "trace of a charge", "group"), _in_group(charge, language)
        before = charge.price if charge.group_price is None else charge.group_price
    yield from _for_its_time(charge, before, language)


def _in_group(charge: Charge, language: Language) -> str:
    """The group that a member is charged in, and its price where that differs."""
    assert charge.group is not None
    name, price, rule = charge.group.name, charge.group_price, charge.schedule.group
    if price is None or rule is None:
        return name
    if rule.pays == "one":
        return f"{name}; {say(language, '{payer} pays for all', payer=charge.payer.name)}"
    text = f"{name}; {_lowered(None, price, language)}"
    if rule.cap is None or price == further_price(rule, charge.price):
        return text
    cap = formats.kronor(rule.cap, language)
    return f"{text} ({say(language, 'at most {cap} for the group', cap=cap)})"


def _for_its_time(charge: Charge, price: Decimal, language: Language) -> Iterator[_Line]:
    """The part of the price of a period that is left for one that joins in it or comes back."""
    word, left = say_in(language, "trace of a charge", "part"), charge.proportion
    if left is not None:
        match left.unit:
            case "months":
                text = say(language, "{months} of 12 months", months=left.left)
            case "quarters":
                text = say(language, "{quarters} of 4 quarters", quarters=left.left)
            case _:
                text = say(language, "{days} of {all} days", days=left.left, all=left.of)
        price = left.share(price)
        yield word, f"{text} = {_part_of(charge, price, language)}"
    if charge.part is not None:
        part = formats.percent(charge.part, language)
        text = say(language, "{part} on coming back", part=part)
        yield word, f"{text} = {_part_of(charge, price * charge.part, language)}"


def _part_of(charge: Charge, amount: Decimal, language: Language) -> str:
    """What a part comes to: the charge itself where it is that but for the rounding."""
    is_last = round_half_up(amount) == charge.amount
    return formats.kronor(charge.amount if is_last else amount, language)


def _payment(charge: Charge, language: Language) -> Iterator[_Line]:
    """What comes on top, and when it is to be paid."""
    if charge.vat:
        vat = f"{formats.kronor(charge.vat, language)} ({charge.vat_rate}\N{NO-BREAK SPACE}%)"
        yield say_in(language, "trace of a charge", "VAT"), vat
        whole = formats.kronor(charge.amount + charge.vat, language)
        yield say_in(language, "trace of a charge", "to pay"), whole
    for day, amount in instalments(charge) if charge.amount else ():
        due = say_in(language, "trace of a charge", "due")
        yield due, f"{day}, {formats.kronor(amount, language)}"


def _known(register: Register, charge: Charge, value: AttributeValue, language: Language) -> str:
    """An attribute of a member with its day and its source; its name alone if it is kept back."""
    declared = register.members_file.attribute(value.name)
    label = pick(language, declared.label, declared.label_en) if declared else value.name
    if isinstance(value, KeptBack):
        return f"{label} {UNSAID}"
    if isinstance(value.value, str):
        return say(
            language,
            "{attribute} {value} from {date} ({source})",
            attribute=label,
            value=value.value,
            date=value.date,
            source=value.source,
        )
    if declared is not None and declared.type == "year":
        day = reference_day(charge.schedule, charge.day)
        return say(
            language,
            "{attribute} {year}: {years} years in {counted} ({source})",
            attribute=label,
            year=str(value.value),
            years=str(number_of(value, declared, day)),
            counted=str(day.year),
            source=value.source,
        )
    number = formats.number(value.value, language)
    if value.name == POPULATION:
        return say(
            language,
            "{inhabitants} inhabitants on {date} ({source})",
            inhabitants=number,
            date=value.date,
            source=value.source,
        )
    return f"{label}: {number} ({value.date}; {value.source})"


def _kind(register: Register, charge: Charge, language: Language) -> str:
    """What decides where no attribute does: the kind of the member, or nothing at all."""
    if charge.basis.tier is not None:
        return say(language, "kind of member")
    if not charge.schedule.amounts and not charge.schedule.kinds:
        return say(language, "the same for all")
    kind = register.members_file.kind(charge.member.kind)
    return pick(language, kind.label, kind.label_en) if kind else charge.member.kind


def _lowered(part: Decimal | None, amount: Decimal, language: Language) -> str:
    """What an amount is lowered to: a part of it, which is so much, or the amount alone."""
    kronor = formats.kronor(amount, language)
    if part is None:
        return say(language, "to {amount}", amount=kronor)
    return say(
        language, "to {part} = {amount}", part=formats.percent(part, language), amount=kronor
    )
