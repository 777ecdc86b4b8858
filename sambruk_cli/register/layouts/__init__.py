"""Layouts of statements that come with the program: one TOML file each.

A file has the form of config/statements.toml with one layout, and its `id` is the file's name. It
has all its rows, or `layout` with the one that it is made from and `rows` with what differs, as an
association's own may. A new layout is a new file; nothing else names it.

A framework that differs for an ekonomisk förening, or from 2026, has a file for that: k2-ek,
k2-2026, k2-ek-2026.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path

import tomli

from sambruk_cli.register.layout import CashFlowRow, Layout, StatementsFile
from sambruk_cli.register.layout_changes import changed
from sambruk_cli.register.model import Model

_FOLDER = Path(__file__).parent


class _CashFlowFile(Model):
    """cash_flow/indirect.toml."""

    rows: tuple[CashFlowRow, ...]


def packaged_layouts() -> tuple[str, ...]:
    """The names of all layouts, in alphabetical order."""
    return tuple(sorted(file.stem for file in _FOLDER.glob("*.toml")))


def is_packaged(name: str) -> bool:
    """Whether the program has a layout of a name."""
    return (_FOLDER / f"{name}.toml").is_file()


@cache
def packaged_layout(name: str) -> Layout:
    """A layout by its name.

    Raises:
      FileNotFoundError: when the program has no such layout.
      pydantic_core.ValidationError: when it is not one (a fault of ours).
    """
    text = (_FOLDER / f"{name}.toml").read_text("utf-8")
    values = tomli.loads(text, parse_float=Decimal)
    (layout,) = StatementsFile.model_validate(values).layouts
    return layout if layout.layout is None else changed(packaged_layout(layout.layout), layout)


@cache
def cash_flow_rows() -> tuple[CashFlowRow, ...]:
    """The rows of a cash flow statement by the indirect method, for accounts of BAS."""
    text = (_FOLDER / "cash_flow" / "indirect.toml").read_text("utf-8")
    rows: tuple[CashFlowRow, ...] = _CashFlowFile.model_validate(tomli.loads(text)).rows
    return rows


def variant_of(name: str, *, economic: bool, amended: bool) -> str:
    """The layout of a framework for a kind of association and a year; the name where there is one.

    Args:
      economic: whether the association is an ekonomisk förening.
      amended: whether the rules of 2026 hold for the year (BFNAR 2025:2).
    """
    of_kind = f"{name}-ek" if economic and is_packaged(f"{name}-ek") else name
    later = f"{of_kind}-2026"
    return later if amended and is_packaged(later) else of_kind
