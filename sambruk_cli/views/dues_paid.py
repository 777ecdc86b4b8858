"""What `sambruk dues --paid` shows: who has paid the dues of a year, and who has not."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from sambruk_cli.document.cell import Shown
from sambruk_cli.document.model import Block, Column, Heading, Paragraph, Row, Table
from sambruk_cli.document.records import records, with_columns, without_empty
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.language import Language
from sambruk_cli.messages import say, say_in
from sambruk_cli.money import ZERO, exact
from sambruk_cli.receivables.dues_payers import DuesPayer, PaidState, dues_payers
from sambruk_cli.receivables.wording import party_name
from sambruk_cli.receivables.year_dues import year_dues
from sambruk_cli.session import Session, known_member
from sambruk_cli.views.arrears import decimals_of
from sambruk_cli.views.view import View


def paid_view(session: Session, year: FiscalYear, day: date, member: str | None) -> View:
    """Who has paid the dues of a year by the end of a day, and who has not.

    Args:
      member: id of the only payer that is asked for.
    Raises:
      Stop: USE902 when no member has the id.
    """
    language, names = session.language, session.register.party_names()
    wanted = None if member is None else known_member(session.register, member).id
    found = [p for p in dues_payers(year_dues(session, year, day)) if wanted in (None, p.member)]
    table = _payers(found, names, language, decimals=2)
    counted = {state: sum(1 for p in found if p.state is state) for state in PaidState}
    title = say(language, "Dues {year}, paid by {day}", year=year.label, day=day)
    blocks: list[Block] = [Heading(2, title)]
    if found:
        blocks.append(_by_state(found, names, language))
    else:
        blocks.append(Paragraph.of(say(language, "No dues are charged.")))
    return View(
        tuple(blocks),
        table,
        lambda: {
            "year": year.label,
            "on": day.isoformat(),
            "members": records(table),
            "totals": {
                **{
                    key: exact(sum((getattr(p, key) for p in found), ZERO))
                    for key in ("assessed", "invoiced", "credited", "paid", "open", "left")
                },
                "states": {state.value: number for state, number in counted.items()},
            },
        },
    )


def _by_state(found: Sequence[DuesPayer], names: Mapping[str, str], language: Language) -> Table:
    """The payers below their states, for people; what is invoiced where it is not as assessed."""
    decimals = decimals_of(a for p in found for a in (p.assessed, p.invoiced, p.paid, p.left))
    table = _payers(found, names, language, decimals=decimals)
    keys = ["name", "assessed", "invoiced", "paid", "left", "last_paid"]
    if all(p.assessed == p.invoiced for p in found):
        keys.remove("invoiced")
    shown = with_columns(table, *keys)
    rows: list[Row] = []
    state = None
    for payer, row in zip(found, shown.rows, strict=False):
        if payer.state is not state:
            state = payer.state
            word = state_word(state, language)
            title = f"{word[:1].upper()}{word[1:]} ({sum(1 for p in found if p.state is state)})"
            rows.append(Row((title, *([None] * (len(keys) - 1))), "heading"))
        rows.append(Row(row.cells, indent=1))
    data = tuple(i for i, row in enumerate(rows) if row.role == "plain")
    rows.append(Row(shown.rows[-1].cells, "total", sums=data))
    return without_empty(Table(table.id, shown.columns, tuple(rows)))


def state_word(state: PaidState, language: Language) -> str:
    """How far somebody has paid, in a word."""
    words: Mapping[PaidState, Callable[[], str]] = {
        PaidState.NOT: lambda: say_in(language, "payer", "not paid"),
        PaidState.PARTLY: lambda: say_in(language, "payer", "partly"),
        PaidState.TOO_MUCH: lambda: say_in(language, "payer", "too much"),
        PaidState.WRITTEN_OFF: lambda: say_in(language, "payer", "written off"),
        PaidState.CREDITED: lambda: say_in(language, "payer", "credited"),
        PaidState.PAID: lambda: say_in(language, "payer", "paid"),
    }
    return words[state]()


def _payers(
    found: Sequence[DuesPayer], names: Mapping[str, str], language: Language, *, decimals: int
) -> Table:
    def amount(key: str, title: str = "") -> Column:
        return Column(title, "amount", decimals, key=key)

    columns = (
        Column("", key="member"),
        Column(say_in(language, "dues", "Payer"), key="name"),
        amount("assessed", say_in(language, "dues", "Assessed")),
        amount("invoiced", say_in(language, "dues", "Invoiced")),
        amount("credited"),
        amount("paid", say_in(language, "dues", "Paid")),
        amount("open"),
        amount("left", say_in(language, "dues", "Left")),
        Column(say_in(language, "dues", "Last paid"), "date", key="last_paid"),
        Column(say_in(language, "dues", "State"), key="state"),
    )
    rows = [
        Row(
            (
                p.member,
                Shown(party_name(p.member, names, language), names.get(p.member, p.member)),
                p.assessed,
                p.invoiced,
                p.credited,
                p.paid,
                p.open,
                p.left,
                p.last_paid,
                Shown(state_word(p.state, language), p.state.value),
            )
        )
        for p in found
    ]
    sums = [
        sum((getattr(p, key) for p in found), ZERO)
        for key in ("assessed", "invoiced", "credited", "paid", "open", "left")
    ]
    total = ("", say(language, "Total"), *sums, None, None)
    return Table("payers", columns, (*rows, Row(total, "total", sums=tuple(range(len(rows))))))
