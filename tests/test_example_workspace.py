"""The workspace that the other tests change is itself without fault."""

from __future__ import annotations

from tests.conftest import MakeWorkspace, findings_in


def test_the_unchanged_workspace_has_no_findings(make_workspace: MakeWorkspace) -> None:
    assert findings_in(make_workspace()) == ()
