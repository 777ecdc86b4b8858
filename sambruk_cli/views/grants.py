"""What `sambruk grants` shows: each grant with what came of it, its condition and its days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from sambruk_cli.document.cell import Shown
from sambruk_cli.document.model import Block, Column, Heading, Paragraph, Report, Row, Table
from sambruk_cli.document.records import records, with_columns, without_empty
from sambruk_cli.document.words import grant_kind, partial_use
from sambruk_cli.findings import Stop, finding, nearest
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.grants.movements import Movement, movements_of
from sambruk_cli.grants.standing import GrantStanding, standing_on, sums_between
from sambruk_cli.language import Language
from sambruk_cli.messages import say, say_in
from sambruk_cli.register.grants import Grant
from sambruk_cli.report.grant_report import grant_report
from sambruk_cli.report.stamp import make_stamp
from sambruk_cli.session import Session
from sambruk_cli.views.view import View

_AMOUNTS = ("name", "amount", "received", "repaid", "used", "unused", "to_repay")
_DAYS = ("name", "condition", "condition_due", "report_due", "repay_due")


def grants_view(session: Session, year: FiscalYear) -> View:
    """The grants at the end of a year, or today where that comes before, in kronor."""
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
    title = say(language, "Grants and gifts with a purpose {day}", day=day.isoformat())
    blocks: list[Block] = [Heading(2, title)]
    if rows:
        blocks += [without_empty(with_columns(table, *_AMOUNTS)), *_conditions(table)]
        partial = [grant.name for grant in known if grant.partial]
        blocks += [Paragraph.of(partial_use(name, language)) for name in partial]
    else:
        blocks.append(Paragraph.of(say(language, "Nothing.")))
    return View(
        tuple(blocks),
        table,
        lambda: {"year": year.label, "day": day.isoformat(), "grants": records(table)},
    )


def day_of(session: Session, year: FiscalYear) -> date:
    """The last day of a year, or today: what is still to come has not been used or left unused."""
    return min(year.end, session.today)


def known_grant(session: Session, grant_id: str) -> Grant:
    """The grant with an id.

    Raises:
      Stop: USE930 with the nearest id.
    """
    grant = session.register.grants_file.grant(grant_id)
    if grant is None:
        hint = nearest(grant_id, [g.id for g in session.register.grants])
        raise Stop(finding("USE930", id=grant_id, file="config/grants.toml", hint=hint))
    return grant


def funders_report(session: Session, grant: Grant, day: date) -> Report:
    """The report to the funder with its stamp, and a warning on it where the books have errors."""
    document = grant_report(session, grant, day)
    return replace(document, warning=session.warning, stamp=make_stamp(session.workspace))


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
