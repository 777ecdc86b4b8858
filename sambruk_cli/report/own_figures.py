"""The key figures that an association adds to its multi-year overview."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP, Context, Decimal

from sambruk_cli.document.cell import Measured
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.money import ZERO
from sambruk_cli.register.layout import OverviewFigure
from sambruk_cli.register.year_files import read_facts
from sambruk_cli.report.year import ReportYear
from sambruk_cli.statements.model import Statements

_WIDE = Context(prec=100, rounding=ROUND_HALF_UP)


def measured(number: Decimal, decimals: int) -> Measured:
    """A number rounded half up to so many decimals, which it is printed with."""
    rounded = number.quantize(Decimal(1).scaleb(-decimals), context=_WIDE)
    return Measured(rounded if rounded else abs(rounded))  # never -0


def own_figures(
    year: ReportYear, each: FiscalYear, statements: Statements | None
) -> dict[str, Decimal | None]:
    """What the figures of the association's own are in one year; None where nothing gives them.

    A figure that the register states for the year is printed as it is stated there.

    Args:
      statements: of that year by the layout of this one; None where the books do not hold it.
    """
    stated = year.register.stated_figures(each.label)
    overview = year.layout.overview
    found: dict[str, Decimal | None] = {}
    for figure in overview.figures if overview else ():
        if stated is not None and figure.key in stated.figures:
            found[figure.key] = Measured(stated.figures[figure.key])
            continue
        number = _computed(year, each, statements, figure)
        found[figure.key] = None if number is None else measured(number, figure.decimals)
    return found


def _computed(
    year: ReportYear, each: FiscalYear, statements: Statements | None, figure: OverviewFigure
) -> Decimal | None:
    if figure.fact is not None:
        return _fact(year, each, figure.fact)
    if statements is None:
        return None
    if figure.value is not None:
        return _number(year, each, figure.value)
    amount = _amount(year, statements, each, figure.row)
    if figure.of is not None:
        return _divided(amount and amount * 100, _amount(year, statements, each, figure.of))
    if figure.per is not None:
        return _divided(amount, _number(year, each, figure.per))
    return amount


def _divided(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    return _WIDE.divide(part, whole) if part is not None and whole else None


def _amount(
    year: ReportYear, statements: Statements, each: FiscalYear, key: str | None
) -> Decimal | None:
    """What a row prints; nought where it is left out for being nought, None where there is none."""
    rows = (*year.layout.income_statement, *year.layout.balance_sheet)
    if key is None or not any(row.key == key and not row.is_heading for row in rows):
        return None
    found = statements.row(key)
    return found.printed.get(each.label) if found else ZERO


def _number(year: ReportYear, each: FiscalYear, name: str) -> Decimal | None:
    number = replace(year, fiscal=each).member_figures().get(name)
    return None if number is None else Decimal(number)


def _fact(year: ReportYear, each: FiscalYear, fact_id: str) -> Decimal | None:
    """A number that facts.toml of a year states; None where it states none."""
    facts, _, _ = read_facts(year.workspace, each.label)
    values = [fact.value for fact in facts.facts if fact.id == fact_id] if facts else []
    if not values or not isinstance(values[0], int | Decimal):
        return None
    number = Decimal(values[0])
    return number if number.adjusted() <= 15 else None
