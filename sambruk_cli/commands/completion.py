"""What the shell completes: read from the workspace as it stands, silent where it is broken."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from sambruk_cli.findings import NAMES


def _entries(file: str, table: str, incomplete: str, key: str, name: str) -> list[tuple[str, str]]:
    for folder in (Path.cwd(), *Path.cwd().parents):
        if (folder / "config/association.toml").is_file():
            try:
                values: dict[str, Any] = tomllib.loads((folder / file).read_text("utf-8-sig"))
                found = [(str(x[key]), str(x.get(name, ""))) for x in values.get(table, [])]
            except (OSError, ValueError, KeyError, TypeError, AttributeError):
                return []
            return [pair for pair in found if pair[0].startswith(incomplete)]
    return []


def years(incomplete: str) -> list[tuple[str, str]]:
    """Labels of the fiscal years."""
    return _entries("config/association.toml", "fiscal_years", incomplete, "label", "end")


def members(incomplete: str) -> list[tuple[str, str]]:
    """Ids of members, with their names."""
    return _entries("config/members.toml", "members", incomplete, "id", "name")


def codes(incomplete: str) -> list[tuple[str, str]]:
    """Check codes, with their names."""
    return [pair for pair in NAMES.items() if pair[0].startswith(incomplete.upper())]
