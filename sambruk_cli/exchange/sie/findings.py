"""A SIE file checked on its own: what the library finds, as findings with codes."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import BinaryIO

from sambruk_cli import sie
from sambruk_cli.findings import Finding, finding, in_order

MOST_BYTES = 1 << 30  # a file of ten million rows

# Each kind of problem with its code; what is not here makes the file unreadable.
_CODES = {
    "absent": "SIE602",
    "place": "SIE603",
    "balance": "SIE604",
    "difference": "SIE605",
    "undeclared": "SIE606",
    "number": "SIE607",
    "ksumma": "SIE608",
    **dict.fromkeys(
        ("date", "amount", "quantity", "missing", "year", "period", "objects", "quote", "control"),
        "SIE609",
    ),
    "lost": "SIE609",
    "value": "SIE609",
    "duplicate": "SIE610",
    "span": "SIE611",
    "history": "SIE612",
    "label": "SIE613",
    "trailing": "SIE613",
    "encoding": "SIE613",
    "expected": "SIE614",
}
_HINTS = {
    "SIE601": "export the file again from the program it comes from",
    "SIE602": "add the record, or export the file anew as the type that it is",
    "SIE603": "the order is flag, identification, chart, balances, vouchers",
    "SIE604": "correct the voucher where it was written; debit is positive, credit negative",
    "SIE605": "export the file anew, with all vouchers of the year; otherwise a row is wrong",
    "SIE606": "add the record that declares it, or correct the number where it is used",
    "SIE607": "number the vouchers of a series in ascending order within the year",
    "SIE608": "fetch the file again; if it was changed on purpose, remove both #KSUMMA",
    "SIE609": "correct the value in the program the file comes from, and export it anew",
    "SIE610": "keep the one that is right",
    "SIE611": "correct the date, or the days of #RAR",
    "SIE612": "write each #RTRANS once more as #TRANS on the line after it",
    "SIE613": "nothing need be done: readers pass over it",
    "SIE614": "nothing need be done where there is none in the books",
}
# What to do about a kind of problem, where its code has several.
_REMEDIES = {
    "date": "a day is written YYYYMMDD, and the calendar must have it",
    "amount": "a point before at most two decimals, a minus for credit, nothing between digits",
    "quantity": "digits, with a point before decimals",
    "missing": "give the field, or leave the record out",
    "year": "0 is the year of the file, -1 the one before",
    "period": "a month is written YYYYMM",
    "objects": 'dimension and object in pairs: {8 "lillby" 10 "2021-3"}',
    "quote": 'a quote within a text is written \\"',
    "control": "take the character out where the text was written",
    "lost": "fetch the file from the program anew, and open it in no other on the way",
    "encoding": "look whether names with Swedish letters came out right",
}


def sie_findings(stream: BinaryIO, file: str) -> tuple[Finding, ...]:
    """All that is wrong in a SIE file, by line. A name that ends in .si makes it a 4I file."""
    only = True if PurePath(file).suffix.lower() == ".si" else None
    found = (as_finding(problem, file) for problem in sie.check(stream, vouchers_only=only))
    return in_order(found)


def as_finding(problem: sie.Problem, file: str | Path) -> Finding:
    """A problem of the SIE library under its code."""
    code = _CODES.get(problem.kind, "SIE601")
    if problem.kind == "many":
        code = "SIE601" if problem.severity == "error" else "SIE613"
    place = problem.line or None
    hint = _REMEDIES.get(problem.kind, _HINTS[code])
    return finding(code, problem.message, file=str(file), line=place, hint=hint)
