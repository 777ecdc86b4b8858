"""Funds for stated purposes: none holds less than nought, nor gives what it does not hold."""

from __future__ import annotations

from collections.abc import Iterator

from sambruk_cli.books.balances import trial_balance
from sambruk_cli.findings import Finding, finding
from sambruk_cli.money import ZERO
from sambruk_cli.register.association import ReportDetails
from sambruk_cli.register.layout import is_within
from sambruk_cli.register.locate import KeyPath
from sambruk_cli.session import Session
from sambruk_cli.statements.funds import at_disposal, fund_spans


def check_funds(session: Session) -> Iterator[Finding]:
    """STM316: funds below nought at the end of a year, by the books or as the board proposes,
    and more proposed for them than is free."""
    if not session.readable("statements", "association", "fees"):
        return
    yield from _balances(session)
    yield from _transfers(session)
    yield from _decided(session)


def _balances(session: Session) -> Iterator[Finding]:
    books, ranges = session.books, fund_spans(session.register)
    for year in session.years:
        if not ranges or not books.is_kept(year):
            continue
        for balance in trial_balance(books, year):
            account = books.accounts.get(balance.account)
            if account is None or account.root != "Equity" or balance.closing <= 0:
                continue
            if is_within(account.number or "", ranges):
                yield finding(
                    "STM316",
                    account=account.name,
                    year=year.label,
                    amount=-balance.closing,
                    file=account.file,
                    line=account.line,
                )


def _transfers(session: Session) -> Iterator[Finding]:
    """What the board proposes to bring to funds and from them, each an account of equity."""
    association, books = session.register.association, session.books
    place = session.register.places["association"]
    by_number = {account.number: account for account in books.accounts.values()}
    for i, report in enumerate(association.reports if association else ()):
        year = session.register.year(report.year)
        yield from _more_than_free(session, report, i)
        for j, transfer in enumerate(report.transfers):
            line = place.line("reports", i, "transfers", j, "account")
            account = by_number.get(transfer.account)
            if account is None or account.root != "Equity":
                yield finding(
                    "STM316.account", account=transfer.account, file=place.file, line=line
                )
            elif transfer.amount < 0 and year is not None and books.is_kept(year):
                held = next(
                    (-b.closing for b in trial_balance(books, year) if b.account == account.name),
                    ZERO,
                )
                if held + transfer.amount < 0:
                    yield finding(
                        "STM316.transfer",
                        account=account.name,
                        year=year.label,
                        held=held,
                        amount=-transfer.amount,
                        file=place.file,
                        line=place.line("reports", i, "transfers", j, "amount"),
                    )


def _decided(session: Session) -> Iterator[Finding]:
    """What a meeting has decided goes to accounts of equity that there are."""
    association = session.register.association
    place = session.register.places["association"]
    known = {a.number for a in session.books.accounts.values() if a.root == "Equity"}
    for i, report in enumerate(association.reports if association else ()):
        if report.decision is None:
            continue
        where: KeyPath = ("reports", i, "decision")
        named: list[tuple[KeyPath, str]] = [
            ((*where, "transfers", j, "account"), transfer.account)
            for j, transfer in enumerate(report.decision.transfers)
        ]
        if report.decision.carried_to is not None:
            named.append(((*where, "carried_to"), report.decision.carried_to))
        for path, account in named:
            if account not in known:
                yield finding(
                    "STM316.decided", account=account, file=place.file, line=place.line(*path)
                )


def _more_than_free(session: Session, report: ReportDetails, index: int) -> Iterator[Finding]:
    """More brought to funds than the meeting has at its disposal.

    A year that has not ended, and is not booked to its end, may earn what is missing. What is
    less than a krona too much is what rounding prints.
    """
    proposed = sum((transfer.amount for transfer in report.transfers), ZERO)
    books, year = session.books, session.register.year(report.year)
    if proposed <= 0 or year is None or not books.is_kept(year):
        return
    layout = session.register.layout_for(year)
    ended = year.closed or year.end < session.today or books.last_day(year) == year.end
    if layout is None or not layout.disposition or not ended:
        return
    free = at_disposal(books, session.register, layout, year)
    if proposed - free >= 1:
        place = session.register.places["association"]
        yield finding(
            "STM316.free",
            year=year.label,
            free=free,
            amount=proposed,
            file=place.file,
            line=place.line("reports", index, "transfers", 0, "amount"),
        )
