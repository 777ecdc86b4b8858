"""The layout against the accounts in use, and the statements against each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from types import ModuleType

from sambruk_cli.books.balances import trial_balance
from sambruk_cli.books.books import Books
from sambruk_cli.checks.disposal import check_result_row, of_imported
from sambruk_cli.checks.imported import Imports
from sambruk_cli.checks.notes import check_sums_of_note
from sambruk_cli.checks.overview import check_own_figures
from sambruk_cli.findings import Finding, finding, nearest
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.messages.message import Message, Value
from sambruk_cli.money import ZERO
from sambruk_cli.register.duplicates import repeated
from sambruk_cli.register.layout import AccountSpan, Layout, LayoutRow, spans
from sambruk_cli.register.locate import Located
from sambruk_cli.session import Session
from sambruk_cli.statements.amounts import kept_before, leaves_below, misplaced
from sambruk_cli.statements.build import Options, build_statements
from sambruk_cli.statements.model import Statements
from sambruk_cli.statements.printable import chooses_unknown, no_layout


def check_layouts(session: Session) -> Iterator[Finding]:
    """Rows and notes of every layout: sums of rows above, references that lead somewhere."""
    place = session.register.places["statements"]
    ids = [entry.id or None for entry in session.register.statements.layouts]
    yield from repeated(place, ("layouts",), ids, "id")
    checked: set[int] = set()
    for placed in session.register.layouts:
        # A layout that differs from 2026 on has the changes and notes of one entry.
        if placed.entry not in checked:
            checked.add(placed.entry)
            entry = session.register.statements.entries[placed.entry]
            yield from _rows(placed.layout, entry, placed.entry, place)
            yield from _note_references(placed.layout, placed.entry, place)
            yield from check_own_figures(session.register, placed.layout, placed.entry, place)
            if placed.layout.cash is not None:
                yield from _of_cash_flow().check_cash_flow_rows(placed.layout, placed.entry, place)


def _of_cash_flow() -> ModuleType:
    """The checks of a cash flow statement, which few layouts have."""
    from sambruk_cli.checks import cash_flow

    return cash_flow


def check_statements(session: Session, imports: Imports) -> Iterator[Finding]:
    """Every used account in one row, and every equality that the statements promise."""
    if not session.readable("statements", "association"):
        return
    books, place = session.books, session.register.places["statements"]
    for year in session.years:
        if not books.is_kept(year):
            continue
        layout = session.register.layout_for(year)
        if layout is None:
            if not chooses_unknown(session.register, year):
                yield no_layout(session.register, year)
            continue
        yield from _coverage(books, layout, year)
        yield from _comparative(session, layout, year)
        statements = build_statements(books, session.register, year, Options(exact=True))
        assert statements is not None  # there is a layout
        index = session.register.layout_entry(layout)
        found = list(_equalities(session, statements, layout, (index, place)))
        if any(item.code == "STM307" for item in found) and imports.has(books, year):
            of_row = [item for item in found if item.code == "STM307"]
            found = [item for item in found if item.code != "STM307"]
            found += of_imported(session, year, imports, of_row)
        yield from found
        if layout.cash is not None:
            yield from _of_cash_flow().check_cash_flow(session, statements)


def _rows(layout: Layout, entry: Layout, index: int, place: Located) -> Iterator[Finding]:
    changes = {change.key: ("layouts", index, "rows", i) for i, change in enumerate(entry.rows)}
    # A sum of a row that there is not is STM311 where a layout of the program is changed.
    every = {row.key for row in (*layout.income_statement, *layout.balance_sheet)}
    seen: dict[str, str] = {}
    summed: dict[str, str] = {}
    for part in ("income_statement", "balance_sheet"):
        above: set[str] = set()
        rows: tuple[LayoutRow, ...] = getattr(layout, part)
        for i, row in enumerate(rows):
            path = changes.get(row.key, ("layouts", index, part, i))
            if row.key in seen:
                yield finding(
                    "STM308.twice", key=row.key, file=place.file, line=place.line(*path, "key")
                )
            seen.setdefault(row.key, part)
            for key in row.sum:
                if entry.layout and key not in every:
                    continue
                line = partial(place.line, *path, "sum")
                if key not in above:
                    yield finding(
                        "STM308.sum",
                        row=row.key,
                        key=key,
                        file=place.file,
                        line=line(),
                        hint=nearest(key, above),
                    )
                elif key in summed:
                    yield finding(
                        "STM308.summed",
                        key=key,
                        first=summed[key],
                        row=row.key,
                        file=place.file,
                        line=line(),
                    )
                summed.setdefault(key, row.key)
            if not row.is_heading:
                above.add(row.key)
    yield from _names(layout, index, place, seen)


def _names(layout: Layout, index: int, place: Located, seen: dict[str, str]) -> Iterator[Finding]:
    """What notes and disposition name are rows; rows of a note have keys of their own."""
    for i, note in enumerate(layout.notes):
        if note.row is not None and note.row not in seen:
            yield finding(
                "STM308.note",
                note=note.number,
                row=note.row,
                file=place.file,
                line=place.line("layouts", index, "notes", i, "row"),
                hint=nearest(note.row, seen),
            )
        keys = [row.key for row in note.rows]
        for j, key in enumerate(keys):
            if key in keys[:j]:
                yield finding(
                    "STM308.note_twice",
                    note=note.number,
                    key=key,
                    file=place.file,
                    line=place.line("layouts", index, "notes", i, "rows", j, "key"),
                )
        yield from check_sums_of_note(note, (index, i), place)
    amounts = {r.key for r in (*layout.income_statement, *layout.balance_sheet) if not r.is_heading}
    for path, key in layout.overview.named if layout.overview else ():
        if key not in amounts:
            yield finding(
                "STM308.overview",
                key=key,
                file=place.file,
                line=place.line("layouts", index, "overview", *path),
                hint=nearest(key, amounts),
            )
    if layout.equity is not None and layout.equity not in amounts:
        yield finding(
            "STM308.equity",
            key=layout.equity,
            file=place.file,
            line=place.line("layouts", index, "equity"),
            hint=nearest(layout.equity, amounts),
        )
    for i, key in enumerate(layout.disposition):
        if key not in seen:
            yield finding(
                "STM308.disposition",
                key=key,
                file=place.file,
                line=place.line("layouts", index, "disposition", i),
                hint=nearest(key, seen),
            )


def _note_references(layout: Layout, index: int, place: Located) -> Iterator[Finding]:
    numbers = tuple(note.number for note in layout.notes)
    known: Value = numbers or Message.of("none")
    referred = {layout.header_note, *(n.number for n in layout.notes if n.may_stand_alone)}
    for part in ("income_statement", "balance_sheet", "cash_flow"):
        for i, row in enumerate(getattr(layout, part)):
            referred |= set(row.note)
            for number in row.note:
                if number in numbers:
                    continue
                yield finding(
                    "STM305.row",
                    row=row.key,
                    note=number,
                    numbers=known,
                    file=place.file,
                    line=place.line("layouts", index, part, i, "note"),
                )
    if layout.header_note is not None and layout.header_note not in numbers:
        yield finding(
            "STM305.header",
            note=layout.header_note,
            numbers=known,
            file=place.file,
            line=place.line("layouts", index, "header_note"),
        )
    for i, note in enumerate(layout.notes):
        line = partial(place.line, "layouts", index, "notes", i, "number")
        if note.number not in referred:
            yield finding("STM305.unused", note=note.number, file=place.file, line=line())
        if note.number in numbers[:i]:
            yield finding("STM305.twice", note=note.number, file=place.file, line=line())


def _coverage(books: Books, layout: Layout, year: FiscalYear) -> Iterator[Finding]:
    of_balance = _leaves(layout.balance_sheet)
    of_income = _leaves(layout.income_statement)
    for balance in trial_balance(books, year):
        account = books.accounts.get(balance.account)
        number = books.number(balance.account)
        if account is None or layout.is_closing(number) or not number:
            continue  # unknown and unnumbered accounts are BOK206 and BOK218
        in_balance_sheet = account.keeps_balance
        leaves = of_balance if in_balance_sheet else of_income
        rows = tuple(key for key, ranges in leaves if any(number in r for r in ranges))
        if not rows:
            yield finding(
                "STM301.balance_sheet" if in_balance_sheet else "STM301.income_statement",
                account=account.name,
                year=year.label,
                layout=layout.id,
                file=account.file,
                line=account.line,
            )
        elif len(rows) > 1:
            yield finding(
                "STM302.balance_sheet" if in_balance_sheet else "STM302.income_statement",
                account=account.name,
                number=len(rows),
                rows=rows,
                layout=layout.id,
                file=account.file,
                line=account.line,
            )


def _comparative(session: Session, layout: Layout, year: FiscalYear) -> Iterator[Finding]:
    """Accounts of the year before, whose amounts stand in this year's rows beside its own."""
    books = session.books
    before = kept_before(books, session.register.years, year)
    if before is None or session.register.layout_for(before) == layout:
        return  # STM301 and STM302 have said it
    said = {balance.account for balance in trial_balance(books, year)}
    for account, number in misplaced(books, layout, before):
        if account not in said:
            known = books.accounts[account]
            yield finding(
                "STM309",
                account=account,
                earlier=before.label,
                year=year.label,
                number=number,
                layout=layout.id,
                file=known.file,
                line=known.line,
            )


def _leaves(rows: tuple[LayoutRow, ...]) -> list[tuple[str, tuple[AccountSpan, ...]]]:
    return [(row.key, spans(row.accounts)) for row in rows if row.is_leaf]


def _equalities(
    session: Session, statements: Statements, layout: Layout, at: tuple[int, Located]
) -> Iterator[Finding]:
    index, place = at
    label = statements.year.label
    rows = {row.key: row for row in (*layout.income_statement, *layout.balance_sheet)}
    debit = credit = ZERO
    for row in layout.balance_sheet:
        found = statements.row(row.key)
        if row.is_leaf and found is not None:
            if row.sign == "debit":
                debit += found.exact[label]
            else:
                credit += found.exact[label]
    if debit != credit:
        yield finding(
            "STM303",
            year=label,
            assets=debit,
            liabilities=credit,
            difference=debit - credit,
            file=place.file,
            line=place.line("layouts", index, "balance_sheet"),
        )
    net = sum(
        (
            statements_row.exact[label]
            for key, row in rows.items()
            if row.is_leaf
            and row in layout.income_statement
            and (statements_row := statements.row(key)) is not None
        ),
        ZERO,
    )
    for i, row in enumerate(layout.balance_sheet):
        found = statements.row(row.key)
        if row.result and found and found.exact and found.exact[label] != net:
            line = place.line("layouts", index, "balance_sheet", i)
            for item in check_result_row(session, statements.year, row, found.exact[label], net):
                yield replace(item, file=place.file, line=line)
    for i, note in enumerate(statements.notes):
        tied = statements.row(note.row or "")
        if tied is None or not tied.exact or not note.rows:
            continue
        layout_note = layout.notes[i]
        same = all(leaf.sign == layout_note.sign for leaf in leaves_below(rows, note.row or ""))
        wanted = tied.exact[label] if same else -tied.exact[label]
        if note.exact_total[label] != wanted:
            yield finding(
                "STM304",
                year=label,
                note=note.number,
                total=note.exact_total[label],
                row=tied.label.lower(),
                amount=wanted,
                file=place.file,
                line=place.line("layouts", index, "notes", i),
            )
