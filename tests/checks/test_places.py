"""Where a key stands is looked for only when a finding names its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from sambruk_cli.workspace import Workspace
from tests.checks.cases.faultless import FAULTLESS
from tests.conftest import PROJECT, MakeWorkspace
from tests.sessions import read_checked
from tests.workspaces import edited


def looked_for(folder: Path) -> set[str]:
    """The files of config/ whose text was gone through for the lines of its keys."""
    register = read_checked(Workspace(folder), cache=False).register
    return {name for name, place in register.places.items() if "lines" in vars(place)}


@pytest.mark.longer
def test_a_workspace_without_faults_has_no_line_looked_for(make_workspace: MakeWorkspace) -> None:
    assert looked_for(make_workspace()) == set()
    assert looked_for(PROJECT) == set()  # its three warnings are of another file


@pytest.mark.parametrize(
    "name",
    [
        "a status from today on, and a discount for those who have it",
        "a group whose payer comes into it and leaves it last",
        "two agreements with a member, the one after the other",
        "a tier of each of two sets, but for one that left before the second",
        "a kind of charge of the association's own, booked as a liability",
    ],
)
def test_groups_and_fees_of_every_form_have_none_looked_for(
    make_workspace: MakeWorkspace, name: str
) -> None:
    assert looked_for(make_workspace(FAULTLESS[name])) == set()


def test_only_the_file_that_a_finding_names_is_gone_through(make_workspace: MakeWorkspace) -> None:
    unknown = edited("config/members.toml", ('tier = "large"', 'tier = "okand"'))
    assert looked_for(make_workspace(unknown)) == {"members"}
