"""Numbers and dates as people write them, by Unicode's locale data.

Typographic forms: no-break spaces between groups and a true minus. Renderers of plain text turn
these into what a keyboard has. Babel stands inside the functions that need it: to import it takes
some 40 ms, and a command that prints no amount for people (json, csv, validate) goes without.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache
from types import ModuleType

from sambruk_cli.language import Language

# Whole numbers that running text spells out; from thirteen on they are written in figures.
_WORDS: dict[Language, list[str]] = {
    "sv": ["två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"],
    "en": [
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    ],
}
LOCALES: dict[Language, str] = {"sv": "sv_SE", "en": "en_GB"}


def _numbers() -> ModuleType:
    import babel.numbers

    return babel.numbers


@lru_cache(8192)  # one report prints an amount several times
def amount(value: Decimal, language: Language = "sv", *, decimals: int = 0) -> str:
    """Kronor (or thousands) grouped by thousands: -3 831 414 in Swedish, -3,831,414 in English."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    value = value or Decimal(0)  # never -0
    with localcontext(prec=10_000):  # babel rounds in the context's precision
        written: str = _numbers().format_decimal(value, pattern, locale=LOCALES[language])
    return written.replace("-", "\N{MINUS SIGN}")


def kronor(value: Decimal, language: Language = "sv") -> str:
    """An amount in running text: öre only where there are any, and the unit."""
    return _with_unit(value, 0 if value == value.to_integral_value() else 2, language)


def kronor_and_ore(value: Decimal, language: Language = "sv") -> str:
    """An amount with its öre, even where there are none, and the unit."""
    return _with_unit(value, 2, language)


def _with_unit(value: Decimal, decimals: int, language: Language) -> str:
    written = amount(value, language, decimals=decimals)
    space = "\N{NO-BREAK SPACE}"
    return f"SEK{space}{written}" if language == "en" else f"{written}{space}kr"


def count(value: int, language: Language = "sv") -> str:
    """A whole number, grouped by thousands."""
    return amount(Decimal(value), language)


def in_words(value: int, language: Language = "sv") -> str:
    """A whole number in running text: two to twelve in words, others in figures.

    One stays a figure: Swedish writes it en or ett by the noun that follows.
    """
    words = _WORDS[language]
    return words[value - 2] if 2 <= value < 2 + len(words) else count(value, language)


def number(value: Decimal, language: Language = "sv") -> str:
    """A decimal with the decimals it has."""
    exponent = value.as_tuple().exponent
    return amount(value, language, decimals=max(0, -exponent) if isinstance(exponent, int) else 0)


def percent(part: Decimal, language: Language = "sv") -> str:
    """A part of a whole in per cent, with the decimals that it has: 0.5 is "50 %"."""
    return number(Decimal(f"{(part * 100).normalize():f}"), language) + "\u00a0%"


def share(part: int, whole: int, language: Language = "sv") -> str:
    """A share in per cent with one decimal: 25,9 %."""
    exact = Decimal(part) / Decimal(whole)
    rounded = exact.quantize(Decimal("0.001"), rounding=ROUND_HALF_UP)
    written: str = _numbers().format_percent(rounded, "0.0 %", locale=LOCALES[language])
    return written


def long_date(value: date, language: Language = "sv") -> str:
    """23 april 2007; the parts kept on one line."""
    from babel.dates import format_date

    written = format_date(value, "d MMMM y", locale=LOCALES[language])
    return written.replace(" ", "\N{NO-BREAK SPACE}")


def country(code: str, language: Language = "sv") -> str:
    """The name of a country by its two letters (ISO 3166); the letters where it has none."""
    territories = _numbers().Locale.parse(LOCALES[language]).territories
    return str(territories.get(code, code))


def listing(items: Sequence[str], language: Language = "sv") -> str:
    """Names in running text: a, b och c."""
    from babel.lists import format_list

    # English as Swedish, without a comma before the conjunction.
    return format_list(items, style="standard", locale=LOCALES[language]) if items else ""
