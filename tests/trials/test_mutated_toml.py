"""Files of the register changed at random: a finding or the same output, never a breakdown.

tomllib is the judge of whether a file is TOML. Where it reads the same values as before, whatever
the file looks like, the outputs must be the same as before.
"""

from __future__ import annotations

import random
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import PROJECT, RunCommand
from tests.extent import rounds
from tests.trials.commands import asked, findings
from tests.trials.mutations import ANY, Mutated, copy_of_example, line_with, mutated

pytestmark = pytest.mark.slow

FILES = sorted(str(path.relative_to(PROJECT)) for path in PROJECT.glob("config/**/*.toml"))
BATCH = rounds(10, 4)
OUTPUTS = (
    ("statements", "2007", "-f", "json", "--exact"),
    ("dues", "2007", "-f", "json"),
    ("board", "-f", "json"),
    ("projects", "2007", "-f", "json"),
)
# The codes of a file that is no TOML: not UTF-8, or of another syntax.
NO_TOML = {"WSP003", "WSP006"}


def respelled(rng: random.Random, text: str) -> str:
    """The same values in another spelling."""
    match rng.randrange(7):
        case 0:
            return line_with(rng, text, r"\w+ = .*", lambda line: line.replace(" = ", "  =\t", 1))
        case 1:
            return line_with(rng, text, r"[^#\"]*", lambda line: f"{line} # anmärkning")
        case 2:
            return line_with(rng, text, r'\w+ = "[^"\\\']*"', lambda line: line.replace('"', "'"))
        case 3:
            return line_with(rng, text, r"\w+ = .*", lambda line: f'"{line}'.replace(" ", '" ', 1))
        case 4:
            return line_with(rng, text, r"\w+ = \d{2,}", lambda line: f"{line[:-1]}_{line[-1]}")
        case 5:
            return text.replace("\n", "\r\n")
        case _:
            return line_with(rng, text, r"\[+.*\]+|", lambda line: f"\n\n  {line}")


def values_of(content: bytes) -> dict[str, Any] | None:
    """What tomllib reads, once what editors do not show is gone; None where it is no TOML.

    That is a byte order mark, and a lone carriage return at the end of a line: TOML allows
    neither, and the program reads both as they look.
    """
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        return tomllib.loads(text)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError):
        return None


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, ...], str]:
    """What the example prints, by command; filled where it is first asked for."""
    return {}


@pytest.mark.parametrize("batch", range(rounds(50, 1)))
def test_a_mutation_is_found_or_changes_nothing(
    batch: int, tmp_path: Path, sambruk: RunCommand, before: dict[tuple[str, ...], str]
) -> None:
    root = copy_of_example(tmp_path / "w")
    for command in OUTPUTS:
        if command not in before:
            before[command] = asked(sambruk, root, *command).stdout
    for number in range(batch * BATCH, (batch + 1) * BATCH):
        mutations = [respelled] if number % 4 == 0 else [*ANY, respelled]
        mutation = mutated(FILES, mutations, number)
        (root / mutation.file).write_bytes(mutation.after)
        judge(sambruk, root, mutation, before)
        (root / mutation.file).write_bytes(mutation.before)


def judge(
    sambruk: RunCommand, root: Path, mutation: Mutated, before: dict[tuple[str, ...], str]
) -> None:
    found = findings(sambruk, root)
    unread = [f for f in found if f["file"] == mutation.file and f["code"] in NO_TOML]
    now = values_of(mutation.after)
    assert bool(unread) == (now is None), (str(mutation), found)
    command = OUTPUTS[mutation.number % len(OUTPUTS)]
    printed = asked(sambruk, root, *command)
    if now == values_of(mutation.before):
        assert _unnumbered(printed.stdout) == _unnumbered(before[command]), str(mutation)


def _unnumbered(printed: str) -> str:
    """What was printed, without the lines of findings: a comment that is gone moves them."""
    return re.sub(r'"line": \d+', '"line": 0', printed)
