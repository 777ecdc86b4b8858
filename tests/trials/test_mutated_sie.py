"""SIE files changed in ways that leave what they say: no voucher and no öre is lost by an import.

The judge reads #VER and #TRANS of the file as it was, with regular expressions.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from sambruk_cli import sie
from sambruk_cli.edits.new_folder import write_folder
from sambruk_cli.exchange.sie.into.import_file import ImportFile
from sambruk_cli.exchange.sie.into.new_workspace import Choices, into_workspace
from sambruk_cli.workspace import Workspace
from tests.exchange.reading import read_all
from tests.extent import rounds, sample
from tests.sie.samples import FOLDER

pytestmark = pytest.mark.slow

# The samples with vouchers that an import takes, and the number of the association of those whose
# own is none.
NUMBER = "802428-2785"
NAMES = [
    "SIE4_Exempelfil_med_underdim.SE",
    "SIE_exempelfil.se",
    "live2011.se",
    "magenta_bokföring_SIE4E.se",
    "SIE4_Visma_Anläggningsregister.si",
    "Norstedts_Bokslut_SIE_4I.si",
    "urval_ovnbolag.si",
]
ROUNDS = rounds(30, 2)
Lines = list[bytes]
_AMOUNT = re.compile(
    rb'^(\s*#(?:TRANS\s+\S+\s*\{[^}]*\}\s*"?|(?:IB|UB|RES)\s+\S+\s+\S+\s+"?))'
    rb'(-?)(\d+)(?:\.(\d{1,2}))?(?=["\s]|$)'
)


def vouchers_and_sums(data: bytes) -> tuple[int, dict[str, Decimal]]:
    """How many vouchers the file has, and what they move each account by."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in re.finditer(rb'(?m)^\s*#TRANS\s+"?(\d+)"?\s*\{[^}]*\}\s*"?(-?[\d.]+)', data):
        sums[row[1].decode()] += Decimal(row[2].decode())
    count = len(re.findall(rb"(?m)^\s*#VER\b", data))
    return count, {account: amount for account, amount in sums.items() if amount}


def _each(
    pattern: bytes, change: Callable[[bytes], bytes]
) -> Callable[[random.Random, Lines], Lines]:
    """Changes the lines that match."""

    def changed(rng: random.Random, lines: Lines) -> Lines:
        found = re.compile(pattern)
        return [change(line) if found.match(line) else line for line in lines]

    return changed


def _some(
    pattern: bytes, change: Callable[[random.Random, bytes], bytes]
) -> Callable[[random.Random, Lines], Lines]:
    """Changes a third of the lines that match."""

    def changed(rng: random.Random, lines: Lines) -> Lines:
        found = re.compile(pattern)
        return [
            change(rng, line) if found.match(line) and rng.random() < 0.3 else line
            for line in lines
        ]

    return changed


def _amounts(
    write: Callable[[bytes, bytes, bytes], bytes],
) -> Callable[[random.Random, bytes], bytes]:
    """Writes the amount of a line otherwise, from sign, kronor and öre."""

    def changed(_: random.Random, line: bytes) -> bytes:
        return _AMOUNT.sub(lambda m: m[1] + write(m[2], m[3], (m[4] or b"").ljust(2, b"0")), line)

    return changed


def _plus(sign: bytes, kronor: bytes, ore: bytes) -> bytes:
    return (sign or b"+") + kronor + b"." + ore


def _without(*labels: bytes) -> Callable[[random.Random, Lines], Lines]:
    starts = tuple(b"#" + label for label in labels)
    return lambda _, lines: [line for line in lines if not line.lstrip().startswith(starts)]


def _blocks(lines: Lines) -> tuple[Lines, list[Lines]]:
    """What is not vouchers, and each voucher."""
    head: Lines = []
    vouchers: list[Lines] = []
    inside = False
    for line in lines:
        if line.lstrip().startswith(b"#VER"):
            vouchers.append([])
            inside = True
        (vouchers[-1] if inside else head).append(line)
        if inside and line.strip() == b"}":
            inside = False
    return head, vouchers


def _shuffled(rng: random.Random, lines: Lines) -> Lines:
    head, vouchers = _blocks(lines)
    rng.shuffle(vouchers)
    return [*head, *(line for voucher in vouchers for line in voucher)]


def _vouchers_first(_: random.Random, lines: Lines) -> Lines:
    head, vouchers = _blocks(lines)
    return [head[0], *(line for voucher in vouchers for line in voucher), *head[1:]]


def _with_history(rng: random.Random, lines: Lines) -> Lines:
    """Rows that were removed, and voided vouchers, which count as nothing."""
    made: Lines = []
    for line in lines:
        made.append(line)
        if line.strip() == b"{" and rng.random() < 0.3:
            made.append(b'#BTRANS 1930 {} 12.50 "" "bort" "" "x"')
    return made


def _added_rows(rng: random.Random, lines: Lines) -> Lines:
    """Rows that were added afterwards, with or without what the repetition leaves out."""
    made: Lines = []
    for line in lines:
        if line.lstrip().startswith(b"#TRANS") and rng.random() < 0.2:
            made.append(line.replace(b"#TRANS", b"#RTRANS", 1))
        made.append(line)
    return made


def _one_series(rng: random.Random, lines: Lines) -> Lines:
    """All vouchers in BL's series, where numbers stand twice."""
    return [re.sub(rb"^\s*#VER\s+\S+", b"#VER #", line) for line in lines]


def _numbers_from(rng: random.Random, lines: Lines) -> Lines:
    first = rng.choice((b"1", b"1100"))
    return [
        re.sub(rb'^(\s*#VER\s+\S+\s+"?)(\d+)', rb"\g<1>" + first + rb"\2", line) for line in lines
    ]


def _utf8(_: random.Random, lines: Lines) -> Lines:
    return [line.decode("cp437").encode() for line in lines]


MUTATIONS: dict[str, Callable[[random.Random, Lines], Lines]] = {
    "type missing": _without(b"SIETYP"),
    "type 1": _each(rb"#SIETYP", lambda _: b"#SIETYP 1"),
    "type 3": _each(rb"#SIETYP", lambda _: b"#SIETYP 3"),
    "type 4E": _each(rb"#SIETYP", lambda _: b'#SIETYP "4E"'),
    "type 04": _each(rb"#SIETYP", lambda _: b"#SIETYP 04"),
    "flag": _each(rb"#FLAGGA", lambda _: b"#FLAGGA 1"),
    "day of the file": _each(rb"#GEN", lambda _: b"#GEN 2021-13-45 x"),
    "no program": _without(b"PROGRAM", b"FORMAT", b"GEN", b"KPTYP", b"VALUTA SEK"),
    "codes for the tax": _each(rb"#SRU", lambda line: b'#SRU "" ""'),
    "plus": _some(_AMOUNT.pattern, _amounts(_plus)),
    "zeros": _some(_AMOUNT.pattern, _amounts(lambda s, k, o: s + k + b"." + o + b"000")),
    "no zero": _some(_AMOUNT.pattern, _amounts(lambda s, k, o: s + (k.lstrip(b"0") + b"." + o))),
    "tabs": _some(rb"\s*#TRANS", lambda _, line: b"\t\t" + line.replace(b" {", b"\t{", 1)),
    "line ends": lambda _, lines: [line + b"\r" for line in lines],
    "blank lines": lambda _, lines: [part for line in lines for part in (line, b"")],
    "labels of its own": lambda rng, lines: [lines[0], b"#EGEN 1 2 {3 4}", *lines[1:]],
    "order of vouchers": _shuffled,
    "vouchers first": _vouchers_first,
    "history": _with_history,
    "added rows": _added_rows,
    "series of BL": _one_series,
    "numbers from afar": _numbers_from,
    "utf-8": _utf8,
    "no closing balances": _without(b"UB 0", b"RES 0"),
    "no year before": _without(b"RAR -1", b"IB -1", b"UB -1", b"RES -1"),
}


def test_the_mutations_are_at_least_twenty() -> None:
    assert len(MUTATIONS) > 20


def chosen(name: str) -> Sequence[str]:
    """The mutations that are tried on a sample."""
    return random.Random(name).sample(sorted(MUTATIONS), min(ROUNDS, len(MUTATIONS)))


@pytest.mark.parametrize("name", sample(NAMES, NAMES[:4]))
def test_no_voucher_and_no_ore_is_lost(name: str, tmp_path: Path) -> None:
    data = (FOLDER / name).read_bytes()
    count, sums = vouchers_and_sums(data)
    assert count
    for place, called in enumerate(chosen(name)):
        rng = random.Random(f"{name} {called}")
        lines = MUTATIONS[called](rng, data.replace(b"\r\n", b"\n").split(b"\n"))
        file = sie.read(b"\n".join(lines))
        number = "" if name.startswith("SIE4_") else NUMBER
        plan = into_workspace([ImportFile(file, name)], Choices(number or None))
        assert plan.findings == (), (called, plan.findings[:3])
        assert plan.plan is not None
        write_folder(tmp_path / str(place), plan.plan)
        register, books, reading = read_all(Workspace(tmp_path / str(place)))
        assert reading == (), (called, reading[:3])
        year = register.years[-1]
        brought = [v for v in books.in_year(year) if v.ver and not v.ver.startswith("SIE")]
        assert len(brought) == count, called
        moved: dict[str, Decimal] = defaultdict(Decimal)
        for voucher in brought:
            for posting in voucher.postings:
                moved[books.number(posting.account)] += posting.amount
        assert {account: x for account, x in moved.items() if x} == sums, called
