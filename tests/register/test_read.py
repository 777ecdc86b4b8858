"""Faults of form in config/: each with its code, file and line, and all of them at once."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from sambruk_cli.findings import Finding
from sambruk_cli.register.bounds import excess, values_of
from sambruk_cli.register.read import read_register
from sambruk_cli.register.register import Register
from sambruk_cli.register.year_files import folder_of, read_facts, read_published
from sambruk_cli.workspace import Workspace
from tests.conftest import Changes, MakeWorkspace, findings_in
from tests.workspaces import FILES, edited

ASSOCIATION = "config/association.toml"
MEMBERS = "config/members.toml"
FEES = "config/fees.toml"
BOARD = "config/board.toml"
PROJECTS = "config/projects.toml"
STATEMENTS = "config/statements.toml"


def read(folder: Path) -> tuple[Register, list[Finding]]:
    return read_register(Workspace(folder))


def places(findings: list[Finding]) -> list[tuple[str, str | None, int | None]]:
    return sorted((f.code, f.file, f.line) for f in findings)


@dataclass(frozen=True)
class Fault:
    """One text replaced in one file, the line that is then wrong, and words of what is said."""

    file: str
    old: str
    new: str
    line: int
    message: str = ""
    hint: str = ""

    def changes(self) -> Changes:
        return edited(self.file, (self.old, self.new))


def only_finding(make_workspace: MakeWorkspace, fault: Fault) -> Finding:
    _, findings = read(make_workspace(fault.changes()))
    (item,) = findings
    assert (item.file, item.line) == (fault.file, fault.line)
    assert fault.message in item.message
    assert fault.hint in (item.hint or "")
    assert item.hint
    return item


def test_a_faultless_register_is_read_into_values_of_the_right_types(
    make_workspace: MakeWorkspace,
) -> None:
    register, findings = read(make_workspace())
    assert findings == []
    assert register.unreadable == frozenset()
    assert [m.id for m in register.members] == ["storstad", "lillby", "forbundet"]
    lillby = register.member("lillby")
    assert lillby is not None
    assert lillby.joined == date(2021, 5, 10)
    assert lillby.attributes[0].value == 9999
    assert register.fees.schedules[0].amounts["large"] == Decimal(1000)
    assert isinstance(register.fees.schedules[0].amounts["large"], Decimal)
    assert [(y.label, y.closed) for y in register.years] == [("2020", True), ("2021", False)]
    assert register.party_names()["banken"] == "Banken"


def test_amounts_are_exact_decimals_and_never_floats(make_workspace: MakeWorkspace) -> None:
    change = edited(FEES, ("organisation = 500,", "organisation = 0.10,"))
    register, findings = read(make_workspace(change))
    assert findings == []
    assert str(register.fees.schedules[0].amounts["organisation"]) == "0.10"


def test_fiscal_years_are_in_order_of_time_whatever_their_order_in_the_file(
    make_workspace: MakeWorkspace,
) -> None:
    older = 'label = "2020"\nstart = 2020-01-01\nend = 2020-12-31'
    newer = 'label = "2021"\nstart = 2021-01-01\nend = 2021-12-31'
    text = FILES[ASSOCIATION]
    assert older in text
    assert newer in text
    swapped = text.replace(older, "@").replace(newer, older).replace("@", newer)
    register, _ = read(make_workspace({ASSOCIATION: swapped}))
    assert [year.label for year in register.years] == ["2020", "2021"]


def test_an_organisation_number_may_be_written_without_its_hyphen(
    make_workspace: MakeWorkspace,
) -> None:
    register, findings = read(
        make_workspace(edited(ASSOCIATION, ('"802428-2785"', '"8024282785"')))
    )
    assert findings == []
    assert register.association is not None
    assert register.association.association.organisation_number == "802428-2785"


UNKNOWN_KEYS = {
    "misspelt": Fault(
        MEMBERS, 'tier = "large"', 'teir = "large"', 5, '"teir"', 'did you mean "tier"?'
    ),
    "in a table below": Fault(
        MEMBERS, "joined = 2021-05-10", "joined = 2021-05-10\nattribute = 1", 13, "", "attributes"
    ),
    "in a table of an array below": Fault(
        MEMBERS, "value = 9999", 'value = 9999\nsorce = "x"', 17, '"sorce"', 'mean "source"?'
    ),
    "a table": Fault(
        MEMBERS,
        '[[members]]\nid = "forbundet"',
        '[[mmbers]]\nid = "forbundet"',
        19,
        '"mmbers"',
        'mean "members"?',
    ),
    "with the name that Python would need": Fault(
        STATEMENTS,
        "from = 2000-01-01",
        "from = 2000-01-01\nfrom_ = 2000-01-01",
        5,
        '"from_"',
        'mean "from"?',
    ),
    "nothing like any known one": Fault(
        PROJECTS, 'name = "Bron"', 'name = "Bron"\nzzz = 1', 4, '"zzz"', "known keys: id, name,"
    ),
    "in a subtable": Fault(
        ASSOCIATION,
        "municipalities_total = 290",
        "municipalities_total = 290\nsources = 1",
        9,
        '"sources"',
        'mean "source"?',
    ),
}


@pytest.mark.parametrize("fault", UNKNOWN_KEYS.values(), ids=UNKNOWN_KEYS)
def test_an_unknown_key_is_found_on_its_line_with_the_key_that_was_meant(
    make_workspace: MakeWorkspace, fault: Fault
) -> None:
    assert only_finding(make_workspace, fault).code == "REG101"


INVALID = {
    "a date in quotes": Fault(MEMBERS, "2021-05-10", '"2021-05-10"', 12, "members.joined"),
    "a time for a date": Fault(MEMBERS, "2021-05-10", "2021-05-10T07:00:00", 12, "members.joined"),
    "fewer inhabitants than none": Fault(MEMBERS, "9999", "-9999", 16, "members.attributes.value"),
    "a number that is none": Fault(MEMBERS, "9999", "nan", 16, "members.attributes.value"),
    "a truth value for a number": Fault(MEMBERS, "9999", "true", 16, "attributes.value"),
    "an id with capitals": Fault(MEMBERS, '"lillby"', '"Lillby"', 9, "members.id"),
    "an id with a space": Fault(MEMBERS, '"lillby"', '"lill by"', 9, "members.id"),
    "an id with a line end": Fault(MEMBERS, '"lillby"', r'"lillby\n"', 9, "members.id"),
    "a name without letters": Fault(MEMBERS, '"Lillby kommun"', '"  "', 10, "members.name"),
    "yes for true": Fault(ASSOCIATION, "closed = true", 'closed = "yes"', 15, "closed"),
    "one for true": Fault(ASSOCIATION, "closed = true", "closed = 1", 15, "closed"),
    "a label that is no year": Fault(ASSOCIATION, '"2020"', '"år 1"', 12, "label"),
    "a number for a year": Fault(ASSOCIATION, '"2020"', "2020", 12, "label"),
    "a text for a list": Fault(PROJECTS, '["storstad"]', '"storstad"', 8, "participants"),
    "a number in a list": Fault(
        PROJECTS, '["storstad"]', '[\n  "storstad",\n  5,\n]', 10, "participants"
    ),
    "a day that no month has": Fault(FEES, '"02-01"', '"02-30"', 35, "MM-DD"),
    "a month that no year has": Fault(FEES, '"02-01"', '"13-01"', 35, "MM-DD"),
    "a day without its noughts": Fault(FEES, '"02-01"', '"2-1"', 35, "MM-DD"),
    "an account as a number": Fault(FEES, '"2083"', "2083", 26, "account"),
    "an account of three digits": Fault(FEES, '"2083"', '"208"', 26, "account"),
    "an amount in quotes": Fault(FEES, "organisation = 500", 'organisation = "500"', 28),
    "an amount of true": Fault(FEES, "organisation = 500", "organisation = true", 28),
    "an amount that is no number": Fault(FEES, "organisation = 500", "organisation = nan", 28),
    "an endless amount": Fault(FEES, "organisation = 500", "organisation = inf", 28),
    "a range that is no range": Fault(STATEMENTS, '"1500-1599"', '"15xx"', 30, "accounts"),
    "a range that runs backwards": Fault(
        STATEMENTS, '"1500-1599"', '"1599-1500"', 30, "write 1500-1599"
    ),
    "a note numbered nought": Fault(STATEMENTS, "number = 2", "number = 0", 78, "number"),
    "both accounts and a sum": Fault(
        STATEMENTS,
        'accounts = ["2067"]',
        'accounts = ["2067"]\nsum = ["bank"]',
        45,
        "either accounts or a sum",
    ),
}


@pytest.mark.parametrize("fault", INVALID.values(), ids=INVALID)
def test_a_value_of_the_wrong_kind_is_found_on_its_line(
    make_workspace: MakeWorkspace, fault: Fault
) -> None:
    assert only_finding(make_workspace, fault).code == "REG102"


STATUSES = "allowed: active, network, dormant, new"


@pytest.mark.parametrize(
    ("new", "hint"),
    [('"actve"', 'did you mean "active"?'), ('"x"', STATUSES), ("5", STATUSES)],
)
def test_a_word_that_is_not_allowed_comes_with_those_that_are(
    make_workspace: MakeWorkspace, new: str, hint: str
) -> None:
    fault = Fault(PROJECTS, '"active"', new, 7, "projects.years.status", hint)
    assert only_finding(make_workspace, fault).code == "REG102"


@pytest.mark.parametrize("amount", ["500.005", "0.001", "1e-3", "1e-99999"])
def test_an_amount_with_a_fraction_of_an_ore_is_refused(
    make_workspace: MakeWorkspace, amount: str
) -> None:
    fault = Fault(FEES, "organisation = 500,", f"organisation = {amount},", 28, "two decimals")
    assert only_finding(make_workspace, fault).code == "REG102"


@pytest.mark.parametrize("amount", ["500.5", "500.50", "500.5000", "5e2"])
def test_an_amount_of_whole_ore_is_read_however_it_is_written(
    make_workspace: MakeWorkspace, amount: str
) -> None:
    change = edited(FEES, ("organisation = 500,", f"organisation = {amount},"))
    register, findings = read(make_workspace(change))
    assert findings == []
    assert register.fees.schedules[0].amounts["organisation"] == Decimal(amount)


@pytest.mark.parametrize("amount", ["1e30", "1" + "0" * 29, "-1e400"])
def test_an_amount_beyond_all_measure_is_no_reason_to_break_down(
    make_workspace: MakeWorkspace, amount: str
) -> None:
    change = edited(FEES, ("organisation = 500,", f"organisation = {amount},"))
    register, findings = read(make_workspace(change))
    if findings:
        assert places(findings) == [("REG102", FEES, 28)]
    else:
        assert register.fees.schedules[0].amounts["organisation"] == Decimal(amount)


@pytest.mark.parametrize(
    "number", ["1" * 5000, "1e9999999999999999999"], ids=["5000 digits", "exponent"]
)
def test_a_number_that_cannot_be_held_is_a_finding(
    make_workspace: MakeWorkspace, number: str
) -> None:
    _, findings = read(
        make_workspace(edited(FEES, ("organisation = 500,", f"organisation = {number},")))
    )
    (item,) = findings
    assert item.code in {"WSP006", "REG102"}
    assert item.file == FEES


def test_what_is_wrong_is_said_in_the_words_of_the_file_and_not_of_the_program(
    make_workspace: MakeWorkspace,
) -> None:
    _, findings = read(
        make_workspace(
            edited(PROJECTS, ('["storstad"]', '"storstad"')),
            edited(FEES, ("organisation = 500,", 'organisation = "500",')),
        )
    )
    said = " ".join(item.message for item in findings).lower()
    assert len(findings) == 2
    assert not [word for word in ("tuple", "decimal", "instance") if word in said]


MISSING = {
    "of an element": Fault(MEMBERS, 'name = "Lillby kommun"\n', "", 8, '"name" is missing', "name"),
    "of an element below": Fault(MEMBERS, "value = 9999\n", "", 13, '"value" is missing'),
    "of a table": Fault(ASSOCIATION, 'seat = "Exempelstad"\n', "", 1, '"seat" is missing'),
    "of a table below": Fault(
        ASSOCIATION, "municipalities_total = 290\n", "", 7, '"municipalities_total" is missing'
    ),
    "with another name in Python": Fault(
        STATEMENTS, "from = 2000-01-01\n", "", 1, '"from" is missing', '"from = ..."'
    ),
}


@pytest.mark.parametrize("fault", MISSING.values(), ids=MISSING)
def test_a_missing_key_is_found_at_the_table_that_lacks_it(
    make_workspace: MakeWorkspace, fault: Fault
) -> None:
    assert only_finding(make_workspace, fault).code == "REG102"


@pytest.mark.parametrize("key", ["name", "short_name", "firm"])
def test_a_name_of_the_association_is_as_long_as_the_head_of_a_page(
    make_workspace: MakeWorkspace, key: str
) -> None:
    text = make_workspace().joinpath(ASSOCIATION).read_text("utf-8")
    kept = re.sub(rf"^{key} = .*\n", "", text, flags=re.MULTILINE)
    for length, wrong in ((120, []), (121, [("REG102", f"association.{key}: has more than 120")])):
        changed = kept.replace("[association]\n", f'[association]\n{key} = "{length * "A"}"\n', 1)
        _, findings = read(make_workspace({ASSOCIATION: changed}))
        assert [(f.code, f.message.partition(" characters")[0]) for f in findings] == wrong


def test_of_an_empty_file_everything_required_is_missing(make_workspace: MakeWorkspace) -> None:
    _, findings = read(make_workspace({ASSOCIATION: ""}))
    assert [(f.code, f.file) for f in findings] == [("REG102", ASSOCIATION)] * 2
    said = " ".join(f.message for f in findings)
    assert '"association"' in said
    assert '"fiscal_years"' in said


@pytest.mark.parametrize(
    "number",
    [
        "802428-2786",  # the check digit of 802428278 is 5: 7+0+4+4+4+8+4+7+7 = 45 with it
        "802482-2785",  # two digits changed places
        "802428-278",
        "802428-278x",
        "",
    ],
)
def test_an_organisation_number_with_a_wrong_check_digit_is_refused(
    make_workspace: MakeWorkspace, number: str
) -> None:
    fault = Fault(ASSOCIATION, "802428-2785", number, 4, f'"{number}"')
    assert only_finding(make_workspace, fault).code == "REG108"


SYNTAX = {
    "a text without quotes": Fault(MEMBERS, '"Lillby kommun"', "Lillby kommun", 10),
    "a quote that is never closed": Fault(MEMBERS, '"Lillby kommun"', '"Lillby kommun', 10),
    "a date that no calendar has": Fault(MEMBERS, "2021-05-10", "2021-02-30", 12),
    "a key given twice": Fault(MEMBERS, "value = 9999", "value = 9999\nvalue = 9998", 17),
    "a header that is not closed": Fault(MEMBERS, "[[members.attributes]]", "[[members.pop]", 13),
    "a key without a value": Fault(MEMBERS, "value = 9999", "value =", 16),
    "a control character": Fault(MEMBERS, "Lillby kommun", "Lillby\x07kommun", 10),
    # The file then has eight lines and ends in a ninth that is empty.
    "a list that is never closed": Fault(PROJECTS, '["storstad"]', '["storstad"', 9),
    "a long text that is never closed": Fault(PROJECTS, '"Bron"', '"""Bron', 9),
}


@pytest.mark.parametrize("fault", SYNTAX.values(), ids=SYNTAX)
def test_a_file_that_is_not_toml_is_found_with_the_line(
    make_workspace: MakeWorkspace, fault: Fault
) -> None:
    item = only_finding(make_workspace, fault)
    assert item.code == "WSP006"
    assert "(at " not in item.message


def test_nesting_without_end_is_a_finding(make_workspace: MakeWorkspace) -> None:
    _, findings = read(make_workspace({PROJECTS: f"projects = {'[' * 5000}{']' * 5000}\n"}))
    (item,) = findings
    assert (item.code, item.file) == ("WSP006", PROJECTS)


@pytest.mark.parametrize("depth", [50, 300, 480])
def test_nesting_that_toml_still_allows_is_judged_like_any_other_value(
    make_workspace: MakeWorkspace, depth: int
) -> None:
    _, findings = read(make_workspace({PROJECTS: f"zzz = {'[' * depth}{']' * depth}\n"}))
    (item,) = findings
    assert item.code in {"REG101", "WSP006"}
    assert item.file == PROJECTS


# A text of 100 KB of the first kind took 8 GB and more than a minute before it was bounded.
EXPLODING = {
    "a key of very many parts": (".".join(["a"] * 50_000) + " = 1\n", 2),
    "a quoted key of many parts": (".".join(['"a"'] * 33) + " = 1\n", 2),
    "a header of many parts": ("[" + " . ".join(["a"] * 2_000) + "]\n", 2),
    "a key of many parts within a list": ("a = [{" + ".".join(["a"] * 33) + " = 1}]\n", 2),
    "lists over lines, behind comments that close them": ("a =" + "[ # ]\n" * 33 + "]" * 33, 34),
    "tables within tables": ("a = " + "{a = " * 33 + "1" + "}" * 33 + "\n", 2),
    "after a text over lines": ('a = """\n#["\n"""\n' + ".".join(["a"] * 33) + " = 1\n", 5),
    "a text without end": ('a = "' + "x" * 1_000_001 + '"\n', 2),
    "a number of many digits": ("a = " + "1" * 41 + "\n", 2),
    "a number to the base of 16": ("a = [0x" + "f" * 100_000 + "]\n", 2),
    "a power of ten": ("a = 1e999999999\n", None),
    "a power of a tenth": ("a = 1e-999999999\n", None),
    "very many decimals": ("a = 0." + "1" * 100_000 + "\n", None),
}


@pytest.mark.parametrize("name", EXPLODING)
def test_what_would_take_gigabytes_is_a_finding(make_workspace: MakeWorkspace, name: str) -> None:
    text, line = EXPLODING[name]
    _, findings = read(make_workspace({PROJECTS: f"\n{text}"}))
    assert [(item.code, item.file, item.line) for item in findings] == [("WSP006", PROJECTS, line)]
    assert findings[0].message.startswith("not read, since it is no register: ")


@pytest.mark.slow
def test_a_register_far_beyond_any_is_a_finding(make_workspace: MakeWorkspace) -> None:
    _, findings = read(make_workspace({PROJECTS: "# 3456789012345\n" * 2_000_001}))
    assert [(item.code, item.file, item.line) for item in findings] == [("WSP006", PROJECTS, None)]


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 32 + "]" * 32,
        "a = {" + ".".join(["a"] * 32) + " = 1}",
        'a = "' + "[" * 50 + ".a" * 50 + '"',
        "a = '''\n" + "{" * 50 + "\n'''",
        "# " + "[" * 50 + "\na = 1",
        "a = [" + "1.5, " * 100 + "]",
        "a = " + "1" * 40,
        'a = "' + "1" * 400 + '"',
        '"[[[[[[" = 1',
    ],
)
def test_what_stands_in_texts_and_what_is_within_bounds_is_read(text: str) -> None:
    assert excess(text) is None
    assert values_of(text)


def test_a_file_larger_than_memory_is_a_finding(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace({PROJECTS: ""})
    with (folder / PROJECTS).open("r+b") as file:
        file.truncate(3 << 30)  # takes no room on disk
    _, findings = read(folder)
    assert [(item.code, item.file) for item in findings] == [("WSP002", PROJECTS)]
    assert "larger than 2048 MB" in findings[0].message


UNPRINTABLE = [
    0x07,  # bell
    0x0A,  # line feed
    0x1B,  # escape, which steers a terminal
    0x7F,
    0x85,  # next line
    0x200B,  # zero width space
    0x200E,  # left-to-right mark
    0x202A,
    0x202E,  # right-to-left override
    0x2028,  # line separator
    0x2029,  # paragraph separator
    0x2066,  # left-to-right isolate
    0x2069,
    0xFEFF,  # byte order mark within a text
    0xE000,  # private use
    0x10FFFD,
]


@pytest.mark.parametrize("code", UNPRINTABLE, ids=[f"U+{code:04X}" for code in UNPRINTABLE])
def test_a_character_that_cannot_be_seen_is_refused_in_a_name(
    make_workspace: MakeWorkspace, code: int
) -> None:
    fault = Fault(MEMBERS, "Lillby kommun", f"Lillby\\U{code:08X}kommun", 10, f"U+{code:04X}")
    item = only_finding(make_workspace, fault)
    assert item.code == "REG102"
    assert chr(code) not in item.message


@pytest.mark.parametrize(
    "name", ["Åsele kommun", "L'Île-d'Yeu", "Kommun\u00adalförbundet", "Łódź", "A & B <i>x</i>"]
)
def test_what_can_be_printed_is_a_name(make_workspace: MakeWorkspace, name: str) -> None:
    register, findings = read(make_workspace(edited(MEMBERS, ("Lillby kommun", name))))
    assert findings == []
    assert register.members[1].name == name


def test_names_are_held_against_the_same_rule_in_every_file(make_workspace: MakeWorkspace) -> None:
    _, findings = read(
        make_workspace(
            edited(ASSOCIATION, ('"Exempelstad"', r'"Exempel\u202Estad"')),
            edited(BOARD, ('"Bo Al"', r'"Bo\u0007Al"')),
            edited(FEES, ('"Organisationer"', r'"Organisa\u200Btioner"')),
            edited(STATEMENTS, ('"Skulder"', r'"Skul\u2066der"')),
            edited(PROJECTS, ('"Bron"', r'"Bron\n"')),
            {"config/counterparties.toml": '[[counterparties]]\nid = "b"\nname = "\\u001B"\n'},
        )
    )
    assert places(findings) == [
        ("REG102", "config/association.toml", 5),
        ("REG102", "config/board.toml", 13),
        ("REG102", "config/counterparties.toml", 3),
        ("REG102", "config/fees.toml", 6),
        ("REG102", "config/projects.toml", 3),
        ("REG102", "config/statements.toml", 63),
    ]


def test_several_faults_in_several_files_are_found_at_once(make_workspace: MakeWorkspace) -> None:
    register, findings = read(
        make_workspace(
            edited(
                ASSOCIATION,
                ('"802428-2785"', '"802428-2784"'),
                ("start = 2021-01-01", 'start = "2021-01-01"'),
                ('version = "1.0"', 'vresion = "1.0"'),
            ),
            edited(
                MEMBERS,
                ('kind = "organisation"', 'kind = "en organisation"'),
                ("value = 9999", "value = -9999"),
                ('id = "storstad"\n', ""),
            ),
            edited(FEES, ("large = 400", "large = 400.001"), ("small = 200", "small = true")),
            edited(BOARD, ('role = "member"', "role = member")),
            {PROJECTS: None, STATEMENTS: "# \xe5\n".encode("latin-1")},
        )
    )
    assert places(findings) == [
        ("REG101", "config/association.toml", 26),
        ("REG102", "config/association.toml", 19),
        ("REG102", "config/association.toml", 22),  # no version, as its key is misspelt
        ("REG102", "config/fees.toml", 38),
        ("REG102", "config/fees.toml", 38),
        ("REG102", "config/members.toml", 1),
        # The line of the id is gone, so what follows has moved up by one.
        ("REG102", "config/members.toml", 15),
        ("REG102", "config/members.toml", 21),
        ("REG108", "config/association.toml", 4),
        ("WSP003", "config/statements.toml", 1),
        ("WSP006", "config/board.toml", 23),
    ]
    assert register.unreadable == {"association", "members", "fees", "board", "statements"}
    assert register.members == ()
    assert register.years == ()


@pytest.mark.parametrize("name", ["association", "members", "statements"])
def test_a_file_that_every_workspace_needs_is_missed(
    make_workspace: MakeWorkspace, name: str
) -> None:
    file = f"config/{name}.toml"
    register, findings = read(make_workspace({file: None}))
    assert places(findings) == [("WSP002", file, None)]
    assert register.unreadable == {name}


@pytest.mark.parametrize("name", ["counterparties", "fees", "board", "projects", "grants"])
def test_a_file_that_not_every_workspace_needs_may_be_left_out(
    make_workspace: MakeWorkspace, name: str
) -> None:
    register, findings = read(make_workspace({f"config/{name}.toml": None}))
    assert findings == []
    assert register.unreadable == frozenset()


@pytest.mark.parametrize("name", ["members", "counterparties", "fees", "board", "projects"])
def test_a_file_that_is_a_link_to_outside_is_reported_and_not_passed_over(
    make_workspace: MakeWorkspace, name: str
) -> None:
    folder = make_workspace()
    file = f"config/{name}.toml"
    outside = folder.parent / "outside.toml"
    (folder / file).rename(outside)
    (folder / file).symlink_to(outside)
    register, findings = read(folder)
    assert places(findings) == [("WSP005", file, None)]
    assert register.unreadable == {name}


def test_a_file_that_is_a_link_to_itself_is_reported_and_not_passed_over(
    make_workspace: MakeWorkspace,
) -> None:
    folder = make_workspace({FEES: None})
    (folder / FEES).symlink_to("fees.toml")
    register, findings = read(folder)
    assert [f.file for f in findings] == [FEES]
    assert register.unreadable == {"fees"}


def test_a_folder_in_the_place_of_a_file_is_reported(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace({FEES: None})
    (folder / FEES).mkdir()
    _, findings = read(folder)
    assert places(findings) == [("WSP002", FEES, None)]


def test_a_file_may_begin_with_a_byte_order_mark_and_have_the_line_ends_of_windows(
    make_workspace: MakeWorkspace,
) -> None:
    text = str(edited(MEMBERS, ("value = 9999", "value = true"))[MEMBERS])
    content = b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
    _, findings = read(make_workspace({MEMBERS: content}))
    assert places(findings) == [("REG102", MEMBERS, 16)]


def test_a_fact_may_be_a_number_a_date_or_a_text(make_workspace: MakeWorkspace) -> None:
    facts = "".join(
        f'[[facts]]\nid = "f{index}"\nvalue = {value}\nsource = "s"\n'
        for index, value in enumerate(["3", "2.5", "2007-04-23", '"tre"'])
    )
    folder = make_workspace({"config/report/2021/facts.toml": facts})
    found, _, findings = read_facts(Workspace(folder), "2021")
    assert findings == []
    assert found is not None
    assert [fact.value for fact in found.facts] == [3, Decimal("2.5"), date(2007, 4, 23), "tre"]


@pytest.mark.parametrize("value", ["true", '["x"]', '""', "07:32:00"])
def test_a_fact_that_is_none_of_these_is_one_fault_and_not_four(
    make_workspace: MakeWorkspace, value: str
) -> None:
    file = "config/report/2021/facts.toml"
    folder = make_workspace({file: f'[[facts]]\nid = "a"\nvalue = {value}\nsource = "s"\n'})
    _, _, findings = read_facts(Workspace(folder), "2021")
    assert places(findings) == [("REG102", file, 3)]
    assert "value.date" not in findings[0].message, "there is no such key in the file"


def test_figures_published_for_a_broken_year_lie_under_its_label_with_a_hyphen(
    make_workspace: MakeWorkspace,
) -> None:
    assert folder_of("2007") == "2007"
    assert folder_of("2007/08") == "2007-08"
    folder = make_workspace({"config/published/2007-08.toml": 'source = "tryckt"\n'})
    published, _, findings = read_published(Workspace(folder), "2007/08")
    assert findings == []
    assert published is not None
    assert published.source == "tryckt"


def test_where_nothing_was_published_there_is_nothing_to_find(
    make_workspace: MakeWorkspace,
) -> None:
    published, located, findings = read_published(Workspace(make_workspace()), "2021")
    assert (published, findings) == (None, [])
    assert located.file == "config/published/2021.toml"


def test_the_layout_of_a_year_is_the_one_whose_span_holds_its_first_day(
    make_workspace: MakeWorkspace,
) -> None:
    text = FILES[STATEMENTS]
    later = text.replace('"enkel"', '"ny"')
    later = later.replace("from = 2000-01-01\nto = 2025-12-31", "from = 2021-01-01")
    earlier = text.replace("to = 2025-12-31", "to = 2020-12-31")
    register, findings = read(make_workspace({STATEMENTS: earlier + "\n" + later}))
    assert findings == []
    chosen = [register.layout_for(year) for year in register.years]
    assert [layout.id for layout in chosen if layout] == ["enkel", "ny"]


@pytest.mark.slow
def test_thousands_of_faults_take_time_in_proportion(make_workspace: MakeWorkspace) -> None:
    number = 4_000
    text = "".join(f'[[counterparties]]\nid = "m{n}"\nnam = "M"\n\n' for n in range(number))
    started = time.process_time()
    found = findings_in(make_workspace({"config/counterparties.toml": text}))
    taken = time.process_time() - started
    keys = [f.line for f in found if f.file == "config/counterparties.toml" and f.code == "REG101"]
    assert keys == [3 + 4 * n for n in range(number)]
    assert taken < 8  # with every line gone through for each it is more than half a minute
