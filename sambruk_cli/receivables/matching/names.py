"""Names as banks write them: in capitals, without dots and rings, turned round, and cut off."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from sambruk_cli.receivables.matching.model import MatchParty

_CUT = frozenset({12, 18, 20, 35})  # characters that banks and forms leave of a name
_MOST = 50  # who may be meant by what is left of one
_FEWEST_LETTERS = 4  # of a name that is looked for among other words
_LONGEST_NAME = 8  # words
_WORD = re.compile(r"[^\W_]+")
_QUOTES = re.compile("['\N{ACUTE ACCENT}\N{RIGHT SINGLE QUOTATION MARK}]")
_ACCENTS = re.compile("[\u0300-\u036f]+")  # what NFKD parts from the letters of Europe
_LETTERS = {"ø": "o", "æ": "a", "đ": "d", "ł": "l"}  # which NFKD leaves as they are
_SUCH = re.compile("[øæđł]")


def words_of(text: str) -> list[str]:
    """The words of a text, without capitals and punctuation; å, ä and ö stay."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return _WORD.findall(_QUOTES.sub("", text.casefold()))


def plain_letters(text: str) -> str:
    """A text as banks print it that have no å, ä and ö: a, a and o, and no other accents."""
    if text.isascii():
        return text
    parted = _SUCH.sub(lambda found: _LETTERS[found[0]], text)
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", parted))


class NameIndex:
    """Who has a name, in whichever way it is written."""

    def __init__(self, parties: Iterable[MatchParty]) -> None:
        # By its words in any order and without dots and rings; with them beside it.
        self._named: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._names: list[tuple[list[str], str]] = []
        self._lengths: set[int] = set()
        for party in parties:
            words = words_of(party.name)
            if words:
                self._names.append((words, party.id))
                self._lengths.add(len(words))
                plain, exact = _keys(words)
                self._named[plain].append((exact, party.id))

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
        """Who has this name as it stands, else with other dots and rings."""
        plain, exact = _keys(words)
        found = self._named.get(plain, ())
        return [id_ for key, id_ in found if key == exact] or [id_ for _, id_ in found]

    def _cut(self, name: str, words: list[str]) -> list[str]:
        """Who has a name that begins so, where this one is as long as what banks leave."""
        if not _CUT.intersection((len(name.strip()), len(name.strip()) + 1)):
            return []
        start = plain_letters(" ".join(words))
        beginnings, ids = self._beginnings
        found: dict[str, None] = {}
        at = bisect_left(beginnings, start)
        for text in beginnings[at : at + _MOST + 1]:
            if not text.startswith(start):
                break
            found |= dict.fromkeys(ids[text])
        return list(found) if len(found) <= _MOST else []

    @cached_property
    def _beginnings(self) -> tuple[list[str], dict[str, list[str]]]:
        """Names as they may begin, in order, and whose each is.

        Made when the first name that is cut off comes.
        """
        ids: dict[str, list[str]] = {}
        for words, party in self._names:
            for text in _turned(words):
                ids.setdefault(text, []).append(party)
        return sorted(ids), ids


def _keys(words: list[str]) -> tuple[str, str]:
    """Words in any order, in plain letters and as they stand."""
    exact = " ".join(sorted(words))
    if exact.isascii():
        return exact, exact
    return " ".join(sorted(plain_letters(exact).split(" "))), exact


def _turned(words: list[str]) -> set[str]:
    """A name, with its last word first (a surname), and with its first word last."""
    plain = plain_letters(" ".join(words))
    first, _, others = plain.partition(" ")
    begin, _, last = plain.rpartition(" ")
    return {plain, f"{last} {begin}".strip(), f"{others} {first}".strip()}
