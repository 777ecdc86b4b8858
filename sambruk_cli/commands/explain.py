"""sambruk explain"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from sambruk_cli.console import completion, printing, run
from sambruk_cli.findings import NAMES, Stop, did_you_mean, finding


def explain(
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
    from sambruk_cli.render.lines import Line
    from sambruk_cli.render.text import block_lines
    from sambruk_cli.report.narrative import markdown_blocks

    if code is None:
        printing.emit_lines([Line(f"{key}  {name}") for key, name in NAMES.items()], None)
        return run.OK
    by_name = {name: key for key, name in NAMES.items()}
    wanted = by_name.get(code.lower(), code.upper())
    if wanted not in NAMES:
        known = {**{key: key for key in NAMES}, **by_name}
        near = did_you_mean(wanted, known) or did_you_mean(code.lower(), by_name)
        raise Stop(
            finding(
                "USE905", f'no check is called "{code}"', hint=near or "sambruk explain lists all"
            )
        )
    printing.emit_lines(block_lines(markdown_blocks(page(wanted)), "en"), None)
    return run.OK


def page(code: str) -> str:
    """The page of a check: beside the code in an installed package, in docs/ in a checkout."""
    packaged = files("sambruk_cli") / "pages" / "checks" / f"{code}.md"
    if packaged.is_file():
        return packaged.read_text("utf-8")
    checkout = Path(__file__).parents[2] / "docs" / "checks" / f"{code}.md"
    return checkout.read_text("utf-8")
