"""Entries of a table that say what an earlier entry has said."""

from __future__ import annotations

from collections.abc import Sequence

from sambruk_cli.findings import Finding, finding
from sambruk_cli.register.locate import KeyPath, Located


def repeated(
    located: Located, table: KeyPath, names: Sequence[str | None], key: str | None = None
) -> list[Finding]:
    """A finding for each entry of a table that says what an earlier one has said.

    Args:
      names: None for an entry that has none.
      key: the key that the names stand under, where they stand under one.
    """
    first: dict[str, int] = {}
    findings = []
    for index, name in enumerate(names):
        if name is None:
            continue
        if name in first:
            findings.append(_repeated(located, table, (first[name], index), name, key))
        first.setdefault(name, index)
    return findings


def _repeated(
    located: Located, table: KeyPath, pair: tuple[int, int], name: str, key: str | None
) -> Finding:
    at = () if key is None else (key,)
    earlier, later = (located.line(*table, index, *at) for index in pair)
    assert earlier is not None  # what has been read has lines
    file = located.file
    if key is None:
        return finding("REG103", name=name, earlier=earlier, file=file, line=later)
    return finding("REG103.key", key=key, name=name, earlier=earlier, file=file, line=later)
