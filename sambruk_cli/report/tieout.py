"""The tie-out: figures as published, held against what books and register give."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sambruk_cli.dues.charges import KINDS
from sambruk_cli.findings import Finding, did_you_mean, finding
from sambruk_cli.register.duplicates import repeated
from sambruk_cli.register.locate import Located
from sambruk_cli.register.published import PublishedFile
from sambruk_cli.report.year import ReportYear


@dataclass(frozen=True, slots=True)
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
    for name, rows in (
        ("income_statement", statements.income_statement),
        ("balance_sheet", statements.balance_sheet),
    ):
        for row in rows:
            if row.printed:
                figures[f"{name}.{row.key}"] = dict(row.printed)
    for note in statements.notes:
        for note_row in note.rows:
            figures[f"note.{note.number}.{note_row.key}"] = dict(note_row.printed)
        if note.rows:
            figures[f"note.{note.number}.total"] = dict(note.total)
    for shown in filter(None, (year, year.comparative())):
        for item, value in _register_figures(shown).items():
            figures.setdefault(item, {})[shown.label] = value
    return figures


def _register_figures(year: ReportYear) -> dict[str, Decimal]:
    amounts = {item: Decimal(number) for item, number in year.member_figures().items()}
    for kind in KINDS:
        schedule = year.schedule(kind)
        amounts[f"dues.{kind}.total"] = year.dues.total(kind)
        if schedule is not None:
            amounts |= {f"fees.{kind}.{tier}": a for tier, a in schedule.amounts.items()}
    at_disposal = year.at_disposal()
    if at_disposal < 0:
        amounts["disposition.accumulated_loss"] = -at_disposal
    else:
        amounts["disposition.total"] = at_disposal
    return amounts


def tie_out(
    year: ReportYear, published: PublishedFile, located: Located
) -> tuple[tuple[Tie, ...], list[Finding]]:
    """Every published figure beside the computed one, and a finding for each that differs.

    A difference that the file states and explains is a warning with its explanation; any other
    amount is a warning that says it is unexplained.
    """
    computed = computed_figures(year)
    ties: list[Tie] = []
    named = [f"{figure.item} {figure.year}" for figure in published.figures]
    findings = repeated(located, ("figures",), named)
    for index, figure in enumerate(published.figures):
        line = located.line("figures", index, "value")
        by_year = computed.get(figure.item, {})
        if figure.year not in by_year:
            hint = did_you_mean(figure.item, computed, "docs/commands/tieout.md lists the items")
            if by_year:
                hint = f"it is computed for {', '.join(by_year)}"
            findings.append(
                finding(
                    "RPT502",
                    f"nothing computed is called {figure.item} for {figure.year}",
                    file=located.file,
                    line=line,
                    hint=hint,
                )
            )
            continue
        ledger = by_year[figure.year]
        difference = figure.value - ledger
        explained = figure.difference is not None and figure.difference == difference
        tie = Tie(
            figure.item,
            figure.year,
            figure.value,
            ledger,
            (figure.explanation or "") if explained and difference else "",
        )
        ties.append(tie)
        if difference:
            why = f"known: {tie.explanation}" if tie.explanation else "not explained"
            hint = why if tie.explanation else "correct the books, or state and explain it there"
            findings.append(
                finding(
                    "RPT501",
                    f"{figure.item} {figure.year}: published {figure.value}, "
                    f"computed {ledger}, difference {difference}",
                    file=located.file,
                    line=line,
                    hint=hint,
                )
            )
        elif figure.difference:
            findings.append(
                finding(
                    "RPT501",
                    f"{figure.item} {figure.year}: a difference of {figure.difference} is "
                    "stated, but the figures agree",
                    file=located.file,
                    line=line,
                    hint="remove difference and explanation",
                )
            )
    return tuple(ties), findings
