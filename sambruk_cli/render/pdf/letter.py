"""Letters to members as PDF, invoices among them: head, address for a window, text, how to pay.

One template for all of them, and one compiler in a process: to make it takes longer than to set a
letter.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import typst

from sambruk_cli import formats
from sambruk_cli.document.figures import cell_text
from sambruk_cli.document.model import Heading, Paragraph, Table, with_keeping
from sambruk_cli.frozen import frozen
from sambruk_cli.language import Language
from sambruk_cli.messages import say
from sambruk_cli.receivables.invoice import InvoiceBuyer, InvoiceSeller
from sambruk_cli.render.pdf import PdfFault
from sambruk_cli.render.pdf.payment_slip import PaymentSlip, qr_pictures, slip_parts
from sambruk_cli.render.pdf.settable import settable

__all__ = ["Letter", "LetterBlock", "PaymentSlip", "letter_pdf", "plain_texts"]

# Archiving with files in it (ISO 19005-3, level A) and accessibility (ISO 14289-1) in one file.
STANDARDS: list[typst.PDFStandard] = ["a-3a", "ua-1"]

_MARK_SIZE = 1000  # points, for all letters of a mark across a page together
_MOST_MARK_SIZE = 105
_LONGEST = 30  # characters that are not broken: what has room beside a label
_MOST_LINES = 12  # of a table that is never broken
_MOST_KEPT = 10  # lines before its sums that are kept on their page


LetterBlock = Heading | Paragraph | Table


@frozen
class Letter:
    """A letter from the association. `heading` stands above it; `title` is that of the file.

    `facts` are what it is and what is said of it, in two columns. Headings in `blocks` are of level
    2, and sums in tables rows with the role "subtotal" or "total". `slip` stands last. A letter
    with a `mark` is none yet: the mark stands across each page and `notice`, its reason, at the
    head, and QR codes are left out, so that nobody pays by it. `xml` is the same letter for
    programs, attached to the file.
    """

    seller: InvoiceSeller
    buyer: InvoiceBuyer
    heading: str
    day: datetime.date
    language: Language
    facts: tuple[tuple[str, str], ...]
    blocks: tuple[LetterBlock, ...]
    slip: PaymentSlip | None = None
    title: str = ""
    mark: str = ""
    notice: str = ""
    xml: bytes = b""
    xml_name: str = ""


def letter_pdf(letter: Letter) -> bytes:
    """A letter, paged A4; the same letter is the same bytes.

    Raises:
      PdfFault: RPT513 on any error or warning of typst's.
    """
    document = settable(_document(letter), longest=_LONGEST)
    # Not among the texts: nothing may be put into a picture.
    slip = None if letter.mark else letter.slip
    document["pictures"] = qr_pictures(slip, letter.seller) if slip else []
    content = json.dumps(document, ensure_ascii=False)
    of = f"{letter.title or letter.heading}, {letter.buyer.name}"
    day = datetime.datetime.combine(letter.day, datetime.time(), datetime.UTC)
    try:
        pdf, warnings = _compiler().compile_with_warnings(
            _template(),
            format="pdf",
            sys_inputs={"data": content, "xml": letter.xml.decode("utf-8")},
            pdf_standards=STANDARDS,
            timestamp=int(day.timestamp()),
        )
    except typst.TypstError as error:
        raise PdfFault(str(error.diagnostic or error.message), of) from None
    if warnings:
        raise PdfFault("\n".join(str(warning.diagnostic) for warning in warnings), of)
    assert isinstance(pdf, bytes)  # PDF comes as one file
    return pdf


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(_template(), ignore_system_fonts=True)


@cache
def _template() -> bytes:
    return (files(__package__) / "letter.typ").read_bytes()


def address_lines(buyer: InvoiceBuyer, language: Language) -> list[str]:
    """The lines of the address window; the country only where it is another than Sweden."""
    is_abroad = buyer.country not in {"", "SE"}
    code = buyer.postal_code if is_abroad else _postal(buyer.postal_code)
    town = " ".join(part for part in (code, buyer.town) if part)
    country = formats.country(buyer.country, language).upper() if is_abroad else ""
    return [line for line in (buyer.name, *buyer.address, town, country) if line]


def _postal(code: str) -> str:
    """A Swedish postal code as it is written, 123 45."""
    return f"{code[:3]} {code[3:]}" if len(code) == 5 and code.isdigit() else code


def _document(letter: Letter) -> dict[str, Any]:
    language, seller = letter.language, letter.seller
    title = letter.title or letter.heading
    size = min(_MOST_MARK_SIZE, _MARK_SIZE // max(1, len(letter.mark)))
    half = (len(letter.facts) + 1) // 2
    return {
        "title": title,
        "heading": letter.heading,
        "association": seller.name,
        "description": f"{title}, {seller.name}",
        "running": f"{seller.name}, {title}",
        "language": language,
        "region": formats.LOCALES[language].partition("_")[2],
        "date": [letter.day.year, letter.day.month, letter.day.day],
        "words": {"page": say(language, "Page")},
        "mark": letter.mark,
        "mark_size": size,
        "notice": letter.notice,
        "recipient": address_lines(letter.buyer, language),
        "facts": [
            [list(fact) for fact in part] for part in (letter.facts[:half], letter.facts[half:])
        ],
        "foot": _foot(seller, language),
        "blocks": _blocks(letter),
        "slip": slip_parts(letter.slip, seller, language, is_preview=bool(letter.mark))
        if letter.slip
        else None,
        "attached": [
            {
                "name": letter.xml_name,
                "key": "xml",
                "type": "application/xml",
                "description": say(language, "The same invoice in Peppol BIS Billing 3 (UBL 2.1)"),
            }
        ]
        if letter.xml
        else [],
    }


def _foot(seller: InvoiceSeller, language: Language) -> list[list[str]]:
    """Three columns at the foot of each page: who, what it is registered as, how to reach it."""
    town = " ".join(part for part in (_postal(seller.postal_code), seller.town) if part)
    registered = (
        (say(language, "Organisation no."), seller.organisation_number),
        (say(language, "VAT no."), seller.vat_number),
        (say(language, "Registered office"), seller.seat),
    )
    reached = ((say(language, "Email"), seller.email), (say(language, "Phone"), seller.phone))
    columns = (
        [seller.name, *seller.address, town],
        [
            *(f"{label} {value}" for label, value in registered if value),
            *([say(language, "Approved for F-tax")] if seller.f_tax else []),
        ],
        [f"{label} {value}" for label, value in reached if value],
    )
    kept = ([line for line in column if line] for column in columns)
    return [column for column in kept if column]


def _blocks(letter: Letter) -> list[dict[str, Any]]:
    keeping = (keep for _, keep in with_keeping(letter.blocks))
    return [
        {**_block(block, letter.language), "keep": keep}
        for block, keep in zip(letter.blocks, keeping, strict=True)
    ]


def _block(block: LetterBlock, language: Language) -> dict[str, Any]:
    match block:
        case Heading():
            return {"type": "heading", "level": block.level, "text": block.text}
        case Paragraph():
            spans = [{"text": span.text, "style": span.style} for span in block.spans]
            return {"type": "paragraph", "spans": spans}
        case Table():
            return _table(block, language)


def _table(table: Table, language: Language) -> dict[str, Any]:
    texts = [index for index, column in enumerate(table.columns) if column.kind == "text"]
    rows = [
        [
            cell_text(cell, column, language)
            for cell, column in zip(row.cells, table.columns, strict=True)
        ]
        for row in table.rows
    ]
    lines = [max(len(cell) // 30 + 1 for cell in cells) for cells in rows]
    return {
        "type": "table",
        "wide": texts[0] if texts else -1,
        "breakable": sum(lines) > _MOST_LINES,
        "kept": _kept(table, lines) if sum(lines) > _MOST_LINES else 0,
        "columns": [
            {
                "title": column.title,
                "align": "right" if column.kind in {"amount", "count"} else "left",
            }
            for column in table.columns
        ],
        "rows": [
            {"role": row.role, "indent": row.indent, "cells": cells}
            for row, cells in zip(table.rows, rows, strict=True)
        ],
    }


def _kept(table: Table, lines: Sequence[int]) -> int:
    """The last rows that stay on one page: sums, and two rows before them if these are short."""
    sums = 0
    while sums < len(table.rows) and table.rows[-1 - sums].role in {"subtotal", "total"}:
        sums += 1
    kept = min(len(lines), sums + 2)
    return kept if sums and sum(lines[-kept:]) <= sums + _MOST_KEPT else 0


def plain_texts(texts: Sequence[str]) -> tuple[Paragraph, ...]:
    """Paragraphs of the texts that say something."""
    return tuple(Paragraph.of(text) for text in texts if text)
