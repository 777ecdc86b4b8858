"""The index of the pack, read by a person before it was kept."""

from __future__ import annotations

import re

from syrupy.assertion import SnapshotAssertion

from sambruk_cli import __version__
from tests.audit.packs import made
from tests.audit.test_documents import JOURNAL, journal
from tests.commands.test_snapshots import TextFile
from tests.conftest import MakeWorkspace, RunCommand


def test_the_index_is_as_read(
    make_workspace: MakeWorkspace, sambruk: RunCommand, snapshot: SnapshotAssertion
) -> None:
    folder = make_workspace({JOURNAL: journal("kvitton/A7.pdf", "kvitton/saknas.pdf", "pärm 3")})
    (folder / "kvitton").mkdir()
    (folder / "kvitton" / "A7.pdf").write_bytes(b"x")
    pack = made(sambruk, folder, "2021", "--today", "2022-02-01")
    text = (pack / "00-index.txt").read_text().replace(__version__, "VERSION")
    assert re.sub(r"[0-9a-f]{16,}", "DIGEST", text) == snapshot(extension_class=TextFile)
