"""Findings: severity, place, order and hints."""

from __future__ import annotations

import re

import pytest

from sambruk_cli.findings import (
    NAMES,
    Severity,
    errors,
    finding,
    in_order,
    nearest,
)
from sambruk_cli.messages import Message
from tests.sayings import saying


def test_codes_are_three_letters_and_three_digits_and_names_are_words_with_hyphens() -> None:
    assert all(re.fullmatch(r"[A-Z]{3}\d{3}", code) for code in NAMES)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) for name in NAMES.values())


def test_no_two_codes_have_the_same_name() -> None:
    assert len(set(NAMES.values())) == len(NAMES)


def test_only_what_a_person_must_judge_is_a_warning() -> None:
    warnings = {code for code in NAMES if saying(code, "x").severity is Severity.WARNING}
    of_chapters = {"RPT504", "RPT507", "RPT508", "RPT509", "RPT510", "RPT511", "RPT515", "RPT517"}
    of_entries = {
        f"BOK{number}"
        for number in (*range(230, 245), 250, *range(260, 270), 272, 273, *range(275, 278))
    }
    of_dues = {"DUE403", "DUE404", "DUE405"}
    of_days = {"REG112", "REG114", "REG115", "REG116"}
    of_people = {"REG120", "REG121", "REG122", "REG127", "REG128", "REG129", "REG132", "REG133"}
    of_frameworks = {"STM313", "STM314", "STM315"}
    others = {
        "BOK222",
        "BOK223",
        "WSP007",
        "WSP012",
        "WSP013",
        "WSP014",
        "WSP020",
        "RPT501",
        "SIE612",
        "SIE613",
        "SIE614",
        "SIE615",
        "SIE616",
    }
    of_grants = {"BOK280", "BOK281", "BOK282", "BOK283"}
    of_closing = {"STM317"}
    of_banks = {"BNK805", "BNK806", "BNK807", "BNK808", "BNK809", "BNK810", "BNK813"}
    of_invoices = {"DUE452", "EIN758", "SND674", "SND675"}
    of_invoices |= {"INV634", "INV635", "INV636", "INV638", "INV641", "INV642", "INV643"}
    of_register = of_dues | of_days | of_people
    of_books = of_entries | of_grants | of_closing | of_banks | of_invoices
    assert warnings == others | of_chapters | of_books | of_register | of_frameworks


def test_a_code_that_does_not_exist_is_a_programming_error() -> None:
    with pytest.raises(KeyError):
        finding("BOK999")


@pytest.mark.parametrize(
    ("file", "line", "place"),
    [
        ("config/members.toml", 7, "config/members.toml:7"),
        ("config/members.toml", None, "config/members.toml"),
        (None, None, ""),
    ],
)
def test_the_place_is_written_as_editors_open_it(
    file: str | None, line: int | None, place: str
) -> None:
    assert saying("REG101", "x", file=file, line=line).place == place


def test_a_finding_as_json_has_the_keys_of_the_contract() -> None:
    item = saying("BOK204", "A2 is missing", file="ledger/a.beancount", line=3, hint="find it")
    assert item.as_json("en") == {
        "code": "BOK204",
        "severity": "error",
        "message": "A2 is missing",
        "values": {"text": "A2 is missing"},
        "file": "ledger/a.beancount",
        "line": 3,
        "hint": "find it",
    }


def test_findings_are_sorted_by_file_then_line_then_code() -> None:
    nowhere = saying("WSP001", "nowhere")
    whole_file = saying("WSP002", "a file", file="a")
    second = saying("REG104", "2", file="a", line=2)
    second_too = saying("REG101", "2", file="a", line=2)
    tenth = saying("REG101", "10", file="a", line=10)
    other = saying("BOK201", "1", file="b", line=1)
    shuffled = [other, tenth, second, nowhere, second_too, whole_file]
    assert in_order(shuffled) == (nowhere, whole_file, second_too, second, tenth, other)


def test_the_same_finding_made_twice_is_reported_once() -> None:
    once = saying("REG104", "x", file="a", line=2, hint="h")
    again = saying("REG104", "x", file="a", line=2, hint="h")
    different = saying("REG104", "y", file="a", line=2, hint="h")
    assert in_order([once, different, again]) == (once, different)


def test_errors_leave_the_warnings_out() -> None:
    warning, error = saying("RPT504", "w"), saying("RPT505", "e")
    assert errors([warning, error, warning]) == (error,)


def test_the_nearest_known_name_is_suggested() -> None:
    known = ["storstad", "lillby", "forbundet"]
    assert nearest("storstd", known) == Message.of('did you mean "{name}"?', name="storstad")


def test_where_no_name_is_near_none_is_suggested() -> None:
    assert nearest("zzz", ["storstad", "lillby"]) is None
    assert nearest("zzz", []) is None
