"""Journals changed at random: as bean-check and bean-query judge them, and never a breakdown.

What Beancount refuses is an error here; where there is no error, the balance of every account is
the one that bean-query sums to.
"""

from __future__ import annotations

import json
import random
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.conftest import RunCommand
from tests.extent import rounds
from tests.trials.commands import asked, findings
from tests.trials.judges import Sums, beancount, of_balance, of_result
from tests.trials.mutations import ANY, Mutated, copy_of_example, line_with, mutated

# It forks to ask Beancount, and the program runs in processes of its own.
pytestmark = [pytest.mark.slow, pytest.mark.process]

FILES = [f"ledger/{name}.beancount" for name in ("2006", "2007", "2006", "2007", "chart", "main")]
BATCH = rounds(10, 4)
YEARS = ("2006", "2007")
SPANS = [
    (date(1, 1, 1), date(2007, 12, 31)),
    *((date(int(year), 1, 1), date(int(year), 12, 31)) for year in YEARS),
]
BANK = "Assets:1930-Bank"
DIRECTIVES = (
    f"2007-06-30 balance {BANK} 0.00 SEK",
    f"2007-06-30 pad {BANK} Equity:2067-Balanserat-resultat",
    f"2007-06-30 close {BANK}",
    f"2007-06-30 open {BANK} SEK",
    '2007-06-30 custom "budget" Expenses:4010-Konsultarvoden "monthly" 10.00 SEK',
    '2007-06-30 note Assets:1910-Kassa "räknad"',
    "2007-06-30 price EUR 9.25 SEK",
    "2007-06-30 commodity EUR",
    '2007-06-30 event "plats" "Sandviken"',
    "pushtag #projekt",
    'pushmeta ort: "Gävle"',
    'include "2006.beancount"',
    'plugin "beancount.plugins.auto"',
    'option "booking_method" "NONE"',
)
AMOUNTS = (
    *("", "0.00 SEK", "1.00 EUR", "1 AKT {5.00 SEK}", "5.00 SEK @ 2.00 EUR"),
    *("1.00 EUR @@ 9.25 SEK", "(1 + 2) * 3 SEK", "100/3 SEK", "100/0 SEK", "1,000.00 SEK"),
    *("-1,00 SEK", "1.00SEK", "1", "\u221210.00 SEK", "1.00 SEK 2.00 SEK"),
)
HEADERS = (
    *('! "Text"', "*", '* "a" "b" "c"', '* "Text" #etikett ^lank', 'txn "Text"', '* "Text" ; "'),
    *('* "öppen', '"Text"', '* "Text"\r', 'P "Text"'),
)


def other_amount(rng: random.Random, text: str) -> str:
    """A row with another amount, or without one."""
    amount = rng.choice(AMOUNTS)
    return line_with(rng, text, r"  \w+:.* SEK", lambda row: f"{row[: row.index(' ', 3)]} {amount}")


def other_header(rng: random.Random, text: str) -> str:
    """A voucher of another flag, text or day."""
    header, day = rng.choice(HEADERS), rng.choice(("", "2007-02-29", "2007/03/01", "2005-12-31"))
    return line_with(rng, text, r"\d.* \* .*", lambda line: f"{day or line[:10]} {header}")


def directive(rng: random.Random, text: str) -> str:
    """One more directive, between two lines."""
    parts = text.split("\n")
    parts.insert(rng.randrange(len(parts) + 1), rng.choice(DIRECTIVES))
    return "\n".join(parts)


def harmless(rng: random.Random, text: str) -> str:
    """What a person does to the looks of a journal."""
    match rng.randrange(4):
        case 0:
            return text.replace("\n", "\r\n")
        case 1:
            return line_with(rng, text, r"  \w+:.* SEK", lambda line: f"{line}  ; anmärkning")
        case 2:
            return line_with(rng, text, r"", lambda _: "\n; ----\n")
        case _:
            return line_with(rng, text, r"  \w+:.* SEK", lambda line: line.replace("  ", "\t"))


MUTATIONS = (*ANY, other_amount, other_amount, other_header, directive, harmless)


@pytest.mark.parametrize("batch", range(rounds(50, 1)))
def test_a_mutation_is_judged_as_by_beancount(
    batch: int, tmp_path: Path, sambruk: RunCommand
) -> None:
    root = copy_of_example(tmp_path / "w")
    for number in range(batch * BATCH, (batch + 1) * BATCH):
        mutation = mutated(FILES, MUTATIONS, number)
        (root / mutation.file).write_bytes(mutation.after)
        judge(sambruk, root, mutation)
        (root / mutation.file).write_bytes(mutation.before)


def judge(sambruk: RunCommand, root: Path, mutation: Mutated) -> None:
    found = findings(sambruk, root)
    errors = [item for item in found if item["severity"] == "error"]
    judged = beancount(root / "ledger/main.beancount", SPANS)
    if judged is None or judged.errors:
        assert errors, (str(mutation), judged)
    if errors or judged is None:
        return
    closing, *moved = judged.sums
    printed = {year: balances(sambruk, root, year) for year in YEARS}
    assert of_balance(printed["2007"][1]) == of_balance(closing), str(mutation)
    for year, sums in zip(YEARS, moved, strict=True):
        assert printed[year][0] == sums, (str(mutation), year)
        assert of_result(printed[year][1]) == of_result(sums), (str(mutation), year)


def balances(sambruk: RunCommand, root: Path, year: str) -> tuple[Sums, Sums]:
    """What `sambruk balances` prints of a year: changes and closing balances, nought left out."""
    rows = json.loads(asked(sambruk, root, "balances", year, "-f", "json").stdout)["rows"]
    change, closing = (
        {row["account"]: Decimal(row[name]) for row in rows if Decimal(row[name])}
        for name in ("change", "closing")
    )
    return change, closing
