"""Names from a SIE file as the books can hold them: accounts, ids, series, years, texts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import product
from string import ascii_uppercase

from sambruk_cli.edits.vouchers import on_one_line

_OF_EQUITY = re.compile("resultat|kapital", re.IGNORECASE)
_SERIES = re.compile(r"[A-ZÅÄÖ]{1,3}")
LONGEST = 100  # characters of a name within an account's or an id's


NAMELESS = "Konto utan namn"  # an account that is booked on, but that no #KONTO names


def account_name(
    number: str, name: str, kind: str | None = None, *, keeps_balance: bool = False
) -> str:
    """Beancount's name of an account: the root by its class, and hyphens for what it refuses.

    `kind` (#KTYP) decides where the class leaves a choice. `keeps_balance` tells whether an account
    of classes 0 and 9, which BAS leaves to whoever keeps the books, is one of the balance sheet.
    """
    if name == number:  # what an account without a name is called in an export
        name = ""
    kept = "".join(c if _is_letter_or_digit(c) else "-" for c in unicodedata.normalize("NFC", name))
    rest = re.sub("-+", "-", kept)[:LONGEST].strip("-")
    of_balance = number[0] in "09" and keeps_balance
    root = _root_of_balance(name, kind) if of_balance else _root(number, kind)
    return f"{root}:{number}-{rest or 'Konto'}"


def _root_of_balance(name: str, kind: str | None) -> str:
    """Assets and liabilities as #KTYP says, in which equity is a liability (S)."""
    if kind == "T":
        return "Assets"
    return "Liabilities" if kind == "S" and not _OF_EQUITY.search(name) else "Equity"


def _root(number: str, kind: str | None) -> str:
    match number[0]:
        case "1":
            return "Assets"
        case "2":
            return "Equity" if number[1] == "0" else "Liabilities"
        case "3":
            return "Income"
        case "8" if kind == "I" or (kind != "K" and number < "8400"):
            return "Income"
        case "0" | "9" if kind == "I":  # internal accounts, which BAS leaves to the company
            return "Income"
    return "Expenses"


def _is_letter_or_digit(character: str) -> bool:
    category = unicodedata.category(character)
    return category == "Nd" or category.startswith("L")


def is_series(name: str) -> bool:
    """Whether the books can call a series so: one to three capitals."""
    return _SERIES.fullmatch(name) is not None


def unique(name: str, taken: Iterable[str]) -> str:
    """The name, or with -2, -3 ... after it where it is taken."""
    known = set(taken)
    if name not in known:
        return name
    return next(f"{name}-{n}" for n in range(2, len(known) + 3) if f"{name}-{n}" not in known)


def series_names(found: Iterable[str], known: dict[str, str]) -> dict[str, str]:
    """What each series of a file is called in the books: one to three capitals.

    Args:
      known: series that have got their name earlier.
    """
    names = dict(known)
    ordered = list(dict.fromkeys(found))
    for series in ordered:
        if series not in names and is_series(series) and series not in names.values():
            names[series] = series
    free = ("".join(letters) for n in (1, 2, 3) for letters in product(ascii_uppercase, repeat=n))
    for series in ordered:
        if series in names:
            continue
        upper = series.upper()
        taken = set(names.values())
        fits = is_series(upper) and upper not in taken
        names[series] = upper if fits else next(name for name in free if name not in taken)
    return names


def year_label(start: date, end: date) -> str:
    """2007, or 2007/08 where the year runs over New Year."""
    same = start.year == end.year
    return f"{start.year:04}" if same else f"{start.year:04}/{end.year % 100:02}"


def year_labels(spans: Sequence[tuple[date, date]], taken: Iterable[str] = ()) -> tuple[str, ...]:
    """A label of its own for each fiscal year: 2024, or 2024.1 and 2024.2 of two that are short.

    Beside a label that is taken the next one is free: 2024.2 beside 2024, 2024.3 beside 2024.2.

    Args:
      spans: first and last days, in any order; numbers follow the order of time.
      taken: labels of other years, which keep theirs.

    Returns:
      The labels in the order of `spans`.
    """
    called = [year_label(start, end) for start, end in spans]
    last = dict.fromkeys(called, 0)  # the highest number of each label
    for label in taken:
        name, _, number = label.partition(".")
        if name in last:
            last[name] = max(last[name], int(number) if number else 1)
    several = {label for label in called if last[label] or called.count(label) > 1}
    labels = dict(enumerate(called))
    for place in sorted(labels, key=spans.__getitem__):
        name = called[place]
        if name in several:
            last[name] += 1
            labels[place] = f"{name}.{last[name]}"
    return tuple(labels.values())


def line(text: str, otherwise: str) -> str:
    """A text without characters that do not print; `otherwise` where nothing is left."""
    return on_one_line(text).strip() or otherwise
