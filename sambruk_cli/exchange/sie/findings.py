"""A SIE file checked on its own: what the library finds, as findings with codes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePath
from typing import BinaryIO

from sambruk_cli import sie
from sambruk_cli.findings import Finding, finding, in_order

MOST_BYTES = 1 << 30  # a file of ten million rows

# Each kind of problem with its code, and with the remedy of its own where the code has several;
# what is not here makes the file unreadable.
_CODES = {
    "absent": "SIE602",
    "place": "SIE603",
    "balance": "SIE604",
    "difference": "SIE605",
    "undeclared": "SIE606",
    "number": "SIE607",
    "ksumma": "SIE608",
    "value": "SIE609",
    **{
        kind: f"SIE609.{kind}"
        for kind in (
            *("date", "amount", "quantity", "missing", "year", "period", "objects"),
            *("quote", "control", "lost"),
        )
    },
    "duplicate": "SIE610",
    "span": "SIE611",
    "history": "SIE612",
    "label": "SIE613",
    "trailing": "SIE613",
    "encoding": "SIE613.encoding",
    "expected": "SIE614",
    "mistaken": "SIE616",
    "mended": "SIE616.mended",
}


def sie_findings(stream: BinaryIO, file: str) -> tuple[Finding, ...]:
    """All that is wrong in a SIE file, by line. A name that ends in .si makes it a 4I file."""
    only = True if PurePath(file).suffix.lower() == ".si" else None
    found = (as_finding(problem, file) for problem in sie.check(stream, vouchers_only=only))
    return in_order(found)


def as_finding(problem: sie.Problem, file: str | Path) -> Finding:
    """A problem of the SIE library under its code, with the values of its own message."""
    # What is no error has been read, or left out, all the same.
    unreadable = "SIE601" if problem.severity == "error" else "SIE609"
    code = _CODES.get(problem.kind, unreadable)
    if problem.kind == "many":
        code = "SIE601" if problem.severity == "error" else "SIE613"
    found = finding(code, problem=problem.said, file=str(file), line=problem.line or None)
    return replace(found, said=problem.said)
