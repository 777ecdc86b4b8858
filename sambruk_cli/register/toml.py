"""A TOML file of the workspace as plain values, with the line of every key."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from typing import Any

from sambruk_cli.findings import finding
from sambruk_cli.register.locate import Located, positions
from sambruk_cli.workspace import Unreadable, Workspace


def parse_toml(workspace: Workspace, file: str) -> tuple[dict[str, Any], Located]:
    """The values of a TOML file and where they stand.

    Raises:
      Unreadable: what Workspace.read_text raises, or WSP006 with the line of a syntax error.
    """
    text = workspace.read_text(file)
    try:
        values = tomllib.loads(text, parse_float=Decimal)
    except (ValueError, ArithmeticError, RecursionError) as error:
        at = re.search(r"\(at (?:line (\d+)|end of document)", str(error))
        line = int(at[1]) if at and at[1] else None
        what = re.sub(r" \(at .*\)$", "", str(error)).lower()
        if not isinstance(error, tomllib.TOMLDecodeError):
            what = "a number is too large, or tables are nested too deeply"
        elif line is None:
            line = text.count("\n") + 1
        raise Unreadable(
            finding(
                "WSP006",
                f"not valid TOML: {what}",
                file=file,
                line=line,
                hint='texts stand in "quotes", dates as 2007-04-23, lists in [brackets]',
            )
        ) from None
    return values, Located(file, positions(text))
