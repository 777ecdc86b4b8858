"""Amounts of vouchers as a table: what may be drawn, what may not, what is round."""

from __future__ import annotations

from collections.abc import Iterable

from sambruk_cli.audit.sampling.population import SamplingUnit
from sambruk_cli.document.model import Column, Row, Table
from sambruk_cli.language import Language
from sambruk_cli.messages import say


def units_table(name: str, title: str, units: Iterable[SamplingUnit], language: Language) -> Table:
    """A row for each amount, in the order that they are given."""
    columns = (
        Column("Ver", key="ver"),
        Column(say(language, "Date"), "date", key="day"),
        Column(say(language, "Text"), key="text"),
        Column(say(language, "Account"), key="number"),
        Column(say(language, "Amount"), "amount", 2, key="amount"),
    )
    rows = (Row((u.ver, u.voucher.date, u.voucher.description, u.number, u.amount)) for u in units)
    return Table(name, columns, tuple(rows), title)
