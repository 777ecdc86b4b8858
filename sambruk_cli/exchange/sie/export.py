"""Books and register as a SIE file of type 1, 2, 3 or 4E (SIE 4B)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from sambruk_cli import __version__, sie
from sambruk_cli.books.balances import trial_balance
from sambruk_cli.books.books import Books
from sambruk_cli.books.vouchers import Posting, Voucher
from sambruk_cli.exchange.sie.history import with_history
from sambruk_cli.exchange.sie.objects import Declared, Numbers, declared, numbers_of
from sambruk_cli.exchange.sie.sums import object_balances, period_balances, period_budgets
from sambruk_cli.fiscal import FiscalYear, year_before
from sambruk_cli.register.register import Register
from sambruk_cli.register.sie import SieDetails


@dataclass(frozen=True, slots=True)
class Exported:
    """A file to write. A record's `line` less one is where in `places` it comes from.

    `places` are (file, line, what to call it).
    """

    file: sie.SieFile
    places: Sequence[tuple[str, int, str]]


@dataclass(frozen=True, slots=True)
class Source:
    """What is exported. `day` is the date that the file bears."""

    books: Books
    register: Register
    details: SieDetails
    year: FiscalYear
    day: date
    places: list[tuple[str, int, str]] = field(default_factory=list)

    @property
    def years(self) -> list[tuple[int, FiscalYear]]:
        """The year and the one before, by SIE's number."""
        before = year_before(self.register.years, self.year)
        return [(0, self.year), *([(-1, before)] if before else [])]

    def place(self, file: str, line: int, what: str) -> int:
        self.places.append((file, line, what))
        return len(self.places)


def unnumbered(books: Books) -> list[str]:
    """Accounts that no SIE file can hold: without a number of four digits."""
    return [account.name for account in books.accounts.values() if account.number is None]


def export(source: Source, type_: int, *, checksum: bool = False) -> Exported:
    """The file of a type. Every account of `source.books` has a number.

    Balances stand in types 1 to 4, sums by period in 2 and 3, by object in 3, vouchers in 4;
    budgets in 2 to 4 and balances of objects in 3 and 4, since the year's vouchers do not say
    those.
    """
    numbers = numbers_of(source.details)
    balances = _balances(source)
    if type_ in (2, 3):
        balances += period_balances(source.books, source.years, numbers, by_object=type_ == 3)
    if type_ >= 2:
        balances += period_budgets(source.books, source.years)
    if type_ >= 3:
        balances += object_balances(source.books, source.years, numbers)
    vouchers = _vouchers(source, numbers) if type_ == 4 else ()
    known = None
    if type_ >= 3:
        used = [pair for b in balances for pair in b.objects]
        used += [pair for v in vouchers for row in v.rows for pair in row.objects]
        known = declared(used, source.register, source.details, numbers)
    association = source.register.association
    assert association is not None  # open_all stops without one
    name = association.association.name
    file = sie.SieFile(
        flag=sie.Value("FLAGGA", "0"),
        program=sie.Program("sambruk", __version__),
        format=sie.Value("FORMAT", "PC8"),
        generated=sie.Generated(source.day),
        sie_type=sie.Value("SIETYP", str(type_)),
        company_type=sie.Value("FTYP", source.details.company_type),
        org_number=sie.OrgNumber(association.association.organisation_number),
        company_name=sie.Value("FNAMN", name, source.place("config/association.toml", 1, name)),
        years=tuple(sie.FiscalYear(n, y.start, y.end) for n, y in source.years),
        extent=sie.Extent(source.year.end) if type_ in (2, 3) else None,
        chart_type=sie.Value("KPTYP", "EUBAS97"),
        accounts=_accounts(source),
        dimensions=known.dimensions if known else (),
        objects=_objects(source, known) if known else (),
        balances=tuple(balances),
        vouchers=vouchers,
        checksum=checksum,
    )
    return Exported(file, source.places)


def _accounts(source: Source) -> tuple[sie.Account, ...]:
    details = {account.number: account for account in source.details.accounts}
    made = []
    for account in sorted(source.books.accounts.values(), key=lambda a: a.number or ""):
        number = account.number or ""
        known = details.get(number)
        made.append(
            sie.Account(
                number,
                account.label,
                _kind(account.root),
                known.unit if known else None,
                known.sru if known else (),
                source.place(account.file, account.line, f"account {number}"),
            )
        )
    return tuple(made)


def _objects(source: Source, known: Declared) -> tuple[sie.Object, ...]:
    places = zip(known.objects, known.places, strict=True)
    return tuple(
        sie.Object(o.dimension, o.number, o.name, source.place(file, line, f'"{o.name}"'))
        for o, (file, line) in places
    )


def _kind(root: str) -> str:
    """#KTYP: T assets, S liabilities and equity, I income, K costs."""
    return {"Assets": "T", "Income": "I", "Expenses": "K"}.get(root, "S")


def _balances(source: Source) -> list[sie.Balance]:
    """#IB, #UB and #RES of both years; for the income statement there is only #RES."""
    opening, closing, result = [], [], []
    for number, year in source.years:
        for balance in trial_balance(source.books, year):
            account = source.books.number(balance.account)
            if source.books.keeps_balance(balance.account):
                if not (balance.opening or balance.change):
                    continue  # an account that lay empty all year
                opening.append(sie.Balance("IB", number, account, _ore(balance.opening)))
                closing.append(sie.Balance("UB", number, account, _ore(balance.closing)))
            else:
                result.append(sie.Balance("RES", number, account, _ore(balance.closing)))
    return [*opening, *closing, *result]


def _vouchers(source: Source, numbers: Numbers) -> tuple[sie.Voucher, ...]:
    """The year's vouchers, ascending within each series (SIE 4B § 5.14)."""
    original = {s.books: s.sie for s in source.details.series}

    def order(voucher: Voucher) -> tuple[str, int, date]:
        return (*(voucher.series_and_number or ("", 0)), voucher.date)

    made = []
    for voucher in sorted(source.books.in_year(source.year), key=order):
        series, number = voucher.series_and_number or ("", 0)
        made.append(
            sie.Voucher(
                series=original.get(series, series),
                number=str(number) if number else "",
                day=voucher.date,
                text=voucher.description,
                registered=_day(voucher.meta.get("registered")),
                sign=str(voucher.meta.get("sign") or ""),
                rows=with_history(
                    [_row(source, voucher, p, numbers) for p in voucher.postings], voucher.meta
                ),
                line=source.place(voucher.file, voucher.line, _name(voucher)),
            )
        )
    return tuple(made)


def _row(source: Source, voucher: Voucher, posting: Posting, numbers: Numbers) -> sie.Row:
    meta = posting.meta
    quantity = meta.get("quantity")
    return sie.Row(
        kind="TRANS",
        account=source.books.number(posting.account),
        amount=_ore(posting.amount),
        objects=numbers.of(meta),
        day=_day(meta.get("date")),
        text=str(meta.get("text") or ""),
        quantity=quantity if isinstance(quantity, Decimal) else None,
        sign=str(meta.get("sign") or ""),
        line=source.place(voucher.file, posting.line, _name(voucher)),
    )


def _name(voucher: Voucher) -> str:
    return f"voucher {voucher.ver or 'without number'} of {voucher.date}"


def _day(value: Any) -> date | None:
    return value if isinstance(value, date) else None


def _ore(amount: Decimal) -> Decimal:
    """With two decimals where it has fewer; never -0.00."""
    exponent = amount.as_tuple().exponent
    return sie.exact_sum([amount, Decimal("0.00")]) if exponent != -2 or not amount else amount
