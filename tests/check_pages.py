"""The findings that the pages of checks show, held against the templates of their codes."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from babel.messages.pofile import read_po

from sambruk_cli.language import Language
from sambruk_cli.messages.codes import CODES
from sambruk_cli.messages.saying import DOMAIN, FOLDER, catalogue

# Hints that a finding brings along in the place of the one in its table.
BROUGHT = ('did you mean "{name}"?', "years: {years}", "notes: {known}")
_WORDS = re.compile(r"\w{2}")
_HEAD = re.compile(r"(?:(\S+): )?([A-Z]{3}\d{3}) (\w+): (.*)", re.DOTALL)


class Shown(NamedTuple):
    """A finding as a page shows it, its lines joined again."""

    place: str | None
    code: str
    severity: str
    message: str
    hint: str | None


def blocks_of(page: str) -> list[tuple[str, str]]:
    """The blocks of code of a page: language and text."""
    return re.findall(r"^```(\w*)\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)


def headings_of(page: str) -> list[str]:
    """The headings of a page, each with its marks; blocks of code have none."""
    prose = re.sub(r"^```.*?^```$", "", page, flags=re.DOTALL | re.MULTILINE)
    return re.findall(r"^#+ .*$", prose, re.MULTILINE)


def findings_shown(page: str) -> Iterator[Shown]:
    """The findings in the text blocks of a page."""
    for language, text in blocks_of(page):
        if language != "text":
            continue
        # A finding goes on in the lines that are indented; a hint begins with "    = ".
        for item in re.split(r"\n(?! )", text.rstrip("\n")):
            message, _, hint = item.partition("\n    = ")
            if head := _HEAD.fullmatch(_joined(message)):
                yield Shown(head[1], head[2], head[3], head[4], _joined(hint) or None)


def faults_of(shown: Shown, language: Language) -> list[str]:
    """What of a finding is not in the words of its code's templates."""
    said = CODES[shown.code].said.values()
    faults = []
    if not any(_gives(each.message, shown.message, language) for each in said):
        faults.append(shown.message)
    hints = [*(each.hint for each in said if each.hint), *BROUGHT]
    if shown.hint and not any(_gives(hint, shown.hint, language) for hint in hints):
        faults.append(shown.hint)
    return faults


def numbers_in(text: str) -> list[str]:
    """The digits in a text, sorted; thousands are apart or not, decimals after either sign."""
    return sorted(re.findall(r"\d+", re.sub(r"(?<=\d)[ \u00a0](?=\d{3}\b)", "", text)))


def _gives(template: str, text: str, language: Language) -> bool:
    """Whether a template gives a text with some values.

    Where it has no words of its own ("{key}: {fault}"), its last value is a message, too.
    """
    found = _pattern(template, language).fullmatch(text)
    if found is None or _WORDS.search(re.sub(r"\{.*?\}", "", template)):
        return found is not None
    last = found[found.re.groups]
    return any(
        _WORDS.search(re.sub(r"\{.*?\}", "", each)) and _pattern(each, language).fullmatch(last)
        for each in _templates()
    )


@cache
def _pattern(template: str, language: Language) -> re.Pattern[str]:
    parts = string.Formatter().parse(catalogue(language).gettext(template))
    return re.compile(
        "".join(re.escape(words) + ("(.+?)" if name else "") for words, name, *_ in parts)
    )


@cache
def _templates() -> list[str]:
    """Every template of the program that has a Swedish one."""
    with (FOLDER / "sv" / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as file:
        return [each.id for each in read_po(file) if each.id and isinstance(each.id, str)]


def _joined(lines: str) -> str:
    return " ".join(line.strip() for line in lines.split("\n"))
