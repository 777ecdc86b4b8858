"""The key figures of this year and those before it: computed, or as the register states them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from decimal import Decimal

from sambruk_cli.findings import Finding, finding
from sambruk_cli.fiscal import FiscalYear, year_before
from sambruk_cli.frozen import frozen
from sambruk_cli.money import round_half_up
from sambruk_cli.register.association import StatedFigures
from sambruk_cli.report.own_figures import measured, own_figures
from sambruk_cli.report.year import ReportYear
from sambruk_cli.statements.amounts import misplaced
from sambruk_cli.statements.build import Options, build_statements
from sambruk_cli.statements.model import Statements

YEARS = 4  # this one and three before (K2, BFNAR 2016:10 p. 5.5)


@frozen
class KeyFigures:
    """One year's figures in kronor, and its solvency in per cent; None where not known.

    `own` are the figures that the association has added, by key.

    `source` says where they come from if the register states them, "" if the books give them.
    """

    label: str
    turnover: Decimal | None
    result: Decimal | None
    equity: Decimal | None
    solvency: Decimal | None
    source: str = ""
    own: Mapping[str, Decimal | None] = field(default_factory=dict)

    @property
    def says_something(self) -> bool:
        """Whether there is any figure for the year."""
        figures = (self.turnover, self.result, self.equity, self.solvency, *self.own.values())
        return any(figure is not None for figure in figures)


def key_figures(year: ReportYear, number: int | None = None) -> list[KeyFigures]:
    """This year's figures and those of the years before it that are declared, the latest first.

    All are computed by the layout of this year. Years without any figure are left out.

    Args:
      number: at most so many years, this one included.
    """
    figures = [_figures(year, each) for each in _years(year)[:number]]
    return [each for each in figures if each.says_something]


def key_figure_findings(year: ReportYear, number: int | None = None) -> Iterator[Finding]:
    """Accounts of earlier years that the layout of this year cannot show."""
    said = set()
    for each in _years(year)[1:number]:
        for account, _ in misplaced(year.books, year.layout, each):
            known = year.books.accounts[account]
            # The year that stands beside this one in the statements is STM309's.
            if account not in said and each != year.statements.comparative:
                said.add(account)
                yield finding(
                    "RPT514",
                    account=account,
                    earlier=each.label,
                    layout=year.layout.id,
                    file=known.file,
                    line=known.line,
                )


def _years(year: ReportYear) -> list[FiscalYear]:
    """This year and all that are declared before it, without a gap, the latest first."""
    years, current = [], year_before(year.register.years, year.fiscal)
    while current is not None:
        years.append(current)
        current = year_before(year.register.years, current)
    return [year.fiscal, *years]


def _figures(year: ReportYear, each: FiscalYear) -> KeyFigures:
    """The figures of one year, with the association's own where its overview has any."""
    overview = year.layout.overview
    if overview is None or not overview.figures:
        return _usual(year, each)[0]
    usual, statements = _usual(year, each)
    own = own_figures(year, each, statements)
    stated = year.register.stated_figures(each.label)
    source = stated.source if stated and set(own) & set(stated.figures) else usual.source
    return replace(usual, own=own, source=source)


def _usual(year: ReportYear, each: FiscalYear) -> tuple[KeyFigures, Statements | None]:
    """The figures of every overview, and the statements that they are computed from."""
    if each == year.fiscal:
        return _computed(year, year.statements, each.label), year.statements
    if not year.books.is_kept(each):
        stated = year.register.stated_figures(each.label)
        return _stated(year, each.label, stated), None
    if any(misplaced(year.books, year.layout, each)):
        return KeyFigures(each.label, None, None, None, None), None
    options = Options(year.language)
    statements = build_statements(year.books, year.register, each, options, year.layout)
    assert statements is not None  # there is a layout
    return _computed(year, statements, each.label), statements


def _stated(year: ReportYear, label: str, stated: StatedFigures | None) -> KeyFigures:
    if stated is None:
        return KeyFigures(label, None, None, None, None)
    solvency = stated.solvency
    if solvency is None:
        solvency = _share(stated.equity, stated.total)
    return KeyFigures(
        label,
        stated.turnover,
        stated.result,
        stated.equity,
        _per_cent(year, solvency),
        stated.source,
    )


def _computed(year: ReportYear, statements: Statements, label: str) -> KeyFigures:
    keys, layout = year.layout.overview, year.layout

    def printed(key: str | None) -> Decimal | None:
        """What a row prints; nought where it is left out for being nought (hide_zero)."""
        rows = (*layout.income_statement, *layout.balance_sheet)
        if key is None or not any(row.key == key and not row.is_heading for row in rows):
            return None
        found = statements.row(key)
        return found.printed.get(label) if found else Decimal(0)

    equity = printed(layout.equity)
    if keys is None:
        return KeyFigures(label, None, None, equity, None)
    share = _share(printed(keys.equity), printed(keys.total))
    return KeyFigures(
        label,
        printed(keys.turnover),
        printed(keys.result),
        equity,
        _per_cent(year, share),
    )


def _per_cent(year: ReportYear, share: Decimal | None) -> Decimal | None:
    """A share with the decimals that the layout gives solvency."""
    decimals = year.layout.overview.decimals if year.layout.overview else 0
    if share is None or not decimals:
        return None if share is None else round_half_up(share)
    return measured(share, decimals)


def _share(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """One amount in per cent of another, None where it is no share of anything."""
    return part * 100 / whole if part is not None and whole else None
