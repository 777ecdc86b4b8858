"""What stands in a cell of a table."""

from __future__ import annotations

import datetime
from decimal import Decimal


class Measured(Decimal):
    """A number that is no amount of kronor, as a share: printed with the decimals that it has."""

    @property
    def decimals(self) -> int:
        exponent = self.as_tuple().exponent
        return max(0, -exponent) if isinstance(exponent, int) else 0


Cell = str | Decimal | int | datetime.date | None
Data = Cell | tuple[str, ...] | tuple[int, ...]


class Shown(str):
    """A cell that says one thing to people and another to programs.

    "Ordförande" with the value "chair", "1930 Bank" with "Assets:1930-Bank": the text follows
    the language and is printed, the value does not and stands in JSON and CSV.
    """

    __slots__ = ("value",)
    value: Data

    def __new__(cls, text: str, value: Data) -> Shown:
        made = super().__new__(cls, text)
        made.value = value
        return made
