"""What has to be known of an association before its books can begin."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal, get_args

from sambruk_cli.edits.fees import NewFee
from sambruk_cli.exchange.sie.into.names import year_label
from sambruk_cli.findings import Finding, finding
from sambruk_cli.fiscal import LONGEST_MONTHS, FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.messages import Message
from sambruk_cli.register.association import (
    LONGEST_NAME,
    Association,
    LegalForm,
    bankgiro_number,
)
from sambruk_cli.register.fields import Unfit, printable_line
from sambruk_cli.register.ids import slug
from sambruk_cli.register.organisation_number import (
    is_parted,
    lacks_its_check_digit,
    organisation_number,
    parted,
)
from sambruk_cli.register.placed import is_amended

Framework = Literal["k1", "arsbokslut", "k2", "k3"]
FRAMEWORKS: tuple[Framework, ...] = get_args(Framework)
Accounting = Literal["cash", "invoice"]
METHODS: tuple[Accounting, ...] = get_args(Accounting)

PERSON, BORN = "person", "born"
_DAY = timedelta(days=1)


@frozen
class Facts:
    """The association, its first fiscal year, and what its members pay.

    `number` is "" where it has no organisation number, `number_as_written` what it was written as;
    `keep_number` says that it is known to be so, whatever its check digit.
    `kinds` are ids of kinds of members, `attribute` is what the fee follows from where it has
    tiers. `opening` is what accounts of the balance sheet stood at the day before the first year,
    in kronor on each account's own side; equity is what remains.
    """

    name: str
    number: str
    seat: str
    year: FiscalYear
    framework: Framework = "k1"
    accounting: Accounting = "cash"
    bankgiro: str | None = None
    kinds: tuple[str, ...] = (PERSON,)
    attribute: str = BORN
    fee: NewFee | None = None
    opening: Mapping[str, Decimal] = field(default_factory=dict)
    number_as_written: str = ""
    keep_number: bool = False

    @property
    def form(self) -> LegalForm:
        """What it is by law, as name and number show."""
        return form_of(self.name, self.number)


def first_year(start: date, end: date | None) -> FiscalYear:
    """The fiscal year from a day: twelve months, or to New Year where no month begins that day.

    An association founded within a month so gets a shortened first year (BFL 3:3).
    """
    if end is None and start.day == 1 and start.year < date.max.year:
        end = date(start.year + 1, start.month, 1) - _DAY
    end = end or date(start.year, 12, 31)
    return FiscalYear(year_label(start, end), start, end)


def wrong_facts(facts: Facts) -> Iterator[Finding]:
    """What cannot be as it is said."""
    for variant, text, wanted in (
        ("name", facts.name, _association),
        ("seat", facts.seat, _name),
        *(
            (("number", facts.number, parted if facts.keep_number else organisation_number),)
            if facts.number
            else ()
        ),
        *((("bankgiro", facts.bankgiro, bankgiro_number),) if facts.bankgiro else ()),
    ):
        why = _why_not(text, wanted)
        if why is None:
            continue
        match variant:
            case "name":
                yield finding("USE912.name", text=_shown(text), why=why)
            case "seat":
                yield finding("USE912.seat", text=_shown(text), why=why)
            case "number":
                is_near = lacks_its_check_digit(text)
                said = "USE912.check_digit" if is_near else "USE912.number"
                yield finding(said, text=_shown(text), why=why)
            case "bankgiro":
                yield finding("USE912.bankgiro", text=_shown(text), why=why)
    for kind in facts.kinds:
        if slug(kind, "") != kind.replace("_", "-"):
            yield finding("USE912.kind", kind=_shown(kind))
    year = facts.year
    if year.end < year.start:
        yield finding("USE912.backwards", start=year.start, end=year.end)
    elif year.months > LONGEST_MONTHS:
        yield finding("USE912.long", start=year.start, end=year.end, months=year.months)


def usual_framework(name: str, number: str, year: FiscalYear) -> Framework:
    """The simplest framework that an association may use from its first year on.

    K1 is for an ideell förening (BFL 6:1); a bostadsrättsförening cannot use K2 from 2026 on
    (BFNAR 2025:2).
    """
    form = form_of(name, number)
    if form == "nonprofit":
        return "k1"
    return "k3" if form == "housing" and is_amended(year, (year,)) else "k2"


def form_of(name: str, number: str) -> LegalForm:
    """What an association is by law, by its name and the number, which may be ""."""
    if why_no_association(name) is not None or (number and not is_parted(number)):
        return "nonprofit"
    of = Association(
        name=name,
        short_name=name,
        organisation_number=number or None,
        organisation_number_checked=True,
        seat=name,
    )
    return of.form


def why_no_name(text: str) -> Message | None:
    """Why a text is no name of anything, None where it is."""
    return _why_not(text, _name)


def why_no_association(text: str) -> Message | None:
    """Why a text is no name of an association, None where it is."""
    return _why_not(text, _association)


def why_no_number(text: str) -> Message | None:
    """Why a text is no organisation number, None where it is."""
    return _why_not(text, organisation_number)


def why_no_parted_number(text: str) -> Message | None:
    """Why a text does not have the digits of an organisation number, None where it has."""
    return _why_not(text, parted)


def why_no_bankgiro(text: str) -> Message | None:
    """Why a text is no bankgiro number, None where it is."""
    return _why_not(text, bankgiro_number)


def _why_not(text: str, wanted: Callable[[str], object]) -> Message | None:
    try:
        wanted(text)
    except Unfit as unfit:
        return unfit.said
    return None


def _association(text: str) -> str:
    if len(text) > LONGEST_NAME:
        raise Unfit(Message.of("has more than {most} characters", most=LONGEST_NAME))
    return _name(text)


def _name(text: str) -> str:
    if not text.strip():
        raise Unfit(Message.of("is empty"))
    if not any(map(str.isalpha, printable_line(text))):
        raise Unfit(Message.of("has no letter in it"))
    return text


def _shown(text: str) -> str:
    """A text with what does not print written out."""
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)
