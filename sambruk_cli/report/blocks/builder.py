"""What builds a block: a function from the year of a report to blocks of its document."""

from __future__ import annotations

from collections.abc import Callable

from sambruk_cli.document.model import Block, Paragraph
from sambruk_cli.messages import say
from sambruk_cli.report.year import ReportYear

Blocks = list[Block]
Builder = Callable[[ReportYear], Blocks]


def nothing(year: ReportYear) -> Blocks:
    """What stands where the register has nothing to say."""
    return [Paragraph.of(say(year.language, "Nothing registered."))]
