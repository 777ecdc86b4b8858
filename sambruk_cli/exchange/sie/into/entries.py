"""Records of a SIE file as text of Beancount's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sambruk_cli import sie
from sambruk_cli.exchange.sie import history
from sambruk_cli.exchange.sie.into.ids import Ids
from sambruk_cli.exchange.sie.into.names import beancount
from sambruk_cli.exchange.sie.into.opening_by_object import Standing
from sambruk_cli.money import ZERO, exact

Accounts = Mapping[str, str]  # number -> Beancount's name


@dataclass(frozen=True, slots=True)
class Names:
    """What accounts and objects of the file are called in the books."""

    accounts: Accounts
    ids: Ids


def open_text(opened: date, accounts: Iterable[tuple[str, str]]) -> str:
    """open directives of (Beancount's name, name in the file)."""
    return "".join(
        f"{opened} open {account} SEK\n  name: {beancount(name)}\n" for account, name in accounts
    )


def entry(
    day: date, text: str, meta: Iterable[tuple[str, str]], rows: Standing, names: Names
) -> str:
    """A transaction of one posting per account and objects; metadata as it is to be written."""
    head = f"{day} * {beancount(text)}\n"
    lines = [f"  {key}: {value}\n" for key, value in meta]
    for (number, objects), amount in sorted(rows.items()):
        lines.append(f"  {names.accounts[number]}  {exact(amount)} SEK\n")
        pairs = names.ids.metadata(objects)
        lines += [f"    {key}: {beancount(value)}\n" for key, value in pairs]
    return head + "".join(lines)


def voucher_text(voucher: sie.Voucher, ver: str, names: Names, *, renumbered: bool = False) -> str:
    """A voucher; rows added and removed afterwards are metadata of their own (§ 6, #BTRANS)."""
    lines = [f"{voucher.day} * {beancount(voucher.text)}\n", f'  ver: "{ver}"\n']
    if renumbered and voucher.number:
        lines.append(f"  sie-ver: {beancount(f'{voucher.series} {voucher.number}'.strip())}\n")
    if voucher.registered:
        lines.append(f"  registered: {voucher.registered}\n")
    if voucher.sign:
        lines.append(f"  sign: {beancount(voucher.sign)}\n")
    lines += [f"  {key}: {beancount(text)}\n" for key, text in history.entries(voucher)]
    for row in voucher.booked:
        lines.append(f"  {names.accounts[row.account]}  {exact(row.amount)} SEK\n")
        lines += [
            f"    {key}: {beancount(value)}\n" for key, value in names.ids.metadata(row.objects)
        ]
        if row.text:
            lines.append(f"    text: {beancount(row.text)}\n")
        if row.day:
            lines.append(f"    date: {row.day}\n")
        if row.quantity is not None:
            lines.append(f"    quantity: {row.quantity:f}\n")
        if row.sign:
            lines.append(f"    sign: {beancount(row.sign)}\n")
    return "".join(lines)


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
