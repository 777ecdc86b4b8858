"""What has come into a closed year without changing a figure that was signed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from sambruk_cli.books.books import Books
from sambruk_cli.books.documents import document_entries
from sambruk_cli.books.vouchers import Posting, Voucher, registered_on
from sambruk_cli.findings import Finding, finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.money import ZERO
from sambruk_cli.session import Session

_WORDS = frozenset({"text", "note"})  # metadata that says nothing of what is moved

# Words of one who turns or corrects something and says so.
_CORRECTS = re.compile(
    r"rätt|korr|makul|annul|stryk|storn|ångra|återf|återb|återl|retur|revers|vänd|omför|omboka"
    r"|correct|cancel|void|refund|repa(?:y|id)",
    re.IGNORECASE,
)

Sums = Mapping[tuple[Any, ...], Decimal]  # kronor by account and metadata


def check_closed(
    session: Session, vouchers: Sequence[Voucher], year: FiscalYear
) -> Iterator[Finding]:
    """Vouchers of a closed year that nothing else would tell of.

    They move nothing, alone or in pairs, or are numbered after the closing voucher or entered after
    the report was signed.
    """
    layout = session.register.layout_for(year)
    if not year.closed or layout is None:
        return
    books, closing = session.books, layout.closing_account
    for voucher in vouchers:
        if _moves_nothing(voucher):
            ver = voucher.ver or ""
            yield finding("BOK243", ver=ver, year=year.label, file=voucher.file, line=voucher.line)
    yield from _after_closing(books, vouchers, year, closing)
    signed = _signed_on(session, year)
    if signed is not None:
        late = [v for v in vouchers if "registered" in v.meta and not books.is_on(v, closing)]
        yield from _late(late, year, signed)
    for day, of_day in groupby(vouchers, key=lambda v: v.date):
        turnover: dict[Decimal, list[Voucher]] = {}
        for voucher in of_day:
            turnover.setdefault(voucher.turnover, []).append(voucher)
        for alike in turnover.values():
            if len(alike) > 1:
                told = [v for v in alike if not books.is_on(v, closing)]
                yield from _pairs(books, told, year, is_last=day == year.end)


def _sums(voucher: Voucher) -> Sums:
    """What a voucher moves, by account and by all metadata that says more than words."""
    sums: dict[tuple[Any, ...], Decimal] = {}
    for posting in voucher.postings:
        key = _key(posting)
        sums[key] = sums.get(key, ZERO) + posting.amount
    return sums


def _key(posting: Posting) -> tuple[Any, ...]:
    said = ((key, str(value)) for key, value in posting.meta.items() if key not in _WORDS)
    return posting.account, *sorted(said)


def _signed_on(session: Session, year: FiscalYear) -> date | None:
    """The day after which nothing of a year may change: the board has signed, or it is audited."""
    association = session.register.association
    for report in association.reports if association else ():
        if report.year == year.label:
            return report.signed_on or report.auditors_report_on
    return None


def _late(vouchers: Sequence[Voucher], year: FiscalYear, signed: date) -> Iterator[Finding]:
    for voucher in vouchers:
        day = registered_on(voucher)
        if day is not None and day > signed:
            yield finding(
                "BOK260",
                ver=voucher.ver or "",
                registered=day,
                year=year.label,
                signed=signed,
                file=voucher.file,
                line=voucher.line,
            )


def _pairs(
    books: Books, vouchers: Sequence[Voucher], year: FiscalYear, *, is_last: bool
) -> Iterator[Finding]:
    """Two vouchers of one day that say nothing of each other and together move nothing.

    Money that goes from one account of money to another and back within a day is change for a
    sale, say; on the last day of the year it is looked at all the same.
    """
    waiting: dict[frozenset[tuple[Any, ...]], list[Voucher]] = {}
    for voucher in vouchers:
        sums = {key: amount for key, amount in _sums(voucher).items() if amount}
        if not sums or _explains(voucher):
            continue
        if not is_last and all(books.number(key[0]).startswith("19") for key in sums):
            continue
        turned = waiting.get(frozenset((key, -amount) for key, amount in sums.items()))
        if not turned:
            waiting.setdefault(frozenset(sums.items()), []).append(voucher)
            continue
        other = turned.pop(0)
        if _names_one(voucher) and _names_one(other):
            continue
        yield finding(
            "BOK261",
            ver=voucher.ver or "",
            other=other.ver or "",
            year=year.label,
            file=voucher.file,
            line=voucher.line,
        )


def _names_one(voucher: Voucher) -> bool:
    return any(entry.value for entry in document_entries(voucher.meta))


def _explains(voucher: Voucher) -> bool:
    """Whether a voucher says that it corrects or turns another."""
    said = (voucher.text, voucher.payee or "", *(p.tag("text") or "" for p in voucher.postings))
    return "corrects" in voucher.meta or any(map(_CORRECTS.search, said))


def _moves_nothing(voucher: Voucher) -> bool:
    """Whether amounts cancel out account by account; a voucher of noughts alone is a voided one."""
    has_amount = any(posting.amount for posting in voucher.postings)
    return has_amount and not any(_sums(voucher).values())


def _after_closing(
    books: Books, vouchers: Sequence[Voucher], year: FiscalYear, account: str
) -> Iterator[Finding]:
    """Vouchers with a number after that of the last one on the closing account, in its series."""
    last: dict[str, tuple[int, str]] = {}
    for voucher in vouchers:
        parts = voucher.series_and_number
        if parts and books.is_on(voucher, account):
            last[parts[0]] = max(last.get(parts[0], (0, "")), (parts[1], voucher.ver or ""))
    for voucher in vouchers if last else ():
        parts = voucher.series_and_number
        if parts and parts[0] in last and parts[1] > last[parts[0]][0]:
            yield finding(
                "BOK244",
                ver=voucher.ver or "",
                closing=last[parts[0]][1],
                year=year.label,
                file=voucher.file,
                line=voucher.line,
            )
