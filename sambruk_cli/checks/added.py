"""What has come into a closed year without changing a figure that was signed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from sambruk_cli.books.books import Books
from sambruk_cli.books.vouchers import Posting, Voucher
from sambruk_cli.checks.entry import registered_on
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


def check_added(
    session: Session, vouchers: Sequence[Voucher], year: FiscalYear
) -> Iterator[Finding]:
    """Vouchers of a closed year entered after its report was signed, and pairs that cancel."""
    layout = session.register.layout_for(year)
    if not year.closed or layout is None:
        return
    books, closing = session.books, layout.closing_account
    signed = _signed_on(session, year)
    if signed is not None:
        late = [v for v in vouchers if "registered" in v.meta and not _is_on(books, v, closing)]
        yield from _late(late, year, signed)
    for day, of_day in groupby(vouchers, key=lambda v: v.date):
        turnover: dict[Decimal, list[Voucher]] = {}
        for voucher in of_day:
            debit = sum((p.amount for p in voucher.postings if p.amount > 0), ZERO)
            turnover.setdefault(debit, []).append(voucher)
        for alike in turnover.values():
            if len(alike) > 1:
                told = [v for v in alike if not _is_on(books, v, closing)]
                yield from _pairs(books, told, year, is_last=day == year.end)


def sums_of(voucher: Voucher) -> Sums:
    """What a voucher moves, by account and by all metadata that says more than words."""
    sums: dict[tuple[Any, ...], Decimal] = {}
    for posting in voucher.postings:
        key = _key(posting)
        sums[key] = sums.get(key, ZERO) + posting.amount
    return sums


def _key(posting: Posting) -> tuple[Any, ...]:
    said = ((key, str(value)) for key, value in posting.meta.items() if key not in _WORDS)
    return posting.account, *sorted(said)


def _is_on(books: Books, voucher: Voucher, account: str) -> bool:
    """Whether a voucher is on an account: what books the result may be entered after signing."""
    return any(books.number(posting.account) == account for posting in voucher.postings)


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
        sums = {key: amount for key, amount in sums_of(voucher).items() if amount}
        if not sums or _explains(voucher):
            continue
        if not is_last and all(books.number(key[0]).startswith("19") for key in sums):
            continue
        turned = waiting.get(frozenset((key, -amount) for key, amount in sums.items()))
        if not turned:
            waiting.setdefault(frozenset(sums.items()), []).append(voucher)
            continue
        other = turned.pop(0)
        if voucher.meta.get("document") and other.meta.get("document"):
            continue
        yield finding(
            "BOK261",
            ver=voucher.ver or "",
            other=other.ver or "",
            year=year.label,
            file=voucher.file,
            line=voucher.line,
        )


def _explains(voucher: Voucher) -> bool:
    """Whether a voucher says that it corrects or turns another."""
    said = (voucher.text, voucher.payee or "", *(p.tag("text") or "" for p in voucher.postings))
    return "corrects" in voucher.meta or any(map(_CORRECTS.search, said))
