"""sambruk cache"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import typer

from sambruk_cli.cache import discard, discard_all, kept_of
from sambruk_cli.console import options, printing, run
from sambruk_cli.document.model import Block, Column, Row, Table
from sambruk_cli.language import Language
from sambruk_cli.messages import say
from sambruk_cli.render.csv import table_csv
from sambruk_cli.render.markdown import blocks_markdown
from sambruk_cli.render.text import block_lines
from sambruk_cli.workspace import open_workspace


def cache(
    context: typer.Context,
    clear: Annotated[
        bool, typer.Option("--clear", help="Remove what is kept of this workspace.")
    ] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="With --clear: of every workspace.")
    ] = False,
    format_: options.FormatOption = options.Format.text,
    output: options.OutputOption = None,
) -> int:
    """Show or clear what is kept of the workspace between runs.

    It is kept in the user's cache folder, never in the workspace, and only makes answers
    quicker: any command gives the same without it.

    Example: sambruk cache --clear
    """
    settings = run.settings_of(context)
    facts: Mapping[str, str | int]
    if clear and everything:
        facts = discard_all()
    else:
        workspace = open_workspace(settings.root)
        facts = discard(workspace) if clear else kept_of(workspace, settings.terms.today)
    blocks, table = _shown(facts, settings.language)
    if format_ is options.Format.json:
        printing.emit(printing.to_json(facts), output)
    elif format_ is options.Format.csv:
        printing.emit(table_csv(table), output)
    elif format_ is options.Format.markdown:
        printing.emit(blocks_markdown(blocks, settings.language), output)
    else:
        printing.emit_lines(block_lines(blocks, settings.language), output)
    return run.OK


def _shown(facts: Mapping[str, str | int], language: Language) -> tuple[list[Block], Table]:
    names = {
        "file": say(language, "File"),
        "folder": say(language, "Folder"),
        "bytes": say(language, "Bytes"),
        "state": say(language, "State"),
        "vouchers_until": say(language, "Vouchers until"),
        "months": say(language, "Months"),
        "files": say(language, "Files"),
        "removed": say(language, "Removed"),
        "answers": say(language, "Answers"),
        "answer_bytes": say(language, "Bytes of answers"),
        "answers_removed": say(language, "Answers removed"),
    }
    states = {
        "empty": say(language, "nothing kept"),
        "current": say(language, "current"),
        "changed": say(language, "something has changed since"),
    }
    rows = tuple(
        Row((names[key], states.get(str(value), str(value)))) for key, value in facts.items()
    )
    flat = Table(
        "cache",
        (Column("", key="key"), Column("", key="value")),
        tuple(Row(x) for x in facts.items()),
    )
    return [Table("cache", (Column(""), Column("")), rows)], flat
