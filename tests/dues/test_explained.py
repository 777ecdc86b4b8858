"""What `sambruk dues --explain` says of every form of fee, read by a person before it was kept.

The forms are the examples of docs/fees.md. Run pytest --snapshot-update after a change that is
meant, and read the difference.
"""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from sambruk_cli.language import Language
from tests.dues.said import calendar, dues, explained, said
from tests.dues.test_page import COMMON, EXAMPLES, SECTIONS, block, years_of


class TextFile(SingleFileSnapshotExtension):
    """One text file for each language."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


@pytest.mark.longer
@pytest.mark.parametrize("language", ["sv", "en"])
def test_each_form_is_explained_as_read(language: Language, snapshot: SnapshotAssertion) -> None:
    lines = []
    for title in EXAMPLES:
        text = SECTIONS[title]
        register = said(block(text, "members") or block(COMMON, "members"), block(text, "fees"))
        lines.append(f"# {title}\n")
        for year in years_of(text).values() or [calendar(2021)]:
            lines += [
                explained(register, charge, language) for charge in dues(register, year).charges
            ]
    assert max(len(line) for text in lines for line in text.splitlines()) <= 80
    assert "\n".join(lines) == snapshot(extension_class=TextFile)
