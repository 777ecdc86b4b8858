"""What may not be said of books of which a part could not be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sambruk_cli.findings import Finding
from sambruk_cli.messages.codes import CODES
from sambruk_cli.session import Session

# A journal that cannot be read.
_UNREAD = frozenset({"WSP002", "WSP003", "WSP004"})
_NOT_THERE = CODES["BOK221"].said[""].message  # an include of no file; not one of a file twice
_OUTSIDE = "WSP005"  # of an include, or of a document, which holds no vouchers
# What says that something is missing from the books, or that they do not come to what they should:
# it may stand in the part that was not read.
_FOLLOWS = frozenset(
    {
        "BOK204",  # a number missing
        "BOK206",  # an account that nothing opens
        "BOK210",  # an opening balance that is not the closing one
        "BOK211",  # a balance that the books do not come to
        "BOK217",  # a result that is not booked
        "BOK234",  # the correction of a voucher that is not there
        "BOK235",  # a debt paid that nobody had
        "BOK239",  # a bank that nothing holds
        "BOK274",  # a locked period whose vouchers are not there
        "BOK276",  # the accrual of a voucher that is not there
        "BOK277",  # what is moved back in a voucher that is not there
        "BOK290",  # a seal whose vouchers are not there
        "DUE401",  # charges that are not booked
        "DUE403",
        "DUE404",
        "RPT501",  # figures that were published otherwise
        "RPT511",  # a turnover that moved
        "STM303",  # statements that do not agree
        "STM307",
        "WSP012",  # a journal that nothing includes
    }
)
_NO_INVOICE = CODES["BOK212"].said["invoice"].message  # the other ids are in the register


def without_consequences(session: Session, found: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, without those that may follow from a part of the books that is not read.

    That a part is not read is an error of its own; what is left out comes back when it is mended.
    """
    is_whole = not any(_is_unread(session, item) for item in session.findings)
    return (item for item in found if is_whole or not _follows(item))


def _follows(item: Finding) -> bool:
    return item.code in _FOLLOWS or item.said.template == _NO_INVOICE


def _is_unread(session: Session, item: Finding) -> bool:
    """Whether what reading has found says that vouchers were not read."""
    if not (item.file or "").startswith("ledger/"):
        return False
    if item.said.template == _NOT_THERE:
        return True
    if item.code == _OUTSIDE:
        return "include" in (session.workspace.source_line(item) or "")
    return item.code in _UNREAD
