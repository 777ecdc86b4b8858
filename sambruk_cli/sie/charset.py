"""What a SIE file can hold: the characters of CP437 without control characters (SIE 4B § 5.2)."""

from __future__ import annotations

import codecs
import re
import unicodedata

from sambruk_cli.messages import Message
from sambruk_cli.sie.decode import UNSAFE

# Typographic characters in the form that they have on a typewriter: nothing is lost by it.
_PLAIN = {
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("‘’‛′", "'"),
    **dict.fromkeys("“”„‟″", '"'),
    "‚": ",",
    "‹": "<",
    "›": ">",
    "…": "...",
    "•": "*",
    **dict.fromkeys(
        "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f", " "
    ),
}
_TYPOGRAPHIC = re.compile(f"[{''.join(_PLAIN)}]")

# Explicit substitutes; other letters lose their accents, and what is left becomes "?".
_SUBSTITUTES = {
    **_PLAIN,
    "€": "EUR",
    "×": "x",
    "©": "(c)",
    "®": "(R)",
    "™": "(TM)",
    "ø": "ö",
    "Ø": "Ö",
}


# Python's own encoder of CP437 looks each character up in a dictionary: ten times the work.
_CP437 = codecs.charmap_build(bytes(range(256)).decode("cp437"))


def encoded(text: str, errors: str = "strict") -> bytes:
    """The bytes of CP437, as `text.encode("cp437", errors)` gives them.

    Raises UnicodeEncodeError for a character that it cannot hold.
    """
    if text.isascii():
        return text.encode("ascii")
    return codecs.charmap_encode(text, errors, _CP437)[0]


def unwritable(text: str) -> list[str]:
    """The characters that a SIE file cannot hold, each once, in the order they come."""
    if text.isascii() and text.isprintable():
        return []
    return [character for character in dict.fromkeys(text) if not _fits(character)]


def substitute(text: str) -> str:
    """The text with each such character replaced; spaces for control characters."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(c if _fits(c) else _substitute(c) for c in text)


def typographic(text: str) -> list[str]:
    """The typographic characters of a text, as often as they stand in it."""
    return [] if text.isascii() else _TYPOGRAPHIC.findall(text)


def plain(text: str) -> str:
    """The text with typographic characters in their plain form."""
    return _TYPOGRAPHIC.sub(lambda found: _PLAIN[found[0]], text)


def as_plain(character: str) -> Message:
    """For messages: a typographic character and what stands for it."""
    shown = f"U+{ord(character):04X}" if character.isspace() else f'"{character}"'
    return Message.of('{character} as "{plain}"', character=shown, plain=_PLAIN[character])


def name(character: str) -> Message | str:
    """For messages: the character where it prints, its code point, its Unicode name."""
    shown = f'"{character}" ' if character.isprintable() else ""
    point = f"{shown}U+{ord(character):04X}"
    known = unicodedata.name(character, "")
    return f"{point} {known}" if known else Message.of("{point} control character", point=point)


def _fits(character: str) -> bool:
    if UNSAFE.match(character) or character == "\t":
        return False
    try:
        character.encode("cp437")
    except UnicodeEncodeError:
        return False
    return True


def _substitute(character: str) -> str:
    if character in _SUBSTITUTES:
        return _SUBSTITUTES[character]
    if UNSAFE.match(character) or character.isspace():
        return " "
    plain = unicodedata.normalize("NFKD", character)
    kept = "".join(c for c in plain if not unicodedata.combining(c) and _fits(c))
    return kept or "?"
