"""What `sambruk explain` shows: the page of a check, in the language of the user."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from sambruk_cli.findings import NAMES, Stop, finding, nearest
from sambruk_cli.language import Language


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


def check_page(code: str, language: Language) -> str:
    """The Markdown of a check's page; English where there is no Swedish one."""
    pages = [f"{code}.md"] if language == "en" else [f"{language}/{code}.md", f"{code}.md"]
    packaged = files("sambruk_cli") / "pages" / "checks"
    for page in pages:
        found = packaged / page  # in an installed package
        if found.is_file():
            return found.read_text("utf-8")
    checkout = Path(__file__).parents[2] / "docs" / "checks"
    return next(p for page in pages if (p := checkout / page).is_file()).read_text("utf-8")
