"""Tables of an array are changed where they stand: nothing else of the file is touched."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sambruk_cli.edits.entries import NotEditable, with_entries
from sambruk_cli.edits.toml import new_toml

MEMBERS = """\
# Who we are
[[kinds]]
id = "person"

# the first of them
[[members]]
id = "anna"  # an id
name = 'Anna'
kind = "person"
joined = 2010-01-01  # by the minutes
left = 2018-12-31
# after the keys

# Bo came later
[[members]]
id = "bo"
name = "Bo"
address = [
  "Gatan 1",
  "123 45 Orten",
]

  [[members.attributes]]
  name = "size"
  date = 2020-01-01
  value = 1
  source = "blankett"  # signed

# families
[[groups]]
id = "g"
"""
ORDER = ("id", "name", "kind", "number", "address", "email", "joined", "left", "periods")


def tables(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads(text, parse_float=Decimal)["members"]
    return found


def test_a_value_that_is_changed_keeps_what_stands_beside_it() -> None:
    anna, bo = tables(MEMBERS)
    found = with_entries(
        MEMBERS,
        "members",
        {0: {**anna, "id": "a"}, 1: {**bo, "address": ["Vägen 2"], "email": "b@example.se"}},
        order=ORDER,
    )
    assert found == MEMBERS.replace('id = "anna"  # an id', 'id = "a"  # an id').replace(
        'address = [\n  "Gatan 1",\n  "123 45 Orten",\n]\n',
        'address = ["Vägen 2"]\nemail = "b@example.se"\n',
    )


def test_a_key_finds_its_place_and_one_that_goes_leaves_its_comment() -> None:
    anna, _ = tables(MEMBERS)
    del anna["joined"]
    found = with_entries(MEMBERS, "members", {0: {**anna, "number": "7"}}, order=ORDER)
    assert found == MEMBERS.replace(
        'kind = "person"\njoined = 2010-01-01  # by the minutes\n',
        'kind = "person"\nnumber = "7"\n# by the minutes\n',
    )


def test_who_comes_back_has_periods_in_place_of_the_days() -> None:
    anna, _ = tables(MEMBERS)
    times = [{k: anna.pop(k) for k in ("joined", "left")}, {"joined": date(2021, 3, 1)}]
    found = with_entries(MEMBERS, "members", {0: {**anna, "periods": times}}, order=ORDER)
    assert found == MEMBERS.replace(
        "joined = 2010-01-01  # by the minutes\nleft = 2018-12-31\n",
        "periods = [\n"
        "  { joined = 2010-01-01, left = 2018-12-31 },  # by the minutes\n"
        "  { joined = 2021-03-01 },\n]\n",
    )
    times = [*times, {"joined": date(2030, 1, 1)}]
    again = with_entries(found, "members", {0: {**anna, "periods": times}}, order=ORDER)
    assert tables(again)[0]["periods"] == times
    assert "# by the minutes\n" in again


def test_a_value_comes_after_those_of_its_kind_and_members_after_the_last() -> None:
    _, bo = tables(MEMBERS)
    value = {"name": "size", "date": date(2021, 1, 1), "value": Decimal("2.5"), "source": "ny"}
    found = with_entries(
        MEMBERS,
        "members",
        {1: {**bo, "attributes": [*bo["attributes"], value]}},
        [{"id": "cilla", "name": "Cilla"}],
        ORDER,
    )
    assert found == MEMBERS.replace(
        "\n# families",
        '\n[[members.attributes]]\nname = "size"\ndate = 2021-01-01\nvalue = 2.5\nsource = "ny"\n'
        '\n[[members]]\nid = "cilla"\nname = "Cilla"\n\n# families',
    )


def test_a_table_within_is_corrected_where_it_stands() -> None:
    _, bo = tables(MEMBERS)
    value = {**bo["attributes"][0], "value": 2, "source": "annan"}
    found = with_entries(MEMBERS, "members", {1: {**bo, "attributes": [value]}})
    assert found == MEMBERS.replace("value = 1", "value = 2").replace(
        '"blankett"  # signed', '"annan"  # signed'
    )


def test_an_amount_that_is_added_to_a_table_within_ends_its_line() -> None:
    text = '[[members]]\n\n[[members.a]]\nname = "x"\n\n[[members.b]]\nname = "x"\n'
    rows = [{"name": "x", "value": Decimal("0.50")}, {"name": "y"}]
    found = with_entries(text, "members", {0: {"b": rows}})
    assert found == (
        '[[members]]\n\n[[members.b]]\nname = "x"\nvalue = 0.50\n[[members.b]]\nname = "y"\n'
    )


def test_what_does_not_change_leaves_the_text_as_it_is() -> None:
    assert with_entries(MEMBERS, "members", dict(enumerate(tables(MEMBERS)))) is MEMBERS
    assert with_entries("", "members", {}, [{"id": "a"}]) == '[[members]]\nid = "a"\n'
    assert with_entries("x = 1", "members", {}, [{"id": "a"}]) == 'x = 1\n\n[[members]]\nid = "a"\n'


def test_members_on_one_line_are_changed_too() -> None:
    text = 'members = [{id = "a", attributes = [{name = "x", value = 1}]}, {id = "b"}]  # all\n'
    new = {"id": "a", "attributes": [{"name": "x", "value": 2}, {"name": "y", "value": 3}]}
    found = with_entries(text, "members", {0: new}, [{"id": "c"}])
    assert tables(found) == [new, {"id": "b"}, {"id": "c"}]
    assert found.endswith("  # all\n")


def test_what_is_no_array_is_refused() -> None:
    with pytest.raises(NotEditable):
        with_entries("members = 1\n", "members", {}, [{"id": "c"}])


KEYS = ("id", "name", "email", "joined")
VALUES = st.one_of(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8),
    st.integers(-5, 10**6),
    st.dates(),
    st.booleans(),
    st.decimals(0, 1000, places=2),
    st.lists(st.text("ab#\"'", max_size=4), min_size=1, max_size=3),
)
INNER = st.lists(
    st.dictionaries(st.sampled_from(["name", "value"]), VALUES, min_size=1), max_size=3
)


@st.composite
def entries(draw: st.DrawFn) -> dict[str, Any]:
    table: dict[str, Any] = draw(st.dictionaries(st.sampled_from(KEYS), VALUES))
    for name in ("attributes", "tiers"):
        if inner := draw(INNER):
            table[name] = inner
    return table


def lines_of(table: dict[str, Any], draw: Any) -> list[str]:
    """A table as some person might write it."""
    text = new_toml({"members": [table]}) if draw(st.booleans()) else None
    comment = draw(st.sampled_from(["", "  # one", " # [[members]]"]))
    if text is not None:
        return [f"{line}{comment}" if line.startswith("[[") else line for line in text.split("\n")]
    lines = ["[[members]]" + comment]
    for key, value in table.items():
        said = new_toml({"x": {"y": value}}).split("\n", 1)[1]
        if isinstance(value, list) and value and isinstance(value[0], dict):
            rows = ", ".join(
                "{"
                + ", ".join(new_toml({k: v}).strip().replace("\n", " ") for k, v in r.items())
                + "}"
                for r in value
            )
            lines.append(f"{key} = [{rows}]{comment}")
        else:
            lines += [key + said.removeprefix("y").rstrip("\n") + comment]
        lines += draw(st.sampled_from([[], ["# between"], ["", "# below"]]))
    return lines


@given(st.data())
def test_any_change_says_what_it_is_to_say_and_keeps_every_comment(data: st.DataObject) -> None:
    before = data.draw(st.lists(entries(), min_size=1, max_size=4))
    lines = [line for table in before for line in [*lines_of(table, data.draw), ""]]
    text = "\n".join([*lines, "# the end", "[[groups]]", 'id = "g"', ""])
    changed = {n: data.draw(entries()) for n in data.draw(st.sets(st.integers(0, len(before) - 1)))}
    added = data.draw(st.lists(entries(), max_size=2))
    found = with_entries(text, "members", changed, added, KEYS)
    wanted = [changed.get(at, table) for at, table in enumerate(before)] + added
    assert tables(found) == wanted
    assert tomllib.loads(found)["groups"] == [{"id": "g"}]
    assert '# the end\n[[groups]]\nid = "g"\n' in found
