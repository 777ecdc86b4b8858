"""Ledgers made up at random: the sums of every account as bean-query and hledger have them."""

from __future__ import annotations

import csv
import io
import subprocess
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from sambruk_cli.books.balances import trial_balance
from sambruk_cli.books.books import Books
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.workspace import Workspace
from tests.conftest import required_program
from tests.extent import SEED, rounds
from tests.ledgers import load_books
from tests.trials.judges import Span, Sums, beancount, of_balance, of_result
from tests.trials.random_ledgers import as_beancount, as_hledger

pytestmark = pytest.mark.slow

BATCH = rounds(200, 20)
YEARS = [
    FiscalYear("2020", date(2020, 1, 1), date(2020, 12, 31)),
    FiscalYear("2021", date(2021, 1, 1), date(2021, 12, 31)),
    FiscalYear("2020/21", date(2020, 7, 1), date(2021, 6, 30)),
]
# Of each year: all the days through its last, and its own days alone.
SPANS: list[Span] = [
    span for year in YEARS for span in ((date(1900, 1, 1), year.end), (year.start, year.end))
]


@pytest.mark.parametrize("batch", range(rounds(10, 1)))
def test_every_account_sums_to_what_other_programs_sum_it_to(batch: int, tmp_path: Path) -> None:
    numbers = range(batch * BATCH, (batch + 1) * BATCH)
    journal = tmp_path / "all.journal"
    journal.write_text("\n".join(map(as_hledger, numbers)))
    by_hledger = [hledger(journal, span) for span in SPANS]
    for number in numbers:
        main = tmp_path / str(number) / "ledger/main.beancount"
        main.parent.mkdir(parents=True)
        main.write_bytes(as_beancount(number).encode())
        where = f"SEED={SEED}, ledger {number}"
        judged = beancount(main, SPANS)
        assert judged is not None, where
        assert judged.errors == (), where
        assert [sums[number] for sums in by_hledger] == list(judged.sums), where
        books, _ = load_books(Workspace(main.parents[1]), YEARS)
        for at, year in enumerate(YEARS):
            closing, moved = judged.sums[2 * at : 2 * at + 2]
            assert sums_of(books, year) == (
                of_balance(closing),
                of_result(moved),
                moved,
            ), (where, year.label)


def sums_of(books: Books, year: FiscalYear) -> tuple[Sums, Sums, Sums]:
    """What sambruk has: closing balances, of the balance sheet and of the result, and changes."""
    balances = trial_balance(books, year)
    closing = {each.account: each.closing for each in balances if each.closing}
    change = {each.account: each.change for each in balances if each.change}
    return of_balance(closing), of_result(closing), change


def hledger(journal: Path, span: Span) -> dict[int, Sums]:
    """Sums per account of some days, by number of the ledger."""
    first, last = span
    done = subprocess.run(
        [
            *(required_program("hledger"), "-f", journal, "balance", "--flat", "-N", "-O", "csv"),
            *("-b", str(first), "-e", str(last + timedelta(1))),
        ],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    found: dict[int, Sums] = defaultdict(dict)
    for row in csv.DictReader(io.StringIO(done.stdout)):
        number, _, account = row["account"].partition(":")
        amount = Decimal(row["balance"].removesuffix(" SEK"))
        if amount:
            found[int(number)][account] = amount
    return found
