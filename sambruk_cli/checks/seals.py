"""Sealed years: whether they are as they were sealed."""

from __future__ import annotations

from collections.abc import Iterator

from sambruk_cli.closing.proof import (
    content_fault,
    is_untouched,
    prove,
    read_seals,
    register_findings,
)
from sambruk_cli.findings import Finding
from sambruk_cli.session import Session


def check_seals(session: Session) -> Iterator[Finding]:
    """Seals, the chain of them, and the vouchers and the register of each sealed year.

    A year whose files are byte for byte what they were is not read again. Charges and documents
    are left to `sambruk verify`, which looks at everything.
    """
    if session.register.unreadable:  # nothing may be concluded from it
        return
    seals, found = read_seals(session)
    yield from found
    looked_at = {year.label for year in session.years}
    for seal in seals:
        year = session.register.year(seal.year)
        if year is None or seal.year not in looked_at:
            continue
        if is_untouched(session, seal):
            if (fault := content_fault(session, seal)) is not None:
                yield fault
            yield from register_findings(session, seal, year)
        else:
            yield from prove(session, seal, of_books_only=True).findings
