"""Lines of keys and elements, held against documents whose writer noted them while writing."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sambruk_cli.register.locate import KeyPath, line_of, positions
from tests.extent import tried


@dataclass
class Document:
    """A TOML document being written, and where each thing in it was put."""

    text: str = ""
    line: int = 1
    lines: dict[KeyPath, int] = field(default_factory=dict)

    def write(self, text: str) -> None:
        self.text += text
        self.line += text.count("\n")

    def note(self, path: KeyPath) -> None:
        """The line where something is first mentioned is its line."""
        self.lines.setdefault(path, self.line)


# A key as it is written, and the key that it means.
_PLAIN_KEYS = st.text("abcXYZ019_-", min_size=1, max_size=5).map(lambda k: (k, k))
_ODD_KEYS = st.sampled_from(
    [
        ('""', ""),
        ("''", ""),
        ('"a.b"', "a.b"),
        ('"]"', "]"),
        ('"= 1 # {"', "= 1 # {"),
        (r'"q\"q"', 'q"q'),
        (r'"back\\"', "back\\"),
        (r'"tab\t"', "tab\t"),
        (r'"new\nline"', "new\nline"),
        (r'"\u00e5"', "å"),
        (r'"\U0001F600"', "\U0001f600"),
        ('"åäö"', "åäö"),
        ("'lit\"[]'", 'lit"[]'),
        (r"'no\escape\'", "no\\escape\\"),
    ]
)
KEYS = st.one_of(_PLAIN_KEYS, _PLAIN_KEYS, _ODD_KEYS)

SCALARS = st.sampled_from(
    [
        "0",
        "-17",
        "1_000",
        "0xdead_beef",
        "3.14",
        "-1e10",
        "inf",
        "nan",
        "true",
        "false",
        "2007-04-23",
        "2007-04-23T07:32:00Z",
        "2007-04-23 07:32:00",
        "07:32:00",
        '""',
        "''",
        '"plain"',
        r'"with \" and \\"',
        '"] } , # = ["',
        r'"[[a]] \u00e5"',
        "'] } , # = [ \" \\'",
        '""""""',
        "''''''",
        '"""one line"""',
    ]
)

# Strings over several lines that look like structure, end in quotes or break off with a backslash.
LONG_STRINGS = st.sampled_from(
    [
        '"""\na = 1\n[b]\n"""',
        '"""first\n\nthird"""',
        '"""quoted ""here""\nand at the end"""""',
        '"""one at the end\n""""',
        '"""escaped \\"""\nstill inside"""',
        '"""ends in a backslash \\\\"""',
        '"""folded \\\n   to one line"""',
        "'''\n[[a]]\nb = ']'\n'''",
        "'''ends in\nquotes'''''",
        "'''backslash\\\n'''",
    ]
)
COMMENTS = st.sampled_from(["", "", "  # [x] = {", " # 'unclosed", '# """'])
SPACES = st.sampled_from(["", " ", "\t", "  "])
GAPS = st.sampled_from(["", " ", "\n", "\n  ", " # ], }\n", "\n\n# a = 1\n\t"])


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A valid document with everything that can stand in one."""
    document = Document()
    document.write(draw(st.sampled_from(["", "\n", "# first\n\n", "  \n"])))
    _table(draw, document, (), (), 0)
    if draw(st.booleans()):
        document.text = document.text.rstrip("\n")  # the last line may stay open
    return document


def _table(
    draw: st.DrawFn, out: Document, names: tuple[str, ...], path: KeyPath, depth: int
) -> None:
    """The pairs of a table, then the tables below it.

    Args:
      names: the table's header as it is written.
      path: the table itself, with the indices of arrays of tables.
    """
    keys = draw(st.lists(KEYS, max_size=4, unique_by=lambda k: k[1]))
    below = []
    for written, key in keys:
        if depth < 3 and draw(st.integers(0, 2)) == 0:
            below.append((written, key))
        else:
            out.write(draw(st.sampled_from(["", "", "  ", "\t"])))
            _pair(draw, out, path, written, key)
            out.write(draw(COMMENTS) + "\n" + draw(st.sampled_from(["", "", "\n", "# c\n"])))
    for written, key in below:
        if draw(st.booleans()):
            _sub_table(draw, out, names, path, (written, key), depth)
        else:
            _array_of_tables(draw, out, names, path, (written, key), depth)


def _pair(draw: st.DrawFn, out: Document, path: KeyPath, written: str, key: str) -> None:
    """key = value; now and then a dotted key with one or two ends below the same beginning."""
    dotted = draw(st.integers(0, 4)) == 0
    ends = draw(st.lists(KEYS, min_size=1, max_size=2, unique_by=lambda k: k[1])) if dotted else []
    if not ends:
        out.note((*path, key))
        out.write(f"{written}{draw(SPACES)}={draw(SPACES)}")
        _value(draw, out, (*path, key), 0)
        return
    for index, (end_written, end) in enumerate(ends):
        if index:
            out.write("\n")
        out.note((*path, key))
        out.note((*path, key, end))
        dot = f"{draw(SPACES)}.{draw(SPACES)}"
        out.write(f"{written}{dot}{end_written} = ")
        _value(draw, out, (*path, key, end), 0)


def _value(draw: st.DrawFn, out: Document, path: KeyPath, depth: int) -> None:
    kind = draw(st.integers(0, 5)) if depth < 3 else 0
    if kind == 1:
        out.write(draw(LONG_STRINGS))
    elif kind == 2:
        _array(draw, out, path, depth)
    elif kind == 3:
        _inline_table(draw, out, path, depth)
    else:
        out.write(draw(SCALARS))


def _array(draw: st.DrawFn, out: Document, path: KeyPath, depth: int) -> None:
    out.write("[")
    size = draw(st.integers(0, 3))
    for index in range(size):
        out.write(draw(GAPS))
        out.note((*path, index))
        _value(draw, out, (*path, index), depth + 1)
        out.write(draw(GAPS))
        if index < size - 1 or draw(st.booleans()):
            out.write(",")
    out.write(draw(GAPS) + "]")


def _inline_table(draw: st.DrawFn, out: Document, path: KeyPath, depth: int) -> None:
    keys = draw(st.lists(KEYS, max_size=3, unique_by=lambda k: k[1]))
    out.write("{" + draw(SPACES))
    for index, (written, key) in enumerate(keys):
        if index:
            out.write("," + draw(SPACES))
        out.note((*path, key))
        out.write(f"{written} = ")
        _value(draw, out, (*path, key), depth + 1)
        out.write(draw(SPACES))
    out.write("}")


def _header(draw: st.DrawFn, out: Document, names: tuple[str, ...], brackets: int) -> None:
    space = draw(SPACES)
    inside = f"{space}.{space}".join(names)
    out.write("[" * brackets + space + inside + space + "]" * brackets + draw(COMMENTS) + "\n")


def _sub_table(
    draw: st.DrawFn,
    out: Document,
    names: tuple[str, ...],
    path: KeyPath,
    key: tuple[str, str],
    depth: int,
) -> None:
    """[names.key], or [names.key.more] with no header for the table between."""
    headed = [key]
    if draw(st.booleans()):
        headed.append(draw(KEYS))
    for written, meant in headed:
        names, path = (*names, written), (*path, meant)
        out.note(path)
    _header(draw, out, names, 1)
    _table(draw, out, names, path, depth + 1)


def _array_of_tables(
    draw: st.DrawFn,
    out: Document,
    names: tuple[str, ...],
    path: KeyPath,
    key: tuple[str, str],
    depth: int,
) -> None:
    names, path = (*names, key[0]), (*path, key[1])
    for index in range(draw(st.integers(1, 3))):
        out.note(path)
        out.note((*path, index))
        _header(draw, out, names, 2)
        _table(draw, out, names, (*path, index), depth + 1)


def paths_in(value: Any, path: KeyPath = ()) -> set[KeyPath]:
    """Everything that a parsed document holds."""
    items = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    return {path} - {()} | {p for key, item in items for p in paths_in(item, (*path, key))}


@tried(400)
@given(documents())
def test_every_key_and_element_is_found_on_the_line_it_was_written(document: Document) -> None:
    assert positions(document.text) == document.lines


@tried(200)
@given(documents())
def test_what_a_parser_finds_has_a_line_and_nothing_else_has(document: Document) -> None:
    assert set(positions(document.text)) == paths_in(tomllib.loads(document.text))


@tried(100)
@given(documents())
def test_line_ends_of_another_system_change_no_line(document: Document) -> None:
    assert positions(document.text.replace("\n", "\r\n")) == document.lines


def test_an_element_of_an_array_of_tables_stands_where_its_header_stands() -> None:
    text = '[[members]]\nid = "a"\n\n# the second\n[[members]]\n\nid = "b"\n'
    assert positions(text) == {
        ("members",): 1,
        ("members", 0): 1,
        ("members", 0, "id"): 2,
        ("members", 1): 5,
        ("members", 1, "id"): 7,
    }


def test_a_table_below_an_array_of_tables_belongs_to_its_last_element() -> None:
    text = "[[a]]\n[[a.b]]\n[[a.b]]\nx = 1\n[[a]]\n[a.c]\n[[a.b]]\nx = 2\n[a.b.d]\n"
    assert positions(text) == {
        ("a",): 1,
        ("a", 0): 1,
        ("a", 0, "b"): 2,
        ("a", 0, "b", 0): 2,
        ("a", 0, "b", 1): 3,
        ("a", 0, "b", 1, "x"): 4,
        ("a", 1): 5,
        ("a", 1, "c"): 6,
        ("a", 1, "b"): 7,
        ("a", 1, "b", 0): 7,
        ("a", 1, "b", 0, "x"): 8,
        ("a", 1, "b", 0, "d"): 9,
    }


def test_keys_of_an_inline_table_over_one_line_stand_on_that_line() -> None:
    text = "\namounts = { small = 1, large = 2 }\n"
    lines = positions(text)
    assert lines["amounts", "small"] == lines["amounts", "large"] == 2


def test_each_element_of_a_long_array_has_a_line_of_its_own() -> None:
    text = 'names = [\n  "a", "b",\n  # "c",\n\n  "d",\n]\nlast = 1\n'
    assert positions(text) == {
        ("names",): 1,
        ("names", 0): 2,
        ("names", 1): 2,
        ("names", 2): 5,
        ("last",): 7,
    }


def test_what_looks_like_structure_within_a_string_is_text() -> None:
    text = "a = \"\"\"\n[b]\nc = 1\n\"\"\"\nd = '''\n[[e]]'''\nf = 1\n"
    assert positions(text) == {("a",): 1, ("d",): 5, ("f",): 7}


def test_a_table_that_is_headed_late_stands_at_its_own_header() -> None:
    # What its own header lacks is to be added there, not at the table below it.
    text = "[association.reference]\ntotal = 290\n\n[association]\nname = 1\n"
    lines = positions(text)
    assert lines["association", "reference"] == 1
    assert lines["association", "name"] == 5
    assert lines["association",] == 4


def test_a_text_without_keys_has_no_lines() -> None:
    assert positions("") == {}
    assert positions("# only a comment") == {}


def test_a_path_that_is_not_there_has_the_line_of_what_is_around_it() -> None:
    lines = positions('top = 1\n\n[[members]]\nid = "a"\n[[members]]\nid = "b"\n')
    assert line_of(lines, ("members", 1, "id")) == 6
    assert line_of(lines, ("members", 1, "name")) == 5
    assert line_of(lines, ("members", 1, "populations", 0, "date")) == 5
    assert line_of(lines, ("members", 7, "id")) == 3
    assert line_of(lines, ("nothing", "of", "this")) == 1
    assert line_of(lines, ()) == 1


def test_in_an_empty_file_nothing_has_a_line() -> None:
    assert line_of({}, ("association", "name")) is None
