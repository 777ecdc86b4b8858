"""The layout against the accounts in use, and the statements against each other."""

from __future__ import annotations

from collections.abc import Iterator

from sambruk_cli.books.balances import trial_balance
from sambruk_cli.books.books import Books
from sambruk_cli.findings import Finding, did_you_mean, finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.money import ZERO, exact
from sambruk_cli.register.layout import AccountSpan, Layout, LayoutRow, spans
from sambruk_cli.register.locate import Located
from sambruk_cli.session import Session
from sambruk_cli.statements.amounts import leaves_below
from sambruk_cli.statements.build import Options, build_statements
from sambruk_cli.statements.model import Statements


def check_layouts(session: Session) -> Iterator[Finding]:
    """Rows and notes of every layout: sums of rows above, references that lead somewhere."""
    place = session.register.places["statements"]
    for index, layout in enumerate(session.register.statements.layouts):
        yield from _rows(layout, index, place)
        yield from _note_references(layout, index, place)


def check_statements(session: Session, books: Books) -> Iterator[Finding]:
    """Every used account in one row, and every equality that the statements promise."""
    if not session.readable("statements", "association"):
        return
    place = session.register.places["statements"]
    for year in session.years:
        if not books.has_vouchers(year):
            continue
        layout = session.register.layout_for(year)
        if layout is None:
            yield finding(
                "STM306",
                f"no layout holds for {year.label}, which starts on {year.start}",
                file=place.file,
                line=place.line("layouts", 0, "to"),
                hint="add [[layouts]] whose from and to span that day; frameworks changed for "
                "years that start after 2025-12-31",
            )
            continue
        yield from _coverage(books, layout, year)
        statements = build_statements(books, session.register, year, Options(exact=True))
        assert statements is not None  # there is a layout
        index = session.register.statements.layouts.index(layout)
        yield from _equalities(statements, layout, year, (index, place))


def _rows(layout: Layout, index: int, place: Located) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    summed: dict[str, str] = {}
    for part in ("income_statement", "balance_sheet"):
        above: set[str] = set()
        rows: tuple[LayoutRow, ...] = getattr(layout, part)
        for i, row in enumerate(rows):
            path = ("layouts", index, part, i)
            if row.key in seen:
                yield finding(
                    "STM308",
                    f'two rows have the key "{row.key}"',
                    file=place.file,
                    line=place.line(*path, "key"),
                    hint="keys are unique in both statements together",
                )
            seen.setdefault(row.key, part)
            for key in row.sum:
                line = place.line(*path, "sum")
                if key not in above:
                    yield finding(
                        "STM308",
                        f'the row "{row.key}" sums "{key}", which is no row above it',
                        file=place.file,
                        line=line,
                        hint=did_you_mean(key, above, "a sum names rows with amounts above it"),
                    )
                elif key in summed:
                    yield finding(
                        "STM308",
                        f'"{key}" is summed in "{summed[key]}" and again in "{row.key}"',
                        file=place.file,
                        line=line,
                        hint="let each row stand in one sum",
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
                "STM308",
                f'note {note.number} is said to explain "{note.row}", which is no row',
                file=place.file,
                line=place.line("layouts", index, "notes", i, "row"),
                hint=did_you_mean(note.row, seen),
            )
        keys = [row.key for row in note.rows]
        for j, key in enumerate(keys):
            if key in keys[:j]:
                yield finding(
                    "STM308",
                    f'two rows of note {note.number} have the key "{key}"',
                    file=place.file,
                    line=place.line("layouts", index, "notes", i, "rows", j, "key"),
                    hint="keys are unique in a note",
                )
    for i, key in enumerate(layout.disposition):
        if key not in seen:
            yield finding(
                "STM308",
                f'disposition names "{key}", which is no row',
                file=place.file,
                line=place.line("layouts", index, "disposition", i),
                hint=did_you_mean(key, seen),
            )


def _note_references(layout: Layout, index: int, place: Located) -> Iterator[Finding]:
    numbers = [note.number for note in layout.notes]
    referred = {layout.header_note}
    for part in ("income_statement", "balance_sheet"):
        for i, row in enumerate(getattr(layout, part)):
            referred.add(row.note)
            if row.note is not None and row.note not in numbers:
                yield finding(
                    "STM305",
                    f'the row "{row.key}" refers to note {row.note}, which there is not',
                    file=place.file,
                    line=place.line("layouts", index, part, i, "note"),
                    hint=f"notes: {', '.join(map(str, numbers)) or 'none'}",
                )
    if layout.header_note is not None and layout.header_note not in numbers:
        yield finding(
            "STM305",
            f"header_note refers to note {layout.header_note}, which there is not",
            file=place.file,
            line=place.line("layouts", index, "header_note"),
            hint=f"notes: {', '.join(map(str, numbers)) or 'none'}",
        )
    for i, note in enumerate(layout.notes):
        line = place.line("layouts", index, "notes", i, "number")
        if note.number not in referred:
            yield finding(
                "STM305",
                f"no row refers to note {note.number}",
                file=place.file,
                line=line,
                hint=f"give a row note = {note.number} (ÅRL 5:1)",
            )
        if note.number in numbers[:i]:
            yield finding(
                "STM305",
                f"there are two notes {note.number}",
                file=place.file,
                line=line,
                hint="number the notes in the order of the rows",
            )


def _coverage(books: Books, layout: Layout, year: FiscalYear) -> Iterator[Finding]:
    of_balance = _leaves(layout.balance_sheet)
    of_income = _leaves(layout.income_statement)
    for balance in trial_balance(books, year):
        account = books.accounts.get(balance.account)
        number = books.number(balance.account)
        if account is None or number == layout.closing_account or not number:
            continue  # unknown and unnumbered accounts are BOK206 and BOK218
        leaves = of_balance if account.keeps_balance else of_income
        rows = [key for key, ranges in leaves if any(number in r for r in ranges)]
        statement = "balance sheet" if account.keeps_balance else "income statement"
        if not rows:
            yield finding(
                "STM301",
                f"{account.name} falls in no row of the {statement} for {year.label}",
                file=account.file,
                line=account.line,
                hint=f'widen the accounts of a row of layout "{layout.id}"',
            )
        elif len(rows) > 1:
            yield finding(
                "STM302",
                f"{account.name} falls in {len(rows)} rows of the {statement}: {', '.join(rows)}",
                file=account.file,
                line=account.line,
                hint=f'let the ranges of layout "{layout.id}" not overlap',
            )


def _leaves(rows: tuple[LayoutRow, ...]) -> list[tuple[str, tuple[AccountSpan, ...]]]:
    return [(row.key, spans(row.accounts)) for row in rows if row.is_leaf]


def _equalities(
    statements: Statements, layout: Layout, year: FiscalYear, at: tuple[int, Located]
) -> Iterator[Finding]:
    index, place = at
    label = year.label
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
            f"{label}: assets {exact(debit)} kr, equity and liabilities {exact(credit)} kr, "
            f"difference {exact(debit - credit)} kr",
            file=place.file,
            line=place.line("layouts", index, "balance_sheet"),
            hint="an account without a row, an unbalanced voucher or a result never booked: "
            "see the other findings",
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
            yield finding(
                "STM307",
                f"{label}: the balance sheet says {row.label.lower()} "
                f"{exact(found.exact[label])} kr, the income statement {exact(net)} kr",
                file=place.file,
                line=place.line("layouts", index, "balance_sheet", i),
                hint="carry the result of the year before to retained result, and book this "
                "year's with the closing voucher",
            )
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
                f"{label}: note {note.number} sums to {exact(note.exact_total[label])} kr, its "
                f"row {tied.label.lower()} is {exact(wanted)} kr",
                file=place.file,
                line=place.line("layouts", index, "notes", i),
                hint="let the rows of the note cover every account of the row, each once",
            )
