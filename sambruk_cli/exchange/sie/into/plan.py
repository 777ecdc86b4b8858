"""What an import would do: the files it writes, what is in them, what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from sambruk_cli import sie
from sambruk_cli.edits.numbers import Taken, next_number
from sambruk_cli.edits.plan import Plan
from sambruk_cli.exchange.sie.into.balances import BALANCE_CLASSES, fiscal_year
from sambruk_cli.exchange.sie.into.digest import digest
from sambruk_cli.exchange.sie.into.names import NAMELESS, has_four_digits, series_names
from sambruk_cli.findings import Finding, Severity, finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.money import exact

SUMMARY = "SIE"  # the series of vouchers that stand for a year of which only balances are known


@dataclass(frozen=True)
class Source:
    """The file that is imported; `name` is for messages."""

    file: sie.SieFile
    name: str

    @property
    def stem(self) -> str:
        """The name without folders, as it is kept in the books."""
        return self.name.replace("\\", "/").rpartition("/")[2]

    @cached_property
    def sha256(self) -> str:
        """Of what the file says, see `digest`."""
        return digest(self.file)


@dataclass(frozen=True, slots=True)
class PlannedYear:
    """`by` says what the year is made of: its vouchers, or its balances alone."""

    year: FiscalYear
    by: str
    vouchers: int


@dataclass(frozen=True, slots=True)
class AddedSeries:
    """New vouchers of one series: the lowest and highest number in the books, and how many."""

    series: str
    first: int
    last: int
    count: int


@dataclass(frozen=True, slots=True)
class AddedVoucher:
    """A new voucher with its number in the books; `debit` is the sum of its debit rows, kronor."""

    day: date
    ver: str
    text: str
    debit: Decimal


class Balances(StrEnum):
    """What comparing the file's balances came to; `unbooked` is a result not yet in equity."""

    AGREE = "agree"
    UNBOOKED = "result-not-booked"
    NOT_COMPARED = "not-compared"


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import comes to; there is no plan to write where there are findings.

    `plan` are the files; `left_out` are accounts of the file
    that nothing is booked on and the books cannot hold, `budgets_left_out` rows for months
    outside their year. `parts_left_out` are amounts by object that the books do not take: budgets,
    results and what cuts a balance in a second dimension. `notes` are warnings that nothing is
    refused for.
    `added` is what comes to a year of a workspace, in order of series and of the file; both are
    empty for a workspace of its own.
    """

    years: tuple[PlannedYear, ...] = ()
    accounts: int = 0
    vouchers: int = 0
    objects: int = 0
    budgets: int = 0
    budgets_left_out: int = 0
    parts_left_out: int = 0
    left_out: tuple[str, ...] = ()
    plan: Plan | None = None
    findings: tuple[Finding, ...] = ()
    notes: tuple[Finding, ...] = ()
    balances: Balances = Balances.NOT_COMPARED
    added: tuple[AddedSeries, ...] = ()
    added_vouchers: tuple[AddedVoucher, ...] = ()


def check_flag(source: Source, *, again: bool) -> Iterator[Finding]:
    """A file that says it has been read is not read again, unless that is asked for."""
    flag = source.file.flag
    if flag is not None and flag.text.strip() == "1" and not again:
        yield finding(
            "SIE621",
            "the file is marked as imported already (#FLAGGA 1)",
            file=source.name,
            line=flag.line or None,
            hint="it may have been read by another program: --again reads it all the same",
        )


def check_currency(source: Source) -> Iterator[Finding]:
    currency = source.file.currency
    if currency is not None and source.file.currency_code not in ("SEK", ""):
        yield finding(
            "SIE627",
            f'the amounts are in "{currency.text}"',
            file=source.name,
            line=currency.line or None,
            hint="the books are kept in SEK: export the file in kronor",
        )


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


def check_accounts(source: Source, used: Mapping[str, int]) -> Iterator[Finding]:
    """Every account in use has four digits and one name; one without a name is a warning."""
    declared = {a.number: a for a in source.file.accounts}
    for number, line in used.items():
        if not has_four_digits(number):
            at = declared[number].line if number in declared else line
            yield finding(
                "SIE626",
                f'the account "{number}" has not four digits',
                file=source.name,
                line=at or None,
                hint="give it a number of four digits in the program the file comes from",
            )
        elif number[0] in "09" and any(_stands(b, number) for b in source.file.balances):
            yield finding(
                "SIE626",
                f'the account "{number}" has a balance: of classes 0 and 9 only accounts of the '
                "income statement have a place in the books",
                file=source.name,
                line=line or None,
                hint="give it a number of class 1 or 2 in the program the file comes from",
            )
        elif number not in declared:
            yield finding(
                "SIE626",
                f'the account "{number}" has no #KONTO: it is called "{NAMELESS}"',
                file=source.name,
                line=line or None,
                hint="name it in ledger/chart.beancount afterwards",
                severity=Severity.WARNING,
            )
    for stray in source.file.strays:
        first = declared.get(stray.number) if isinstance(stray, sie.Account) else None
        if isinstance(stray, sie.Account) and first is not None and stray.name != first.name:
            yield finding(
                "SIE622",
                f'the account "{stray.number}" is "{stray.name}" here and "{first.name}" on line '
                f"{first.line}",
                file=source.name,
                line=stray.line or None,
                hint="keep the name that is right",
            )


def _stands(balance: sie.Balance, account: str) -> bool:
    return balance.account == account and balance.kind in ("IB", "UB") and balance.amount != 0


def check_vouchers(source: Source, year: FiscalYear) -> Iterator[Finding]:
    """Each voucher sums to nought and lies in the year."""
    for voucher in source.file.vouchers:
        what = f"voucher {voucher.series} {voucher.number}".rstrip()
        if voucher.balance:
            yield finding(
                "SIE604",
                f"{what} does not balance: its rows sum to {exact(voucher.balance)}",
                file=source.name,
                line=voucher.line or None,
                hint="correct the voucher where it was written; debit is positive, credit negative",
            )
        if voucher.day not in year:
            yield finding(
                "SIE623",
                f"{what} is dated {voucher.day}, outside {year.label}",
                file=source.name,
                line=voucher.line or None,
                hint=f"{year.label} lasts from {year.start} through {year.end}",
            )


def numbered(
    source: Source, series: Mapping[str, str], taken: Taken
) -> tuple[list[str], list[Finding]]:
    """The number of each voucher in the books; the next of its series where it has none.

    Args:
      taken: numbers that stand in the books already, with where.
    """
    findings: list[Finding] = []
    mine: dict[tuple[str, int], str] = {}
    last: dict[str, int] = {}
    for name, number in taken:
        last[name] = max(last.get(name, 0), number)
    for voucher in source.file.vouchers:
        if number := _number(voucher):
            last[series[voucher.series]] = max(last.get(series[voucher.series], 0), number)
    found = []
    for voucher in source.file.vouchers:
        name = series[voucher.series]
        number = _number(voucher)
        if voucher.number and not number:
            findings.append(
                _voucher(source, voucher, f'"{voucher.number}" is no voucher number', "digits")
            )
        if not number:
            number = last[name] = last.get(name, 0) + 1
        at = mine.get((name, number)) or taken.get((name, number))
        if at:
            findings.append(_voucher(source, voucher, f"{name}{number} stands at {at}", "twice"))
        mine.setdefault((name, number), f"line {voucher.line}")
        found.append(f"{name}{number}")
    return found, findings


def next_numbers(source: Source, series: str, taken: Taken) -> list[str]:
    """The next numbers of one series, whatever the vouchers are numbered in the file."""
    first = next_number(taken, series)
    return [f"{series}{first + step}" for step, _ in enumerate(source.file.vouchers)]


def _number(voucher: sie.Voucher) -> int:
    text = voucher.number
    fits = text.isascii() and text.isdigit() and len(text.lstrip("0")) <= 9
    return int(text) if fits else 0


def _voucher(source: Source, voucher: sie.Voucher, message: str, what: str) -> Finding:
    hint = (
        "numbers are whole and positive, at most nine digits"
        if what == "digits"
        else "was the file, or a part of it, imported before? If not, number it anew: in a year "
        "of a workspace --series does"
    )
    return finding("SIE624", message, file=source.name, line=voucher.line or None, hint=hint)


def series_of(file: sie.SieFile, known: dict[str, str]) -> dict[str, str]:
    return series_names((voucher.series for voucher in file.vouchers), known)


def years_of(file: sie.SieFile, *, comparatives: bool) -> list[tuple[int, FiscalYear]]:
    """The years that a file has anything of, in order of time: the one before, and year 0."""
    found: list[tuple[int, FiscalYear]] = []
    before = fiscal_year(file, -1)
    has_before = any(b.year == -1 and b.kind in ("UB", "RES") for b in file.balances)
    if comparatives and before is not None and has_before:
        found.append((-1, before))
    this = fiscal_year(file, 0)
    if this is not None:
        found.append((0, this))
    return found


def kept(
    accounts: Sequence[sie.Account], used: Mapping[str, int]
) -> tuple[list[sie.Account], tuple[str, ...]]:
    """Accounts that the books can hold, by number, and those that are left out.

    An account that is used but not declared gets a name that says so.
    """
    declared = {a.number for a in accounts}
    every = [*accounts, *(sie.Account(n, NAMELESS) for n in used if n not in declared)]
    held = sorted((a for a in every if has_four_digits(a.number)), key=lambda a: a.number)
    left_out = (a.number for a in accounts if not has_four_digits(a.number))
    return held, tuple(number for number in left_out if number not in used)
