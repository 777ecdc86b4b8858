"""What an import asks of a file besides its arithmetic: flag, currency, accounts, vouchers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sambruk_cli import sie
from sambruk_cli.exchange.sie.findings import as_finding
from sambruk_cli.exchange.sie.into.balances import BALANCE_CLASSES
from sambruk_cli.exchange.sie.into.import_file import ImportFile
from sambruk_cli.exchange.sie.into.names import NAMELESS, has_four_digits
from sambruk_cli.findings import Finding, Severity, finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.messages import Message
from sambruk_cli.sie.rules.vouchers import unbalanced


def check_flag(source: ImportFile, *, again: bool) -> Iterator[Finding]:
    """A file that says it has been read is not read again, unless that is asked for."""
    flag = source.file.flag
    if flag is not None and flag.text.strip() == "1" and not again:
        yield finding("SIE621.flagged", file=source.name, line=flag.line or None)


def check_currency(source: ImportFile) -> Iterator[Finding]:
    """The books are kept in kronor alone."""
    currency = source.file.currency
    if currency is not None and source.file.currency_code not in ("SEK", ""):
        line = currency.line or None
        yield finding("SIE627.currency", currency=currency.text, file=source.name, line=line)


def booked_on(file: sie.SieFile) -> dict[str, int]:
    """Accounts that an amount stands on, with the first line that does so."""
    lines: dict[str, int] = {}
    for balance in file.balances:
        part = balance.kind in ("OIB", "OUB") and balance.account.startswith(BALANCE_CLASSES)
        if balance.amount and (not balance.objects or part):
            lines.setdefault(balance.account, balance.line)
    for voucher in file.vouchers:
        for row in voucher.rows:  # what was added or removed comes out of an export again
            lines.setdefault(row.account, row.line)
    return lines


def check_accounts(source: ImportFile, used: Mapping[str, int]) -> Iterator[Finding]:
    """Every account in use has four digits and one name; one without a name is a warning."""
    declared = {a.number: a for a in source.file.accounts}
    for number, line in used.items():
        if not has_four_digits(number):
            at = declared[number].line if number in declared else line
            yield finding("SIE626.digits", account=number, file=source.name, line=at or None)
        elif number[0] in "09" and any(_stands(b, number) for b in source.file.balances):
            yield finding("SIE626.internal", account=number, file=source.name, line=line or None)
        elif number not in declared:
            yield finding(
                "SIE626.nameless",
                account=number,
                name=NAMELESS,
                file=source.name,
                line=line or None,
                severity=Severity.WARNING,
            )
    for stray in source.file.strays:
        first = declared.get(stray.number) if isinstance(stray, sie.Account) else None
        if isinstance(stray, sie.Account) and first is not None and stray.name != first.name:
            yield finding(
                "SIE622",
                account=stray.number,
                name=stray.name,
                first=first.name,
                earlier=first.line,
                file=source.name,
                line=stray.line or None,
            )


def _stands(balance: sie.Balance, account: str) -> bool:
    return balance.account == account and balance.kind in ("IB", "UB") and balance.amount != 0


def check_vouchers(source: ImportFile, year: FiscalYear) -> Iterator[Finding]:
    """Each voucher sums to nought, as `sie check` has it, and lies in the year."""
    for voucher in source.file.vouchers:
        if problem := unbalanced(voucher):
            yield as_finding(problem, source.name)
        if voucher.day not in year:
            called = f"{voucher.series} {voucher.number}".strip()
            yield finding(
                "SIE623.outside",
                voucher=Message.of("voucher {voucher}", voucher=called)
                if called
                else Message.of("voucher"),
                day=voucher.day,
                year=year.label,
                start=year.start,
                end=year.end,
                file=source.name,
                line=voucher.line or None,
            )
