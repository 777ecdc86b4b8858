"""Other programs as witnesses: hledger, Ledger and beanquery add up the same journals.

The journals are turned into the form of hledger and Ledger here, line by line as text, so that
nothing of this program or of Beancount's parser stands between the files and the witnesses.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from beanquery import connect

from tests.conftest import PROJECT, required_program

LEDGER = PROJECT / "ledger"
YEARS = ("2006", "2007")
OF_BALANCE = ("Assets:", "Equity:", "Liabilities:")

_HEADER = re.compile(r'^(\d{4}-\d{2}-\d{2}) [*!] ((?:"[^"]*" ?)+)$')
_POSTING = re.compile(r"^  ([A-Z][a-z]+:\S+) +(-?\d+\.\d\d) SEK$")
_METADATA = re.compile(r"^ {2,4}[a-z]+: ")
_NO_VOUCHER = re.compile(r"^(;|option |include |\d{4}-\d{2}-\d{2} (open|balance) |$)")

Sums = dict[str, Decimal]


def as_plain_journal(text: str) -> str:
    """A Beancount journal as one that hledger and Ledger read; every line must be accounted for.

    Raises:
      AssertionError: at a line of a form that is not known here, which might hold an amount.
    """
    lines: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            title = header[2].replace('"', "").replace(";", ",")
            lines += ["", f"{header[1]} {title}"]
        elif posting := _POSTING.match(line):
            lines.append(f"    {posting[1]}    {posting[2]} SEK")
        else:
            assert _METADATA.match(line) or _NO_VOUCHER.match(line), f"line {number}: {line}"
    return "\n".join(lines) + "\n"


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """Both years in the form of hledger and Ledger."""
    path = tmp_path / "all.journal"
    texts = [(LEDGER / f"{year}.beancount").read_text() for year in YEARS]
    path.write_text("\n".join(map(as_plain_journal, texts)))
    return path


def output_of(*command: str) -> str:
    done = subprocess.run(
        command, cwd=PROJECT, capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout


def hledger(journal: Path, before: str, since: str | None = None) -> Sums:
    """Sums per account of the days before one day, and not before another."""
    begin = ["-b", since] if since else []
    printed = output_of(
        required_program("hledger"),
        *("-f", str(journal), "balance", "--flat", "-N", "-O", "csv", "-e", before, *begin),
    )
    read = csv.DictReader(io.StringIO(printed))
    return {row["account"]: Decimal(row["balance"].removesuffix(" SEK")) for row in read}


def ledger(journal: Path, before: str, since: str | None = None) -> Sums:
    """As hledger, by John Wiegley's Ledger."""
    begin = ["-b", since] if since else []
    printed = output_of(
        required_program("ledger"),
        *("-f", str(journal), "balance", "--flat", "--no-total", "-e", before, *begin),
        *("--format", "%(account)|%(quantity(amount))\n"),
    )
    pairs = (line.rpartition("|") for line in printed.splitlines())
    return {account: Decimal(amount) for account, _, amount in pairs}


def beanquery(journal: Path, before: str, since: str | None = None) -> Sums:
    """As hledger, by a query over the Beancount files themselves."""
    # Beancount's loader may write its cache beside the ledger: let it do so in a copy.
    copy = journal.parent / "ledger"
    if not copy.exists():
        shutil.copytree(LEDGER, copy)
    where = f"date < {before}" + (f" AND date >= {since}" if since else "")
    query = f"SELECT account, sum(number) AS total WHERE {where} GROUP BY account"
    source = f"beancount:{copy / 'main.beancount'}"
    cursor = connect(source).execute(query)  # type: ignore[no-untyped-call]
    return dict(cursor.fetchall())


Witness = Callable[..., Sums]
WITNESSES = pytest.mark.parametrize("witness", [hledger, ledger, beanquery])


Printed = dict[str, list[dict[str, str]]]


@pytest.fixture(scope="module")
def printed() -> Printed:
    """What `sambruk balances` says of both years."""
    command = (sys.executable, "-m", "sambruk_cli", "--root", str(PROJECT), "balances")
    return {year: json.loads(output_of(*command, year, "-f", "json"))["rows"] for year in YEARS}


def column(printed: Printed, year: str, name: str) -> Sums:
    """One column of a year per account, nought left out."""
    rows = printed[year]
    assert len(rows) == len({row["account"] for row in rows})
    return {row["account"]: Decimal(row[name]) for row in rows if Decimal(row[name])}


def split(sums: Sums) -> tuple[Sums, Sums]:
    """Accounts of the balance sheet and of the income statement, nought left out."""
    kept = {name: amount for name, amount in sums.items() if amount}
    of_balance = {name: kept[name] for name in kept if name.startswith(OF_BALANCE)}
    return of_balance, {name: kept[name] for name in kept if name not in of_balance}


@WITNESSES
@pytest.mark.parametrize("year", YEARS)
def test_closing_balances_of_the_balance_sheet_are_those_of(
    witness: Witness, year: str, journal: Path, printed: Printed
) -> None:
    theirs, _ = split(witness(journal, before=f"{int(year) + 1}-01-01"))
    ours, _ = split(column(printed, year, "closing"))
    assert len(theirs) >= 8
    assert ours == theirs


@WITNESSES
@pytest.mark.parametrize("year", YEARS)
def test_opening_balances_are_what_the_days_before_sum_to_by(
    witness: Witness, year: str, journal: Path, printed: Printed
) -> None:
    theirs, _ = split(witness(journal, before=f"{year}-01-01"))
    assert len(theirs) >= 3
    assert column(printed, year, "opening") == theirs


@WITNESSES
@pytest.mark.parametrize("year", YEARS)
def test_the_movements_of_a_year_are_those_of(
    witness: Witness, year: str, journal: Path, printed: Printed
) -> None:
    theirs = split(witness(journal, before=f"{int(year) + 1}-01-01", since=f"{year}-01-01"))
    ours = split(column(printed, year, "change"))
    assert ours == theirs
    assert len(theirs[1]) >= 10
    # An account of the income statement closes with the movement of its year.
    assert split(column(printed, year, "closing"))[1] == theirs[1]


@pytest.mark.parametrize(
    ("program", "arguments"),
    [("hledger", ("check",)), ("ledger", ("balance", "--strict"))],
    ids=["hledger", "ledger"],
)
def test_every_voucher_balances_by(program: str, arguments: tuple[str, ...], journal: Path) -> None:
    output_of(required_program(program), "-f", str(journal), *arguments)
    broken = journal.with_name("broken.journal")
    broken.write_text(journal.read_text().replace("64441.00", "64441.01"))
    with pytest.raises(subprocess.CalledProcessError):
        output_of(required_program(program), "-f", str(broken), *arguments)


def test_the_published_figures_are_in_the_journals_before_any_program_reads_them(
    journal: Path,
) -> None:
    # Of the published balance sheet: the witnesses themselves are held against the report.
    closing = hledger(journal, before="2008-01-01")
    assert closing["Assets:1510-Kundfordringar"] == 461_214
    assert closing["Assets:1930-Bank"] == 1_753_575
    assert closing["Equity:2083-Inbetalda-medlemsinsatser"] == -815_000
    assert closing["Liabilities:2440-Leverantörsskulder"] == -1_068_779
    income = hledger(journal, before="2008-01-01", since="2007-01-01")
    assert income["Income:3110-Årsavgifter"] == -1_272_000
    assert income["Income:8310-Ränteintäkter"] == -64_856
    assert income["Expenses:8999-Årets-resultat"] == -11_243
