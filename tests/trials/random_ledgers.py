"""Ledgers made up at random, as data, as a Beancount text of many spellings, and as hledger's.

hledger gets the amounts as they are meant, line by line; nothing that reads the Beancount text
stands between.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from tests.extent import SEED

ACCOUNTS = (
    *("Assets:1510-Kundfordringar", "Assets:1930-Bank", "Equity:2083-Insatser"),
    *("Liabilities:2440-Leverantörsskulder", "Income:3110-Årsavgifter", "Income:8310-Räntor"),
    *("Expenses:4010-Kostnader", "Expenses:6570-Bankavgifter"),
)
FIRST, DAYS = date(2019, 12, 20), 760  # past the end of 2021


class Booked(NamedTuple):
    """A voucher: its day, and accounts with amounts in kronor that sum to nought."""

    day: date
    rows: list[tuple[str, Decimal]]


def vouchers(number: int) -> list[Booked]:
    """The vouchers of the ledger of a number, in order of date."""
    rng = random.Random(f"{SEED}:ledger:{number}")
    made = []
    for _ in range(rng.choice((0, 1, 3, 8, 20))):
        rows = [(rng.choice(ACCOUNTS), amount(rng)) for _ in range(rng.choice((1, 1, 2, 3, 6)))]
        rows.append((rng.choice(ACCOUNTS), -sum((each for _, each in rows), Decimal(0))))
        made.append(Booked(FIRST + timedelta(rng.randrange(DAYS)), rows))
    return sorted(made, key=lambda voucher: voucher.day)


def amount(rng: random.Random) -> Decimal:
    """Kronor and öre: ordinary ones, nought, an öre, and thousands of millions."""
    most = rng.choice((1, 100, 100_00, 1_000_000_00, 10**14))
    return Decimal(rng.randrange(-most, most + 1)).scaleb(-2)


def as_beancount(number: int) -> str:
    """The ledger as Beancount, each voucher in a spelling of its own."""
    rng = random.Random(f"{SEED}:spelling:{number}")
    parts = ['option "operating_currency" "SEK"']
    parts += [f"2019-01-01 open {name}{rng.choice(('', ' SEK'))}" for name in ACCOUNTS]
    written = [_voucher(rng, at, each) for at, each in enumerate(vouchers(number), start=1)]
    rng.shuffle(written)  # Beancount sorts by date
    end = rng.choice(("\n", "\n", "\n", "\r\n"))
    return end.join("\n\n".join([*parts, *written, ""]).split("\n"))


def _voucher(rng: random.Random, at: int, voucher: Booked) -> str:
    day = voucher.day.strftime(rng.choice(("%Y-%m-%d", "%Y-%m-%d", "%Y/%m/%d")))
    header = rng.choice(
        ('* "Text"', '* "Vem" "Text; inte kommentar"', '! "Text"', 'txn "Text" #tagg ^lank', "*")
    )
    lines = [f"{day} {header}{rng.choice(('', '  ; anmärkning'))}"]
    lines += rng.choice(([f'  ver: "A{at}"'], [f'  ver: "A{at}"', "  reconstructed: TRUE"], []))
    left_out = rng.randrange(len(voucher.rows)) if rng.random() < 0.2 else None
    for number, (name, kronor) in enumerate(voucher.rows):
        indent = rng.choice(("  ", "  ", "    ", "\t"))
        gap = rng.choice(("  ", " ", "\t"))
        # Beancount rounds the amount left out to the decimals that are written beside it.
        said = _said(rng, kronor) if left_out is None else f"{kronor} SEK"
        written = "" if number == left_out else gap + said
        lines.append(f"{indent}{name}{written}{rng.choice(('', '', '  ', ' ; 1.00 SEK'))}")
        lines += rng.choice(([], [], [], ['    invoice: "7"'], ["    quantity: 2.5", "  ; rad"]))
    return "\n".join(lines)


def _said(rng: random.Random, kronor: Decimal) -> str:
    """An amount in one of the ways in which Beancount takes it."""
    part = Decimal(rng.randrange(-500, 500)).scaleb(-2)
    match rng.randrange(9):
        case 0:
            return f"{kronor:,} SEK"
        case 1:
            return f"({kronor - part} + {part}) SEK"
        case 2:
            return f"{kronor + part} - {part} SEK" if part >= 0 else f"{kronor} SEK"
        case 3:
            return f"{kronor * 4} / 4 SEK"
        case 4:
            return f"-({-kronor}) * 1 SEK"
        case 5:
            return f"{kronor.normalize():f} SEK"
        case 6:
            return f"{kronor:+} SEK"
        case _:
            return f"{kronor} SEK"


def as_hledger(number: int) -> str:
    """The ledger in hledger's form, its accounts below its number."""
    lines = []
    for voucher in vouchers(number):
        lines.append(f"{voucher.day} Text")
        lines += [f"    {number}:{name}  {kronor} SEK" for name, kronor in voucher.rows]
        lines.append("")
    return "\n".join(lines)
