"""Whole processes timed pair by pair, so that a slow moment of the machine falls on both."""

from __future__ import annotations

import statistics
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Timed:
    """Seconds of wall time of each counted run."""

    name: str
    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    @property
    def spread(self) -> str:
        return f"{min(self.seconds):.2f}-{max(self.seconds):.2f}"


def run(command: Sequence[str]) -> float:
    """Seconds from start to end of a process.

    Raises:
      CalledProcessError: when it fails; a failed run is no figure.
    """
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def compare(commands: dict[str, Sequence[str]], runs: int = 5) -> list[Timed]:
    """Each command once to warm up, then all in turn, `runs` times."""
    for command in commands.values():
        run(command)
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            seconds[name].append(run(command))
    return [Timed(name, tuple(values)) for name, values in seconds.items()]
