"""A section of the pack: a document to read, its tables to reckon with, and further files."""

from __future__ import annotations

from sambruk_cli.document.model import Block, Table
from sambruk_cli.frozen import frozen


@frozen
class ExtraFile:
    """A file that is neither the section's document nor one of its tables.

    `name` has no folder; `about` says in a few words what it is.
    """

    name: str
    content: bytes
    about: str


@frozen
class Section:
    """One part of the pack, in the language of the association's reports.

    `key` names it in JSON, in no language. `about` is one sentence for the index. `blocks` are what
    the PDF holds below the title, `tables` the sheets that the section has in the workbook, whose
    captions name them; a row there is a record, without headings and totals of groups. Without
    blocks there is no PDF. `notes` are sentences on what an auditor should look at first, for the
    index. Where there is nothing to show, `nothing` says why.
    """

    key: str
    title: str
    about: str
    blocks: tuple[Block, ...] = ()
    tables: tuple[Table, ...] = ()
    files: tuple[ExtraFile, ...] = ()
    notes: tuple[str, ...] = ()
    nothing: str = ""
