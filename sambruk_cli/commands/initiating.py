"""What `sambruk init` does: asks for what is missing, plans, checks, writes and shows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import typer

from sambruk_cli.collector import collector_paused
from sambruk_cli.commands.initiating_facts import InitOptions, facts_of
from sambruk_cli.commands.sie_importing import read_source
from sambruk_cli.console import run
from sambruk_cli.console.asking import agreed, may_ask
from sambruk_cli.console.changes import show_change
from sambruk_cli.console.printing import emit_lines
from sambruk_cli.console.progress import progress
from sambruk_cli.edits.new_folder import no_place, write_folder
from sambruk_cli.exchange.members.plan import ImportChoices
from sambruk_cli.exchange.tables.read import read_table
from sambruk_cli.files.first_commit import FirstCommit, first_commit, is_within_repository
from sambruk_cli.findings import Finding, Severity, finding, in_order
from sambruk_cli.messages import say
from sambruk_cli.opening.planned import at_rows
from sambruk_cli.opening.reading import read_checked
from sambruk_cli.render.text import block_lines
from sambruk_cli.setup.facts import Facts
from sambruk_cli.setup.workspace import NewWorkspace, Sources, held, new_workspace
from sambruk_cli.terms import Terms
from sambruk_cli.views.init import init_outcome, init_payload, init_summary

__all__ = ["InitOptions", "run_init"]


@collector_paused()
def run_init(context: typer.Context, asked: InitOptions) -> int:
    """Begin a workspace, and return the exit code.

    Raises:
      BadParameter: when something is missing and cannot be asked for, or is not written as it must.
      Stop: when a file that is named cannot be read, or the folder cannot be written.
    """
    terms = run.settings_of(context).terms
    language = terms.messages
    there = no_place(asked.folder)
    with progress(say(language, "Reading the file")):
        books = read_source(asked.from_sie) if asked.from_sie else None
        sheet = read_table(asked.members) if asked.members else None
    # Nobody answers questions about what cannot be made.
    facts = facts_of(asked, books and books[0], terms, asks=there is None)
    choices = ImportChoices(kind=facts.kinds[0], source=asked.members.name if asked.members else "")
    sources = Sources(books and books[0], sheet, choices, comparatives=asked.comparatives)
    with progress(say(language, "Checking what would be written")):
        found = _checked(new_workspace(facts, sources, asked.folder, terms), asked, terms)
    if books is not None:
        found = replace(found, notes=in_order((*books[1], *found.notes)))
    if there is not None:
        why, values = there
        taken = finding(f"USE912.{why}", **values)
        found = replace(found, plan=None, findings=in_order((taken, *found.findings)))
    return _done(found, facts, asked, terms)


def _done(found: NewWorkspace, facts: Facts, asked: InitOptions, terms: Terms) -> int:
    """Write the files where that is asked for or agreed to, and show them."""
    folder, write = str(asked.folder), asked.write
    is_shown = False
    if found.plan is not None and not write and asked.format == "text" and may_ask():
        emit_lines(block_lines(init_summary(found, facts, terms.messages), terms.messages), None)
        is_shown = True
        write = agreed(say(terms.messages, "Write these files? (yes or no)"))
    commit = None
    if write and found.plan is not None:
        commit = _write(asked.folder, found, facts, terms)
    code = show_change(
        found,
        lambda: [] if is_shown else init_summary(found, facts, terms.messages),
        lambda written: init_payload(
            found, facts, folder, commit, written, terms.messages, diff=asked.diff
        ),
        replace(terms, language=terms.messages),
        asked.format,
        write=write,
        diff=asked.diff,
    )
    if commit is not None and asked.format == "text":
        block = init_outcome(folder, commit, found.years[-1].label, terms.messages)
        emit_lines(block_lines([block], terms.messages), None)
    return code


def _write(folder: Path, found: NewWorkspace, facts: Facts, terms: Terms) -> FirstCommit:
    """Make the folder, with a first commit where it lies in no repository."""
    assert found.plan is not None
    if is_within_repository(folder):
        write_folder(folder, found.plan)
        return FirstCommit.WITHIN
    made: list[FirstCommit] = []
    message = say(terms.messages, "Begin the books of {name}", name=facts.name)

    def commit(new: Path) -> None:
        made.append(first_commit(new, message, terms.today))

    write_folder(folder, found.plan, commit)
    return made[0]


def _checked(found: NewWorkspace, asked: InitOptions, terms: Terms) -> NewWorkspace:
    """The same, or what would be wrong with the workspace once it is there.

    What is wrong with the books of a SIE file is said, and stands in nobody's way: it is mended in
    those that are made of it.
    """
    if found.plan is None:
        return found
    workspace = held(asked.folder, found.plan)
    session = read_checked(workspace, terms, cache=False)
    wrong = [item for item in session.findings if not _may_stand(item, asked)]
    if wrong:
        imported = found.imported
        if imported is not None and imported.plan is not None:
            wrong = list(at_rows(wrong, imported))
        return replace(found, plan=None, findings=in_order(wrong))
    return replace(found, notes=in_order((*found.notes, *session.findings)))


def _may_stand(item: Finding, asked: InitOptions) -> bool:
    is_of_books = item.code.startswith(("BOK", "STM")) or (item.file or "").startswith("ledger/")
    is_of_file = asked.from_sie is not None and is_of_books
    return item.severity is not Severity.ERROR or is_of_file
