"""What `sambruk tieout` shows: published figures held against the books."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sambruk_cli.document.model import Block, Column, Heading, Paragraph, Row, Table
from sambruk_cli.document.records import records, with_columns
from sambruk_cli.findings import Finding, Stop, finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.language import Language
from sambruk_cli.messages import say, say_in
from sambruk_cli.register.published import Figure
from sambruk_cli.register.year_files import folder_of, read_published
from sambruk_cli.report.tieout import Tie, tie_out
from sambruk_cli.report.year import gather
from sambruk_cli.session import PUBLISHED, Session
from sambruk_cli.statements.printable import require_layout
from sambruk_cli.views.view import View

_PRINTED = ("item", "year", "published", "ledger", "difference")


def tieout_view(session: Session, year: FiscalYear, *, every: bool) -> View:
    """The figures that differ, with the explanation on file; JSON and CSV hold every figure.

    Args:
      year: the year whose report was published.
      every: print those that agree, too.
    Raises:
      Stop: WSP002 when no published figures are on file, STM306 when no layout holds.
    """
    language, (ties, missing) = session.language, _ties(session, year)
    table = _table(ties, language)
    differing = [tie for tie in ties if tie.difference]
    heading = say(language, "Tie-out with the published report {year}", year=year.label)
    summary = say(
        language,
        "{agreeing} of {all} published figures agree; {differing} differ.",
        agreeing=len(ties) - len(differing),
        all=len(ties) + len(missing),
        differing=len(differing),
    )
    blocks: list[Block] = [Heading(2, heading), Paragraph.of(summary)]
    if missing:
        names = ", ".join(f"{figure.item} {figure.year}" for figure in missing)
        blocks.append(Paragraph.of(say(language, "Not computed: {figures}.", figures=names)))
    if every or differing:
        rows = tuple(row for row, tie in zip(table.rows, ties, strict=True) if tie in differing)
        printed = table if every else replace(table, rows=rows)
        blocks.append(with_columns(printed, *_PRINTED))
    for tie in differing:
        text = tie.explanation or say(language, "not explained")
        blocks.append(Paragraph.of(f"{tie.item} {tie.year}: {text}"))
    return View(tuple(blocks), table, lambda: {"year": year.label, "rows": records(table)})


def _ties(session: Session, year: FiscalYear) -> tuple[Sequence[Tie], Sequence[Figure]]:
    """The figures beside the computed ones, and those that nothing is computed for."""
    published, located, _ = read_published(session.workspace, year.label)
    if published is None:
        file = f"config/published/{folder_of(year.label)}.toml"
        raise Stop(finding("WSP002.published", year=year.label, file=file))
    require_layout(session, year)
    of_year = gather(session, year)
    assert of_year is not None  # there is a layout
    ties = [
        replace(tie, explanation=session.masks.text(tie.explanation))
        for tie in tie_out(of_year, published, located)[0]
    ]
    computed = {(tie.item, tie.year) for tie in ties}
    return ties, [f for f in published.figures if (f.item, f.year) not in computed]


def tieout_findings(session: Session, year: FiscalYear) -> list[Finding]:
    """What has been found in the published figures of a year."""
    file = f"{PUBLISHED}{folder_of(year.label)}.toml"
    return [item for item in session.findings if item.file == file]


def _table(ties: Sequence[Tie], language: Language) -> Table:
    columns = (
        Column(say(language, "Item"), key="item"),
        Column(say(language, "Year"), key="year"),
        Column(say(language, "Published"), "amount", key="published"),
        Column(say_in(language, "tie-out", "Ledger"), "amount", key="ledger"),
        Column(say(language, "Difference"), "amount", key="difference"),
        Column("", key="explanation"),
    )
    rows = tuple(
        Row((t.item, t.year, t.published, t.ledger, t.difference, t.explanation)) for t in ties
    )
    return Table("tieout", columns, rows)
