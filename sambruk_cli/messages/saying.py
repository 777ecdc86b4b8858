"""Templates in the language asked for, with their values filled in."""

from __future__ import annotations

import gettext
from functools import cache
from pathlib import Path

from sambruk_cli.language import Language

DOMAIN = "sambruk"
FOLDER = Path(__file__).with_name("locale")


@cache
def catalogue(language: Language) -> gettext.NullTranslations:
    """The catalogue of a language; English is what stands in the code."""
    if language == "en":
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, FOLDER, [language])


def say(language: Language, template: str, /, **values: object) -> str:
    """A text: say(language, "{number} errors", number=3)."""
    return _filled(catalogue(language).gettext(template), values)


def say_in(language: Language, context: str, template: str, /, **values: object) -> str:
    """A text whose English alone does not tell which Swedish word is meant."""
    return _filled(catalogue(language).pgettext(context, template), values)


def say_count(language: Language, number: int, one: str, many: str, /, **values: object) -> str:
    """A text by number; templates may use {number}."""
    found = catalogue(language).ngettext(one, many, number)
    return _filled(found, {"number": number, **values})


def _filled(template: str, values: dict[str, object]) -> str:
    return template.format_map(values) if values else template
