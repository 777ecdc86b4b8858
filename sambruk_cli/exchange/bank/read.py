"""A bank file, read as what it holds: names of files say nothing."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from sambruk_cli.exchange.bank import bgmax, swish
from sambruk_cli.exchange.bank.camt.read import read_camt
from sambruk_cli.exchange.bank.export.layouts import LAYOUTS, ExportLayout
from sambruk_cli.exchange.bank.export.read import read_export
from sambruk_cli.exchange.bank.model import BankFile
from sambruk_cli.exchange.bank.xml import is_xml
from sambruk_cli.files.disk import open_ordinary
from sambruk_cli.files.errors import Unreadable
from sambruk_cli.findings import Finding, finding

MOST_BYTES = 50 << 20
_OLDER_EXCEL = b"\xd0\xcf\x11\xe0"
_HTML = re.compile(rb"<(!doctype )?html|<table", re.IGNORECASE)
_LOOKED = ("camt.053", "camt.054", "BgMax", "Swish", "Bankgirot")


def read_bank_files(
    paths: Iterable[Path], layouts: Sequence[ExportLayout] = LAYOUTS
) -> tuple[tuple[BankFile, ...], tuple[Finding, ...]]:
    """The files that can be read, in the order of their names, and why the others cannot.

    Args:
      layouts: of exports that can be read.
    """
    files: list[BankFile] = []
    faults: list[Finding] = []
    for path in sorted(dict.fromkeys(paths)):
        try:
            files.append(read_bank_file(path, layouts))
        except Unreadable as unreadable:
            faults += unreadable.findings
    return tuple(files), tuple(faults)


def read_bank_file(path: Path, layouts: Sequence[ExportLayout] = LAYOUTS) -> BankFile:
    """What a file says.

    Raises:
      Unreadable: WSP002 when it cannot be opened, BNK801 when its form is unknown, BNK802 when it
        is broken; TAB701 and TAB703 of tables.
    """
    with open_ordinary(path, MOST_BYTES) as stream:
        content = stream.read()
    return replace(read_content(content, str(path), layouts), digest=sha256(content).hexdigest())


def read_content(content: bytes, file: str, layouts: Sequence[ExportLayout] = LAYOUTS) -> BankFile:
    """What the bytes of a file say; raises as `read_bank_file`."""
    if not content.strip():
        raise Unreadable(finding("BNK801.empty", file=file))
    if _HTML.search(content[:2000]):
        raise Unreadable(finding("BNK801.web", file=file))
    if is_xml(content):
        return read_camt(content, file)
    first = content[:200].removeprefix(codecs.BOM_UTF8).decode("latin-1")
    if first.startswith(bgmax.START):
        return bgmax.read_bgmax(content, file)
    if swish.START.match(first):
        return swish.read_swish(content, file)
    if content.startswith(_OLDER_EXCEL):
        raise Unreadable(finding("TAB701.older", file=file))
    found = read_export(content, file, layouts)
    if found is not None:
        return found
    looked = tuple(dict.fromkeys((*_LOOKED, *(layout.bank for layout in layouts))))
    raise Unreadable(finding("BNK801", looked=looked, file=file))
