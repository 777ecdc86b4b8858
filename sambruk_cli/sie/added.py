"""Rows that were added to a voucher afterwards, #RTRANS, and the #TRANS that repeats each.

SIE 4B § 6 has the repetition on the line after, so that a reader which does not know #RTRANS counts
the row once. Programs leave the sign or the day out of it, put it elsewhere, or leave it out whole.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from sambruk_cli.messages import Message
from sambruk_cli.sie.errors import Collector
from sambruk_cli.sie.model import Row, Voucher, exact_sum


def twins(rows: Sequence[Row]) -> dict[int, int]:
    """Places of #RTRANS, each with the place of the #TRANS that repeats it.

    The row after it, where that is alike; then one that is alike anywhere, one of the same account,
    amount and objects, and last of the same account and amount. No row repeats two.
    """
    added = [at for at, row in enumerate(rows) if row.kind == "RTRANS"]
    if not added:
        return {}
    found = {at: at + 1 for at in added if _is_repeated(rows, at)}
    taken = set(found.values())
    for key in _ALIKE:
        free: dict[Hashable, list[int]] = {}
        for at in range(len(rows) - 1, -1, -1):
            if rows[at].kind == "TRANS" and at not in taken:
                free.setdefault(key(rows[at]), []).append(at)
        for at in added:
            places = free.get(key(rows[at])) if at not in found else None
            if places:
                found[at] = places.pop()
                taken.add(found[at])
    return found


def _is_repeated(rows: Sequence[Row], at: int) -> bool:
    return at + 1 < len(rows) and rows[at + 1] == rows[at]._replace(kind="TRANS")


_ALIKE: tuple[Callable[[Row], Hashable], ...] = (
    lambda row: row._replace(kind="TRANS"),
    lambda row: (row.account, row.amount, row.objects),
    lambda row: (row.account, row.amount),
)


def settled(voucher: Voucher, problems: Collector) -> Voucher:
    """The voucher with a #TRANS for each #RTRANS that counts.

    One that no #TRANS repeats counts where the voucher balances only with it, or consists of such
    rows alone. Otherwise it is history.
    """
    rows = voucher.rows
    found = twins(rows)
    for at in found:
        if not _is_repeated(rows, at):
            said = Message.of(
                "the #TRANS of this #RTRANS is not the same row on the line after it: the #TRANS "
                "counts"
            )
            problems.tally(rows[at].line, "history", "twin", said)
    alone = [at for at, row in enumerate(rows) if row.kind == "RTRANS" and at not in found]
    if not alone:
        return voucher
    without = voucher.balance
    together = exact_sum([without, *(rows[at].amount for at in alone)])
    counts = not together and (bool(without) or not voucher.booked)
    for at in alone:
        kind = f"alone {counts} {not without}"
        problems.tally(rows[at].line, "history", kind, _alone(counts, not without))
    if not counts:
        return voucher
    made: list[Row] = []
    for at, row in enumerate(rows):
        made.append(row)
        if at in alone:
            made.append(row._replace(kind="TRANS"))
    return voucher._replace(rows=tuple(made))


def _alone(counts: bool, balances: bool) -> Message:
    if counts:
        return Message.of(
            "no #TRANS repeats this #RTRANS, and the voucher balances only with it: it counts"
        )
    if balances:
        return Message.of(
            "no #TRANS repeats this #RTRANS, and the voucher balances without it: it does not count"
        )
    return Message.of("no #TRANS repeats this #RTRANS: it does not count")
