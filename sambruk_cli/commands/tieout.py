"""sambruk tieout"""

from __future__ import annotations

from typing import Annotated

import typer

from sambruk_cli.console import options, printing, run
from sambruk_cli.findings import Stop, finding
from sambruk_cli.language import pick


def tieout(
    context: typer.Context,
    year: options.YearArgument = None,
    all_: Annotated[bool, typer.Option("--all", help="List the figures that agree, too.")] = False,
    format_: options.FormatOption = options.Format.text,
    output: options.OutputOption = None,
) -> int:
    """Hold published figures against the books.

    The text lists what differs, with the explanation on file; JSON and CSV list every figure.

    Example: sambruk tieout 2007 --all
    """
    from sambruk_cli.document.model import Block, Column, Heading, Row, Table
    from sambruk_cli.money import plain
    from sambruk_cli.register.year_files import folder_of, read_published
    from sambruk_cli.report.generated import paragraph
    from sambruk_cli.report.sources import gather
    from sambruk_cli.report.tieout import tie_out

    session = run.open_session(context)
    chosen, language = session.year(year), session.language
    published, located, _ = read_published(session.workspace, chosen.label)
    sources = gather(session.workspace, session.register, session.books, chosen, language)
    if published is None or sources is None:
        missing = finding(
            "WSP002",
            f"no published figures for {chosen.label}",
            file=f"config/published/{folder_of(chosen.label)}.toml",
            hint="write them there; docs/commands/tieout.md says how",
        )
        raise Stop(*((missing,) if published is None else session.findings))
    ties, _ = tie_out(sources, published, located)
    differing = [tie for tie in ties if tie.difference]
    columns = (
        Column(pick(language, "Uppgift", "Item")),
        Column(pick(language, "År", "Year")),
        Column(pick(language, "Publicerat", "Published"), "amount"),
        Column(pick(language, "Bokfört", "Ledger"), "amount"),
        Column(pick(language, "Skillnad", "Difference"), "amount"),
    )

    def table(chosen_ties: list[object]) -> Table:
        rows = tuple(
            Row((t.item, t.year, t.published, t.ledger, t.difference))
            for t in ties
            if t in chosen_ties
        )
        return Table("tieout", columns, rows)

    agreeing = len(ties) - len(differing)
    summary = pick(
        language,
        f"{agreeing} av {len(ties)} publicerade uppgifter stämmer; {len(differing)} skiljer sig.",
        f"{agreeing} of {len(ties)} published figures agree; {len(differing)} differ.",
    )
    title = pick(language, "Avstämning mot publicerad", "Tie-out with the published report")
    blocks: list[Block] = [Heading(2, f"{title} {chosen.label}"), paragraph(summary)]
    if all_ or differing:
        blocks.append(table(list(ties) if all_ else list(differing)))
    for tie in differing:
        text = tie.explanation or pick(language, "ingen förklaring", "not explained")
        blocks.append(paragraph(f"{tie.item} {tie.year}: {text}"))
    payload = {
        "year": chosen.label,
        "rows": [
            {
                "item": tie.item,
                "year": tie.year,
                "published": plain(tie.published),
                "ledger": plain(tie.ledger),
                "difference": plain(tie.difference),
                "explanation": tie.explanation,
            }
            for tie in ties
        ],
    }
    every = Table(
        "tieout",
        (
            Column("item"),
            Column("year"),
            Column("published", "amount"),
            Column("ledger", "amount"),
            Column("difference", "amount"),
            Column("explanation"),
        ),
        tuple(
            Row((t.item, t.year, t.published, t.ledger, t.difference, t.explanation)) for t in ties
        ),
    )
    return printing.present(session, printing.Output(blocks, payload, every), format_, output)
