"""Letters that were taken for others, mended: one way for a whole file, chosen by its letters.

Where no word of the file with å, ä or ö is right as it stands, all of it went the same way, and
each letter has come out of another. Where some are right, a part was added since: then only words
that are none as they stand are mended.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from sambruk_cli.messages import Message
from sambruk_cli.sie.mistaken import (
    LOST,
    NAMES,
    SWEDISH,
    WAYS,
    Pair,
    Transcoding,
    is_right,
    is_word,
    shows,
)

_TOKEN = re.compile(r"[A-Za-z]*+(?:[\x80-\U0010ffff]++[A-Za-z]*+)++")
_ENOUGH = 10_000  # so many different words tell which way it was
_CERTAIN = 2  # so many different words tell that other signs are letters too
# Signs that people write after a word; at its end they are letters only if å, ä or ö.
_AFTER_WORD = frozenset("…–—™®©•°´’")


@dataclass
class Repair:
    """How the letters of a file are mended, and what was mended so far.

    `throughout` tells whether all of the file went the same way.
    """

    way: Transcoding
    throughout: bool
    words: int = 0
    line: int = 0
    example: tuple[str, str] = ("", "")

    def mended(self, text: str, line: int) -> str:
        """A text that begins on a line, with its words mended."""
        if text.isascii():
            return text
        made, at = [], 0
        for found in _TOKEN.finditer(text):
            token = found[0]
            better = mended(self.way, token, throughout=self.throughout)
            if better == token:
                continue
            if not self.words:
                self.line = line + text.count("\n", 0, found.start())
                self.example = (token, better)
            self.words += 1
            made += [text[at : found.start()], better]
            at = found.end()
        return "".join([*made, text[at:]])

    def said(self) -> Message:
        """What was done, with the first word of it."""
        if self.words == 1:
            return Message.of(
                '"{word}" is mended to "{mended}": {written} had been read as {taken_for}',
                word=self.example[0],
                mended=self.example[1],
                written=NAMES.get(self.way.written, "UTF-8"),
                taken_for=NAMES[self.way.taken_for],
            )
        return Message.of(
            '{number} words are mended, such as "{word}" to "{mended}": {written} had been read as '
            "{taken_for}",
            number=self.words,
            word=self.example[0],
            mended=self.example[1],
            written=NAMES.get(self.way.written, "UTF-8"),
            taken_for=NAMES[self.way.taken_for],
        )


def repair_of(texts: Iterable[str]) -> Repair | None:
    """How the letters of a file are to be mended; None where no word shows that they should be."""
    tokens: dict[str, None] = {}
    for text in texts:
        if not text.isascii():
            tokens.update(dict.fromkeys(_TOKEN.findall(text)))
    best, most = None, (0, 0)
    telling = list(islice(tokens, _ENOUGH))
    for way in WAYS:
        shown = sum(shows(way, token) for token in telling)
        if shown:
            explained = sum(is_word(way.pairs(token)) for token in telling)
            if (shown, explained) > most:
                best, most = way, (shown, explained)
    if best is None:
        return None
    right = [token for token in tokens if is_right(token) and not shows(best, token)]
    # Of a Macintosh and CP437, letters of the one are letters of the other: åbung for Übung.
    is_mixed = len(right) > max(2, most[0] // 5) or not all(
        is_word(best.pairs(token)) for token in right
    )
    doubtful = sum(_is_quoted(token) for token in tokens)
    return Repair(best, not is_mixed and most[0] >= _CERTAIN and most[0] >= doubtful)


def _is_quoted(token: str) -> bool:
    """Whether signs around a word may be quotation marks."""
    return len(token) > 2 and token[0] in "„”“‚‘’" and token[-1] in "”“’‘" and token[1:-1].isascii()


@lru_cache(maxsize=1 << 14)
def mended(way: Transcoding, token: str, *, throughout: bool) -> str:
    """A word as it was meant, or as it stands where that is not certain."""
    if token.isascii() or not (throughout or shows(way, token)):
        return token
    pairs = way.pairs(token)
    if is_right(token) and not shows(way, token):
        return token
    if not is_word(pairs):
        return token
    pairs = [_kept(pairs, at) for at in range(len(pairs))]
    meant = [meant for _, meant in pairs]
    return "".join(_found(way, meant, at) for at in range(len(meant)))


def _kept(pairs: list[Pair], at: int) -> Pair:
    stands, meant = pairs[at]
    is_sign = stands in _AFTER_WORD and at > 0 and at == len(pairs) - 1
    return (stands, stands) if is_sign and meant not in SWEDISH else (stands, meant)


def _found(way: Transcoding, letters: list[str], at: int) -> str:
    """A letter, or the one that must have stood where it was lost.

    CP1252 has no 0x8F and 0x81, which are Å and ü of CP437; 0x81 is Å of a Macintosh.
    """
    letter = letters[at]
    if letter != LOST or way.taken_for != "cp1252" or way.written not in ("cp437", "mac_roman"):
        return letter
    before = letters[at - 1] if at else ""
    after = letters[at + 1] if at + 1 < len(letters) else ""
    if not before and after.isalpha():
        return "Å"
    if way.written == "cp437" and before.isalpha() and after.islower():
        return "ü"
    return letter
