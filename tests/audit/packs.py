"""A pack as a test reads it."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from tests.conftest import RunCommand


def made(sambruk: RunCommand, folder: Path, year: str, *more: str, code: int = 0) -> Path:
    """The pack of a year of a workspace, in a folder beside it."""
    pack = folder.parent / "pack"
    run = sambruk("--root", folder, "audit", year, "-o", pack, *more, cwd=folder)
    assert run.returncode == code, run.stderr
    return pack


def sheet(pack: Path, name: str) -> list[dict[str, Any]]:
    """The rows of a sheet of the workbook by its headings, which stand on its fifth row or so."""
    book = load_workbook(io.BytesIO((pack / "tabeller.xlsx").read_bytes()))
    rows = [[cell.value for cell in row] for row in book[name].iter_rows()]
    first = next(n for n, row in enumerate(rows) if len([c for c in row if c is not None]) > 2)
    heads = [str(head) for head in rows[first]]
    return [dict(zip(heads, row, strict=True)) for row in rows[first + 1 :]]
