"""The text of a note, from the year's folder."""

from __future__ import annotations

from sambruk_cli.document.model import Block
from sambruk_cli.files.errors import Unreadable
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.language import Language
from sambruk_cli.register.year_files import folder_of, translated
from sambruk_cli.report.narrative import markdown_blocks
from sambruk_cli.workspace import Workspace


def note_text(workspace: Workspace, year: FiscalYear, name: str, language: Language) -> list[Block]:
    """The text of a note, in English from the file that ends in .en.md where there is one.

    Nothing where it cannot be read, which checks.reports says.
    """
    file = f"config/report/{folder_of(year.label)}/{name}"
    try:
        return markdown_blocks(workspace.read_text(translated(workspace, file, language)))
    except Unreadable:
        return []
