"""Entries of a table that say what an earlier entry has said."""

from __future__ import annotations

from collections.abc import Sequence

from sambruk_cli.findings import Finding, finding
from sambruk_cli.register.locate import Located, Path


def repeated(
    located: Located, table: Path, names: Sequence[str], key: str | None = None
) -> list[Finding]:
    """A finding for each entry of a table that says what an earlier one has said.

    Args:
      key: the key that the names stand under, where they stand under one.
    """
    at = () if key is None else (key,)
    what = "" if key is None else f"the {key} "
    first: dict[str, int] = {}
    findings = []
    for index, name in enumerate(names):
        if name in first:
            findings.append(
                finding(
                    "REG103",
                    f'{what}"{name}" stands already on line '
                    f"{located.line(*table, first[name], *at)}",
                    file=located.file,
                    line=located.line(*table, index, *at),
                    hint=f"every {key or 'entry'} once: remove one of the two, or tell them apart",
                )
            )
        first.setdefault(name, index)
    return findings
