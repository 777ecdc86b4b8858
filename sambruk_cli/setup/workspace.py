"""The files of an association's new workspace, planned as any change of files is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from pathlib import Path

from sambruk_cli.edits.fees import new_schedule
from sambruk_cli.edits.members import MembersEdit
from sambruk_cli.edits.plan import Plan, made
from sambruk_cli.exchange.members.plan import ImportChoices, import_members
from sambruk_cli.exchange.sie.into.import_file import ImportFile
from sambruk_cli.exchange.tables.sheet import ImportSheet
from sambruk_cli.files.unmade import Unmade
from sambruk_cli.findings import Finding, errors, finding, in_order
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.register.read import read_register
from sambruk_cli.register.year_files import folder_of
from sambruk_cli.session import Session
from sambruk_cli.setup.books import journal_name, new_ledger, wrong_opening
from sambruk_cli.setup.chart import account_names, equity_of
from sambruk_cli.setup.chart import tags as chart_tags
from sambruk_cli.setup.config import new_config
from sambruk_cli.setup.facts import Facts, wrong_facts
from sambruk_cli.setup.from_sie import taken_over
from sambruk_cli.setup.kinds import with_options
from sambruk_cli.setup.texts import template
from sambruk_cli.terms import Terms
from sambruk_cli.workspace import Workspace

_FEES, _MEMBERS = "config/fees.toml", "config/members.toml"
_AROUND = {
    "README.md": "README.md",
    "Makefile": "Makefile",
    ".gitignore": "gitignore",
    ".github/workflows/sambruk.yml": "workflow.yml",
}


@frozen
class NewWorkspace:
    """What is written, or what stands in the way, and what there is in it.

    `imported` is the change that a table of members was, `unread` the headings of its columns that
    nothing is known of.
    """

    plan: Plan | None = None
    findings: tuple[Finding, ...] = ()
    notes: tuple[Finding, ...] = ()
    years: tuple[FiscalYear, ...] = ()
    accounts: int = 0
    vouchers: int = 0
    members: int = 0
    imported: MembersEdit | None = None
    unread: tuple[str, ...] = ()


@frozen
class Sources:
    """Files that a workspace is made from: another program's books, and a table of members.

    `comparatives` is whether the year before that of the books comes along.
    """

    books: ImportFile | None = None
    members: ImportSheet | None = None
    choices: ImportChoices = field(default_factory=ImportChoices)
    comparatives: bool = True


def new_workspace(facts: Facts, sources: Sources, folder: Path, terms: Terms) -> NewWorkspace:
    """Plan the files of a workspace; nothing is checked but what they are made from.

    Args:
      folder: where it will stand.
    """
    language = terms.messages
    wrong = list(wrong_facts(facts))
    vouchers = 0
    notes: tuple[Finding, ...] = ()
    years: tuple[FiscalYear, ...] = (facts.year,)
    internal: tuple[str, ...] = ()
    tags, entries, files = chart_tags(account_names(facts.form)), dict[str, str](), dict[str, str]()
    if sources.books is None:
        wrong += wrong_opening(facts)
        files = {} if wrong else new_ledger(facts, language)
    elif facts.opening:
        wrong.append(finding("USE912.opening"))
    elif not wrong:
        found, faults = taken_over(
            sources.books, facts, language, comparatives=sources.comparatives
        )
        wrong += faults
        if found is not None:
            years, tags, entries = found.years, found.tags, found.entries
            internal = found.internal
            files, vouchers, notes = found.files, found.imported.vouchers, found.imported.notes
    if wrong:
        return NewWorkspace(findings=in_order(wrong))
    if "config/members.toml" in entries and "organisation" not in facts.kinds:
        facts = replace(facts, kinds=(*facts.kinds, "organisation"))
    files |= new_config(facts, years, tags, language, internal)
    for path, text in entries.items():
        files[path] += f"\n{text}"
    files |= _around(facts, years[-1], terms)
    return _with_members(
        facts,
        files,
        sources,
        _session(folder, files, terms),
        NewWorkspace(
            notes=notes,
            years=years,
            accounts=files["ledger/chart.beancount"].count(" open "),
            vouchers=vouchers,
        ),
    )


def _with_members(
    facts: Facts, files: dict[str, str], sources: Sources, session: Session, found: NewWorkspace
) -> NewWorkspace:
    """The same with the fee and the members of a table, in the files that the commands write."""
    if errors(session.findings):
        return NewWorkspace(findings=in_order(session.findings))
    if facts.fee is not None:
        edit = new_schedule(session, facts.fee)
        if edit.plan is None:
            return NewWorkspace(findings=edit.findings)
        files[_FEES] = edit.plan.content(_FEES).decode()
        session = _session(session.workspace.root, files, session.terms)
        if errors(session.findings):
            return NewWorkspace(findings=in_order(session.findings))
    imported: MembersEdit | None = None
    unread: tuple[str, ...] = ()
    if sources.members is not None:
        table = import_members(session, sources.members, sources.choices)
        imported = table.edit
        unread = tuple(c.heading for c in table.columns if c.key is None and c.heading)
        if imported.findings:
            return NewWorkspace(findings=with_options(imported.findings, facts.kinds))
        if imported.plan is not None and imported.plan.changes:
            files[_MEMBERS] = imported.plan.content(_MEMBERS).decode()
            session = _session(session.workspace.root, files, session.terms)
    return replace(
        found,
        plan=Plan.of(made(path, text) for path, text in files.items()),
        members=len(session.register.members),
        imported=imported,
        unread=unread,
    )


def _around(facts: Facts, year: FiscalYear, terms: Terms) -> dict[str, str]:
    """What stands beside config/ and ledger/."""
    equity = equity_of(facts.form)
    values = {
        "title": facts.name,
        "result": equity.result,
        "retained": equity.retained,
        "label": year.label,
        "folder": folder_of(year.label),
        "journal": f"ledger/{journal_name(year.label)}",
    }
    return {path: template(terms.messages, name, **values) for path, name in _AROUND.items()}


def held(folder: Path, plan: Plan) -> Workspace:
    """A workspace as it would be, before there is anything of it."""
    contents = {change.path: change.after or b"" for change in plan.changes}
    return Workspace(folder, Unmade(folder.absolute(), contents))


def _session(folder: Path, files: Mapping[str, str], terms: Terms) -> Session:
    """The register as it would be; no books."""
    contents = {path: text.encode() for path, text in files.items()}
    workspace = Workspace(folder, Unmade(folder.absolute(), contents))
    register, found = read_register(workspace)
    return Session(workspace, register, None, tuple(found), register.years, terms)
