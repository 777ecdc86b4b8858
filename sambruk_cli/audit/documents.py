"""The documents of vouchers (BFL 5:7): those that are copied, missing, or kept as papers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sambruk_cli.audit.named_documents import DocumentState, VoucherDocument
from sambruk_cli.audit.section import Section
from sambruk_cli.audit.year import AuditYear
from sambruk_cli.books.events import is_with_others, says_of_what
from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.document.cell import Shown
from sambruk_cli.document.model import Block, Column, Heading, Paragraph, Row, Table
from sambruk_cli.language import Language
from sambruk_cli.messages import say, say_count, say_in

# More vouchers without a document than this are counted in the PDF, and listed in the workbook.
_MOST_LISTED = 300


def documents_section(year: AuditYear) -> Section:
    """Which voucher has which document, and which has none."""
    language, vouchers = year.language, year.vouchers
    title = say(language, "Documents")
    about = say(
        language,
        "The documents that vouchers name, with their SHA-256; those that are missing; vouchers "
        "that name none.",
    )
    if not vouchers:
        nothing = say(language, "No vouchers on these days.")
        return Section("documents", title, about, nothing=nothing)
    named = year.documents
    copied = [each for each in named if each.state is DocumentState.COPIED]
    missing = [each for each in named if each.is_missing]
    papers = [each for each in named if each.state is DocumentState.ELSEWHERE]
    with_any = {each.voucher for each in named}
    bare = [v for n, v in enumerate(vouchers) if n not in with_any and not v.is_opening]
    without = [v for v in bare if is_with_others(year.books, v) and not says_of_what(v)]
    others = len(bare) - len(without)
    blocks: list[Block] = [_counts(year, copied, missing, papers, without, others)]
    tables: list[Table] = []
    for heading, table in (
        (say(language, "Missing documents"), _missing(year, vouchers, missing)),
        (say(language, "Copied documents"), _copied(year, vouchers, copied)),
        (say(language, "Papers and addresses"), _papers(year, vouchers, papers)),
    ):
        if table.rows:
            blocks += [Heading(2, heading), table]
            tables.append(table)
    if without:
        table = _without(year, without)
        heading = say(language, "Vouchers that name no document")
        blocks += [Heading(2, heading), _shortened(table, language)]
        tables.append(table)
    notes = []
    if missing:
        notes.append(
            say_count(
                language,
                len(missing),
                "1 document that a voucher names is missing.",
                "{number} documents that vouchers name are missing.",
            )
        )
    if without:
        notes.append(
            say_count(
                language,
                len(without),
                "1 voucher names no document.",
                "{number} vouchers name no document.",
            )
        )
    return Section("documents", title, about, tuple(blocks), tuple(tables), notes=tuple(notes))


def documents_folder(language: Language) -> str:
    """The folder of the pack that documents are copied to."""
    return say_in(language, "folder of an audit", "documents")


def _counts(
    year: AuditYear,
    copied: Sequence[VoucherDocument],
    missing: Sequence[VoucherDocument],
    papers: Sequence[VoucherDocument],
    without: Sequence[Voucher],
    others: int,
) -> Table:
    """How many there are of each; `others` are vouchers that are asked for none (BOK268)."""
    language = year.language
    rows = (
        (say(language, "Vouchers of the year"), len(year.vouchers)),
        (say(language, "Documents that are files, copied to the pack"), len(copied)),
        (say(language, "Documents that are missing or cannot be copied"), len(missing)),
        (say(language, "References to papers and addresses"), len(papers)),
        (say(language, "Vouchers that name no document"), len(without)),
        (
            say(
                language,
                "Others that name none: invoices, corrections, reconstructed, of the closing",
            ),
            others,
        ),
    )
    columns = (
        Column(say(language, "Documents of vouchers")),
        Column(say_in(language, "how many", "Number"), "count"),
    )
    return Table("document_counts", columns, tuple(Row(row) for row in rows))


def _copied(
    year: AuditYear, vouchers: Sequence[Voucher], found: Sequence[VoucherDocument]
) -> Table:
    language = year.language
    folder = documents_folder(language)
    columns = (
        Column("Ver"),
        Column(say(language, "Date"), "date"),
        Column(say(language, "File")),
        Column(say(language, "Bytes"), "count"),
        Column("SHA-256"),
    )
    rows = tuple(
        Row(
            (
                vouchers[each.voucher].ver or "",
                vouchers[each.voucher].date,
                f"{folder}/{each.name}",
                each.size,
                each.digest,
            )
        )
        for each in found
    )
    return Table("documents", columns, rows, say(language, "Copied documents"))


def _missing(
    year: AuditYear, vouchers: Sequence[Voucher], found: Sequence[VoucherDocument]
) -> Table:
    language = year.language
    why = {
        DocumentState.MISSING: say_in(language, "document", "is not there"),
        DocumentState.LINK: say_in(language, "document", "is a symbolic link, or below one"),
        DocumentState.OUTSIDE: say_in(language, "document", "leads out of the workspace"),
        DocumentState.FOLDER: say_in(language, "document", "is a folder"),
        DocumentState.UNREADABLE: say_in(language, "document", "cannot be read"),
        DocumentState.NO_TEXT: say_in(language, "document", "is no text"),
    }
    columns = (
        *_voucher_columns(language),
        Column(say(language, "Document")),
        Column(say(language, "Why")),
    )
    rows = tuple(
        Row(
            (
                *_voucher(vouchers[each.voucher]),
                each.text,
                Shown(why[each.state], each.state.value),
            )
        )
        for each in found
    )
    return Table("missing_documents", columns, rows, say(language, "Missing documents"))


def _papers(
    year: AuditYear, vouchers: Sequence[Voucher], found: Sequence[VoucherDocument]
) -> Table:
    language = year.language
    columns = (*_voucher_columns(language), Column(say(language, "Document")))
    rows = tuple(Row((*_voucher(vouchers[each.voucher]), each.text)) for each in found)
    return Table("papers", columns, rows, say(language, "Papers and addresses"))


def _without(year: AuditYear, found: Sequence[Voucher]) -> Table:
    language = year.language
    columns = (*_voucher_columns(language), Column(say(language, "Amount"), "amount", 2))
    rows = tuple(Row((*_voucher(voucher), voucher.turnover)) for voucher in found)
    return Table("no_document", columns, rows, say(language, "Without document"))


def _voucher_columns(language: Language) -> tuple[Column, ...]:
    return (
        Column("Ver"),
        Column(say(language, "Date"), "date"),
        Column(say(language, "Text")),
    )


def _voucher(voucher: Voucher) -> tuple[str, date, str]:
    return voucher.ver or "", voucher.date, voucher.description


def _shortened(table: Table, language: Language) -> Block:
    if len(table.rows) <= _MOST_LISTED:
        return table
    said = say_count(
        language,
        len(table.rows),
        "1 voucher; it is listed in the workbook.",
        "{number} vouchers; they are listed in the workbook.",
    )
    return Paragraph.of(said)
