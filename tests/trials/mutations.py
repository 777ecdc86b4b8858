"""Texts changed at random: the same changes for the same seed and number."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.conftest import PROJECT
from tests.extent import SEED

Mutation = Callable[[random.Random, str], str]

ODD = (
    *('"', "'", "[", "]", "{", "}", "(", ")", "=", "#", ";", ":", ".", ",", "-", "\\", "/0"),
    *("\r", "\r\n", "\t", "\f", "\x00", "\x1b[2J", "\ufeff", "\u00a0", "\u2212", "\u202e", "å"),
    *("\n\n", "\n", " ", "  ", "0", "9" * 40, "1e400", "NaN", "inf", "TRUE", "\ud800", "x" * 300),
)
_WORD = re.compile(r"\S+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


class Mutated(NamedTuple):
    """One file of the example in another text."""

    number: int
    file: str
    before: bytes
    after: bytes

    def __str__(self) -> str:
        return f"SEED={SEED}, mutation {self.number} of {self.file}"


def mutated(files: Sequence[str], mutations: Sequence[Mutation], number: int) -> Mutated:
    """The mutation of a number; one of a few changes nothing that a reader would see."""
    rng = random.Random(f"{SEED}:{number}")
    file = rng.choice(files)
    before = (PROJECT / file).read_bytes()
    text = before.decode()
    for _ in range(rng.choice((1, 1, 1, 2, 4))):
        text = rng.choice(mutations)(rng, text)
    after = text.encode("utf-8", "surrogatepass")
    return Mutated(number, file, before, after)


def copy_of_example(root: Path) -> Path:
    for part in ("config", "ledger"):
        shutil.copytree(PROJECT / part, root / part)
    return root


def in_place(root: Path, mutation: Mutated) -> Iterator[None]:
    (root / mutation.file).write_bytes(mutation.after)
    yield
    (root / mutation.file).write_bytes(mutation.before)


def flip(rng: random.Random, text: str) -> str:
    """A character becomes another one of the text."""
    at = rng.randrange(len(text))
    return text[:at] + rng.choice(text) + text[at + 1 :]


def put(rng: random.Random, text: str) -> str:
    """Something odd comes in, perhaps in the place of a character."""
    at = rng.randrange(len(text) + 1)
    return text[:at] + rng.choice(ODD) + text[at + rng.choice((0, 0, 1)) :]


def drop(rng: random.Random, text: str) -> str:
    """Some characters go."""
    at = rng.randrange(len(text))
    return text[:at] + text[at + rng.choice((1, 1, 2, 9)) :]


def cut(rng: random.Random, text: str) -> str:
    """The text ends early."""
    return text[: rng.randrange(len(text) // 2, len(text))]


def lines(rng: random.Random, text: str) -> str:
    """A line goes, comes twice, or stands elsewhere."""
    parts = text.split("\n")
    line = parts.pop(rng.randrange(len(parts)))
    for _ in range(rng.choice((0, 1, 2))):
        parts.insert(rng.randrange(len(parts) + 1), line)
    return "\n".join(parts)


def words(rng: random.Random, text: str) -> str:
    """A word takes the place of another, which may take its place."""
    found = list(_WORD.finditer(text))
    one, other = sorted(rng.sample(found, 2), key=lambda match: match.start())
    back = rng.choice((one[0], other[0]))
    between = text[one.end() : other.start()]
    return text[: one.start()] + other[0] + between + back + text[other.end() :]


def numbers(rng: random.Random, text: str) -> str:
    """A number becomes another."""
    match = rng.choice(list(_NUMBER.finditer(text)))
    other = rng.choice(("0", "1", "-1", "00", "1.005", "9999-12-31", f"{match[0]}0", match[0][:-1]))
    return text[: match.start()] + other + text[match.end() :]


def line_with(rng: random.Random, text: str, pattern: str, change: Callable[[str], str]) -> str:
    """One of the lines that a pattern matches whole, changed."""
    parts = text.split("\n")
    fitting = [at for at, line in enumerate(parts) if re.fullmatch(pattern, line)]
    if not fitting:
        return text
    at = rng.choice(fitting)
    parts[at] = change(parts[at])
    return "\n".join(parts)


ANY: tuple[Mutation, ...] = (flip, put, drop, cut, lines, words, numbers)
