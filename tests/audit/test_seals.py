"""Seals in the pack."""

from __future__ import annotations

import tomllib

from tests.audit.packs import made, sheet
from tests.conftest import MakeWorkspace, RunCommand


def test_the_seal_of_the_year_is_named_and_said_to_be_whole_or_broken(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace({})
    run = sambruk("--root", folder, "seal", "2020", "--by", "Anna Ek", "--write", cwd=folder)
    assert run.returncode == 0, run.stderr
    digest = tomllib.loads((folder / "ledger/seals/2020.toml").read_text())["digest"]
    pack = made(sambruk, folder, "2020")
    assert f"# seal of the year: sha256 {digest}\n" in (pack / "SHA256SUMS").read_text()
    (row,) = sheet(pack, "Sigill")
    assert (row["År"], row["SHA-256"]) == ("2020", digest)
    journal = folder / "ledger" / "2020.beancount"
    journal.write_text(journal.read_text().replace('ver: "A1"', 'ver: "A1"\n  document: "pärm"', 1))
    broken = made(sambruk, folder, "2020", code=1)
    index = " ".join((broken / "00-index.txt").read_text().split())
    assert "Det som förseglades har ändrats sedan dess, eller ett sigill är brutet." in index


def test_the_year_after_a_sealed_one_is_said_not_to_be_sealed(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace({})
    sambruk("--root", folder, "seal", "2020", "--by", "Anna Ek", "--write", cwd=folder)
    pack = made(sambruk, folder, "2021")
    assert "# seal of the year: none\n" in (pack / "SHA256SUMS").read_text()
    assert "Året är inte förseglat." in (pack / "00-index.txt").read_text()
    assert [row["År"] for row in sheet(pack, "Sigill")] == ["2020"]
