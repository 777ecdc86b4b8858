"""Files of one fiscal year in config/: published figures, facts of the narrative, chapters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sambruk_cli.findings import Finding, finding
from sambruk_cli.language import Language
from sambruk_cli.register.locate import Located
from sambruk_cli.register.narrative import FactsFile
from sambruk_cli.register.published import PublishedFile
from sambruk_cli.register.read import read_model
from sambruk_cli.workspace import Workspace


def folder_of(label: str) -> str:
    """A fiscal year's label as a file name: 2007/08 has its files under 2007-08."""
    return label.replace("/", "-")


def read_published(
    workspace: Workspace, label: str
) -> tuple[PublishedFile | None, Located, list[Finding]]:
    """The figures published for a year, None where there are none."""
    file = f"config/published/{folder_of(label)}.toml"
    return read_model(workspace, file, PublishedFile, optional=True)


def read_facts(workspace: Workspace, label: str) -> tuple[FactsFile | None, Located, list[Finding]]:
    """The facts that a year's narrative cites, None where there are none."""
    file = f"config/report/{folder_of(label)}/facts.toml"
    return read_model(workspace, file, FactsFile, optional=True)


def translated(workspace: Workspace, file: str, language: Language) -> str:
    """A text's translation (name.en.md beside name.md) in English where there is one."""
    english = f"{file.removesuffix('.md')}.en.md"
    return english if language == "en" and workspace.exists(english) else file


def names_not_utf8(files: Iterable[str]) -> Iterator[Finding]:
    """The files whose names are no UTF-8; Python keeps each such byte as half a character."""
    for name in files:
        if any("\ud800" <= character <= "\udfff" for character in name):
            yield finding("WSP020", file=name)
