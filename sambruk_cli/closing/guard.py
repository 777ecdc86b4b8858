"""Keeping commands from changing what is booked in a sealed year, be it reopened."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from sambruk_cli.closing.proof import read_seals
from sambruk_cli.edits.plan import Plan
from sambruk_cli.findings import Finding, finding
from sambruk_cli.register.seals import FOLDER, seal_file
from sambruk_cli.session import Session

_DATED = re.compile(r"(\d{4})[-/](\d\d?)[-/](\d\d?)\s+(?:[*!\"]|(?:txn|balance|pad|custom)\b)")


def touched_seals(session: Session, plan: Plan) -> tuple[Finding, ...]:
    """USE920 for each sealed year of which a plan adds, changes or takes away something booked."""
    if not session.workspace.is_there(FOLDER):
        return ()
    before: Counter[tuple[date, str]] = Counter()
    after: Counter[tuple[date, str]] = Counter()
    for change in plan.changes:
        if change.path.endswith((".beancount", ".bean")):
            before.update(_booked(change.before))
            after.update(_booked(change.after))
    days = {day for day, _ in (before - after) + (after - before)}
    return tuple(
        finding("USE920.touched", year=seal.year, file=seal_file(seal.year))
        for seal in read_seals(session)[0]
        if any(seal.start <= day <= seal.end for day in days)
    )


def _booked(content: bytes | None) -> Iterator[tuple[date, str]]:
    """What is booked in a journal, each with its day: a line with all that is indented below."""
    day: date | None = None
    lines: list[str] = []
    for line in [*(content or b"").decode("utf-8", "replace").splitlines(), "end"]:
        if not line.strip() or line.lstrip().startswith(";"):
            continue
        if line[0] in " \t":
            lines.append(" ".join(line.split()))
            continue
        if day is not None:
            yield day, "\n".join(lines)
        day, lines = _day(line), [" ".join(line.split())]


def _day(line: str) -> date | None:
    found = _DATED.match(line)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
