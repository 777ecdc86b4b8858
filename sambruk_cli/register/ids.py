"""Ids of the register that are made from what people call things."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable


def slug(text: str, otherwise: str = "objekt") -> str:
    """An id of the register: lower-case ASCII, words joined by hyphens; `otherwise` of nothing."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:60].strip("-") or otherwise


class FreeIds:
    """Gives ids that nobody has, each once."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._last: dict[str, int] = {}

    def __contains__(self, wanted: str) -> bool:
        return wanted in self._taken

    def take(self, wanted: str) -> str:
        """The id, or with -2, -3 ... after it where it is taken."""
        if wanted in self._taken:
            return self.numbered(wanted, 2)
        self._taken.add(wanted)
        return wanted

    def numbered(self, stem: str, first: int = 1) -> str:
        """The next of m-1, m-2 ... that nobody has."""
        number = self._last.get(stem, first - 1) + 1
        while f"{stem}-{number}" in self._taken:
            number += 1
        self._last[stem] = number
        self._taken.add(f"{stem}-{number}")
        return f"{stem}-{number}"
