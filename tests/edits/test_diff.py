"""The diff of a plan is one that git and patch take."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sambruk_cli.edits.diff import differences, unified
from sambruk_cli.edits.plan import Change, Plan, made
from sambruk_cli.render.diff import diff_lines
from tests.conftest import required_program
from tests.extent import tried


def lines_of(change: Change) -> list[str]:
    return list(unified(Plan((change,)), change))


def test_a_file_that_is_added_to_shows_three_lines_before() -> None:
    change = Change("a", b"1\n2\n3\n4\n5\n", b"1\n2\n3\n4\n5\nnew\n")
    assert lines_of(change) == [
        "--- a/a",
        "+++ b/a",
        "@@ -3,3 +3,4 @@",
        " 3",
        " 4",
        " 5",
        "+new",
    ]


def test_files_that_come_and_go_are_named_so() -> None:
    assert lines_of(Change("a", None, b"x\n")) == [
        "--- /dev/null",
        "+++ b/a",
        "@@ -0,0 +1 @@",
        "+x",
    ]
    assert lines_of(Change("a", b"x\ny\n", None)) == [
        "--- a/a",
        "+++ /dev/null",
        "@@ -1,2 +0,0 @@",
        "-x",
        "-y",
    ]


LINES = st.lists(st.sampled_from(["a", "b", "c", "", "d e"]), max_size=30)


@pytest.mark.process
@tried(40)
@given(LINES, LINES)
def test_patch_makes_the_new_file_of_the_old_one(old: list[str], new: list[str]) -> None:
    program = required_program("patch")
    before, after = ("".join(f"{line}\n" for line in lines) for lines in (old, new))
    change = Change("f", before.encode(), after.encode())
    text = "".join(f"{line}\n" for line in lines_of(change))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "f"
        path.write_bytes(before.encode())
        if text:
            subprocess.run(
                [program, "-s", "-p1", "-d", folder, "f"], input=text, text=True, check=True
            )
        assert (path.read_bytes() if path.exists() else b"") == after.encode()


@pytest.mark.slow
def test_a_long_file_is_compared_where_it_differs() -> None:
    many = b"".join(b"%d\n" % n for n in range(200_000))
    change = Change("a", many, many.replace(b"\n100000\n", b"\nX\n") + b"end\n")
    assert len(lines_of(change)) == 2 + (1 + 3 + 2 + 3) + (1 + 3 + 1)


def test_a_terminal_gets_so_many_lines_and_nothing_that_steers_it() -> None:
    plan = Plan.of([made("a", "\x1b[31mred\n" * 10)])
    lines = [line.text for line in diff_lines(plan, "en", 5)]
    assert lines[3:] == ["+\\u001b[31mred"] * 2 + [
        "",
        "... 8 more lines; they are shown in a pipe or file",
    ]
    assert len(diff_lines(plan, "sv")) == 13


def test_lines_that_stay_are_shown_as_the_plan_lets_them() -> None:
    change = Change("a", b"1\n2\n", b"1\n2\n3\n")
    plan = Plan((change,), shown=lambda path, line: f"{path}:{line}")
    assert list(unified(plan, change))[3:] == [" a:1", " a:2", "+3"]


@given(st.lists(st.integers(0, 30), max_size=30), st.lists(st.integers(0, 30), max_size=30))
def test_a_text_that_is_parted_before_it_is_compared_differs_in_the_same_way(
    old: list[int], new: list[int]
) -> None:
    before, after = [str(n) for n in old], [str(n) for n in new]
    with patch("sambruk_cli.edits.diff._LONG", 0):
        spans = list(differences(before, after))
    made_of: list[str] = []
    done = 0
    for i1, i2, j1, j2 in spans:
        made_of += [*before[done:i1], *after[j1:j2]]
        done = i2
    assert made_of + before[done:] == after


@pytest.mark.slow
def test_many_entries_that_are_alike_are_compared_in_a_moment() -> None:
    entries = [f'[[members]]\nid = "m{n}"\nkind = "person"\nleft = 1\n\n' for n in range(20_000)]
    before = "".join(entries).encode()
    change = Change("a", before, before.replace(b"left = 1", b"left = 2"))
    lines = lines_of(change)
    assert lines.count("-left = 1") == lines.count("+left = 2") == 20_000
