"""Reading config/: every fault of every file at once, each with its line."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar, cast

from pydantic_core import ValidationError

from sambruk_cli.files.errors import Unreadable
from sambruk_cli.findings import Finding
from sambruk_cli.register.association import AssociationFile
from sambruk_cli.register.board import BoardFile
from sambruk_cli.register.faults import fault_finding
from sambruk_cli.register.fees import FeesFile
from sambruk_cli.register.grants import GrantsFile
from sambruk_cli.register.invoicing import InvoicingFile
from sambruk_cli.register.layout import StatementsFile
from sambruk_cli.register.locate import Located
from sambruk_cli.register.many_members import read_many_members
from sambruk_cli.register.members import CounterpartiesFile, MembersFile
from sambruk_cli.register.model import Model
from sambruk_cli.register.placed import placed_layouts
from sambruk_cli.register.projects import ProjectsFile
from sambruk_cli.register.register import Register
from sambruk_cli.register.tags import tags_of
from sambruk_cli.register.toml import parse_toml
from sambruk_cli.workspace import Workspace

M = TypeVar("M", bound=Model)


def read_model(
    workspace: Workspace, file: str, model: type[M], *, optional: bool = False
) -> tuple[M | None, Located, list[Finding]]:
    """One file as its model, or None with the findings that say why not.

    Args:
      optional: a file that is not there gives None and no finding.
    """
    if optional and not workspace.is_there(file):
        return None, Located(file), []
    try:
        text = workspace.read_text(file)
        located = Located(file, text)
        if model is MembersFile and (made := read_many_members(text)) is not None:
            return cast(M, made), located, []
        values = parse_toml(text, file)
    except Unreadable as error:
        return None, Located(file), list(error.findings)
    try:
        return model.model_validate(values), located, []
    except ValidationError as error:
        return None, located, [fault_finding(model, located, fault) for fault in error.errors()]


@dataclass(slots=True)
class _Reader:
    workspace: Workspace
    findings: list[Finding] = field(default_factory=list)
    places: dict[str, Located] = field(default_factory=dict)
    unreadable: set[str] = field(default_factory=set)

    def read(self, name: str, model: type[M], *, optional: bool = False) -> M | None:
        file = f"config/{name}.toml"
        value, located, faults = read_model(self.workspace, file, model, optional=optional)
        self.places[name] = located
        self.findings.extend(faults)
        if faults:
            self.unreadable.add(name)
        return value


def read_register(workspace: Workspace) -> tuple[Register, list[Finding]]:
    """All of config/ but the narrative, with every fault of form in it.

    What the values say of each other (ids, dates, tiers) is for checks.register.
    """
    reader = _Reader(workspace)
    association = reader.read("association", AssociationFile)
    fees = reader.read("fees", FeesFile, optional=True) or FeesFile()
    statements = reader.read("statements", StatementsFile) or StatementsFile()
    years = tuple(
        sorted(
            (year.as_fiscal_year() for year in association.fiscal_years),
            key=lambda year: year.start,
        )
        if association
        else ()
    )
    tags = tags_of(statements, fees)
    of_whom = association.association if association else None
    invoicing = reader.read("invoicing", InvoicingFile, optional=True) or InvoicingFile()
    register = Register(
        association=association,
        members_file=reader.read("members", MembersFile) or MembersFile(),
        counterparties=reader.read("counterparties", CounterpartiesFile, optional=True)
        or CounterpartiesFile(),
        fees=fees,
        board=reader.read("board", BoardFile, optional=True) or BoardFile(),
        projects_file=reader.read("projects", ProjectsFile, optional=True) or ProjectsFile(),
        grants_file=reader.read("grants", GrantsFile, optional=True) or GrantsFile(),
        statements=statements,
        years=years,
        places=reader.places,
        unreadable=frozenset(reader.unreadable),
        layouts=placed_layouts(statements, years, of_whom, tags),
        tags=tags,
        invoicing=invoicing,
    )
    return register, reader.findings
