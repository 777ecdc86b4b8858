"""The files of a new workspace as templates, in the language that the user reads."""

from __future__ import annotations

from importlib.resources import files
from string import Template

from sambruk_cli.language import Language

REPORT = "report"


def template(folder: Language | str, name: str, /, **values: str) -> str:
    """A file of the templates, with values in the place of $names.

    Raises:
      KeyError: when a value is missing (a fault of ours).
    """
    text = files(__name__.rpartition(".")[0]).joinpath("templates", folder, name).read_text("utf-8")
    return Template(text).substitute(values)


def chapters() -> tuple[str, ...]:
    """The names of the chapters of a report, in order."""
    folder = files(__name__.rpartition(".")[0]).joinpath("templates", REPORT)
    return tuple(sorted(file.name for file in folder.iterdir() if file.name[0].isdigit()))
