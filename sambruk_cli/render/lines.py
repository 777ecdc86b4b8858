"""Lines of plain text, with how a terminal should show them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from sambruk_cli.frozen import frozen
from sambruk_cli.render.printable import on_keyboard

WIDTH = 80  # columns
LineStyle = Literal["", "bold", "dim", "warning"]


@frozen
class Line:
    """A line of output and how a terminal that can should show it."""

    text: str
    style: LineStyle = ""


def as_text(lines: Iterable[Line]) -> str:
    """Lines as text with ordinary spaces and hyphens, nothing after the last word of a line."""
    return on_keyboard("".join([f"{line.text.rstrip()}\n" for line in lines]))
