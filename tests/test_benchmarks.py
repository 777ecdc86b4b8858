"""The books that benchmarks/ makes up: without faults, whole, and alike for every program.

Nothing here looks at a clock.
"""

from __future__ import annotations

import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from benchmarks import balances
from benchmarks.cases import append_voucher
from benchmarks.generate import generate
from benchmarks.programs import Programs
from benchmarks.results import Figure
from benchmarks.timing import Command, Run, Timed, compare, run
from tests.conftest import findings_in, required_program

SMALL = 60
LARGER = (3, 400)
VOUCHER = re.compile(r'^  ver: "([A-Z])(\d+)"$', re.MULTILINE)
AMOUNT = re.compile(r"^ +(\w+:\S+) +(-?\d+\.\d\d) SEK$", re.MULTILINE)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One open year."""
    folder = tmp_path_factory.mktemp("small")
    generate(folder, SMALL)
    return folder


@pytest.fixture(scope="module")
def larger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three years of which two are closed, with what is carried over between them."""
    folder = tmp_path_factory.mktemp("larger")
    years, vouchers = LARGER
    generate(folder, vouchers, years)
    return folder


@pytest.fixture(params=["small", "larger"])
def books(request: pytest.FixtureRequest) -> Path:
    folder = request.getfixturevalue(request.param)
    assert isinstance(folder, Path)
    return folder


def journals(books: Path) -> list[str]:
    return [path.read_text() for path in sorted((books / "ledger").glob("2*.beancount"))]


@pytest.mark.longer
def test_the_books_are_without_findings(books: Path) -> None:
    assert findings_in(books) == ()


def test_the_number_of_vouchers_is_the_one_asked_for(small: Path, larger: Path) -> None:
    assert [len(VOUCHER.findall(text)) for text in journals(small)] == [60]
    assert [len(VOUCHER.findall(text)) for text in journals(larger)] == [134, 133, 133]


def test_every_kind_of_voucher_occurs(larger: Path) -> None:
    for text in journals(larger):
        assert {series for series, _ in VOUCHER.findall(text)} == set("AFILU")


def test_both_forms_hold_the_same_postings(books: Path) -> None:
    for text, path in zip(journals(books), sorted((books / "peer").iterdir()), strict=True):
        postings = AMOUNT.findall(text)
        assert postings == AMOUNT.findall(path.read_text())
        assert sum(Decimal(amount) for _, amount in postings) == 0


def test_the_same_seed_gives_the_same_bytes_and_another_does_not(
    small: Path, tmp_path: Path
) -> None:
    script = (sys.executable, "-m", "benchmarks.generate", "--vouchers", str(SMALL))
    for name, seed in (("same", "1"), ("other", "2")):
        command = (*script, "--seed", seed, str(tmp_path / name))
        subprocess.run(command, check=True, cwd=Path(__file__).parents[1])
    files = [path.relative_to(small) for path in small.rglob("*.*") if path.is_file()]
    assert len(files) >= 11
    for file in files:
        assert (tmp_path / "same" / file).read_bytes() == (small / file).read_bytes()
    other = (tmp_path / "other" / "peer" / "2010.journal").read_text()
    assert other != (small / "peer" / "2010.journal").read_text()


def test_too_few_vouchers_for_the_dues_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="2010 needs"):
        generate(tmp_path, 10)


WITNESSES = {"hledger": balances.hledger, "ledger": balances.ledger}


@pytest.mark.parametrize("program", [*WITNESSES, "bean-query"])
def test_balances_are_those_of(program: str, books: Path, tmp_path: Path) -> None:
    if program in WITNESSES:
        required_program(program)
    witness = WITNESSES.get(program, balances.bean_query)
    programs = Programs(tmp_path)
    year = 2010 if len(journals(books)) == 1 else 2012
    assert balances.check_equal(programs, books, year, {program: witness}) > 20
    bank = balances.sambruk(programs, books, year)["Assets:1930-Bank"]
    booked = [
        Decimal(of)
        for text in journals(books)
        for name, of in AMOUNT.findall(text)
        if name == "Assets:1930-Bank"
    ]
    assert bank == sum(booked)


def test_a_voucher_added_is_valid_and_seen_by_all(tmp_path: Path) -> None:
    required_program("ledger")
    generate(tmp_path, SMALL)
    programs = Programs(tmp_path / "home")
    before = balances.sambruk(programs, tmp_path, 2010)["Assets:1930-Bank"]
    append_voucher(tmp_path, 2010)
    append_voucher(tmp_path, 2010)
    assert findings_in(tmp_path) == ()
    assert balances.sambruk(programs, tmp_path, 2010)["Assets:1930-Bank"] == before + 200
    balances.check_equal(programs, tmp_path, 2010, {"ledger": balances.ledger})


def test_programs_that_disagree_are_not_timed(tmp_path: Path) -> None:
    required_program("ledger")
    generate(tmp_path, SMALL)
    journal = tmp_path / "peer" / "2010.journal"
    with journal.open("a") as file:
        file.write("\n2010-12-31 * fel\n    Assets:1930-Bank  1.00 SEK\n    Assets:1910-Kassa\n")
    with pytest.raises(balances.Unequal, match="1910-Kassa: None / -1"):
        balances.check_equal(Programs(tmp_path), tmp_path, 2010, {"ledger": balances.ledger})


def test_a_process_that_fails_gives_no_figure() -> None:
    script = "import sys; sys.exit('no such ledger')"
    with pytest.raises(subprocess.CalledProcessError) as raised:
        run(Command("fails", (sys.executable, "-c", script)))
    assert raised.value.stderr.strip() == "no such ledger"


@pytest.mark.process
def test_memory_is_that_of_the_process_timed() -> None:
    large = run(Command("large", (sys.executable, "-c", "b = bytearray(300_000_000)")))
    assert 300 < large.megabytes < 400


@pytest.mark.process
def test_memory_is_not_that_of_the_program_that_times() -> None:
    # Touched here, so that this process has been larger than the one it starts.
    assert len(bytearray(b"1") * 300_000_000) == 300_000_000
    small = run(Command("small", (sys.executable, "-I", "-S", "-c", "pass")))
    assert 1 < small.megabytes < 50


@pytest.mark.process
def test_a_process_is_timed_without_the_one_that_starts_it() -> None:
    one = run(Command("sleep", ("sleep", "0.2")))
    assert one.seconds >= 0.2
    assert 0 < one.megabytes < 20


def test_a_process_that_is_killed_gives_no_figure() -> None:
    script = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    with pytest.raises(subprocess.CalledProcessError) as raised:
        run(Command("killed", (sys.executable, "-c", script)))
    assert raised.value.returncode == 128 + 9


@pytest.mark.process
def test_commands_run_in_turn_after_one_round_that_does_not_count(tmp_path: Path) -> None:
    log = tmp_path / "log"
    commands = [
        Command(name, (sys.executable, "-c", f"open({str(log)!r}, 'a').write({name!r})"))
        for name in "ab"
    ]

    def before_round() -> None:
        with log.open("a") as file:
            file.write("-")

    timed = compare(commands, 3, before_round)
    assert log.read_text() == "-ab-ab-ab-ab"
    assert [(t.name, len(t.runs)) for t in timed] == [("a", 3), ("b", 3)]


def test_a_figure_is_a_share_of_medians_or_a_value_of_its_own() -> None:
    ours = Timed("ours", tuple(Run(s, m) for s, m in ((9, 90), (1, 70), (2, 80))))
    peer = Timed("peer", (Run(4, 40), Run(4, 40), Run(5, 50)))
    share = Figure("share", ours, peer, "0.5")
    assert (share.value, share.met) == (0.5, True)
    memory = Figure("memory", ours, peer, "1.2", "memory")
    assert (memory.value, memory.met) == (2.0, False)
    assert Figure("seconds", ours, None, "1.9").value == 2
