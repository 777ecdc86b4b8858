"""Names of accounts that say fees, gifts or grants, where the number says another row."""

from __future__ import annotations

import pytest

from tests.checks.cases.case import CHART_FILE, STATEMENTS
from tests.conftest import MakeWorkspace, findings_in
from tests.workspaces import edited


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("Medlemsavgifter ungdom", "membership_fees"),
        ("Gåvor", "gifts"),
        ("Erhållna donationer", "gifts"),
        ("Kommunalt bidrag", "grants"),
        ("Aktivitetsbidrag", "grants"),
        ("Sponsorbidrag", ""),
        ("Bidragsgrundande kurser", ""),
        ("Försäljning gåvokort", ""),
        ("Serviceavgifter", ""),
    ],
)
def test_a_name_says_what_an_account_holds(
    make_workspace: MakeWorkspace, name: str, tag: str
) -> None:
    found = _untagged(make_workspace, name, 'layout = "k1"\n')
    assert found == ([tag] if tag else [])


@pytest.mark.parametrize(
    "layout",
    [
        'layout = "k1"\n[tags]\ngifts = ["3190"]\n',
        'layout = "k1"\n[tags]\nactivities = ["3100-3199"]\n',  # it is of what it is said to be of
        'layout = "k2"\n',  # there is no row for it
    ],
)
def test_nothing_is_said_of_what_is_tagged_or_has_no_row(
    make_workspace: MakeWorkspace, layout: str
) -> None:
    assert _untagged(make_workspace, "Gåvor", layout) == []


def _untagged(make_workspace: MakeWorkspace, name: str, layout: str) -> list[str]:
    """The tags that an account of income by a name is missing."""
    opened = "open Income:3190-Övrigt SEK"
    chart = edited(CHART_FILE, (opened, f'{opened}\n  name: "{name}"'))
    folder = make_workspace({STATEMENTS: layout, **chart})
    return [
        str(dict(item.said.values)["tag"]) for item in findings_in(folder) if item.code == "STM315"
    ]
