"""Amounts: exact decimals of kronor, never floats."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

ZERO = Decimal(0)
ORE = Decimal("0.01")
# Wide enough for any amount that a file can hold: rounding never runs out of digits.
_WIDE = Context(prec=10_000, rounding=ROUND_HALF_UP)


def round_half_up(amount: Decimal) -> Decimal:
    """The nearest whole number, halves away from zero, as annual reports are rounded."""
    return _WIDE.add(amount.quantize(Decimal(1), context=_WIDE), ZERO)  # never -0


def is_whole_ore(amount: Decimal) -> bool:
    """Whether an amount in kronor can be paid: at most two decimals that count."""
    _, digits, exponent = amount.as_tuple()
    return isinstance(exponent, int) and (exponent >= -2 or not any(digits[exponent + 2 :]))


def plain(amount: Decimal) -> str:
    """Kronor as the JSON contract writes them: no grouping, öre only where there are any.

    Args:
      amount: kronor.
    Returns:
      "3755730", "-415" or "0.50"; never an exponent, never "-0". Thousands of kronor may have
      more than two decimals, and then all of them are written.
    """
    if amount == 0:
        return "0"
    if amount == amount.to_integral_value():
        return f"{amount.to_integral_value():f}"
    return exact(amount) if is_whole_ore(amount) else f"{amount.normalize():f}"


def exact(amount: Decimal) -> str:
    """Kronor with two decimals, as `balances` writes them."""
    rounded = amount.quantize(ORE, context=_WIDE)
    return f"{ZERO.quantize(ORE) if rounded == 0 else rounded:f}"
