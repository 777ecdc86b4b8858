"""Grants and gifts with a purpose in the report: what came of them in the year."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sambruk_cli import formats
from sambruk_cli.document.model import Block, Column, Paragraph, Row, Table
from sambruk_cli.document.records import without_empty
from sambruk_cli.document.words import partial_use
from sambruk_cli.grants.movements import movements_of
from sambruk_cli.grants.standing import GrantStanding, standing_on, sums_between
from sambruk_cli.language import Language
from sambruk_cli.messages import say
from sambruk_cli.report.blocks.builder import Blocks, nothing
from sambruk_cli.report.year import ReportYear


def grants(year: ReportYear) -> Blocks:
    """A row for each grant that the year has anything to tell of.

    Below stand its decision, its condition, what is to be paid back, and what is not known.
    """
    language, every = year.language, year.register.grants
    movements = movements_of(year.books, every)
    rows: list[Row] = []
    told: list[Block] = []
    for grant in every:
        own = movements[grant.id]
        of_year = sums_between(own, year.fiscal.start, year.fiscal.end)
        standing = standing_on(grant, own, year.fiscal.end)
        is_decided = grant.decided is not None and grant.decided in year.fiscal
        left = standing.unused or standing.to_repay
        if not any(of_year.values()) and not left and not is_decided:
            continue
        repaid = of_year["repaid"] or None  # a column that most associations do without
        cells = (of_year["received"], repaid, of_year["used"], standing.unused)
        rows.append(Row((grant.name, *cells)))
        told += _told(standing, language)
    if not rows:
        return nothing(year)
    amounts = [cell for row in rows for cell in row.cells if isinstance(cell, Decimal)]
    decimals = 2 if any(amount % 1 for amount in amounts) else 0
    day = formats.long_date(year.fiscal.end, language)
    columns = (
        Column(say(language, "Grants and gifts with a purpose, SEK")),
        Column(say(language, "Received"), "amount", decimals),
        Column(say(language, "Paid back"), "amount", decimals),
        Column(say(language, "Used"), "amount", decimals),
        Column(say(language, "Unused {day}", day=day), "amount", decimals),
    )
    return [without_empty(Table("grants", columns, tuple(rows))), *told]


def _told(standing: GrantStanding, language: Language) -> Iterator[Block]:
    """What the register says of a grant, a sentence each; what it does not know is left out."""
    grant, said = standing.grant, []
    if grant.amount is not None:
        kronor = formats.kronor(grant.amount, language)
        text = say(language, "{kronor} has been decided", kronor=kronor)
        if grant.decided is not None:
            day = formats.long_date(grant.decided, language)
            text = say(language, "{kronor} was decided on {day}", kronor=kronor, day=day)
        said.append(text)
    if grant.condition is not None:
        is_purpose = grant.kind == "purpose"
        label = say(language, "Purpose") if is_purpose else say(language, "Condition")
        said.append(f"{label}: {grant.condition.rstrip('.')}")
    if grant.condition_met:
        said.append(say(language, "the condition has been met"))
    elif grant.condition_met is False:
        said.append(say(language, "the condition has not been met"))
    elif grant.condition_due is not None:
        day = formats.long_date(grant.condition_due, language)
        said.append(say(language, "the condition is to be met by {day}", day=day))
    if standing.to_repay:
        kronor = formats.kronor(standing.to_repay, language)
        text = say(language, "{kronor} is to be paid back", kronor=kronor)
        if grant.repay_due is not None:
            day = formats.long_date(grant.repay_due, language)
            text = say(language, "{kronor} is to be paid back by {day}", kronor=kronor, day=day)
        said.append(text)
    if said:
        yield Paragraph.of(f"{grant.name}. " + " ".join(f"{_begun(each)}." for each in said))
    if grant.partial:
        yield Paragraph.of(partial_use(grant.name, language))


def _begun(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
