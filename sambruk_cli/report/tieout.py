"""The tie-out: figures as published, held against what books and register give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from sambruk_cli.dues.names import stated_prices
from sambruk_cli.findings import Finding, finding, nearest
from sambruk_cli.frozen import frozen
from sambruk_cli.messages import Message
from sambruk_cli.money import plain
from sambruk_cli.register.duplicates import repeated
from sambruk_cli.register.locate import Located
from sambruk_cli.register.published import Figure, PublishedFile
from sambruk_cli.report.key_figures import YEARS, key_figures
from sambruk_cli.report.year import ReportYear


@frozen
class Tie:
    """One published figure beside the computed one, in kronor or as a number of members."""

    item: str
    year: str
    published: Decimal
    ledger: Decimal
    explanation: str

    @property
    def difference(self) -> Decimal:
        """Published less computed."""
        return self.published - self.ledger


def computed_figures(year: ReportYear) -> dict[str, dict[str, Decimal]]:
    """Everything that can be tied out: by item, then by label of the fiscal year."""
    figures: dict[str, dict[str, Decimal]] = {}
    statements = year.statements
    for name, rows in statements.parts:
        for row in rows:
            if row.printed:
                figures[f"{name}.{row.key}"] = dict(row.printed)
    for note in statements.notes:
        for note_row in note.rows:
            figures[f"note.{note.number}.{note_row.key}"] = dict(note_row.printed)
        if note.rows:
            figures[f"note.{note.number}.total"] = dict(note.total)
    for shown in filter(None, (year, year.before())):
        for item, value in _register_figures(shown).items():
            figures.setdefault(item, {})[shown.label] = value
    return figures


def _register_figures(year: ReportYear) -> dict[str, Decimal]:
    amounts = {item: Decimal(number) for item, number in year.member_figures().items()}
    for kind in (each.id for each in year.register.fees.kinds):
        amounts[f"dues.{kind}.total"] = year.dues.total(kind)
        for schedule in year.schedules(kind):
            prices = stated_prices(year.register, schedule)
            amounts |= {f"fees.{kind}.{of}": amount for of, amount in prices.items()}
    if not year.books.is_kept(year.fiscal):
        return amounts
    at_disposal = year.at_disposal()
    if at_disposal < 0:
        amounts["disposition.accumulated_loss"] = -at_disposal
    else:
        amounts["disposition.total"] = at_disposal
    return amounts


def _overview_figures(year: ReportYear) -> dict[str, dict[str, Decimal]]:
    """What the multi-year overview prints, by item and year; nothing where it prints nothing."""
    figures: dict[str, dict[str, Decimal]] = {}
    for each in key_figures(year, YEARS) if year.layout.overview else ():
        usual = {"turnover": each.turnover, "result": each.result, "solvency": each.solvency}
        for name, value in {**usual, **each.own}.items():
            figures.setdefault(f"overview.{name}", {})
            if value is not None:
                figures[f"overview.{name}"][each.label] = Decimal(value)
    return figures


def tie_out(
    year: ReportYear, published: PublishedFile, located: Located
) -> tuple[tuple[Tie, ...], list[Finding]]:
    """Every published figure beside the computed one, and a finding for each that differs.

    A difference that the file states and explains is a warning with its explanation; any other
    amount is a warning that says it is unexplained.
    """
    computed = computed_figures(year)
    if any(figure.item.startswith("overview.") for figure in published.figures):
        computed |= _overview_figures(year)
    ties: list[Tie] = []
    named = [f"{figure.item} {figure.year}" for figure in published.figures]
    findings = repeated(located, ("figures",), named)
    for index, figure in enumerate(published.figures):
        by_year = computed.get(figure.item, {})
        if figure.year in by_year:
            tie = _tie(figure, by_year[figure.year])
            ties.append(tie)
            found = _difference(tie, figure)
        else:
            found = _unknown(figure, by_year, computed)
        if found is not None:
            line = located.line("figures", index, "value")
            findings.append(replace(found, file=located.file, line=line))
    return tuple(ties), findings


def _tie(figure: Figure, ledger: Decimal) -> Tie:
    difference = figure.value - ledger
    explained = figure.difference is not None and figure.difference == difference
    explanation = (figure.explanation or "") if explained and difference else ""
    return Tie(figure.item, figure.year, figure.value, ledger, explanation)


def _difference(tie: Tie, figure: Figure) -> Finding | None:
    """What is to be said of a figure beside the computed one; None where they agree."""
    if not tie.difference:
        if not figure.difference:
            return None
        stated = _shown(figure.difference)
        return finding("RPT501.agrees", item=tie.item, year=tie.year, difference=stated)
    known = Message.of("known: {explanation}", explanation=tie.explanation)
    return finding(
        "RPT501",
        item=tie.item,
        year=tie.year,
        published=_shown(tie.published),
        computed=_shown(tie.ledger),
        difference=_shown(tie.difference),
        hint=known if tie.explanation else None,
    )


def _unknown(
    figure: Figure, by_year: Mapping[str, Decimal], computed: Mapping[str, object]
) -> Finding:
    """A figure that nothing is computed for: in that year, or at all."""
    item, year = figure.item, figure.year
    if by_year:
        return finding("RPT502.other_year", item=item, year=year, years=tuple(by_year))
    return finding("RPT502", item=item, year=year, hint=nearest(item, computed))


def _shown(value: Decimal) -> str | Decimal:
    """A figure for a message: members and whole kronor without decimals, öre where there are any.

    JSON has it as a string either way.
    """
    return plain(value) if value == value.to_integral_value() else value
