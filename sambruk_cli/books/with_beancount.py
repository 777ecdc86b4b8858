"""Read a ledger with Beancount, which is spared the plain vouchers where that is safe."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from sambruk_cli.books.parts import ReadLedger, parts_of
from sambruk_cli.books.plain import OnRead, ScannedFile
from sambruk_cli.books.sources import LedgerFiles, hand_over, read_files
from sambruk_cli.books.suspects import suspects
from sambruk_cli.books.transform import Converter, lives_of, needs_whole, transform
from sambruk_cli.books.vouchers import in_order
from sambruk_cli.files.errors import Unreadable
from sambruk_cli.workspace import Workspace


def read_with_beancount(
    workspace: Workspace,
    report: OnRead | None = None,
    scanned: Mapping[str, ScannedFile] = MappingProxyType({}),
    *,
    plainly: bool = True,
) -> ReadLedger:
    """Read every file, leaving plain vouchers out of Beancount's work where that is safe.

    Args:
      scanned: files whose plain vouchers have been looked for already.
      plainly: whether plain vouchers may be read here; False gives Beancount every line.
    Raises:
      Unreadable: when the main file cannot be read at all.
    """
    sources = read_files(workspace, plainly=plainly, report=report, scanned=scanned)
    if not sources.files:
        raise Unreadable(*sources.findings)
    if not plainly:
        return _read(workspace, sources, whole=True)
    read = read_of(workspace, sources)
    return read or read_with_beancount(workspace, report, scanned, plainly=False)


def read_of(workspace: Workspace, sources: LedgerFiles) -> ReadLedger | None:
    """The ledger of files whose plain vouchers were read here; None if Beancount needs them all."""
    return (
        _read(workspace, sources, whole=False)
        if leave_doubtful_to_beancount(workspace, sources)
        else None
    )


def _read(workspace: Workspace, sources: LedgerFiles, *, whole: bool) -> ReadLedger:
    entries, errors = transform(sources, whole=whole)
    convert = Converter(workspace)
    booked = convert.vouchers(entries)
    assertions = convert.assertions(entries)
    budgets, misread = convert.budgets(entries)
    plain = (voucher for file in sources.files for voucher in file.vouchers)
    only_kronor = all(p.currency == "SEK" for v in booked for p in v.postings)
    can_resume = only_kronor and not whole
    return ReadLedger(
        convert.accounts(entries),
        booked if whole else in_order([*plain, *booked], sources.names),
        assertions,
        budgets,
        tuple(sources.names),
        [*sources.findings, *misread],
        errors,
        parts_of(sources.files, booked, assertions) if can_resume else (),
        tuple(file.name for file in sources.files),
    )


def leave_doubtful_to_beancount(workspace: Workspace, sources: LedgerFiles) -> bool:
    """Have Beancount read the plain vouchers that it may report after all.

    Returns:
      False where Beancount must read every voucher.
    """
    entries = [entry for file in sources.files for entry in file.entries]
    lives = lives_of(entries)
    if lives is None or needs_whole(sources, lives):
        return False
    for index, file in enumerate(sources.files):
        doubtful = suspects(file.vouchers, lives)
        if doubtful:
            sources.files[index] = hand_over(workspace, file, doubtful)
    return not needs_whole(sources, lives)
