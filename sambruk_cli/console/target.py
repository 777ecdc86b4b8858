"""The file that -o names: its suffix says the form, and it is none of what was read."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sambruk_cli.console.options import DiffFormat, FindingsFormat, Format, Settings
from sambruk_cli.files.marker import MARKER
from sambruk_cli.findings import Stop, finding

if TYPE_CHECKING:
    import typer

    from sambruk_cli.workspace import Workspace

_SOURCES = ("config", "ledger")  # folders of a workspace in which all is the user's own

# The suffixes of the files of each form; a file without suffix is text.
_SUFFIXES: Mapping[object, Mapping[str, StrEnum]] = {
    Format: {
        "": Format.text,
        ".txt": Format.text,
        ".md": Format.markdown,
        ".json": Format.json,
        ".csv": Format.csv,
    },
    DiffFormat: {
        "": DiffFormat.text,
        ".txt": DiffFormat.text,
        ".md": DiffFormat.markdown,
        ".json": DiffFormat.json,
    },
    FindingsFormat: {
        "": FindingsFormat.text,
        ".txt": FindingsFormat.text,
        ".json": FindingsFormat.json,
        ".sarif": FindingsFormat.sarif,
    },
}
# Of SIE files: as a program writes them, as it reads them, and as some call both. Some programs
# have suffixes of their own, so only those that say something else are refused.
SIE_SUFFIXES = (".se", ".si", ".sie")
_OTHERS = frozenset(
    {".csv", ".docx", ".htm", ".html", ".json", ".md", ".ods", ".pdf", ".txt", ".xls", ".xlsx"}
)


def fitted_output(arguments: Mapping[str, Any]) -> dict[str, StrEnum]:
    """The form that the suffix of the -o of a command asks for, where --format does not say one.

    Raises:
      Stop: USE905 for a suffix that is none, USE907 where the file is one of the workspace's own.
    """
    context, output = arguments.get("context"), arguments.get("output")
    if context is None or output is None or str(output) == "-":
        return {}
    settings = context.find_object(Settings)
    _refuse_in_sources(output, settings.root if settings is not None else None)
    given = arguments.get("format_")
    forms = _SUFFIXES.get(type(given))
    if forms is None or _is_said(context):
        return {}
    form = forms.get(output.suffix.lower())
    if form is None:
        known = tuple(sorted(filter(None, forms)))
        raise Stop(finding("USE905.suffix_of_file", suffix=output.suffix, known=known))
    return {"format_": form}


def refuse_other_than_sie(output: Path | None) -> None:
    """See to it that a SIE file is not called by the suffix of something else.

    Raises:
      Stop: USE905.
    """
    if output is not None and output.suffix.lower() in _OTHERS:
        raise Stop(finding("USE905.suffix_of_sie", suffix=output.suffix, known=SIE_SUFFIXES))


def refuse_source(output: Path | None, workspace: Workspace) -> None:
    """See to it that a file to be written is none that has been read.

    Raises:
      Stop: USE907.
    """
    if output is None or str(output) == "-":
        return
    read = {os.path.realpath(workspace.root / name) for name in workspace.digests}
    if os.path.realpath(output) in read:
        raise Stop(finding("USE907", path=str(output)))


def refuse_same(output: Path | None, source: Path) -> None:
    """See to it that a file to be written is not the one that a command reads.

    Raises:
      Stop: USE907.
    """
    if output is not None and os.path.realpath(output) == os.path.realpath(source):
        raise Stop(finding("USE907", path=str(output)))


def _refuse_in_sources(output: Path, named: Path | None) -> None:
    root = named or _nearest_root()
    if root is None:
        return
    target = Path(os.path.realpath(output))
    for name in _SOURCES:
        if target.is_relative_to(os.path.realpath(root / name)):
            raise Stop(finding("USE907.folder", path=str(output), folder=name))


def _nearest_root() -> Path | None:
    """The folder of the workspace upward from here; None where the command will find none."""
    with suppress(OSError):
        here = Path.cwd()
        return next((f for f in (here, *here.parents) if (f / MARKER).exists()), None)
    return None


def _is_said(context: typer.Context) -> bool:
    """Whether the form was named on the command line."""
    source = context.get_parameter_source("format_")
    return source is not None and source.name == "COMMANDLINE"
