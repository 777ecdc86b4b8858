"""Figures as published, which the tie-out holds the computed ones against."""

from __future__ import annotations

from sambruk_cli.register.fields import Kronor, PrintableLine, YearLabel
from sambruk_cli.register.model import Model


class Figure(Model):
    """One published figure.

    `item` names what is computed (docs/commands/tieout.md lists the forms). A difference that
    is known and understood is stated with its explanation; any other amount of difference is
    reported as unexplained.
    """

    item: PrintableLine
    year: YearLabel
    value: Kronor
    difference: Kronor | None = None
    explanation: PrintableLine | None = None


class PublishedFile(Model):
    """config/published/YEAR.toml."""

    source: PrintableLine
    figures: tuple[Figure, ...] = ()
