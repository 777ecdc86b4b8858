"""Letters that a program has taken for others: text in one encoding that was read in another.

`Inköp` comes out as `Ink”p` where bytes of CP437 are read as CP1252, as `InkÃ¶p` where those of
UTF-8 are. Every character is whole then, so nothing but the words shows it: a sign, a Greek letter
or a capital stands within a word, and is a Swedish letter once its byte is read as it was meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple

LOST = "\ufffd"  # stands for what could not be decoded, here or in a program before
SWEDISH = frozenset("åäöÅÄÖ")
_TELLING = SWEDISH | frozenset("éÉüÜ")  # what a word may show by
LETTERS = _TELLING | frozenset("àáâæçèêëìíîïñòóôøùúûýÿßÀÁÂÆÇÈÊËÌÍÎÏÑÒÓÔØÙÚÛ")
# Signs that people write beside words, and some of them within.
_BESIDE = frozenset("“”„‚‘’»«›‹…–—−†‡•·™®©€§°´¨¸ˆ˜‰¹²³ªº½¼¾×÷±¿¡¢£¥¤¶¬µ\xa0\xad")
_WITHIN = frozenset("’‘´·–—−…•×€§°®©¹²³½¼¾µ\xa0\xad")
_SIGNS = frozenset("§°½¼£«»²±·µ÷¨´€…–—’“”•\xa0")  # what a sign may be once it is mended

WRITTEN = ("cp437", "utf-8", "mac_roman", "cp1252")
TAKEN_FOR = ("cp1252", "cp437", "cp850", "mac_roman")
NAMES = {"cp437": "CP437", "cp850": "CP850", "cp1252": "CP1252", "mac_roman": "Macintosh"}

Pair = tuple[str, str]  # characters as they stand, and the one that was meant


class Transcoding(NamedTuple):
    """Bytes written in one encoding that were read as another, once or twice over."""

    written: str
    taken_for: str
    times: int = 1

    def pairs(self, token: str) -> list[Pair]:
        """The word in pieces; a piece that it does not explain stands for itself."""
        if self.written != "utf-8":
            return _of_bytes(self, token)
        return _of_utf8(self, token) if self.times == 1 else _of_utf8_twice(self, token)


def _of_bytes(way: Transcoding, token: str) -> list[Pair]:
    table = _table(way)
    return [(character, table.get(character, character)) for character in token]


def _of_utf8(way: Transcoding, token: str) -> list[Pair]:
    byte = _bytes_of(way.taken_for)
    found, at = list[Pair](), 0
    while at < len(token):
        first = byte.get(token[at], 0)
        length = 2 if 0xC2 <= first < 0xE0 else 3 if 0xE0 <= first < 0xF0 else 0
        piece = token[at : at + length]
        meant = _decoded([byte.get(c, 0) for c in piece]) if len(piece) == length > 0 else ""
        found.append((piece, meant) if meant else (token[at], token[at]))
        at += len(found[-1][0])
    return found


def _of_utf8_twice(way: Transcoding, token: str) -> list[Pair]:
    first, found, at = _of_utf8(way, token), list[Pair](), 0
    for piece, meant in _of_utf8(way, "".join(once for _, once in first)):
        stands = "".join(stands for stands, _ in first[at : at + len(piece)])
        found.append((stands, meant))
        at += len(piece)
    return found


def _decoded(values: list[int]) -> str:
    try:
        return bytes(values).decode("utf-8")
    except UnicodeDecodeError:
        return ""


@cache
def _bytes_of(encoding: str) -> dict[str, int]:
    """The byte of each character above ASCII; Windows has control characters for those it lacks."""
    found = {chr(b): b for b in range(0x80, 0xA0)} if encoding == "cp1252" else {}
    for b in range(0x80, 0x100):
        character = bytes([b]).decode(encoding, "replace")
        if character != LOST:
            found[character] = b
    return found


@cache
def _table(way: Transcoding) -> dict[str, str]:
    meant = {b: bytes([b]).decode(way.written, "replace") for b in range(0x80, 0x100)}
    return {c: meant[b] for c, b in _bytes_of(way.taken_for).items() if meant[b] != LOST}


WAYS = (
    *(Transcoding(one, other) for one in WRITTEN for other in TAKEN_FOR if one != other),
    *(Transcoding("utf-8", other, 2) for other in ("cp1252", "cp437")),
)


@cache
def _worth_a_look() -> re.Pattern[str]:
    """Finds every character that may be out of place, and few others: to judge one takes long.

    These are characters that stand for a telling letter in some way: those that stand in no word,
    signs and capitals after a letter, and before one.
    """
    found: set[str] = set()
    for way in WAYS:
        if way.written != "utf-8":
            found |= {c for c, meant in _table(way).items() if meant in _TELLING}
    never = {c for c in found if c <= "\x9f" or "\u0370" <= c <= "\u03ff" or c >= "\u2300"}
    signs = {c for c in found - never if _is_sign(c)}
    capitals = {c for c in found - never - SWEDISH if c.isupper()}
    letter, small = r"[^\W\d_]", "[a-zåäöéüàèî-õ]"
    within = re.escape("".join(sorted(signs - _WITHIN)))
    alone = re.escape("".join(sorted(never)))
    return re.compile(
        # Of UTF-8 there are two for each letter, the first of them one of these.
        f"[Ã├√](?=[^\\x00-\\x7f])|(?<={letter})[{alone}]|[{alone}](?={letter})"
        f"|(?<={letter})[‚„™]"
        f"|(?:(?<={letter})|(?<=[{within}]))[{within}](?={letter}|[{within}])"
        f"|(?<={letter})[{''.join(sorted(capitals))}](?={small}|[^\\x00-\\x7f])"
    )


def _is_sign(character: str) -> bool:
    return not character.isalpha() or character in "ƒªº"


_MOST_JUDGED = 100  # words of a text; one that is mistaken comes before that
_ASCII_LETTER = re.compile("[A-Za-z]")
_WORD = re.compile(r"[A-Za-z\x80-\U0010ffff]{0,40}")
_BEFORE = re.compile(r"[A-Za-z\x80-\U0010ffff]{0,40}\Z")
_SHOWN = re.compile(r'[^\s"{}]{0,20}')
_SHOWN_BEFORE = re.compile(r'[^\s"{}]{0,20}\Z')


def first_mistaken(text: str) -> tuple[int, str] | None:
    """Where such a letter stands first, and the word around it; None where there is none."""
    if text.isascii():
        return None
    for found in islice(_worth_a_look().finditer(text), _MOST_JUDGED):
        at = found.start()
        if is_mistaken(_around(text, at, _BEFORE, _WORD)):
            return at, _around(text, at, _SHOWN_BEFORE, _SHOWN)
    return None


def _around(text: str, at: int, before: re.Pattern[str], after: re.Pattern[str]) -> str:
    head = before.search(text, max(0, at - 40), at)
    tail = after.match(text, at)
    assert head is not None  # both match the empty text
    assert tail is not None
    return head[0] + tail[0]


@lru_cache(maxsize=1 << 12)
def is_mistaken(token: str) -> bool:
    """Whether a word is none as it stands, and one in some other way."""
    return any(shows(way, token) for way in WAYS)


def shows(way: Transcoding, token: str) -> bool:
    """Whether a word is none as it stands, and is one where its bytes were read in this way."""
    if token.isascii() or not _ASCII_LETTER.search(token):
        return False
    pairs = way.pairs(token)
    return any(_is_out_of_place(pairs, at) for at in range(len(pairs))) and is_word(pairs)


def is_word(pairs: list[Pair]) -> bool:
    """Whether what was meant may be a word: letters that Swedes use, capitals where they stand."""
    for at, (stands, meant) in enumerate(pairs):
        if stands == meant:
            if not meant.isascii() and meant not in LETTERS | _BESIDE | {LOST}:
                return False
        elif meant in LETTERS:
            before = pairs[at - 1][1] if at else ""
            after = pairs[at + 1][1] if at + 1 < len(pairs) else ""
            if not _is_in_case(meant, before, after):
                return False
        elif meant not in _SIGNS:
            return False
    return True


def is_right(token: str) -> bool:
    """Whether a word with å, ä or ö may be right as it stands."""
    if SWEDISH.isdisjoint(token):
        return False
    around = zip(f" {token}", token, f"{token[1:]} ", strict=False)
    return all(
        c.isascii() or c in _BESIDE or (c in LETTERS and _is_in_case(c, before, after))
        for before, c, after in around
    )


def _is_in_case(letter: str, before: str, after: str) -> bool:
    if letter.isupper():
        return not (before.islower() or (before.isupper() and after.islower()))
    return not after.isupper()


def _is_out_of_place(pairs: list[Pair], at: int) -> bool:
    """Whether a character that stands for a telling letter could not stand in a word."""
    stands, meant = pairs[at]
    if stands == meant or meant not in _TELLING:
        return False
    if len(stands) > 1:
        return True
    before, after = _beside(pairs, at - 1), _beside(pairs, at + 1)
    for among, where in _OUT_OF_PLACE:
        if among(stands):
            return where(before, after)
    return stands.isupper() and stands not in SWEDISH and bool(before) and after.islower()


def _beside(pairs: list[Pair], at: int) -> str:
    """A letter beside: as it stands where it is one, otherwise the one that was meant."""
    if not 0 <= at < len(pairs):
        return ""
    stands, meant = pairs[at]
    if stands[-1:].isalpha():
        return stands
    return meant if meant.isalpha() and stands not in _WITHIN else ""


def _is_latin(letters: str) -> bool:
    return bool(letters) and not any("\u0370" <= c <= "\u03ff" for c in letters)


# Which characters, and beside what they are out of place.
_OUT_OF_PLACE: tuple[tuple[Callable[[str], bool], Callable[[str, str], bool]], ...] = (
    (lambda c: "\x80" <= c <= "\x9f", lambda before, after: bool(before or after)),
    (lambda c: "\u2300" <= c <= "\u25ff", lambda before, after: bool(before or after)),
    (lambda c: "\u0370" <= c <= "\u03ff", lambda before, after: _is_latin(before + after)),
    (lambda c: c == "™", lambda before, after: before.isupper() and after.isupper()),
    (lambda c: c in "‚„", lambda before, after: bool(before)),
    (lambda c: c in _WITHIN, lambda before, after: False),
    (_is_sign, lambda before, after: bool(before and after)),
)
