"""`sambruk verify` of many sealed years beside reading their books and nothing else."""

from __future__ import annotations

import subprocess
import sys

from benchmarks.association import ROOT
from benchmarks.cases import COLD, Case
from benchmarks.results import Figure, Part
from benchmarks.timing import compare

SEALED, VOUCHERS = 10, 100_000  # years, and vouchers in each
LOAD, VERIFY = "register and books read alone", "sambruk verify"
_READ = (
    "import sys; from datetime import date; from pathlib import Path; "
    "from sambruk_cli.opening.anew import read_to_verify; from sambruk_cli.terms import Terms; "
    "from sambruk_cli.workspace import Workspace; "
    "assert read_to_verify(Workspace(Path(sys.argv[1])), Terms(date(2026, 11, 27))).ledger"
)


def sealed_years(case: Case) -> Part:
    """Ten sealed years of 100 000 vouchers and an open one after them."""
    root = case.books(VOUCHERS * (SEALED + 1), SEALED + 1)
    case.say(f"{SEALED} years of {VOUCHERS} vouchers: sealing them")
    subprocess.run((sys.executable, "-m", "benchmarks.seal_all", str(root)), cwd=ROOT, check=True)
    of = case.programs.sambruk
    load, cold, verify = compare(
        [
            case.command(LOAD, (sys.executable, "-c", _READ, str(root))),
            case.command(COLD, of(root, "validate", "--no-cache")),
            case.command(VERIFY, of(root, "verify")),
        ],
        case.runs,
    )
    case.profile("sealed-verify", "--root", str(root), "verify")
    seals = sum(path.stat().st_size for path in (root / "ledger" / "seals").iterdir())
    books = sum(path.stat().st_size for path in (root / "ledger").glob("2*.beancount"))
    return Part(
        "10 sealed years of 100 000 vouchers",
        (load, cold, verify),
        (
            Figure("10 sealed years of 100 000: verify / reading alone", verify, load, "1.5"),
            Figure("10 sealed years of 100 000: verify / validate, no cache", verify, cold, "1.5"),
        ),
        f"The journals are {books / 1e6:.0f} MB, the seals {seals / 1e6:.0f} MB.",
    )
