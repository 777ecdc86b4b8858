"""The layout of each fiscal year: the association's own, or one of the program's with changes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.register.association import Association
from sambruk_cli.register.layout import Layout, StatementsFile
from sambruk_cli.register.layout_changes import Tags, changed, set_apart, with_tags
from sambruk_cli.register.layouts import is_packaged, packaged_layout, variant_of

# BFNAR 2025:2: for years that start after 2025-12-31, and for a first year that starts after
# 2025-06-30 and goes on until 2026-12-31 or longer.
_AMENDED = date(2026, 1, 1)
_FIRST_YEAR = date(2025, 7, 1)
_EXTENDED = date(2026, 12, 31)
# What an association's own words for its framework say, the first that fits.
_NAMED = tuple(
    (re.compile(form, re.IGNORECASE), name)
    for form, name in (
        (r"förenklat årsbokslut|\bK1\b", "k1"),
        (r"årsbokslut", "arsbokslut"),
        (r"\bK2\b", "k2"),
        (r"\bK3\b", "k3"),
    )
)


@frozen
class PlacedLayout:
    """A layout with all its rows, by which entry of config/statements.toml it is chosen or given.

    `years` are the labels of the fiscal years that use it: none where others hold for them all.
    `packaged` is the layout of the program that it is made from.
    """

    layout: Layout
    entry: int
    years: tuple[str, ...]
    packaged: str | None = None

    @property
    def framework(self) -> str | None:
        """What it is chosen for, whatever the year and the kind of association; as "k2"."""
        return None if self.packaged is None else self.packaged.partition("-")[0]

    @property
    def named_framework(self) -> str | None:
        """The same, or of an association's own layout what its `framework` says; None where neither
        tells."""
        if self.framework is not None:
            return self.framework
        said = self.layout.framework
        return next((name for form, name in _NAMED if form.search(said)), None)


def placed_layouts(
    file: StatementsFile, years: Sequence[FiscalYear], association: Association | None, tags: Tags
) -> tuple[PlacedLayout, ...]:
    """The layouts that config/statements.toml chooses and gives, with all their rows.

    One that is chosen by a name that the program does not know is left out (STM310).

    Args:
      years: those of the register, in order.
      tags: ranges of accounts by tag.
    """
    economic = association is not None and association.form != "nonprofit"
    found = []
    for at, entry in enumerate(file.entries):
        used = [year for year in years if _first(file, year) == at]
        if entry.layout is None:
            labels = tuple(year.label for year in used)
            found.append(PlacedLayout(set_apart(with_tags(entry, tags)), at, labels))
        elif is_packaged(entry.layout):
            found += _chosen(entry, at, used, years, economic=economic, tags=tags)
    return tuple(found)


def variants_used(placed: Sequence[PlacedLayout], entry: int) -> list[str]:
    """The layouts of the program that an entry of config/statements.toml is made from."""
    return [one.packaged for one in placed if one.entry == entry and one.packaged is not None]


def is_amended(year: FiscalYear, years: Sequence[FiscalYear]) -> bool:
    """Whether the rules of 2026 hold for a year (BFNAR 2025:2)."""
    if year.start >= _AMENDED:
        return True
    return year == years[0] and year.start >= _FIRST_YEAR and year.end >= _EXTENDED


def _first(file: StatementsFile, year: FiscalYear) -> int | None:
    """Which layout of the file a year uses: the first that holds for its first day."""
    return next((at for at, x in enumerate(file.entries) if x.holds_for(year.start)), None)


def _chosen(
    entry: Layout,
    at: int,
    used: Sequence[FiscalYear],
    years: Sequence[FiscalYear],
    *,
    economic: bool,
    tags: Tags,
) -> list[PlacedLayout]:
    assert entry.layout is not None  # what is chosen has a name
    variants: dict[str, list[str]] = {}
    for year in used:
        amended = is_amended(year, years)
        name = variant_of(entry.layout, economic=economic, amended=amended)
        variants.setdefault(name, []).append(year.label)
    if not variants:
        variants[variant_of(entry.layout, economic=economic, amended=False)] = []
    return [
        PlacedLayout(_made(packaged_layout(name), entry, tags), at, tuple(labels), name)
        for name, labels in variants.items()
    ]


def _made(packaged: Layout, entry: Layout, tags: Tags) -> Layout:
    """A layout of the program with the tags and the changes of an association."""
    layout = set_apart(changed(packaged, entry, tags))
    return layout if entry.id else layout.altered(id=entry.layout)
