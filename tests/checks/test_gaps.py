"""Numbers that an imported file lacked itself, and those that are gone since (BOK204).

In the workspace of tests 2021 has A1 to A6, the last one on line 42.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sambruk_cli.exchange.sie.into.numbering import missing_numbers
from sambruk_cli.opening import reading
from sambruk_cli.terms import Terms
from sambruk_cli.workspace import Workspace
from tests.conftest import Changes, MakeWorkspace, findings_in
from tests.workspaces import JOURNAL_2021, edited

LEDGER, DETAILS = "ledger/2021.beancount", "config/sie.toml"

# A voucher that was in the file, A5, is taken away: its number was between A100 and A105 there.
START, _, REST = JOURNAL_2021.partition('2021-06-01 * "Banken"')
WITHOUT_A5 = START + REST[REST.index("2021-07-01") :]


def lacking(*missing: str, year: str = "2021") -> Changes:
    listed = ", ".join(f'"{text}"' for text in missing)
    return {
        DETAILS: f'[[imports]]\nfile = "{year}"\nsha256 = "{"0" * 64}"\n'
        f'year = "{year}"\nmissing = [{listed}]\n'
    }


def said(folder: Path) -> list[str]:
    return [item.message for item in findings_in(folder)]


def numbered(number: str) -> Changes:
    return edited(LEDGER, ('ver: "A6"', f'ver: "{number}"'))


@pytest.mark.parametrize(
    ("number", "missing"),
    [("A110000157", "A6-A110000156"), ("A8", "A1-A7"), ("B2", "B1"), ("A7", "A6")],
)
def test_what_the_file_lacked_is_not_asked_for(
    make_workspace: MakeWorkspace, number: str, missing: str
) -> None:
    assert said(make_workspace(numbered(number), lacking(missing))) == []


@pytest.mark.parametrize(
    ("missing", "left"),
    [
        (("A6", "A8"), ["A7 is missing in 2021", "A9 is missing in 2021"]),
        (("A8-A9",), ["A6-A7 are missing in 2021"]),
        (("A6-A7",), ["A8-A9 are missing in 2021"]),
        (("A1-A6", "A5-A8"), ["A9 is missing in 2021"]),
        (("B1-B100",), ["A6-A9 are missing in 2021"]),
        ((), ["A6-A9 are missing in 2021"]),
    ],
)
def test_the_rest_of_a_gap_is_asked_for(
    make_workspace: MakeWorkspace, missing: tuple[str, ...], left: list[str]
) -> None:
    assert said(make_workspace(numbered("A10"), lacking(*missing))) == left


def test_a_voucher_that_was_in_the_file_is_missed(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace({LEDGER: WITHOUT_A5.replace('"A6"', '"A8"')}, lacking("A6-A7"))
    assert said(folder) == ["A5 is missing in 2021"]


def test_what_another_year_lacked_is_asked_for_in_this(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace(numbered("A7"), lacking("A6", year="2020"))
    assert said(folder) == ["A6 is missing in 2021"]


@pytest.mark.longer
def test_what_is_kept_between_runs_does_not_outlive_a_change_of_what_was_missing(
    make_workspace: MakeWorkspace,
) -> None:
    folder = make_workspace(numbered("A7"))
    for text, codes in (
        (lacking("A6")[DETAILS], []),
        (lacking("A5")[DETAILS], ["BOK204"]),
        (lacking("A6")[DETAILS], []),
    ):
        (folder / DETAILS).write_text(str(text))
        read = reading.read_checked(Workspace(folder), Terms(date(2022, 4, 1)), cache=True)
        assert [item.code for item in read.findings if item.code != "REG111"] == codes


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("A0", 'must be a number of a voucher, as "A103", or a span "A1-A99"'),
        ("A1-B9", "must be a number"),
        ("103", "must be a number"),
        ("A9-A1", "runs backwards; write A1-A9"),
    ],
)
def test_a_text_of_another_form_is_a_fault(
    make_workspace: MakeWorkspace, text: str, says: str
) -> None:
    (item,) = findings_in(make_workspace(numbered("A7"), lacking(text)))
    assert (item.code, item.file, item.line) == ("REG102", DETAILS, 5)
    assert says in item.message


def test_missing_numbers_are_those_between_one_and_the_highest_of_a_series() -> None:
    assert missing_numbers(["A100", "A105"]) == ("A1-A99", "A101-A104")
    assert missing_numbers(["B2", "A3", "A1", "A4", "ÅÄ110000157"]) == (
        "A2",
        "B1",
        "ÅÄ1-ÅÄ110000156",
    )
    assert missing_numbers(["A1", "A2", "A2"]) == missing_numbers([]) == ()
