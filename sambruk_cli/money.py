"""Amounts: exact decimals of kronor, never floats."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

ZERO = Decimal(0)
ORE = Decimal("0.01")


def round_half_up(amount: Decimal) -> Decimal:
    """The nearest whole number, halves away from zero, as annual reports are rounded."""
    return amount.quantize(Decimal(1), rounding=ROUND_HALF_UP) + ZERO  # never -0


def is_whole_ore(amount: Decimal) -> bool:
    """Whether an amount in kronor can be paid: at most two decimals that count."""
    return amount == amount.quantize(ORE, rounding=ROUND_HALF_UP)


def plain(amount: Decimal) -> str:
    """Kronor as the JSON contract writes them: no grouping, öre only where there are any.

    Args:
      amount: kronor.
    Returns:
      "3755730", "-415" or "0.50"; never an exponent, never "-0".
    """
    if amount == 0:
        return "0"
    if amount == amount.to_integral_value():
        return f"{amount.to_integral_value():f}"
    return exact(amount)


def exact(amount: Decimal) -> str:
    """Kronor with two decimals, as `balances` writes them."""
    rounded = amount.quantize(ORE, rounding=ROUND_HALF_UP)
    return f"{ZERO.quantize(ORE) if rounded == 0 else rounded:f}"
