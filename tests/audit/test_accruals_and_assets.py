"""What other years bear and what assets have cost, in the pack: figures worked out by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.audit.packs import made, sheet
from tests.closing.test_accruals import TODAY, closing, spanning
from tests.closing.test_depreciation import WITH_SERVER
from tests.conftest import MakeWorkspace, RunCommand


@pytest.mark.slow
def test_what_is_to_be_moved_stands_beside_what_has_been(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace(spanning())
    code = sambruk("--root", folder, "validate", "2021", *TODAY, "-f", "json").returncode
    pack = made(sambruk, folder, "2021", *TODAY, code=code)
    rows = sheet(pack, "Periodiseringar")
    # 9 of 12 months of 100 kronor, 2 of 3 of 60, and 6 of 7 of 70.
    assert [
        (row["Ver"], row["Konto"][:4], row["Ska flyttas"], row["Flyttat"], row["Skillnad"])
        for row in rows
    ] == [
        ("A7", "1790", 75, 0, -75),
        ("A7", "4010", -75, 0, 75),
        ("A8", "2970", -40, 0, 40),
        ("A8", "3190", 40, 0, -40),
        ("2022 A1", "2990", -60, 0, 60),
        ("2022 A1", "4010", 60, 0, -60),
    ]
    said = "3 verifikationer har periodiseringar som inte är bokförda som de anger."
    assert said in " ".join((pack / "00-index.txt").read_text().split())
    assert closing(sambruk, folder, "2021", "--write")["findings"] == []
    code = sambruk("--root", folder, "validate", "2021", *TODAY, "-f", "json").returncode
    closed = made(sambruk, folder, "2021", *TODAY, code=code)
    assert {row["Skillnad"] for row in sheet(closed, "Periodiseringar")} == {0}
    assert said not in " ".join((closed / "00-index.txt").read_text().split())


def test_assets_stand_with_their_plan_and_accounts_that_differ_are_said(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace(WITH_SERVER)
    code = sambruk("--root", folder, "validate", "2021", *TODAY, "-f", "json").returncode
    pack = made(sambruk, folder, "2021", *TODAY, code=code)
    (row,) = sheet(pack, "Anläggningstillgångar Avskrivn…")
    # 1 000 kronor over 36 months from October: three of them in 2021.
    assert Decimal(str(row["Årets"])) == Decimal("83.33")
    index = " ".join((pack / "00-index.txt").read_text().split())
    assert "Konton för anläggningstillgångar skiljer sig från planen." in index
