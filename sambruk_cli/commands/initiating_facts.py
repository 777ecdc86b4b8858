"""What an association is, from the options of `sambruk init`, answers and a SIE file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import typer

from sambruk_cli.console.asking import Fits, answer, answer_or, may_ask
from sambruk_cli.console.stated import why_no_day
from sambruk_cli.console.stated_fees import stated_new_tier, stated_number, stated_pair
from sambruk_cli.edits.fees import NewFee, NewTier
from sambruk_cli.exchange.sie.into.import_file import ImportFile
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.language import Language
from sambruk_cli.messages import Message, say
from sambruk_cli.register.organisation_number import (
    is_parted,
    lacks_its_check_digit,
    parted,
)
from sambruk_cli.setup.chart import BANK
from sambruk_cli.setup.facts import (
    FRAMEWORKS,
    METHODS,
    PERSON,
    Accounting,
    Facts,
    Framework,
    first_year,
    usual_framework,
    why_no_association,
    why_no_bankgiro,
    why_no_name,
    why_no_number,
    why_no_parted_number,
)
from sambruk_cli.setup.from_sie import start_after
from sambruk_cli.terms import Terms


@frozen
class InitOptions:
    """The options of the command, as they were given."""

    folder: Path
    name: str | None
    number: str | None
    keep_number: bool
    seat: str | None
    start: date | None
    end: date | None
    framework: str | None
    method: str | None
    bankgiro: str | None
    fees: tuple[str, ...]
    attribute: str
    decision: str | None
    kinds: tuple[str, ...]
    opening: tuple[str, ...]
    from_sie: Path | None
    comparatives: bool
    members: Path | None
    write: bool
    diff: bool
    format: str


class _Asking:
    """Takes what is given, and asks for the rest; with --yes for what must be known alone.

    `all` is whether there is somebody who is asked for all of it.
    """

    def __init__(self, asked: InitOptions, language: Language, *, asks: bool) -> None:
        self.all = asks and not asked.write and asked.format == "text" and may_ask()
        self._asks = asks
        self._language = language

    def must(
        self, given: str | None, option: str, question: str, fits: Fits, known: str = ""
    ) -> str:
        """What the association cannot be without; `known` is what a file says of it."""
        if given is not None:
            return given
        if known:
            return answer_or(question, known, self._language, fits) if self.all else known
        return answer(option, question, self._language, fits) if self._asks else ""

    def may(
        self,
        given: str | None,
        question: str,
        otherwise: str = "",
        fits: Fits = lambda text: None,
    ) -> str:
        """What holds where nothing else is said."""
        if given is not None:
            return given
        return answer_or(question, otherwise, self._language, fits) if self.all else otherwise


def facts_of(asked: InitOptions, source: ImportFile | None, terms: Terms, *, asks: bool) -> Facts:
    """What is known of the association once what is missing has been asked for.

    Args:
      asks: whether anything is asked; else what is missing is left empty.
    Raises:
      BadParameter: when something is missing, or is not written as it must.
    """
    language = terms.messages
    asking = _Asking(asked, language, asks=asks)
    file = source.file if source else None
    called = file.company_name.text.strip() if file and file.company_name else ""
    stated = file.org_number.number if file and file.org_number else ""
    name = asking.must(
        asked.name, "--name", say(language, "Name of the association"), why_no_association, called
    )
    fits = why_no_number if not asked.keep_number else why_no_parted_number
    known = stated if stated.strip() and fits(stated) is None else ""
    question = say(language, "Organisation number (may be left empty where it has none)")
    number = asking.may(asked.number, question, known, fits)
    if not number and asked.number is None and not asking.all and asks:
        said = say(language, 'say it, or "" where it has none')
        if lacks_its_check_digit(stated) and (why := fits(stated)) is not None:
            said = say(
                language,
                '"{number}", as the file has it, is none: {why}; say the right one, "" where it '
                "has none, or --keep-organisation-number where you know that it is so",
                number=stated,
                why=why.text(language),
            )
        raise typer.BadParameter(said, param_hint="--number")
    question = say(language, "Municipality of the seat")
    seat = asking.must(asked.seat, "--seat", question, why_no_name)
    year = _year(asked, source, terms, asking)
    framework = _framework(asked, asking, language, usual_framework(name, number, year))
    method = _one_of(
        asking.may(
            asked.method,
            say(language, "Fees are income when they are paid (cash) or invoiced (invoice)"),
            "cash" if framework == "k1" else "invoice",
            _none_of(METHODS),
        ),
        METHODS,
        "--method",
        language,
    )
    question = say(language, "Bankgiro number (may be left empty)")
    bankgiro = asking.may(asked.bankgiro, question, fits=why_no_bankgiro)
    fees = asked.fees
    if not fees:
        question = say(
            language,
            "Fee, as 300, or person=300, familj=500, or junior:0-20=200, senior:21-=400 (may be "
            "left empty)",
        )

        def why_not(text: str) -> str | None:
            return _wrong(lambda: _fee(asked, _parts(text), year, language))

        fees = _parts(asking.may(None, question, fits=why_not))
    kinds, fee = _fee(asked, fees, year, language)
    return Facts(
        name.strip(),
        parted(number) if is_parted(number) else number,
        seat.strip(),
        year,
        cast(Framework, framework),
        cast(Accounting, method),
        bankgiro or None,
        kinds,
        asked.attribute,
        fee,
        _opening(asked, source, asking, year, language),
        number,
        asked.keep_number,
    )


def _framework(asked: InitOptions, asking: _Asking, language: Language, usual: Framework) -> str:
    """The framework of the statements; one below the simplest that may be used is refused."""

    def why_not(text: str) -> Message | None:
        if text.casefold() not in FRAMEWORKS:
            return Message.of("one of {forms}", forms=", ".join(FRAMEWORKS))
        if FRAMEWORKS.index(cast(Framework, text.casefold())) >= FRAMEWORKS.index(usual):
            return None
        if text.casefold() == "k2":
            return Message.of(
                "bostadsrättsföreningar do not use K2 from 2026 on (BFNAR 2025:2): k3"
            )
        return Message.of(
            "an ekonomisk förening and a bostadsrättsförening make an annual report (BFL 6:1): "
            "k2 or k3"
        )

    question = say(language, "Framework (k1, arsbokslut, k2, k3)")
    text = asking.may(asked.framework, question, usual, why_not)
    if (wrong := why_not(text)) is not None:
        raise typer.BadParameter(wrong.text(language), param_hint="--framework")
    return text.casefold()


def _year(
    asked: InitOptions, source: ImportFile | None, terms: Terms, asking: _Asking
) -> FiscalYear:
    """The first fiscal year, or the one that goes on from the file's."""
    proposed = source and start_after(source, terms.today)
    proposed = proposed or date(terms.today.year, 1, 1)
    question = say(terms.messages, "First day of the fiscal year")
    given = asked.start.isoformat() if asked.start else None
    text = asking.may(given, question, proposed.isoformat(), why_no_day)
    return first_year(date.fromisoformat(text), asked.end)


def _fee(
    asked: InitOptions, fees: Sequence[str], year: FiscalYear, language: Language
) -> tuple[tuple[str, ...], NewFee | None]:
    """The kinds of members and the schedule of the fee, in the form that it is written in."""
    decision = asked.decision or say(language, "The annual meeting (write its day and paragraph)")
    if not fees:
        return asked.kinds or (PERSON,), None
    keys: dict[str, Any] = {}
    tiers: tuple[NewTier, ...] = ()
    kinds = asked.kinds or (PERSON,)
    if len({_form(text) for text in fees}) > 1:
        said = say(
            language,
            "one amount, amounts by kind (KIND=KRONOR) and amounts by age (TIER:LEAST-MOST=KRONOR) "
            "cannot be mixed; say those of one form, and write the rest in config/fees.toml",
        )
        raise typer.BadParameter(said, param_hint="--fee")
    if ":" in fees[0]:
        tiers = tuple(stated_new_tier(text, "--fee", language) for text in fees)
    elif "=" in fees[0]:
        amounts = dict(stated_pair(text, "--fee", language) for text in fees)
        kinds = tuple(dict.fromkeys((*amounts, *asked.kinds)))
        keys["amounts"] = amounts
        if len(kinds) > len(amounts):
            keys["kinds"] = list(amounts)
    elif len(fees) == 1:
        keys["amount"] = stated_number(fees[0], "--fee", language)
    else:
        said = say(language, "one amount; amounts by kind are KIND=KRONOR")
        raise typer.BadParameter(said, param_hint="--fee")
    fee = NewFee(
        "annual_fee",
        year.start,
        decision,
        keys,
        tiers=tiers,
        attribute=asked.attribute,
        tier_kinds=kinds,
    )
    return kinds, fee


def _form(text: str) -> str:
    """In which of its forms a fee is written, by the sign that the others do not have."""
    return ":" if ":" in text else "=" if "=" in text else ""


def _opening(
    asked: InitOptions,
    source: ImportFile | None,
    asking: _Asking,
    year: FiscalYear,
    language: Language,
) -> dict[str, Decimal]:
    """Opening balances by account; of the bank account where they are asked for."""
    pairs = [stated_pair(text, "--opening", language, below=True) for text in asked.opening]
    if not pairs and source is None:
        question = say(
            language, "Kronor on the bank account when {day} began", day=year.start.isoformat()
        )

        def why_not(text: str) -> str | None:
            return _wrong(lambda: stated_number(text, "--opening", language, below=True))

        text = asking.may(None, question, "0", why_not)
        pairs = [(BANK, stated_number(text, "--opening", language, below=True))]
    return {number: Decimal(amount) for number, amount in pairs if amount}


def _parts(text: str) -> tuple[str, ...]:
    """The fees in an answer; 300,50 is one amount."""
    parts = text.split(",") if "=" in text else [text]
    return tuple(part for part in map(str.strip, parts) if part)


def _wrong(read: Callable[[], object]) -> str | None:
    """Why an answer cannot be read, None where it can."""
    try:
        read()
    except typer.BadParameter as error:
        return error.message
    return None


def _none_of(choices: Sequence[str]) -> Fits:
    def why(text: str) -> Message | None:
        known = text.casefold() in choices
        return None if known else Message.of("one of {forms}", forms=", ".join(choices))

    return why


def _one_of(text: str, choices: Sequence[str], option: str, language: Language) -> str:
    if text.casefold() not in choices:
        said = say(language, "one of {forms}", forms=", ".join(choices))
        raise typer.BadParameter(said, param_hint=option)
    return text.casefold()
