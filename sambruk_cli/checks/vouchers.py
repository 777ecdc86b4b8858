"""Vouchers and their numbers, accounts and amounts (BFL 5:6-7)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from sambruk_cli.books.vouchers import VOIDED, Account, Voucher
from sambruk_cli.checks.gaps import Gap, gaps_in
from sambruk_cli.checks.imported import Imported
from sambruk_cli.findings import Finding, finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.messages.message import Message
from sambruk_cli.money import ORE, ZERO, is_whole_ore
from sambruk_cli.session import Session

CURRENCY = "SEK"

# Code, file and line of what has been found while reading.
Reported = Set[tuple[str, str | None, int | None]]


def check_vouchers(
    session: Session, vouchers: Sequence[Voucher], year: FiscalYear, imported: Imported
) -> tuple[list[Finding], list[Gap]]:
    """Numbers and amounts of the vouchers of one fiscal year, and the numbers that are missing."""
    findings: list[Finding] = []
    books, reported = session.books, session.reported()
    numbered: dict[str, dict[int, Voucher]] = {}
    for voucher in vouchers:
        if not _is_plain(voucher):
            findings.extend(_amounts(voucher, vouchers, reported))
        if voucher.is_opening:
            # A year that is declared but not booked may end with what the books open with.
            if books.has_vouchers(year) or books.opening(year.start).postings:
                findings.append(
                    finding("BOK210.within", year=year.label, file=voucher.file, line=voucher.line)
                )
        else:
            findings.extend(_number(voucher, numbered))
    return findings, list(gaps_in(numbered, imported.highest))


def check_outside(session: Session, vouchers: Sequence[Voucher]) -> Iterator[Finding]:
    """The vouchers that no fiscal year holds: only opening balances may lie before the first."""
    first = min((year.start for year in session.register.years), default=None)
    reported = session.reported()
    for voucher in vouchers:
        yield from _amounts(voucher, vouchers, reported)
        if session.register.association is None:
            continue
        if not (voucher.is_opening and first is not None and voucher.date < first):
            yield finding("BOK209", day=voucher.date, file=voucher.file, line=voucher.line)


def check_accounts(session: Session) -> Iterator[Finding]:
    """Names of accounts: a BAS number once, below the root that its class belongs to."""
    seen: dict[str, Account] = {}
    for account in session.books.accounts.values():
        name, file, line = account.name, account.file, account.line
        if account.number is None:
            yield finding("BOK218.unnumbered", account=name, file=file, line=line)
            continue
        roots = _roots(account.number)
        if account.root not in roots:
            yield finding(
                "BOK218.root",
                number=account.number,
                root=account.root,
                right=_one_of(roots),
                file=file,
                line=line,
            )
        if account.number in seen:
            other = seen[account.number].name
            yield finding("BOK218.taken", account=name, other=other, file=file, line=line)
        seen.setdefault(account.number, account)


def _roots(number: str) -> tuple[str, ...]:
    match number[0]:
        case "1":
            return ("Assets",)
        case "2":
            return ("Equity",) if number[1] == "0" else ("Liabilities",)
        case "3":
            return ("Income",)
        case "4" | "5" | "6" | "7":
            return ("Expenses",)
        case "8":
            return ("Income", "Expenses")
        case "0" | "9":  # the company's own, for what is no part of BAS
            return ("Assets", "Liabilities", "Equity", "Income", "Expenses")
        case _:
            return ()


def _one_of(roots: tuple[str, ...]) -> Message | str:
    match roots:
        case (one, other):
            return Message.of("{one} or {other}", one=one, other=other)
        case (one,):
            return one
        case _:
            return Message.of("no root")


def _is_plain(voucher: Voucher) -> bool:
    """Whether a glance shows that the amounts are kronor and öre that sum to nought."""
    total = ZERO
    for posting in voucher.postings:
        if posting.currency != CURRENCY or not posting.amount.same_quantum(ORE):
            return False
        total += posting.amount
    return not total and bool(voucher.postings) and VOIDED not in voucher.meta


def _amounts(
    voucher: Voucher, vouchers: Sequence[Voucher], reported: Reported
) -> Iterator[Finding]:
    lines = {voucher.line, *(p.line for p in voucher.postings)}
    for posting in voucher.postings:
        if not is_whole_ore(posting.amount):
            # As text: as an amount it would be shown without the decimals that are too many.
            amount = f"{posting.amount:f}"
            yield finding("BOK207", amount=amount, file=voucher.file, line=posting.line)
        if posting.currency != CURRENCY and not any(
            ("BOK208", voucher.file, line) in reported for line in lines
        ):
            yield finding("BOK208", currency=posting.currency, file=voucher.file, line=posting.line)
    total = sum((p.amount for p in voucher.postings), ZERO)
    if total and ("BOK202", voucher.file, voucher.line) not in reported:
        yield finding("BOK202", amount=total, file=voucher.file, line=voucher.line)
    is_voided = voucher.meta.get(VOIDED) is True
    if is_voided and voucher.postings:
        yield finding("BOK202.voided", file=voucher.file, line=voucher.line)
    if not is_voided and not voucher.postings and not _is_unread(voucher, vouchers, reported):
        yield finding("BOK202.empty", file=voucher.file, line=voucher.line)


def _is_unread(voucher: Voucher, vouchers: Sequence[Voucher], reported: Reported) -> bool:
    """Whether a line that could not be read stands between a voucher and the next one."""
    below = [
        line
        for code, file, line in reported
        if code == "BOK201" and file == voucher.file and line is not None and line > voucher.line
    ]
    return bool(below) and not any(
        other.file == voucher.file and voucher.line < other.line <= min(below) for other in vouchers
    )


def _number(voucher: Voucher, numbered: dict[str, dict[int, Voucher]]) -> Iterator[Finding]:
    parts, ver, file, line = voucher.series_and_number, voucher.ver, voucher.file, voucher.line
    if ver is None:
        yield finding("BOK203.missing", file=file, line=line)
        return
    if parts is None:
        yield finding("BOK203", ver=ver, file=file, line=line)
        return
    series, number = parts
    first = numbered.setdefault(series, {}).setdefault(number, voucher)
    if first is not voucher:
        yield finding("BOK205", ver=ver, place=f"{first.file}:{first.line}", file=file, line=line)
