"""The message catalogue is whole: everything that can be said has Swedish, and fits its values."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pytest
from babel.messages.catalog import Catalog

from sambruk_cli.messages.codes import CODES
from sambruk_cli.messages.message import placeholders
from tests.conftest import PROJECT
from tests.sources import sources
from tools import catalogue

pytestmark = pytest.mark.longer

# Words that are the same in Swedish.
SAME = {
    "Budget",
    "ID",
    "PC8",
    "PERIOD",
    "Person",
    "REV",
    "TEXT",
    "Status",
    "Text",
    "Version",
    "dimension",
    "period",
}


@cache
def swedish() -> Catalog:
    """The catalogue with exactly what the code can say."""
    return catalogue.renewed()


class Said(NamedTuple):
    """A template and its Swedish; a message by number gives two of them."""

    english: str
    swedish: str
    is_by_number: bool


@cache
def pairs() -> tuple[Said, ...]:
    found = []
    for message in swedish():
        if not message.id:
            continue  # the head of the catalogue
        if isinstance(message.id, tuple):
            assert isinstance(message.string, tuple)
            pair = zip(message.id, message.string, strict=True)
            found += [Said(english, swedish, True) for english, swedish in pair]
        else:
            found.append(Said(str(message.id), str(message.string), False))
    return tuple(found)


def test_every_message_has_its_swedish() -> None:
    assert [said.english for said in pairs() if not said.swedish] == []


def test_a_message_takes_the_same_values_in_both_languages() -> None:
    def names(template: str, is_by_number: bool) -> set[str]:
        # "1 error" has no number where "{number} errors" has one.
        return set(placeholders(template)) - ({"number"} if is_by_number else set())

    wrong = []
    for said in pairs():
        if said.swedish and _is_template(said.english):
            english, swedish = (names(each, said.is_by_number) for each in said[:2])
            wrong += [said] if english != swedish else []
    assert wrong == []


def _is_template(text: str) -> bool:
    """Help may hold braces that take no value."""
    try:
        placeholders(text)
    except ValueError:
        return False
    return True


def test_no_swedish_is_english() -> None:
    same = {said.english for said in pairs() if said.english == said.swedish}
    # "{key}: {fault}" holds no words.
    assert {text for text in same if re.search("[A-Za-z]", re.sub(r"{.*?}", "", text))} == SAME


def test_the_files_are_what_the_tool_writes() -> None:
    po, mo = catalogue.written(swedish())
    assert catalogue.PO.read_bytes() == po
    assert catalogue.MO.read_bytes() == mo


class Call(NamedTuple):
    """A call of finding(): where, its code, and the names that it passes; None with ** in it."""

    place: str
    code: str
    names: frozenset[str] | None
    has_text: bool
    has_hint: bool


@cache
def calls() -> tuple[Call, ...]:
    """Every call of finding() in the program whose code is written out."""
    return tuple(_calls())


def _calls() -> Iterator[Call]:
    for path, tree in sources().items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or getattr(node.func, "id", "") != "finding":
                continue
            if isinstance(node.args[0], ast.Constant):
                names = {keyword.arg for keyword in node.keywords}
                yield Call(
                    f"{path.relative_to(PROJECT)}:{node.lineno}",
                    str(node.args[0].value),
                    None if None in names else frozenset(filter(None, names)),
                    len(node.args) > 1,
                    "hint" in names,
                )


def test_every_finding_brings_the_values_that_its_templates_name() -> None:
    wrong = []
    for call in calls():
        number, _, variant = call.code.partition(".")
        if call.has_text or call.names is None:
            continue
        said = CODES[number].said.get(variant)
        if said is None:
            wrong.append(f"{call.place}: {call.code} is not in the tables")
            continue
        in_message, in_hint = placeholders(said.message), placeholders(said.hint or "")
        given = call.names - {"file", "line", "hint", "severity"}
        needed = in_message if call.has_hint else in_message | in_hint
        if not needed <= given <= in_message | in_hint:
            wrong.append(f"{call.place}: {call.code} takes {sorted(needed)}, not {sorted(given)}")
    assert wrong == []


def test_no_finding_brings_a_text_of_its_own() -> None:
    assert [call.place for call in calls() if call.has_text] == []


def test_every_code_in_the_tables_says_something() -> None:
    assert [code for code, entry in CODES.items() if not entry.said] == []


def test_every_variant_in_the_tables_is_used() -> None:
    program = "\n".join(path.read_text("utf-8") for path in sources())

    def is_used(code: str, variant: str) -> bool:
        if f'"{code}.{variant}"'.replace('."', '"') in program:
            return True
        # Chosen at run time: f"SIE609.{kind}", with the kinds as texts of their own.
        return f'"{code}.{{' in program and f'"{variant}"' in program

    variants = [(code, variant) for code, entry in CODES.items() for variant in entry.said]
    assert [each for each in variants if not is_used(*each)] == []


def test_only_what_the_user_wrote_is_picked_by_language() -> None:
    """Words of ours go through the catalogue; pick() is for labels in two languages."""
    written = [
        f"{path.relative_to(PROJECT)}:{node.lineno}"
        for path, tree in sources().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "pick"
        if any(isinstance(each, ast.Constant) for each in node.args)
    ]
    assert written == []
