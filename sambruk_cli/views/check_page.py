"""What `sambruk explain` shows: the page of a check, in the language of the user."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from sambruk_cli.document.model import Block
from sambruk_cli.findings import NAMES, Stop, finding, nearest
from sambruk_cli.language import Language
from sambruk_cli.report.narrative import markdown_blocks


def code_named(text: str) -> str:
    """The code of a check, from its code or its name in any letters.

    Raises:
      Stop: USE905 with the nearest code or name.
    """
    by_name = {name: code for code, name in NAMES.items()}
    code = by_name.get(text.lower(), text.upper())
    if code not in NAMES:
        near = nearest(text.upper(), NAMES) or nearest(text.lower(), by_name)
        raise Stop(finding("USE905.check", name=text, hint=near))
    return code


def check_blocks(code: str, language: Language) -> tuple[Block, ...]:
    """A check's page as a document."""
    return tuple(markdown_blocks(check_page(code, language)))


def check_page(code: str, language: Language) -> str:
    """The Markdown of a check's page."""
    page = f"{code}.md" if language == "en" else f"{language}/{code}.md"
    packaged = files("sambruk_cli") / "pages" / "checks" / page
    if packaged.is_file():  # in an installed package
        return packaged.read_text("utf-8")
    return (Path(__file__).parents[2] / "docs" / "checks" / page).read_text("utf-8")
