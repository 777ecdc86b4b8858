"""A line is split into its fields, the quick way as the careful one does it."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sambruk_cli.sie import lex
from sambruk_cli.sie.ksumma import bare
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


@pytest.mark.slow
def test_the_lines_of_the_samples_are_split_the_same_either_way() -> None:
    for path in PATHS:
        for line in path.read_bytes().decode("cp437").replace("\r", "").split("\n"):
            assert either(line) == careful(line)


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


@given(pieces.filter(lambda parts: not any("\\" in part for part in parts)))
def test_what_a_checksum_runs_over_is_the_fields_of_the_line(parts: list[str]) -> None:
    for between in (" ", "\t", "  \t"):
        line = between.join(["#TRANS", *parts])
        if isinstance(found := careful(line), tuple) and not found[1]:
            flat = "".join(f if isinstance(f, str) else "".join(f) for f in found[0])
            assert bare(line) == flat
