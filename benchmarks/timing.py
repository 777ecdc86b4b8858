"""Whole processes timed in turn, so that a slow moment of the machine falls on all of them."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

RUNS = 5
LAUNCH = Path(__file__).with_name("launch.py")


@dataclass(frozen=True, slots=True)
class Command:
    """A process to time: its name in tables, and how it is started.

    Without an environment it has the runner's.
    """

    name: str
    arguments: Sequence[str]
    environment: Mapping[str, str] | None = field(default=None, hash=False)
    folder: Path | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds of wall time, and the most memory in use at once in megabytes (10^6 bytes)."""

    seconds: float
    megabytes: float


@dataclass(frozen=True, slots=True)
class Timed:
    """Every counted run of a command."""

    name: str
    runs: tuple[Run, ...]

    @property
    def median(self) -> float:
        """Seconds."""
        return statistics.median(run.seconds for run in self.runs)

    @property
    def spread(self) -> str:
        """The shortest and the longest run in seconds."""
        seconds = [run.seconds for run in self.runs]
        return f"{min(seconds):.2f}-{max(seconds):.2f}"

    @property
    def memory(self) -> float:
        """Megabytes, the median of what each run needed at most."""
        return statistics.median(run.megabytes for run in self.runs)


def run(command: Command) -> Run:
    """Run a process to its end.

    Raises:
      CalledProcessError: when it fails, with what it said; a failed run is no figure.
    """
    with tempfile.NamedTemporaryFile("r", encoding="ascii") as figures:
        launched = [sys.executable, "-I", "-S", str(LAUNCH), figures.name, *command.arguments]
        process = subprocess.run(
            launched,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=command.environment,
            cwd=command.folder,
            check=False,
        )
        if process.returncode:
            said = process.stderr.decode(errors="replace")
            raise subprocess.CalledProcessError(process.returncode, command.arguments, stderr=said)
        seconds, kibibytes = figures.read().split()
    return Run(float(seconds), int(kibibytes) * 1024 / 1_000_000)


def compare(
    commands: Sequence[Command],
    runs: int = RUNS,
    before_round: Callable[[], object] = lambda: None,
) -> list[Timed]:
    """Each command once to warm up, then all in turn, `runs` times.

    Args:
      before_round: changes what they read, before each round of all of them.
    """
    taken: dict[str, list[Run]] = {command.name: [] for command in commands}
    for number in range(runs + 1):
        before_round()
        for command in commands:
            one = run(command)
            if number:
                taken[command.name].append(one)
    return [Timed(name, tuple(found)) for name, found in taken.items()]
