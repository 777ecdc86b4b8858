"""What the program knows of a year that a lay auditor asks about; figures in kronor."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from sambruk_cli.audit.year import AuditYear
from sambruk_cli.books.balances import trial_balance
from sambruk_cli.books.vouchers import VOIDED, Voucher
from sambruk_cli.document.words import mandate_role
from sambruk_cli.dues.charges import compute_dues
from sambruk_cli.findings import Finding
from sambruk_cli.frozen import frozen
from sambruk_cli.language import Language
from sambruk_cli.money import ZERO
from sambruk_cli.register.board import AUDITING, ORDINARY, Mandate, Meeting
from sambruk_cli.statements.amounts import year_amounts

_MONEY, _STAFF = ("19",), ("70", "71", "72", "73", "74", "75", "76")
_CLAIMS, _TAXES = ("15", "16", "17"), ("25", "26", "27")


@frozen
class Known:
    """The facts that the checklist and the draft of the auditor's report are made from."""

    year: AuditYear
    vouchers: tuple[Voucher, ...]

    @property
    def language(self) -> Language:
        return self.year.language

    @property
    def has_errors(self) -> bool:
        """Whether the books have errors, so that nothing is proved."""
        return bool(self.year.session.counted)

    def of_codes(self, *prefixes: str) -> tuple[Finding, ...]:
        """The findings of the year whose codes begin so."""
        return tuple(found for found in self.year.findings if found.code.startswith(prefixes))

    @property
    def documented(self) -> int:
        """How many vouchers name a document, of their own or of a posting."""
        return len({each.voucher for each in self.year.documents if each.text})

    @property
    def missing(self) -> int:
        """How many of the documents named cannot be found or read."""
        return sum(each.is_missing for each in self.year.documents)

    @property
    def dated(self) -> int:
        """How many vouchers say on which day they were entered."""
        return sum("registered" in voucher.meta for voucher in self.vouchers)

    @property
    def is_over(self) -> bool:
        """Whether the year is over on the day of the pack, or closed."""
        return self.year.fiscal.closed or self.year.session.today > self.year.fiscal.end

    @property
    def opens_with_books(self) -> bool:
        """Whether the books tell of the year before, from whose closing balances this one opens."""
        before = self.year.before
        return before is not None and self.year.books.is_kept(before)

    @property
    def charges(self) -> int:
        """How many charges of members the fee schedules ask for, which validate has tried.

        In a year that is not closed those after its last voucher are not.
        """
        fiscal = self.year.fiscal
        last = self.year.books.last_day(fiscal)
        until = fiscal.end if fiscal.closed or last is None else last
        dues, _ = compute_dues(self.year.register, fiscal)
        return sum(charge.day <= until and bool(charge.amount) for charge in dues.charges)

    @property
    def corrections(self) -> int:
        return sum("corrects" in voucher.meta for voucher in self.vouchers)

    @property
    def reconstructed(self) -> int:
        return sum(voucher.meta.get("reconstructed") is True for voucher in self.vouchers)

    def closing(self, groups: Iterable[str]) -> Decimal:
        """What accounts of BAS that begin so stand at, at the end of the year; debit positive."""
        groups = tuple(groups)
        balances = trial_balance(self.year.books, self.year.fiscal)
        numbers = ((self.year.books.number(b.account), b.closing) for b in balances)
        return sum((kr for number, kr in numbers if number.startswith(groups)), ZERO)

    @property
    def money(self) -> Decimal:
        """Cash and bank."""
        return self.closing(_MONEY)

    @property
    def claims(self) -> Decimal:
        """Receivables, prepaid costs among them."""
        return self.closing(_CLAIMS)

    @property
    def staff(self) -> Decimal:
        """Costs of staff."""
        return self.closing(_STAFF)

    @property
    def taxes(self) -> Decimal:
        """Taxes and charges that are owed; credit positive."""
        return -self.closing(_TAXES) or ZERO

    @property
    def result(self) -> Decimal | None:
        """The result of the year, profit positive; None where there is no layout."""
        report = self.year.report
        if report is None:
            return None
        return -year_amounts(self.year.books, report.layout, self.year.fiscal).result or ZERO

    @property
    def total(self) -> Decimal | None:
        """What the balance sheet comes to in kronor as it is printed: its first row of totals."""
        report = self.year.report
        if report is None:
            return None
        overview = report.layout.overview
        rows = report.statements.balance_sheet
        key = overview.total if overview else None
        found = [row for row in rows if (row.key == key if key else row.style == "total")]
        return found[0].printed.get(self.year.label) if found else None

    @property
    def meetings(self) -> tuple[Meeting, ...]:
        """The meetings of the year in the register."""
        board = self.year.register.board
        return tuple(m for m in board.meetings if m.date in self.year.fiscal)

    @property
    def board(self) -> tuple[tuple[str, str], ...]:
        """Name and role of those on the board on the last day of the year."""
        file = self.year.register.board
        held = [m for m in self._on_last_day() if file.role(m) in ORDINARY]
        return tuple((self.name(m), mandate_role(file, m, self.language)) for m in held)

    @property
    def auditors(self) -> tuple[tuple[str, str], ...]:
        """Name and firm ("" for none) of the auditors whose term covers the last day."""
        file = self.year.register.board
        held = [m for m in self._on_last_day() if file.role(m) == "auditor"]
        return tuple((self.name(m), m.firm or "") for m in held)

    @property
    def not_apart(self) -> tuple[str, ...]:
        """Who audits and sits on the board at the same time."""
        file = self.year.register.board
        board = {m.person for m in self._on_last_day() if file.role(m) in ORDINARY}
        auditing = [m for m in self._on_last_day() if file.role(m) in AUDITING]
        return tuple(self.name(m) for m in auditing if m.person in board and m.person)

    def _on_last_day(self) -> tuple[Mandate, ...]:
        return self.year.register.board.mandates_on(self.year.fiscal.end)

    def name(self, mandate: Mandate) -> str:
        """The name of who holds a mandate."""
        person = self.year.register.person(mandate.person or "")
        return person.name if person else mandate.person or ""


def known_of(year: AuditYear) -> Known:
    """The facts of a year."""
    written = (v for v in year.vouchers if not v.is_opening and v.meta.get(VOIDED) is not True)
    return Known(year, tuple(written))
