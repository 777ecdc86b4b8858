"""The vouchers of one fiscal year, drawn at random: dues as computed, trade to fill the number.

Amounts are whole öre, debit positive.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from benchmarks.association import AMOUNTS, FEE_DAY, LEVY_DAY, Association, Member

Tags = tuple[tuple[str, str], ...]

COSTS = (
    *("4010", "4030", "4040", "4090", "5010", "5420", "5820", "5860", "5910", "5940"),
    *("6110", "6210", "6230", "6250", "6530", "6580", "6990"),
)
TEXTS = ("Konsulttimmar", "Resor och logi", "Lokalhyra", "Licenser", "Trycksaker", "Möteskostnader")
SERVICES = ("Deltagande i projekt", "Seminarium", "Vidarefakturerade kostnader", "Utbildningsdag")
SERVICE_ACCOUNTS = ("3190", "3220", "3230", "3990")
LATEST_PAID = 70


class Posting(NamedTuple):
    """`invoice` is the key of an invoice, which gets its number with its voucher."""

    account: str
    ore: int
    tags: Tags = ()
    invoice: int | None = None


class Voucher(NamedTuple):
    """A voucher before it is numbered."""

    day: date
    series: str
    payee: str
    text: str
    postings: tuple[Posting, ...]


class Open(NamedTuple):
    """An unpaid invoice: 1510 with a key, 2440 without."""

    account: str
    ore: int
    payee: str
    tags: Tags
    invoice: int | None


@dataclass
class Year:
    """What one year has so far."""

    rng: Random
    association: Association
    year: int
    keys: Iterator[int]
    vouchers: list[Voucher] = field(default_factory=list)
    unpaid: list[Open] = field(default_factory=list)

    def day(self, month: int, day: int) -> date:
        return date(self.year, month, day)

    def add(self, day: date, series: str, payee: str, text: str, *postings: Posting) -> None:
        self.vouchers.append(Voucher(day, series, payee, text, postings))


@dataclass(frozen=True, slots=True)
class Carried:
    """What a year hands to the next: unpaid invoices, accruals to reverse, the result."""

    unpaid: tuple[Open, ...] = ()
    accruals: tuple[Posting, ...] = ()
    result: int = 0


def year_vouchers(
    rng: Random,
    association: Association,
    year: int,
    count: int,
    keys: Iterator[int],
    carried: Carried,
) -> tuple[list[Voucher], Carried]:
    """Exactly `count` vouchers in order of date, and what goes on to the next year.

    Raises:
      ValueError: when so few do not even hold the dues and the closing.
    """
    state = Year(rng, association, year, keys)
    closed = year != association.years[-1]
    _opening(state, carried)
    _dues(state)
    accruals = _closing(state)
    if closed:
        count -= 1
    if len(state.vouchers) > count:
        raise ValueError(f"{year} needs {len(state.vouchers)} vouchers, {count} are given")
    _settle(state, carried.unpaid, count)
    _trade(state, count)
    result = 0
    if closed:
        totals: dict[str, int] = defaultdict(int)
        for voucher in state.vouchers:
            for posting in voucher.postings:
                totals[posting.account] += posting.ore
        result = sum(ore for account, ore in totals.items() if account[0] in "345678")
        state.add(
            state.day(12, 31),
            "A",
            "",
            f"Årets resultat {year}",
            Posting("8999", -result),
            Posting("2069", result),
        )
    ordered = sorted(state.vouchers, key=lambda v: v.day)
    return ordered, Carried(tuple(state.unpaid), accruals, result)


def _opening(state: Year, carried: Carried) -> None:
    if carried.accruals:
        reversed_ = (p._replace(ore=-p.ore) for p in carried.accruals)
        text = f"Återföring av periodiseringar {state.year - 1}"
        state.add(state.day(1, 2), "A", "", text, *reversed_)
    if carried.result:
        state.add(
            state.day(4, 23),
            "A",
            "",
            f"{state.year - 1} års resultat i ny räkning",
            Posting("2069", -carried.result),
            Posting("2067", carried.result),
        )
    for month, day in ((3, 31), (6, 30), (9, 30), (12, 31)):
        income, cost = state.rng.randrange(50_000, 2_000_000), state.rng.randrange(100, 90_000)
        payee, tags = _counterparty(state)
        state.add(
            state.day(month, day),
            "A",
            payee,
            "Räntor",
            Posting("1930", income - cost),
            Posting("8410", cost, tags),
            Posting("8310", -income, tags),
        )


def _closing(state: Year) -> tuple[Posting, ...]:
    """Accrued costs and prepaid income at the year's end, reversed on the second of January."""
    last = state.day(12, 31)
    postings: list[Posting] = []
    for text, cost, liability, project in (
        ("Upplupen revisionskostnad", "6420", "2990", False),
        ("Förutbetalda intäkter", "3190", "2970", True),
    ):
        payee, tags = _counterparty(state)
        ore = state.rng.randrange(100_000, 5_000_000)
        of_project = _project(state) if project else ()
        pair = (Posting(cost, ore, of_project), Posting(liability, -ore, tags + of_project))
        state.add(last, "A", payee, text, *pair)
        postings += pair
    return tuple(postings)


def _dues(state: Year) -> None:
    """An invoice for each charge that falls due, and payments of one to five invoices."""
    invoices: list[tuple[date, Open]] = []
    fee_day, levy_day = state.day(*FEE_DAY), state.day(*LEVY_DAY)
    for day, text, pick in (
        (fee_day, f"Årsavgift {state.year}", (("3110", 1),)),
        (levy_day, f"Extra utdebitering {state.year}", (("3120", 2),)),
    ):
        for member in state.association.members:
            if member.is_member(day):
                invoices.append((day, _charge(state, member, day, text, pick)))
    for member in state.association.members:
        joined = member.joined
        if joined is None or joined.year != state.year:
            continue
        due = [("2083", 0)]
        if joined > fee_day:
            due.append(("3110", 1))
        if joined > levy_day:
            due.append(("3120", 2))
        text = f"Inträde {state.year}"
        invoices.append((joined, _charge(state, member, joined, text, tuple(due))))
    while invoices:
        size = state.rng.randint(1, 5)
        batch, invoices = invoices[:size], invoices[size:]
        paid = max(day for day, _ in batch) + timedelta(days=state.rng.randint(10, LATEST_PAID))
        if paid.year != state.year or state.rng.random() < 0.02:
            state.unpaid += [item for _, item in batch]
        else:
            _pay(state, paid, [item for _, item in batch])


def _charge(
    state: Year, member: Member, day: date, text: str, due: tuple[tuple[str, int], ...]
) -> Open:
    tags = (("member", member.id),)
    amounts = [(account, AMOUNTS[member.tier][index]) for account, index in due]
    total = sum(ore for _, ore in amounts)
    key = next(state.keys)
    state.add(
        day,
        "F",
        member.name,
        text,
        Posting("1510", total, tags, key),
        *(Posting(account, -ore, tags) for account, ore in amounts),
    )
    return Open("1510", total, member.name, tags, key)


def _pay(state: Year, day: date, items: Iterable[Open]) -> None:
    """One bank voucher that settles invoices of one account."""
    items = tuple(items)
    received = items[0].account == "1510"
    one = len(items) == 1
    text = ("Inbetald faktura" if one else "Inbetalda fakturor") if received else "Betald faktura"
    bank = Posting("1930", sum(item.ore for item in items))
    settled = tuple(Posting(i.account, -i.ore, i.tags, i.invoice) for i in items)
    series, postings = ("I", (bank, *settled)) if received else ("U", (*settled, bank))
    state.add(day, series, items[0].payee if one else "", text, *postings)


def _settle(state: Year, unpaid: tuple[Open, ...], count: int) -> None:
    """Pay what was unpaid at the year's start, as far as the number of vouchers allows."""
    for item in unpaid:
        if len(state.vouchers) < count:
            _pay(state, state.day(1, 3) + timedelta(days=state.rng.randrange(45)), [item])
        else:
            state.unpaid.append(item)


def _trade(state: Year, count: int) -> None:
    """Services to members, purchases, project income and small payments until the number."""
    rng, start = state.rng, state.day(1, 2)
    while len(state.vouchers) < count:
        day = start + timedelta(days=rng.randrange(364))
        drawn = rng.random()
        if drawn < 0.75:
            item = _service(state, day) if drawn < 0.4 else _purchase(state, day)
            paid = day + timedelta(days=rng.randint(10, LATEST_PAID))
            if paid.year == state.year and len(state.vouchers) < count:
                _pay(state, paid, [item])
            else:
                state.unpaid.append(item)
        elif drawn < 0.85:
            payee, tags = _counterparty(state)
            ore = _amount(rng)
            income = Posting("3982", -ore, tags + _project(state))
            state.add(day, "I", payee, "Bidrag till projekt", Posting("1930", ore), income)
        else:
            payee, tags = _counterparty(state)
            ore = _amount(rng) // 10
            cost = Posting(rng.choice(COSTS), ore, tags)
            state.add(day, "U", payee, rng.choice(TEXTS), cost, Posting("1930", -ore))


def _service(state: Year, day: date) -> Open:
    member = state.rng.choice(state.association.members)
    tags: Tags = (("member", member.id),)
    ore, key = _amount(state.rng), next(state.keys)
    state.add(
        day,
        "F",
        member.name,
        state.rng.choice(SERVICES),
        Posting("1510", ore, tags, key),
        Posting(state.rng.choice(SERVICE_ACCOUNTS), -ore, tags + _project(state)),
    )
    return Open("1510", ore, member.name, tags, key)


def _purchase(state: Year, day: date) -> Open:
    payee, tags = _counterparty(state)
    amounts = [_amount(state.rng) for _ in range(state.rng.choice((1, 1, 1, 2, 3)))]
    rows = tuple(Posting(state.rng.choice(COSTS), ore, _project(state)) for ore in amounts)
    total = -sum(amounts)
    text = state.rng.choice(TEXTS)
    state.add(day, "L", payee, text, *rows, Posting("2440", total, tags))
    return Open("2440", total, payee, tags, None)


def _amount(rng: Random) -> int:
    """Half of them whole kronor, as invoices are."""
    ore = rng.randrange(10_000, 3_000_000)
    return ore if ore & 1 else ore // 100 * 100


def _counterparty(state: Year) -> tuple[str, Tags]:
    key, name = state.rng.choice(state.association.counterparties)
    return name, (("counterparty", key),)


def _project(state: Year) -> Tags:
    return (("project", state.rng.choice(state.association.projects)[0]),)
