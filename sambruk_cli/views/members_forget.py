"""What forgetting a member shows: the change, and where the member is still named."""

from __future__ import annotations

from typing import Any

from sambruk_cli.document.model import Block, Column, Heading, Paragraph, Row, Table
from sambruk_cli.edits.forget import MemberForgotten
from sambruk_cli.language import Language
from sambruk_cli.messages.saying import say, say_count
from sambruk_cli.views.members_edit import edit_payload, edit_summary


def forget_payload(found: MemberForgotten, written: bool, language: Language) -> dict[str, Any]:
    """The change as JSON, with the lines and commits that name the member."""
    return {
        **edit_payload(found.edit, written, language, diff=True),
        "places": [{"file": place.file, "line": place.line} for place in found.places],
        "commits": None if found.commits is None else list(found.commits),
        "all_commits": found.all_commits,
    }


def forget_summary(found: MemberForgotten, language: Language, *, written: bool) -> list[Block]:
    """Who is forgotten, and where the name still stands."""
    heading = Heading(3, say(language, "Where the member is still named"))
    rows = tuple(Row((f"{place.file}:{place.line}",)) for place in found.places)
    in_files: Block = Paragraph.of(say(language, "On no line of the files."))
    if rows:
        in_files = Table("places", (Column(say(language, "File and line")),), rows)
    return [
        *edit_summary(found.edit, language),
        heading,
        in_files,
        Paragraph.of(_in_git(found, language)),
    ]


def _in_git(found: MemberForgotten, language: Language) -> str:
    if found.commits is None:
        return say(language, "The folder is in no git repository that can be read.")
    if not found.commits:
        text = say(language, "No commit that was looked at has the name in config/members.toml.")
    else:
        text = say_count(
            language,
            len(found.commits),
            "1 commit of git has the name in config/members.toml: {first}. It stays there until "
            "the history is written anew.",
            "{number} commits of git have the name in config/members.toml, from {first} to {last}. "
            "It stays there until the history is written anew.",
            first=found.commits[-1][:10],
            last=found.commits[0][:10],
        )
    if not found.all_commits:
        text = f"{text} {say(language, 'Older commits were not looked at.')}"
    return text
