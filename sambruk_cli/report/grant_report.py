"""What the funder of a grant is told: decision, money and costs with vouchers, what is left."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sambruk_cli.books.wording import account_title
from sambruk_cli.document.cell import Cell
from sambruk_cli.document.model import (
    Block,
    Chapter,
    Column,
    Header,
    Paragraph,
    Report,
    Row,
    Signature,
    Signatures,
    Table,
)
from sambruk_cli.document.records import without_empty
from sambruk_cli.document.words import grant_kind, mandate_role, partial_use
from sambruk_cli.frozen import frozen
from sambruk_cli.grants.movements import Movement, MovementKind, movements_of
from sambruk_cli.grants.planned import budget_of
from sambruk_cli.grants.standing import GrantStanding, standing_on, sums_between
from sambruk_cli.language import Language
from sambruk_cli.messages import say, say_in
from sambruk_cli.money import ZERO
from sambruk_cli.register.grants import Grant
from sambruk_cli.session import Session

_TWO = 2  # decimals: a funder adds the vouchers up


@frozen
class _Told:
    """A grant, what its vouchers did up to a day, and how it stands then."""

    session: Session
    grant: Grant
    movements: tuple[Movement, ...]
    standing: GrantStanding

    @property
    def language(self) -> Language:
        return self.session.language

    def of_kind(self, kind: MovementKind) -> list[Movement]:
        return [movement for movement in self.movements if movement.kind == kind]

    def name(self, party: str) -> str:
        return self.session.register.party_names().get(party, party)


def grant_report(session: Session, grant: Grant, day: date) -> Report:
    """The report of a grant to its funder, up to the end of a day."""
    every = movements_of(session.books, [grant])[grant.id]
    movements = tuple(m for m in every if m.voucher.date <= day)
    told = _Told(session, grant, movements, standing_on(grant, every, day))
    language = session.language
    chapters = (
        (say(language, "Decision and condition"), _decision(told)),
        (say(language, "Received"), _received(told)),
        (say(language, "Costs"), _costs(told)),
        (say(language, "Year by year"), _by_year(told)),
        (say(language, "Settlement"), _settlement(told)),
        (say(language, "Signatures"), _signatures(told)),
    )
    return Report(
        title=say(
            language,
            "Report to {funder}: {grant}",
            funder=told.name(grant.funder),
            grant=grant.name,
        ),
        language=language,
        header=_header(told),
        chapters=tuple(
            Chapter(str(number), title, tuple(blocks))
            for number, (title, blocks) in enumerate(chapters, 1)
        ),
        needs_approval=False,
    )


def _header(told: _Told) -> Header:
    """Whose report it is, and the days that it tells of: the period of use up to the day."""
    register, grant = told.session.register, told.grant
    assert register.association is not None  # no command goes on without it
    association = register.association.association
    days = [movement.voucher.date for movement in told.movements]
    last = told.standing.day
    return Header(
        association=association.name,
        organisation_number=association.organisation_number or "",
        prepared_by="",
        date=None,
        approved_by="",
        period_start=grant.from_ or min((*days, last)),
        period_end=min(grant.to or last, last),
        version="",
        of_year=False,
    )


def _decision(told: _Told) -> list[Block]:
    """What the register says of the grant; what it does not know is left out."""
    language, grant = told.language, told.grant
    project = next((p.name for p in told.session.register.projects if p.id == grant.project), None)
    yes, no = say_in(language, "condition", "Yes"), say_in(language, "condition", "No")
    is_purpose = grant.kind == "purpose"
    condition = say(language, "Purpose") if is_purpose else say(language, "Condition")
    met = None if grant.condition_met is None else yes if grant.condition_met else no
    period = " – ".join("" if day is None else day.isoformat() for day in (grant.from_, grant.to))
    facts: tuple[tuple[str, Cell], ...] = (
        (say(language, "Funder"), told.name(grant.funder)),
        (say_in(language, "grant", "Kind"), grant_kind(grant.kind, language)),
        (say(language, "Decided on"), grant.decided and grant.decided.isoformat()),
        (say(language, "Decision"), grant.decision),
        (say(language, "Project"), project),
        (say(language, "Period of use"), period if grant.from_ or grant.to else None),
        (condition, grant.condition),
        (say(language, "To be met by"), grant.condition_due and grant.condition_due.isoformat()),
        (say(language, "Condition met"), met),
        (say(language, "Report due"), grant.report_due and grant.report_due.isoformat()),
    )
    rows = tuple(Row((label, value)) for label, value in facts if value)
    columns = (Column(say(language, "The grant")), Column(say_in(language, "grant", "Details")))
    blocks: list[Block] = [Table("grant", columns, rows)]
    if grant.amount is not None:
        blocks += [_titled(say(language, "Amount decided")), _expected(told)]
    elif grant.instalments:
        blocks += [_titled(say(language, "Payments expected")), _expected(told)]
    return blocks


def _expected(told: _Told) -> Table:
    """The parts of a grant with the days on which they are expected, and what they sum to.

    That is the amount decided, where it is known; what no part stands for has a row of its own.
    """
    language, grant = told.language, told.grant
    rows = [Row((part.expected, part.amount)) for part in grant.instalments]
    expected = sum((part.amount for part in grant.instalments), ZERO)
    total = expected if grant.amount is None else grant.amount
    if rows and total != expected:
        rows.append(Row((say(language, "Not yet said when"), total - expected)))
    label = say(language, "Total") if grant.amount is None else say(language, "Decided")
    rows.append(Row((label, total), "total", sums=tuple(range(len(rows)))))
    columns = (Column(say(language, "Expected"), "date"), _amount(language))
    return Table("expected", columns, tuple(rows))


def _received(told: _Told) -> list[Block]:
    """Money from the funder with its vouchers, and money back to it."""
    language = told.language
    blocks: list[Block] = [_vouchers(told, "received", told.of_kind("received"))]
    if repaid := told.of_kind("repaid"):
        blocks.append(_titled(say(language, "Paid back")))
        blocks.append(_vouchers(told, "repaid", repaid))
    return blocks


def _titled(title: str) -> Block:
    """The title of the table below it."""
    return Paragraph.of(title, "strong")


def _vouchers(told: _Told, name: str, movements: Sequence[Movement]) -> Block:
    if not movements:
        return Paragraph.of(say(told.language, "Nothing has been booked."))
    rows = [_voucher(movement) for movement in movements]
    total = sum((movement.amount for movement in movements), ZERO)
    label = say(told.language, "Total")
    rows.append(Row((label, "", "", total), "total", sums=tuple(range(len(rows)))))
    return Table(name, _voucher_columns(told.language), tuple(rows))


def _voucher(movement: Movement) -> Row:
    voucher = movement.voucher
    day = voucher.date.isoformat()
    return Row((day, voucher.ver or "", voucher.description, movement.amount))


def _voucher_columns(language: Language) -> tuple[Column, ...]:
    return (
        Column(say(language, "Date")),
        Column("Ver"),
        Column(say(language, "Text")),
        _amount(language),
    )


def _amount(language: Language) -> Column:
    return Column(say(language, "Amount"), "amount", _TWO)


def _costs(told: _Told) -> list[Block]:
    """Costs of the period by account, each voucher; budget beside their sums; costs outside it."""
    language, used = told.language, told.of_kind("used")
    blocks: list[Block] = []
    if told.grant.partial:
        blocks.append(Paragraph.of(partial_use(told.grant.name, language)))
    blocks.append(_by_account(told, used))
    if budget := _budget(told, used):
        blocks += [_titled(say(language, "Budget and use")), budget]
    if any(movement.voucher.meta.get("reconstructed") is True for movement in used):
        said = say(language, "Some of these vouchers are reconstructed.")
        blocks.append(Paragraph.of(said))
    if outside := told.of_kind("outside"):
        title = say(language, "Costs outside the period of use, which are not counted")
        blocks += [_titled(title), _vouchers(told, "outside", outside)]
    return blocks


def _by_account(told: _Told, used: Sequence[Movement]) -> Block:
    language, books = told.language, told.session.books
    if not used:
        return Paragraph.of(say(language, "Nothing has been booked."))
    rows: list[Row] = []
    totals: list[int] = []
    for account in sorted({m.account for m in used}, key=lambda name: (books.number(name), name)):
        own = [movement for movement in used if movement.account == account]
        rows.append(Row((account_title(books, account), "", "", None), "heading"))
        first = len(rows)
        rows += [_voucher(movement) for movement in own]
        sums = tuple(range(first, len(rows)))
        total = sum((movement.amount for movement in own), ZERO)
        totals.append(len(rows))
        rows.append(Row((say(language, "Total"), "", "", total), "subtotal", sums=sums))
    whole = sum((movement.amount for movement in used), ZERO)
    rows.append(Row((say(language, "Total costs"), "", "", whole), "total", sums=tuple(totals)))
    return Table("costs", _voucher_columns(language), tuple(rows))


def _budget(told: _Told, used: Sequence[Movement]) -> Block | None:
    """What was planned for each account of the project, beside what was used."""
    books, language = told.session.books, told.language
    planned = budget_of(books, told.grant, told.session.register.years, told.standing.day)
    if not planned:
        return None
    spent: dict[str, Decimal] = {}
    for movement in used:
        spent[movement.account] = spent.get(movement.account, ZERO) + movement.amount
    accounts = sorted({*planned, *spent}, key=lambda name: (books.number(name), name))
    rows = [
        _planned(account_title(books, name), planned.get(name, ZERO), spent.get(name, ZERO))
        for name in accounts
    ]
    total = _planned(say(language, "Total"), sum(planned.values(), ZERO), told.standing.used)
    columns = (
        Column(say(language, "Account")),
        Column(say(language, "Budget"), "amount", _TWO),
        Column(say(language, "Used"), "amount", _TWO),
        Column(say_in(language, "budget", "Deviation"), "amount", _TWO),
    )
    whole = Row(total.cells, "total", sums=tuple(range(len(rows))))
    return Table("budget", columns, (*rows, whole))


def _planned(label: str, planned: Decimal, used: Decimal) -> Row:
    return Row((label, planned, used, planned - used))


def _by_year(told: _Told) -> list[Block]:
    """What each fiscal year brought, and what was unused at its end."""
    language, register = told.language, told.session.register
    day = told.standing.day
    rows = []
    for year in register.years:
        sums = sums_between(told.movements, year.start, year.end)
        if any(sums.values()):
            at_end = standing_on(told.grant, told.movements, min(year.end, day))
            cells = (sums["received"], sums["repaid"] or None, sums["used"], at_end.unused)
            rows.append(Row((year.label, *cells)))
    if not rows:
        return [Paragraph.of(say(language, "Nothing has been booked."))]
    columns = (
        Column(say_in(language, "front of a report", "Fiscal year")),
        Column(say(language, "Received"), "amount", _TWO),
        Column(say(language, "Paid back"), "amount", _TWO),
        Column(say(language, "Used"), "amount", _TWO),
        Column(say(language, "Unused at the end"), "amount", _TWO),
    )
    return [without_empty(Table("years", columns, tuple(rows)))]


def _settlement(told: _Told) -> list[Block]:
    """How the grant stands on the day, and what is to be paid back and when."""
    language, standing, grant = told.language, told.standing, told.grant
    lines = (
        (say(language, "Decided"), grant.amount),
        (say(language, "Received"), standing.received),
        (say(language, "Paid back"), standing.repaid or None),
        (say(language, "Used"), standing.used),
        (say(language, "Unused"), standing.unused),
        (say(language, "Used beyond what was received"), standing.overspent or None),
        (say(language, "Decided but not received"), standing.outstanding),
        (say(language, "To be paid back"), standing.to_repay),
    )
    rows = tuple(Row((label, amount)) for label, amount in lines if amount is not None)
    title = say(language, "Standing {day}", day=standing.day.isoformat())
    blocks: list[Block] = [Table("settlement", (Column(title), _amount(language)), rows)]
    if grant.repay_due is not None and standing.to_repay:
        day = grant.repay_due.isoformat()
        blocks.append(Paragraph.of(say(language, "To be paid back by {day}.", day=day)))
    return blocks


def _signatures(told: _Told) -> list[Block]:
    """A place for each who signs by the register, else for one whose name is written in."""
    register, language = told.session.register, told.language
    held = {m.person: m for m in register.board.mandates_on(told.standing.day)}
    people = []
    for person_id in told.grant.signatories:
        person, mandate = register.person(person_id), held.get(person_id)
        title = ""
        if mandate is not None:
            title = mandate.title or mandate_role(register.board, mandate, language)
        people.append(Signature(person.name if person else person_id, title))
    if not people:
        people.append(Signature(say(language, "Name in block letters")))
    return [Signatures("", None, tuple(people))]
