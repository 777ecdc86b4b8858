"""sambruk sie export"""

# What reads and writes SIE is loaded by the function that needs it: the help of every command of
# the group loads this module too.

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from sambruk_cli.console import options, printing, run, target
from sambruk_cli.findings import Stop


def export(
    context: typer.Context,
    year: options.YearArgument = None,
    type_: Annotated[
        int, typer.Option("--type", min=1, max=4, metavar="1|2|3|4", help="Type of the file.")
    ] = 4,
    output: options.OutputOption = None,
    day: Annotated[
        datetime | None,
        typer.Option(
            "--date",
            formats=["%Y-%m-%d"],
            metavar="DATE",
            help="The day that the file bears; by default that of the year's last voucher.",
        ),
    ] = None,
    ksumma: Annotated[bool, typer.Option("--ksumma", help="Add a checksum (#KSUMMA).")] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Substitute characters that CP437 lacks.")
    ] = False,
) -> int:
    """Write a fiscal year as a SIE file, with the year before beside it.

    Type 1 holds the year's balances, 2 those of each month too, 3 those of each object too,
    4 (4E) balances and vouchers. Dashes, quotation marks and the like are written plain; of
    a letter that SIE cannot hold nothing is written. Exit code 1: the books have errors; the
    file is written all the same.

    Example: sambruk sie export 2007 -o sambruk-2007.se
    """
    from sambruk_cli.exchange.sie import export, written
    from sambruk_cli.register.sie import read_sie_details

    target.refuse_other_than_sie(output)
    session = run.open_session(context)
    details, faults = read_sie_details(session.workspace)
    without = export.unnumbered(session.books)
    if faults or without:
        raise Stop(*faults, *(written.no_number(session, name) for name in without))
    chosen = session.year(year)
    session = session.on(chosen)
    bears = day.date() if day else session.books.last_day(chosen) or chosen.end
    order = export.ExportOrder(chosen, type_, bears, details, ksumma)
    content, told = written.written(session, order, replace=replace)
    printing.warn(session)
    printing.show_findings(told, session.terms.messages, as_json=False)
    printing.emit_bytes(content, output)
    return session.exit_code
