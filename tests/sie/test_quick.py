"""Lines of the usual form are read in a quick way: it must give what the careful one gives."""

from __future__ import annotations

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sambruk_cli import sie
from sambruk_cli.sie import decode
from sambruk_cli.sie.quick import Quick
from sambruk_cli.sie.read import RecordReader
from tests.sie.samples import FOLDER, NAMES

HEAD = """\
#FLAGGA 0
#FNAMN "Prov"
#RAR 0 20200101 20201231
"""
PIECES = [
    '#VER A 1 20200101 "En text" 20200102 "ek"',
    "#VER A 2 20200102",
    "#VER A 3 20201399",
    "{",
    "{",
    " {",
    "}",
    "}",
    "}",
    "} ",
    "",
    "   #TRANS 1930 {} 100.00",
    '   #TRANS 3010 {1 "a" 6 "b"} -100.00 20200103 "En rad" 2 "ek"',
    '#TRANS 3010 {} -1 "" ""',
    '#TRANS 3010 {} 7 20200230 "dag"',
    "#TRANS 1930 {} 1,5",
    "\t#TRANS\t1930\t{}\t1.00",
    '#TRANS 1930 {1} 1.00 20200101 "udda"',
    '#TRANS 1930 {} 1.00 20200101 "citat \\" i"',
    '#TRANS 1930 {} 1.00 20200101 "oavslutad',
    "#RTRANS 1930 {} 5.00",
    "#BTRANS 1930 {} 5.00",
    "#KONTO 1930 Bank",
    "#KSUMMA",
    "#KSUMMA 1",
    "#FOO 1",
    "skr\u00e4p",
    "a\x07b",
]


def read(data: bytes) -> tuple[list[tuple[sie.Record, int]], tuple[sie.Problem, ...]]:
    """Records with their lines, and problems."""
    reader = RecordReader(io.BytesIO(data))
    found: list[tuple[sie.Record, int]] = []
    try:
        found.extend((record, record.line) for record in reader)
    except sie.SieError as error:
        return found, error.problems
    return found, reader.problems


def carefully(data: bytes) -> tuple[list[tuple[sie.Record, int]], tuple[sie.Problem, ...]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Quick, "vouchers", lambda _self, _block, at, within, _found: (at, within))
        patch.setattr(RecordReader, "_quickly", lambda _self, _line, _number: False)
        return read(data)


@pytest.mark.parametrize("block", [101, 4099, decode.BLOCK])
@pytest.mark.parametrize("name", NAMES)
def test_samples_read_alike_wherever_a_block_ends(
    name: str, block: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = (FOLDER / name).read_bytes()
    expected = carefully(data)
    monkeypatch.setattr(decode, "BLOCK", block)
    assert read(data) == expected


@settings(
    max_examples=1500,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.sampled_from(PIECES), max_size=25), st.sampled_from(["\n", "\r\n"]))
def test_any_lines_read_alike(pieces: list[str], end: str) -> None:
    data = (HEAD + end.join(pieces)).encode("cp437")
    assert read(data) == carefully(data)


def test_a_voucher_after_an_unreadable_one_is_read_and_checked() -> None:
    text = (
        HEAD
        + '#KONTO 1930 Bank\n#KONTO 3010 "Avgift"\n'
        + "#VER A 1 20200101\n{\n#TRANS 1930 {} 1,5\n#TRANS 3010 {} -1.5\n}\n"
        + "#VER A 2 20200102\n{\n#TRANS 1930 {} 100.00\n#TRANS 3010 {} -50.00\n }\n"
    )
    problems = sie.check(io.BytesIO(text.encode()))
    assert [(p.kind, p.line) for p in problems if p.kind in ("amount", "balance")] == [
        ("amount", 8),
        ("balance", 11),
    ]
