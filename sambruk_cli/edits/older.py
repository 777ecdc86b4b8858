"""Keys of older forms, written in the new one where they stand.

`populations` of a member become `attributes` with the name "population", and `population` of a
schedule `reference`. Comments, order and spelling stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import tomli

from sambruk_cli.edits.entries import NotEditable, NotPlain, heads_of, span_of, with_entries
from sambruk_cli.edits.lines import text_of
from sambruk_cli.edits.members import ORDER
from sambruk_cli.edits.plan import Change, Plan, rewritten
from sambruk_cli.findings import Finding, finding
from sambruk_cli.frozen import frozen
from sambruk_cli.register.members import POPULATION
from sambruk_cli.workspace import Workspace

_POPULATIONS, _ATTRIBUTES = "populations", "attributes"
# Texts and comments, in which nothing is changed; else what is.
_TOKEN = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'|#[^\n]*|\bcount\b(?=[ \t]*=)|\{[ \t]*")
_COUNT = re.compile(r"^([ \t]*)count(?=[ \t]*=)")
_OLD_NAME = re.compile(r"^([ \t]*)population(?=[ \t]*[=.])")


@frozen
class FormsEdit:
    """A change of files of the register to the newer forms of their keys."""

    plan: Plan | None
    findings: tuple[Finding, ...] = ()
    notes: tuple[Finding, ...] = ()


def newer_forms(workspace: Workspace) -> FormsEdit:
    """What lets the register of a workspace, which has been read, use no older form.

    Raises:
      Unreadable: when a file is no longer there.
    """
    changes: list[Change] = []
    for file, rewrite in _REWRITES.items():
        if not workspace.is_there(file):
            continue
        content = workspace.read_bytes(file)
        try:
            new = rewrite(text_of(content))
        except NotEditable:
            return FormsEdit(None, (finding("USE909.older", file=file),))
        changes.append(rewritten(file, content, new))
    return FormsEdit(Plan.of(changes))


def members_in_new_form(text: str) -> str:
    """config/members.toml without `populations`.

    Raises:
      NotEditable: when it is written so that this cannot be done in place.
    """
    old = _loaded(text).get("members", [])
    if not any(member.get(_POPULATIONS) for member in old):
        return text
    wanted = [_new_member(member) for member in old]
    found = _members_by_lines(text, old)
    if found is not None and _is_wanted(found, text, wanted):
        return found
    changed = {at: member for at, member in enumerate(wanted) if member != old[at]}
    return with_entries(text, "members", changed, order=ORDER)


def fees_in_new_form(text: str) -> str:
    """config/fees.toml without `population` in schedules.

    Raises:
      NotEditable: when it is written so that this cannot be done in place.
    """
    values = _loaded(text)
    old = values.get("schedules", [])
    if not any(POPULATION in schedule for schedule in old):
        return text
    wanted = {**values, "schedules": [_new_schedule(schedule) for schedule in old]}
    lines = text.split("\n")
    is_schedule = False
    heads = {head.line: head for head in heads_of(lines)}
    for at, line in enumerate(lines):
        head = heads.get(at)
        if head is not None:
            is_schedule = head.path == ("schedules",)
            if head.path[:2] == ("schedules", POPULATION):
                lines[at] = line.replace(POPULATION, "reference", 1)
        elif is_schedule:
            lines[at] = _OLD_NAME.sub(r"\1reference", line)
    found = "\n".join(lines)
    if _safely_loaded(found) != wanted:
        raise NotEditable("schedules cannot be changed in place")
    return found


_REWRITES: dict[str, Callable[[str], str]] = {
    "config/members.toml": members_in_new_form,
    "config/fees.toml": fees_in_new_form,
}


def _members_by_lines(text: str, old: list[dict[str, Any]]) -> str | None:
    """The text with the names of keys changed on their lines; None where lines do not show them."""
    lines = text.split("\n")
    heads = heads_of(lines)
    found: list[str] = []
    done = 0
    member = -1
    for at, head in enumerate(heads):
        end = heads[at + 1].line if at + 1 < len(heads) else len(lines)
        block = lines[head.line : end]
        if head.path == ("members",):
            member += 1
            if member >= len(old):
                return None
            try:
                block = _inline(block, old[member])
            except NotPlain:
                return None
        elif head.path == ("members", _POPULATIONS):
            block = _table(block)
        found += [*lines[done : head.line], *block]
        done = end
    return "\n".join([*found, *lines[done:]])


def _inline(block: list[str], member: dict[str, Any]) -> list[str]:
    """The keys of a member, its populations written in brackets renamed.

    Raises:
      NotPlain: when no lines by themselves say what they are.
    """
    if not any(re.match(rf"[ \t]*{_POPULATIONS}[ \t]*=", line) for line in block):
        return block
    start, end = span_of(block, _POPULATIONS, member[_POPULATIONS])
    text = "\n".join(block[start:end]).replace(_POPULATIONS, _ATTRIBUTES, 1)
    return [*block[:start], *_TOKEN.sub(_renamed, text).split("\n"), *block[end:]]


def _renamed(found: re.Match[str]) -> str:
    part = found[0]
    if part.startswith("{"):
        return f'{part}name = "{POPULATION}", '
    return "value" if part == "count" else part


def _table(block: list[str]) -> list[str]:
    """A table of a member's population, as one of an attribute."""
    head, *rest = block
    indent = re.match(r"[ \t]*", rest[0] if rest else "")
    name = f'{indent[0] if indent and rest[0].strip() else ""}name = "{POPULATION}"'
    return [
        head.replace(_POPULATIONS, _ATTRIBUTES, 1),
        name,
        *(_COUNT.sub(r"\1value", line) for line in rest),
    ]


def _new_member(member: dict[str, Any]) -> dict[str, Any]:
    values = [
        {
            "name": POPULATION,
            "date": each["date"],
            "value": each["count"],
            "source": each["source"],
        }
        for each in member.get(_POPULATIONS, ())
    ]
    rest = {key: value for key, value in member.items() if key != _POPULATIONS}
    return {**rest, _ATTRIBUTES: [*values, *member.get(_ATTRIBUTES, ())]} if values else rest


def _new_schedule(schedule: dict[str, Any]) -> dict[str, Any]:
    return {("reference" if key == POPULATION else key): value for key, value in schedule.items()}


def _is_wanted(text: str, before: str, wanted: list[dict[str, Any]]) -> bool:
    """Whether a text says of the members what it is to say, values in whatever order."""
    found = _safely_loaded(text)
    if found is None or {**found, "members": ()} != {**_loaded(before), "members": ()}:
        return False
    return [_unordered(member) for member in found["members"]] == [
        _unordered(member) for member in wanted
    ]


def _unordered(member: dict[str, Any]) -> dict[str, Any]:
    values = member.get(_ATTRIBUTES, ())
    return {
        **member,
        _ATTRIBUTES: sorted(values, key=lambda row: (row["name"], row["date"], str(row))),
    }


def _safely_loaded(text: str) -> dict[str, Any] | None:
    try:
        return _loaded(text)
    except tomli.TOMLDecodeError:
        return None


def _loaded(text: str) -> dict[str, Any]:
    return tomli.loads(text, parse_float=Decimal)
