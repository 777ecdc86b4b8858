"""The analytical review as a section of the pack: what has moved, key figures, first digits."""

from __future__ import annotations

from collections.abc import Iterable

from sambruk_cli import formats
from sambruk_cli.audit.review.comparison import (
    ComparedLine,
    Deviation,
    Threshold,
)
from sambruk_cli.audit.review.first_digits import LEAST_AMOUNTS, FirstDigits, first_digits
from sambruk_cli.audit.review.reviewed import YearReview
from sambruk_cli.audit.sampling.population import population_of
from sambruk_cli.audit.section import Section
from sambruk_cli.audit.year import AuditYear
from sambruk_cli.document.cell import Cell, Measured
from sambruk_cli.document.model import Block, Column, Heading, Paragraph, Row, RowRole, Table
from sambruk_cli.document.records import without_empty
from sambruk_cli.language import Language
from sambruk_cli.messages import say, say_count, say_in
from sambruk_cli.report.blocks.overview import multi_year
from sambruk_cli.statements.model import Statements

_MARK = "*"


def review_section(year: AuditYear) -> Section:
    """The year against the one before and the budget, key figures, and first digits of costs."""
    language = year.language
    title = say(language, "Analytical review")
    about = say(
        language,
        "The year beside the year before and the budget, key figures, and the first digits of "
        "amounts.",
    )
    review = year.review
    if review is None:
        nothing = say(language, "the statements of the year cannot be made")
        return Section("review", title, about, nothing=nothing)
    statements, lines = review.statements, review.lines
    blocks: list[Block] = [
        Paragraph.of(_said_of_threshold(review.threshold, language)),
        Paragraph.of(_said_of_per_cent(language)),
    ]
    if statements.comparative is None and not statements.has_budget:
        alone = say(language, "There is no year before and no budget to compare with.")
        blocks = [Paragraph.of(alone)]
    if statements.comparative is not None:
        blocks.append(Heading(2, say(language, "Against the year before")))
        blocks += _against_before(lines, statements, language)
    if statements.has_budget:
        blocks.append(Heading(2, say(language, "Against the budget")))
        blocks.append(_against_budget(lines, statements, language))
    blocks += _key_figures(year)
    digits, table = _first_digits(year)
    blocks += digits
    tables = [_records(lines, statements, language), *([table] if table else [])]
    return Section(
        "review", title, about, tuple(blocks), tuple(tables), notes=_notes(review, language)
    )


def _said_of_threshold(threshold: Threshold, language: Language) -> str:
    return say(
        language,
        "A line is marked {mark} where it differs by at least {part} and {kronor}, one per cent of "
        "the year's income or costs. A mark asks for an explanation; it is no error.",
        mark=_MARK,
        part=formats.percent(threshold.part, language),
        kronor=formats.kronor(threshold.kronor, language),
    )


def _said_of_per_cent(language: Language) -> str:
    return say(
        language,
        "Per cent say by how much a line is larger than what it is compared with: costs that are "
        "higher have a plus, although they lower the result.",
    )


def _against_before(
    lines: Iterable[ComparedLine], statements: Statements, language: Language
) -> list[Block]:
    assert statements.comparative is not None
    before = statements.comparative
    blocks: list[Block] = []
    for part, title in (
        ("income_statement", say(language, "Income statement")),
        ("balance_sheet", say(language, "Balance sheet")),
    ):
        columns = (
            Column(title),
            Column(statements.year.label, "amount"),
            Column(before.label, "amount"),
            *_of_deviation(say_in(language, "comparison", "Change"), language),
        )
        rows = tuple(_row(line, line.before) for line in lines if line.statement == part)
        if rows:
            blocks.append(Table(f"{part}_before", columns, rows))
    return blocks


def _against_budget(
    lines: Iterable[ComparedLine], statements: Statements, language: Language
) -> Table:
    columns = (
        Column(say(language, "Income statement")),
        Column(statements.year.label, "amount"),
        Column(say(language, "Budget"), "amount"),
        *_of_deviation(say_in(language, "budget", "Deviation"), language),
    )
    rows = tuple(_row(line, line.budget) for line in lines if line.budget is not None)
    return Table("budget", columns, rows)


def _of_deviation(title: str, language: Language) -> tuple[Column, ...]:
    return (
        Column(title, "amount"),
        Column("%", "amount"),
        Column(say_in(language, "comparison", "Mark")),
    )


def _row(line: ComparedLine, found: Deviation | None) -> Row:
    roles: dict[str, RowRole] = {"total": "total", "subtotal": "subtotal"}
    role: RowRole = "account" if line.kind == "account" else roles.get(line.style, "plain")
    return Row((line.title, line.amount, *_cells(found)), role, line.indent)


def _cells(found: Deviation | None) -> tuple[Cell, ...]:
    if found is None:
        return (None, None, None, "")
    per_cent = None if found.per_cent is None else Measured(found.per_cent)
    return (found.other, found.change, per_cent, _MARK if found.is_marked else "")


def _records(lines: Iterable[ComparedLine], statements: Statements, language: Language) -> Table:
    """All of it as one table to sort and filter."""

    def amount(title: str, key: str) -> Column:
        return Column(title, "amount", key=key)

    before = statements.comparative.label if statements.comparative else ""
    budget = say(language, "Budget")
    change = say_in(language, "comparison", "Change")
    deviation = say_in(language, "budget", "Deviation")
    mark = say_in(language, "comparison", "Mark")
    columns = (
        Column(say(language, "Statement"), key="statement"),
        Column(say_in(language, "comparison", "Line"), key="title"),
        amount(statements.year.label, "amount"),
        amount(before, "before"),
        amount(change, "change"),
        Column(f"{change}, %", "amount", key="change_per_cent"),
        Column(mark, key="change_marked"),
        amount(budget, "budget"),
        amount(deviation, "deviation"),
        Column(f"{deviation}, %", "amount", key="deviation_per_cent"),
        Column(f"{mark} ({budget})", key="deviation_marked"),
    )
    names = {
        "income_statement": say(language, "Income statement"),
        "balance_sheet": say(language, "Balance sheet"),
    }
    rows = tuple(
        Row(
            (
                names[line.statement],
                line.title,
                line.amount,
                *_cells(line.before),
                *_cells(line.budget),
            )
        )
        for line in lines
    )
    return without_empty(Table("review", columns, rows, say(language, "Analytical review")))


def _key_figures(year: AuditYear) -> list[Block]:
    """The multi-year overview, where the layout has one."""
    blocks = list(multi_year(year.report)) if year.report else []
    return [Heading(2, say(year.language, "Key figures")), *blocks] if blocks else []


def _first_digits(year: AuditYear) -> tuple[list[Block], Table | None]:
    language = year.language
    heading = Heading(2, say(language, "First digits of amounts of costs (Benford)"))
    units = population_of(year.books, year.fiscal, "expenses").units
    found = first_digits(unit.amount for unit in units)
    if isinstance(found, int):
        said = say(
            language,
            "Nothing is said: {number} amounts of at least 10 kronor are too few, {least} are "
            "needed.",
            number=found,
            least=LEAST_AMOUNTS,
        )
        return [heading, Paragraph.of(said)], None
    table = _digits(found, language)
    return [heading, Paragraph.of(_said_of_digits(found, language)), table], table


def _digits(found: FirstDigits, language: Language) -> Table:
    columns = (
        Column(say(language, "First digit"), "count", key="digit"),
        Column(say_in(language, "Benford", "Found"), "count", key="found"),
        Column(say_in(language, "Benford", "Expected"), "amount", 1, key="expected"),
    )
    rows = tuple(Row((each.digit, each.found, each.expected)) for each in found.counts)
    return Table("first_digits", columns, rows, say(language, "First digits"))


def _said_of_digits(found: FirstDigits, language: Language) -> str:
    bands = (
        say_in(language, "Benford", "close"),
        say_in(language, "Benford", "acceptable"),
        say_in(language, "Benford", "marginal"),
        say_in(language, "Benford", "none"),
    )
    return say(
        language,
        "{number} amounts of at least 10 kronor. The mean absolute deviation is {deviation}, a "
        "conformity that Nigrini calls {conformity} (bounds 0.006, 0.012, 0.015); chi-square is "
        "{chi} with 8 degrees of freedom. The law holds for amounts of many sizes that nobody has "
        "chosen. Fees, rents and instalments that are alike go against it without being wrong, and "
        "books that follow it may be wrong: it shows where to look, and proves nothing.",
        number=formats.count(found.number, language),
        deviation=formats.number(found.deviation, language),
        conformity=bands[found.conformity],
        chi=formats.number(found.chi_square, language),
    )


def _notes(review: YearReview, language: Language) -> tuple[str, ...]:
    marked = review.marked_accounts
    if not marked:
        return ()
    return (
        say_count(
            language,
            marked,
            "1 account differs much from the year before or the budget.",
            "{number} accounts differ much from the year before or the budget.",
        ),
    )
