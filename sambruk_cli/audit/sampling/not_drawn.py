"""Amounts that no sample can hold, to be looked at by themselves: the other side, and noughts."""

from __future__ import annotations

from collections.abc import Iterator

from sambruk_cli import formats
from sambruk_cli.audit.sampling.selection import Sample
from sambruk_cli.audit.sampling.units_table import units_table
from sambruk_cli.document.model import Block, Heading, Paragraph, Table
from sambruk_cli.document.records import without_empty
from sambruk_cli.language import Language
from sambruk_cli.messages import say

_MOST_SHOWN = 40  # of each kind in the PDF; the workbook has all


def not_drawn_from(sample: Sample, language: Language) -> Iterator[tuple[Table, list[Block]]]:
    """For the workbook and the document: amounts on the other side, and what comes to nought.

    Yields:
      All of a kind as a table, and what the document shows of it; nothing of a kind without any.
    """
    population = sample.population
    if population.opposite:
        title = say(language, "Amounts on the other side")
        largest = sorted(population.opposite, key=lambda unit: unit.amount)
        more = say(
            language,
            "The {shown} largest of {number}; the workbook has them all.",
            shown=_MOST_SHOWN,
            number=formats.count(len(largest), language),
        )
        table = units_table("opposite", title, population.opposite, language)
        yield table, _shown(units_table("opposite", title, largest, language), more)
    if population.noughts:
        title = say(language, "Amounts of nought")
        more = say(
            language,
            "The first {shown} of {number}; the workbook has them all.",
            shown=_MOST_SHOWN,
            number=formats.count(len(population.noughts), language),
        )
        table = units_table("noughts", title, population.noughts, language)
        yield table, _shown(table, more)


def _shown(table: Table, more: str) -> list[Block]:
    """A table as the document has it, with what there is besides where that is not all."""
    shown = without_empty(Table(table.id, table.columns, table.rows[:_MOST_SHOWN]))
    blocks: list[Block] = [Heading(2, table.caption), shown]
    return [*blocks, Paragraph.of(more)] if len(table.rows) > _MOST_SHOWN else blocks
