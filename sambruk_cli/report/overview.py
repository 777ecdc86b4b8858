"""The multi-year overview (flerårsöversikt) and the changes in equity."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from sambruk_cli.document.model import Block, Column, Paragraph, Row, Span, Table
from sambruk_cli.fiscal import year_before
from sambruk_cli.language import pick
from sambruk_cli.money import ZERO, round_half_up
from sambruk_cli.report.sources import Sources, gather
from sambruk_cli.statements.amounts import leaves_below

YEARS = 4  # this one and three before (K2, BFNAR 2016:10 p. 5.5)
MUCH = Decimal("0.3")  # a turnover that moves more than this is commented on


def years_shown(sources: Sources) -> list[Sources]:
    """This year and up to three before it that have books, the latest first."""
    found = [sources]
    while len(found) < YEARS:
        before = year_before(sources.register.years, found[-1].year)
        if before is None or not sources.books.has_vouchers(before):
            break
        earlier = gather(
            sources.workspace, sources.register, sources.books, before, sources.language
        )
        if earlier is None:
            break
        found.append(earlier)
    return found


def turnovers(sources: Sources) -> list[tuple[str, Decimal]]:
    """Label of the year and its turnover, the latest first; nothing without an overview."""
    layout = sources.register.layout_for(sources.year)
    if layout is None or layout.overview is None:
        return []
    return [(s.year.label, _amount(s, layout.overview.turnover)) for s in years_shown(sources)]


def moved_much(sources: Sources) -> list[tuple[str, str]]:
    """Pairs of years, the later first, between which the turnover moved more than 30 %."""
    shown = turnovers(sources)
    return [
        (later, earlier)
        for (later, now), (earlier, then) in pairwise(shown)
        if abs(now - then) > MUCH * abs(then)
    ]


def _amount(sources: Sources, key: str) -> Decimal:
    return _of_year(sources, key, sources.year.label)


def multi_year(sources: Sources) -> list[Block]:
    """Net turnover, result after financial items and solvency, with a comment where one is due."""
    layout = sources.register.layout_for(sources.year)
    if layout is None or layout.overview is None:
        return []
    keys, language = layout.overview, sources.language
    shown = years_shown(sources)
    solvency = []
    for each in shown:
        total = _amount(each, keys.total)
        share = _amount(each, keys.equity) * 100 / total if total else ZERO
        solvency.append(round_half_up(share))
    rows = (
        Row(
            (
                pick(language, "Nettoomsättning, kr", "Net turnover, SEK"),
                *(_amount(each, keys.turnover) for each in shown),
            )
        ),
        Row(
            (
                pick(
                    language,
                    "Resultat efter finansiella poster, kr",
                    "Result after financial items, SEK",
                ),
                *(_amount(each, keys.result) for each in shown),
            )
        ),
        Row((pick(language, "Soliditet, %", "Solvency, %"), *solvency)),
    )
    columns = (
        Column(pick(language, "Flerårsöversikt", "Multi-year overview")),
        *(Column(each.year.label, "amount") for each in shown),
    )
    title = pick(language, "Flerårsöversikt", "Multi-year overview")
    comment = sources.details.overview_comment if sources.details else None
    said: list[Block] = [Paragraph((Span(comment),))] if comment else []
    return [Table("multi_year", columns, rows, title), *said]


def equity_changes(sources: Sources) -> list[Block]:
    """From opening to closing equity, a column per row of equity: what the year did to each.

    The result of the year before leaves its row for the first other row that the meeting
    disposes of; what else happened to that row, and to the others, is paid in or withdrawn.
    """
    layout = sources.register.layout_for(sources.year)
    before = sources.statements.comparative
    if layout is None or layout.equity is None or before is None:
        return []
    rows = {row.key: row for row in layout.balance_sheet}
    leaves = [
        leaf for leaf in leaves_below(rows, layout.equity) if sources.statements.row(leaf.key)
    ]
    result = next((leaf.key for leaf in leaves if leaf.result), "")
    carried_to = next((key for key in layout.disposition if key != result), "")
    opening = {leaf.key: _of_year(sources, leaf.key, before.label) for leaf in leaves}
    closing = {leaf.key: _of_year(sources, leaf.key, sources.year.label) for leaf in leaves}
    carried = dict.fromkeys(opening, ZERO)
    if result in opening and carried_to in opening:
        carried |= {result: -opening[result], carried_to: opening[result]}
    earned = {key: closing[key] if key == result else ZERO for key in opening}
    other = {key: closing[key] - opening[key] - carried[key] - earned[key] for key in opening}
    language = sources.language
    steps = (
        (pick(language, "Ingående balans", "Opening balance"), opening),
        (pick(language, "Föregående års resultat", "Result of the year before"), carried),
        (pick(language, "Inbetalt och övrigt", "Paid in and other"), other),
        (pick(language, "Årets resultat", "Result for the year"), earned),
    )
    table = [_equity_row(label, amounts) for label, amounts in steps if any(amounts.values())]
    sums = tuple(range(len(table)))
    last = _equity_row(pick(language, "Utgående balans", "Closing balance"), closing)
    labels = [pick(language, leaf.label, leaf.label_en) for leaf in leaves]
    columns = (
        Column(pick(language, "Eget kapital, kr", "Equity, SEK")),
        *(Column(label, "amount") for label in labels),
        Column(pick(language, "Summa", "Total"), "amount"),
    )
    title = pick(language, "Förändring av eget kapital", "Changes in equity")
    closing_row = Row(last.cells, "total", sums=sums)
    return [Table("equity_changes", columns, (*table, closing_row), title)]


def _of_year(sources: Sources, key: str, label: str) -> Decimal:
    row = sources.statements.row(key)
    return row.printed[label] if row and row.printed else ZERO


def _equity_row(label: str, amounts: dict[str, Decimal]) -> Row:
    return Row((label, *amounts.values(), sum(amounts.values(), ZERO)))
