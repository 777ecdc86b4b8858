"""What each program says that the accounts of a generated workspace stand at, to be compared.

Accounts of the balance sheet at the end of the year, those of the income statement for the year;
accounts at nought are left out.
"""

from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path

from benchmarks.programs import Programs

Sums = dict[str, Decimal]
Witness = Callable[[Programs, Path, int], Sums]
OF_BALANCE = ("Assets:", "Equity:", "Liabilities:")
QUERY = "SELECT account, sum(number) AS total WHERE date < {} AND date >= {} GROUP BY account"


class Unequal(Exception):
    """Two programs disagree, so that their times are not of the same work."""


def check_equal(
    programs: Programs, folder: Path, year: int, witnesses: Mapping[str, Witness]
) -> int:
    """The number of accounts that all programs agree on.

    Raises:
      Unequal: with the accounts where a witness says something else than sambruk.
    """
    ours = sambruk(programs, folder, year)
    for name, witness in witnesses.items():
        theirs = witness(programs, folder, year)
        wrong = {a for a in {*ours, *theirs} if ours.get(a) != theirs.get(a)}
        if wrong or not ours:
            rows = "\n".join(f"{a}: {ours.get(a)} / {theirs.get(a)}" for a in sorted(wrong))
            raise Unequal(f"{folder.name} {year}: sambruk / {name}\n{rows or 'no balances at all'}")
    return len(ours)


def sambruk(programs: Programs, folder: Path, year: int) -> Sums:
    """Closing balances as `sambruk balances` prints them."""
    printed = _output(programs, *programs.sambruk(folder, "balances", str(year), "-f", "json"))
    return _kept({r["account"]: Decimal(r["closing"]) for r in json.loads(printed)["rows"]})


def hledger(programs: Programs, folder: Path, year: int) -> Sums:
    """As `sambruk`, by hledger."""

    def of_days(*days: str) -> Sums:
        journal = str(folder / "peer.journal")
        options = ("balance", "--flat", "-N", "-O", "csv", *days)
        read = csv.DictReader(io.StringIO(_output(programs, "hledger", "-f", journal, *options)))
        return {row["account"]: Decimal(row["balance"].removesuffix(" SEK")) for row in read}

    end = f"{year + 1}-01-01"
    return _joined(of_days("-e", end), of_days("-b", f"{year}-01-01", "-e", end))


def ledger(programs: Programs, folder: Path, year: int) -> Sums:
    """As `sambruk`, by John Wiegley's Ledger."""

    def of_days(*days: str) -> Sums:
        journal = str(folder / "peer.journal")
        options = ("balance", "--flat", "--no-total", *days)
        form = ("--format", "%(account)|%(quantity(amount))\n")
        printed = _output(programs, "ledger", "-f", journal, *options, *form)
        pairs = (line.rpartition("|") for line in printed.splitlines())
        return {account: Decimal(amount) for account, _, amount in pairs}

    end = f"{year + 1}-01-01"
    return _joined(of_days("-e", end), of_days("-b", f"{year}-01-01", "-e", end))


def bean_query(programs: Programs, folder: Path, year: int) -> Sums:
    """As `sambruk`, by bean-query over the Beancount files."""

    def of_days(since: str, before: str) -> Sums:
        query = QUERY.format(before, since)
        command = (*programs.bean_query(folder, query), "-f", "csv")
        read = csv.DictReader(io.StringIO(_output(programs, *command)))
        return {row["account"].strip(): Decimal(row["total"].strip()) for row in read}

    end = f"{year + 1}-01-01"
    return _joined(of_days("0001-01-01", end), of_days(f"{year}-01-01", end))


def _joined(until: Sums, within: Sums) -> Sums:
    """Accounts of the balance sheet from the first, of the income statement from the second."""
    kept = {name: amount for name, amount in until.items() if name.startswith(OF_BALANCE)}
    kept |= {name: amount for name, amount in within.items() if not name.startswith(OF_BALANCE)}
    return _kept(kept)


def _kept(sums: Sums) -> Sums:
    return {name: amount for name, amount in sums.items() if amount}


def _output(programs: Programs, *command: str) -> str:
    done = subprocess.run(
        command, env=programs.environment, capture_output=True, text=True, check=True
    )
    return done.stdout
