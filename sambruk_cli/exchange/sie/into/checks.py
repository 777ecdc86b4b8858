"""What an import asks of a file besides its arithmetic: flag, currency, accounts, vouchers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from sambruk_cli import sie
from sambruk_cli.account_numbers import is_account_number
from sambruk_cli.exchange.sie.findings import as_finding
from sambruk_cli.exchange.sie.into.import_file import ImportFile
from sambruk_cli.exchange.sie.into.names import NAMELESS
from sambruk_cli.exchange.sie.into.shown import BALANCE_CLASSES
from sambruk_cli.findings import Finding, Severity, finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.messages import Message
from sambruk_cli.sie.rules.vouchers import unbalanced
from sambruk_cli.sie.sums import MOST_LISTED


def check_flag(source: ImportFile, *, again: bool) -> Iterator[Finding]:
    """A file that says it has been read is not read again, unless that is asked for."""
    flag = source.file.flag
    if flag is not None and flag.text.strip() == "1" and not again:
        yield finding("SIE621.flagged", file=source.name, line=flag.line or None)


def check_currency(source: ImportFile) -> Iterator[Finding]:
    """The books are kept in kronor alone."""
    currency = source.file.currency
    if currency is not None and source.file.currency_code.strip().upper() not in ("SEK", ""):
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
            if row.kind == "TRANS" or is_account_number(row.account):
                lines.setdefault(row.account, row.line)
    return lines


def check_accounts(
    source: ImportFile, used: Mapping[str, int], named: Collection[str]
) -> Iterator[Finding]:
    """Every account in use has a number of the books and one name; without a name: a warning."""
    declared = {a.number: a for a in source.file.accounts}
    nameless: list[tuple[str, int]] = []
    for number, line in used.items():
        if not is_account_number(number):
            at = declared[number].line if number in declared else line
            yield finding("SIE626.digits", account=number, file=source.name, line=at or None)
        elif number not in named:
            nameless.append((number, line))
    if nameless:
        numbers = tuple(number for number, _ in nameless[:MOST_LISTED])
        yield finding(
            "SIE626.nameless" if len(nameless) == 1 else "SIE626.several_nameless",
            accounts=numbers if len(nameless) <= MOST_LISTED else (*numbers, "..."),
            name=NAMELESS,
            file=source.name,
            line=min(line for _, line in nameless) or None,
            severity=Severity.WARNING,
        )
    for stray in source.file.strays:
        first = declared.get(stray.number) if isinstance(stray, sie.Account) else None
        if (
            isinstance(stray, sie.Account)
            and first is not None
            and stray.name not in ("", first.name)
        ):
            yield finding(
                "SIE622",
                account=stray.number,
                name=stray.name,
                first=first.name,
                earlier=first.line,
                file=source.name,
                line=stray.line or None,
            )


def check_vouchers(source: ImportFile, year: FiscalYear) -> list[Finding]:
    """Each voucher sums to nought, as `sie check` has it, and lies in the year.

    One that has no row that counts is kept wherever it lies, since it holds nothing but the history
    of its number: a warning.
    """
    found = [
        as_finding(problem, source.name)
        for voucher in source.file.vouchers
        if (problem := unbalanced(voucher))
    ]
    outside = [voucher for voucher in source.file.vouchers if voucher.day not in year]
    counting = [v for v in outside if any(row.amount for row in v.booked)]
    history = [v for v in outside if not any(row.amount for row in v.booked)]
    for vouchers, code in ((counting, "SIE623.outside"), (history, "SIE623.kept")):
        if vouchers:
            found.append(_outside(source, year, vouchers, code))
    return found


def _outside(
    source: ImportFile, year: FiscalYear, vouchers: Sequence[sie.Voucher], code: str
) -> Finding:
    first = vouchers[0]
    called = f"{first.series} {first.number}".strip()
    voucher: Message | str = Message.of("voucher")
    if len(vouchers) > 1:
        voucher = Message.of("{number} vouchers, the first of which", number=len(vouchers))
    elif called:
        voucher = Message.of("voucher {voucher}", voucher=called)
    return finding(
        code,
        voucher=voucher,
        day=first.day,
        year=year.label,
        start=year.start,
        end=year.end,
        file=source.name,
        line=first.line or None,
        severity=Severity.WARNING if code == "SIE623.kept" else Severity.ERROR,
    )
