"""Names as banks write them: in capitals, without dots and rings, turned round, and cut off."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from sambruk_cli.receivables.matching.model import MatchParty

_CUT = frozenset({12, 18, 20, 35})  # characters that banks and forms leave of a name
_MOST = 50  # who may be meant by what is left of one
_FEWEST_LETTERS = 4  # of a name that is looked for among other words
_LONGEST_NAME = 8  # words
_WORD = re.compile(r"[^\W_]+")
_QUOTES = str.maketrans("", "", "\N{ACUTE ACCENT}\N{RIGHT SINGLE QUOTATION MARK}")
_ACCENTS = re.compile("[\u0300-\u036f]+")  # what NFKD parts from the letters of Europe
_LETTERS = str.maketrans({"ø": "o", "æ": "a", "đ": "d", "ł": "l"})


def words_of(text: str) -> list[str]:
    """The words of a text, without capitals and punctuation; å, ä and ö stay."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(_QUOTES)
    return _WORD.findall(text.casefold().replace("'", ""))


def plain_letters(text: str) -> str:
    """A text as banks print it that have no å, ä and ö: a, a and o, and no other accents."""
    if text.isascii():
        return text
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", text.translate(_LETTERS)))


class NameIndex:
    """Who has a name, in whichever way it is written."""

    def __init__(self, parties: Iterable[MatchParty]) -> None:
        self._exact: dict[str, list[str]] = defaultdict(list)
        self._plain: dict[str, list[str]] = defaultdict(list)
        self._names: list[tuple[list[str], str]] = []
        self._lengths: set[int] = set()
        for party in parties:
            words = words_of(party.name)
            if words:
                self._names.append((words, party.id))
                self._lengths.add(len(words))
                key = _in_any_order(words)
                self._exact[key].append(party.id)
                self._plain[_plain_in_any_order(words)].append(party.id)

    def of(self, name: str) -> tuple[str, ...]:
        """The ids of who may be meant by a payer's name; empty where nobody is."""
        words = words_of(name)
        return tuple(self._whole(words) or self._cut(name, words)) if words else ()

    def within(self, text: str) -> tuple[str, ...]:
        """The ids of who is named among the other words of a text."""
        words = words_of(text)
        found: dict[str, None] = {}
        for length in sorted(self._lengths, reverse=True):
            if length > min(len(words), _LONGEST_NAME):
                continue
            for at in range(len(words) - length + 1):
                part = words[at : at + length]
                if sum(map(len, part)) >= _FEWEST_LETTERS:
                    found |= dict.fromkeys(self._whole(part))
            if found:
                return tuple(found)  # a longer name may hold a shorter one
        return ()

    def _whole(self, words: list[str]) -> list[str]:
        return self._exact.get(_in_any_order(words)) or self._plain.get(
            _plain_in_any_order(words), []
        )

    def _cut(self, name: str, words: list[str]) -> list[str]:
        """Who has a name that begins so, where this one is as long as what banks leave."""
        if not _CUT.intersection((len(name.strip()), len(name.strip()) + 1)):
            return []
        start = plain_letters(" ".join(words))
        at = bisect_left(self._beginnings, (start, ""))
        found: dict[str, None] = {}
        for text, party in self._beginnings[at : at + 3 * _MOST + 1]:
            if not text.startswith(start):
                break
            found[party] = None
        return list(found) if len(found) <= _MOST else []

    @cached_property
    def _beginnings(self) -> list[tuple[str, str]]:
        """Names as they may begin, in order; made when the first name that is cut off comes."""
        return sorted({each for words, party in self._names for each in _turned(words, party)})


def _in_any_order(words: list[str]) -> str:
    return " ".join(sorted(words))


def _plain_in_any_order(words: list[str]) -> str:
    return _in_any_order(plain_letters(" ".join(words)).split(" "))


def _turned(words: list[str], party: str) -> Iterator[tuple[str, str]]:
    """The name, with its last word first (a surname) and with its first word last."""
    plain = plain_letters(" ".join(words)).split(" ")
    for order in (plain, [plain[-1], *plain[:-1]], [*plain[1:], plain[0]]):
        yield " ".join(order), party
