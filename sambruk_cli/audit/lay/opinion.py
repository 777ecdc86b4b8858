"""A draft of the lay auditor's report (revisionsberättelse): facts filled in, opinions left open.

The wording is our own. What an auditor thinks stands in square brackets, as a choice or a blank:
nothing of it is ever filled in.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sambruk_cli import formats
from sambruk_cli.audit.lay.known import Known, known_of
from sambruk_cli.audit.pack import state_of
from sambruk_cli.audit.sampling.section import population_name
from sambruk_cli.audit.section import Section
from sambruk_cli.audit.year import AuditYear
from sambruk_cli.document.model import (
    Block,
    Column,
    Heading,
    Items,
    Paragraph,
    Row,
    Signature,
    Signatures,
    Table,
)
from sambruk_cli.language import Language
from sambruk_cli.messages import say, say_in
from sambruk_cli.money import round_half_up


def opinion_section(year: AuditYear) -> Section:
    """The draft; none where the law says what the report of an auditor holds."""
    language = year.language
    title = say(language, "Draft of the auditor's report")
    about = say(
        language,
        "The report of an auditor elected by the members, with what the program knows filled in; "
        "every opinion is left open.",
    )
    assert year.register.association is not None  # no command goes on without it
    if year.register.association.association.form != "nonprofit":
        nothing = say(
            language,
            "the law says what the auditor's report of an ekonomisk förening or "
            "bostadsrättsförening holds, so no draft is made",
        )
        return Section("opinion", title, about, nothing=nothing)
    known = known_of(year)
    if not known.vouchers:
        nothing = say(language, "nothing has been booked in the year")
        return Section("opinion", title, about, nothing=nothing)
    if not known.is_over:
        return Section("opinion", title, about, nothing=say(language, "the year is not over"))
    return Section("opinion", title, about, tuple(_blocks(known)))


def _blocks(known: Known) -> Iterator[Block]:
    language, header = known.language, known.year.header
    yield Paragraph.of(_warning(language), "strong")
    if not known.year.fiscal.closed:
        yield Paragraph.of(_not_closed(language), "strong")
    yield Heading(2, say(language, "Auditor's report"))
    yield Paragraph.of(_addressed(known))
    yield Paragraph.of(
        say(
            language,
            "{who} been elected by the members to audit {association}. The audit is of the "
            "accounts and of how the board has managed the association from {first} to {last}.",
            who=_who(known),
            association=header.association,
            first=formats.long_date(known.year.fiscal.start, language),
            last=formats.long_date(known.year.fiscal.end, language),
        )
    )
    yield Heading(3, say(language, "The year in figures"))
    yield _figures(known)
    yield Heading(3, say(language, "Who answers for what"))
    yield Paragraph.of(
        say(
            language,
            "The board answers for the accounts, for the closing and for how the association is "
            "managed. The auditor answers for what the audit has come to, and has no part in the "
            "decisions of the board.",
        )
    )
    yield Heading(3, say(language, "What was done"))
    yield from (Paragraph.of(text) for text in _done(known))
    yield Heading(3, say(language, "What was found"))
    yield Paragraph.of(
        _blank(
            say(language, "what the audit has shown, and what the members ought to know"), language
        )
    )
    yield Heading(3, say(language, "Opinion"))
    yield from _opinions(known)
    yield Paragraph.of(
        _blank(say(language, "reasons, where an opinion is not an approval"), language)
    )
    yield Signatures(_blank(say(language, "place and date"), language), None, _signing(known))


def _warning(language: Language) -> str:
    return say(
        language,
        "DRAFT. The program has filled in figures and names from books and register. It has judged "
        "nothing: what stands in square brackets is the auditor's to write or to strike out. Where "
        "law or statutes ask for an authorised auditor, that auditor writes a report of their own.",
    )


def _not_closed(language: Language) -> str:
    return say(
        language,
        "THE YEAR IS NOT CLOSED. Result and balance sheet total are computed from what has been "
        "booked so far, and may yet change: have the year closed and make the pack again before "
        "the report is signed.",
    )


def _blank(asked: str, language: Language) -> str:
    """A place that only the auditor can fill in."""
    return say(language, "[The auditor writes: {what}]", what=asked)


def _addressed(known: Known) -> str:
    header, language = known.year.header, known.language
    if not header.organisation_number:
        return say(language, "To the annual meeting of {name}", name=header.association)
    return say(
        language,
        "To the annual meeting of {name}, organisation number {number}",
        name=header.association,
        number=header.organisation_number,
    )


def _who(known: Known) -> str:
    language = known.language
    if len(known.auditors) == 1:
        return say(language, "I have")
    if known.auditors:
        return say(language, "We have")
    return say(language, "[I have / We have]")


def _figures(known: Known) -> Table:
    language, year = known.language, known.year

    def kr(amount: Decimal | None) -> str:
        if amount is None:
            return _blank(say(language, "the amount"), language)
        return formats.kronor(round_half_up(amount), language)

    board = ", ".join(f"{name} ({role.lower()})" for name, role in known.board)
    rows = (
        (say(language, "Fiscal year"), year.days.title),
        (say(language, "State of the year"), state_of(year)),
        (say(language, "Result of the year"), kr(known.result)),
        (say(language, "Balance sheet total"), kr(known.total)),
        (say(language, "Vouchers"), formats.count(len(known.vouchers), language)),
        (
            say(language, "Board on the last day of the year"),
            board or _blank(say(language, "the board"), language),
        ),
        (say(language, "The annual report was signed"), _signed_on(known)),
    )
    columns = (
        Column(say_in(language, "proof", "What")),
        Column(say_in(language, "proof", "Value")),
    )
    return Table("figures", columns, tuple(Row(row) for row in rows))


def _signed_on(known: Known) -> str:
    details = known.year.register.report_details(known.year.label)
    if details is None or details.signed_on is None:
        return _blank(say(known.language, "the day"), known.language)
    return formats.long_date(details.signed_on, known.language)


def _done(known: Known) -> Iterator[str]:
    language, sampled = known.language, known.year.sampled
    yield _blank(
        say(
            language,
            "which minutes, agreements, accounts and vouchers were read, and what else was asked "
            "about",
        ),
        language,
    )
    if sampled is None or sampled.sample is None:
        return
    yield say(
        language,
        "A sample of {items} {population} was drawn by monetary-unit sampling with the seed "
        "{seed}; {done} of them have been examined.",
        items=len(sampled.sample.items),
        population=population_name(sampled.request.kind, language),
        seed=sampled.request.seed,
        done=len(sampled.audited),
    )


def _opinions(known: Known) -> Iterator[Block]:
    """The three questions that a meeting decides on; each answer is open."""
    language = known.language
    result = known.result
    amount = _blank(say(language, "the amount"), language)
    if result is not None:
        amount = formats.kronor(round_half_up(result), language)
    choice = say(language, "[recommended / advised against]")
    yield Paragraph.of(
        say(
            language,
            "In [my / our] opinion the accounts [give / do not give] a true picture of the result "
            "of the year and of the association's standing at its end.",
        )
    )
    yield Paragraph.of(say(language, "That the annual meeting"))
    texts = (
        say(language, "adopts the income statement and the balance sheet: {choice}", choice=choice),
        say(
            language,
            "deals with the result of the year, {amount}, as the board proposes: {choice}",
            amount=amount,
            choice=choice,
        ),
        say(
            language,
            "discharges the members of the board from liability for the fiscal year: {choice}",
            choice=choice,
        ),
    )
    yield Items(tuple((Paragraph.of(text),) for text in texts))


def _signing(known: Known) -> tuple[Signature, ...]:
    title = say_in(known.language, "role", "Auditor")
    if not known.auditors:
        return (Signature(say(known.language, "Name in block letters"), title),)
    return tuple(Signature(name, firm or title) for name, firm in known.auditors)
