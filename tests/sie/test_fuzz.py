"""A small run of `make fuzz`, and what it would notice."""

import time

import pytest

from sambruk_cli import sie
from tests.sie import fuzz


@pytest.mark.slow
@pytest.mark.parametrize("start", [1_000_000, 2_000_000])
def test_mutated_files_raise_nothing_but_sie_errors_and_read_back_equal(start: int) -> None:
    read, failed = fuzz.batch(4, range(start, start + 1000))
    assert failed == []
    assert 200 < read < 900  # both kinds are tried


def test_an_input_follows_from_its_number() -> None:
    assert [fuzz.made(1, n) for n in range(50)] == [fuzz.made(1, n) for n in range(50)]
    assert len({fuzz.made(1, n) for n in range(50)}) > 45


def test_a_fault_in_the_reader_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> sie.SieFile:
        raise ValueError("not a SieError")

    monkeypatch.setattr(sie, "read", broken)
    read, failed = fuzz.batch(4, range(3))
    assert read == 0
    assert len(failed) == 3
    assert all("not a SieError" in said for said in failed)


def test_an_input_that_takes_too_long_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz, "SECONDS", 0.05)
    monkeypatch.setattr(sie, "read", lambda data: time.sleep(5))
    _, failed = fuzz.batch(4, range(1))
    assert "TimeoutError" in failed[0]
