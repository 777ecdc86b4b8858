"""Books and findings as JSON and back: plain data, every amount and day as text.

What is read back is equal to what was written: read(write(x)) == x.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sambruk_cli.books.dimensions import PostingKey
from sambruk_cli.books.standing import Standing, Tally
from sambruk_cli.books.vouchers import Account, Assertion, Budget, Posting, Voucher

_TEXT = (str, bool, type(None))


def dump(value: Any) -> bytes:
    """A value of lists, dictionaries, texts and numbers as bytes."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )


def load(content: bytes) -> Any:
    """The value again."""
    return json.loads(content.decode("utf-8", "surrogatepass"))


def _meta_out(meta: Mapping[str, Any]) -> Any:
    """Metadata; as a list of typed values where they are not all texts and truths."""
    if not meta:
        return 0
    for value in meta.values():
        if type(value) is not str and not isinstance(value, _TEXT):
            return [[k, _kind(v), _plain(v)] for k, v in meta.items()]
    return meta


def _kind(value: Any) -> str:
    return "d" if isinstance(value, date) else "n" if isinstance(value, Decimal) else ""


def _plain(value: Any) -> Any:
    return value if isinstance(value, _TEXT) else str(value)


def _meta_in(meta: Any) -> dict[str, Any]:
    if not isinstance(meta, list):
        return meta or {}
    return {key: _typed(kind, value) for key, kind, value in meta}


def _typed(kind: str, value: Any) -> Any:
    return date.fromisoformat(value) if kind == "d" else Decimal(value) if kind == "n" else value


class _Numbers(dict[str, int]):
    """Names numbered in the order in which they are first asked for."""

    def __missing__(self, name: str) -> int:
        self[name] = number = len(self)
        return number


def vouchers_out(vouchers: Sequence[Voucher]) -> bytes:
    """Vouchers, with days, accounts, currencies and files named once each."""
    names = _Numbers()
    rows = [
        [
            names[v.date.isoformat()],
            v.ver,
            v.text,
            v.payee,
            names[v.file],
            v.line,
            _meta_out(v.meta),
            v.flag,
            [
                [names[account], str(amount), names[currency], line, _meta_out(meta)]
                for account, amount, currency, line, meta in v.postings
            ],
        ]
        for v in vouchers
    ]
    return dump([list(names), rows])


def vouchers_in(content: bytes) -> tuple[Voucher, ...]:
    """Vouchers again."""
    names, rows = load(content)
    days: dict[int, date] = {}
    amounts: dict[str, Decimal] = {}
    new = tuple.__new__
    found = []
    for day, ver, text, payee, file, line, meta, flag, postings in rows:
        if day not in days:
            days[day] = date.fromisoformat(names[day])
        read = []
        for account, amount, currency, at, about in postings:
            kronor = amounts.get(amount)
            if kronor is None:
                kronor = amounts[amount] = Decimal(amount)
            row = (names[account], kronor, names[currency], at, _meta_in(about))
            read.append(new(Posting, row))
        about = _meta_in(meta)
        head = (days[day], ver, text, payee, tuple(read), names[file], line, about, flag)
        found.append(new(Voucher, head))
    return tuple(found)


def standing_out(standing: Standing) -> bytes:
    """A standing."""
    tallies = [
        [*of, str(tally.amount), tally.number, tally.first, tally.note, tally.noted]
        for of, tally in standing.tallies.items()
    ]
    unpaid = [[*item, str(amount)] for item, amount in standing.unpaid.items()]
    return dump([tallies, unpaid, standing.postings])


def standing_in(content: bytes) -> Standing:
    """A standing again."""
    tallies, unpaid, postings = load(content)
    of = len(PostingKey._fields)
    return Standing(
        {PostingKey._make(row[:of]): Tally(Decimal(row[of]), *row[of + 1 :]) for row in tallies},
        {(party, invoice): Decimal(amount) for party, invoice, amount in unpaid},
        postings,
    )


def accounts_out(accounts: Iterable[Account]) -> list[list[Any]]:
    """Accounts as rows."""
    return [
        [a.name, a.number, a.label, a.opened.isoformat(), a.file, a.line, str(a.leeway)]
        for a in accounts
    ]


def accounts_in(rows: Iterable[Sequence[Any]]) -> dict[str, Account]:
    """Accounts again."""
    return {
        name: Account(name, number, label, date.fromisoformat(opened), file, line, Decimal(leeway))
        for name, number, label, opened, file, line, leeway in rows
    }


def assertions_out(assertions: Iterable[Assertion]) -> list[list[Any]]:
    """Balance directives as rows."""
    return [
        [a.account, a.date.isoformat(), str(a.amount), a.currency, a.file, a.line]
        for a in assertions
    ]


def assertions_in(rows: Iterable[Sequence[Any]]) -> tuple[Assertion, ...]:
    """Balance directives again."""
    return tuple(
        Assertion(account, date.fromisoformat(day), Decimal(amount), currency, file, line)
        for account, day, amount, currency, file, line in rows
    )


def budgets_out(budgets: Iterable[Budget]) -> list[list[Any]]:
    """Budgets as rows."""
    return [
        [b.account, b.date.isoformat(), b.interval, str(b.amount), b.file, b.line, b.project]
        for b in budgets
    ]


def budgets_in(rows: Iterable[Sequence[Any]]) -> tuple[Budget, ...]:
    """Budgets again."""
    return tuple(
        Budget(account, date.fromisoformat(day), interval, Decimal(amount), file, line, project)
        for account, day, interval, amount, file, line, project in rows
    )
