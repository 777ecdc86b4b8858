"""Help in the language of the user: our texts from the catalogue, and Typer's words."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from typing import Any

import typer
from typer._click.formatting import HelpFormatter

from sambruk_cli.console.languages import spoken
from sambruk_cli.console.usage import in_language
from sambruk_cli.language import Language
from sambruk_cli.messages import say_in
from sambruk_cli.messages.saying import catalogue

METAVAR = "placeholder in help"  # the context under which words such as FILE stand
_WORD = re.compile(r"[A-Z]{2,}")


class SpeakingFormatter(HelpFormatter):
    """Writes headings and what Typer adds to options in a language."""

    language: Language = "en"

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        prefix = in_language(prefix or "Usage: ", self.language)
        super().write_usage(prog, words_in(args, self.language), prefix)

    def write_heading(self, heading: str) -> None:
        super().write_heading(in_language(heading, self.language))

    def write_dl(
        self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        said = [(first, in_language(second, self.language)) for first, second in rows]
        super().write_dl(said, col_max, col_spacing)


class SpeakingContext(typer.Context):
    """The context of every command: its help speaks the user's language."""

    def make_formatter(self) -> HelpFormatter:
        formatter = SpeakingFormatter(width=self.terminal_width, max_width=self.max_content_width)
        formatter.language = spoken(sys.argv[1:])
        return formatter


def speak(command: Any, language: Language) -> None:
    """Put a command's help, its options and its subcommands into a language."""
    inner = getattr(command, "commands", {}).values()
    for each in (command, *inner):
        each.context_class = SpeakingContext
        for part in (each, *each.params):
            if getattr(part, "help", None):
                part.help = catalogue(language).gettext(part.help)
            if getattr(part, "metavar", None):
                part.metavar = words_in(part.metavar, language)
    for each in inner:  # a list of commands shows the whole first sentence, not a part of it
        each.short_help = " ".join((each.help or "").partition("\n\n")[0].split())


def placeholder_words(text: str) -> list[str]:
    """The words of a placeholder: YEAR of [YEAR]."""
    return _WORD.findall(text)


def words_in(text: str, language: Language) -> str:
    """FILE, [YEAR] and other placeholders: their words in capitals, in a language."""
    return _WORD.sub(lambda found: say_in(language, METAVAR, found[0]), text)
