"""Texts as they can be set: controls written out, long runs with places to break at."""

from __future__ import annotations

import re
from typing import Any

from sambruk_cli.render.printable import printable_lines

# The template breaks a line here and prints nothing, so that what is copied is what was written.
_BREAK = "\N{ZERO WIDTH SPACE}"
# A run of characters longer than any word gets places to break at, so that none leaves the page.
_LONGEST = 60
_RUN = re.compile(rf"\S{{{_LONGEST},}}")
_PIECE = re.compile(r"\S{12}(?=\S)")
# In a cell so does a shorter one that is a path or an address: a column may be a few letters wide.
_CELL_RUN = re.compile(r"\S{16,}")
_PATH = re.compile(r"[\d_]|[.:=@\\]\w|/.*/")
_PATH_PIECE = re.compile(r"(?:[^/\\_.:=@-]{1,12}[/\\_.:=@-]*|[/\\_.:=@-]+)(?=\S)")


def settable(value: Any, *, in_cell: bool = False, longest: int = _LONGEST) -> Any:
    """The document with every text such that it can be set. Keys are ours.

    Args:
      in_cell: whether it is of the cells of a table.
      longest: characters from which on a run outside of cells is broken.
    """
    if isinstance(value, str):
        run, broken = (
            (_CELL_RUN, _broken_cell) if in_cell else (re.compile(rf"\S{{{longest},}}"), _broken)
        )
        return "\n".join(run.sub(broken, line) for line in printable_lines(value))
    if isinstance(value, list):
        return [settable(item, in_cell=in_cell, longest=longest) for item in value]
    if isinstance(value, dict):
        return {
            key: settable(item, in_cell=key == "cells", longest=longest)
            for key, item in value.items()
        }
    return value


def _broken(run: re.Match[str]) -> str:
    return _PIECE.sub(_with_break, run[0])


def _broken_cell(run: re.Match[str]) -> str:
    """A path of a cell with places to break at; words and days as they are."""
    text = run[0]
    is_path = _PATH.search(text) is not None and any(map(str.isalpha, text))
    return _PATH_PIECE.sub(_with_break, text) if is_path or _RUN.match(text) else text


def _with_break(piece: re.Match[str]) -> str:
    return piece[0] + _BREAK
