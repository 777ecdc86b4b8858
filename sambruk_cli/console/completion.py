"""What the shell completes: read from the workspace as it stands, silent where it is broken."""

from __future__ import annotations

import re
from pathlib import Path

# What a shell is given: plain ids only. Some shells evaluate what a completion says.
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9/._-]*")
_INVOICE = re.compile(r'^[ \t]+invoice:[ \t]*"([^"\n]+)"', re.MULTILINE)


def _entries(file: str, table: str, incomplete: str, *keys: str) -> list[str]:
    """What stands at a key of each table of an array, or of each table within these."""
    # A shell that completes an option of another kind does not wait for this.
    from sambruk_cli.register.bounds import excess, values_of

    for folder in (Path.cwd(), *Path.cwd().parents):
        if (folder / "config/association.toml").is_file() and (folder / file).is_file():
            try:
                text = (folder / file).read_text("utf-8-sig")
                values = {} if excess(text) else values_of(text)
                entries = values.get(table, [])
                for key in keys[:-1]:
                    entries = [inner for entry in entries for inner in entry[key]]
                found = [str(entry[keys[-1]]) for entry in entries]
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


def invoices(incomplete: str) -> list[str]:
    """Numbers of invoices in the journals."""
    for folder in (Path.cwd(), *Path.cwd().parents):
        if (folder / "config/association.toml").is_file():
            try:
                texts = [path.read_text("utf-8") for path in folder.glob("ledger/*.beancount")]
            except (OSError, ValueError):
                return []
            found = dict.fromkeys(number for text in texts for number in _INVOICE.findall(text))
            return [x for x in found if _PLAIN.fullmatch(x) and x.startswith(incomplete)]
    return []


def invoices_and_members(incomplete: str) -> list[str]:
    """Numbers of invoices, and ids of members."""
    return [*invoices(incomplete), *members(incomplete)]


def grants(incomplete: str) -> list[str]:
    """Ids of grants."""
    return _entries("config/grants.toml", "grants", incomplete, "id")


def kinds(incomplete: str) -> list[str]:
    """Ids of the kinds of members that the association declares."""
    return _entries("config/members.toml", "kinds", incomplete, "id")


def charge_kinds(incomplete: str) -> list[str]:
    """Ids of the kinds of charge."""
    own = _entries("config/fees.toml", "charge_kinds", "", "id")
    used = _entries("config/fees.toml", "schedules", "", "kind")
    return [kind for kind in dict.fromkeys([*own, *used]) if kind.startswith(incomplete)]


def attributes(incomplete: str) -> list[str]:
    """Attributes of members, to be followed by what they are."""
    known = [*_entries("config/members.toml", "attributes", "", "id"), "population"]
    return [f"{name}=" for name in dict.fromkeys(known) if name.startswith(incomplete)]


def tiers(incomplete: str) -> list[str]:
    """Ids of tiers."""
    return _entries("config/fees.toml", "tier_sets", incomplete, "tiers", "id")


def codes(incomplete: str) -> list[tuple[str, str]]:
    """Check codes, with their names."""
    from sambruk_cli.findings import NAMES

    return [pair for pair in NAMES.items() if pair[0].startswith(incomplete.upper())]
