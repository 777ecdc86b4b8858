"""Facts that the narrative of one year's report cites and that have no other home."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from sambruk_cli.messages import Message
from sambruk_cli.register.fields import PrintableLine, Slug, Unfit, printable_line
from sambruk_cli.register.model import Check, Model


def _value(value: Any) -> int | Decimal | date | str:
    if isinstance(value, str):
        return printable_line(value)
    if isinstance(value, bool | datetime) or not isinstance(value, int | Decimal | date):
        raise Unfit(Message.of("must be a number, a date or a text"))
    if isinstance(value, Decimal) and not value.is_finite():
        raise Unfit(Message.of("must be a number, a date or a text"))
    return value


class Fact(Model):
    """A number, name or date of the narrative, and where it comes from."""

    id: Slug
    value: Annotated[int | Decimal | date | str, Check(_value, "instead")]
    source: PrintableLine


class FactsFile(Model):
    """config/report/YEAR/facts.toml."""

    facts: tuple[Fact, ...] = ()
