"""Questions on the terminal, on stderr; nobody is asked in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable

import typer

from sambruk_cli.language import Language
from sambruk_cli.messages import Message, say

# Why an answer will not do, None where it will.
Fits = Callable[[str], Message | str | None]
_YES = frozenset({"j", "ja", "y", "yes"})


def may_ask() -> bool:
    """Whether there is somebody to ask."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def answer(option: str, question: str, language: Language, fits: Fits = lambda text: None) -> str:
    """What the user answers to a question.

    Args:
      option: that would have said it.
      fits: why an answer will not do, None where it will; then it is asked again, as it is where
        nothing is answered.
    Raises:
      BadParameter: when there is nobody to ask, or the terminal is closed.
    """
    if not may_ask():
        said = say(language, "say it with {option}; there is no terminal to ask on", option=option)
        raise typer.BadParameter(said, param_hint=option)
    while (text := _fitting(question, language, fits)) == "":
        sys.stderr.write(f"  {say(language, 'this must be answered; Ctrl-C ends the program')}\n")
    if text is None:
        raise typer.BadParameter(say(language, "nothing was answered"), param_hint=option)
    return text


def answer_or(
    question: str, otherwise: str, language: Language, fits: Fits = lambda text: None
) -> str:
    """What the user answers, or what holds where nothing is answered or there is nobody to ask.

    Args:
      fits: as `answer`.
    """
    if not may_ask():
        return otherwise
    asked = f"{question} [{otherwise}]" if otherwise else question
    return _fitting(asked, language, fits) or otherwise


def agreed(question: str) -> bool:
    """Whether the user says yes, in either language."""
    return may_ask() and (_asked(question) or "").casefold() in _YES


def _fitting(question: str, language: Language, fits: Fits) -> str | None:
    """An answer that will do, "" where nothing is answered; None where the terminal is closed."""
    while text := _asked(question):
        why = fits(text)
        if why is None:
            break
        sys.stderr.write(f"  {why if isinstance(why, str) else why.text(language)}\n")
    return text


def _asked(question: str) -> str | None:
    """The line that is typed, None at the end of what is typed."""
    sys.stderr.write(f"{question}: ")
    sys.stderr.flush()
    line = sys.stdin.readline()
    return line.strip() if line else None
