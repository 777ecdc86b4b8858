"""What has come in according to several files, each krona once.

Files overlap: a bank gives the same day twice, a statement (camt.053) and a notification (camt.054)
tell of the same deposit. What is the same money is decided by what the files say, never by their
order or their names.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from sambruk_cli.exchange.bank.model import (
    BankEntry,
    BankFile,
    BankPayment,
    BankStatement,
    Nature,
    total,
)
from sambruk_cli.findings import Finding, finding
from sambruk_cli.frozen import frozen

# In this order one kind of file is compared with those before it. The first lists every movement
# of an account: what another kind has of that account and day is among them.
_KINDS = ("camt.053", "account", "camt.054", "bgmax", "swish")
_LONG = 16  # letters of a reference that no two payments share
_ACCOUNT = 7  # digits of an account without what may stand before it
_WHOLE = frozenset({"camt.053", "account"})


@frozen
class Received:
    """A payment that has come in, where it stands, and in which other files it stands as well."""

    day: date
    currency: str
    account: str
    bankgiro: str
    payment: BankPayment
    file: str
    line: int | None
    also: tuple[str, ...] = ()


@frozen
class _Stated:
    """An entry as one file states it."""

    file: BankFile
    statement: BankStatement
    entry: BankEntry

    @property
    def order(self) -> tuple[object, ...]:
        """By what it says before where it says it."""
        return (_content(self.entry), self.file.file, self.entry.line or 0)

    @property
    def details(self) -> tuple[int, ...]:
        """How much it tells."""
        payments = self.entry.payments
        return (
            not self.entry.is_lump,
            sum(bool(payment.payer.name) for payment in payments),
            sum(bool(payment.references) for payment in payments),
            sum(bool(payment.payer.said) for payment in payments),
            sum(bool(payment.key) for payment in payments),
        )


class _Money:
    """One movement of money, and everywhere that it is stated."""

    def __init__(self, stated: Iterable[_Stated]) -> None:
        self.stated = list(stated)

    @property
    def best(self) -> _Stated:
        """The statement that tells most; of several alike the first by what it says."""
        in_order = sorted(self.stated, key=lambda x: (_KINDS.index(x.file.kind), x.order))
        return max(in_order, key=lambda each: each.details)

    @property
    def kinds(self) -> set[str]:
        return {each.file.kind for each in self.stated}


def received(files: Sequence[BankFile]) -> tuple[tuple[Received, ...], tuple[Finding, ...]]:
    """The payments in order of day, and findings on what stands several times or as a sum."""
    found: list[Finding] = []
    money: list[_Money] = []
    for form in sorted(set(map(_form, files))):
        alike = [file for file in files if _form(file) == form]
        money = _joined(money, _once(alike, found))
    found += _same_findings(money)
    payments = [each for one in money for each in _payments(one)]
    payments.sort(key=_order)
    return tuple(payments), (*found, *_lump_findings(money))


def _form(file: BankFile) -> tuple[int, str, str]:
    return _KINDS.index(file.kind), file.version, file.form


def _once(files: Sequence[BankFile], found: list[Finding]) -> list[_Money]:
    """The money of files of one kind, which may overlap."""
    groups: dict[tuple[object, ...], list[_Stated]] = defaultdict(list)
    for file in files:
        for statement in file.statements:
            for entry in statement.entries:
                own = (account_key(statement.account), entry.day, entry.amount, entry.currency)
                of = ("key", entry.key) if entry.key else ("content", _content(entry))
                groups[(*own, *of)].append(_Stated(file, statement, entry))
    money: list[_Money] = []
    for group in groups.values():
        if group[0].entry.key:
            money += _by_key(group, found)
        else:
            money += _by_number(group)
    return money


def _by_key(group: list[_Stated], found: list[Finding]) -> Iterator[_Money]:
    """Entries with one reference of the bank's: one each for every set of parts, else one."""
    of_parts: dict[tuple[str, ...], list[_Stated]] = defaultdict(list)
    for each in group:
        of_parts[each.entry.part_keys].append(each)
    for same in of_parts.values():
        seen: set[str] = set()
        for each in sorted(same, key=lambda one: (one.file.file, one.entry.line or 0)):
            if each.file.file in seen:
                found.append(
                    finding(
                        "BNK807.within",
                        amount=each.entry.amount,
                        day=each.entry.day,
                        key=each.entry.key,
                        file=each.file.file,
                        line=each.entry.line,
                    )
                )
            seen.add(each.file.file)
    untold = of_parts.pop((), []) if len(of_parts) > 1 else []
    for at, (_, same) in enumerate(sorted(of_parts.items())):
        yield _Money([*same, *(untold if at == 0 else ())])


def _by_number(group: list[_Stated]) -> Iterator[_Money]:
    """Entries alike without a reference: as many as the file has that has most of them."""
    of_file: dict[str, list[_Stated]] = defaultdict(list)
    for each in sorted(group, key=lambda one: (one.file.file, one.entry.line or 0)):
        of_file[each.file.file].append(each)
    for at in range(max(map(len, of_file.values()))):
        yield _Money(same[at] for same in of_file.values() if at < len(same))


def _joined(money: list[_Money], more: list[_Money]) -> list[_Money]:
    """The money of further files of another kind, told of what is the same as before."""
    places: dict[tuple[object, ...], list[_Money]] = defaultdict(list)
    for one in sorted(money, key=lambda each: each.best.order):
        places[_place(one)].append(one)
    taken: set[int] = set()
    new: list[_Money] = []
    for one in sorted(more, key=lambda each: each.best.order):
        near = [each for each in places[_place(one)] if id(each) not in taken]
        likeness, best = max(
            ((_likeness(one, each), -at) for at, each in enumerate(near)), default=(0, 0)
        )
        if likeness:
            same = near[-best]
            taken.add(id(same))
            same.stated += one.stated
        else:
            new.append(one)
    return [*money, *new]


def _likeness(one: _Money, other: _Money) -> int:
    """How surely two statements of different kinds tell of the same money; 0 where they do not."""
    ours, theirs = one.best.entry, other.best.entry
    if _share_a_key(ours, theirs):
        return 4
    if ours.balance is not None and theirs.balance is not None:
        return 3 if ours.balance == theirs.balance else 0
    if (phones := (_phone(ours), _phone(theirs))) and all(phones):
        return 3 if phones[0] == phones[1] else 0
    if ours.bankgiro and theirs.bankgiro:
        return 2 if ours.bankgiro == theirs.bankgiro else 0
    kinds = one.kinds | other.kinds
    if "swish" in kinds and not any(_tells_of_swish(each) for each in (*one.stated, *other.stated)):
        return 0
    is_same = _is_one_account(one.best.statement.account, other.best.statement.account)
    return int(is_same and bool(kinds & _WHOLE))


def _is_one_account(one: str, other: str) -> bool:
    """Whether two numbers are of one account: with clearing number or IBAN before it, or not."""
    shorter, longer = sorted((account_key(one), account_key(other)), key=len)
    return shorter == longer != "" or (len(shorter) >= _ACCOUNT and longer.endswith(shorter))


def _share_a_key(ours: BankEntry, theirs: BankEntry) -> bool:
    """Whether a reference of the bank's stands in both, or begins one of them (Handelsbanken)."""
    if ours.key and ours.key == theirs.key:
        return True
    keys, others = ({e.key, *e.part_keys} - {""} for e in (ours, theirs))
    if set(ours.part_keys) & set(theirs.part_keys):
        return True
    pairs = ((one, other) for one in keys for other in others)
    return any(
        min(len(one), len(other)) >= _LONG and (one.startswith(other) or other.startswith(one))
        for one, other in pairs
    )


def _phone(entry: BankEntry) -> str:
    """The last nine digits of the payer's telephone, where the entry is one payment."""
    if len(entry.payments) != 1:
        return ""
    return "".join(c for c in entry.payments[0].payer.phone if c.isdigit())[-9:]


def _tells_of_swish(stated: _Stated) -> bool:
    """Whether an entry of another file than a Swish report says that it came by Swish."""
    return stated.file.kind != "swish" and "swish" in str(_content(stated.entry)).lower()


def _place(one: _Money) -> tuple[object, ...]:
    entry = one.best.entry
    return entry.day, entry.amount, entry.currency


def _same_findings(money: Iterable[_Money]) -> Iterator[Finding]:
    """What stands in two files, for each pair of them; what explains a sum is said of as that."""
    numbers: Counter[tuple[str, str, str]] = Counter()
    amounts: dict[tuple[str, str, str], Decimal] = defaultdict(Decimal)
    for one in money:
        best = one.best
        others = {each.file.file: each for each in one.stated if each.file.file != best.file.file}
        for name, each in others.items():
            is_explained = each.entry.is_lump and not best.entry.is_lump
            if is_explained:
                pair = ("BNK808.explained", name, best.file.file)
            else:
                pair = ("BNK807.between", *_two(name, best.file.file))
            numbers[pair] += 1
            amounts[pair] += best.entry.amount
    for (code, file, other), number in numbers.items():
        amount = amounts[code, file, other]
        yield finding(code, number=number, amount=amount, other=other, file=file)


def _two(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one <= other else (other, one)


def _lump_findings(money: Iterable[_Money]) -> Iterator[Finding]:
    lumps: dict[str, list[BankEntry]] = defaultdict(list)
    for one in money:
        if one.best.entry.is_lump:
            lumps[one.best.file.file].append(one.best.entry)
    for file, entries in lumps.items():
        first = min(entries, key=lambda entry: (entry.day, entry.line or 0))
        amount = total(entry.amount for entry in entries)
        yield finding(
            "BNK808",
            number=len(entries),
            amount=amount,
            day=first.day,
            file=file,
            line=first.line,
        )


def _payments(one: _Money) -> Iterator[Received]:
    best = one.best
    entry, file = best.entry, best.file.file
    also = tuple(sorted({each.file.file for each in one.stated} - {file}))
    for payment in entry.payments:
        if payment.nature is not Nature.OUT:
            account = best.statement.account
            line = payment.line or entry.line
            yield Received(
                entry.day, entry.currency, account, entry.bankgiro, payment, file, line, also
            )


def _order(each: Received) -> tuple[object, ...]:
    """By day and what was paid: the same whatever the files are called."""
    payment = each.payment
    return each.day, each.account, each.currency, payment.amount, _said(payment)


def _said(payment: BankPayment) -> tuple[object, ...]:
    references = tuple((r.text, str(r.amount)) for r in payment.references)
    return payment.key, payment.payer.said, references, payment.text, str(payment.nature)


def _content(entry: BankEntry) -> tuple[object, ...]:
    """What an entry says besides account, day and amount."""
    payments = tuple((payment.amount, *_said(payment)) for payment in entry.payments)
    return entry.key, entry.bankgiro, entry.text, str(entry.balance), payments


def account_key(account: str) -> str:
    """An account's number as it is compared: no dashes, no blanks."""
    return "".join(c for c in account if c.isalnum()).upper().lstrip("0")
