"""Vouchers of one file alone, and of the parts of it that differ from another version."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from sambruk_cli.books.one_file import differing, facts_of, vouchers_in
from sambruk_cli.workspace import Workspace
from tests.extent import tried

ENTRY = '2021-01-0{day} * "{text}"\n  ver: "A{day}"\n  Assets:1-A {kr}.00 SEK\n  Income:2-B{rest}\n'
PIECES = [
    ENTRY.format(day=day, text=text, kr=kr, rest=rest)
    for day in (1, 2)
    for text in ("x", "xx")
    for kr in (1, 11)
    for rest in ("", f" -{kr}.00 SEK")
]
pieces = st.lists(st.sampled_from([*PIECES, "\n", "; 1 x\n", "* rubrik\n"]), max_size=7).map(
    "".join
)


def said(text: str) -> Counter[tuple[object, ...]]:
    """What the vouchers of a text say, with their lines."""
    found = vouchers_in(Workspace(Path("/nowhere")), "ledger/x.beancount", text).vouchers
    return Counter((v.date, v.text, v.line, str([p[:2] for p in v.postings])) for v in found)


def apart(text: str) -> Counter[tuple[object, ...]]:
    return Counter((day, words, rows) for day, words, _, rows in said(text).elements())


@tried(200, few=30)
@given(pieces, pieces, pieces, pieces)
def test_what_differs_holds_every_voucher_that_differs_at_its_line(
    above: str, before: str, after: str, below: str
) -> None:
    texts = above + before + below, above + after + below
    parts = differing(*texts)
    for text, part in zip(texts, parts, strict=True):
        assert said(part) <= said(text)
    whole, some = (apart(old) - apart(new) for old, new in (texts, parts))
    assert whole == some
    whole, some = (apart(new) - apart(old) for old, new in (texts, parts))
    assert whole == some


def test_only_what_differs_is_left() -> None:
    one, two, three, four = (
        ENTRY.format(day=d, text=t, kr=1, rest="") for d in (1, 2) for t in "xy"
    )
    assert differing(one + two + four, one + three + four) == ("\n" * 4 + two, "\n" * 4 + three)
    assert differing(one, one + two) == ("\n" * 4, "\n" * 4 + two)
    assert differing(one + two, two) == (one, "")
    assert differing(one, one) == ("\n" * 4, "\n" * 4)
    # A line that goes on with the entry above belongs to it.
    assert differing(one, one + "    note: 1\n") == (one, one + "    note: 1\n")


def test_what_a_file_says_of_others_is_known_by_its_text() -> None:
    text = 'include "a.beancount"\n  option "include" "b*"\n2020-01-01 open Assets:1930-Bank SEK\n'
    facts = facts_of(text)
    assert facts.includes == ("a.beancount", "b*")
    assert (facts.opens, facts.is_apart, facts.is_in_lines) == (("Assets:1930-Bank",), True, True)
    for tangled in (
        "2020-01-01 pad A:B C:D\n",
        'option "name_assets" "T"\n',
        "  A:B 1 X {2 SEK}\n",
    ):
        assert not facts_of(text + tangled).is_apart
    for doubtful in ('2020-01-01 * "x\ny"\n', "pushtag #a\n", '2020-01-01 * "a\\"b"\n'):
        assert not facts_of(text + doubtful).is_in_lines
