"""A message before it is said: template and values, equal and kept without a language."""

from __future__ import annotations

import string
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Union

from sambruk_cli.frozen import frozen
from sambruk_cli.language import Language
from sambruk_cli.messages.saying import catalogue
from sambruk_cli.money import exact

Value = Union[str, int, Decimal, date, "Message", tuple["Value", ...]]


@frozen
class Message:
    """A template with its values by name. A Decimal is an amount in kronor."""

    template: str
    values: tuple[tuple[str, Value], ...] = ()

    @classmethod
    def of(cls, template: str, /, **values: Value) -> Message:
        """A message whose values are exactly those that its template names.

        Raises:
          ValueError: when a value is missing or not used (a programming error).
        """
        names = placeholders(template)
        if names != values.keys():
            raise ValueError(f"{template!r} takes {sorted(names)}, not {sorted(values)}")
        return cls(template, tuple(values.items()))

    def text(self, language: Language) -> str:
        """The message as a reader of the language sees it."""
        template = catalogue(language).gettext(self.template)
        if not self.values:
            return template.replace("{{", "{").replace("}}", "}")
        return template.format_map({name: said(value, language) for name, value in self.values})


@cache
def placeholders(template: str) -> frozenset[str]:
    """The names of the values that a template takes."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(template) if name)


def said(value: Value, language: Language) -> str:
    """A value as text: amounts with the decimal sign of the language, days as ISO dates."""
    match value:
        case Message():
            return value.text(language)
        case tuple():
            return ", ".join(said(item, language) for item in value)
        case Decimal():
            return _amount(value, language)
        case date():
            return value.isoformat()
        case _:
            return str(value)


def _amount(value: Decimal, language: Language) -> str:
    """Two decimals, thousands not parted: a line may be broken at a space."""
    return exact(value) if language == "en" else exact(value).replace(".", ",")


def plain(value: Value) -> Any:
    """A value for JSON: amounts as strings of kronor, a message as its English text."""
    match value:
        case tuple():
            return [plain(item) for item in value]
        case Message():
            return value.text("en")
        case Decimal():
            return exact(value)
        case date():
            return value.isoformat()
        case _:
            return value


def to_row(value: Value) -> Any:
    """A value as plain data that `from_row` reads back equal."""
    match value:
        case Message():
            return {"m": value.template, "v": [[n, to_row(v)] for n, v in value.values]}
        case tuple():
            return {"t": [to_row(item) for item in value]}
        case Decimal():
            return {"n": str(value)}
        case date():
            return {"d": value.isoformat()}
        case _:
            return value


def from_row(row: Any) -> Any:
    """The value again."""
    if not isinstance(row, Mapping):
        return row
    match row:
        case {"m": template, "v": values}:
            return Message(template, tuple((name, from_row(value)) for name, value in values))
        case {"t": items}:
            return tuple(from_row(item) for item in items)
        case {"n": number}:
            return Decimal(number)
        case _:
            return date.fromisoformat(row["d"])
