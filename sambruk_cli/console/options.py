"""Options and arguments that several commands share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sambruk_cli.cache import Call
from sambruk_cli.console import completion
from sambruk_cli.language import Language
from sambruk_cli.terms import Terms

if TYPE_CHECKING:
    from sambruk_cli.cache import Recording
    from sambruk_cli.register.masks import Masks


class Format(StrEnum):
    """The forms in which a command prints data."""

    text = "text"
    markdown = "markdown"
    json = "json"
    csv = "csv"


class DiffFormat(StrEnum):
    """The forms in which it is said what has changed."""

    text = "text"
    markdown = "markdown"
    json = "json"


class FindingsFormat(StrEnum):
    """The forms that findings are printed in."""

    text = "text"
    json = "json"
    github = "github"
    sarif = "sarif"


class ChangeFormat(StrEnum):
    """The forms in which a command says what it would change, or has changed."""

    text = "text"
    json = "json"


@dataclass(slots=True)
class Settings:
    """What was said before the command's name.

    `call` is the command as it was typed, where its answer may be kept; `recording` what the
    workspace is read through, once it is opened. `names` is whether names of private members are
    shown; `masks` keep them out of findings once the workspace is read.
    """

    root: Path | None
    terms: Terms
    cache: bool = True
    call: Call | None = None
    recording: Recording | None = None
    names: bool = False
    masks: Masks | None = None

    @property
    def language(self) -> Language:
        return self.terms.language


ChangeFormatOption = Annotated[
    ChangeFormat, typer.Option("--format", "-f", help="Form of the output.")
]
WriteOption = Annotated[bool, typer.Option("--write", help="Write the files.")]
YearArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="[YEAR]",
        help="Label of the fiscal year; by default the last one in the books.",
        autocompletion=completion.years,
    ),
]
PeriodOption = Annotated[
    str | None,
    typer.Option(
        "--period",
        "-p",
        metavar="PERIOD",
        help="Part of the year: 2007-03, 2007-Q2, 2007-03..2007-05 or two dates.",
    ),
]
DayOption = Annotated[
    datetime | None,
    typer.Option(
        "--on", formats=["%Y-%m-%d"], metavar="DATE", help="The day; by default the year's last."
    ),
]
StandingDayOption = Annotated[
    datetime | None,
    typer.Option(
        "--on",
        formats=["%Y-%m-%d"],
        metavar="DATE",
        help="The day; by default today, or the last of the books' last year where that is before.",
    ),
]
FormatOption = Annotated[Format, typer.Option("--format", "-f", help="Form of the output.")]
OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to a file instead of the terminal."),
]
