"""First digits of amounts against Benford's law: how often each one is, and would be.

In amounts of many sizes that nobody chose, one is the first digit in 30 % and nine in 5 %. Fees and
rents that are alike go against it without being wrong, and few amounts say nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext

from sambruk_cli.frozen import frozen

LEAST_AMOUNTS = 300  # below which nothing is said
LEAST_KRONOR = Decimal(10)  # of an amount that is counted
# Bounds of the mean absolute deviation of first digits: close, acceptable, marginal, and no
# conformity above the last (Nigrini, Benford's Law, 2012, table 7.1).
BOUNDS = (Decimal("0.006"), Decimal("0.012"), Decimal("0.015"))
_DIGITS = range(1, 10)


@frozen
class DigitCount:
    """Amounts that begin with a digit: how many there are, and how many by the law."""

    digit: int
    found: int
    expected: Decimal


@frozen
class FirstDigits:
    """The counts, chi-square (8 degrees of freedom) and the mean absolute deviation.

    `conformity` counts the bounds that the deviation is above: 0 is close, 3 is none.
    """

    counts: tuple[DigitCount, ...]
    number: int
    chi_square: Decimal
    deviation: Decimal
    conformity: int


def first_digits(amounts: Iterable[Decimal]) -> FirstDigits | int:
    """The first digits of amounts of at least ten kronor, either side.

    Returns:
      How many amounts there are, where they are too few to say anything of.
    """
    found = dict.fromkeys(_DIGITS, 0)
    for amount in amounts:
        if abs(amount) >= LEAST_KRONOR:
            found[_first(amount)] += 1
    number = sum(found.values())
    if number < LEAST_AMOUNTS:
        return number
    with localcontext(Context(prec=40)):
        parts = {digit: (1 + Decimal(1) / digit).log10() for digit in _DIGITS}
        chi = sum(
            ((found[d] - number * parts[d]) ** 2 / (number * parts[d]) for d in _DIGITS), Decimal(0)
        )
        apart = sum((abs(Decimal(found[d]) / number - parts[d]) for d in _DIGITS), Decimal(0)) / 9
        counts = tuple(
            DigitCount(digit, found[digit], _rounded(number * parts[digit], "0.1"))
            for digit in _DIGITS
        )
        deviation = _rounded(apart, "0.0001")
        above = sum(apart > bound for bound in BOUNDS)
        return FirstDigits(counts, number, _rounded(chi, "0.1"), deviation, above)


def _first(amount: Decimal) -> int:
    return next(digit for digit in amount.as_tuple().digits if digit)


def _rounded(value: Decimal, step: str) -> Decimal:
    return value.quantize(Decimal(step), rounding=ROUND_HALF_UP)
