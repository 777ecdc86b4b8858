"""Vouchers that have come, gone or changed, as tables for people."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.diff.fields import FieldChange, text_of
from sambruk_cli.diff.vouchers import ChangedVoucher, PostingChange, name_of_key
from sambruk_cli.document.cell import Shown
from sambruk_cli.document.model import Column, Row, Table
from sambruk_cli.formats import amount as amount_text
from sambruk_cli.language import Language
from sambruk_cli.messages import say, say_in


def title_of(voucher: Voucher) -> str:
    """Number, day and words of a voucher in one line."""
    words = (voucher.ver or "", voucher.date.isoformat(), voucher.description)
    return " ".join(word for word in words if word)


def voucher_table(
    vouchers: Sequence[Voucher], account: Callable[[str], str], language: Language
) -> Table:
    """Vouchers with what they and their postings say besides, and their postings.

    Args:
      account: gives what an account is called, by its name in the books.
    """
    columns = (
        Column(say(language, "Voucher, account")),
        Column(say(language, "Amount"), "amount", 2),
    )
    rows: list[Row] = []
    for voucher in vouchers:
        rows.append(Row((title_of(voucher), None), "heading"))
        rows += _meta_rows(voucher.meta, indent=1)
        for posting in voucher.postings:
            shown = Shown(account(posting.account), posting.account)
            rows.append(Row((shown, posting.amount), indent=1))
            rows += _meta_rows(posting.meta, indent=2)
    return Table("vouchers", columns, tuple(rows))


def _meta_rows(meta: Mapping[str, Any] | None, indent: int) -> Iterator[Row]:
    """Metadata as it is written, but for the number, which stands in the heading."""
    for key, value in (meta or {}).items():
        if key != "ver":
            yield Row((f"{name_of_key(key)}: {text_of(value) or ''}", None), indent=indent)


def changes_table(
    vouchers: Sequence[ChangedVoucher], account: Callable[[str], str], language: Language
) -> Table:
    """Vouchers that have changed, with what they said and say.

    Args:
      account: as `voucher_table`.
    """
    columns = (
        Column(say(language, "Voucher, what is changed")),
        Column(say_in(language, "version", "Before")),
        Column(say_in(language, "version", "After")),
    )
    rows: list[Row] = []
    for change in vouchers:
        rows.append(Row((title_of(change.after), "", ""), "heading"))
        rows += [_field_row(field, language) for field in change.fields]
        for posting in change.postings:
            rows += _posting_rows(posting, account, language)
    return Table("vouchers_changed", columns, tuple(rows))


def _field_row(field: FieldChange, language: Language, indent: int = 1) -> Row:
    return Row((field_name(field.field, language), *sides_of(field, language)), indent=indent)


def _posting_rows(
    posting: PostingChange, account: Callable[[str], str], language: Language
) -> Iterator[Row]:
    amounts = (
        "" if kr is None else amount_text(kr, language, decimals=2)
        for kr in (posting.before, posting.after)
    )
    yield Row((Shown(account(posting.account), posting.account), *amounts), indent=1)
    for field in posting.fields:
        yield _field_row(field, language, indent=2)


def sides_of(field: FieldChange, language: Language) -> tuple[str, str]:
    """What a field said and says; of a private member only that it is another."""
    if field.hidden:
        said = say(language, "(not shown)")
        return said, said
    return field.before or "", field.after or ""


def field_name(field: str, language: Language) -> str:
    """What people call a field of a voucher; a key of metadata is called what it is."""
    match field:
        case "date":
            return say(language, "Date")
        case "ver":
            return say_in(language, "voucher", "Number")
        case "payee":
            return say_in(language, "voucher", "Payee")
        case "text":
            return say_in(language, "voucher", "Text")
        case "flag":
            return say_in(language, "voucher", "Mark")
    return field
