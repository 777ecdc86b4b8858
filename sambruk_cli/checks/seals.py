"""Sealed years: whether they are as they were sealed."""

from __future__ import annotations

from collections.abc import Iterator

from sambruk_cli.closing.proof import is_untouched, prove, prove_aside, read_seals
from sambruk_cli.findings import Finding
from sambruk_cli.register.seals import FORMAT
from sambruk_cli.session import Session


def check_seals(session: Session) -> Iterator[Finding]:
    """Seals, the chain of them, and all that each sealed year rests on.

    The vouchers of a year whose files are byte for byte what they were are not looked at again;
    `sambruk verify` does that.
    """
    if session.register.unreadable:  # nothing may be concluded from it
        return
    seals, found = read_seals(session)
    yield from found
    looked_at = {year.label for year in session.years}
    for seal in seals:
        year = session.register.year(seal.year)
        if year is None or seal.year not in looked_at or seal.format > FORMAT:
            continue
        if is_untouched(session, seal):
            yield from prove_aside(session, seal, year)
        else:
            yield from prove(session, seal).findings
