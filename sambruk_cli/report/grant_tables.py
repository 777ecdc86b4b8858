"""Grants at the end of a year as tables of the document model."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from sambruk_cli.document.cell import Shown
from sambruk_cli.document.model import Block, Column, Paragraph, Row, Table
from sambruk_cli.document.records import with_columns, without_empty
from sambruk_cli.document.words import grant_kind, partial_use
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.grants.movements import Movement, movements_of
from sambruk_cli.grants.standing import GrantStanding, standing_on, sums_between
from sambruk_cli.language import Language
from sambruk_cli.messages import say, say_in
from sambruk_cli.register.grants import Grant
from sambruk_cli.session import Session

_AMOUNTS = ("name", "amount", "received", "repaid", "used", "unused", "to_repay")
_DAYS = ("name", "condition", "condition_due", "report_due", "repay_due")


def grant_table(session: Session, year: FiscalYear) -> tuple[Table, tuple[Block, ...]]:
    """The grants at the end of a year, or today where that comes before, in kronor.

    Returns:
      A table of all that is known of them, and what people read of it: nothing without grants.
    """
    language, day = session.language, day_of(session, year)
    every = session.register.grants
    movements = movements_of(session.books, every)
    known = [grant for grant in every if _is_known(grant, movements[grant.id], day)]
    names = session.register.party_names()
    standings = [standing_on(grant, movements[grant.id], day) for grant in known]
    rows = [
        _row(standing, movements[standing.grant.id], year, names, language)
        for standing in standings
    ]
    amounts = (c for row in rows for c in row.cells if isinstance(c, Decimal))
    with_ore = any(amount != amount.to_integral_value() for amount in amounts)
    table = Table("grants", _columns(language, 2 if with_ore else 0), tuple(rows))
    if not rows:
        return table, ()
    partial = [grant.name for grant in known if grant.partial]
    return table, (
        without_empty(with_columns(table, *_AMOUNTS)),
        *_conditions(table),
        *(Paragraph.of(partial_use(name, language)) for name in partial),
    )


def day_of(session: Session, year: FiscalYear) -> date:
    """The last day of a year, or today: what is still to come has not been used or left unused."""
    return min(year.end, session.today)


def _is_known(grant: Grant, movements: tuple[Movement, ...], day: date) -> bool:
    """Whether there is anything to tell of a grant on a day: a decision, or something booked."""
    is_decided = grant.decided is None or grant.decided <= day
    return is_decided or any(movement.voucher.date <= day for movement in movements)


def _columns(language: Language, decimals: int) -> tuple[Column, ...]:
    def amount(key: str, title: str = "") -> Column:
        return Column(title, "amount", decimals, key=key)

    return (
        Column("", key="id"),
        Column(say(language, "Grant"), key="name"),
        Column("", key="funder"),
        Column("", key="kind"),
        amount("amount", say(language, "Decided")),
        amount("received", say(language, "Received")),
        amount("repaid", say(language, "Paid back")),
        amount("used", say(language, "Used")),
        amount("unused", say(language, "Unused")),
        amount("to_repay", say(language, "To repay")),
        amount("overspent"),
        amount("outstanding"),
        amount("outside"),
        amount("received_in_year"),
        amount("repaid_in_year"),
        amount("used_in_year"),
        Column("", key="use_is_partial"),
        Column(say_in(language, "grant", "Condition or purpose"), key="condition"),
        Column(say_in(language, "grant", "Condition by"), "date", key="condition_due"),
        Column("", key="condition_met"),
        Column("", "date", key="decided"),
        Column("", key="decision"),
        Column("", "date", key="from"),
        Column("", "date", key="to"),
        Column(say_in(language, "grant", "Report by"), "date", key="report_due"),
        Column(say_in(language, "grant", "Repay by"), "date", key="repay_due"),
    )


def _row(
    standing: GrantStanding,
    movements: tuple[Movement, ...],
    year: FiscalYear,
    names: dict[str, str],
    language: Language,
) -> Row:
    grant = standing.grant
    of_year = sums_between(movements, year.start, min(year.end, standing.day))
    return Row(
        (
            grant.id,
            grant.name,
            Shown(names.get(grant.funder, grant.funder), grant.funder),
            Shown(grant_kind(grant.kind, language), grant.kind),
            grant.amount,
            standing.received,
            standing.repaid or Shown("", standing.repaid),  # nought is not printed
            standing.used,
            standing.unused,
            standing.to_repay,
            standing.overspent,
            standing.outstanding,
            standing.outside,
            of_year["received"],
            of_year["repaid"],
            of_year["used"],
            Shown("", grant.partial),
            grant.condition,
            grant.condition_due,
            None if grant.condition_met is None else Shown("", grant.condition_met),
            grant.decided,
            grant.decision,
            grant.from_,
            grant.to,
            grant.report_due,
            grant.repay_due,
        )
    )


def _conditions(table: Table) -> list[Block]:
    """Conditions and days of the grants that have any."""
    shown = with_columns(table, *_DAYS)
    rows = tuple(row for row in shown.rows if any(cell is not None for cell in row.cells[1:]))
    return [without_empty(replace(shown, id="conditions", rows=rows))] if rows else []
