"""Days that the law counts by: working days, and through when documents are kept."""

from __future__ import annotations

from datetime import date

import pytest

from sambruk_cli.checks.working_days import next_working_day
from sambruk_cli.holidays import easter_sunday
from sambruk_cli.workspace import Workspace
from tests.checks.cases.entries import with_key
from tests.checks.cases.law import FEBRUARY, keeping, locked
from tests.conftest import MakeWorkspace, findings_in
from tests.files.repositories import git
from tests.sessions import read_checked

# From the Swedish almanac.
EASTERS = (
    *((1999, 4, 4), (2000, 4, 23), (2008, 3, 23), (2019, 4, 21), (2024, 3, 31)),
    *((2025, 4, 20), (2026, 4, 5), (2027, 3, 28), (2038, 4, 25)),
)


@pytest.mark.parametrize(("year", "month", "day"), EASTERS)
def test_easter_is_that_of_the_almanac(year: int, month: int, day: int) -> None:
    assert easter_sunday(year) == date(year, month, day)


@pytest.mark.parametrize(
    ("day", "following"),
    [
        ("2026-11-26", "2026-11-27"),
        ("2026-11-27", "2026-11-30"),  # Friday
        ("2026-04-02", "2026-04-07"),  # Thursday before Easter
        ("2026-05-13", "2026-05-15"),  # before Ascension Day
        ("2026-06-18", "2026-06-22"),  # before Midsummer Eve
        ("2025-06-19", "2025-06-23"),
        ("2026-12-23", "2026-12-28"),
        ("2026-12-30", "2027-01-04"),
        ("9999-12-31", "9999-12-31"),
    ],
)
def test_the_next_working_day_passes_over_weekends_and_holidays(day: str, following: str) -> None:
    assert next_working_day(date.fromisoformat(day)) == date.fromisoformat(following)


@pytest.mark.parametrize(("day", "is_asked"), [("2028-12-31", True), ("2029-01-01", False)])
def test_a_document_is_asked_for_as_long_as_it_must_be_kept(
    make_workspace: MakeWorkspace, day: str, is_asked: bool
) -> None:
    folder = make_workspace(with_key("A6", 'document: "kvitton/6.pdf"'))
    session = read_checked(Workspace(folder), cache=False, today=date.fromisoformat(day))
    assert ("BOK233" in {item.code for item in session.findings}) is is_asked


@pytest.mark.parametrize(("today", "is_said"), [(19, True), (20, False)])
def test_a_period_may_be_locked_on_the_day_it_is(
    make_workspace: MakeWorkspace, today: int, is_said: bool
) -> None:
    folder = make_workspace(locked("2021-02-10", "2021-02-20", FEBRUARY))
    found = findings_in(folder, today=date(2021, 2, today))
    assert ("BOK274" in {item.code for item in found}) is is_said


@pytest.mark.parametrize(
    ("made", "registered", "is_said"),
    [
        ("2021-08-01", "2021-08-03", True),
        ("2021-08-01", "2021-08-02", False),  # the next day where the clock of the zone is ahead
        ("2021-08-03", "2021-08-03", False),
    ],
)
def test_a_voucher_registered_after_the_commit_that_holds_it(
    make_workspace: MakeWorkspace, made: str, registered: str, is_said: bool
) -> None:
    kept = keeping("2021-07-01", 'keeps = ["registered"]')
    folder = make_workspace({**kept, **with_key("A6", f"registered: {registered}")})
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "x", GIT_COMMITTER_DATE=f"{made}T23:30:00Z")
    found = findings_in(folder)
    assert [item.code for item in found] == ["BOK262"] * is_said
    for item in found:
        commit = git(folder, "rev-parse", "--short=12", "HEAD")
        assert f"commit {commit} of {made} has it already" in item.message
    # What is not in the commit was entered since.
    text = (folder / "ledger/2021.beancount").read_text("utf-8")
    (folder / "ledger/2021.beancount").write_text(f"{text}\n", "utf-8")
    assert findings_in(folder) == ()
