"""The journal (grundbok, BFL 5:1): every voucher of the year in the order that it was entered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sambruk_cli.audit.section import Section
from sambruk_cli.audit.year import AuditYear
from sambruk_cli.books.documents import document_entries
from sambruk_cli.books.vouchers import Posting, Voucher, registered_on
from sambruk_cli.document.cell import Cell
from sambruk_cli.document.model import Block, Column, Paragraph, Row, Table
from sambruk_cli.document.records import without_empty
from sambruk_cli.messages import say, say_count
from sambruk_cli.report.book_tables import account_cell, journal_table

_TAGS = ("member", "counterparty", "invoice", "project", "grant")


def journal_section(year: AuditYear) -> Section:
    """Every voucher in order of registration, with its postings."""
    language = year.language
    title = say(language, "Journal")
    about = say(language, "Every voucher in the order that it was entered, with its postings.")
    vouchers = in_order_entered(year.vouchers)
    if not vouchers:
        nothing = say(language, "No vouchers on these days.")
        return Section("journal", title, about, nothing=nothing)
    blocks: list[Block] = [Paragraph.of(_how_entered(year, vouchers))]
    names = year.register.party_names()
    blocks.append(journal_table(vouchers, year.books, language, names))
    return Section("journal", title, about, tuple(blocks), (_records(year, vouchers, title),))


def in_order_entered(vouchers: Sequence[Voucher]) -> list[Voucher]:
    """Vouchers by the day that they were entered, then by series and number, then as they stand.

    A voucher that does not say when it was entered counts as entered on its own day.
    """

    def rank(voucher: Voucher) -> tuple[date, str, int]:
        series, number = voucher.series_and_number or ("", 0)
        return registered_on(voucher) or voucher.date, series, number

    return sorted(vouchers, key=rank)


def _how_entered(year: AuditYear, vouchers: Sequence[Voucher]) -> str:
    """How many vouchers say on which day they were entered."""
    language = year.language
    stated = sum(1 for voucher in vouchers if registered_on(voucher) is not None)
    every = say_count(language, len(vouchers), "1 voucher.", "{number} vouchers.")
    if stated == len(vouchers):
        return f"{every} {say(language, 'All say on which day they were entered.')}"
    if not stated:
        none = say(
            language, "None says on which day it was entered; each stands on the day it is of."
        )
        return f"{every} {none}"
    said = say(
        language,
        "{number} say on which day they were entered (registered); the others stand on the day of "
        "what they record.",
        number=stated,
    )
    return f"{every} {said}"


def _records(year: AuditYear, vouchers: Sequence[Voucher], title: str) -> Table:
    """A row for each posting, with what its voucher says."""
    language = year.language
    columns = (
        Column(say(language, "Registered"), "date"),
        Column(say(language, "Date"), "date"),
        Column("Ver"),
        Column(say(language, "Text")),
        Column(say(language, "Account")),
        Column(say(language, "Debit"), "amount", 2),
        Column(say(language, "Credit"), "amount", 2),
        Column(say(language, "Member")),
        Column(say(language, "Counterparty")),
        Column(say(language, "Invoice")),
        Column(say(language, "Project")),
        Column(say(language, "Grant")),
        Column(say(language, "Document")),
        Column(say(language, "Corrects")),
        Column(say(language, "File")),
        Column(say(language, "Line"), "count", note=True),
    )
    rows = tuple(
        _row(year, voucher, posting) for voucher in vouchers for posting in voucher.postings
    )
    return without_empty(Table("journal", columns, rows, title))


def _row(year: AuditYear, voucher: Voucher, posting: Posting) -> Row:
    amount = posting.amount
    cells: tuple[Cell, ...] = (
        registered_on(voucher),
        voucher.date,
        voucher.ver or "",
        voucher.description,
        account_cell(posting.account, year.books),
        amount if amount > 0 else None,
        -amount if amount < 0 else None,
        *(posting.tag(key) or "" for key in _TAGS),
        _documents(posting.meta) or _documents(voucher.meta),
        str(voucher.meta.get("corrects", "")),
        voucher.file,
        posting.line,
    )
    return Row(cells)


def _documents(meta: Mapping[str, Any]) -> str:
    """What the metadata of a voucher or posting names as documents."""
    named = (entry.value for entry in document_entries(meta))
    return "; ".join(str(value) for value in named if value is not None)
