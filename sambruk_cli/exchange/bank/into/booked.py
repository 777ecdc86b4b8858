"""Which movements of money stand in the books already.

What a command has booked says so by keys. Where another kind of file tells of the same money
without one of them, it is known as two files are (`same_money.py`). What a person has booked by
hand is known by amount, day and invoice.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from sambruk_cli.books.books import Books
from sambruk_cli.books.dimensions import as_written
from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.exchange.bank.into.movements import (
    ACCOUNT,
    BANKGIRO,
    FORM,
    TEXT,
    BankMovement,
    form_text,
    is_unique,
)
from sambruk_cli.exchange.bank.model import (
    BankEntry,
    BankFile,
    BankPayment,
    BankStatement,
    Nature,
    Payer,
)
from sambruk_cli.exchange.bank.one_money import KINDS, OneMoney, StatedEntry
from sambruk_cli.exchange.bank.same_money import SameMoney
from sambruk_cli.frozen import frozen
from sambruk_cli.money import ZERO
from sambruk_cli.receivables.suspense import BANK, SAID, keys_under

MONEY = "19"  # BAS: accounts of cash and bank
_DAYS = 5  # at most between the bank's day and that of a voucher by hand with its key
_PHONE = re.compile(r"(?<!\d)\+?46\d{8,10}(?!\d)")


@frozen
class BookedMoney:
    """A voucher that a command has booked for a movement, and what it says of that."""

    voucher: Voucher
    amount: Decimal
    keys: tuple[str, ...]
    part_keys: tuple[str, ...]
    forms: frozenset[str]


def booked_money(books: Books) -> tuple[BookedMoney, ...]:
    """The vouchers with keys of the bank's, in order of day."""
    found = []
    for voucher in books.vouchers:
        if keys := keys_under(voucher.meta, BANK):
            rows = voucher.postings
            amount = sum((p.amount for p in rows if books.number(p.account)[:2] == MONEY), ZERO)
            parts = tuple(tag for p in rows if (tag := p.tag(BANK)) is not None)
            forms = as_written(voucher.meta.get(FORM, "")).split(", ")
            found.append(BookedMoney(voucher, amount, keys, parts, frozenset(filter(None, forms))))
    return tuple(found)


def already_booked(
    movements: Sequence[BankMovement], booked: Sequence[BookedMoney]
) -> dict[int, BookedMoney]:
    """The voucher of each movement that has one, by the movement's place among them all.

    What shares a key is put together first, so that nothing less sure takes its place.
    """
    found: dict[int, BookedMoney] = {}
    taken: set[int] = set()
    by_key: dict[tuple[str, Decimal], list[int]] = defaultdict(list)
    for at, each in enumerate(booked):
        for key in dict.fromkeys((*each.part_keys, *each.keys)):
            by_key[key, each.amount].append(at)
    for number, movement in enumerate(movements):
        for key in (*movement.part_keys, *movement.keys):
            same = by_key.get((key, movement.entry.amount), ())
            free = (at for at in same if at not in taken)
            hit = next((at for at in free if _fits(booked[at], movement, key)), None)
            if hit is not None:
                taken.add(hit)
                found[number] = booked[hit]
                break
    left = [each for at, each in enumerate(booked) if at not in taken]
    return found | _alike(movements, found, left)


def _fits(booked: BookedMoney, movement: BankMovement, key: str) -> bool:
    """A short reference comes again on another day. A person may have booked on one, though."""
    apart = abs((booked.voucher.date - movement.entry.day).days)
    return is_unique(key) or apart == 0 or (not booked.forms and apart <= _DAYS)


def _alike(
    movements: Sequence[BankMovement], known: Iterable[int], booked: Iterable[BookedMoney]
) -> dict[int, BookedMoney]:
    """The same for movements of which files of other kinds have told, without a common key."""
    places: dict[tuple[date, Decimal], list[tuple[BookedMoney, OneMoney]]] = defaultdict(list)
    vouchers: dict[int, BookedMoney] = {}
    for each in booked:
        if each.forms:
            money = _as_money(each)
            vouchers[id(money)] = each
            places[each.voucher.date, each.amount].append((each, money))
    found: dict[int, BookedMoney] = {}
    used: set[int] = set()
    done = set(known)
    among: dict[tuple[object, ...], SameMoney] = {}
    for number, movement in enumerate(movements):
        entry = movement.entry
        near = places.get((entry.day, entry.amount))
        if number in done or not near or entry.currency != "SEK":
            continue
        forms = frozenset(form_text(stated) for stated in movement.money.stated)
        place = (entry.day, entry.amount, forms)
        if place not in among:
            # Files of one form say the same of one movement: two keys in them are two movements.
            others = (money for each, money in near if forms.isdisjoint(each.forms))
            among[place] = SameMoney(others)
        same = among[place].take(movement.money)
        while same is not None and id(same) in used:
            same = among[place].take(movement.money)
        if same is not None:
            used.add(id(same))
            found[number] = vouchers[id(same)]
    return found


def _as_money(booked: BookedMoney) -> OneMoney:
    """A voucher as the movement that it was booked for, as far as it still tells."""
    meta = booked.voucher.meta
    text = as_written(meta.get(TEXT, ""))
    phone = _PHONE.search(" ".join((text, *_notes(booked.voucher))))
    payer = Payer(phone=phone[0] if phone else "")
    parts = tuple(BankPayment(ZERO, Nature.PAYMENT, payer=payer, key=k) for k in booked.part_keys)
    entry = BankEntry(
        booked.voucher.date,
        booked.amount,
        "SEK",
        parts or (BankPayment(booked.amount, Nature.PAYMENT, payer=payer),),
        booked.keys[0],
        as_written(meta.get(BANKGIRO, "")),
        text,
    )
    statement = BankStatement(as_written(meta.get(ACCOUNT, "")), "SEK", (entry,))
    kinds = [form.split(" ")[0] for form in sorted(booked.forms)]
    files = [BankFile("", kind, "", (statement,)) for kind in kinds if kind in KINDS]
    return OneMoney(StatedEntry(file, statement, entry) for file in files)


def _notes(voucher: Voucher) -> Iterator[str]:
    for posting in voucher.postings:
        if SAID in posting.meta:
            yield as_written(posting.meta[SAID])
