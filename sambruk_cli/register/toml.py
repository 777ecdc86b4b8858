"""A TOML file of the workspace as plain values."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from typing import Any

import tomli

from sambruk_cli.files.errors import Unreadable
from sambruk_cli.findings import finding
from sambruk_cli.messages import Message
from sambruk_cli.register.bounds import excess, values_of


def parse_toml(text: str, file: str) -> dict[str, Any]:
    """The values of the text of a TOML file.

    Raises:
      Unreadable: WSP006 with the line of a syntax error.
    """
    if found := excess(text):
        raise Unreadable(finding("WSP006.excess", fault=found.fault, file=file, line=found.line))
    try:
        return values_of(text)
    except tomli.TOMLDecodeError as error:
        at = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", str(error))
        line = int(at[1]) if at and at[1] else text.count("\n") + 1
        fault = syntax_fault(str(error)[: at.start()] if at else str(error))
        raise Unreadable(finding("WSP006", fault=fault, file=file, line=line)) from None
    except (ValueError, ArithmeticError, RecursionError):
        fault = Message.of("a number is too large, or has too many decimals")
        raise Unreadable(finding("WSP006.excess", fault=fault, file=file)) from None


def syntax_fault(text: str) -> Message:
    """What tomli says is wrong, without the place, as a message of ours.

    Texts of a later Python that are not known here are quoted as they are.
    """
    for pattern, said in _FAULTS:
        found = re.fullmatch(pattern, text, re.DOTALL)
        if found:
            return said(*found.groups())
    return Message.of('the parser says "{text}"', text=text)


def _table(key: str) -> str:
    """A key as it stands in a header: "('members', 'id')" is members.id."""
    return ".".join(ast.literal_eval(key))


def _always(said: Message) -> Callable[..., Message]:
    return lambda *_: said


# What tomli says (CPython's Lib/tomli/_parser.py; the texts are the same since 3.11).
_FAULTS: tuple[tuple[str, Callable[..., Message]], ...] = (
    (r"Invalid statement", _always(Message.of("invalid statement"))),
    (
        r"Expected newline or end of document after a statement",
        _always(Message.of("expected newline or end of document after a statement")),
    ),
    (
        r"Expected '\]' at the end of a table declaration",
        _always(Message.of("expected ] at the end of a table's header")),
    ),
    (
        r"Expected '\]\]' at the end of an array declaration",
        _always(Message.of("expected ]] at the end of a table's header")),
    ),
    (
        r"Expected '=' after a key in a key/value pair",
        _always(Message.of("expected = after a key")),
    ),
    (r"Expected (?:'|\")(.+)(?:'|\")", lambda end: Message.of("expected {end}", end=end)),
    (
        r"Found invalid character ('.+'|\".+\")",
        lambda character: Message.of("found invalid character {character}", character=character),
    ),
    (
        r"Illegal character ('.+'|\".+\")",
        lambda character: Message.of("illegal character {character}", character=character),
    ),
    (
        r"Cannot declare (\(.+\)) twice",
        lambda key: Message.of("cannot declare [{table}] twice", table=_table(key)),
    ),
    (r"Cannot overwrite a value", _always(Message.of("cannot overwrite a value"))),
    (
        r"Cannot (?:mutate immutable|redefine) namespace (\(.+\))",
        lambda key: Message.of("{table} is complete and cannot be added to", table=_table(key)),
    ),
    (
        r"Invalid initial character for a key part",
        _always(Message.of("invalid initial character for a key")),
    ),
    (r"Unclosed array", _always(Message.of("unclosed list"))),
    (r"Unclosed inline table", _always(Message.of("unclosed inline table"))),
    (
        r"Duplicate inline table key ('.+'|\".+\")",
        lambda key: Message.of('the key "{key}" stands twice', key=ast.literal_eval(key)),
    ),
    (r"Unescaped '\\' in a string", _always(Message.of("unescaped \\ in a text"))),
    (r"Invalid hex value", _always(Message.of("invalid hexadecimal number after \\"))),
    (
        r"Escaped character is not a Unicode scalar value",
        _always(Message.of("there is no character with the number after \\")),
    ),
    (r"Unterminated string", _always(Message.of("the text is never closed"))),
    (r"Invalid date or datetime", _always(Message.of("there is no such date or time"))),
    (r"Invalid value", _always(Message.of("invalid value"))),
)
