"""sambruk cache"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from sambruk_cli.cache.program import program_key
from sambruk_cli.cache.store import Store, cache_folder
from sambruk_cli.console import options, printing, run
from sambruk_cli.document.model import Block, Column, Row, Table
from sambruk_cli.language import Language, pick
from sambruk_cli.opening.reading import workspace_state
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
    folder = cache_folder()
    if clear and everything:
        stores = sorted(folder.glob("*.sqlite"))
        removed = sum(Store.at(path).discard() for path in stores)
        facts: dict[str, Any] = {"folder": str(folder), "removed": removed}
    else:
        workspace = open_workspace(settings.root)
        store = Store(workspace.root, program_key())
        if clear:
            facts = {"file": str(store.path), "removed": int(store.discard())}
        else:
            facts = {
                "file": str(store.path),
                "bytes": _size(store.path),
                **workspace_state(workspace),
            }
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


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _shown(facts: dict[str, Any], language: Language) -> tuple[list[Block], Table]:
    names = {
        "file": pick(language, "Fil", "File"),
        "folder": pick(language, "Mapp", "Folder"),
        "bytes": pick(language, "Byte", "Bytes"),
        "state": pick(language, "Läge", "State"),
        "vouchers_until": pick(language, "Verifikationer till och med", "Vouchers until"),
        "months": pick(language, "Månader", "Months"),
        "files": pick(language, "Filer", "Files"),
        "removed": pick(language, "Borttagna", "Removed"),
    }
    states = {
        "empty": pick(language, "inget sparat", "nothing kept"),
        "current": pick(language, "aktuellt", "current"),
        "changed": pick(language, "något har ändrats sedan", "something has changed since"),
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
