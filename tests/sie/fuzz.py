"""Mutated SIE files by the hundred thousand: nothing but SieError, no hang, bounded memory.

    python -m tests.sie.fuzz [--inputs N] [--seed N] [--processes N]

Each input follows from the seed and its number, so that one that fails can be made again with
--only NUMBER, which writes it to standard output.
"""

from __future__ import annotations

import argparse
import io
import multiprocessing
import random
import re
import resource
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from sambruk_cli import sie
from tests.sie import ways
from tests.sie.samples import PATHS

LINES = 60  # of a sample, in one input
SECONDS = 5.0
MEGABYTES = 600  # of address space above what the process has before
BATCH = 500

Mutation = Callable[[random.Random, bytes], bytes]


def seeds() -> list[bytes]:
    """Pieces of every sample: its first lines, and windows that begin at a voucher or anywhere."""
    found = []
    for path in PATHS:
        lines = path.read_bytes().split(b"\n")
        head = [line for line in lines[:12] if not line.startswith(b"#KSUMMA")]
        vouchers = [n for n, line in enumerate(lines) if line.strip().startswith(b"#VER")]
        for start in (0, 12, len(lines) // 3, 2 * len(lines) // 3, *vouchers[:3], *vouchers[-2:]):
            found.append(b"\n".join([*head, *lines[start : start + LINES]]))
        for start in (1, vouchers[0] if vouchers else 1):
            found.append(
                b"\n".join([*lines[:1], b"#KSUMMA", *lines[start : start + 30], b"#KSUMMA 1"])
            )
    return [*found, *map(ways.with_tabs, found[::3])]


def flip(rng: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 8))):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def put(rng: random.Random, data: bytes) -> bytes:
    at = rng.randrange(len(data) + 1)
    odd = rng.choice(ODD)
    return data[:at] + odd + data[at + rng.choice((0, 0, 1, len(odd))) :]


def cut(rng: random.Random, data: bytes) -> bytes:
    one, other = sorted(rng.randrange(len(data) + 1) for _ in range(2))
    return data[:one] + data[other:] if rng.random() < 0.7 else data[:other]


def splice(rng: random.Random, data: bytes) -> bytes:
    other = rng.choice(SEEDS)
    at, to = rng.randrange(len(data) + 1), rng.randrange(len(other) + 1)
    return data[:at] + other[to : to + rng.randrange(2000)] + data[at:]


def lines(rng: random.Random, data: bytes) -> bytes:
    """Lines doubled, moved, or many times over."""
    parts = data.split(b"\n")
    line = parts.pop(rng.randrange(len(parts)))
    for _ in range(rng.choice((1, 2, 2, 3, 40))):
        parts.insert(rng.randrange(len(parts) + 1), line)
    return b"\n".join(parts)


def fields(rng: random.Random, data: bytes) -> bytes:
    """Two fields of the file change places, or one goes into the place of another."""
    parts = data.split(b" ")
    one, other = rng.randrange(len(parts)), rng.randrange(len(parts))
    mine, its = parts[one], parts[other]
    parts[one] = its
    if rng.random() < 0.5:
        parts[other] = mine
    return b" ".join(parts)


ODD = (
    *(b"{", b"}", b'"', b"\\", b'\\"', b"\n", b"\r", b"\t", b"\0", b"#", b"-", b".", b",", b"\x1a"),
    *(b"\n{\n", b"\n}\n", b"{}", b'{1 "', b"\x1b[2J", b"\xff\xfe", b"\xe2\x80\xae", b"\xc3\xa5"),
    *(b"9" * 5000, b"20070229", b"1e9", b"NaN", b"0.001", b"\xef\xbb\xbf", b'"' * 300, b"{" * 300),
    *(b" " * 3000, b"\\" * 300, b"#KSUMMA\n", b"\n#KSUMMA 4294967296\n", b"x" * 70_000),
)
MUTATIONS: tuple[Mutation, ...] = (flip, put, cut, splice, lines, fields)
SEEDS = seeds()


def made(seed: int, number: int) -> bytes:
    """An input, the same in every run."""
    rng = random.Random(f"{seed}:{number}")
    data = rng.choice(SEEDS)
    for _ in range(rng.choice((1, 1, 2, 3, 5))):
        data = rng.choice(MUTATIONS)(rng, data) if data else data
    return data


def survive(data: bytes) -> bool:
    """Read in both ways, check, write and read back; True where the input reads.

    Raises AssertionError, or whatever the library should not have raised.
    """
    assert ways.read(data) == ways.carefully(data)
    problems = sie.check(io.BytesIO(data))
    lines = len(re.findall(rb"\r\n|\r|\n", data)) + 1
    assert all(0 <= problem.line <= lines for problem in problems)
    try:
        file = sie.read(data)
    except sie.SieError:
        assert any(problem.severity == "error" for problem in problems)
        return False
    refused = sie.unwritable(file)
    if refused:
        again(sie.write(file, replace=True))
        return True
    written = sie.write(file)
    assert again(written) == file
    assert sie.write(again(written)) == written
    return True


def again(written: bytes) -> sie.SieFile:
    """Of few letters the bytes do not tell which encoding they are in; it is CP437."""
    reader = sie.RecordReader(io.BytesIO(written), "cp437")
    file = sie.assemble(reader)
    assert not [problem for problem in reader.problems if problem.kind == "ksumma"]
    return file


@contextmanager
def bounded() -> Iterator[None]:
    """A TimeoutError for what takes longer than a few seconds."""

    def late(*_: object) -> None:
        raise TimeoutError(f"more than {SECONDS} seconds")

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def batch(seed: int, numbers: range) -> tuple[int, list[str]]:
    """How many of the inputs read, and what went wrong with which."""
    read, failed = 0, []
    for number in numbers:
        data = made(seed, number)
        try:
            with bounded():
                read += survive(data)
        except (Exception, MemoryError):
            failed.append(f"input {number} ({len(data)} bytes):\n{traceback.format_exc()}")
    return read, failed


def limit() -> None:
    """Bounds the address space of a process; one that asks for more gets a MemoryError."""
    with open("/proc/self/statm") as statm:  # noqa: PTH123
        pages = int(statm.read().split()[0])
    most = pages * resource.getpagesize() + MEGABYTES * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def main() -> None:
    parser = argparse.ArgumentParser(description="Read mutated SIE files.")
    parser.add_argument("--inputs", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=2008)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--only", type=int, help="write one input to standard output")
    options = parser.parse_args()
    if options.only is not None:
        sys.stdout.buffer.write(made(options.seed, options.only))
        return
    batches = [
        range(start, min(start + BATCH, options.inputs))
        for start in range(0, options.inputs, BATCH)
    ]
    started, done, read, failures = time.monotonic(), 0, 0, 0
    with multiprocessing.Pool(options.processes, limit) as pool:
        for good, failed in pool.imap_unordered(partial(batch, options.seed), batches):
            read += good
            done += BATCH
            failures += len(failed)
            for said in failed:
                sys.stderr.write(said + "\n")
            if sys.stderr.isatty():
                sys.stderr.write(f"\r{min(done, options.inputs)} of {options.inputs}")
    seconds = time.monotonic() - started
    sys.stdout.write(
        f"{options.inputs} inputs in {seconds:.0f} s: {read} read, "
        f"{options.inputs - read - failures} refused, {failures} failed\n"
    )
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
