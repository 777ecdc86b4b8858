"""A fiscal year as the bytes of a SIE file, with what was found in making it."""

from __future__ import annotations

from collections.abc import Iterator

from sambruk_cli import sie
from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.exchange.sie import history
from sambruk_cli.exchange.sie.export import Exported, ExportOrder, export, monthless, unnumbered
from sambruk_cli.findings import Finding, Severity, Stop, finding
from sambruk_cli.session import Session


def written(
    session: Session, order: ExportOrder, *, replace: bool = False
) -> tuple[bytes, tuple[Finding, ...]]:
    """The file that is asked for, and warnings about it.

    Args:
      replace: put "?" for characters that CP437 lacks.
    Raises:
      Stop: SIE620 and SIE626 for what no SIE file can hold.
    """
    books = session.books
    without = unnumbered(books)
    if without:
        raise Stop(*(no_number(session, name) for name in without))
    garbled = [
        _history(voucher, key)
        for voucher in (books.in_year(order.year) if order.type == 4 else ())
        for key in history.unreadable(voucher.meta)
    ]
    if garbled:
        raise Stop(*garbled)
    made = export(session, order)
    plain = sie.Plain()
    try:
        content = sie.write(made.file, replace=replace, plain=plain)
    except sie.SieError as error:
        raise Stop(*(_unwritable(problem, made) for problem in error.problems)) from None
    told = list(_plain(plain, made))
    if order.type in (2, 3):
        told += monthless(books, order.years(books, session.register))
    return content, tuple(told)


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


def no_number(session: Session, name: str) -> Finding:
    """SIE626: an account that no SIE file can hold."""
    account = session.books.accounts[name]
    return finding("SIE626.numberless", account=name, file=account.file, line=account.line)
