"""Text as it can be printed: nothing in it steers a terminal, hides or breaks a line's width.

Whatever stands in a document is data. Each renderer passes it through one of these before it
adds the marks of its own form.
"""

from __future__ import annotations

import re
import textwrap
import unicodedata

_STEERING = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})  # controls, and marks that turn or part lines
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"
_KEYBOARD = {"\N{NO-BREAK SPACE}": " ", "\N{NARROW NO-BREAK SPACE}": " ", "\N{MINUS SIGN}": "-"}
# The two code points that are no characters and that XML 1.0 excludes besides.
_NO_XML = {0xFFFE: "\\ufffe", 0xFFFF: "\\uffff"}


def printable(text: str) -> str:
    """One line of text in which nothing can steer a terminal: controls are written out."""
    if text.isprintable():  # most texts are, and then this is a hundred times as fast
        return text
    return "".join(
        character
        if character == _SOFT_HYPHEN or unicodedata.category(character) not in _STEERING
        else f"\\u{ord(character):04x}"
        for character in text
    )


def printable_lines(text: str) -> list[str]:
    """The lines of a text, each as by `printable`."""
    return [printable(line) for line in text.split("\n")]


def printable_xml(text: str) -> str:
    """One line of text that XML can hold: new lines become spaces, controls are written out."""
    return printable(text.replace("\n", " ")).translate(_NO_XML)


def printable_html(text: str) -> str:
    """Text, lines kept, in which nothing is invisible and every code point is a character.

    HTML does not allow code points that are no characters; they are written out, too.
    """
    return "".join(
        character if _is_character(ord(character)) else f"\\u{ord(character):04x}"
        for character in "\n".join(printable_lines(text))
    )


def _is_character(point: int) -> bool:
    return point & 0xFFFE != 0xFFFE and not 0xFDD0 <= point <= 0xFDEF


def on_keyboard(text: str) -> str:
    """Text with ordinary spaces and hyphens in the place of typographic ones."""
    for typographic, plain in _KEYBOARD.items():
        text = text.replace(typographic, plain)
    return text


# Below it every character takes one column; a test goes through them all.
_COMBINING = "\u0300"
# White space that textwrap turns into spaces.
_TURNED = re.compile(r"[\t\n\v\f\r]")


def width_of(text: str) -> int:
    """Columns that a text takes in a terminal."""
    if text.isascii() or max(text) < _COMBINING:
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def _is_line(text: str) -> bool:
    """Whether textwrap would leave a short text as it is; most are."""
    return text.strip() == text != "" and _TURNED.search(text) is None


def wrap(text: str, width: int, *, first: str = "", rest: str = "") -> list[str]:
    """A text broken between words into lines of at most `width` columns; a longer word is cut.

    Args:
      first: stands before the first line, and `rest` before the others, within the width.
    """
    is_plain = width_of(text) == len(text)
    if is_plain and len(first) + len(text) <= width and _is_line(text):
        return [first + text]
    if is_plain:
        return textwrap.wrap(
            text, width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
        )
    lines: list[str] = []  # textwrap counts characters, and here some take two columns or none
    line, lead = "", first
    for word in text.split(" "):
        joined = f"{line} {word}" if line else word
        if width_of(lead + joined) <= width:
            line = joined
            continue
        if line:
            lines.append(lead + line)
            lead = rest
        line = ""
        for character in word:
            if line and width_of(lead + line + character) > width:
                lines.append(lead + line)
                lead, line = rest, ""
            line += character
    return [*lines, lead + line] if line else lines
