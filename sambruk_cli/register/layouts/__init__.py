"""Layouts of statements that come with the program: one TOML file each.

A file has the form of config/statements.toml with one layout, and its `id` is the file's name. A
new layout is a new file; nothing else names it.
"""

from __future__ import annotations

from decimal import Decimal
from importlib.resources import files

import tomli

from sambruk_cli.register.layout import Layout, StatementsFile


def packaged_layouts() -> tuple[str, ...]:
    """The names of all layouts, in alphabetical order."""
    names = (file.name for file in files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def packaged_layout(name: str) -> Layout:
    """A layout by its name.

    Raises:
      FileNotFoundError: when the program has no such layout.
      pydantic_core.ValidationError: when it is not one (a fault of ours).
    """
    text = files(__name__).joinpath(f"{name}.toml").read_text("utf-8")
    values = tomli.loads(text, parse_float=Decimal)
    (layout,) = StatementsFile.model_validate(values).layouts
    return layout
