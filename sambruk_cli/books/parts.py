"""What reading the files of a ledger gives, before it is books."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Protocol

from sambruk_cli.books.ledger import Part
from sambruk_cli.books.vouchers import Account, Assertion, Budget, Voucher
from sambruk_cli.findings import Finding
from sambruk_cli.frozen import frozen

_DAY = timedelta(days=1)
_SECOND_DAY = date.min + _DAY  # before the first there is none


class ReadFile(Protocol):
    """A file with the vouchers that were read without Beancount."""

    @property
    def name(self) -> str: ...
    @property
    def vouchers(self) -> list[Voucher]: ...
    @property
    def is_plain(self) -> bool:
        """Whether there is nothing but vouchers and balance directives in it."""


@frozen
class ReadLedger:
    """What the files hold, in order of date. `read_anew` names the files that were read."""

    accounts: dict[str, Account]
    vouchers: list[Voucher]
    assertions: list[Assertion]
    budgets: list[Budget]
    files: tuple[str, ...]
    findings: list[Finding]
    errors: list[Any]
    parts: tuple[Part, ...]
    read_anew: tuple[str, ...]


def parts_of(
    files: Sequence[ReadFile], booked: Sequence[Voucher], assertions: Sequence[Assertion]
) -> tuple[Part, ...]:
    """First and last day of each file, so that a later run can tell what a change affects."""
    days: dict[str, list[date]] = {file.name: [v.date for v in file.vouchers] for file in files}
    for voucher in booked:
        days[voucher.file].append(voucher.date)
    said = {name: list(of_file) for name, of_file in days.items()}
    for assertion in assertions:
        days[assertion.file].append(assertion.date)
        said[assertion.file].append(max(assertion.date, _SECOND_DAY) - _DAY)
    return tuple(
        Part(
            file.name,
            min(days[file.name], default=None),
            max(said[file.name], default=None),
            file.is_plain,
        )
        for file in files
    )
