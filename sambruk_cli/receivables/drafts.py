"""What is to be invoiced of a year's dues: assessed, less what the books charge already.

By payer and kind of charge, so that what is invoiced and not credited is what is assessed, whatever
was booked by hand before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from sambruk_cli.account_numbers import falls_under
from sambruk_cli.books.dimensions import id_of
from sambruk_cli.books.standing import is_receivable
from sambruk_cli.dues.charge import Charge
from sambruk_cli.dues.charges import compute_dues
from sambruk_cli.dues.instalments import instalments
from sambruk_cli.dues.names import kind_name, kind_word
from sambruk_cli.findings import Finding, finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.language import Language
from sambruk_cli.messages import say
from sambruk_cli.money import ZERO
from sambruk_cli.receivables.booked import ChargingRow, charging_rows, vouchers_of_dues
from sambruk_cli.receivables.draft import InvoiceDraft
from sambruk_cli.receivables.invoice import InvoiceLine
from sambruk_cli.receivables.items import party_of
from sambruk_cli.receivables.parties import language_of
from sambruk_cli.register.register import Register
from sambruk_cli.session import Session


@frozen
class DuesAsked:
    """Which dues are to be invoiced: those of a year that are charged by a day.

    `kinds` and `members` (who pay) leave out others where they say any. `due` is when all of it
    falls due; None for the terms of the association, and for the instalments of the schedules.
    """

    year: FiscalYear
    day: date
    kinds: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    due: date | None = None


@dataclass(slots=True)
class _Part:
    """What one member is charged by one schedule, and what is left of it to be invoiced.

    `left` is in kronor without VAT, below nought where too much has been invoiced.
    """

    schedule: str
    member: str
    account: str
    left: Decimal = ZERO
    charges: list[Charge] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Whether nothing of it has been invoiced."""
        return self.left == sum((charge.amount for charge in self.charges), ZERO)


@frozen
class _Kind:
    """A kind of charge of one payer: its charges, and the rows that charge it in the books."""

    id: str
    vat_rate: int
    payer: str
    year: str
    charges: tuple[Charge, ...]
    rows: tuple[ChargingRow, ...]


def drafts_of(
    session: Session, asked: DuesAsked
) -> tuple[tuple[InvoiceDraft, ...], tuple[Finding, ...]]:
    """The invoices and credit notes that are to be made, in the order of the register.

    Returns:
      Drafts, and findings on what has been left out.
    """
    register = session.register
    dues, findings = compute_dues(register, asked.year)
    charges: dict[tuple[str, str], list[Charge]] = {}
    for charge in dues.charges:
        charges.setdefault((charge.payer.id, charge.kind), []).append(charge)
    rows = _rows(session, asked.year)
    kinds = [kind for kind in register.fees.kinds if not asked.kinds or kind.id in asked.kinds]
    drafts: list[InvoiceDraft] = []
    later: dict[str, list[Charge]] = {}
    for member in register.members:
        if asked.members and member.id not in asked.members:
            continue
        of_payer = [
            _Kind(
                kind.id,
                kind.vat,
                member.id,
                asked.year.label,
                tuple(charges.get((member.id, kind.id), ())),
                tuple(rows.get((member.id, kind.id), ())),
            )
            for kind in kinds
            if (member.id, kind.id) in charges or (member.id, kind.id) in rows
        ]
        if not of_payer:
            continue
        for kind in of_payer:
            later.setdefault(kind.id, []).extend(c for c in kind.charges if c.day > asked.day)
        drafts += _invoices(register, of_payer, asked)
        credited, unknown = _credit_notes(register, of_payer)
        drafts += credited
        findings += unknown
    return tuple(drafts), (*findings, *_to_come(register, later, asked))


def _rows(session: Session, year: FiscalYear) -> Mapping[tuple[str, str], Sequence[ChargingRow]]:
    """The rows of the books that charge the dues of a year, by payer and kind, in order."""
    found: dict[tuple[str, str], list[ChargingRow]] = {}
    vouchers = (v for v in vouchers_of_dues(session.books, year) if not v.is_opening)
    for row in charging_rows(session, vouchers):
        if row.member is not None:
            found.setdefault((row.member, row.kind), []).append(row)
    return found


def _parts(kind: _Kind, charges: Iterable[Charge], register: Register) -> list[_Part]:
    """What is left of each charge.

    Rows that say no schedule are taken for the first charges. What they charge beyond these is
    left on the last part.
    """
    parts: dict[tuple[str, str], _Part] = {}

    def part(schedule: str, member: str, account: str) -> _Part:
        return parts.setdefault((schedule, member), _Part(schedule, member, account))

    for charge in charges:
        account = register.fees.account_of(charge.schedule) or ""
        found = part(charge.schedule.id, charge.member.id, account)
        found.charges.append(charge)
        found.left += charge.amount
    unsaid = ZERO
    for row in kind.rows:
        if row.schedule:
            found = part(row.schedule, row.of_member, _number_of(row))
            found.left -= row.amount
        else:
            unsaid += row.amount
    for found in parts.values():
        taken = max(min(unsaid, found.left), ZERO)
        found.left -= taken
        unsaid -= taken
    if unsaid:
        if not parts:
            account = _number_of(kind.rows[-1])
            part(_schedule_on(register, kind.id, account), kind.payer, account)
        list(parts.values())[-1].left -= unsaid
    return [found for found in parts.values() if found.left]


def _schedule_on(register: Register, kind: str, account: str) -> str:
    """The id of the last schedule of a kind that names an account."""
    fees = register.fees
    of_kind = [s for s in fees.schedules if s.kind == kind]
    named = [s for s in of_kind if falls_under(account, fees.account_of(s) or "-")]
    return (named or of_kind)[-1].id


def _number_of(row: ChargingRow) -> str:
    return row.posting.account.rpartition(":")[2].partition("-")[0]


def _sum(parts: Iterable[_Part]) -> Decimal:
    return sum((part.left for part in parts), ZERO)


def _invoices(
    register: Register, kinds: Sequence[_Kind], asked: DuesAsked
) -> Iterator[InvoiceDraft]:
    """The invoices to one payer.

    What has VAT stands on another than what lies outside of VAT (EN 16931, BR-O-11 to 14), and so
    does what falls due on another day.
    """
    is_exempt = register.invoicing.invoices.vat_exempt_reason is not None
    lines: dict[tuple[bool, date | None], list[InvoiceLine]] = {}
    for kind in kinds:
        parts = _parts(kind, (c for c in kind.charges if c.day <= asked.day), register)
        if not kind.charges or _sum(parts) <= 0:
            continue
        is_split = asked.due is None and all(part.left > 0 for part in parts)
        for part in parts:
            for due, line in _lines(register, kind, part, asked, is_split=is_split):
                key = (bool(kind.vat_rate) and not is_exempt, due)
                lines.setdefault(key, []).append(line)
    payer = kinds[0].payer
    for (_, due), found in sorted(lines.items(), key=lambda item: item[0][1] or date.min):
        yield InvoiceDraft(payer, tuple(found), due)


def _lines(
    register: Register, kind: _Kind, part: _Part, asked: DuesAsked, *, is_split: bool
) -> Iterator[tuple[date | None, InvoiceLine]]:
    """The lines of a part, each with the day by which it is to be paid where the schedule says so.

    Args:
      is_split: whether instalments stand on invoices of their own.
    """
    language = language_of(register, kind.payer)
    line = _line(register, kind, part, language)
    is_split = is_split and part.is_whole and len(part.charges) == 1
    stated = instalments(replace(part.charges[0], vat_rate=0)) if is_split else ()
    if len(stated) < 2:
        text = line.text if part.is_whole else _adjusted(line.text, part, language)
        yield asked.due, replace(line, text=text)
        return
    for number, (day, amount) in enumerate(stated, start=1):
        text = say(
            language,
            "{what}, part {number} of {all}",
            what=line.text,
            number=number,
            all=len(stated),
        )
        yield (day if day >= asked.day else None), replace(line, text=text, price=amount)


def _adjusted(text: str, part: _Part, language: Language) -> str:
    if part.left > 0:
        return say(language, "{what}, in addition to what is invoiced already", what=text)
    return say(language, "{what}, less what is invoiced already", what=text)


def _line(register: Register, kind: _Kind, part: _Part, language: Language) -> InvoiceLine:
    """The line of a part: what it is of which year, and of whom where that is not the payer."""
    text = f"{kind_name(register.fees, kind.id, language)} {kind.year}"
    if part.member != kind.payer:
        member = register.member(part.member)
        text = f"{text}, {member.name if member is not None else part.member}"
    return InvoiceLine(
        text,
        part.left,
        part.account,
        vat_rate=kind.vat_rate,
        member=part.member,
        kind=kind.id,
        schedule=part.schedule,
        period=part.charges[0].period if part.charges else None,
    )


def _credit_notes(
    register: Register, kinds: Sequence[_Kind]
) -> tuple[list[InvoiceDraft], list[Finding]]:
    """The credit notes to one payer, each of one invoice, and what no invoice is known of."""
    lines: dict[tuple[str, bool], list[InvoiceLine]] = {}
    unknown: list[Finding] = []
    for kind in kinds:
        parts = _parts(kind, kind.charges, register)
        whole = -_sum(parts)
        if whole <= 0:
            continue
        language = language_of(register, kind.payer)
        credited = [_line(register, kind, part, language) for part in _netted(parts)]
        for number, charged in _invoiced(kind):
            taken = _taken(credited, charged)
            if taken:
                key = (number, bool(kind.vat_rate))
                lines.setdefault(key, []).extend(taken)
        if credited:
            unknown.append(_on_no_invoice(register, kind, credited))
    payer = kinds[0].payer
    drafts = [InvoiceDraft(payer, tuple(found), credits=of) for (of, _), found in lines.items()]
    return drafts, unknown


def _netted(parts: Sequence[_Part]) -> Iterator[_Part]:
    """The parts of which too much is invoiced, above nought, once the others are taken off."""
    more = sum((part.left for part in parts if part.left > 0), ZERO)
    for part in parts:
        if part.left < 0:
            off = min(more, -part.left)
            more -= off
            if -part.left > off:
                yield replace(part, left=-part.left - off)


def _invoiced(kind: _Kind) -> Iterator[tuple[str, Decimal]]:
    """What the books charge on each invoice, less what they credit of it; the last one first."""
    found: dict[str, Decimal] = {}
    for row in kind.rows:
        number = _invoice_of(row)
        if number is not None:
            charged = found.pop(number, ZERO) if row.amount > 0 else found.get(number, ZERO)
            found[number] = charged + row.amount
    yield from ((number, amount) for number, amount in reversed(found.items()) if amount > 0)


def _invoice_of(row: ChargingRow) -> str | None:
    """The number of the invoice that a row charges on, or credits; None where that cannot be told.

    A voucher may hold the invoices of several members. Where one pays a part of what it charges
    at once, nothing tells which part is on the invoice.
    """
    claims = [
        posting
        for posting in row.voucher.postings
        if is_receivable(posting.account) and party_of(posting) == row.member
    ]
    numbers = [number for posting in claims if (number := id_of(posting.meta, "invoice"))]
    owed = sum((posting.amount for posting in claims), ZERO)
    return numbers[-1] if numbers and abs(owed) >= abs(row.amount) and not _is_paid(row) else None


def _is_paid(row: ChargingRow) -> bool:
    """Whether the voucher of a row has money in it as well (BAS 19xx)."""
    accounts = (posting.account.rpartition(":")[2] for posting in row.voucher.postings)
    return any(account.startswith("19") for account in accounts)


def _taken(lines: list[InvoiceLine], most: Decimal) -> list[InvoiceLine]:
    """Lines of so many kronor at most, which are taken off those that are left."""
    taken = []
    while lines and most > 0:
        line = lines[0]
        amount = min(line.price, most)
        taken.append(replace(line, price=amount))
        most -= amount
        if amount == line.price:
            del lines[0]
        else:
            lines[0] = replace(line, price=line.price - amount)
    return taken


def _on_no_invoice(register: Register, kind: _Kind, lines: Sequence[InvoiceLine]) -> Finding:
    member = register.member(kind.payer)
    last = kind.rows[-1]
    return finding(
        "INV635",
        name=member.name if member is not None else kind.payer,
        amount=sum((line.price for line in lines), ZERO),
        kind=kind_word(register.fees, kind.id),
        file=last.voucher.file,
        line=last.posting.line,
    )


def _to_come(
    register: Register, later: Mapping[str, Sequence[Charge]], asked: DuesAsked
) -> Iterator[Finding]:
    """The charges of days that come after that of the invoices."""
    for kind, charges in later.items():
        found = [charge for charge in charges if charge.amount]
        if found:
            yield finding(
                "INV636",
                kind=kind_word(register.fees, kind),
                day=min(charge.day for charge in found),
                amount=sum((charge.amount for charge in found), ZERO),
                number=len(found),
                asked=asked.day,
            )
