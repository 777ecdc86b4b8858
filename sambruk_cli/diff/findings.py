"""Findings of two versions of a workspace held against each other."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Sequence

from sambruk_cli.diff.fields import left_over
from sambruk_cli.findings import Finding, standing
from sambruk_cli.messages import Message

_COUNT = re.compile(r"\(\w+: \{number\}\)")


def finding_changes(
    before: Sequence[Finding], after: Sequence[Finding]
) -> tuple[list[Finding], list[Finding], list[Finding]]:
    """The findings that are new, those that are gone, and those that vouchers newly waive.

    A finding is the same where it says the same of the same file, on whichever line; then where
    it says the same, since files are renamed. One that stood and is waived now is not gone; one
    that is waived for another reason than before is waived newly.
    """
    gone, come = _changes(standing(before), standing(after))
    were, are = ([f for f in side if f.waived is not None] for side in (before, after))
    for key in (_reason_in_file, _reason):
        were, are = left_over(were, are, key)
    return come, _changes(gone, are)[0], are


def _changes(
    before: Iterable[Finding], after: Iterable[Finding]
) -> tuple[list[Finding], list[Finding]]:
    gone, come = left_over(before, after, _in_file)
    return left_over(gone, come, said_of)


def said_of(item: Finding) -> tuple[str, Message]:
    """What a finding says; how many others there are of its kind aside."""
    template = _COUNT.sub("", item.said.template)
    said = item.said if template == item.said.template else Message(template)
    return item.code, said


def _in_file(item: Finding) -> Hashable:
    return (*said_of(item), item.file)


def _reason(item: Finding) -> tuple[Hashable, ...]:
    return (*said_of(item), item.waived)


def _reason_in_file(item: Finding) -> Hashable:
    return (*_reason(item), item.file)
