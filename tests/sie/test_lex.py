"""The quick ways to read a line give what the careful way gives."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sambruk_cli.sie import lex
from sambruk_cli.sie.errors import Collector
from sambruk_cli.sie.model import Voucher
from sambruk_cli.sie.quick import Quick, plain
from sambruk_cli.sie.records import record, row
from tests.sie.samples import PATHS

soup = st.text(alphabet=' \t"{}\\#a1.-å\xa0', max_size=40)
PIECES = """
#TRANS|#RTRANS|#VER|1930|"1930"|{}|{ }|{1 "A"}|{1 A 6 B}|{1 "}"}|{1}|{1 A|-100.50|100|1.234|1,5
|-|20070230|20070201|"20070201"|""|"Text i fält"|"a\\"b"|"C:\\"|"a"b"|text|1.5|"
"""
pieces = st.lists(st.sampled_from(PIECES.strip().replace("\n", "").split("|")), max_size=9)
lines = st.one_of(soup, pieces.map(" ".join), pieces.map("  \t".join))


def careful(line: str) -> object:
    try:
        return lex.scan(line)
    except lex.LexError as error:
        return str(error)


def either(line: str) -> object:
    try:
        return lex.split(line)
    except lex.LexError as error:
        return str(error)


@given(lines)
@example('"a" b" "c"')
@example('{1 "A"b}')
def test_split_is_scan(line: str) -> None:
    assert either(line) == careful(line)


@given(pieces, st.sampled_from(["#TRANS", "#BTRANS", "#VER"]))
def test_a_quick_record_is_the_careful_one(parts: list[str], label: str) -> None:
    same_either_way(" ".join([label, *parts]))


@given(
    st.sampled_from(["{}", '{1 "A" 6 B}', "{1}"]),
    st.sampled_from(["1", "-1.50", "1.234", "1e3"]),
    st.lists(
        st.sampled_from(['""', "20070201", '"20070231"', "1", '"åäö x"', "-2.125"]), max_size=5
    ),
)
def test_a_quick_row_is_the_careful_one(objects: str, amount: str, rest: list[str]) -> None:
    same_either_way(" ".join(["#TRANS 1930", objects, amount, *rest]))


def same_either_way(line: str) -> None:
    quick = Quick()
    found = quick.voucher(line, 7) if line.startswith("#VER") else quick.row(line, 7)
    if found is None:
        return
    problems = Collector()
    fields, odd = lex.scan(line)
    label = str(fields[0])[1:]
    read = record if isinstance(found, Voucher) else row
    assert read(label, fields[1:], 7, problems) == found
    assert (odd, problems.problems) == ([], [])
    assert found.line == 7


def test_the_lines_of_the_samples_are_read_the_same_either_way() -> None:
    taken = 0
    for path in PATHS:
        for line in path.read_bytes().decode("cp437").replace("\r", "").split("\n"):
            assert either(line) == careful(line)
            if line.strip().startswith(("#TRANS", "#VER")):
                same_either_way(line.strip(" \t"))
                taken += Quick().row(line, 1) is not None
    assert taken > 2300  # of the 2337 rows


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("", []),
        ("#KONTO\t1930 \t Bank ", ["#KONTO", "1930", "Bank"]),
        ('#KONTO 1930 "Bank och kassa"', ["#KONTO", "1930", "Bank och kassa"]),
        ('#KONTO 1930 ""', ["#KONTO", "1930", ""]),
        (r'"en \"citerad\" text"', ['en "citerad" text']),
        (r"C:\Temp\x", [r"C:\Temp\x"]),
        (r'"C:\\Temp" 1', [r"C:\\Temp", "1"]),
        (r'"C:\Temp\"', ["C:\\Temp\\"]),
        ('{1 "A B" 6\tC} 5', [("1", "A B", "6", "C"), "5"]),
        ('{} {"}" "{"}', [(), ("}", "{")]),
        ("1930{}5", ["1930", (), "5"]),
        ("a\xa0b c", ["a\xa0b", "c"]),
    ],
)
def test_fields(line: str, fields: list[object]) -> None:
    assert lex.split(line)[0] == fields


@pytest.mark.parametrize("line", ["#X }", "#X {", "#X {1 {2}}", '#X {"a', "#X {1 A", "a}b"])
def test_braces_that_do_not_match_are_refused(line: str) -> None:
    with pytest.raises(lex.LexError):
        lex.split(line)


@given(
    st.lists(st.sampled_from(PIECES.strip().replace("\n", "").split("|")), min_size=3, max_size=9),
    st.sampled_from([" ", "\t", "  \t"]),
)
def test_a_quick_checksum_is_the_careful_one(parts: list[str], between: str) -> None:
    line = between.join(["#TRANS", *parts])
    if Quick().row(line, 1) is not None:
        fields, _ = lex.scan(line)
        flat = "".join(field if isinstance(field, str) else "".join(field) for field in fields)
        assert plain(line) == flat


def test_rows_compare_and_hash_without_their_lines() -> None:
    quick = Quick()
    one, other = quick.row("#TRANS 1930 {} 5", 1), quick.row("#TRANS 1930 {} 5.00", 9)
    assert one is not None
    assert other is not None
    assert (one == other, one != other, hash(one) == hash(other)) == (True, False, True)
    assert one != tuple(one)
    assert one != one._replace(text="x")
