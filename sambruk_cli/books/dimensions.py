"""What a posting concerns besides its account: one metadata key for each dimension.

Declared here and nowhere else. A dimension of SUMMED is one whose sums the books keep month by
month, so that a question about it reads no voucher. `invoice` is not: there are about as many
invoices as vouchers, and their sums would be as long as the journal. What is open on an invoice
the books keep anyhow (`books.receivables`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

Dimension = Literal["member", "counterparty", "project", "grant", "invoice"]


class PostingKey(NamedTuple):
    """What postings are summed by: the account, and the ids that they carry in SUMMED."""

    account: str
    member: str | None = None
    counterparty: str | None = None
    project: str | None = None
    grant: str | None = None

    @property
    def party(self) -> str | None:
        """The id of the member, else of the counterparty, that the postings are on."""
        return self.member or self.counterparty


SUMMED: tuple[Dimension, ...] = ("member", "counterparty", "project", "grant")
DIMENSIONS: tuple[Dimension, ...] = (*SUMMED, "invoice")


def key_of(account: str, meta: Mapping[str, Any]) -> PostingKey:
    """What a posting is summed by."""
    get = meta.get
    key = PostingKey(account, get("member"), get("counterparty"), get("project"), get("grant"))
    for value in key:
        if value is not None and type(value) is not str:  # a number or a date, rarely
            return PostingKey(account, *(id_of(meta, dimension) for dimension in SUMMED))
    return key


def id_of(meta: Mapping[str, Any], key: str) -> str | None:
    """The id under a key of a posting's metadata, None where there is none."""
    value = meta.get(key)
    return value if value is None or type(value) is str else as_written(value)


def as_written(value: Any) -> str:
    """A value of metadata in the words of a journal: TRUE, not Python's True."""
    return str(value).upper() if isinstance(value, bool) else str(value)
