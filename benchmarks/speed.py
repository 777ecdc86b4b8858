"""sambruk beside hledger, Ledger and Beancount's own programs, over books of every size.

    python -m benchmarks.speed [--size SIZE ...] [-o FILE]

Without sizes all are timed, and the page is written to benchmarks/RESULTS.md with a profile of
each of sambruk's commands beside it. With sizes the page is printed, or written with -o.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import balances, cases, members, revisions, sealed
from benchmarks.again import asked_again
from benchmarks.cases import Case
from benchmarks.programs import Programs, machine
from benchmarks.results import Part, markdown
from benchmarks.timing import RUNS

RESULTS = Path(__file__).with_name("RESULTS.md")
SIZES: dict[str, Callable[[Case], Sequence[Part]]] = {
    "example": lambda case: (
        cases.example(case),
        asked_again(case, "example", case.folder / "example", "malmo"),
    ),
    "1k": lambda case: (cases.thousand(case),),
    "10k": lambda case: (cases.growth(case, 10_000),),
    "100k": lambda case: (
        cases.hundred_thousand(case),
        asked_again(case, "100 000", case.folder / "100000", "kommun-001"),
    ),
    "dues": lambda case: (members.dues(case),),
    "commits": lambda case: (
        revisions.diff_of_a_commit(case, 10),
        revisions.diff_of_a_commit(case, 1),
        revisions.log_of_many(case),
    ),
    "1m": lambda case: (cases.million(case),),
    "sealed": lambda case: (sealed.sealed_years(case),),
}


def main() -> None:
    parser = argparse.ArgumentParser(description="Time sambruk beside other programs.")
    parser.add_argument("--size", choices=SIZES, nargs="+", help="some sizes only")
    parser.add_argument("--runs", type=int, default=RUNS, help=f"counted runs (default {RUNS})")
    parser.add_argument("-o", "--output", type=Path, help="where to write the page")
    options = parser.parse_args()
    output = options.output or (None if options.size else RESULTS)
    load = " ".join(f"{value:.2f}" for value in os.getloadavg())
    try:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            profiles = output.with_name("profiles") if output else folder / "profiles"
            case = Case(Programs(folder), folder, profiles, options.runs)
            parts = [part for size in options.size or SIZES for part in SIZES[size](case)]
    except balances.Unequal as unequal:
        sys.exit(f"The programs do not give the same balances. {unequal}")
    except subprocess.CalledProcessError as failed:
        sys.exit(f"{failed}\n{failed.stderr}")
    page = markdown(parts, machine(), f"{datetime.now(UTC):%Y-%m-%d}", options.runs, load)
    if output is None:
        sys.stdout.write(page)
    else:
        output.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
