"""Payment histories of any kind: every krona somewhere once, in whatever files and runs."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from sambruk_cli.receivables.items import items_of
from tests.bank_files import Part, entry, notification, statement
from tests.conftest import MakeWorkspace
from tests.extent import tried
from tests.payments import OCR, booked, opened, planned, sums, with_payments

pytestmark = pytest.mark.slow

FIRST = date(2021, 6, 1)
DAYS = 3
HEAD = "Radnr,Clnr,Kontonr,Produkt,Valuta,Bokfdag,Transdag,Valutadag,Referens,Text,Belopp,Saldo\n"


@dataclass(frozen=True)
class Deposit:
    """What the bank has booked: a day, and payments with what they refer to."""

    day: int
    payments: tuple[tuple[int, str], ...]

    @property
    def amount(self) -> str:
        return f"{sum(amount for amount, _ in self.payments)}.00"


PAYMENT = st.tuples(
    st.sampled_from([50, 100, 200, 400]), st.sampled_from([*OCR.values(), *OCR, "nobody's"])
)
DEPOSIT = st.builds(
    Deposit, st.integers(0, DAYS - 1), st.lists(PAYMENT, min_size=1, max_size=3).map(tuple)
)
FILE = st.tuples(
    st.sampled_from(["053", "054", "csv"]),
    st.sets(st.integers(0, DAYS - 1), min_size=1).map(frozenset),
)


def file_of(kind: str, days: frozenset[int], history: Sequence[Deposit]) -> str:
    """A bank file of whole days: a statement or export of sums, or a notification of payments."""
    chosen = [(at, each) for at, each in enumerate(history) if each.day in days]
    if kind == "csv":
        return HEAD + "".join(
            f'{number},8327-9,000001,"Konto",SEK,{on(each)},{on(each)},{on(each)},"9912346",'
            f'"Bankgiro inbetalning",{each.amount},\n'
            for number, (_, each) in enumerate(chosen, 1)
        )
    entries = []
    for at, each in chosen:
        parts = [
            Part(f"{amount}.00", reference, "N N", f"P{at:012}{number}")
            for number, (amount, reference) in enumerate(each.payments)
        ]
        told = parts if kind == "054" else []
        name = "" if told else "BG09912346 00143"
        entries.append(entry(each.amount, told, day=on(each), key=f"B{at:012}", name=name))
    return notification(*entries) if kind == "054" else statement(*entries)


def on(deposit: Deposit) -> str:
    return (FIRST + timedelta(days=deposit.day)).isoformat()


@tried(150, HealthCheck.function_scoped_fixture, few=6)
@given(
    st.lists(DEPOSIT, min_size=1, max_size=4),
    st.lists(FILE, min_size=1, max_size=4),
    st.randoms(use_true_random=False),
)
def test_any_files_in_any_order_and_runs_give_the_same_books(
    make_workspace: MakeWorkspace,
    history: list[Deposit],
    chosen: list[tuple[str, frozenset[int]]],
    chance: object,
) -> None:
    files = {
        f"{number}": file_of(kind, days, history)
        for number, (kind, days) in enumerate(chosen)
        if any(each.day in days for each in history)
    }
    folder = make_workspace(with_payments())
    before = sums(folder)
    apart = folder.with_name("apart")
    shutil.rmtree(apart, ignore_errors=True)
    shutil.copytree(folder, apart)
    booked(folder, files)
    names = list(files)
    chance.shuffle(names)  # type: ignore[attr-defined]
    for name in names:
        booked(apart, {name: files[name]})
    found = sums(folder)
    assert sums(apart) == found
    assert planned(folder, files).plan is None
    assert planned(apart, files).plan is None
    told = {day for _, days in chosen for day in days}
    paid = sum((Decimal(each.amount) for each in history if each.day in told), Decimal(0))
    assert found["1930", "", ""] - before["1930", "", ""] == paid
    assert sum(found.values()) == 0
    detailed = {day for kind, days in chosen if kind == "054" for day in days}
    _assert_told(found, history, detailed)
    for each in (folder, apart):
        _assert_items_are_the_account(each)


def _assert_told(
    found: dict[tuple[str, str, str], Decimal], history: Sequence[Deposit], detailed: set[int]
) -> None:
    """What is told apart is on its invoice as far as that is open, the rest an advance."""
    numbers = {ocr: number for number, ocr in OCR.items()} | {number: number for number in OCR}
    owed = {"2021-1": 400, "2021-2": 100, "2021-3": 200}
    paid = dict.fromkeys(owed, 0)
    for each in history:
        for amount, reference in each.payments if each.day in detailed else ():
            if reference in numbers:
                paid[numbers[reference]] += amount
    for number, party in (("2021-1", "storstad"), ("2021-2", "forbundet"), ("2021-3", "lillby")):
        is_open = max(owed[number] - paid[number], 0)
        assert found.get(("1510", party, number), 0) == is_open
        assert found.get(("2420", party, ""), 0) == min(owed[number] - paid[number], 0)


def _assert_items_are_the_account(folder: Path) -> None:
    session = opened(folder)
    for day in range(-1, DAYS + 1):
        until = FIRST + timedelta(days=day)
        items = items_of(session.books, session.register.invoicing, until)
        account = session.books.total(accounts=["1510"], last=until, carried=True)
        assert sum((item.open for item in items), Decimal(0)) == account
