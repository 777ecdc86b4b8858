"""Find amounts that divide by zero: Beancount's parser crashes the whole process on them."""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Iterator
from decimal import Decimal

# A line is judged without its texts and its comment.
_TEXT = re.compile(r'"[^"\n]*"|;.*')
_AMOUNT = re.compile(r"[-+*/(). \t0-9,]+")
_STEPS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_LONGEST = 500  # characters; nobody writes a longer amount


def divisions_by_zero(text: str) -> Iterator[int]:
    """The numbers of the lines on which an amount divides by zero, or cannot be worked out."""
    if "/" not in text:
        return
    for number, line in enumerate(text.split("\n"), 1):
        # What begins in another way is an option, a comment or a heading.
        if "/" in line and (line[0].isspace() or line[0].isdigit()):
            amounts = _AMOUNT.findall(_TEXT.sub("", line))
            if any(_fails(amount) for amount in amounts if "/" in amount):
                yield number


def _fails(amount: str) -> bool:
    written = amount.replace(",", "").strip()
    if len(written) > _LONGEST:
        return True
    try:
        # Numbers with leading zeros are amounts to Beancount, and none to Python.
        tree = ast.parse(re.sub(r"\b0+(?=\d)", "", written), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False  # no amount: Beancount reports it
    try:
        _value(tree.body)
    except (ArithmeticError, RecursionError):
        return True
    return False


def _value(node: ast.expr) -> Decimal:
    match node:
        case ast.Constant(value=int() | float() as value):
            return Decimal(str(value))
        case ast.UnaryOp(operand=operand):
            inner = _value(operand)
            return -inner if isinstance(node.op, ast.USub) else inner
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _STEPS:
            found: Decimal = _STEPS[type(op)](_value(left), _value(right))
            return found
        case _:
            return Decimal(1)
