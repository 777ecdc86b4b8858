"""What `sambruk init` shows of the workspace that it would make, or has made."""

from __future__ import annotations

from typing import Any

from sambruk_cli.document.model import Block, Heading, Paragraph
from sambruk_cli.files.first_commit import FirstCommit
from sambruk_cli.language import Language
from sambruk_cli.messages.saying import say
from sambruk_cli.register.organisation_number import digits_of
from sambruk_cli.setup.facts import Facts
from sambruk_cli.setup.workspace import NewWorkspace
from sambruk_cli.views.plan import change_payload, files_table


def init_payload(
    found: NewWorkspace,
    facts: Facts,
    folder: str,
    commit: FirstCommit | None,
    written: bool,
    language: Language,
    *,
    diff: bool,
) -> dict[str, Any]:
    """The JSON of the command; `commit` is what came of the first commit, None where none was due.

    Args:
      diff: whether each file comes with its unified diff.
    """
    return {
        "folder": folder,
        "name": facts.name,
        "organisation_number": facts.number,
        "framework": facts.framework,
        "accounting": facts.accounting,
        "years": [
            {"label": y.label, "start": y.start.isoformat(), "end": y.end.isoformat()}
            for y in found.years
        ],
        "accounts": found.accounts,
        "vouchers": found.vouchers,
        "members": found.members,
        "unread": list(found.unread),
        "commit": commit and str(commit),
        **change_payload(found, written, language, diff=diff),
    }


def init_summary(found: NewWorkspace, facts: Facts, language: Language) -> list[Block]:
    """What the workspace is of, and its files."""
    year = found.years[-1]
    counts = say(
        language,
        "{accounts} accounts, {vouchers} vouchers, {members} members.",
        accounts=found.accounts,
        vouchers=found.vouchers,
        members=found.members,
    )
    said = say(
        language,
        "Fiscal year {label}, {start} to {end}; {framework}.",
        label=year.label,
        start=year.start,
        end=year.end,
        framework=facts.framework,
    )
    number = []
    if digits_of(facts.number_as_written) != digits_of(facts.number):
        said_of_it = say(
            language,
            "The organisation number {stated} is written {number}.",
            stated=facts.number_as_written,
            number=facts.number,
        )
        number = [Paragraph.of(said_of_it)]
    files = files_table(found.plan, language)
    unread = [
        Paragraph.of(
            say(
                language,
                "Columns of members that are not read: {columns}. sambruk members import --map "
                "reads them.",
                columns=", ".join(found.unread),
            )
        )
        for _ in found.unread[:1]
    ]
    return [
        Heading(2, facts.name),
        Paragraph.of(said),
        *number,
        Paragraph.of(counts),
        files,
        *unread,
    ]


def init_outcome(folder: str, commit: FirstCommit | None, label: str, language: Language) -> Block:
    """What is to be done next, once the files are written."""
    match commit:
        case FirstCommit.MADE:
            of_git = say(language, "They are in a first commit of git.")
        case FirstCommit.WITHIN:
            of_git = say(language, "The folder lies in a repository of git: commit them there.")
        case FirstCommit.NO_GIT:
            of_git = say(language, "Git is not installed, so there is no first commit.")
        case FirstCommit.NO_NAME:
            of_git = say(
                language,
                "Git knows no name of yours (git config --global user.name), so there is no first "
                "commit.",
            )
        case _:
            of_git = say(language, "Git could make no first commit.")
    following = say(
        language,
        "Go on with: cd {folder}; sambruk validate; sambruk report {label}",
        folder=folder,
        label=label,
    )
    return Paragraph.of(f"{of_git} {following}")
