"""Findings of two versions of a workspace held against each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable

from sambruk_cli.diff.fields import left_over
from sambruk_cli.findings import Finding
from sambruk_cli.messages import Message

_COUNT = re.compile(r"\(\w+: \{number\}\)")


def finding_changes(
    before: Iterable[Finding], after: Iterable[Finding]
) -> tuple[list[Finding], list[Finding]]:
    """The findings that are new, and those that are gone.

    A finding is the same where it says the same of the same file, on whichever line; then where
    it says the same, since files are renamed.
    """
    gone, come = left_over(before, after, _in_file)
    gone, come = left_over(gone, come, _said)
    return come, gone


def said_of(item: Finding) -> tuple[str, Message]:
    """What a finding says; how many others there are of its kind aside."""
    template = _COUNT.sub("", item.said.template)
    said = item.said if template == item.said.template else Message(template)
    return item.code, said


def _in_file(item: Finding) -> Hashable:
    return (*said_of(item), item.file)


_said: Callable[[Finding], Hashable] = said_of
