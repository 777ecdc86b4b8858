"""docs/register.md says what every key of config/ is, and its examples are read without a fault."""

from __future__ import annotations

import re

import pytest

from sambruk_cli.register.association import AssociationFile
from sambruk_cli.register.board import BoardFile
from sambruk_cli.register.bounds import values_of
from sambruk_cli.register.fees import FeesFile
from sambruk_cli.register.grants import GrantsFile
from sambruk_cli.register.members import CounterpartiesFile, MembersFile
from sambruk_cli.register.model import Model, fields_of, key_of, models_in
from sambruk_cli.register.narrative import FactsFile
from sambruk_cli.register.projects import ProjectsFile
from sambruk_cli.register.published import PublishedFile
from sambruk_cli.register.sie import SieDetails
from tests.conftest import PROJECT

PAGE = (PROJECT / "docs" / "register.md").read_text("utf-8")
FILES: dict[str, type[Model]] = {
    "association.toml": AssociationFile,
    "members.toml": MembersFile,
    "counterparties.toml": CounterpartiesFile,
    "fees.toml": FeesFile,
    "board.toml": BoardFile,
    "projects.toml": ProjectsFile,
    "grants.toml": GrantsFile,
    "sie.toml": SieDetails,
    "published/YEAR.toml": PublishedFile,
    "report/YEAR/facts.toml": FactsFile,
}


def chapter(file: str) -> str:
    """What the page says of a file."""
    _, _, rest = PAGE.partition(f"\n## {file}\n")
    assert rest, file
    return re.split(r"^## ", rest, flags=re.MULTILINE)[0]


def keys_of(model: type[Model]) -> set[str]:
    """Every key that may stand in a file, at any depth."""
    found = set()
    for name, kind in fields_of(model).items():
        found.add(key_of(name))
        for inner in models_in(kind):
            found |= keys_of(inner)
    return found


@pytest.mark.parametrize("file", FILES)
def test_every_key_of_a_file_is_in_its_chapter(file: str) -> None:
    prose = re.sub(r"^```.*?^```$", "", chapter(file), flags=re.DOTALL | re.MULTILINE)
    named = set(re.findall(r"[a-z0-9_]+", " ".join(re.findall(r"`([^`\n]+)`", prose))))
    assert keys_of(FILES[file]) - named == set()


@pytest.mark.parametrize("file", FILES)
def test_the_examples_of_a_chapter_are_one_file_without_a_fault(file: str) -> None:
    examples = re.findall(r"^```toml\n(.*?)^```$", chapter(file), re.DOTALL | re.MULTILINE)
    assert examples
    FILES[file].model_validate(values_of("\n".join(examples)))
