"""Headings that have nothing to head: a long layout is printed without the rows that are nought."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from sambruk_cli.statements.model import StatementRow


def without_empty_headings(
    rows: Sequence[StatementRow], hidden: Collection[str]
) -> Iterator[StatementRow]:
    """Rows without the headings below which no row of accounts is left.

    Args:
      hidden: keys of the headings that may be left out.
    """
    for at, row in enumerate(rows):
        if row.style != "heading" or row.key not in hidden or _has_accounts(rows, at):
            yield row


def _has_accounts(rows: Sequence[StatementRow], at: int) -> bool:
    """Whether a row of accounts stands below a heading, before the next that is not within it."""
    for other in rows[at + 1 :]:
        if other.style != "heading":
            if not other.sum:
                return True
        elif other.indent <= rows[at].indent:
            return False
    return False
