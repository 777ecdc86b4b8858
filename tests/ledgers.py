"""Books for tests: of vouchers at hand, or of a workspace's ledger without its checks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sambruk_cli.books.books import Books
from sambruk_cli.books.load import load_ledger
from sambruk_cli.books.months import months_of
from sambruk_cli.books.vouchers import Account, Assertion, Voucher
from sambruk_cli.findings import Finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.workspace import Workspace


def books_of(
    accounts: Mapping[str, Account],
    vouchers: Iterable[Voucher],
    files: Sequence[str] = (),
    assertions: Sequence[Assertion] = (),
) -> Books:
    """Books of vouchers that are in order of date."""
    return Books(accounts, months_of(vouchers), tuple(files), tuple(assertions))


def load_books(
    workspace: Workspace, years: Iterable[FiscalYear] = ()
) -> tuple[Books, list[Finding]]:
    """The books and what loading them has found."""
    ledger = load_ledger(workspace, years)
    return ledger.books, list(ledger.findings)
