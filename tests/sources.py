"""The program's own text, parsed once for all tests that look at it."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

from tests.conftest import PROJECT


@cache
def sources() -> dict[Path, ast.Module]:
    """Every module of the program by its file, in order of name."""
    paths = sorted((PROJECT / "sambruk_cli").rglob("*.py"))
    return {path: ast.parse(path.read_text("utf-8")) for path in paths}
