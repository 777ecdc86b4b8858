"""What Typer says of help and wrong usage, in the language of the user.

Typer writes its texts in English and, but for a few, asks no catalogue. They are recognised by
their form, so that nothing of Typer's is replaced; one that it says anew is printed as it is.
"""

from __future__ import annotations

import re
import sys
from functools import cache

from typer._click.exceptions import ClickException, NoArgsIsHelpError, UsageError

from sambruk_cli.language import Language
from sambruk_cli.messages import say
from sambruk_cli.render.lines import WIDTH
from sambruk_cli.render.printable import wrap

# Typer's own templates; a value may be another of these texts. The narrower stand first.
TEMPLATES = (
    "Usage: ",
    "Options",
    "Arguments",
    "Commands",
    "Show this message and exit.",
    "Install completion for the current shell.",
    "Show completion for the current shell, to copy it or customize the installation.",
    "{help}  [default: {default}]",
    "{help}  [required]",
    "{help}  [env var: {variable}]",
    "{name} (env var: {variable})",
    "Missing command.",
    "Missing argument {name}.",
    "Missing option {name}.",
    "No such command {name}. Did you mean {names}?",
    "No such command {name}.",
    "No such option: {name} (Possible options: {names})",
    "No such option: {name}",
    "Option {name} does not take a value.",
    "Option {name} requires an argument.",
    "Got unexpected extra argument(s) ({arguments})",
    "Invalid value for {name}: {message}",
    "Invalid value: {message}",
    "{value} is not one of {choices}.",
    "{value} does not match the formats '%Y-%m-%d'.",
    "{value} is not in the range {range}.",
    "{value} is not a valid int range.",
)


def in_language(text: str, language: Language) -> str:
    """A text of Typer's as the user reads it; unchanged where it is not known."""
    if language == "en":
        return text
    for template in TEMPLATES:
        found = _pattern(template).fullmatch(text)
        if found is not None:
            values = {
                name: in_language(value, language) for name, value in found.groupdict().items()
            }
            return say(language, template, **values)
    return text


def show_error(error: ClickException, language: Language) -> None:
    """Wrong usage on stderr: how the command is used, where its help is, and what is wrong."""
    if isinstance(error, NoArgsIsHelpError):
        error.show()  # the help, which is in the user's language already
        return
    lines = []
    context = error.ctx if isinstance(error, UsageError) else None
    if context is not None:
        option = context.help_option_names[-1]
        command = f"{context.command_path} {option}"
        lines += [
            context.get_usage(),
            *wrap(say(language, "Try '{command}' for help.", command=command), WIDTH, rest="  "),
            "",
        ]
    message = in_language(error.format_message(), language)
    said = say(language, "Error: {message}", message=message)
    lines += wrap(said, WIDTH, rest="  ")
    sys.stderr.write("\n".join([*lines, ""]))


@cache
def _pattern(template: str) -> re.Pattern[str]:
    """What a text looks like that was made from the template."""
    return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", re.escape(template)), re.DOTALL)
