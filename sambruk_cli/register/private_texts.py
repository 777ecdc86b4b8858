"""Texts that are looked for in other texts, to be replaced by ids."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from sambruk_cli.frozen import frozen

_WORD = re.compile(r"[^\W_]+")
_LOOSE = " \t\n\r\f\v\N{NO-BREAK SPACE}_,"  # between two words, as good as a space
_LEAST = 4  # letters of a word alone that may be a genitive
_JOINING = frozenset("-_")


@frozen
class FoundText:
    """Where a text stands in another, from a character up to one, and the ids that it is of."""

    start: int
    end: int
    ids: tuple[str, ...]


class Texts:
    """Texts with their ids, found in other texts whole words at a time.

    Capitals do not matter, nor how words are spaced, and the s of a Swedish genitive belongs to
    the last word. A text of one word is not found where a hyphen or underscore joins it to more:
    it may be a part of an id there. What is not found costs hardly any time, however many texts
    there are.
    """

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        """
        Args:
          pairs: texts with the ids that are to stand in their place.
        """
        # By first word, then by number of words, then by all words and what is between them.
        self._known: dict[str, dict[int, dict[tuple[str, ...], list[str]]]] = {}
        for text, id_ in pairs:
            key = _key(composed(text), _words(composed(text)))
            # A hyphen of a name may be left out; none is read into one, as in an id.
            for each in {key, tuple("" if part == "-" else part for part in key)} if key else ():
                self._add(each, id_)
                if len(each) > 1 or len(each[0]) >= _LEAST:
                    self._add((*each[:-1], f"{each[-1]}s"), id_)

    def _add(self, key: tuple[str, ...], id_: str) -> None:
        of_length = self._known.setdefault(key[0], {}).setdefault(len(key) // 2 + 1, {})
        ids = of_length.setdefault(key, [])
        if id_ not in ids:
            ids.append(id_)

    def __bool__(self) -> bool:
        return bool(self._known)

    def places(self, text: str, only: Collection[str] | None = None) -> Iterator[FoundText]:
        """Where the texts stand in a text, which is composed; of two that overlap the longer.

        Args:
          only: ids whose texts are looked for; all where it is None.
        """
        if self._known.keys().isdisjoint(_WORD.findall(text.casefold())):
            return
        words = _words(text)
        at = 0
        while at < len(words):
            place, length = self._at(text, words, at, only)
            if place is not None:
                yield place
            at += length

    def replaced(self, text: str, only: Collection[str] | None = None) -> str:
        """A text with ids in place of what is found in it; of more than one, all with a slash.

        Args:
          only: as `places`.
        """
        text = composed(text)
        parts: list[str] = []
        at, last = 0, ""
        for place in self.places(text, only):
            ids, between = "/".join(place.ids), text[at : place.start]
            if not parts or ids != last or between.strip(_LOOSE):
                parts += [between, ids]
            at, last = place.end, ids
        return "".join((*parts, text[at:])) if parts else text

    def _at(
        self, text: str, words: list[_Word], at: int, only: Collection[str] | None
    ) -> tuple[FoundText | None, int]:
        """What begins at a word, and how many words to go on by."""
        by_length = self._known.get(words[at][2], {})
        for length in sorted(by_length, reverse=True):
            some = words[at : at + length]
            if len(some) < length or (length == 1 and _is_joined(text, some[0])):
                continue
            ids: Sequence[str] = by_length[length].get(_key(text, some), ())
            if only is not None:
                ids = [id_ for id_ in ids if id_ in only]
            if ids:
                return FoundText(some[0][0], some[-1][1], tuple(ids)), length
        return None, 1


_Word = tuple[int, int, str]  # from and to, and the word without capitals


def composed(text: str) -> str:
    """A text whose letters are one character each (NFC), as a Mac does not write names of files."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _words(text: str) -> list[_Word]:
    return [(m.start(), m.end(), m[0].casefold()) for m in _WORD.finditer(text)]


def _key(text: str, words: list[_Word]) -> tuple[str, ...]:
    """Words and what is between them, where that is more than a space or a comma."""
    key = [words[0][2]] if words else []
    for (_, end, _), (start, _, word) in pairwise(words):
        key += [text[end:start].strip(_LOOSE), word]
    return tuple(key)


def _is_joined(text: str, word: _Word) -> bool:
    start, end, _ = word
    return text[start - 1 : start] in _JOINING or text[end : end + 1] in _JOINING
