"""Föreningen Exempel with what booking payments needs, and payments booked as a command does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

from sambruk_cli.edits.carry_out import carry_out
from sambruk_cli.edits.lock import locked
from sambruk_cli.exchange.bank.into.plan import plan_payments
from sambruk_cli.exchange.bank.into.planned import PaymentsAsked, PaymentsPlan
from sambruk_cli.exchange.bank.model import BankEntry, BankFile, BankStatement
from sambruk_cli.exchange.bank.read import read_content
from sambruk_cli.exchange.bank.received import money_of
from sambruk_cli.opening.reading import read_to_edit
from sambruk_cli.session import Session
from sambruk_cli.workspace import Workspace
from tests.conftest import Changes
from tests.sessions import TERMS
from tests.workspaces import CHART, JOURNAL_2021

INVOICING = "config/invoicing.toml"
ACCOUNTS = '[accounts]\nsuspense = "2999"\nadvances = "2420"\nbank_fees = "6570"\n'
# The digits of the number, one for their length with the two that are added, and the check digit:
# 202117 -> from the right 5+1+2+2+0+2 = 12 -> 8.
OCR = {"2021-1": "2021178", "2021-2": "2021277", "2021-3": "2021376"}


def with_payments(*more: Changes) -> Changes:
    """The workspace with accounts for payments, and an OCR reference on each invoice of 2021."""
    journal = JOURNAL_2021
    for number, ocr in OCR.items():
        said = f'    invoice: "{number}"\n'
        journal = journal.replace(said, f'{said}    ocr: "{ocr}"\n')
    chart = CHART + "".join(
        f"2019-12-31 open {name} SEK\n"
        for name in (
            "Liabilities:2420-Förskott",
            "Liabilities:2999-OBS-konto",
            "Expenses:6570-Bankkostnader",
        )
    )
    changes: Changes = {
        INVOICING: ACCOUNTS,
        "ledger/chart.beancount": chart,
        "ledger/2021.beancount": journal,
    }
    for each in more:
        changes.update(each)
    return changes


def opened(folder: Path) -> Session:
    """Books and register, without checks."""
    from dataclasses import replace

    from sambruk_cli.books.load import load_ledger

    workspace = Workspace(folder)
    session = read_to_edit(workspace, TERMS, shown=None)
    return replace(session, ledger=load_ledger(workspace, session.register.years).books)


def planned(
    folder: Path,
    files: Mapping[str, str | BankFile],
    accept: Iterable[int] = (),
    *,
    accept_all: bool = False,
    documents: Mapping[str, str] | None = None,
) -> PaymentsPlan:
    """What becomes of the payments of bank files."""
    read = [
        text if isinstance(text, BankFile) else read_content(text.encode(), name)
        for name, text in files.items()
    ]
    asked = PaymentsAsked(frozenset(accept), accept_all)
    return plan_payments(opened(folder), money_of(read)[0], asked, documents or {})


def entries_of(*entries: BankEntry, kind: str = "camt.054") -> BankFile:
    """A file of one account with these entries."""
    return BankFile(kind, kind, "02", (BankStatement("83279000001", "SEK", entries),))


def booked(
    folder: Path,
    files: Mapping[str, str | BankFile],
    accept: Iterable[int] = (),
    *,
    accept_all: bool = False,
) -> PaymentsPlan:
    """The same, written."""
    found = planned(folder, files, accept, accept_all=accept_all)
    assert not found.findings, [item.message for item in found.findings]
    if found.plan is not None:
        with locked(folder) as lock:
            carry_out(Workspace(folder), found.plan, lock)
    return found


def sums(folder: Path) -> dict[tuple[str, str, str], Decimal]:
    """What each account stands at, by party and invoice: what is nought is left out."""
    found: dict[tuple[str, str, str], Decimal] = {}
    books = opened(folder).books
    for _, posting in books.postings():
        number = books.number(posting.account)
        party = posting.tag("member") or posting.tag("counterparty") or ""
        on = number in {"1510", "2420"}
        key = (number, party if on else "", (posting.tag("invoice") or "") if on else "")
        found[key] = found.get(key, Decimal(0)) + posting.amount
    return {key: amount for key, amount in found.items() if amount}


def receivable(folder: Path, day: date = date.max) -> dict[str, Decimal]:
    """What is open on each invoice, kronor."""
    found: dict[str, Decimal] = {}
    books = opened(folder).books
    for voucher, posting in books.postings():
        if voucher.date <= day and books.number(posting.account) == "1510":
            invoice = posting.tag("invoice") or ""
            found[invoice] = found.get(invoice, Decimal(0)) + posting.amount
    return {invoice: amount for invoice, amount in found.items() if amount}


def states(found: PaymentsPlan) -> list[tuple[str, str, str]]:
    """State, voucher and amount of each payment, in the order of the list."""
    return [
        (str(each.state), each.voucher, f"{each.keyed.received.payment.amount}")
        for each in found.payments
    ]
