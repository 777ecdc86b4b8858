"""Samples written as other programs write: no voucher and no öre is lost, whatever the form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cache

import pytest

from sambruk_cli import sie
from tests.sie.samples import FOLDER, NAMES, UTF8

Changed = Callable[[bytes], bytes]
# An amount of a row or balance: after the object list, or after year and account.
_AMOUNT = re.compile(
    rb"(?m)^(\s*#(?:[RB]?TRANS\s+\S+\s+\{[^{}]*\}|(?:IB|UB|RES)\s+-?\d+\s+\S+)\s+)"
    rb"(-?)(\d+)(?:\.(\d{1,2}))?(?=\s|$)"
)


def amounts(form: Callable[[bytes, bytes, bytes], bytes]) -> Changed:
    """Every amount in another form, of its minus, kronor and two digits of öre."""

    def written(match: re.Match[bytes]) -> bytes:
        return match[1] + form(match[2], match[3], (match[4] or b"").ljust(2, b"0"))

    return lambda data: _AMOUNT.sub(written, data)


def lines(pattern: bytes, to: bytes) -> Changed:
    return lambda data: re.sub(rb"(?m)" + pattern, to, data)


MUTATIONS: dict[str, Changed] = {
    "a plus": amounts(lambda minus, kronor, ore: (minus or b"+") + kronor + b"." + ore),
    "a comma": amounts(lambda minus, kronor, ore: minus + kronor + b"," + ore),
    "more decimals": amounts(lambda minus, kronor, ore: minus + kronor + b"." + ore + b"00"),
    "no digit before the point": amounts(
        lambda minus, kronor, ore: minus + kronor.lstrip(b"0") + b"." + ore
    ),
    "no digit after the point": amounts(
        lambda minus, kronor, ore: minus + kronor + b"." + (b"" if ore == b"00" else ore)
    ),
    "noughts before": amounts(lambda minus, kronor, ore: minus + b"00" + kronor + b"." + ore),
    "no type": lines(rb"^#SIETYP.*\n", b""),
    "type 1": lines(rb"^#SIETYP.*$", b"#SIETYP 1"),
    "type 4E": lines(rb"^#SIETYP.*$", b"#SIETYP 4E"),
    "type 04": lines(rb"^#SIETYP.*$", b'#SIETYP "04 "'),
    "a day with dashes": lines(rb"^(#GEN\s+\"?\d{4})(\d\d)(\d\d)", rb"\1-\2-\3"),
    "no days of the program": lines(rb"^#(GEN|OMFATTN|PROGRAM|FORMAT).*\n", b""),
    "budgets without a period": lines(rb"^(#P(?:BUDGET|SALDO)\s+-?\d+\s+)\d{6}\s+", rb"\1"),
    "codes without an account": lines(rb"^#(SRU|KTYP|ENHET).*$", rb"#\1"),
    "small letters": lambda data: re.sub(
        rb"(?m)^(\s*#)([A-Z]+)", lambda m: m[1] + m[2].lower(), data
    ),
    "lines of Windows": lambda data: data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"),
    "lines of a Macintosh": lambda data: data.replace(b"\r\n", b"\n").replace(b"\n", b"\r"),
    "tabs before rows": lines(rb"^[ \t]*(#[RB]?TRANS)", rb"\t\t\1"),
    "empty lines": lambda data: data.replace(b"\n", b"\n\n"),
    "braces on the line": lines(rb"^(#VER[^\r\n{}]*)\r?\n\s*\{", rb"\1 {"),
    "an unknown label": lines(rb"^(#VER)", rb"#XVER 1 2\n\1"),
    "a byte order mark": lambda data: b"\xef\xbb\xbf" + data,
}


def held(file: sie.SieFile) -> tuple[Counter[object], Counter[object], Counter[object]]:
    """Vouchers, rows and balances of the whole year, with how often each stands in the file."""
    vouchers = Counter[object]((v.series, v.number, v.day, len(v.rows)) for v in file.vouchers)
    rows = Counter[object](
        (v.series, v.number, r.kind, r.account, r.amount) for v in file.vouchers for r in v.rows
    )
    balances = Counter[object](
        (b.kind, b.year, b.account, b.amount)
        for b in file.balances
        if b.kind in ("IB", "UB", "RES")
    )
    return vouchers, rows, balances


@cache
def without_checksum(name: str) -> tuple[bytes, sie.SieFile]:
    """A sample without #KSUMMA, which would tell of a change, as it should."""
    data = re.sub(rb"(?m)^#KSUMMA.*\n", b"", (FOLDER / name).read_bytes())
    return data, sie.read(data)


@pytest.mark.slow
@pytest.mark.parametrize("mutation", MUTATIONS)
def test_no_voucher_and_no_ore_is_lost(mutation: str) -> None:
    changed = 0
    for name in NAMES:
        data, expected = without_checksum(name)
        other = MUTATIONS[mutation](data)
        if name == UTF8 and mutation == "a byte order mark":
            continue  # it has one
        found = sie.read(other)
        assert held(found) == held(expected), name
        assert {p.severity for p in found.problems} <= {"warning", "note"}, name
        if expected.vouchers:
            assert found.type == "4"
        changed += other != data
    assert changed >= 3
