"""Facts that the narrative of one year's report cites and that have no other home."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sambruk_cli.register.fields import Line, Model, Slug


class Fact(Model):
    """A number, name or date of the narrative, and where it comes from."""

    id: Slug
    value: int | Decimal | date | Line
    source: Line


class FactsFile(Model):
    """config/report/YEAR/facts.toml."""

    facts: tuple[Fact, ...] = ()
