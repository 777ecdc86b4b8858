"""The key figures that an association adds to its multi-year overview."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sambruk_cli.findings import Finding, finding, nearest
from sambruk_cli.register.layout import Layout
from sambruk_cli.register.locate import Located
from sambruk_cli.register.register import Register

_NUMBERS = ("total", "municipalities", "organisations", "joined", "left")
_USUAL = ("turnover", "result", "solvency")


def check_own_figures(
    register: Register, layout: Layout, index: int, place: Located
) -> Iterator[Finding]:
    """Each has a key of its own, and what it counts is something that the register counts."""
    figures = layout.overview.figures if layout.overview else ()
    tiers = [tier.id for tiers in register.fees.tier_sets for tier in tiers.tiers]
    known = [
        *(f"members.{name}" for name in _NUMBERS),
        *(f"members.kind.{kind.id}" for kind in register.members_file.kinds),
        *(f"members.count.{tier}" for tier in tiers),
    ]
    keys = Counter([*_USUAL, *(figure.key for figure in figures)])
    for i, figure in enumerate(figures):
        path = ("layouts", index, "overview", "figures", i)
        if keys[figure.key] > 1:
            line = place.line(*path, "key")
            yield finding("STM308.figure_twice", key=figure.key, file=place.file, line=line)
        for name in ("value", "per"):
            value = getattr(figure, name)
            if value is not None and value not in known:
                yield finding(
                    "STM308.figure",
                    key=figure.key,
                    name=value,
                    file=place.file,
                    line=place.line(*path, name),
                    hint=nearest(value, known),
                )
