"""The standard streams, made so that what is printed gets out where it can.

What the encoding of a terminal lacks is written with what it has, a stream that is closed is
opened onto nothing, and where stdout takes no more the program says so and ends with exit code 2.
Imported by every command before anything else, so nothing but Python's own is imported here.
"""

from __future__ import annotations

import codecs
import errno
import io
import os
import sys
import unicodedata
from typing import Any

_DEGRADED = "sambruk.degraded"  # the name of a way to deal with what an encoding lacks
_OWN_WAYS = frozenset({"strict", "surrogateescape"})  # Python's choice; any other is the user's

# Typographic characters by what a typewriter has in their place.
_PLAIN = {
    "\N{HYPHEN}": "-",
    "\N{NON-BREAKING HYPHEN}": "-",
    "\N{EN DASH}": "-",
    "\N{EM DASH}": "-",
    "\N{MINUS SIGN}": "-",
    "\N{BOX DRAWINGS LIGHT HORIZONTAL}": "-",
    "\N{LEFT SINGLE QUOTATION MARK}": "'",
    "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    "\N{LEFT DOUBLE QUOTATION MARK}": '"',
    "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
    "\N{BULLET}": "*",
    "\N{MIDDLE DOT}": "*",
    "\N{RIGHTWARDS ARROW}": "->",
    "\N{FRACTION SLASH}": "/",
    "\N{MULTIPLICATION SIGN}": "x",
    "\N{SECTION SIGN}": "par.",
    "\N{LATIN SMALL LETTER AE}": "ae",
    "\N{LATIN CAPITAL LETTER AE}": "AE",
    "\N{LATIN SMALL LETTER O WITH STROKE}": "o",
    "\N{LATIN CAPITAL LETTER O WITH STROKE}": "O",
}


class OutputFault(OSError):
    """Stdout does not take what is written to it."""


class _Stdout(io.FileIO):
    def write(self, content: Any) -> int:
        try:
            return super().write(content)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise OutputFault(error.errno, error.strerror) from None


class _Stderr(io.FileIO):
    """What cannot be said there is left unsaid: nothing else suffers for it."""

    def write(self, content: Any) -> int:
        try:
            return super().write(content)
        except OSError:
            return len(content)


def prepare() -> None:
    """Let both streams take any character, and tell their own faults from all others."""
    codecs.register_error(_DEGRADED, degraded)
    for number in range(3):
        _open_onto_nothing(number)
    sys.stdout = _made(sys.stdout, 1, _Stdout)
    sys.stderr = _made(sys.stderr, 2, _Stderr)


def silence() -> None:
    """Let what is still to be written to stdout go nowhere, since it can go nowhere else."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def degraded(error: UnicodeError) -> tuple[str, int]:
    """What is written for characters that an encoding lacks: the plain ones, or their numbers."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(_plain(character, error.encoding) for character in lacking), error.end


def _plain(character: str, encoding: str) -> str:
    if character in _PLAIN:
        return _PLAIN[character]
    plain = unicodedata.normalize("NFKD", character)  # the letter before its marks: a, then a ring
    parts = (part for part in plain if not unicodedata.combining(part))
    plain = "".join(_PLAIN.get(part, part) for part in parts)
    try:
        plain.encode(encoding)
    except (UnicodeError, LookupError):
        plain = ""
    return plain or character.encode("ascii", "backslashreplace").decode("ascii")


def _open_onto_nothing(number: int) -> None:
    """Take up the number of a closed stream, which the next file opened would get otherwise."""
    try:
        os.fstat(number)
    except OSError as error:
        if error.errno != errno.EBADF:
            return
        # Not to be written to, so that what was to be printed is not taken for printed.
        handle = os.open(os.devnull, os.O_RDONLY)
        if handle != number:
            os.dup2(handle, number)
            os.close(handle)


def _made(stream: Any, number: int, kind: type[io.FileIO]) -> Any:
    """A stream to the same place; one that somebody has put there is left as it is."""
    if stream is None:
        encoding, errors, line_buffering = "utf-8", _DEGRADED, False
    elif isinstance(stream, io.TextIOWrapper) and _number(stream) == number:
        stream.flush()
        encoding, line_buffering = stream.encoding, stream.line_buffering
        errors = stream.errors or "strict"
        errors = _DEGRADED if errors in _OWN_WAYS or number == 2 else errors
    else:
        return stream
    raw = kind(number, "wb", closefd=False)
    is_unbuffered = stream is not None and isinstance(stream.buffer, io.FileIO)
    buffer: Any = raw if is_unbuffered else io.BufferedWriter(raw)
    return io.TextIOWrapper(
        buffer,
        encoding=encoding,
        errors=errors,
        line_buffering=line_buffering or number == 2,
        write_through=is_unbuffered,
    )


def _number(stream: io.TextIOWrapper) -> int | None:
    try:
        return stream.fileno()
    except (OSError, ValueError):
        return None
