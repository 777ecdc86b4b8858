"""The analytical review of a year: its statements with the budget, by line, and what is marked."""

from __future__ import annotations

from sambruk_cli.audit.review.comparison import (
    ComparedLine,
    Threshold,
    compared_lines,
    usual_threshold,
)
from sambruk_cli.books.balances import trial_balance
from sambruk_cli.books.books import Books
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.money import ZERO
from sambruk_cli.register.layout import Layout
from sambruk_cli.report.year import ReportYear
from sambruk_cli.statements.build import Options, build_statements
from sambruk_cli.statements.model import Statements


@frozen
class YearReview:
    """The statements of a year with its budget, and their lines beside what they differ from."""

    statements: Statements
    threshold: Threshold
    lines: tuple[ComparedLine, ...]

    @property
    def marked_accounts(self) -> int:
        """How many accounts differ by the threshold or more; rows that sum them are not counted."""
        return sum(line.is_marked and line.kind == "account" for line in self.lines)


def reviewed(year: ReportYear) -> YearReview | None:
    """The review of a year; None where its statements cannot be made."""
    books, fiscal, layout = year.books, year.fiscal, year.layout
    options = Options(year.language, budget=True)
    statements = build_statements(books, year.register, fiscal, options, layout)
    if statements is None:
        return None
    threshold = _threshold(books, layout, fiscal)
    return YearReview(statements, threshold, compared_lines(statements, threshold))


def _threshold(books: Books, layout: Layout, fiscal: FiscalYear) -> Threshold:
    """From which deviation on a line is marked."""
    sums = {"Income": ZERO, "Expenses": ZERO}
    for balance in trial_balance(books, fiscal):
        root = balance.account.partition(":")[0]
        if root in sums and not layout.is_closing(books.number(balance.account)):
            sums[root] += balance.closing
    return usual_threshold(sums["Income"], sums["Expenses"])
