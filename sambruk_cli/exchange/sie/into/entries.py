"""Records of a SIE file as text of Beancount's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal

from sambruk_cli import sie
from sambruk_cli.books.vouchers import VOIDED
from sambruk_cli.edits.vouchers import Meta, NewPosting, Pairs, quoted, voucher_text
from sambruk_cli.exchange.sie import history
from sambruk_cli.exchange.sie.into.by_object import SumsByObject
from sambruk_cli.exchange.sie.into.register_ids import Ids
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.money import ZERO, exact

Accounts = Mapping[str, str]  # number -> Beancount's name


@frozen
class Names:
    """What accounts and objects of the file are called in the books."""

    accounts: Accounts
    ids: Ids


def open_text(opened: date, accounts: Iterable[tuple[str, str]]) -> str:
    """open directives of (Beancount's name, name in the file)."""
    return "".join(
        f"{opened} open {account} SEK\n  name: {quoted(name)}\n" for account, name in accounts
    )


def entry(day: date, text: str, meta: Pairs, rows: SumsByObject, names: Names) -> str:
    """A transaction of one posting per account and objects."""
    postings = (
        NewPosting(names.accounts[number], amount, names.ids.metadata(objects))
        for (number, objects), amount in sorted(rows.items())
    )
    return voucher_text(day, text, meta, postings)


def sie_entry(
    voucher: sie.Voucher,
    ver: str,
    names: Names,
    *,
    renumbered: bool = False,
    within: FiscalYear | None = None,
) -> str:
    """A voucher; rows added and removed afterwards are metadata of their own (§ 6, #BTRANS).

    One without rows that count keeps its number, and is marked as voided.

    Args:
      within: the year whose series the number is of. A voucher of another day, which has no row
        that counts, is booked within it and keeps its day as metadata.
    """
    day = voucher.day
    meta: list[tuple[str, Meta]] = [("ver", ver)]
    if renumbered and voucher.number:
        meta.append(("sie-ver", f"{voucher.series} {voucher.number}".strip()))
    if within is not None and day not in within:
        day = within.start if day < within.start else within.end
        meta.append((history.DAY, voucher.day))
    if voucher.registered:
        meta.append(("registered", voucher.registered))
    if voucher.sign:
        meta.append(("sign", voucher.sign))
    rows = voucher.booked
    if not rows:
        meta.append((VOIDED, True))
    meta += history.entries(voucher)
    return voucher_text(day, voucher.text, meta, _postings(rows, names))


def _postings(rows: Iterable[sie.Row], names: Names) -> Iterator[NewPosting]:
    for row in rows:
        meta: list[tuple[str, Meta]] = []
        if row.objects:
            meta += names.ids.metadata(row.objects)
        if row.text:
            meta.append(("text", row.text))
        if row.day:
            meta.append(("date", row.day))
        if row.quantity is not None:
            meta.append(("quantity", row.quantity))
        if row.sign:
            meta.append(("sign", row.sign))
        yield NewPosting(names.accounts[row.account], row.amount, meta)


def assertions(day: date, balances: Mapping[str, Decimal], accounts: Accounts) -> str:
    """balance directives at the start of a day."""
    return "".join(
        f"{day} balance {accounts[number]} {exact(amount)} SEK\n"
        for number, amount in balances.items()
        if number in accounts
    )


def budgets(rows: Iterable[sie.Balance], accounts: Accounts) -> str:
    """#PBUDGET as Fava's budget directives: kronor a month, and nought after the last month."""
    found: dict[str, dict[date, Decimal]] = {}
    for balance in rows:
        if balance.account in accounts:
            month = date(int(balance.period[:4]), int(balance.period[4:6]), 1)
            of = found.setdefault(balance.account, {})
            of[month] = sie.exact_sum([of.get(month, ZERO), balance.amount])
    lines = []
    for number in sorted(found):
        months = found[number]
        ends = {_following(month) for month in months} - months.keys()
        for month in sorted({*months, *ends}):
            amount = exact(months.get(month, ZERO))
            lines.append(f'{month} custom "budget" {accounts[number]} "monthly" {amount} SEK\n')
    return "".join(lines)


def _following(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)
