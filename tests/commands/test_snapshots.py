"""Whole outputs of the example, read by a person before they were kept.

Run pytest --snapshot-update after a change that is meant, and read the difference.
"""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from tests.conftest import RunCommand


class TextFile(SingleFileSnapshotExtension):
    """One text file for each output, readable in a diff."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


OUTPUTS = {
    "report": ("report", "2007"),
    "report-markdown": ("report", "2007", "-f", "markdown"),
    "statements": ("statements", "2007"),
    "statements-accounts": ("statements", "2007", "--accounts"),
    "statements-thousands": ("statements", "2007", "--unit", "tkr", "--rounding"),
    "statements-english": ("--lang", "en", "statements", "2007"),
    "statements-2006-csv": ("statements", "2006", "-f", "csv"),
    "tieout": ("tieout", "2007"),
    "tieout-all": ("tieout", "2007", "--all"),
    "dues": ("dues", "2007"),
    "dues-explained": ("dues", "2007", "--member", "malmo", "--explain"),
    "dues-paid": ("dues", "2007", "--paid", "--on", "2007-05-31"),
    "dues-reconciled": ("dues", "2007", "--reconcile", "--on", "2007-12-31"),
    "arrears": ("arrears", "--on", "2007-12-31"),
    "statement": ("statement", "kommun-mellan-16", "--to", "2007-12-31"),
    "balances": ("balances", "2007"),
    "ledger": ("ledger", "8310", "2006"),
    "journal": ("journal", "2007", "--period", "2007-12-31"),
    "board": ("board",),
    "projects": ("projects", "2007"),
    "grants": ("grants", "2007"),
    "grants-show": ("grants", "show", "vinnova"),
    "members": ("members", "--on", "2006-12-31"),
    "member": ("members", "show", "kommun-mellan-11"),
    "close": ("close", "2007"),
    "assets": ("assets", "2007"),
    "validate": ("validate",),
}


@pytest.mark.parametrize("name", OUTPUTS)
def test_output_is_as_read(name: str, snapshot: SnapshotAssertion, sambruk: RunCommand) -> None:
    result = sambruk(*OUTPUTS[name])
    assert result.stderr == ""
    assert result.returncode == 0
    assert result.stdout == snapshot(extension_class=TextFile)
