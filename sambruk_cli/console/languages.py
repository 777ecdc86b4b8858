"""Which language the program speaks to its user: findings, help, progress."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from sambruk_cli.language import Language

VARIABLE = "SAMBRUK_LANG"
_LOCALES = ("LC_ALL", "LC_MESSAGES", "LANG")  # the first one set decides, as in POSIX


def spoken(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> Language:
    """`--lang`, else SAMBRUK_LANG, else the locale's language, else Swedish.

    The arguments are looked at before they are parsed: help and faults of usage come first.
    """
    for index, argument in enumerate(arguments):
        value = argument.removeprefix("--lang=")
        if argument == "--lang":
            value = "".join(arguments[index + 1 : index + 2])
        if argument.startswith("--lang") and (known := _language(value)):
            return known
    if known := _language(environment.get(VARIABLE, "")):
        return known
    locale = next((environment[name] for name in _LOCALES if environment.get(name)), "")
    return _language(locale[:2]) or "sv"


def _language(value: str) -> Language | None:
    match value:
        case "sv" | "en":
            return value
        case _:
            return None
