"""The empty Word document: its styles, lists and settings stand as XML in word/."""

from __future__ import annotations

import io
from importlib.resources import files

import docx
from docx.document import Document

from sambruk_cli.language import Language
from sambruk_cli.render.office.archive import pack
from sambruk_cli.render.office.front import language_tag

_PARTS = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package_rels.xml",
    "word/document.xml": "document.xml",
    "word/_rels/document.xml.rels": "document_rels.xml",
    "word/styles.xml": "styles.xml",
    "word/numbering.xml": "numbering.xml",
    "word/settings.xml": "settings.xml",
    "word/fontTable.xml": "fonts.xml",
    "word/theme/theme1.xml": "theme.xml",
}


def empty_document(language: Language) -> Document:
    """A document without content, A4, in a language."""
    folder = files(__package__) / "word"
    tag = language_tag(language).encode()
    parts = {
        part: (folder / file).read_bytes().replace(b'"LANGUAGE"', b'"' + tag + b'"')
        for part, file in _PARTS.items()
    }
    return docx.Document(io.BytesIO(pack(parts)))
