"""What is timed over each set of books, and the bounds that it is held against."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.association import FIRST_YEAR, ROOT
from benchmarks.balances import Witness, bean_query, check_equal, hledger, ledger
from benchmarks.programs import Programs
from benchmarks.results import Figure, Part
from benchmarks.timing import Command, Timed, compare

YEARS_OF_MILLION = 10
ALL: Mapping[str, Witness] = {"hledger": hledger, "ledger": ledger, "bean-query": bean_query}
# Beancount's programs need minutes for a million; these two are what the million is timed against.
FAST: Mapping[str, Witness] = {"hledger": hledger, "ledger": ledger}

STATEMENTS = "sambruk statements"
VALIDATE = "sambruk validate"
COLD = "sambruk validate --no-cache"
HLEDGER = "hledger balancesheet"
LEDGER = "ledger balance"
BEAN_CHECK = "bean-check --no-cache"


@dataclass(frozen=True, slots=True)
class Case:
    """Where books are written, how often commands run, and where profiles go."""

    programs: Programs
    folder: Path
    profiles: Path
    runs: int

    def command(
        self, name: str, arguments: Sequence[str], folder: Path | None = None, **more: str
    ) -> Command:
        return Command(name, arguments, {**self.programs.environment, **more}, folder)

    def say(self, text: str) -> None:
        sys.stderr.write(f"{text}\n")

    def books(self, vouchers: int, years: int = 1) -> Path:
        """Books of a size, written by a process of its own: this one must stay small."""
        folder = self.folder / f"{vouchers}"
        self.say(f"{vouchers} vouchers: writing the books")
        options = ("--vouchers", str(vouchers), "--years", str(years))
        script = (sys.executable, "-m", "benchmarks.generate", str(folder), *options)
        subprocess.run(script, cwd=ROOT, check=True)
        return folder

    def profile(self, name: str, *arguments: str) -> None:
        """Write where a command spends its time."""
        script = (sys.executable, "-m", "benchmarks.profiled", str(self.profiles / f"{name}.txt"))
        subprocess.run(
            (*script, *arguments),
            cwd=ROOT,
            env=self.programs.environment,
            stdout=subprocess.DEVNULL,
            check=True,
        )


def example(case: Case) -> Part:
    """The repository's own books, and how long the program takes to start."""
    case.say("example")
    root = case.folder / "example"
    for name in ("config", "ledger"):
        shutil.copytree(ROOT / name, root / name, dirs_exist_ok=True)
    of = case.programs.sambruk
    complete = {"_SAMBRUK_COMPLETE": "complete_bash"}
    program = (str(case.programs.bin / "sambruk"),)
    commands = [
        case.command("sambruk statements --no-cache", of(root, "statements", "--no-cache")),
        case.command("sambruk report 2007 --no-cache", of(root, "report", "2007", "--no-cache")),
        case.command("sambruk --version", (*program, "--version")),
        case.command(
            "completion of a command",
            program,
            root,
            COMP_WORDS="sambruk st",
            COMP_CWORD="1",
            **complete,
        ),
        case.command(
            "completion of a year",
            program,
            root,
            COMP_WORDS="sambruk statements 2",
            COMP_CWORD="2",
            **complete,
        ),
        case.command("python -c 'import typer'", (sys.executable, "-c", "import typer")),
    ]
    timed = compare(commands, case.runs)
    statements, report, version, command, year, typer = timed
    for name in ("statements", "report"):
        case.profile(f"example-{name}", "--root", str(root), name, "--no-cache")
    return Part(
        "The example",
        tuple(timed),
        (
            Figure("example: statements, no cache", statements, None, "0.5"),
            Figure("example: report 2007 as text, no cache", report, None, "0.6"),
            Figure("`sambruk --version` / `import typer`", version, typer, "1.6"),
            Figure("completion of a command / `import typer`", command, typer, "1.6"),
            Figure("completion of a year / `import typer`", year, typer, "1.6"),
        ),
    )


def growth(case: Case, vouchers: int) -> Part:
    """A year of so many vouchers, without bounds."""
    return Part(*_one_year(case, vouchers), ())


def thousand(case: Case) -> Part:
    """A year of 1 000 vouchers, where associations live: nothing kept, beside bean-check."""
    title, timed = _one_year(case, 1_000)
    of = {one.name: one for one in timed}
    cold = Figure("1 000, cold: validate / bean-check", of[COLD], of[BEAN_CHECK], "1.5")
    return Part(title, timed, (cold,))


def hundred_thousand(case: Case) -> Part:
    """A year of 100 000 vouchers, with and without the cache."""
    title, timed = _one_year(case, 100_000)
    of = {one.name: one for one in timed}
    return Part(
        title,
        timed,
        (
            Figure("100 000, warm: statements / ledger", of[STATEMENTS], of[LEDGER], "0.5"),
            Figure("100 000, warm: statements / hledger", of[STATEMENTS], of[HLEDGER], "0.1"),
            Figure("100 000, cold: validate / bean-check", of[COLD], of[BEAN_CHECK], "0.5"),
            Figure("100 000, cold: validate / hledger", of[COLD], of[HLEDGER], "1.0"),
            Figure("100 000, cold: memory / bean-check", of[COLD], of[BEAN_CHECK], "1.2", "memory"),
            Figure("100 000, warm: memory of statements", of[STATEMENTS], None, "80", "memory"),
            Figure("100 000, warm: memory of validate", of[VALIDATE], None, "80", "memory"),
        ),
    )


def _one_year(case: Case, vouchers: int) -> tuple[str, tuple[Timed, ...]]:
    root = case.books(vouchers)
    accounts = check_equal(case.programs, root, FIRST_YEAR, ALL)
    case.say(f"{vouchers} vouchers: all programs agree on {accounts} accounts; timing")
    of = case.programs
    commands = [
        case.command(STATEMENTS, of.sambruk(root, "statements")),
        case.command(LEDGER, of.ledger(root)),
        case.command(HLEDGER, of.hledger(root)),
        case.command(COLD, of.sambruk(root, "validate", "--no-cache")),
        case.command(BEAN_CHECK, of.bean_check(root)),
        case.command(VALIDATE, of.sambruk(root, "validate")),
        case.command("bean-query", of.bean_query(root)),
    ]
    timed = tuple(compare(commands, case.runs))
    for name, arguments in (
        ("statements-warm", ("statements",)),
        ("validate-cold", ("validate", "--no-cache")),
    ):
        case.profile(f"{vouchers}-{name}", "--root", str(root), *arguments)
    return f"{vouchers:,} vouchers in a year".replace(",", " "), timed


def million(case: Case) -> Part:
    """A million vouchers in ten years, one more in the last year before each round."""
    root = case.books(1_000_000, YEARS_OF_MILLION)
    year = FIRST_YEAR + YEARS_OF_MILLION - 1
    accounts = check_equal(case.programs, root, year, FAST)
    case.say(f"1000000 vouchers: all programs agree on {accounts} accounts; timing")
    commands = [
        case.command(VALIDATE, case.programs.sambruk(root, "validate")),
        case.command(LEDGER, case.programs.ledger(root)),
        case.command(HLEDGER, case.programs.hledger(root)),
    ]
    timed = compare(commands, case.runs, before_round=lambda: append_voucher(root, year))
    check_equal(case.programs, root, year, {"ledger": ledger})
    append_voucher(root, year)
    case.profile("1000000-validate-after-an-edit", "--root", str(root), "validate")
    validate, of_ledger, of_hledger = timed
    return Part(
        "1 000 000 vouchers in ten years, one added before each run",
        tuple(timed),
        (
            Figure("1 000 000, one added: validate / hledger", validate, of_hledger, "0.15"),
            Figure("1 000 000, one added: validate / ledger", validate, of_ledger, "1.0"),
        ),
    )


def append_voucher(root: Path, year: int) -> None:
    """Add the next payment received, on the last day of a year, to both forms of the books."""
    ours, theirs = root / "ledger" / f"{year}.beancount", root / "peer" / f"{year}.journal"
    last = 0
    with ours.open(encoding="utf-8") as lines:
        for line in lines:
            if found := re.fullmatch(r'  ver: "I(\d+)"\n', line):
                last = max(last, int(found[1]))
    names = {"1930": "Assets:1930-Bank", "3190": "Income:3190-Övriga-verksamhetsintäkter"}
    rows = f"    {names['1930']}  100.00 SEK\n    {names['3190']}  -100.00 SEK\n"
    day, text = f"{year}-12-31", f"Tillagd vid mätningen, I{last + 1}"
    with ours.open("a", encoding="utf-8") as file:
        file.write(f'\n{day} * "{text}"\n  ver: "I{last + 1}"\n{rows}')
    with theirs.open("a", encoding="utf-8") as file:
        file.write(f"\n{day} * (I{last + 1}) {text}\n{rows}")
