"""What the user has said for a whole run: two languages and the day."""

from __future__ import annotations

from datetime import date

from sambruk_cli.frozen import frozen
from sambruk_cli.language import Language


@frozen
class Terms:
    """What holds for a whole run.

    `language` is that of statements and tables, which are printed for others; `messages` that of
    findings, which are for the user. `today` is the only day that the program knows.
    """

    today: date
    language: Language = "sv"
    messages: Language = "sv"
