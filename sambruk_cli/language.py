"""The two languages that statements and generated text come in."""

from __future__ import annotations

from typing import Literal

Language = Literal["sv", "en"]


def pick(language: Language, swedish: str, english: str | None) -> str:
    """The text in the language asked for; Swedish where there is no English."""
    return english if language == "en" and english is not None else swedish
