"""What `sambruk log` is asked about: a member, an account or a voucher, of now or of before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sambruk_cli.books.vouchers import account_parts, series_and_number
from sambruk_cli.diff.subjects import Subject
from sambruk_cli.findings import Stop, finding, nearest
from sambruk_cli.opening.history import HistoryReader
from sambruk_cli.register.members import Member
from sambruk_cli.register.register import Register

_OF_YEAR = re.compile(r"(.+?)[ :/-]?([A-ZÅÄÖ]{1,3}[1-9][0-9]{0,8})")


def subject_of(name: str, reader: HistoryReader) -> Subject:
    """What a name stands for: a member's id, name or number; an account; a voucher.

    Members and accounts are those of the commit that is checked out, else those of before.

    Raises:
      Stop: USE905 where it is the name of nothing.
    """
    register = reader.versions.register(reader.newest)
    found = next(filter(None, _named(name, register.members, reader.accounts())), None)
    if found is None and (found := _voucher(name, register)) is not None:
        return found
    if found is None:
        members = (member for each in reader.registers() for member in each.members)
        found = next(filter(None, _named(name, members, reader.all_accounts())), None)
    if found is None:
        hint = nearest(name, _known(register, reader))
        raise Stop(finding("USE905.of_log", name=name, hint=hint))
    return found if found.kind != "member" else _masked(found, reader)


def _masked(subject: Subject, reader: HistoryReader) -> Subject:
    return Subject("member", subject.id, reader.masks.text(subject.title))


def _named(
    name: str, members: Iterable[Member], accounts: Iterable[str]
) -> Iterator[Subject | None]:
    """The member with an id, else the account with a number, before any other name of the two."""
    wanted, people, chart = name.casefold(), list(members), list(accounts)
    yield next((_of(each) for each in people if each.id == wanted), None)
    parts = {account: account_parts(account) for account in chart}
    for account, (number, label) in parts.items():
        if name in (number, account):
            yield Subject("account", number or account, f"{number or ''} {label}".strip())
    for member in people:
        known = (member.number, member.name, member.organisation_number)
        if wanted in {text.casefold() for text in known if text is not None}:
            yield _of(member)
    for account, (number, label) in parts.items():
        if wanted == label.casefold():
            yield Subject("account", number or account, f"{number or ''} {label}".strip())


def _of(member: Member) -> Subject:
    return Subject("member", member.id, member.name)


def _voucher(name: str, register: Register) -> Subject | None:
    """A number such as A12, or one with the label of its fiscal year before it: 2007 A12."""
    if series_and_number(name) is not None:
        return Subject("voucher", name, name)
    found = _OF_YEAR.fullmatch(name)
    if found is None or register.year(found[1]) is None:
        return None
    return Subject("voucher", found[2], f"{found[1]} {found[2]}", found[1])


def _known(register: Register, reader: HistoryReader) -> Iterator[str]:
    """What can be asked about, but for names of private members."""
    for member in register.members:
        yield member.id
        if member.id not in reader.masks.hidden:
            yield from filter(None, (member.name, member.number))
    for account in reader.accounts():
        number, label = account_parts(account)
        yield from filter(None, (number, label))
