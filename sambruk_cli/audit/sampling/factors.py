"""Confidence factors: how many errors a sample without, with one, two ... errors still allows.

They are those of the Poisson distribution: with the k errors that were found, the factor is the
expected number at which so few or fewer would be found with the risk that the confidence leaves.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, Context, Decimal, localcontext
from functools import lru_cache

_DIGITS = 40
_STEPS = 130  # halvings, after which the bounds agree in all the digits that are kept
LEAST_CONFIDENCE, MOST_CONFIDENCE = 50, 99  # per cent


@lru_cache(512)
def confidence_factor(errors: int, confidence: int) -> Decimal:
    """The factor of a number of errors, rounded up to two decimals as published tables print it.

    At 95 %: 3.00, 4.75, 6.30, 7.76 ...; at 90 %: 2.31, 3.89, 5.33 ... (AICPA Audit Sampling,
    confidence factors for monetary-unit sampling).

    Args:
      confidence: in per cent, from 50 to 99.
    Raises:
      ValueError: when the number or the confidence is out of bounds (a programming error).
    """
    if errors < 0 or not LEAST_CONFIDENCE <= confidence <= MOST_CONFIDENCE:
        raise ValueError(f"no factor for {errors} errors at {confidence} %")
    with localcontext(Context(prec=_DIGITS)):
        risk = Decimal(100 - confidence) / 100
        low, high = Decimal(0), Decimal(10 + 3 * errors)
        for _ in range(_STEPS):
            middle = (low + high) / 2
            if _so_few(errors, middle) > risk:
                low = middle
            else:
                high = middle
        return high.quantize(Decimal("0.01"), rounding=ROUND_CEILING)


def _so_few(errors: int, expected: Decimal) -> Decimal:
    """The chance that at most so many happen where a number is expected (Poisson)."""
    term = total = (-expected).exp()
    for number in range(1, errors + 1):
        term = term * expected / number
        total += term
    return total
