"""Numbers that people write in messages: of invoices, and OCR numbers.

A year, a day, an amount or a telephone number is no invoice number by accident: what stands alone
is taken for one only where it can hardly be anything else, and less sure forms only behind a word
as "faktura".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Literal

from sambruk_cli.frozen import frozen

_Word = Literal["", "invoice", "number"]  # what the numbers behind a word are of

_LONGEST = 2000  # characters of a text that are looked at
_CHUNK = re.compile(r"[^\W_]+(?:[-/.,:][^\W_]+)*|[#&+]")
_PARTS = re.compile(r"[^\W_]+")
_GLUED = re.compile(r"([^\W\d_]+)[-.:]?(\d.*)")
_DIGIT = re.compile(r"\d")
_GAP = re.compile(r"\s*-?\s*")
_ONE_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_ONE_MONTH = r"(?:0?[1-9]|1[0-2])"
_PARTED_DATE = re.compile(
    rf"(?:19|20)?\d\d([-/.]){_ONE_MONTH}\1{_ONE_DAY}|{_ONE_DAY}([-/.]){_ONE_MONTH}\2(?:19|20)?\d\d"
)
_PLAIN_DATE = re.compile(r"(?:(?:19|20)\d\d|\d\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DECIMALS = re.compile(r"\d{1,3}(?:\.\d{3})*,\d\d|\d+[.,]\d\d|\d{1,3}(?:[.,]\d{3})+")
_OF_INVOICES = frozenset(
    ["faktura", "fakturan", "fakturor", "fakturorna", "fakt", "fak", "inv", "invoice", "invoices"]
)
_OF_NUMBERS = frozenset(["fakturanr", "fakturanummer", "fakturanumret", "faktnr", "fnr"])
_NUMBER = frozenset(["nr", "nummer", "no", "num", "#"])  # of whatever stands before them
_BETWEEN = frozenset(["och", "samt", "and", "&", "+"])
_MONEY = ("kr", "sek", ":-")
_AMOUNT = re.compile(
    r"(?<![\w.,-])(?:\d{1,3}(?:[\s.]\d{3})+|\d+)(?:[.,]\d\d)?\s*(?::-|(?:kr|kronor|sek)\b)",
)
_LEAST_LETTERED = 4  # letters and digits of an invoice number that stands behind no word
_LEAST_ALONE = 4  # digits of an invoice number that stands as all of a text
_LEAST_JOINED = 7  # digits of one written without its hyphen
_LEAST_OCR = 5  # digits of an OCR number that a text does not say it is


@frozen
class WrittenNumber:
    """A number as it is written: its parts, upper case, as ("2025", "0001")."""

    parts: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> WrittenNumber:
        return cls(tuple(_PARTS.findall(text.upper())))

    @property
    def joined(self) -> str:
        """Its parts in one: what forms of one number have in common."""
        return "".join(self.parts)

    @property
    def is_digits(self) -> bool:
        """Whether it is digits and nothing else, so that it may be anything."""
        return len(self.parts) == 1 and self.parts[0].isdigit()


def digits_in_whole(text: str) -> str:
    """The digits of a text that is digits, and blanks among them; "" of any other."""
    plain = "".join(text.split())
    return plain if plain.isascii() and plain.isdigit() else ""


def has_digits(text: str) -> bool:
    """Whether a text may hold a number at all: most do not."""
    return _DIGIT.search(text) is not None


def is_ocr_alone(digits: str, amount: Decimal) -> bool:
    """Whether digits that nobody says are an OCR number may be taken for one."""
    return len(digits) >= _LEAST_OCR and not _is_else(digits, amount)


def invoice_numbers(
    text: str, amount: Decimal, known: Callable[[str], tuple[WrittenNumber, ...]]
) -> list[WrittenNumber]:
    """The invoice numbers that a text names, in its order.

    Args:
      amount: what is paid, kronor: the same figure is not the number of an invoice.
      known: the numbers of invoices that are written with some letters and digits, parts joined.
    """
    return list(dict.fromkeys(_Reader(text[:_LONGEST], amount, known).numbers()))


def ocr_numbers(text: str, amount: Decimal) -> Iterator[str]:
    """Digits in a text that may be an OCR number: whoever asks knows which there are."""
    for chunk in _CHUNK.findall(text[:_LONGEST]):
        if chunk.isascii() and chunk.isdigit() and is_ocr_alone(chunk, amount):
            yield chunk


class _Reader:
    """Reads a text from left to right, and knows behind which word it is."""

    def __init__(
        self, text: str, amount: Decimal, known: Callable[[str], tuple[WrittenNumber, ...]]
    ) -> None:
        self._text = text.strip().casefold()
        if any(sign in self._text for sign in _MONEY):
            self._text = _AMOUNT.sub(" kr ", self._text)
        self._amount = amount
        self._known = known
        self._word: _Word = ""
        self._is_first = False  # of the numbers behind the word
        self._is_alone = False

    def numbers(self) -> Iterator[WrittenNumber]:
        chunks = list(_CHUNK.finditer(self._text))
        self._is_alone = len(chunks) == 1
        taken = -1
        for at, chunk in enumerate(chunks):
            if at == taken:
                continue
            if at + 1 < len(chunks):
                following = chunks[at + 1]
                gap = self._text[chunk.end() : following.start()]
                pair = self._pair(chunk[0], following[0]) if _GAP.fullmatch(gap) else ()
                if pair:
                    taken = at + 1
                    yield from pair
                    continue
            yield from self._chunk(chunk[0], is_begin=at == 0)

    def _pair(self, one: str, other: str) -> tuple[WrittenNumber, ...]:
        """A number whose parts stand apart: "2025 0001"."""
        word, first = _glued(one)
        if not (first[-1:].isdigit() and other.isdigit()):
            return ()
        parts = (*WrittenNumber.of(first).parts, other)
        found = tuple(each for each in self._known("".join(parts)) if each.parts == parts)
        is_behind = bool(word or self._word)
        if found and (is_behind or (other.startswith("0") and not _is_date("".join(parts)))):
            self._word, self._is_first = word or self._word, False
            return found
        return ()

    def _chunk(self, chunk: str, *, is_begin: bool) -> Iterator[WrittenNumber]:
        """What stands between blanks: a word, a number, or several with a comma between."""
        if chunk in _BETWEEN:
            return
        if chunk in _NUMBER:
            self._word = "number" if is_begin or self._is_first else ""
            self._is_first = True
            return
        for piece in () if _DECIMALS.fullmatch(chunk) else re.split(r"[,:]", chunk):
            if any(character.isdigit() for character in piece):
                yield from self._piece(piece)
                self._is_first = False
            else:
                self._word = _word(piece.rstrip("."))
                self._is_first = bool(self._word)

    def _piece(self, piece: str) -> Iterator[WrittenNumber]:
        if _PARTED_DATE.fullmatch(piece):
            return
        found = self._of(piece)
        if not found:
            word, rest = _glued(piece)
            if word:
                self._word, self._is_first = word, True
                found = self._of(rest)
        if not found and "/" in piece:
            found = tuple(number for part in piece.split("/") for number in self._of(part))
        yield from found

    def _of(self, piece: str) -> tuple[WrittenNumber, ...]:
        written = WrittenNumber.of(piece)
        return tuple(
            number for number in self._known(written.joined) if self._may_be(written, number)
        )

    def _may_be(self, written: WrittenNumber, number: WrittenNumber) -> bool:
        """Whether what is written is an invoice's number, and nothing else by accident."""
        joined, is_behind = written.joined, bool(self._word)
        if written.parts == number.parts and not number.is_digits:
            return is_behind or len(joined) >= _LEAST_LETTERED
        if len(written.parts) > 1:
            return False  # 10-01 is not 1001
        if self._is_first and self._word == "number":
            return True
        if not number.is_digits:  # written without its hyphen
            return self._is_first or (
                len(joined) >= _LEAST_JOINED and not _is_else(joined, self._amount)
            )
        is_enough = is_behind or (self._is_alone and len(joined) >= _LEAST_ALONE)
        return is_enough and not _is_else(joined, self._amount)


def _word(text: str) -> _Word:
    if text in _OF_NUMBERS:
        return "number"
    return "invoice" if text in _OF_INVOICES else ""


def _glued(piece: str) -> tuple[_Word, str]:
    """The word that a number is written together with, and the number: "faktura2025-0001"."""
    found = _GLUED.fullmatch(piece)
    if found is None:
        return "", piece
    word: _Word = "number" if found[1] in _NUMBER or found[1] == "f" else _word(found[1])
    return (word, found[2]) if word else ("", piece)


def _is_date(digits: str) -> bool:
    return _PLAIN_DATE.fullmatch(digits) is not None


def _is_else(digits: str, amount: Decimal) -> bool:
    """Whether digits may as well be a year, a day, or what is paid."""
    if not (digits.isascii() and digits.isdigit()):
        return False
    is_amount = Decimal(digits) in (abs(amount), abs(amount) * 100)
    return is_amount or _YEAR.fullmatch(digits) is not None or _is_date(digits)
