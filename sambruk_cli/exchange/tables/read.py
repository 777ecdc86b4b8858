"""A file that another program has exported, read as what its first bytes say it is."""

from __future__ import annotations

from pathlib import Path

from sambruk_cli.exchange.tables.delimited import read_delimited
from sambruk_cli.exchange.tables.sheet import ImportSheet
from sambruk_cli.exchange.tables.workbook import read_workbook
from sambruk_cli.files.disk import open_ordinary
from sambruk_cli.files.errors import Unreadable
from sambruk_cli.findings import finding

MOST_BYTES = 50 << 20


def read_table(path: Path) -> ImportSheet:
    """The rows of a CSV or XLSX file.

    Raises:
      Unreadable: WSP002 when it cannot be opened, TAB701 and TAB703 when it is no table to read.
    """
    file = str(path)
    with open_ordinary(path, MOST_BYTES) as stream:
        content = stream.read()
    if content.startswith(b"PK"):
        sheet = read_workbook(content, file)
    elif content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(finding("TAB701.older", file=file))
    else:
        sheet = read_delimited(content, file)
    if not sheet.rows:
        raise Unreadable(finding("TAB701.empty", file=file))
    return sheet
