"""sambruk payments"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sambruk_cli.console import options, printing, run
from sambruk_cli.console.progress import progress
from sambruk_cli.findings import errors
from sambruk_cli.messages import say


@run.command
def payments(
    context: typer.Context,
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="Files from the bank; their content says the form."),
    ],
    format_: options.FormatOption = options.Format.text,
    output: options.OutputOption = None,
) -> int:
    """Read and verify files from the bank, and list what has come in.

    camt.053, camt.054, BgMax, Swish reports and exports of accounts (CSV, XLSX). Files may
    overlap: the same money is counted once. Nothing is booked. Exit code 1: a file cannot be read,
    or does not add up.

    Example: sambruk payments camt054.xml -f csv
    """
    # A command's help does without.
    from sambruk_cli.views.payments import bank_files_read, payments_view

    session = run.open_register(context)
    language = session.terms.messages
    with progress(say(language, "Reading the file")):
        found = bank_files_read(session, files)
    if format_ is not options.Format.json and found.findings:
        printing.show_findings(found.findings, language, as_json=False)
    said = [item.as_json(language) for item in found.findings]
    printing.show(payments_view(session, found), format_, output, session.language, findings=said)
    return run.FINDINGS if errors(found.findings) else run.OK
