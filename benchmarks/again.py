"""Commands asked again on unchanged books, beside Python importing typer alone."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from benchmarks.association import FIRST_YEAR
from benchmarks.cases import Case
from benchmarks.results import Figure, Part
from benchmarks.timing import compare, run

BOUND = "1.2"
_SETTLES = 2.5  # seconds: what was written within the last two is not kept an answer on

# Every command that reads the workspace and prints; MEMBER and ACCOUNT are of the books.
READERS = (
    ("validate",),
    ("statements",),
    ("report",),
    ("tieout",),
    ("dues",),
    ("members",),
    ("members", "show", "MEMBER"),
    ("balances",),
    ("ledger",),
    ("ledger", "1930"),
    ("journal",),
    ("journal", "-f", "json"),
    ("board",),
    ("projects",),
    ("sie", "export", "--replace"),
)


def asked_again(case: Case, name: str, root: Path, member: str) -> Part:
    """Each read command once to be kept, then all in turn with Python importing typer."""
    case.say(f"{name}: commands asked again")
    typed = [tuple(member if word == "MEMBER" else word for word in words) for words in READERS]
    readers = [
        case.command(f"sambruk {' '.join(words)}", case.programs.sambruk(root, *words))
        for words in typed
    ]
    published = root / "config" / "published"
    if not published.exists():  # without, tieout has nothing to hold against the books
        published.mkdir()
        (published / f"{FIRST_YEAR}.toml").write_text('source = "ingen"\n', encoding="utf-8")
    time.sleep(_SETTLES)
    for reader in readers:
        run(reader)
    typer = case.command("python -c 'import typer'", (sys.executable, "-c", "import typer"))
    *timed, peer = compare([*readers, typer], case.runs)
    figures = tuple(
        Figure(f"{name}, asked again: {one.name.removeprefix('sambruk ')}", one, peer, BOUND)
        for one in timed
    )
    return Part(f"{name}, asked again", (*timed, peer), figures)
