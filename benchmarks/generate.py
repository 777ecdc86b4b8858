"""Write made-up books of any size, the same for Beancount and for hledger and Ledger.

    python -m benchmarks.generate OUT --vouchers 1000000 --years 10

OUT becomes a workspace of sambruk's, and OUT/peer.journal holds the same vouchers for the others.
The same options give the same bytes.
"""

from __future__ import annotations

import argparse
import itertools
from pathlib import Path
from random import Random

from benchmarks.association import config_files, make_association
from benchmarks.journals import Ledger, chart, opening_texts, year_texts
from benchmarks.vouchers import Carried, Posting, year_vouchers

LAST_LAID_OUT = 16  # years from 2010 that the example's layout of the statements holds for
OPENING = (
    Posting("1930", 250_000_000),
    Posting("2083", -200_000_000),
    Posting("2067", -50_000_000),
)


def generate(folder: Path, vouchers: int, years: int = 1, seed: int = 1) -> None:
    """Write a workspace of so many vouchers, spread evenly over so many fiscal years.

    Raises:
      ValueError: when the vouchers are too few for the dues of each year.
    """
    rng = Random(seed)  # noqa: S311 (figures to time with, no secret)
    association = make_association(rng, years, vouchers // years)
    for name, text in config_files(association):
        _write(folder / "config" / name, text)
    opened, names = chart()
    _write(folder / "ledger" / "chart.beancount", opened)
    included = [f"{year}" for year in association.years]
    _write(
        folder / "ledger" / "main.beancount",
        'option "title" "Föreningen Mätbar"\noption "operating_currency" "SEK"\n\n'
        + "".join(f'include "{name}.beancount"\n' for name in ("chart", *included)),
    )
    accounts = "".join(f"account {name}\n" for name in names.values())
    files = "".join(f"include peer/{name}.journal\n" for name in included)
    _write(folder / "peer.journal", f"{accounts}\n{files}")
    ledger = Ledger(names)
    before = opening_texts(ledger, OPENING)
    carried, keys = Carried(), itertools.count()
    for index, year in enumerate(association.years):
        count = vouchers // years + (1 if index < vouchers % years else 0)
        drawn, carried = year_vouchers(rng, association, year, count, keys, carried)
        ours, theirs = year_texts(ledger, year, drawn)
        _write(folder / "ledger" / f"{year}.beancount", before[0] + ours)
        _write(folder / "peer" / f"{year}.journal", before[1] + theirs)
        before = ("", "")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description="Write made-up books to time programs with.")
    parser.add_argument("out", type=Path, help="the folder to write; files there are replaced")
    parser.add_argument("--vouchers", type=int, default=1000, help="vouchers in all")
    parser.add_argument("--years", type=int, default=1, help="fiscal years, one file each")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if not 1 <= options.years <= LAST_LAID_OUT:
        parser.error(f"--years must be from 1 to {LAST_LAID_OUT}")
    try:
        generate(options.out, options.vouchers, options.years, options.seed)
    except ValueError as error:
        parser.error(str(error))


if __name__ == "__main__":
    main()
