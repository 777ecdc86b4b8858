"""Vouchers and their numbers, accounts and amounts (BFL 5:6-7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from sambruk_cli.books.books import Books
from sambruk_cli.books.vouchers import Account, Voucher
from sambruk_cli.findings import Finding, finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.money import ORE, ZERO, exact, is_whole_ore
from sambruk_cli.session import Session

CURRENCY = "SEK"


def check_vouchers(
    session: Session, vouchers: Sequence[Voucher], year: FiscalYear
) -> list[Finding]:
    """Numbers and amounts of the vouchers of one fiscal year."""
    findings: list[Finding] = []
    reported = session.reported()
    numbered: dict[str, dict[int, Voucher]] = {}
    for voucher in vouchers:
        if not _is_plain(voucher):
            findings.extend(_amounts(voucher, reported))
        if voucher.is_opening:
            findings.append(
                finding(
                    "BOK210",
                    f"opening balances within the fiscal year {year.label}",
                    file=voucher.file,
                    line=voucher.line,
                    hint="balances follow from the year before; opening: TRUE is for the day "
                    "before the first fiscal year",
                )
            )
        else:
            findings.extend(_number(voucher, numbered))
    for series, numbers in numbered.items():
        findings.extend(_gaps(year.label, series, numbers))
    return findings


def check_outside(session: Session, vouchers: Sequence[Voucher]) -> Iterator[Finding]:
    """The vouchers that no fiscal year holds: only opening balances may lie before the first."""
    first = min((year.start for year in session.register.years), default=None)
    reported = session.reported()
    for voucher in vouchers:
        yield from _amounts(voucher, reported)
        if session.register.association is None:
            continue
        if not (voucher.is_opening and first is not None and voucher.date < first):
            yield _outside(voucher)


def check_accounts(books: Books) -> Iterator[Finding]:
    """Names of accounts: a BAS number once, below the root that its class belongs to."""
    seen: dict[str, Account] = {}
    for account in books.accounts.values():
        if account.number is None:
            yield finding(
                "BOK218",
                f"{account.name} has no account number",
                file=account.file,
                line=account.line,
                hint="four digits of BAS and a hyphen: Assets:1930-Bank",
            )
            continue
        roots = _roots(account.number)
        if account.root not in roots:
            yield finding(
                "BOK218",
                f"{account.number} stands under {account.root}",
                file=account.file,
                line=account.line,
                hint=f"by its number it belongs under {' or '.join(roots) or 'no root'}",
            )
        if account.number in seen:
            yield finding(
                "BOK218",
                f"{account.name} has the number of {seen[account.number].name}",
                file=account.file,
                line=account.line,
                hint="give every account a number of its own",
            )
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
        case "8" | "0" | "9":  # 0 and 9 are the company's own, for what is no part of BAS
            return ("Income", "Expenses")
        case _:
            return ()


def _is_plain(voucher: Voucher) -> bool:
    """Whether a glance shows that the amounts are kronor and öre that sum to nought."""
    total = ZERO
    for posting in voucher.postings:
        if posting.currency != CURRENCY or not posting.amount.same_quantum(ORE):
            return False
        total += posting.amount
    return not total and bool(voucher.postings)


def _amounts(
    voucher: Voucher, reported: set[tuple[str, str | None, int | None]]
) -> Iterator[Finding]:
    lines = {voucher.line, *(p.line for p in voucher.postings)}
    for posting in voucher.postings:
        if not is_whole_ore(posting.amount):
            yield finding(
                "BOK207",
                f"{posting.amount:f} kr has more than two decimals",
                file=voucher.file,
                line=posting.line,
                hint="round to whole öre and book the rest on öresutjämning",
            )
        if posting.currency != CURRENCY and not any(
            ("BOK208", voucher.file, line) in reported for line in lines
        ):
            yield finding(
                "BOK208",
                f"an amount in {posting.currency}",
                file=voucher.file,
                line=posting.line,
                hint="the books are kept in SEK: convert at the rate of the day",
            )
    total = sum((p.amount for p in voucher.postings if p.currency == CURRENCY), Decimal(0))
    if total and ("BOK202", voucher.file, voucher.line) not in reported:
        yield finding(
            "BOK202",
            f"the voucher does not balance: {exact(total)} kr",
            file=voucher.file,
            line=voucher.line,
            hint="debit and credit must sum to zero, to the öre",
        )
    if not voucher.postings:
        yield finding(
            "BOK202",
            "the voucher has no postings",
            file=voucher.file,
            line=voucher.line,
            hint="write at least one debit and one credit",
        )


def _outside(voucher: Voucher) -> Finding:
    return finding(
        "BOK209",
        f"{voucher.date} lies in no fiscal year",
        file=voucher.file,
        line=voucher.line,
        hint="correct the date, or add the year to config/association.toml; balances from before "
        "the first year carry opening: TRUE",
    )


def _number(voucher: Voucher, numbered: dict[str, dict[int, Voucher]]) -> Iterator[Finding]:
    parts = voucher.series_and_number
    if parts is None:
        missing = voucher.ver is None
        yield finding(
            "BOK203",
            "the voucher has no number" if missing else f'"{voucher.ver}" is no voucher number',
            file=voucher.file,
            line=voucher.line,
            hint='add ver: "A1": a series in capitals, then the number (BFL 5:7)',
        )
        return
    series, number = parts
    first = numbered.setdefault(series, {}).setdefault(number, voucher)
    if first is not voucher:
        yield finding(
            "BOK205",
            f"{voucher.ver} stands already at {first.file}:{first.line}",
            file=voucher.file,
            line=voucher.line,
            hint="give the voucher the next free number of its series",
        )


def _gaps(label: str, series: str, numbers: Mapping[int, Voucher]) -> Iterator[Finding]:
    last = 0
    for number in sorted(numbers):
        if number > last + 1:
            one = number == last + 2
            missing = f"{series}{last + 1}" if one else f"{series}{last + 1}-{series}{number - 1}"
            voucher = numbers[number]
            yield finding(
                "BOK204",
                f"{missing} {'is' if one else 'are'} missing in {label}",
                file=voucher.file,
                line=voucher.line,
                hint="numbers are unbroken in a series and year (BFNAR 2013:2): find the voucher, "
                "or book a voided one that says why",
            )
        last = number
