"""Beancount's parser, made to say what is wrong with a text where it would break down.

Beancount's parser is written in C and takes no notice of a number that cannot be worked out: a
division by zero ends the process. Python's decimal numbers raise on one only where they are told
to. They are told not to while the parser is at work; what comes out is then not a number, and is
found among the directives. Where the parser itself raises (brackets too deep for it, an option
that it cannot read) the line is found by parsing less and less of the text.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal, localcontext
from typing import Any, NamedTuple

from beancount.core import data
from beancount.parser import _parser, grammar  # type: ignore[attr-defined] # one is written in C

_ROUNDS = 20  # of leaving a line out; then everything from the next one on is left out
_LEFT_OUT = "  ; left out"  # indented, so that the voucher goes on after it
# Amounts below this are added up exactly by numbers of 28 digits, millions of them, öre and all.
# The scanner of plain vouchers takes no larger ones.
_LARGEST = 18  # digits before the point
_MOST_DIGITS = 28  # of an amount, as many as a quotient has
_MOST_OF_METADATA = 1000
# Only a text with one of these can hold a number that cannot be worked out, or is larger: a
# division, a product, a price or a cost, many digits.
_DOUBTFUL = re.compile(r"[/@{]|[0-9)][ \t]*\*[ \t]*[-+.(0-9]|[0-9][0-9,]{18}|\.[0-9]{10}")
# What errors.py knows in words of ours.
DIVISION, LARGE = "Division by zero", "Number too large"
BROKE, REST_BROKE = "Cannot be read", "Cannot be read from here on"
OWN_KEYS = frozenset({"filename", "lineno"})
OWN_KEY = "The key '{}' is Beancount's own"
SETTING = "Error for option '{}': not such a value"


class Parsed(NamedTuple):
    """What Beancount's parser makes of a text."""

    entries: list[Any]
    errors: list[Any]
    options: Any


class _Builder(grammar.Builder):
    """Beancount's, which goes on after what it cannot make anything of, and says where it was."""

    def key_value(self, filename: str, lineno: int, key: str, value: Any) -> Any:
        """A key of metadata; two are Beancount's own, and say where an entry stands."""
        if key in OWN_KEYS:
            self.errors.append(_error(filename, lineno, OWN_KEY.format(key)))
            key = f"__{key}__"
        return super().key_value(filename, lineno, key, value)

    def option(self, filename: str, lineno: int, key: str, value: Any) -> None:
        held = self.options.get(key)
        before = held.copy() if isinstance(held, dict | list) else held
        try:
            super().option(filename, lineno, key, value)
        except Exception:  # whatever Beancount's converters raise
            is_read = False
        else:
            is_read = all(number.is_finite() for number in _numbers(self.options.get(key)))
        if not is_read:
            self.options[key] = before
            self.errors.append(_error(filename, lineno, SETTING.format(key)))

    def build_grammar_error(
        self,
        filename: str,
        lineno: int,
        exc_value: Any,
        exc_type: type[BaseException] | None = None,
        exc_traceback: object = None,
    ) -> None:
        """What the parser reports; Beancount names its own source where a step of its raised."""
        message = f"{exc_type.__name__}: {exc_value}" if exc_type else str(exc_value)
        meta = data.new_metadata(filename, lineno)
        self.errors.append(grammar.ParserSyntaxError(meta, message, None))

    def _dcupdate(self, number: Any, currency: Any) -> None:
        """Note how many decimals a number has; one that could not be worked out has none."""
        if not isinstance(number, Decimal) or number.is_finite():
            super()._dcupdate(number, currency)


def parse(text: str, report_as: str) -> Parsed:
    """The directives in a text, without the lines on which the parser would break down.

    Args:
      report_as: what the directives and errors name as their file.
    """
    refused: dict[int, str] = {}
    while True:
        try:
            parsed = _parse(text, report_as)
        except Exception:  # MemoryError where brackets are nested too deeply, and what else may be
            line = _first_to_break(text, report_as)
            is_last = len(refused) >= _ROUNDS or line in refused
            refused[line] = REST_BROKE if is_last else BROKE
            text = _cut(text, line) if is_last else _without(text, [line])
            continue
        if not _DOUBTFUL.search(text):
            break
        unworked = {n: why for n, why in _unworked(parsed.entries, text) if n not in refused}
        if not unworked:
            parsed.entries[:] = [e for e in parsed.entries if _fault_of_entry(e) is None]
            break
        refused |= unworked
        text = _without(text, unworked)
    parsed.errors.extend(_error(report_as, line, refused[line]) for line in sorted(refused))
    return parsed


def _error(file: str, line: int, message: str) -> Any:
    return grammar.ParserError(data.new_metadata(file, line), message, None)


def _parse(text: str, report_as: str) -> Parsed:
    builder = _Builder()
    with localcontext() as context:
        context.clear_traps()
        source = io.BytesIO(text.encode())
        _parser.Parser(builder).parse(source, filename=report_as, lineno=1)
        return Parsed(*builder.finalize())


def _first_to_break(text: str, report_as: str) -> int:
    """The number of the line with which the parser begins to raise, by halving what is parsed."""
    lines = text.split("\n")
    good, bad = 0, len(lines)
    while bad - good > 1:
        middle = (good + bad) // 2
        try:
            _parse("\n".join(lines[:middle]), report_as)
        except Exception:  # the same as in parse
            bad = middle
        else:
            good = middle
    return bad


def _cut(text: str, line: int) -> str:
    """The text up to a line."""
    return "\n".join(text.split("\n")[: line - 1])


def _without(text: str, numbers: Iterable[int]) -> str:
    """The text with lines left out, and every other at its number."""
    lines = text.split("\n")
    for number in numbers:
        lines[number - 1] = _LEFT_OUT
    return "\n".join(lines)


def _unworked(entries: Iterable[Any], text: str) -> Iterator[tuple[int, str]]:
    """The lines of the numbers that could not be worked out, or are too large, and which it is."""
    lines: list[str] = []
    for entry in entries:
        if _fault_of_entry(entry) is None:
            continue
        lines = lines or text.split("\n")
        parts = [entry, *(entry.postings if isinstance(entry, data.Transaction) else ())]
        for part in parts:
            meta = part.meta or entry.meta
            own = (
                value for name, value in zip(part._fields, part, strict=True) if name not in _APART
            )
            if why := _fault(tuple(own)) or _fault_of_worth(part):
                yield meta["lineno"], why
            for key, value in meta.items():
                if why := _fault_of_metadata(value):
                    yield _line_of_key(lines, meta["lineno"], key), why


_APART = frozenset({"meta", "postings"})


def _line_of_key(lines: list[str], line: int, key: str) -> int:
    """The line on which a key of metadata stands, at a line or below; else that line."""
    below = range(line, len(lines) + 1)
    return next((n for n in below if lines[n - 1].lstrip().startswith(f"{key}:")), line)


def _fault_of_entry(entry: Any) -> str | None:
    """What is wrong with some number of a directive; None where nothing is."""
    postings = entry.postings if isinstance(entry, data.Transaction) else ()
    for part in (entry, *postings):
        own = (v for name, v in zip(part._fields, part, strict=True) if name not in _APART)
        why = _fault(tuple(own)) or _fault_of_worth(part) or _fault_of_metadata(part.meta)
        if why:
            return why
    return None


def _fault(value: Any) -> str | None:
    """What is wrong with an amount in a value of the parser's; None where nothing is."""
    for number in _numbers(value):
        if not number.is_finite():
            return DIVISION
        digits = len(number.as_tuple().digits)
        if digits > _MOST_DIGITS or not -_MOST_DIGITS <= number.adjusted() < _LARGEST:
            return LARGE
    return None


def _fault_of_worth(part: Any) -> str | None:
    """Whether what a posting is worth is too large, where neither amount nor price is."""
    if not isinstance(part, data.Posting) or not isinstance(part.units, tuple):
        return None
    number = part.units[0]
    if not isinstance(number, Decimal):
        return None
    worth = (number * each for each in _numbers((part.cost, part.price)))
    return LARGE if any(each.adjusted() >= _LARGEST for each in worth) else None


def _fault_of_metadata(value: Any) -> str | None:
    """What is wrong with a number in metadata, which is added to nothing."""
    for number in _numbers(value):
        if not number.is_finite():
            return DIVISION
        digits = len(number.as_tuple().digits)
        if digits > _MOST_OF_METADATA or abs(number.adjusted()) > _MOST_OF_METADATA:
            return LARGE
    return None


def _numbers(value: Any) -> Iterator[Decimal]:
    """Every number in a value of the parser's, however deep."""
    if isinstance(value, Decimal):
        yield value
    elif isinstance(value, tuple | list):
        for part in value:
            yield from _numbers(part)
    elif isinstance(value, dict):
        for part in value.values():
            yield from _numbers(part)
