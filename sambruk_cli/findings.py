"""Findings: what is wrong in the user's files, where, and what to do about it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

from sambruk_cli.frozen import frozen
from sambruk_cli.language import Language
from sambruk_cli.messages.codes import CODES
from sambruk_cli.messages.message import Message, Value, from_row, placeholders, plain, to_row


class Severity(StrEnum):
    """An error makes the result wrong or unsafe; a warning is for a person to judge."""

    ERROR = "error"
    WARNING = "warning"


NAMES = {number: entry.name for number, entry in CODES.items()}


@frozen
class Finding:
    """One thing that is wrong. `file` is relative to the workspace, `line` counts from 1.

    What it says is kept as template and values, so that it can be said in any language. `waived` is
    the reason why it does not count, where the voucher that it is about gives one.
    """

    code: str
    severity: Severity
    said: Message
    file: str | None = None
    line: int | None = None
    remedy: Message | None = None
    waived: str | None = None

    @property
    def is_reminder(self) -> bool:
        """Whether it tells of what is yet to be done in the ordinary course of the year."""
        return self.severity is Severity.WARNING and CODES[self.code].reminder

    @property
    def message(self) -> str:
        """What is wrong, in English."""
        return self.said.text("en")

    @property
    def hint(self) -> str | None:
        """What to do about it, in English."""
        return self.remedy.text("en") if self.remedy else None

    @property
    def place(self) -> str:
        """file:line, as editors open it."""
        if self.file is None:
            return ""
        return self.file if self.line is None else f"{self.file}:{self.line}"

    def as_json(self, language: Language) -> dict[str, Any]:
        """The finding in the form of the JSON contract: what it says, and the values in it.

        One that is waived has the reason besides.
        """
        waived = {} if self.waived is None else {"waived": self.waived}
        return {
            "code": self.code,
            "severity": self.severity,
            "message": self.said.text(language),
            "values": {name: plain(value) for name, value in self.said.values},
            "file": self.file,
            "line": self.line,
            "hint": self.remedy.text(language) if self.remedy else None,
            **waived,
        }


class Stop(Exception):
    """What was asked for cannot be done; `findings` say why."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__("; ".join(item.message for item in findings))
        self.findings = findings


def finding(
    code: str,
    /,
    *,
    file: str | None = None,
    line: int | None = None,
    hint: Message | None = None,
    severity: Severity | None = None,
    **values: Value,
) -> Finding:
    """A finding as the table of its code says it: finding("REG107", name="Lillby", ...).

    Args:
      code: "REG107", or "USE905.period" where a code has several things to say.
      hint: another remedy than that of the table.
      values: what the templates of message and remedy name, no more and no less.
    Raises:
      KeyError: when the code or the variant is not in the tables (a programming error).
      ValueError: when a value is missing or names nothing.
    """
    number, _, variant = code.partition(".")
    entry = CODES[number]
    usual = Severity.WARNING if entry.warning else Severity.ERROR
    templates = entry.said[variant]
    in_hint, in_message = placeholders(templates.hint or ""), placeholders(templates.message)
    needed = in_message if hint is not None else in_message | in_hint
    if not needed <= values.keys() <= in_message | in_hint:
        raise ValueError(f"{code} takes {sorted(in_message | in_hint)}, not {sorted(values)}")
    said = Message.of(templates.message, **{n: v for n, v in values.items() if n in in_message})
    if hint is None and templates.hint is not None:
        hint = Message.of(templates.hint, **{n: v for n, v in values.items() if n in in_hint})
    return Finding(number, severity or usual, said, file, line, hint)


def as_rows(findings: Iterable[Finding]) -> list[list[Any]]:
    """Findings as lists of plain data, for keeping: templates and values, no language."""
    return [
        [
            f.code,
            f.severity,
            to_row(f.said),
            f.file,
            f.line,
            f.remedy and to_row(f.remedy),
            f.waived,
        ]
        for f in findings
    ]


def from_rows(rows: Iterable[Sequence[Any]]) -> tuple[Finding, ...]:
    """Findings again."""
    return tuple(
        Finding(
            code,
            Severity(severity),
            from_row(said),
            file,
            line,
            remedy and from_row(remedy),
            waived,
        )
        for code, severity, said, file, line, remedy, waived in rows
    )


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings once each, by file, line and code, in the same order in every language."""
    unique = dict.fromkeys(findings)
    return tuple(sorted(unique, key=lambda f: (f.file or "", f.line or 0, f.code, f.message)))


def errors(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those that are errors."""
    return tuple(f for f in findings if f.severity is Severity.ERROR)


def standing(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those that no voucher waives."""
    return tuple(f for f in findings if f.waived is None)


def nearest(value: str, known: Iterable[str]) -> Message | None:
    """A remedy that names the nearest known name; None where none is near."""
    near = difflib.get_close_matches(value, list(known), n=1)
    return Message.of('did you mean "{name}"?', name=near[0]) if near else None
