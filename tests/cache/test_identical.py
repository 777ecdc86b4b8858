"""With and without the cache every command says the same, byte for byte."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import PROJECT, RunCommand

COMMANDS: dict[str, tuple[str, ...]] = {
    "validate": ("validate",),
    "validate a year": ("validate", "2006"),
    "validate as JSON": ("validate", "-f", "json"),
    "report": ("report", "2007"),
    "report as JSON": ("report", "2006", "-f", "json"),
    "report as page": ("report", "2007", "-f", "html", "-o", "-"),
    "report in English": ("--lang", "en", "report", "2007"),
    "statements": ("statements", "2007", "--accounts", "--rounding"),
    "statements as JSON": ("statements", "2006", "-f", "json", "--exact"),
    "tieout": ("tieout", "2007", "--all"),
    "dues": ("dues", "2007"),
    "members": ("members", "--on", "2006-12-31"),
    "member": ("members", "show", "kommun-mellan-11"),
    "balances": ("balances", "2007"),
    "balances of days": ("balances", "2007", "--period", "2007-03-10..2007-06-15"),
    "ledger": ("ledger", "1510", "2007"),
    "ledger of days": ("ledger", "2007", "--period", "2007-Q2", "-f", "csv"),
    "journal": ("journal", "2006"),
    "journal as JSON": ("journal", "2007", "-f", "json"),
    "board": ("board",),
    "projects": ("projects", "2007", "-f", "json"),
}
FAULTY = """
2007-07-01 * "Obalans"
  ver: "A99"
  Assets:1930-Bank                130.00 SEK
  Income:3110-Årsavgifter        -100.00 SEK
    member: "okänd"
"""


@pytest.fixture(scope="module", params=["right", "faulty"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example, and the example with a voucher that is wrong in several ways."""
    root = tmp_path_factory.mktemp("example")
    for part in ("config", "ledger"):
        shutil.copytree(PROJECT / part, root / part)
    if request.param == "faulty":
        with (root / "ledger/2007.beancount").open("a") as file:
            file.write(FAULTY)
    return root


@pytest.mark.parametrize("name", COMMANDS)
def test_output_is_the_same_without_cache_and_when_it_is_made_and_used(
    name: str, folder: Path, cache_folder: Path, sambruk: RunCommand
) -> None:
    def run(*more: str) -> tuple[int, str, str]:
        result = sambruk("--root", folder, *more, *COMMANDS[name])
        return result.returncode, result.stdout, result.stderr

    plain = run("--no-cache")
    assert not cache_folder.exists()
    made = run()
    assert len(list(cache_folder.glob("*.sqlite"))) == 1
    used = run()
    assert plain == made == used
    assert plain[1]


def test_a_stamp_names_the_same_files_with_the_cache(
    folder: Path, tmp_path: Path, sambruk: RunCommand
) -> None:
    files = [tmp_path / f"{n}.pdf" for n in range(3)]
    sambruk("--root", folder, "report", "2007", "-o", files[0], "--no-cache")
    sambruk("--root", folder, "report", "2007", "-o", files[1])
    sambruk("--root", folder, "report", "2007", "-o", files[2])
    assert len({file.read_bytes() for file in files}) == 1
