"""With and without the cache every command says the same, byte for byte: made, and replayed."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cache.replaying import Outcome, asked, asked_again, settled
from tests.conftest import PROJECT, RunCommand, required_program
from tests.extent import rounds, sample

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
    "sie export": ("sie", "export", "2007", "--replace"),
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
    root = example(tmp_path_factory.mktemp("example"))
    if request.param == "faulty":
        with (root / "ledger/2007.beancount").open("a") as file:
            file.write(FAULTY)
    return settled(root)


def example(root: Path) -> Path:
    for part in ("config", "ledger"):
        shutil.copytree(PROJECT / part, root / part)
    return root


@pytest.mark.parametrize("name", sample(COMMANDS, ("validate", "report", "ledger of days")))
def test_output_is_the_same_without_cache_and_when_it_is_made_used_and_replayed(
    name: str, folder: Path, cache_folder: Path
) -> None:
    arguments = ("--root", str(folder), *COMMANDS[name])
    plain = asked(*arguments, "--no-cache")
    assert not cache_folder.exists()
    made = asked(*arguments)
    assert len(list(cache_folder.glob("*.sqlite"))) == 1
    replayed = asked_again(*arguments)
    shutil.rmtree(next(cache_folder.glob("*.answers")))
    used = asked(*arguments)
    assert plain == made == replayed == used
    assert plain.stdout


def replace(name: str, old: str, new: str) -> Callable[[Path], None]:
    def edit(root: Path) -> None:
        file = root / name
        text = file.read_text()
        assert old in text
        file.write_text(text.replace(old, new, 1))

    return edit


EDITS: dict[str, tuple[Callable[[Path], object], tuple[str, ...]]] = {
    "a chapter more": (
        lambda root: (root / "config/report/2007/99-slutord.md").write_text("# Slutord\n\nTack.\n"),
        ("report", "2007"),
    ),
    "a chapter gone": (
        lambda root: sorted(root.glob("config/report/2007/[0-9]*.md"))[0].unlink(),
        ("report", "2007"),
    ),
    "a file of the ledger": (
        replace("ledger/2007.beancount", "SEK", "SEK ; ändrad"),
        ("report", "2007", "-f", "json"),
    ),
    "a voucher more": (
        replace("ledger/2007.beancount", "\n\n", f"\n{FAULTY}\n"),
        ("balances", "2007"),
    ),
    "a file of the register gone": (
        lambda root: (root / "config/board.toml").unlink(),
        ("board",),
    ),
    "a fact": (
        replace("config/report/2007/facts.toml", "value = 6", "value = 7"),
        ("report", "2007"),
    ),
    "a published figure": (
        replace("config/published/2007.toml", "value = ", "value = 1"),
        ("tieout", "2007", "--all"),
    ),
    "a file that no one asked for before": (
        lambda root: (root / "ledger/.main.beancount.picklecache").write_bytes(b"x"),
        ("validate",),
    ),
}


@pytest.mark.parametrize("what", sample(EDITS, ("a chapter more", "a voucher more")))
def test_an_edit_is_seen_by_a_command_asked_again(what: str, tmp_path: Path) -> None:
    root = settled(example(tmp_path / "w"))
    edit, command = EDITS[what]
    arguments = ("--root", str(root), *command)
    before = asked(*arguments)
    assert asked_again(*arguments) == before
    edit(root)
    after = asked(*arguments)
    assert after == asked(*arguments, "--no-cache")
    assert after != before


def test_a_picture_is_seen_by_a_report_asked_again(tmp_path: Path) -> None:
    root = example(tmp_path / "w")
    chapters = root / "config/report/2007"
    (chapters / "99-bild.md").write_text("# Bild\n\n![En bild](bild.svg)\n")
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M{}"/></svg>'
    (chapters / "bild.svg").write_text(picture.format("0 0h1"))
    settled(root)
    arguments = ("--root", str(root), "report", "2007", "-f", "html", "-o", "-")
    before = asked(*arguments)
    assert asked_again(*arguments) == before
    (chapters / "bild.svg").write_text(picture.format("0 0h2"))
    after = asked(*arguments)
    assert after == asked(*arguments, "--no-cache")
    assert after != before


@pytest.mark.slow
def test_a_commit_is_seen_by_the_stamp_of_a_report_asked_again(tmp_path: Path) -> None:
    git = required_program("git")
    root = example(tmp_path / "w")

    def run(*arguments: str) -> None:
        who = ("-c", "user.name=x", "-c", "user.email=x@example.org")
        subprocess.run([git, *who, *arguments], cwd=root, check=True, capture_output=True)

    arguments = ("--root", str(root), "report", "2007", "-f", "json")
    seen: list[Outcome] = []
    steps: list[tuple[str, ...]] = [
        ("init", "-q"),
        ("add", "."),
        ("commit", "-q", "-m", "ett"),
        ("commit", "-q", "--allow-empty", "-m", "två"),
        ("pack-refs", "--all"),
        ("checkout", "-q", "-b", "gren"),
        ("commit", "-q", "--allow-empty", "-m", "tre"),
        ("checkout", "-q", "--detach", "HEAD~1"),
    ]
    for step in steps[: rounds(8, 4)]:
        run(*step)
        settled(root)
        seen.append(asked(*arguments))
        assert seen[-1] == asked_again(*arguments) == asked(*arguments, "--no-cache")
    # None, two commits after each other, the same one by other ways, a third, the second again.
    commits = [0, 0, 1, 2, 2, 2, 3, 2][: len(seen)]
    assert [seen.index(each) for each in seen] == [commits.index(each) for each in commits]


def test_a_stamp_names_the_same_files_with_the_cache(
    folder: Path, tmp_path: Path, sambruk: RunCommand
) -> None:
    files = [tmp_path / f"{n}.pdf" for n in range(3)]
    sambruk("--root", folder, "report", "2007", "-o", files[0], "--no-cache")
    sambruk("--root", folder, "report", "2007", "-o", files[1])
    sambruk("--root", folder, "report", "2007", "-o", files[2])
    assert len({file.read_bytes() for file in files}) == 1
