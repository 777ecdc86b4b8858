"""Commits: `sambruk diff` of the last one beside validating it, and `sambruk log` of many."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from benchmarks.association import FIRST_YEAR
from benchmarks.cases import VALIDATE, Case, append_voucher
from benchmarks.results import Figure, Part
from benchmarks.timing import compare

VOUCHERS = 100_000
DIFF, LOG, NEWEST = "sambruk diff HEAD~1..HEAD", "sambruk log", "sambruk log --limit 1"
COMMITS, IN_A_YEAR = 5_000, 500
_GIT = ("git", "-c", "user.name=Maj", "-c", "user.email=maj@example.org", "-c", "gc.auto=0")


def diff_of_a_commit(case: Case, years: int) -> Part:
    """100 000 vouchers, one added and committed before each round.

    The validation reads what the commit has changed and keeps the rest, which is what a warm one is
    once anything has changed.
    """
    # A folder of its own: a repository is made of it.
    root = replace(case, folder=case.folder / f"commits-{years}").books(VOUCHERS, years)
    last = FIRST_YEAR + years - 1

    def commit() -> None:
        append_voucher(root, last)
        _git(root, "add", "config", "ledger")
        _git(root, "commit", "-qm", "Book a payment")

    _git(root, "init", "-q")
    commit()
    of = case.programs.sambruk
    title = "100 000 vouchers in a year" if years == 1 else f"100 000 vouchers in {years} years"
    case.say(f"{title}: commits")
    validate, diff = compare(
        [
            case.command(VALIDATE, of(root, "validate")),
            case.command(DIFF, of(root, "diff", "HEAD~1..HEAD")),
        ],
        case.runs,
        before_round=commit,
    )
    case.profile(f"diff-{years}", "--root", str(root), "diff", "HEAD~1..HEAD")
    ratio = Figure(f"{title}, one added: diff of the commit / validate", diff, validate, "2")
    return Part(f"{title}, one committed before each run", (validate, diff), (ratio,))


def log_of_many(case: Case) -> Part:
    """A repository of 5 000 commits, nine of ten of which book a voucher in a year of 450."""
    root = case.folder / "commits"
    case.say(f"{COMMITS} commits: writing them")
    write_commits(root, COMMITS)
    of = case.programs.sambruk
    timed = compare(
        [
            case.command(LOG, of(root, "log")),
            case.command(NEWEST, of(root, "log", "--limit", "1")),
        ],
        case.runs,
    )
    case.profile("log", "--root", str(root), "log")
    return Part("5 000 commits", tuple(timed), ())


def write_commits(root: Path, number: int) -> None:
    """A repository whose commits each add a voucher to the journal of a year, or a file beside."""
    root.mkdir(parents=True)
    _git(root, "init", "-q", "-b", "main")
    years = range(FIRST_YEAR, FIRST_YEAR + number // IN_A_YEAR + 1)
    journals = {f"ledger/{year}.beancount": "" for year in years}
    stream = [_commit(0, {**_begun(list(years)), **journals})]
    for index in range(1, number):
        year = FIRST_YEAR + index // IN_A_YEAR
        if index % 10 == 0:
            stream.append(_commit(index, {"README": f"{index}\n"}))
            continue
        name, at = f"ledger/{year}.beancount", index % IN_A_YEAR
        day = date(year, 1, 1) + timedelta(at * 360 // IN_A_YEAR)
        journals[name] += (
            f'{day} * "Betalning {index}"\n  ver: "A{at}"\n'
            f"  Assets:1930-Bank  {index}.00 SEK\n  Income:3190-Intäkter  -{index}.00 SEK\n\n"
        )
        stream.append(_commit(index, {name: journals[name]}))
    command = (*_GIT, "fast-import", "--quiet")
    subprocess.run(command, cwd=root, input=b"".join(stream), check=True)
    _git(root, "checkout", "-q", "main")


def _begun(years: list[int]) -> dict[str, str]:
    spans = "".join(
        f'\n[[fiscal_years]]\nlabel = "{y}"\nstart = {y}-01-01\nend = {y}-12-31\n' for y in years
    )
    return {
        "config/association.toml": '[association]\nname = "Föreningen"\nshort_name = "F"\n'
        f'seat = "Malmö"\nlegal_form = "nonprofit"\n{spans}',
        "config/members.toml": "",
        "config/statements.toml": 'layout = "k1"\n',
        "ledger/main.beancount": 'option "operating_currency" "SEK"\n'
        'include "chart.beancount"\ninclude "2*.beancount"\n',
        "ledger/chart.beancount": "".join(
            f"{years[0]}-01-01 open {name} SEK\n"
            for name in ("Assets:1930-Bank", "Income:3190-Intäkter")
        ),
    }


def _commit(index: int, files: dict[str, str]) -> bytes:
    """A commit as `git fast-import` reads it, an hour after the one before."""
    message = f"Betalning {index}".encode()
    head = f"commit refs/heads/main\ncommitter Maj <maj@example.org> {1_262_300_000 + index * 3600}"
    parts = [f"{head} +0100\ndata {len(message)}\n".encode(), message, b"\n"]
    for name, text in files.items():
        content = text.encode()
        parts += [f"M 100644 inline {name}\ndata {len(content)}\n".encode(), content, b"\n"]
    return b"".join([*parts, b"\n"])


def _git(folder: Path, *arguments: str) -> None:
    subprocess.run((*_GIT, *arguments), cwd=folder, check=True, stdout=subprocess.DEVNULL)
