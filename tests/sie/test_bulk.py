"""Vouchers of the usual form are read in bulk: that must give what the careful reader gives."""

from __future__ import annotations

import io
import zlib
from functools import cache

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from sambruk_cli import sie
from sambruk_cli.sie import decode
from sambruk_cli.sie.bulk import Block, BulkReader
from sambruk_cli.sie.errors import Collector
from sambruk_cli.sie.lex import scan
from sambruk_cli.sie.model import Record, Row
from sambruk_cli.sie.read import RecordReader
from sambruk_cli.sie.records import record, row
from tests.extent import sample, tried
from tests.sie.generated import files
from tests.sie.samples import FOLDER, NAMES, PATHS
from tests.sie.ways import Found, carefully, read, with_tabs

HEAD = """\
#FLAGGA 0
#FNAMN "Prov"
#RAR 0 20200101 20201231
"""
PIECES = [
    '#VER A 1 20200101 "En text" 20200102 "ek"',
    "#VER A 2 20200102",
    '\t#VER\tA\t2\t20200102\t"Med\ttabb"',
    "#VER A 3 20201399",
    "#VER A 4 20200104 {} x",
    "{",
    "{",
    "\t{",
    "{ ",
    "}",
    "}",
    "}",
    "\t}",
    "} ",
    "",
    "   #TRANS 1930 {} 100.00",
    '   #TRANS 3010 {1 "a" 6 "b"} -100.00 20200103 "En rad" 2 "ek"',
    '#TRANS 3010 {} -1 "" ""',
    '#TRANS 3010 {} 7 20200230 "dag"',
    "#TRANS 1930 {} 1,5",
    "#TRANS 1930 {} .5",
    '#TRANS 1930 {} +5. 20200101 "x" 2,5',
    "#TRANS 1930 {} 1.505",
    "#TRANS 1930 {} 1 000.00",
    "#TRANS 1930 {} 1.000",
    "\t#TRANS\t1930\t{}\t1.00",
    '\t#TRANS\t3010\t{1\t"a"\t6\t"b c"}\t-1.00\t20200103\t"En\trad"\t2.5\t"ek"',
    '#TRANS  3010 \t {6 "{x}"} -1.5  20200103 \t "{dubbla  mellanslag}" ',
    '#TRANS "1930" {} "5.00" "20200103" "citerat"',
    '#TRANS 1930 {1} 1.00 20200101 "udda"',
    '#TRANS 1930 {} 1.00 20200101 "citat \\" i"',
    '#TRANS 1930 {} 1.00 20200101 "oavslutad',
    '#TRANS 1930 {} 1.00 20200101 "\u20acuro \u00e5"',
    '#TRANS 1930 {} 1.00 20200101 "tal" 1.2.3',
    "#RTRANS 1930 {} 5.00",
    "#trans 1930 {} 5.00",
    "#VER A 5 20200105 {",
    "#BTRANS\t1930\t{}\t5.00",
    "#KONTO 1930 Bank",
    "#KSUMMA",
    "#KSUMMA",
    "#KSUMMA 1",
    "#FOO 1",
    "skr\u00e4p",
    "a\x07b",
]


@cache
def carefully_read(name: str) -> Found:
    return carefully((FOLDER / name).read_bytes())


@pytest.mark.slow
@pytest.mark.parametrize("block", sample([101, 4099, decode.BLOCK], kept=[101]))
@pytest.mark.parametrize("name", NAMES)
def test_samples_read_alike_wherever_a_block_ends(
    name: str, block: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = carefully_read(name)
    monkeypatch.setattr(decode, "BLOCK", block)
    assert read((FOLDER / name).read_bytes()) == expected


@tried(1500, HealthCheck.function_scoped_fixture)
@given(
    st.lists(st.sampled_from(PIECES), max_size=25),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "#KSUMMA\n"]),
    st.sampled_from(["cp437", "utf-8"]),
)
def test_any_lines_read_alike(pieces: list[str], end: str, start: str, codec: str) -> None:
    text = HEAD + start + end.join(pieces) + ("\n#KSUMMA 1\n" if start else "")
    data = text.encode(codec, "replace")
    assert read(data) == carefully(data)


@tried(150)
@given(files, st.booleans(), st.sampled_from([101, decode.BLOCK]))
def test_any_file_reads_alike_with_tabs_and_without(
    file: sie.SieFile, tabs: bool, block: int
) -> None:
    data = sie.write(file)
    data = with_tabs(data) if tabs else data
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(decode, "BLOCK", block)
        found = read(data)
        assert found == carefully(data)
    if file.checksum:  # tabs do not change what #KSUMMA runs over
        sums = [r for r, _ in found[0] if isinstance(r, sie.Checksum) and r.stated is not None]
        assert [each.stated for each in sums] == [each.computed for each in sums]
        assert len(sums) == 1


@pytest.mark.parametrize("tabs", [False, True])
def test_a_checksum_runs_over_what_is_read_in_bulk(tabs: bool) -> None:
    lines = "#VERA120200101En  text#TRANS19301a b6c100.0020200101Rad {1}2ek#TRANS3010-100.00"
    stated = zlib.crc32(lines.encode("cp437"))
    text = (
        '#FLAGGA 0\n#KSUMMA\n#VER A 1 20200101 "En  text"\n{\n'
        '   #TRANS 1930 {1 "a b" 6 "c"} 100.00 20200101 "Rad {1}" 2 "ek"\n'
        f'   #TRANS 3010 {{}} -100.00 ""\n}}\n#KSUMMA {stated}\n'
    )
    data = with_tabs(text.encode()) if tabs else text.encode()
    assert lines_in_bulk(data) == 5
    file = sie.read(data)
    assert file.problems == ()
    assert file.stated is not None
    assert file.stated.computed == stated
    (problem,) = sie.read(data.replace(b"Rad", b"rad")).problems
    assert problem.kind == "ksumma"


def lines_in_bulk(data: bytes) -> int:
    """How many lines do not go to the careful reader."""
    careful: list[int] = []
    line = RecordReader._line

    def counted(reader: RecordReader, text: str, number: int) -> None:
        careful.append(number)
        line(reader, text, number)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(RecordReader, "_line", counted)
        read(data)
    return data.count(b"\n") + (not data.endswith(b"\n")) - len(careful)


def test_an_unusual_line_does_not_take_the_lines_around_it_out_of_the_bulk() -> None:
    row = "#TRANS\t1930\t{}\t1.00\n"
    odd = '#TRANS 1930 {} 1.00 20200101 "citat \\" i"\n'
    text = "#FLAGGA 0\n#VER A 1 20200101\n{\n" + (row * 9 + odd) * 50 + "}\n"
    assert lines_in_bulk(text.encode()) == 2 + 9 * 50 + 1


def in_bulk(line: str) -> Record | Row | None:
    """A #VER or a #TRANS as the bulk reads it, None where it does not."""
    if line.strip(" \t").startswith("#VER"):
        text, found = line + "\n{\n}", list[Record]()
        BulkReader().read(Block(7, text), None, found)
        return found[0]._replace(rows=()) if found else None  # type: ignore[union-attr]
    text = f"#VER A 1 20200101\n{{\n{line}"
    number, voucher = BulkReader().read(Block(5, text), None, [])
    if number is not None or voucher is None or not voucher.rows:
        return None
    return voucher.rows[0]


SOUP = """
#TRANS|#RTRANS|#VER|1930|"1930"|{}|{ }|{1 "A"}|{1 A 6 B}|{1 "}"}|{1}|{1 A|-100.50|100|1.234|1,5
|-|20070230|20070201|"20070201"|""|"Text i fält"|"a\\"b"|"C:\\"|"a"b"|text|1.5|"
"""
pieces = st.lists(st.sampled_from(SOUP.strip().replace("\n", "").split("|")), max_size=9)
between = st.sampled_from([" ", "\t", "  \t"])


@given(pieces, st.sampled_from(["#TRANS", "#BTRANS", "#VER"]), between)
def test_a_record_of_the_bulk_is_the_careful_one(parts: list[str], label: str, gap: str) -> None:
    same_either_way(gap.join([label, *parts]))


@given(
    st.sampled_from(["{}", '{1 "A" 6 B}', "{1}", '{\t1\t"A b"}']),
    st.sampled_from(["1", "-1.50", "1.234", "1e3"]),
    st.lists(
        st.sampled_from(['""', "20070201", '"20070231"', "1", '"åäö x"', "-2.125"]), max_size=5
    ),
    between,
)
def test_a_row_of_the_bulk_is_the_careful_one(
    objects: str, amount: str, rest: list[str], gap: str
) -> None:
    same_either_way(gap.join(["#TRANS", "1930", objects, amount, *rest]))


def same_either_way(line: str) -> bool:
    """Whether the bulk reads a line, which the careful reader then has to read alike."""
    found = in_bulk(line)
    if found is None:
        return False
    problems = Collector()
    fields, odd = scan(line)
    label = str(fields[0])[1:]
    careful = row if isinstance(found, Row) else record
    assert careful(label, fields[1:], 7, problems) == found
    assert (odd, problems.problems) == ([], [])
    assert found.line == 7
    return True


@pytest.mark.longer
def test_the_lines_of_the_samples_are_read_the_same_either_way() -> None:
    taken = 0
    for path in PATHS:
        for line in path.read_bytes().decode("cp437").replace("\r", "").split("\n"):
            if line.strip().startswith(("#TRANS", "#VER")):
                taken += same_either_way(line) and "#TRANS" in line
    assert taken > 2000  # of the 2337 rows


def test_rows_compare_and_hash_without_their_lines() -> None:
    one, other = in_bulk("#TRANS 1930 {} 5"), in_bulk("#TRANS 1930 {} 5.00")
    assert isinstance(one, Row)
    assert isinstance(other, Row)
    other = other._replace(line=9)
    assert (one == other, one != other, hash(one) == hash(other)) == (True, False, True)
    assert one != tuple(one)
    assert one != one._replace(text="x")


def test_a_voucher_after_an_unreadable_one_is_read_and_checked() -> None:
    text = (
        HEAD
        + '#KONTO 1930 Bank\n#KONTO 3010 "Avgift"\n'
        + "#VER A 1 20200101\n{\n#TRANS 1930 {} 1,505\n#TRANS 3010 {} -1.5\n}\n"
        + "#VER A 2 20200102\n{\n#TRANS 1930 {} 100.00\n#TRANS 3010 {} -50.00\n }\n"
    )
    problems = sie.check(io.BytesIO(text.encode()))
    assert [(p.kind, p.line) for p in problems if p.kind in ("amount", "balance")] == [
        ("amount", 8),
        ("balance", 11),
    ]
