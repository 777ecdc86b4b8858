"""Keys of older forms are written in the new one: the register says the same, in the same lines."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sambruk_cli.edits.older import fees_in_new_form, members_in_new_form
from sambruk_cli.register.fees import FeesFile
from sambruk_cli.register.members import MembersFile
from tests.conftest import MakeWorkspace, RunCommand, findings_in
from tests.workspaces import FEES, MEMBERS

OLDER = MEMBERS.replace(
    '[[members.attributes]]\nname = "population"\ndate = 2020-12-31\nvalue = 9999\n',
    "\n  # from the bureau\n  [[members.populations]]\n  date = 2020-12-31\n"
    "  count = 9_999  # at the end of the year\n",
)
OLDER_FEES = FEES.replace(
    'charged_on = "02-01"\n',
    'charged_on = "02-01"\npopulation = { on = "12-31" }  # population = when\n',
)


def loaded(text: str) -> dict[str, Any]:
    return tomllib.loads(text, parse_float=Decimal)


def test_tables_are_renamed_where_they_stand() -> None:
    assert members_in_new_form(OLDER) == OLDER.replace(
        "[[members.populations]]\n", '[[members.attributes]]\n  name = "population"\n'
    ).replace("count = 9_999", "value = 9_999")
    assert members_in_new_form(MEMBERS) is MEMBERS


def test_a_list_in_brackets_is_renamed_but_not_what_stands_in_its_texts() -> None:
    text = (
        '[[members]]\nid = "a"\nname = "A"\nkind = "municipality"\n'
        'populations = [{date = 2020-12-31, count = 5, source = "count = {1}"}]  # count = 5\n'
    )
    assert members_in_new_form(text) == text.replace(
        "populations = [{date = 2020-12-31, count = 5",
        'attributes = [{name = "population", date = 2020-12-31, value = 5',
    )


def test_a_reference_day_is_renamed_however_it_is_written() -> None:
    assert fees_in_new_form(OLDER_FEES) == OLDER_FEES.replace(
        "population = { on", "reference = { on"
    )
    dotted = OLDER_FEES.replace('population = { on = "12-31" }', 'population.on = "12-31"')
    assert fees_in_new_form(dotted) == dotted.replace("population.on", "reference.on")
    apart = f'{FEES}\n[schedules.population]\non = "12-31"\n'
    assert fees_in_new_form(apart) == apart.replace("schedules.population", "schedules.reference")
    assert fees_in_new_form(FEES) is FEES


def test_the_command_shows_it_and_writes_it_and_every_output_stays(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    files = {"config/members.toml": OLDER, "config/fees.toml": OLDER_FEES}
    folder = make_workspace(files)
    before = outputs(folder, sambruk)
    assert {item.code for item in findings_in(folder)} == {"REG127"}
    shown = sambruk("--root", folder, "--lang", "en", "validate", "--fix")
    assert shown.returncode == 0
    assert "+  value = 9_999  # at the end of the year\n" in shown.stdout
    assert '+reference = { on = "12-31" }  # population = when\n' in shown.stdout
    for name, text in files.items():
        assert (folder / name).read_text() == text
    written = sambruk("--root", folder, "--lang", "en", "validate", "--fix", "--write")
    assert written.stdout.endswith("The files are written.\n")
    assert findings_in(folder) == ()
    assert outputs(folder, sambruk) == before
    again = sambruk("--root", folder, "--lang", "en", "validate", "--fix", "--write")
    assert again.stdout == "Nothing changes.\n"


def outputs(folder: Path, sambruk: RunCommand) -> list[str]:
    """What commands print of the workspace, but for the findings."""
    found = []
    for arguments in (
        ("dues", "2021"),
        ("dues", "2021", "--explain"),
        ("members", "show", "lillby"),
    ):
        for form in ("text", "csv") if "--explain" not in arguments else ("text",):
            found.append(sambruk("--root", folder, *arguments, "-f", form).stdout)
    return [*found, sambruk("--root", folder, "report", "2021").stdout]


@pytest.mark.parametrize("arguments", [("--write",), ("--fix", "-o", "x.txt")])
def test_to_write_needs_something_to_fix(
    make_workspace: MakeWorkspace, sambruk: RunCommand, arguments: tuple[str, ...]
) -> None:
    assert sambruk("--root", make_workspace(), "validate", *arguments).returncode == 2


SOURCES = ["SCB", "count = 1", "{", "# x", "populations = ["]
VALUES = st.lists(
    st.fixed_dictionaries(
        {"date": st.dates(), "number": st.integers(0, 10**6), "source": st.sampled_from(SOURCES)}
    ),
    max_size=3,
    unique_by=lambda value: value["date"],
)
COMMENTS = st.sampled_from(["", "  # one", "  # populations = [{count = 1}]"])


@st.composite
def member_texts(draw: st.DrawFn, number: int) -> str:
    lines = ["[[members]]" + draw(COMMENTS), f'id = "m{number}"', 'name = "M"', 'kind = "person"']
    older, newer = draw(VALUES), draw(VALUES)
    days = {value["date"] for value in older}
    newer = [value for value in newer if value["date"] not in days]
    if draw(st.booleans()):
        rows = (
            f'{{ date = {v["date"]},count={v["number"]} , source = "{v["source"]}" }}'
            for v in older
        )
        end = draw(st.sampled_from([", ", ",\n  ", ",  # count = 2\n  "]))
        if older:
            lines.append(f"populations = [{end.join(rows)}]{draw(COMMENTS)}")
    else:
        for v in older:
            lines += ["", "# above", "  [[members.populations]]" + draw(COMMENTS)]
            lines += draw(
                st.permutations(
                    [f"  date = {v['date']}", f"count = {v['number']}", f'source = "{v["source"]}"']
                )
            )
    for v in newer:
        lines += ["[[members.attributes]]", 'name = "population"', f"date = {v['date']}"]
        lines += [f"value = {v['number']}", f'source = "{v["source"]}"', "# below"]
    return "\n".join([*lines, ""])


@given(st.data())
def test_any_register_says_the_same_in_the_new_form(data: st.DataObject) -> None:
    texts = [data.draw(member_texts(number)) for number in range(data.draw(st.integers(1, 3)))]
    text = "# top\n" + "\n".join(texts)
    found = members_in_new_form(text)
    before = MembersFile.model_validate(loaded(text)).members
    after = MembersFile.model_validate(loaded(found)).members
    assert [member.populations for member in after] == [()] * len(after)
    for one, other in zip(before, after, strict=True):
        assert sorted(one.values_of("population"), key=lambda value: value.date) == sorted(
            other.values_of("population"), key=lambda value: value.date
        )
        assert one.replace(populations=(), attributes=()) == other.replace(attributes=())
    assert members_in_new_form(found) is found


def test_the_fees_say_the_same_in_the_new_form() -> None:
    before, after = (
        FeesFile.model_validate(loaded(text)) for text in (OLDER_FEES, fees_in_new_form(OLDER_FEES))
    )
    assert [s.counts_on for s in before.schedules] == [s.counts_on for s in after.schedules]
    assert [s.population for s in after.schedules] == [None, None]
