"""Names that a SIE import gives: labels of fiscal years, the organisation number."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from itertools import permutations

import pytest

from sambruk_cli import sie
from sambruk_cli.exchange.sie.into.import_file import ImportFile
from sambruk_cli.exchange.sie.into.names import year_labels
from sambruk_cli.exchange.sie.into.new_workspace import Choices, into_workspace
from sambruk_cli.exchange.sie.into.plan import ImportPlan
from tests.conftest import MakeWorkspace, RunCommand
from tests.exchange.test_sie_import import SMALL
from tests.workspaces import FILES, edited

SPRING = (date(2024, 1, 1), date(2024, 6, 30))
AUTUMN = (date(2024, 7, 1), date(2024, 12, 31))
WHOLE = (date(2023, 1, 1), date(2023, 12, 31))
BROKEN = (date(2024, 7, 1), date(2025, 4, 30))
SHORT = (date(2025, 5, 1), date(2025, 6, 30))


@pytest.mark.parametrize(
    ("spans", "taken", "labels"),
    [
        ([WHOLE], (), ("2023",)),
        ([WHOLE, SPRING, AUTUMN], (), ("2023", "2024.1", "2024.2")),
        ([BROKEN, SHORT], (), ("2024/25", "2025")),
        ([BROKEN, (date(2024, 8, 1), date(2025, 3, 31))], (), ("2024/25.1", "2024/25.2")),
        ([AUTUMN], ("2024",), ("2024.2",)),
        ([AUTUMN], ("2023", "2024.1"), ("2024.2",)),
        ([SPRING, AUTUMN], ("2024.1", "2024.2"), ("2024.3", "2024.4")),
        ([WHOLE, AUTUMN], ("2024/25.1",), ("2023", "2024")),
        ([], ("2024",), ()),
    ],
)
def test_years_that_would_be_called_alike_are_numbered_in_order_of_time(
    spans: list[tuple[date, date]], taken: tuple[str, ...], labels: tuple[str, ...]
) -> None:
    assert year_labels(spans, taken) == labels


def test_the_labels_follow_time_and_not_the_order_of_the_list() -> None:
    called = {WHOLE: "2023", SPRING: "2024.1", AUTUMN: "2024.2"}
    for spans in permutations(called):
        assert year_labels(spans) == tuple(called[span] for span in spans)


def test_every_command_takes_a_numbered_year(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    halves = """label = "2021.1"
start = 2021-01-01
end = 2021-06-30

[[fiscal_years]]
label = "2021.2"
start = 2021-07-01
end = 2021-12-31
"""
    whole = 'label = "2021"\nstart = 2021-01-01\nend = 2021-12-31\n'
    reports = ('year = "2021"', 'year = "2021.1"')
    changes = edited("config/association.toml", (whole, halves), reports)
    report = {
        name.replace("/2021/", "/2021.1/"): text for name, text in FILES.items() if "/2021/" in name
    }
    root = str(make_workspace({**changes, **report}))
    printed = sambruk("--root", root, "report", "2021.1", "-f", "markdown").stdout
    assert "# Förenklat årsbokslut 2021.1" in printed
    assert "Föreningen hade tre medlemmar" in printed
    shown = json.loads(sambruk("--root", root, "statements", "2021.2", "-f", "json").stdout)
    assert (shown["year"], shown["comparative"]) == ("2021.2", "2021.1")
    assert shown["income_statement"]["rows"][0]["amounts"] == {"2021.2": "50", "2021.1": "700"}
    period = json.loads(
        sambruk("--root", root, "balances", "2021.1", "-p", "2021-Q2", "-f", "json").stdout
    )
    assert (period["year"], period["from"]) == ("2021.1", "2021-04-01")


def of_number(number: str, choices: Choices) -> ImportPlan:
    text = SMALL.replace("802428-2785", number)
    return into_workspace([ImportFile(sie.read(text.encode("cp437")), "bok.se")], choices)


def written_number(plan: ImportPlan) -> dict[str, object]:
    """The keys of the number in the file that would be written."""
    assert plan.plan is not None
    changes = {change.path: change.after or b"" for change in plan.plan.changes}
    values = tomllib.loads(changes["config/association.toml"].decode())["association"]
    return {key: values[key] for key in values if key.startswith("organisation_number")}


@pytest.mark.parametrize("stated", ["168024282785", "SE802428278501", '"16 802428-2785 "'])
def test_a_longer_number_is_written_with_its_ten_digits_and_a_note_says_so(stated: str) -> None:
    plan = of_number(stated, Choices())
    assert written_number(plan) == {"organisation_number": "802428-2785"}
    assert [(f.code, f.line) for f in plan.notes] == [("SIE627", 3)]
    assert plan.notes[0].message.endswith("is written 802428-2785")


def test_a_number_of_ten_digits_is_written_without_a_word() -> None:
    plan = of_number('"8024282785 "', Choices())
    assert (written_number(plan), plan.notes) == ({"organisation_number": "802428-2785"}, ())


def test_a_wrong_check_digit_is_refused_with_the_right_one_unless_it_is_known() -> None:
    refused = of_number("802428-2780", Choices())
    (fault,) = refused.findings
    assert (refused.plan, fault.code, fault.line) == (None, "SIE627", 3)
    assert "its check digit is 0 and should be 5" in fault.message
    assert "--organisation-number" in (fault.hint or "")
    assert "--keep-organisation-number" in (fault.hint or "")
    named = of_number("802428-2780", Choices(organisation_number="802428-2785"))
    assert written_number(named) == {"organisation_number": "802428-2785"}
    kept = of_number("16802428-2780", Choices(keep_number=True))
    assert written_number(kept) == {
        "organisation_number": "802428-2780",
        "organisation_number_checked": True,
    }
    short = of_number("802428-278", Choices(keep_number=True))
    assert [(f.code, f.line) for f in short.findings] == [("SIE627", 3)]
