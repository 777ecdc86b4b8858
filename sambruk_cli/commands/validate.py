"""sambruk validate"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sambruk_cli.console import completion, options, printing, run, target
from sambruk_cli.findings import Finding, Severity, Stop, errors, standing
from sambruk_cli.messages import say
from sambruk_cli.session import known_year
from sambruk_cli.workspace import Workspace

if TYPE_CHECKING:
    from sambruk_cli.fiscal import FiscalYear
    from sambruk_cli.register.register import Register
    from sambruk_cli.session import Session


def validate(
    context: typer.Context,
    year: Annotated[
        str | None,
        typer.Argument(
            metavar="[YEAR]",
            help="Label of a fiscal year; by default all of them.",
            autocompletion=completion.years,
        ),
    ] = None,
    format_: Annotated[
        options.FindingsFormat, typer.Option("--format", "-f", help="Form of the output.")
    ] = options.FindingsFormat.text,
    output: options.OutputOption = None,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings count as errors.")] = False,
    fix: Annotated[
        bool,
        typer.Option(
            "--fix",
            help="Show how keys of older forms are written in the new one (REG127); with --write, "
            "write it.",
        ),
    ] = False,
    write: Annotated[bool, typer.Option("--write", help="Write what --fix shows.")] = False,
) -> int:
    """Check books and register, all faults at once.

    Without YEAR every fiscal year is checked. Exit code 0: no errors; 1: errors (with
    --strict, warnings too, but for reminders of dues); 2: something cannot be read at all.

    Example: sambruk validate 2007 --strict
    """
    if fix or write:
        if not fix or output is not None:
            said = say(
                run.settings_of(context).terms.messages, "--write goes with --fix, not with -o"
            )
            raise typer.BadParameter(said)
        # Validating pays for nothing that edits.
        from sambruk_cli.commands.validate_fixing import run_fix

        return run_fix(context, write=write, format_=format_)
    try:
        workspace, findings, readable = _check(context, year)
    except Stop as error:
        workspace, findings, readable = None, error.findings, False
    language = run.settings_of(context).terms.messages
    if workspace is not None:
        target.refuse_source(output, workspace)
    printing.list_findings(findings, language, format_, output, workspace)
    if not readable:
        return run.USAGE
    strictly = [f for f in standing(findings) if not f.is_reminder]
    counted = strictly if strict else errors(findings)
    return run.FINDINGS if counted else run.OK


def _check(
    context: typer.Context, label: str | None
) -> tuple[Workspace | None, tuple[Finding, ...], bool]:
    settings = run.settings_of(context)

    def years_of(register: Register) -> tuple[FiscalYear, ...]:
        if register.association is None:
            return register.years
        return (known_year(register, label or ""),)

    doing = say(settings.terms.messages, "Checking")
    session = run.checked_session(settings, doing, years_of if label is not None else None)
    return (
        session.workspace,
        session.findings,
        session.ledger is not None and not _unreadable(session),
    )


def _unreadable(session: Session) -> bool:
    """Whether a file of config/ could not be read at all, so that much was not checked."""
    return any(
        item.severity is Severity.ERROR
        and item.code.startswith("WSP")
        and (item.file or "").startswith("config/")
        for item in session.findings
    )
