"""TOML is written so that it reads back the same, and edited so that nothing else changes."""

from __future__ import annotations

import re
import tempfile
import tomllib
from datetime import date
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sambruk_cli.edits.lines import joined, text_of, with_ends
from sambruk_cli.edits.plan import appended, rewritten
from sambruk_cli.edits.toml import new_toml, with_tables, with_value, without_table
from sambruk_cli.register.association import AssociationFile
from sambruk_cli.register.fields import printable_line
from sambruk_cli.register.members import MembersFile
from sambruk_cli.register.read import read_model
from sambruk_cli.workspace import Workspace
from tests.conftest import PROJECT


def loaded(text: str) -> dict[str, Any]:
    return tomllib.loads(text, parse_float=Decimal)


def test_a_new_file_is_written_as_a_person_would() -> None:
    found = new_toml(
        {
            "association": {"name": 'Föreningen "Ö"', "closed": False, "left": None, "none": ()},
            "fiscal_years": [
                {"label": "2007", "start": date(2007, 1, 1)},
                {"label": "2008", "fee": Decimal("12.50"), "parts": [{"id": "a"}]},
            ],
        }
    )
    assert found == (
        '[association]\nname = "Föreningen \\"Ö\\""\nclosed = false\n'
        '\n[[fiscal_years]]\nlabel = "2007"\nstart = 2007-01-01\n'
        '\n[[fiscal_years]]\nlabel = "2008"\nfee = 12.50\n'
        '\n[[fiscal_years.parts]]\nid = "a"\n'
    )


def test_a_key_that_would_have_to_stand_in_quotes_is_refused() -> None:
    with pytest.raises(ValueError, match="quotes"):
        new_toml({"a b": 1})


def is_line(text: str) -> bool:
    try:
        printable_line(text)
    except ValueError:
        return False
    return True


LINES = st.text(max_size=30).filter(is_line)
SLUGS = st.from_regex(r"[a-z0-9]{1,9}(?:[-_][a-z0-9]{1,9}){0,2}", fullmatch=True)
MEMBERS = st.lists(
    st.fixed_dictionaries({"id": SLUGS, "name": LINES, "kind": st.just("organisation")}),
    max_size=4,
    unique_by=lambda member: member["id"],
)


@given(LINES, LINES)
def test_any_name_reads_back_through_the_register(name: str, seat: str) -> None:
    values = {
        "association": {
            "name": name,
            "short_name": name,
            "organisation_number": "802428-2785",
            "seat": seat,
        },
        "fiscal_years": [{"label": "2007", "start": date(2007, 1, 1), "end": date(2007, 12, 31)}],
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "config/association.toml"
        path.parent.mkdir()
        path.write_text(new_toml(values), "utf-8", newline="")
        found, _, faults = read_model(
            Workspace(Path(folder)), "config/association.toml", AssociationFile
        )
    assert faults == []
    assert found is not None
    assert (found.association.name, found.association.seat) == (name, seat)


@given(MEMBERS, MEMBERS)
def test_members_that_are_added_read_back_after_those_that_were_there(
    before: list[dict[str, str]], added: list[dict[str, str]]
) -> None:
    text = with_tables(new_toml({"members": before}), "members", added)
    assert loaded(text) == ({"members": before + added} if before or added else {})
    read = MembersFile.model_validate(loaded(text))
    assert len(read.members) == len(before + added)


# Files as people write them: comments before, within, after and beside; values of many lines.
COMMENTS = st.lists(st.sampled_from(["", "# ett", "# två # tre", "#[[a]]"]), max_size=3)
PAIRS = st.sampled_from(
    [
        "{} = 1  # one",
        '{} = "a # b"',
        "{} = [\n  1, # ett\n  2,\n]",
        '{} = """\n[[a]]\n# x\n"""',
        "{} = 2007-01-01",
        "{}.inner = 1.50",
    ]
)
HEADS = st.sampled_from(["[[a]]", "[[a]]", "[[b]]", "[[a]] # beside"])


@st.composite
def documents(draw: st.DrawFn) -> str:
    lines = draw(COMMENTS)
    lines += [draw(PAIRS).format(f"top{n}") for n in range(draw(st.integers(0, 2)))]
    for head in draw(st.lists(HEADS, max_size=5)):
        lines += [*draw(COMMENTS), head]
        for n in range(draw(st.integers(0, 3))):
            lines += [draw(PAIRS).format(f"key{n}"), *draw(COMMENTS)]
        if draw(st.booleans()):
            lines += [f"[{head.strip('[]').partition(']')[0]}.sub]", "x = 1", *draw(COMMENTS)]
    return "\n".join(lines) + draw(st.sampled_from(["", "\n", "\n\n"]))


def comments(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.lstrip().startswith("#")]


def is_in_order(part: list[str], whole: list[str]) -> bool:
    rest = iter(whole)
    return all(line in rest for line in part)


def stands_together(text: str) -> bool:
    """Whether no table of another array stands between those of one; tomlkit would move them."""
    heads = re.findall(
        r"^\[\[([ab])\]\]", re.sub('"""\n.*?"""', "", text, flags=re.S), re.MULTILINE
    )
    return len([name for name, _ in groupby(heads)]) == len(set(heads))


ADDED: list[dict[str, Any]] = [
    {"id": "å", "many": ["x", "y"], "from": date(2007, 1, 1)},
    {"id": "z"},
]


@given(documents())
def test_tables_that_are_added_leave_every_line_as_it_was(text: str) -> None:
    found = with_tables(text, "a", ADDED)
    wanted = loaded(text)
    wanted.setdefault("a", []).extend(ADDED)
    assert loaded(found) == wanted
    assert is_in_order(
        [x for x in text.split("\n") if x.strip()], [x for x in found.split("\n") if x.strip()]
    )


@given(documents(), st.data())
def test_a_table_that_is_taken_away_takes_nothing_else_along(
    text: str, data: st.DataObject
) -> None:
    tables = loaded(text).get("a", [])
    if not tables:
        with pytest.raises((KeyError, IndexError)):
            without_table(text, "a", 0)
        return
    index = data.draw(st.integers(0, len(tables) - 1))
    found = without_table(text, "a", index)
    wanted = loaded(text)
    del wanted["a"][index]
    if not wanted["a"]:
        del wanted["a"]
    assert loaded(found) == wanted
    if stands_together(text):
        assert is_in_order([x for x in found.split("\n") if x], text.split("\n"))


@given(documents(), st.sampled_from(["key0", "key1", "new"]), st.data())
def test_a_key_that_is_set_leaves_every_comment_and_every_other_value(
    text: str, key: str, data: st.DataObject
) -> None:
    wanted = loaded(text)
    places: list[tuple[str | int, ...]] = [()]
    places += [(name, n) for name in ("a", "b") for n, _ in enumerate(wanted.get(name, []))]
    place = data.draw(st.sampled_from(places))
    table: Any = wanted
    for step in place:
        table = table[step]
    if isinstance(table.get(key), dict | list) or (key in table and "\n" in str(table[key])):
        return
    table[key] = "nytt"
    found = with_value(text, (*place, key), "nytt")
    assert loaded(found) == wanted
    assert sorted(comments(found)) == sorted(comments(text))
    if stands_together(text):
        assert comments(found) == comments(text)


def test_the_comment_before_what_follows_stays_with_it() -> None:
    path = PROJECT / "config/association.toml"
    text = path.read_text()
    found = with_tables(text, "fiscal_years", [{"label": "2008", "start": date(2008, 1, 1)}])
    assert found == text.replace(
        "\n# Rutan", '\n[[fiscal_years]]\nlabel = "2008"\nstart = 2008-01-01\n\n# Rutan'
    )
    closed = with_value(found, ("fiscal_years", 2, "closed"), True)
    assert closed == found.replace("start = 2008-01-01\n", "start = 2008-01-01\nclosed = true\n")
    assert with_value(closed, ("association", "seat"), "Gävle") == closed.replace(
        '"Sandviken"', '"Gävle"'
    )
    assert without_table(found, "fiscal_years", 2) == text


def test_what_is_no_array_of_tables_is_not_added_to() -> None:
    with pytest.raises(ValueError, match="no array"):
        with_tables("a = 1\n", "a", ADDED)
    inline = with_tables('a = [{ id = "x" }]\n', "a", [{"id": "y"}])
    assert loaded(inline) == {"a": [{"id": "x"}, {"id": "y"}]}


BOM = b"\xef\xbb\xbf"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"a\n", b"a\n\nx\ny\n"),
        (b"a", b"a\n\nx\ny\n"),
        (b"a\r\nb\r\n", b"a\r\nb\r\n\r\nx\r\ny\r\n"),
        (b"a\r\nb", b"a\r\nb\r\n\r\nx\r\ny\r\n"),
        (b"", b"x\ny\n"),
        (BOM, BOM + b"x\ny\n"),
        (BOM + b"a\r\n", BOM + b"a\r\n\r\nx\r\ny\r\n"),
    ],
)
def test_text_is_added_with_the_line_ends_of_the_file(before: bytes, after: bytes) -> None:
    assert joined(before, "x\ny\n") == after
    change = appended("a", before, "x\ny\n")
    assert (change.before, change.after) == (before, after)


ENDED = st.lists(st.tuples(st.text("ab", max_size=3), st.sampled_from(["\n", "\r\n"])), max_size=8)


@given(ENDED, st.booleans(), st.text("ab", max_size=2), st.integers(0, 8))
def test_lines_that_stay_keep_their_ends(
    lines: list[tuple[str, str]], marked: bool, last: str, at: int
) -> None:
    before = (BOM if marked else b"") + "".join(
        [*(text + end for text, end in lines), last]
    ).encode()
    assert with_ends(before, text_of(before)) == before
    rows = text_of(before).split("\n")
    text = "\n".join([*rows[:at], "NEW", *rows[at:]])
    after = with_ends(before, text)
    assert text_of(after) == text
    assert after.startswith(BOM) == marked
    if len({end for _, end in lines}) == 1 and lines:
        assert (b"\r\n" in after) == (lines[0][1] == "\r\n")


def test_a_file_with_windows_ends_is_edited_in_them() -> None:
    before = BOM + b'# x\r\n[[a]]\r\nid = "1"\r\n\r\n# y\r\n[b]\r\n'
    change = rewritten("a.toml", before, with_tables(text_of(before), "a", [{"id": "2"}]))
    assert change.after == BOM + (
        b'# x\r\n[[a]]\r\nid = "1"\r\n\r\n[[a]]\r\nid = "2"\r\n\r\n# y\r\n[b]\r\n'
    )
