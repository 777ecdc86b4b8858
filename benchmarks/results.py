"""Figures held against their bounds, as Markdown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from benchmarks.timing import Timed


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: seconds or megabytes of ours, alone or as a share of another program's."""

    name: str
    ours: Timed
    peer: Timed | None
    bound: str
    of: Literal["time", "memory"] = "time"

    @property
    def value(self) -> float:
        """What is held against the bound: a ratio, or seconds or megabytes."""
        ours = _measure(self.ours, self.of)
        return ours / _measure(self.peer, self.of) if self.peer else ours

    @property
    def met(self) -> bool:
        return self.value <= float(self.bound)


@dataclass(frozen=True, slots=True)
class Part:
    """What was timed over one set of books."""

    title: str
    timed: tuple[Timed, ...]
    figures: tuple[Figure, ...]
    note: str = ""


def markdown(parts: Iterable[Part], machine: Iterable[str], day: str, runs: int, load: str) -> str:
    """The whole page: figures with their bounds, then every time, then the machine."""
    parts = tuple(parts)
    lines = [
        "# Times and memory",
        "",
        f"Written by `make bench` on {day}. Whole processes, each once to warm up and then all in "
        f"turn, medians of {runs} runs. The books are made up by `benchmarks/generate.py`; all "
        "programs were first seen to give the same balances for every account.",
        "",
        *_figures(parts),
        "",
    ]
    for part in parts:
        lines += [f"## {part.title}", "", *([part.note, ""] if part.note else []), *_times(part)]
        lines.append("")
    lines += ["## Machine", "", *(f"- {line}" for line in machine)]
    lines += [f"- load average when it began: {load}"]
    return "\n".join(lines) + "\n"


def _figures(parts: tuple[Part, ...]) -> list[str]:
    lines = [
        "| figure | ours | other | ratio | at most | met |",
        "|---|---:|---:|---:|---:|---|",
    ]
    for figure in (f for part in parts for f in part.figures):
        ours = _printed(figure.ours, figure.of)
        other = ratio = ""
        bound = f"{figure.bound} {'s' if figure.of == 'time' else 'MB'}"
        if figure.peer is not None:
            other, ratio, bound = (
                _printed(figure.peer, figure.of),
                f"{figure.value:.2f}",
                figure.bound,
            )
        met = "yes" if figure.met else "no"
        lines.append(f"| {figure.name} | {ours} | {other} | {ratio} | {bound} | {met} |")
    return lines


def _times(part: Part) -> list[str]:
    lines = ["| command | median, s | least-most, s | memory, MB |", "|---|---:|---:|---:|"]
    for timed in part.timed:
        lines.append(f"| {timed.name} | {timed.median:.2f} | {timed.spread} | {timed.memory:.0f} |")
    return lines


def _measure(timed: Timed, of: Literal["time", "memory"]) -> float:
    return timed.median if of == "time" else timed.memory


def _printed(timed: Timed, of: Literal["time", "memory"]) -> str:
    return f"{timed.median:.2f} s" if of == "time" else f"{timed.memory:.0f} MB"
