"""A long register is read two ways, and both say the same."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import tomli
import tomli_w
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import ValidationError

from sambruk_cli.register import many_members
from sambruk_cli.register.many_members import read_many_members
from sambruk_cli.register.members import MembersFile
from tests.extent import tried

HEAD = """\
# Who we are
[[attributes]]
id = "size"
label = "storlek"

"""
ANNA = '[[members]]\nid = "anna"\nname = "Anna"\nkind = "person"\njoined = 2010-01-01\n\n'
BO = """\
[[members]]
name = "Bo \\"B\\" Åsk"  # as he writes it
id = "bo"
kind = "person"
address = ["Gatan 1", "123 45 Orten"]
attributes = [{ name = "size", date = 2020-01-01, value = 1.50, source = "k" }]

"""
CILLA = """\
# came later
[[members]]
id = "cilla"
name = "Cilla"
kind = "person"

[[members.attributes]]
name = "size"
date = 2021-01-01
value = 3
source = "k"

"""
TAIL = '[[groups]]\nid = "g"\nname = "G"\npayer = "anna"\nmembers = [{ id = "bo" }]\n'


@pytest.fixture(autouse=True)
def _any_length(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many_members, "LEAST", 0)


def carefully(text: str) -> MembersFile | None:
    try:
        return MembersFile.model_validate(tomli.loads(text, parse_float=Decimal))
    except (tomli.TOMLDecodeError, ValidationError):
        return None


@pytest.mark.parametrize(
    "text",
    [
        HEAD + ANNA + BO + CILLA + TAIL,
        HEAD + CILLA + ANNA + BO,
        ANNA,
        ANNA.rstrip("\n"),
        BO + TAIL + ANNA.replace("anna", "eva"),
        CILLA + TAIL,
        HEAD + TAIL.replace("[[groups]]", "\n[[groups]]") + ANNA,
        ANNA + '[[members]]\nid = "e"\nname = "E"\nkind = "k"\nperiods = [{ left = 2020-01-01 }]\n',
    ],
)
def test_members_are_those_of_the_whole_text_in_their_order(text: str) -> None:
    found = read_many_members(text)
    careful = carefully(text)
    assert found is not None
    assert careful is not None
    assert found == careful
    assert [list(vars(member)) for member in found.members] == [
        list(vars(member)) for member in careful.members
    ]


def test_values_that_are_written_alike_are_shared() -> None:
    text = BO + BO.replace('id = "bo"', 'id = "eva"')
    found = read_many_members(text)
    assert found is not None
    bo, eva = found.members
    assert bo.attributes is eva.attributes
    assert bo.attributes[0].value == Decimal("1.50")
    assert str(bo.attributes[0].value) == "1.50"
    assert (bo.name, eva.id, bo.joined) == ('Bo "B" Åsk', "eva", None)
    assert carefully(ANNA + text) == read_many_members(ANNA + text)


@pytest.mark.parametrize(
    "wrong",
    [
        ANNA.replace('"person"', "1"),
        ANNA.replace("2010-01-01", "2010-02-30"),
        ANNA.replace("2010-01-01", '"2010-01-01"'),
        ANNA.replace('kind = "person"\n', ""),
        ANNA.replace('id = "anna"\n', 'id = "anna"\nid = "anna"\n'),
        ANNA.replace('id = "anna"', 'id = "Anna B"'),
        ANNA.replace('"Anna"', '"Anna'),
        ANNA.replace('"Anna"', '" "'),
        ANNA.replace('"Anna"', '"An\\u0007na"'),
        ANNA.replace("joined", "joind"),
        ANNA.replace(
            "joined = 2010-01-01", "joined = 2010-01-01\nperiods = [{ left = 2010-01-01 }]"
        ),
        ANNA.replace('"Anna"', f'"{"a" * 50}"\nemail = "anna"'),
        ANNA.replace("2010-01-01", "[" * 40 + "]" * 40),
        f"members = 1\n{ANNA}",
        f"members = []\n{ANNA}",
        f"[members]\nx = 1\n{ANNA}",
        f"{ANNA}[members.x]\n",
        f"{ANNA}x = = 1\n",
        f"{HEAD}[[members]]\n",
        f'x = """\n{ANNA}"""\n{ANNA}',
    ],
)
def test_of_what_is_not_as_it_should_be_nothing_is_said(wrong: str) -> None:
    assert read_many_members(HEAD + BO + wrong + TAIL) is None
    assert carefully(HEAD + BO + wrong + TAIL) is None or "x = " in wrong


def test_a_text_of_ordinary_length_is_left_to_the_careful_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.undo()
    assert read_many_members(HEAD + ANNA + BO) is None


LINES = st.sampled_from(
    [
        'id = "a"',
        'id = "b-1"',
        "id = 'c'",
        'id = "B"',
        'name = "Åke"',
        'name = "a \\u00e5"',
        'name = ""',
        'name = "x" # y',
        'kind = "person"',
        "kind = 1",
        'kind="person"',
        'number = "7"',
        "number = 7",
        'email = "a@example.se"',
        'email = "a"',
        "joined = 2020-02-29",
        "joined = 2021-02-29",
        "left = 2020-01-01",
        "left = 2020-01-01T00:00:00",
        "private = true",
        "private = 1",
        'address = ["a", "b"]',
        'address = ["a",',
        "]",
        "attributes = []",
        'attributes = [{ name = "size", date = 2020-01-01, value = 0.10, source = "k" }]',
        "[[members.attributes]]",
        "[[members]]",
        " [[members]]",
        "[[members]] # one",
        "[[groups]]",
        "[members]",
        "# note",
        "",
        "periods = [{ joined = 2020-01-01 }]",
        'tier = "x"',
        'tiers = [{ tier = "x", from = 2020-01-01 }]',
        "x.y = 1",
        "members = []",
    ]
)


@st.composite
def registers(draw: st.DrawFn) -> str:
    """Mostly right: members with an id, a name and a kind, and now and then any line."""
    lines: list[str] = draw(st.lists(LINES, max_size=2))
    for _ in range(draw(st.integers(1, 4))):
        own = draw(st.lists(LINES, max_size=3, unique=True))
        needed = ["[[members]]", 'id = "a"', 'name = "Åke"', 'kind = "person"']
        lines += [*needed, *own] if draw(st.booleans()) else [needed[0], *own, *needed[1:]]
    return "\n".join(lines) + "\n"


@given(registers())
@tried(1000)
def test_what_is_said_of_any_text_is_what_the_careful_way_says(text: str) -> None:
    found = read_many_members(text)
    if found is not None:
        assert found == carefully(text)


def by_field(file: MembersFile) -> list[dict[str, Any]]:
    return [vars(member) for member in file.members]


@given(st.lists(st.tuples(st.text(max_size=9), st.dates(), st.integers(0, 10**20)), max_size=6))
@tried(300)
def test_members_of_any_name_and_day_come_out_as_they_went_in(
    given_: list[tuple[str, date, int]],
) -> None:
    members = [
        {"id": f"m{n}", "name": f"N{name}", "kind": "k", "joined": day, "number": str(number)}
        for n, (name, day, number) in enumerate(given_)
    ]
    text = "".join("\n[[members]]\n" + tomli_w.dumps(member) for member in members)
    found, careful = read_many_members(text), carefully(text)
    if careful is None:
        assert found is None
    else:
        assert found is not None
        assert by_field(found) == by_field(careful)
