"""docs/matching.md tells of every reason and every note."""

from __future__ import annotations

import re

from sambruk_cli.receivables.matching.model import SURE, MatchNote, MatchReason
from tests.conftest import PROJECT


def test_the_page_lists_the_reasons_in_their_order_and_every_note() -> None:
    page = (PROJECT / "docs" / "matching.md").read_text(encoding="utf-8")
    of_reasons, of_notes = page.split("| `notes` |")
    rows = re.findall(r"^\| `([a-z-]+)` \|.*\| (yes|no|–) \|$", of_reasons, re.MULTILINE)
    assert [name for name, _ in rows] == list(MatchReason)
    assert {name for name, is_sure in rows if is_sure == "yes"} == SURE
    assert sorted(re.findall(r"^\| `([a-z-]+)` \|", of_notes, re.MULTILINE)) == sorted(MatchNote)
