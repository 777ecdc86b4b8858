"""Ids of the register that are made from what people call things."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container


def slug(text: str, otherwise: str = "objekt") -> str:
    """An id of the register: lower-case ASCII, words joined by hyphens; `otherwise` of nothing."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:60].strip("-") or otherwise


def free_id(wanted: str, taken: Container[str]) -> str:
    """The id, or with -2, -3 ... after it where it is taken."""
    found, number = wanted, 2
    while found in taken:
        found = f"{wanted}-{number}"
        number += 1
    return found
