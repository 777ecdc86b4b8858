"""Lines of plain text, with how a terminal should show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from sambruk_cli.render.printable import on_keyboard

WIDTH = 80  # columns
LineStyle = Literal["", "bold", "dim", "warning"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of output and how a terminal that can should show it."""

    text: str
    style: LineStyle = ""


def as_text(lines: Iterable[Line]) -> str:
    """Lines as text with ordinary spaces and hyphens, nothing after the last word of a line."""
    return "".join(f"{on_keyboard(line.text.rstrip())}\n" for line in lines)
