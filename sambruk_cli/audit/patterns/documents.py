"""Documents that several vouchers rest on, found by what the files hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sambruk_cli.audit.named_documents import DocumentState, VoucherDocument
from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.frozen import frozen


@frozen
class SharedDocument:
    """Vouchers that rest on one document: the same file, or files with the same content."""

    path: str
    vouchers: tuple[Voucher, ...]


def shared_documents(
    documents: Iterable[VoucherDocument], vouchers: Sequence[Voucher]
) -> tuple[SharedDocument, ...]:
    """Documents that several vouchers rest on, in the order of the first voucher.

    Args:
      documents: those of a year; what is no file that can be read is passed over.
      vouchers: all of the year, in the order that the documents count them.
    """
    by_digest: dict[str, tuple[str, dict[int, Voucher]]] = {}
    for each in documents:
        if each.state is DocumentState.COPIED:
            _, found = by_digest.setdefault(each.digest, (each.text, {}))
            found[each.voucher] = vouchers[each.voucher]
    return tuple(
        SharedDocument(path, tuple(found.values()))
        for path, found in by_digest.values()
        if len(found) > 1
    )
