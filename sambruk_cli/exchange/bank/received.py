"""What has come in according to several files, each krona once.

Files overlap: a bank gives the same day twice, a statement (camt.053) and a notification (camt.054)
tell of the same deposit. What is the same money is decided by what the files say, never by their
order or their names.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from sambruk_cli.exchange.bank.model import (
    BankEntry,
    BankFile,
    BankPayment,
    Nature,
    total,
)
from sambruk_cli.exchange.bank.one_money import (
    KINDS,
    OneMoney,
    StatedEntry,
    account_key,
    bank_keys,
    entry_content,
    money_place,
    payment_said,
)
from sambruk_cli.exchange.bank.same_money import SameMoney
from sambruk_cli.findings import Finding, finding
from sambruk_cli.frozen import frozen


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


def received(files: Sequence[BankFile]) -> tuple[tuple[Received, ...], tuple[Finding, ...]]:
    """The payments in order of day, and findings on what stands several times or as a sum."""
    money, found = money_of(files)
    payments = [each for one in money for each in payments_of(one)]
    payments.sort(key=received_order)
    return tuple(payments), found


def money_of(files: Sequence[BankFile]) -> tuple[tuple[OneMoney, ...], tuple[Finding, ...]]:
    """Every movement of the files once, and the findings of `received`."""
    found: list[Finding] = []
    money: list[OneMoney] = []
    for form in sorted(set(map(file_form, files))):
        alike = [file for file in files if file_form(file) == form]
        money = _joined(money, _once(alike, found))
    found += _same_findings(money)
    return tuple(money), (*found, *_lump_findings(money))


def file_form(file: BankFile) -> tuple[int, str, str]:
    """What files have in common that say the same of one movement, word for word."""
    return KINDS.index(file.kind), file.version, file.form


def _once(files: Sequence[BankFile], found: list[Finding]) -> list[OneMoney]:
    """The money of files of one kind, which may overlap."""
    groups: dict[tuple[object, ...], list[StatedEntry]] = defaultdict(list)
    for file in files:
        for statement in file.statements:
            for entry in statement.entries:
                own = (account_key(statement.account), entry.day, entry.amount, entry.currency)
                of = ("key", entry.key) if entry.key else ("content", entry_content(entry))
                groups[(*own, *of)].append(StatedEntry(file, statement, entry))
    money: list[OneMoney] = []
    for group in groups.values():
        if group[0].entry.key:
            money += _by_key(group, found)
        else:
            money += _by_number(group)
    return money


def _by_key(group: list[StatedEntry], found: list[Finding]) -> Iterator[OneMoney]:
    """Entries with one reference of the bank's: one each for every set of parts, else one."""
    of_parts: dict[tuple[str, ...], list[StatedEntry]] = defaultdict(list)
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
        yield OneMoney([*same, *(untold if at == 0 else ())])


def _by_number(group: list[StatedEntry]) -> Iterator[OneMoney]:
    """Entries alike without a reference: as many as the file has that has most of them."""
    of_file: dict[str, list[StatedEntry]] = defaultdict(list)
    for each in sorted(group, key=lambda one: (one.file.file, one.entry.line or 0)):
        of_file[each.file.file].append(each)
    for at in range(max(map(len, of_file.values()))):
        yield OneMoney(same[at] for same in of_file.values() if at < len(same))


def _joined(money: list[OneMoney], more: list[OneMoney]) -> list[OneMoney]:
    """The money of further files of another kind, told of what is the same as before.

    What shares a reference is put together first, so that nothing less sure takes its place.
    """
    places: dict[tuple[object, ...], list[OneMoney]] = defaultdict(list)
    by_key: dict[tuple[object, ...], deque[OneMoney]] = defaultdict(deque)
    for one in sorted(money, key=lambda each: each.best.order):
        places[money_place(one)].append(one)
        for key in bank_keys(one.best.entry):
            by_key[(*money_place(one), key)].append(one)
    taken: set[int] = set()
    left: list[OneMoney] = []
    for one in sorted(more, key=lambda each: each.best.order):
        for key in bank_keys(one.best.entry):
            near = by_key[(*money_place(one), key)]
            while near and id(near[0]) in taken:
                near.popleft()
            if near:
                taken.add(id(near[0]))
                near[0].stated += one.stated
                break
        else:
            left.append(one)
    new: list[OneMoney] = []
    free: dict[tuple[object, ...], SameMoney] = {}
    for one in left:
        place = money_place(one)
        if place not in free:
            free[place] = SameMoney(each for each in places[place] if id(each) not in taken)
        same = free[place].take(one)
        if same is None:
            new.append(one)
        else:
            same.stated += one.stated
    return [*money, *new]


def _same_findings(money: Iterable[OneMoney]) -> Iterator[Finding]:
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


def _lump_findings(money: Iterable[OneMoney]) -> Iterator[Finding]:
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


def payments_of(one: OneMoney) -> Iterator[Received]:
    """The payments that have come in by a movement, as the file has them that tells most."""
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


def received_order(each: Received) -> tuple[object, ...]:
    """By day and what was paid: the same whatever the files are called."""
    payment = each.payment
    return each.day, each.account, each.currency, payment.amount, payment_said(payment)
