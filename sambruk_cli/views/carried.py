"""What a form of the report can carry besides its chapters."""

from __future__ import annotations

from dataclasses import replace

from sambruk_cli.books.balances import trial_balance
from sambruk_cli.document.model import Carries, Report
from sambruk_cli.messages import say
from sambruk_cli.report.book_tables import trial_balance_table
from sambruk_cli.report.details import unfoldable
from sambruk_cli.report.year import ReportYear
from sambruk_cli.views.lists import member_dues_table


def fitted(report: Report, year: ReportYear, carries: Carries) -> Report:
    """The report with all that a form can carry: details of figures, or appendices."""
    match carries:
        case "details":
            return unfoldable(report, year)
        case "appendices":
            return with_appendices(report, year)
        case "":
            return report


def with_appendices(report: Report, year: ReportYear) -> Report:
    """The report with the trial balance and the dues of its year after its chapters."""
    language = year.language
    balances = trial_balance(year.books, year.fiscal)
    title = say(language, "Trial balance")
    appendices = (
        trial_balance_table(year.books, balances, language, title),
        member_dues_table(year.register, year.dues, language, say(language, "Dues")),
    )
    return replace(report, appendices=appendices)
