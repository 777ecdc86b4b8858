"""What the shell completes: read from the workspace as it stands, silent where it is broken."""

from __future__ import annotations

import re
from pathlib import Path

# What a shell is given: plain ids only. Some shells evaluate what a completion says.
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9/_-]*")


def _entries(file: str, table: str, incomplete: str, key: str) -> list[str]:
    # A shell that completes an option of another kind does not wait for this.
    from sambruk_cli.register.bounds import excess, values_of

    for folder in (Path.cwd(), *Path.cwd().parents):
        if (folder / "config/association.toml").is_file() and (folder / file).is_file():
            try:
                text = (folder / file).read_text("utf-8-sig")
                values = {} if excess(text) else values_of(text)
                found = [str(entry[key]) for entry in values.get(table, [])]
            except (OSError, ValueError, KeyError, TypeError, AttributeError):
                return []
            return [x for x in found if _PLAIN.fullmatch(x) and x.startswith(incomplete)]
    return []


def years(incomplete: str) -> list[str]:
    """Labels of the fiscal years."""
    return _entries("config/association.toml", "fiscal_years", incomplete, "label")


def members(incomplete: str) -> list[str]:
    """Ids of members."""
    return _entries("config/members.toml", "members", incomplete, "id")


def codes(incomplete: str) -> list[tuple[str, str]]:
    """Check codes, with their names."""
    from sambruk_cli.findings import NAMES

    return [pair for pair in NAMES.items() if pair[0].startswith(incomplete.upper())]
