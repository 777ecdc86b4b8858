"""What is kept of a workspace from one run to the next.

Two layers: the ledger, which follows from the ledger's files and the fiscal years, and what the
checks have said, which follows from every file. Each carries the basis that it rests on; it is
used where that basis still stands, and made anew where not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from sambruk_cli.books.books import Books
from sambruk_cli.books.ledger import Ledger, Part
from sambruk_cli.books.months import Month
from sambruk_cli.books.standing import Standing
from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.cache import codec
from sambruk_cli.cache.place import digest_of
from sambruk_cli.cache.questions import Basis
from sambruk_cli.cache.store import Store
from sambruk_cli.findings import Finding, as_rows, from_rows
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen


@frozen
class Snapshot:
    """A workspace as it was.

    `read` is the basis of the ledger, `settings` that of the register, `checked` that of the
    checks; `reviews` are the checks' own records by fiscal year, in a form that only they read.
    `findings` is None where the checks were not all run.
    """

    years: tuple[FiscalYear, ...]
    ledger: Ledger
    read: Basis
    settings: Basis
    checked: Basis
    findings: tuple[Finding, ...] | None
    reviews: Mapping[str, Any]

    @property
    def digests(self) -> dict[str, str]:
        """SHA-256 of every file that went into it."""
        files = (basis.files for basis in (self.settings, self.read, self.checked))
        return {name: state.digest for found in files for name, state in found.items()}


class StoredMonth(Month):
    """A month whose vouchers and sums lie in the store until they are asked for."""

    def __init__(self, first: date, last: date, store: Store, digests: Mapping[str, str]) -> None:
        super().__init__(first, last)
        self.digests = digests
        self._store = store

    @cached_property
    def vouchers(self) -> tuple[Voucher, ...]:
        return codec.vouchers_in(self._store.part(self.digests["vouchers"]))

    @cached_property
    def standing(self) -> Standing:
        return codec.standing_in(self._store.part(self.digests["standing"]))

    @cached_property
    def owners(self) -> Mapping[str, str]:
        return dict(codec.load(self._store.part(self.digests["owners"])))


def keep(store: Store, snapshot: Snapshot) -> None:
    """Write a snapshot to the store; months that come from the store are there already."""
    parts: dict[str, bytes] = {}
    kept: set[str] = set()

    def put(content: bytes) -> str:
        digest = digest_of(content)
        parts[digest] = content
        return digest

    months = []
    for month in snapshot.ledger.books.months:
        if isinstance(month, StoredMonth):
            digests = month.digests
            kept.update(digests.values())
        else:
            digests = {
                "vouchers": put(codec.vouchers_out(month.vouchers)),
                "standing": put(codec.standing_out(month.standing)),
                "owners": put(codec.dump(month.owners)),
            }
        months.append([month.first.isoformat(), month.last.isoformat(), digests])
    ledger, books = snapshot.ledger, snapshot.ledger.books
    findings = snapshot.findings
    head = {
        "years": _years_out(snapshot.years),
        "accounts": codec.accounts_out(books.accounts.values()),
        "assertions": codec.assertions_out(books.assertions),
        "budgets": codec.budgets_out(books.budgets),
        "files": books.files,
        "months": months,
        "parts": [[p.file, _day_out(p.first), _day_out(p.last), p.is_plain] for p in ledger.parts],
        "said": put(codec.dump(as_rows(ledger.findings))),
        "read": snapshot.read.to_rows(),
        "settings": snapshot.settings.to_rows(),
        "checked": snapshot.checked.to_rows(),
        "findings": None if findings is None else put(codec.dump(as_rows(findings))),
        "reviews": put(codec.dump(snapshot.reviews)),
    }
    store.save(codec.dump(head), parts, kept)


def kept(store: Store) -> Snapshot | None:
    """The snapshot in the store, None where there is none.

    Raises:
      Damaged: when a part of it is missing.
    """
    content = store.head()
    if content is None:
        return None
    head = codec.load(content)

    def part(name: str) -> Any:
        return codec.load(store.part(head[name]))

    months = tuple(
        StoredMonth(date.fromisoformat(first), date.fromisoformat(last), store, digests)
        for first, last, digests in head["months"]
    )
    books = Books(
        codec.accounts_in(head["accounts"]),
        months,
        tuple(head["files"]),
        codec.assertions_in(head["assertions"]),
        codec.budgets_in(head["budgets"]),
    )
    parts = tuple(Part(f, _day_in(a), _day_in(b), plain) for f, a, b, plain in head["parts"])
    return Snapshot(
        years=_years_in(head["years"]),
        ledger=Ledger(books, from_rows(part("said")), parts),
        read=Basis.from_rows(head["read"]),
        settings=Basis.from_rows(head["settings"]),
        checked=Basis.from_rows(head["checked"]),
        findings=None if head["findings"] is None else from_rows(part("findings")),
        reviews=part("reviews"),
    )


def _years_out(years: Iterable[FiscalYear]) -> list[list[Any]]:
    return [[y.label, y.start.isoformat(), y.end.isoformat(), y.closed] for y in years]


def _years_in(rows: Iterable[Any]) -> tuple[FiscalYear, ...]:
    return tuple(
        FiscalYear(label, date.fromisoformat(start), date.fromisoformat(end), closed)
        for label, start, end, closed in rows
    )


def _day_out(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day_in(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
