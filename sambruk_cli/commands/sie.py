"""sambruk sie check"""

# What reads SIE is loaded by the function that needs it, not by the help of the group.

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sambruk_cli.commands.sie_export import export
from sambruk_cli.commands.sie_import import import_
from sambruk_cli.console import options, printing, run, target
from sambruk_cli.console.progress import progress
from sambruk_cli.findings import errors
from sambruk_cli.messages import say

sie = typer.Typer(
    name="sie",
    no_args_is_help=True,
    help="Write, read and check SIE files, by which Swedish accounting programs exchange books.\n\n"
    "Example: sambruk sie check bokforing.se",
)


@sie.callback()
def _group() -> None:
    """Every command of the group takes files of type 1 to 4."""


@sie.command("check")
@run.command
def check(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A SIE file, of any type.")],
    format_: Annotated[
        options.FindingsFormat, typer.Option("--format", "-f", help="Form of the output.")
    ] = options.FindingsFormat.text,
    output: options.OutputOption = None,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings count as errors.")] = False,
) -> int:
    """Check a SIE file, all faults at once.

    Records, their order and form, vouchers, balances and checksum are held against SIE 4B and
    against each other. No workspace is needed; nothing is changed. Exit code 0: no errors;
    1: errors (with --strict, warnings too); 2: there is no such file to read.

    Example: sambruk sie check bokforing.se
    """
    from sambruk_cli.exchange.sie.findings import MOST_BYTES, sie_findings
    from sambruk_cli.files.disk import open_ordinary

    language = run.settings_of(context).terms.messages
    target.refuse_same(output, file)
    with (
        open_ordinary(file, MOST_BYTES) as stream,
        progress(say(language, "Checking")),
    ):
        findings = sie_findings(stream, str(file))
    printing.list_findings(findings, language, format_, output)
    return run.FINDINGS if (findings if strict else errors(findings)) else run.OK


sie.command("export")(run.command(export))
sie.command("import")(run.command(import_))
