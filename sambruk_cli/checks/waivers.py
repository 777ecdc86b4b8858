"""Waivers: a voucher that says why a warning about it does not count.

`waiver: "BOK233: the receipt was lost"`; a second one stands under `waiver-2`, and so on. Where the
law lets something be left out of a voucher, the voucher says why (BFL 5:6-7). Only warnings can be
waived: an error makes figures wrong, and no reason mends that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.checks.keys import UsedKeys
from sambruk_cli.findings import Finding, Severity, finding, nearest
from sambruk_cli.messages.codes import CODES

KEY = "waiver"
_FURTHER = f"{KEY}-"
_OWN = "BOK265"
# Said once, where a balance came to the wrong side: what takes it further would be waived too.
OF_BALANCES = frozenset({"BOK240", "BOK241", "BOK242"})
_FORM = re.compile(r"\s*([A-Za-z]{3}\d{3})\s*(?::(.*))?", re.DOTALL)


class Waiver(NamedTuple):
    """A check that a voucher waives, why, and where the voucher and its postings stand."""

    code: str
    reason: str
    file: str
    line: int
    lines: tuple[int, ...]


def waivers_of(vouchers: Sequence[Voucher], used: UsedKeys) -> tuple[list[Waiver], list[Finding]]:
    """The waivers of some vouchers, and what is wrong in how they are written."""
    waivers: list[Waiver] = []
    found: list[Finding] = []
    seen: set[tuple[str, str, int]] = set()
    if not any(map(is_waiver, used.all)):
        return waivers, found
    for voucher in vouchers:
        for posting in voucher.postings:
            if KEY in posting.meta:
                found.append(finding("BOK265.posting", file=voucher.file, line=posting.line))
        for key in voucher.meta:
            if not is_waiver(key):
                continue
            item = _read(voucher.meta[key], voucher)
            if isinstance(item, Finding):
                found.append(item)
            elif (item.code, item.file, item.line) in seen:
                file, line = voucher.file, voucher.line
                found.append(finding("BOK265.twice", waived=item.code, file=file, line=line))
            else:
                seen.add((item.code, item.file, item.line))
                waivers.append(item)
    return waivers, found


def is_waiver(key: str) -> bool:
    """Whether a key of a voucher's metadata is that of a waiver."""
    return key == KEY or key[: len(_FURTHER)] == _FURTHER


def _read(value: object, voucher: Voucher) -> Waiver | Finding:
    file, line = voucher.file, voucher.line
    said = _FORM.fullmatch(value) if isinstance(value, str) else None
    if said is None:
        shown = "" if value is None else str(value)
        return finding("BOK265.form", written=shown, file=file, line=line)
    code, reason = said[1].upper(), (said[2] or "").strip()
    if code not in CODES or code == _OWN:
        return finding(
            "BOK265.unknown", waived=code, file=file, line=line, hint=nearest(code, CODES)
        )
    if code in OF_BALANCES:
        return finding("BOK265.balance", waived=code, file=file, line=line)
    if not any(map(str.isalnum, reason)):
        return finding("BOK265.reason", waived=code, file=file, line=line)
    lines = tuple(sorted({line, *(posting.line for posting in voucher.postings)}))
    return Waiver(code, reason, file, line, lines)


def waived(
    found: Iterable[Finding], waivers: Sequence[Waiver], *, is_whole: bool
) -> Iterator[Finding]:
    """The findings, those that a voucher waives with the reason, and waivers of nothing.

    Args:
      is_whole: whether all has been read and checked. Otherwise it is not known whether a waiver
        is of something.
    """
    by_place = {(w.code, w.file, line): w for w in waivers for line in w.lines}
    used: set[Waiver] = set()
    of_errors: set[Waiver] = set()
    for item in found:
        waiver = None
        if item.file is not None and item.line is not None:
            waiver = by_place.get((item.code, item.file, item.line))
        if waiver is None:
            yield item
        elif item.severity is Severity.ERROR:
            of_errors.add(waiver)
            yield item
        else:
            used.add(waiver)
            yield replace(item, waived=waiver.reason)
    for waiver in waivers:
        if waiver in used:
            continue
        code, file, line = waiver.code, waiver.file, waiver.line
        if waiver in of_errors or not CODES[code].warning:
            yield finding("BOK265.error", waived=code, file=file, line=line)
        elif is_whole:
            yield finding("BOK265.nothing", waived=code, file=file, line=line)
