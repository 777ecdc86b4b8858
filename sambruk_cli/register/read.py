"""Reading config/: every fault of every file at once, each with its line."""

from __future__ import annotations

import re
import tomllib
import types
import typing
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from sambruk_cli.findings import Finding, did_you_mean, finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.language import Language
from sambruk_cli.register import locate
from sambruk_cli.register.association import AssociationFile, ReportDetails
from sambruk_cli.register.board import BoardFile, Person
from sambruk_cli.register.fees import FeesFile
from sambruk_cli.register.layout import Layout, StatementsFile
from sambruk_cli.register.members import CounterpartiesFile, Member, MembersFile
from sambruk_cli.register.narrative import FactsFile
from sambruk_cli.register.projects import Project, ProjectsFile
from sambruk_cli.register.published import PublishedFile
from sambruk_cli.workspace import Unreadable, Workspace

M = TypeVar("M", bound=BaseModel)
Lines = dict[locate.Path, int]


@dataclass(frozen=True, slots=True)
class Located:
    """Where the keys of one file stand."""

    file: str
    lines: Lines = field(default_factory=dict)

    def line(self, *path: str | int) -> int | None:
        return locate.line_of(self.lines, path)


@dataclass(frozen=True, slots=True)
class Register:
    """All of config/ as typed, frozen values.

    `unreadable` names the files that could not be used; their part of the register is empty
    and nothing may be concluded from it.
    """

    association: AssociationFile | None
    members_file: MembersFile
    counterparties: CounterpartiesFile
    fees: FeesFile
    board: BoardFile
    projects_file: ProjectsFile
    statements: StatementsFile
    years: tuple[FiscalYear, ...]
    places: dict[str, Located]
    unreadable: frozenset[str]

    @property
    def members(self) -> tuple[Member, ...]:
        return self.members_file.members

    @property
    def projects(self) -> tuple[Project, ...]:
        return self.projects_file.projects

    def year(self, label: str) -> FiscalYear | None:
        """The fiscal year with a label."""
        return next((year for year in self.years if year.label == label), None)

    def layout_for(self, year: FiscalYear) -> Layout | None:
        """The layout whose span holds the first day of the year."""
        return next((x for x in self.statements.layouts if x.holds_for(year.start)), None)

    def report_details(self, label: str) -> ReportDetails | None:
        """Approval metadata of a year's annual report."""
        reports = self.association.reports if self.association else ()
        return next((report for report in reports if report.year == label), None)

    def person(self, person_id: str) -> Person | None:
        """A person of board.toml."""
        return next((person for person in self.board.people if person.id == person_id), None)

    def member(self, member_id: str) -> Member | None:
        """A member by id."""
        return next((member for member in self.members if member.id == member_id), None)

    def party_names(self) -> dict[str, str]:
        """Names of members and counterparties by id."""
        names = {party.id: party.name for party in self.counterparties.counterparties}
        return names | {member.id: member.name for member in self.members}


def parse_toml(workspace: Workspace, file: str) -> tuple[dict[str, Any], Located]:
    """The values of a TOML file and where they stand.

    Raises:
      Unreadable: what Workspace.read_text raises, or WSP006 with the line of a syntax error.
    """
    text = workspace.read_text(file)
    try:
        values = tomllib.loads(text, parse_float=Decimal)
    except (ValueError, ArithmeticError, RecursionError) as error:
        at = re.search(r"\(at (?:line (\d+)|end of document)", str(error))
        line = int(at[1]) if at and at[1] else None
        what = re.sub(r" \(at .*\)$", "", str(error)).lower()
        if not isinstance(error, tomllib.TOMLDecodeError):
            what = "a number is too large, or tables are nested too deeply"
        elif line is None:
            line = text.count("\n") + 1
        raise Unreadable(
            finding(
                "WSP006",
                f"not valid TOML: {what}",
                file=file,
                line=line,
                hint='texts stand in "quotes", dates as 2007-04-23, lists in [brackets]',
            )
        ) from None
    return values, Located(file, locate.positions(text))


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
        values, located = parse_toml(workspace, file)
    except Unreadable as error:
        return None, Located(file), list(error.findings)
    try:
        return model.model_validate(_as_tuples(values)), located, []
    except ValidationError as error:
        return None, located, [_fault(model, located, fault) for fault in error.errors()]


def _as_tuples(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _as_tuples(item) for key, item in value.items()}
    if isinstance(value, list):
        return tuple(_as_tuples(item) for item in value)
    return value


def _fault(model: type[BaseModel], located: Located, fault: ErrorDetails) -> Finding:
    path = _within(located, fault["loc"])
    line = located.line(*path)
    name = ".".join(str(part) for part in path if isinstance(part, str))
    hint: str | None
    if fault["type"] == "extra_forbidden":
        known = _keys_at(model, path[:-1])
        hint = did_you_mean(str(path[-1]), known, f"known keys: {', '.join(sorted(known))}")
        return finding(
            "REG101", f'unknown key "{path[-1]}"', file=located.file, line=line, hint=hint
        )
    code, message = "REG102", _message(fault)
    hint = "docs/register.md says what each key holds"
    if fault["type"] == "missing":
        message = f'the key "{path[-1]}" is missing'
        hint = f'add a line "{path[-1]} = ..."'
    elif name.endswith("organisation_number"):
        code, hint = "REG108", "compare it with the registration certificate"
        message = f'"{fault["input"]}" {message}'
    elif fault["type"] == "literal_error":
        allowed = re.findall(r"'([^']+)'", fault["msg"])
        hint = did_you_mean(str(fault["input"]), allowed, f"allowed: {', '.join(allowed)}")
        message = f'{name} cannot be "{fault["input"]}"'
    else:
        message = f"{name}: {message}" if name else message
    return finding(code, message, file=located.file, line=line, hint=hint)


# pydantic's kinds of fault, in the words of the file.
_WORDS = {
    "tuple_type": "must be a list in [brackets]",
    "decimal_type": "must be an amount without quotes, as 500 or 500.50",
    "is_instance_of": "must be an amount without quotes, as 500 or 500.50",
    "string_type": 'must be a text in "quotes"',
    "int_type": "must be a whole number",
    "bool_type": "must be true or false",
    "date_type": "must be a date, as 2007-04-23",
    "dict_type": "must be a table",
    "model_type": "must be a table",
    "model_attributes_type": "must be a table",
    "string_pattern_mismatch": "has a form that is not allowed here",
}


def _message(fault: ErrorDetails) -> str:
    if fault["type"] in _WORDS:
        return _WORDS[fault["type"]]
    message = fault["msg"].removeprefix("Value error, ")
    return message[:1].lower() + message[1:]


def _within(located: Located, loc: tuple[int | str, ...]) -> locate.Path:
    """The path in the file: pydantic adds the branch of a union, which no file has."""
    path: locate.Path = ()
    for part in loc:
        longer = (*path, part)
        known = longer in located.lines or any(p[: len(longer)] == longer for p in located.lines)
        if not known and part != loc[-1]:
            return path
        path = longer
    if path not in located.lines and path[:-1] in located.lines and "[" in str(path[-1]):
        return path[:-1]
    return path


def _keys_at(model: type[BaseModel], path: locate.Path) -> set[str]:
    current: Any = model
    for part in path:
        if isinstance(part, str):
            fields = {(f.alias or n): f for n, f in current.model_fields.items()}
            current = next(_models_in(fields[part].annotation), None) if part in fields else None
        if current is None:
            return set()
    return {info.alias or name for name, info in current.model_fields.items()}


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias):
        if issubclass(annotation, BaseModel):
            yield annotation
        return
    for argument in typing.get_args(annotation):
        yield from _models_in(argument)


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
    register = Register(
        association=association,
        members_file=reader.read("members", MembersFile) or MembersFile(),
        counterparties=reader.read("counterparties", CounterpartiesFile, optional=True)
        or CounterpartiesFile(),
        fees=reader.read("fees", FeesFile, optional=True) or FeesFile(),
        board=reader.read("board", BoardFile, optional=True) or BoardFile(),
        projects_file=reader.read("projects", ProjectsFile, optional=True) or ProjectsFile(),
        statements=reader.read("statements", StatementsFile) or StatementsFile(),
        years=tuple(
            sorted(
                (year.as_fiscal_year() for year in association.fiscal_years),
                key=lambda year: year.start,
            )
            if association
            else ()
        ),
        places=reader.places,
        unreadable=frozenset(reader.unreadable),
    )
    return register, reader.findings


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


def repeated(
    located: Located, table: locate.Path, names: Sequence[str], key: str | None = None
) -> list[Finding]:
    """A finding for each entry of a table that says what an earlier one has said.

    Args:
      key: the key that the names stand under, where they stand under one.
    """
    at = () if key is None else (key,)
    what = "" if key is None else f"the {key} "
    first: dict[str, int] = {}
    findings = []
    for index, name in enumerate(names):
        if name in first:
            findings.append(
                finding(
                    "REG103",
                    f'{what}"{name}" stands already on line '
                    f"{located.line(*table, first[name], *at)}",
                    file=located.file,
                    line=located.line(*table, index, *at),
                    hint=f"every {key or 'entry'} once: remove one of the two, or tell them apart",
                )
            )
        first.setdefault(name, index)
    return findings
