"""How a voucher is entered: finished, with words, and no earlier than what it records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sambruk_cli.books.dimensions import as_written
from sambruk_cli.books.vouchers import Voucher, registered_on
from sambruk_cli.findings import Finding, finding


def check_entries(vouchers: Sequence[Voucher]) -> Iterator[Finding]:
    """What a voucher says of itself (BFL 5:6-7)."""
    for voucher in vouchers:
        file, line = voucher.file, voucher.line
        if voucher.flag == "!":
            yield finding("BOK230", file=file, line=line)
        if not _says_something(voucher):
            yield finding("BOK231", file=file, line=line)
        if "registered" in voucher.meta:
            day = registered_on(voucher)
            if day is None:
                written = as_written(voucher.meta["registered"])
                yield finding("BOK232.no_date", written=written, file=file, line=line)
            elif day < voucher.date:
                yield finding("BOK232", registered=day, day=voucher.date, file=file, line=line)


def _says_something(voucher: Voucher) -> bool:
    """Whether payee, text or the text of a posting say what a voucher is about."""
    if _is_word(voucher.text) or _is_word(voucher.payee):
        return True
    texts = (posting.tag(key) for posting in voucher.postings for key in ("text", "note"))
    return any(map(_is_word, texts))


def _is_word(text: str | None) -> bool:
    """Whether a text has a letter or digit: "-" and "." fill a field and say nothing."""
    return text is not None and any(map(str.isalnum, text))
