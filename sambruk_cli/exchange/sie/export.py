"""Books and register as a SIE file of type 1, 2, 3 or 4E (SIE 4B)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sambruk_cli import __version__, sie
from sambruk_cli.books.balances import trial_balance
from sambruk_cli.books.books import Books
from sambruk_cli.books.vouchers import Account, Posting, Voucher
from sambruk_cli.exchange.sie.history import DAY, with_history
from sambruk_cli.exchange.sie.objects import Declared, Numbers, declared, masked_details, numbers_of
from sambruk_cli.exchange.sie.sums import object_balances, period_balances, period_budgets
from sambruk_cli.findings import Finding, finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.messages import Message
from sambruk_cli.register.register import Register
from sambruk_cli.register.sie import OF_BALANCES, SieDetails
from sambruk_cli.session import Session
from sambruk_cli.statements.amounts import kept_before

ASSOCIATION = "config/association.toml"


RecordOrigin = tuple[str, int, Message | str]  # file, line, what stands there


@frozen
class Exported:
    """A file to write. A record's `line` less one is where in `places` it comes from."""

    file: sie.SieFile
    places: Sequence[RecordOrigin]


@frozen
class ExportOrder:
    """What is exported: a year, as a file of a type (1 to 4) that bears a day.

    `details` are those of config/sie.toml.
    """

    year: FiscalYear
    type: int
    day: date
    details: SieDetails
    checksum: bool = False

    def years(self, books: Books, register: Register) -> list[tuple[int, FiscalYear]]:
        """The year and the one before, by SIE's number."""
        before = kept_before(books, register.years, self.year)
        return [(0, self.year), *([(-1, before)] if before else [])]


class _Places:
    """Where records come from: the line of a record is the number that its place got."""

    def __init__(self) -> None:
        self.all: list[RecordOrigin] = []

    def add(self, file: str, line: int, what: Message | str) -> int:
        self.all.append((file, line, what))
        return len(self.all)


def unnumbered(books: Books) -> list[str]:
    """Accounts that no SIE file can hold: without a number."""
    return [account.name for account in books.accounts.values() if account.number is None]


def monthless(books: Books, years: Sequence[tuple[int, FiscalYear]]) -> Iterator[Finding]:
    """Years that are one voucher of their balances: no month of theirs is known."""
    for _, year in years:
        for voucher in books.in_year(year):
            if voucher.meta.get(OF_BALANCES) is True:
                yield finding("SIE615", year=year.label, file=voucher.file, line=voucher.line)


def export(session: Session, order: ExportOrder) -> Exported:
    """The file that is asked for. Every account of the books has a number.

    Balances stand in types 1 to 4, sums by period in 2 and 3, by object in 3, vouchers in 4;
    budgets in 2 to 4 and balances of objects in 3 and 4, since the year's vouchers do not say
    those.
    """
    books, register, type_ = session.books, session.register, order.type
    years, places = order.years(session.books, register), _Places()
    numbers = numbers_of(order.details)
    balances = _balances(books, years)
    if type_ in (2, 3):
        balances += period_balances(books, years, numbers, by_object=type_ == 3)
    if type_ >= 2:
        balances += period_budgets(books, years)
    if type_ >= 3:
        balances += object_balances(books, years, numbers)
    vouchers = _vouchers(books, order, numbers, places) if type_ == 4 else ()
    known = None
    if type_ >= 3:
        used = [pair for b in balances for pair in b.objects]
        used += [pair for v in vouchers for row in v.rows for pair in row.objects]
        details = masked_details(order.details, session.masks)
        known = declared(used, register, details, numbers)
    association = register.association
    assert association is not None  # open_all stops without one
    name, number = association.association.name, association.association.organisation_number
    file = sie.SieFile(
        flag=sie.Value("FLAGGA", "0"),
        program=sie.Program("sambruk", __version__),
        format=sie.Value("FORMAT", "PC8"),
        generated=sie.Generated(order.day),
        sie_type=sie.Value("SIETYP", str(type_)),
        company_type=sie.Value("FTYP", order.details.company_type),
        org_number=sie.OrgNumber(number) if number is not None else None,
        company_name=sie.Value("FNAMN", name, places.add(ASSOCIATION, 1, name)),
        years=tuple(sie.FiscalYear(n, y.start, y.end) for n, y in years),
        extent=sie.Extent(order.year.end) if type_ in (2, 3) else None,
        chart_type=sie.Value("KPTYP", "EUBAS97"),
        accounts=_accounts(books, order.details, places),
        dimensions=known.dimensions if known else (),
        objects=_objects(known, places) if known else (),
        balances=tuple(balances),
        vouchers=vouchers,
        checksum=order.checksum,
    )
    return Exported(file, places.all)


def _accounts(books: Books, found: SieDetails, places: _Places) -> tuple[sie.Account, ...]:
    details = {account.number: account for account in found.accounts}
    made = []
    for account in sorted(books.accounts.values(), key=lambda a: a.number or ""):
        number = account.number or ""
        known = details.get(number)
        made.append(
            sie.Account(
                number,
                account.label,
                _kind(account),
                known.unit if known else None,
                known.sru if known else (),
                places.add(
                    account.file, account.line, Message.of("account {number}", number=number)
                ),
            )
        )
    return tuple(made)


def _objects(known: Declared, places: _Places) -> tuple[sie.Object, ...]:
    return tuple(
        sie.Object(
            o.dimension,
            o.number,
            o.name,
            places.add(file, line, f'"{o.name}"'),
        )
        for o, (file, line) in zip(known.objects, known.places, strict=True)
    )


def _kind(account: Account) -> str | None:
    """#KTYP: T assets, S liabilities and equity, I income, K costs.

    Equity of classes 0 and 9 has none: an import would take S for a liability.
    """
    if account.root == "Equity" and (account.number or "").startswith(("0", "9")):
        return None
    return {"Assets": "T", "Income": "I", "Expenses": "K"}.get(account.root, "S")


def _balances(books: Books, years: Sequence[tuple[int, FiscalYear]]) -> list[sie.Balance]:
    """#IB, #UB and #RES of both years; for the income statement there is only #RES."""
    opening, closing, result = [], [], []
    for number, year in years:
        for balance in trial_balance(books, year):
            account = books.number(balance.account)
            if books.keeps_balance(balance.account):
                if not (balance.opening or balance.change):
                    continue  # an account that lay empty all year
                opening.append(sie.Balance("IB", number, account, _ore(balance.opening)))
                closing.append(sie.Balance("UB", number, account, _ore(balance.closing)))
            else:
                result.append(sie.Balance("RES", number, account, _ore(balance.closing)))
    return [*opening, *closing, *result]


def _vouchers(
    books: Books, order: ExportOrder, numbers: Numbers, places: _Places
) -> tuple[sie.Voucher, ...]:
    """The year's vouchers, ascending within each series (SIE 4B § 5.14)."""
    original = {s.books: s.sie for s in order.details.series}

    def rank(voucher: Voucher) -> tuple[str, int, date]:
        return (*(voucher.series_and_number or ("", 0)), voucher.date)

    made = []
    for voucher in sorted(books.in_year(order.year), key=rank):
        series, number = voucher.series_and_number or ("", 0)
        what = _name(voucher)
        rows = [
            _row(books, p, numbers, places.add(voucher.file, p.line, what))
            for p in voucher.postings
        ]
        made.append(
            sie.Voucher(
                series=original.get(series, series),
                number=str(number) if number else "",
                day=_day(voucher.meta.get(DAY)) or voucher.date,
                text=voucher.description,
                registered=_day(voucher.meta.get("registered")),
                sign=str(voucher.meta.get("sign") or ""),
                rows=with_history(rows, voucher.meta),
                line=places.add(voucher.file, voucher.line, what),
            )
        )
    return tuple(made)


def _row(books: Books, posting: Posting, numbers: Numbers, line: int) -> sie.Row:
    meta = posting.meta
    quantity = meta.get("quantity")
    return sie.Row(
        kind="TRANS",
        account=books.number(posting.account),
        amount=_ore(posting.amount),
        objects=numbers.of(meta),
        day=_day(meta.get("date")),
        text=str(meta.get("text") or ""),
        quantity=quantity if isinstance(quantity, Decimal) else None,
        sign=str(meta.get("sign") or ""),
        line=line,
    )


def _name(voucher: Voucher) -> Message:
    if voucher.ver:
        return Message.of("voucher {voucher} of {day}", voucher=voucher.ver, day=voucher.date)
    return Message.of("voucher without number of {day}", day=voucher.date)


def _day(value: Any) -> date | None:
    return value if isinstance(value, date) else None


def _ore(amount: Decimal) -> Decimal:
    """With two decimals where it has fewer; never -0.00."""
    exponent = amount.as_tuple().exponent
    return sie.exact_sum([amount, Decimal("0.00")]) if exponent != -2 or not amount else amount
