"""The accounts, years and days that vouchers on what is owed may be booked on, and their payees."""

from __future__ import annotations

from datetime import date

from sambruk_cli.findings import Stop, finding, nearest
from sambruk_cli.fiscal import FiscalYear, year_of
from sambruk_cli.register.invoicing import FILE
from sambruk_cli.session import Session


def account_of(session: Session, key: str) -> str:
    """The name of the account that a key of [accounts] names.

    Raises:
      Stop: USE960 where the key is left out, or the chart has no such account.
    """
    number = getattr(session.register.invoicing.accounts, key)
    place = session.register.places["invoicing"]
    if number is None:
        line = place.line("accounts")
        raise Stop(finding("USE960.key", key=key, file=FILE, line=line))
    account = session.books.by_number.get(number)
    if account is None:
        line = place.line("accounts", key)
        hint = nearest(number, session.books.by_number)
        raise Stop(
            finding("USE960.chart", account=number, key=key, file=FILE, line=line, hint=hint)
        )
    return account.name


def payee_of(session: Session, party: str) -> str:
    """What a voucher calls a party: its name, of a private member its id, "" of nobody known.

    So the books need not be made to forget a name.
    """
    member = session.register.member(party)
    if member is not None and member.private:
        return party
    return session.register.party_names().get(party, "")


def account_numbered(session: Session, number: str) -> str:
    """The name of an account by its BAS number.

    Raises:
      Stop: USE960 where the chart has none.
    """
    account = session.books.by_number.get(number)
    if account is None:
        hint = nearest(number, session.books.by_number)
        raise Stop(finding("USE960.account", account=number, hint=hint))
    return account.name


def bookable_year(session: Session, day: date) -> FiscalYear:
    """The fiscal year that something may be booked in on a day.

    Raises:
      Stop: USE960 where the day is in none, in one that is closed, or has not come.
    """
    year = year_of(session.register.years, day)
    if year is None:
        raise Stop(finding("USE960.year", day=day, file="config/association.toml"))
    if year.closed:
        line = session.register.line_of_year(year.label, "closed")
        file = "config/association.toml"
        raise Stop(finding("USE960.closed", day=day, year=year.label, file=file, line=line))
    if day > session.today:
        raise Stop(finding("USE960.ahead", day=day, today=session.today))
    return year
