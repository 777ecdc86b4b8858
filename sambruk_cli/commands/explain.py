"""sambruk explain"""

from __future__ import annotations

from typing import Annotated

import typer

from sambruk_cli.console import completion, printing, run
from sambruk_cli.findings import NAMES


def explain(
    context: typer.Context,
    code: Annotated[
        str | None,
        typer.Argument(
            metavar="[CODE]", help="A check's code or name.", autocompletion=completion.codes
        ),
    ] = None,
) -> int:
    """Say what a check looks for and how to mend what it finds.

    Without CODE all codes are listed.

    Example: sambruk explain BOK204
    """
    from sambruk_cli.render.text import block_lines
    from sambruk_cli.views.check_page import check_blocks, code_named

    if code is None:
        printing.emit("".join(f"{key}  {name}\n" for key, name in NAMES.items()), None)
        return run.OK
    language = run.settings_of(context).terms.messages
    page = check_blocks(code_named(code), language)
    printing.emit_lines(block_lines(page, language), None)
    return run.OK
