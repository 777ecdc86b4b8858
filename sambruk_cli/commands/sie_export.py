"""sambruk sie export"""

# What reads and writes SIE is loaded by the function that needs it: the help of every command of
# the group loads this module too.

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from sambruk_cli.console import options, printing, run, target
from sambruk_cli.findings import Finding, Severity, Stop, finding
from sambruk_cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sambruk_cli import sie
    from sambruk_cli.books.vouchers import Voucher
    from sambruk_cli.exchange.sie.export import Exported


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
    from sambruk_cli import sie
    from sambruk_cli.exchange.sie import export, history
    from sambruk_cli.register.sie import read_sie_details

    target.refuse_other_than_sie(output)
    session = run.open_session(context)
    details, faults = read_sie_details(session.workspace)
    without = export.unnumbered(session.books)
    if faults or without:
        raise Stop(*faults, *(_account(session, name) for name in without))
    chosen = session.year(year)
    session = session.on(chosen)
    bears = day.date() if day else session.books.last_day(chosen) or chosen.end
    garbled = [
        _history(voucher, key)
        for voucher in (session.books.in_year(chosen) if type_ == 4 else ())
        for key in history.unreadable(voucher.meta)
    ]
    if garbled:
        raise Stop(*garbled)
    order = export.ExportOrder(chosen, type_, bears, details, ksumma)
    made = export.export(session, order)
    try:
        plain = sie.Plain()
        content = sie.write(made.file, replace=replace, plain=plain)
    except sie.SieError as error:
        raise Stop(*(_unwritable(problem, made) for problem in error.problems)) from None
    printing.warn(session)
    told = list(_plain(plain, made))
    if type_ in (2, 3):
        told += export.monthless(session.books, order.years(session.books, session.register))
    printing.show_findings(tuple(told), session.terms.messages, as_json=False)
    printing.emit_bytes(content, output)
    return session.exit_code


def _unwritable(problem: sie.Problem, made: Exported) -> Finding:
    """What SIE cannot hold, where it stands in the books."""
    code = "SIE620.amount" if problem.kind == "amount" else "SIE620"
    values = dict(problem.said.values)
    if not problem.line:
        return finding(code, what=values["where"], problem=values["problem"])
    file, line, what = made.places[problem.line - 1]
    return finding(code, what=what, problem=values["problem"], file=file, line=line)


def _plain(plain: sie.Plain, made: Exported) -> Iterator[Finding]:
    """What was written plain, in one finding, at the first text of it."""
    if plain.characters:
        file, line = made.places[plain.line - 1][:2] if plain.line else (None, None)
        yield finding(
            "SIE620.plain",
            number=plain.characters.total(),
            characters=plain.shown(),
            file=file,
            line=line,
            severity=Severity.WARNING,
        )


def _history(voucher: Voucher, key: str) -> Finding:
    return finding(
        "SIE620.history",
        key=key,
        voucher=voucher.ver or voucher.date,
        file=voucher.file,
        line=voucher.line,
    )


def _account(session: Session, name: str) -> Finding:
    account = session.books.accounts[name]
    return finding("SIE626.numberless", account=name, file=account.file, line=account.line)
