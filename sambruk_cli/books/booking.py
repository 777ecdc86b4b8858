"""Beancount's booking, plugins and validation, without the directives on which they break down."""

from __future__ import annotations

from decimal import localcontext
from typing import Any

from beancount import loader
from beancount.core import data
from beancount.ops import validation
from beancount.parser import booking

_ROUNDS = 10  # of leaving a directive out that breaks only together with others

Steps = tuple[list[Any], list[Any]]


def book(parsed: list[Any], errors: list[Any], options: dict[str, Any]) -> Steps:
    """Run Beancount's steps in the order of its loader.

    Args:
      parsed: directives in Beancount's order.
      errors: what is known to be wrong before.
    Returns:
      Directives in order, and errors; one for each directive that had to be left out.
    """
    errors = list(errors)
    done = _tried(parsed, errors, options)
    if done is None:
        kept = []
        for entry in parsed:
            if isinstance(entry, data.Transaction) and not _can_be_booked(entry, options):
                errors.append(_error(entry, "Cannot be booked"))
            else:
                kept.append(entry)
        parsed = kept
        done = _tried(parsed, errors, options)
    for _ in range(_ROUNDS):
        if done is not None:
            return done
        at = _first_to_break(parsed, options)
        errors.append(_error(parsed[at], "Cannot be booked"))
        parsed = [*parsed[:at], *parsed[at + 1 :]]
        done = _tried(parsed, errors, options)
    if done is None:
        entry = parsed[_first_to_break(parsed, options)]
        errors.append(_error(entry, "Cannot be booked, and nothing else"))
        return [e for e in parsed if isinstance(e, data.Open)], errors
    return done


def _error(entry: Any, message: str) -> Any:
    return validation.ValidationError(entry.meta, message, entry)


def _tried(parsed: list[Any], errors: list[Any], options: dict[str, Any]) -> Steps | None:
    """What the steps make of directives; None where one of the steps breaks down."""
    try:
        try:
            entries, found = _steps(parsed, errors, options)
        except ArithmeticError:  # an amount of more digits than Beancount reckons with
            with localcontext(prec=10_000):
                entries, found = _steps(parsed, errors, options)
    except Exception:  # whatever Beancount raises on a text that its parser has let pass
        return None
    # Its loader catches what a plugin raises, and reports it without a place.
    return None if any("Traceback" in str(error.message) for error in found) else (entries, found)


def _steps(parsed: list[Any], errors: list[Any], options: dict[str, Any]) -> Steps:
    entries, more = booking.book(list(parsed), options)
    entries, errors = loader.run_transformations(entries, [*errors, *more], options, None)
    errors.extend(validation.validate(entries, options, None, None))
    return entries, errors


def _can_be_booked(entry: Any, options: dict[str, Any]) -> bool:
    try:
        booking.book([entry], options)
    except Exception:  # the same as in _tried
        return False
    return True


def _first_to_break(parsed: list[Any], options: dict[str, Any]) -> int:
    """The position of the directive with which the steps begin to break down, by halving."""
    good, bad = 0, len(parsed)
    while bad - good > 1:
        middle = (good + bad) // 2
        if _tried(parsed[:middle], [], options) is None:
            bad = middle
        else:
            good = middle
    return bad - 1
