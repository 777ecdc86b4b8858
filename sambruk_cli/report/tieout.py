"""The tie-out: figures as published, held against what books and register give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from sambruk_cli.dues.charges import KINDS
from sambruk_cli.findings import Finding, did_you_mean, finding
from sambruk_cli.language import Language
from sambruk_cli.register.duplicates import repeated
from sambruk_cli.register.locate import Located
from sambruk_cli.register.published import PublishedFile
from sambruk_cli.report.sources import Sources, gather


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


def computed_figures(sources: Sources) -> dict[str, dict[str, Decimal]]:
    """Everything that can be tied out: by item, then by label of the fiscal year."""
    figures: dict[str, dict[str, Decimal]] = {}
    statements = sources.statements
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
    for label, of_year in _both_years(sources).items():
        for item, value in _register_figures(of_year).items():
            figures.setdefault(item, {})[label] = value
    return figures


def _both_years(sources: Sources) -> Mapping[str, Sources]:
    found = {sources.year.label: sources}
    comparative = sources.statements.comparative
    if comparative is not None:
        language: Language = sources.language
        other = gather(sources.workspace, sources.register, sources.books, comparative, language)
        if other is not None:
            found[comparative.label] = other
    return found


def _register_figures(sources: Sources) -> dict[str, Decimal]:
    year, members = sources.year, sources.register.members
    at_end = sources.members_at_end()
    figures = {
        "members.total": len(at_end),
        "members.municipalities": sum(1 for m in at_end if m.kind == "municipality"),
        "members.organisations": sum(1 for m in at_end if m.kind == "organisation"),
        "members.joined": sum(1 for m in members if m.joined is not None and m.joined in year),
        "members.left": sum(1 for m in members if m.left is not None and m.left in year),
    }
    amounts = {item: Decimal(number) for item, number in figures.items()}
    amounts |= {f"members.count.{tier}": Decimal(n) for tier, n in sources.count_by_tier().items()}
    for kind in KINDS:
        schedule = sources.schedule(kind)
        amounts[f"dues.{kind}.total"] = sources.dues.total(kind)
        if schedule is not None:
            amounts |= {f"fees.{kind}.{tier}": a for tier, a in schedule.amounts.items()}
    at_disposal = sources.at_disposal()
    if at_disposal < 0:
        amounts["disposition.accumulated_loss"] = -at_disposal
    else:
        amounts["disposition.total"] = at_disposal
    return amounts


def tie_out(
    sources: Sources, published: PublishedFile, located: Located
) -> tuple[tuple[Tie, ...], list[Finding]]:
    """Every published figure beside the computed one, and a finding for each that differs.

    A difference that the file states and explains is a warning with its explanation; any other
    amount is a warning that says it is unexplained.
    """
    computed = computed_figures(sources)
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
