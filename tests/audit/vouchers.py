"""Vouchers at hand for tests of what the auditor gets."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sambruk_cli.audit.sampling.population import SamplingPopulation, SamplingUnit, population_of
from sambruk_cli.books.books import Books
from sambruk_cli.books.vouchers import Account, Posting, Voucher
from sambruk_cli.fiscal import FiscalYear
from tests.ledgers import books_of

YEAR = FiscalYear("2024", date(2024, 1, 1), date(2024, 12, 31))
COST, OTHER_COST = "Expenses:5010-Lokal", "Expenses:6110-Kontor"
INCOME, BANK = "Income:3110-Avgifter", "Assets:1930-Bank"
RESULT, EQUITY = "Expenses:8999-Årets-resultat", "Equity:2069-Årets-resultat"


def voucher(
    ver: str | None,
    day: str,
    *rows: tuple[str, str],
    text: str = "Köp",
    payee: str | None = None,
    party: str | None = None,
    **meta: Any,
) -> Voucher:
    """A voucher; its rows are account and kronor, and `party` is the counterparty of all."""
    tags = {} if party is None else {"counterparty": party}
    postings = tuple(Posting(name, Decimal(kr), "SEK", 2, tags) for name, kr in rows)
    said = {key.replace("_", "-"): value for key, value in meta.items()}
    return Voucher(date.fromisoformat(day), ver, text, payee, postings, "j.beancount", 1, said)


def bought(ver: str, day: str, amount: str, **more: Any) -> Voucher:
    """A cost that is paid from the bank."""
    return voucher(ver, day, (COST, amount), (BANK, str(-Decimal(amount))), **more)


def books(*vouchers: Voucher) -> Books:
    names = {posting.account for each in vouchers for posting in each.postings}
    accounts = {
        name: Account(name, name.rpartition(":")[2][:4], name, date(2020, 1, 1), "c", 1)
        for name in names
    }
    return books_of(accounts, sorted(vouchers, key=lambda each: each.date))


def population(*amounts: str) -> SamplingPopulation:
    """Costs A1, A2 ... of some amounts."""
    made = [bought(f"A{n}", "2024-03-05", amount) for n, amount in enumerate(amounts, 1)]
    return population_of(books(*made), YEAR, "expenses")


def units(*vouchers: Voucher) -> tuple[SamplingUnit, ...]:
    """What vouchers book on accounts of costs."""
    found = population_of(books(*vouchers), YEAR, "expenses")
    return (*found.units, *found.opposite, *found.noughts)


def these(*values: object) -> tuple[object, ...]:
    """Values to compare with those worked out by hand, written as whole numbers."""
    return values
