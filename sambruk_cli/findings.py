"""Findings: what is wrong in the user's files, where, and what to do about it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, astuple, dataclass
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """An error makes the result wrong or unsafe; a warning is for a person to judge."""

    ERROR = "error"
    WARNING = "warning"


# Every code with its name. The page docs/checks/CODE.md says what it means and how to mend it.
NAMES = {
    "WSP001": "no-workspace",
    "WSP002": "unreadable-file",
    "WSP003": "not-utf8",
    "WSP004": "merge-conflict",
    "WSP005": "outside-workspace",
    "WSP006": "toml-syntax",
    "WSP007": "pickle-cache",
    "REG101": "unknown-key",
    "REG102": "invalid-value",
    "REG103": "duplicate",
    "REG104": "unknown-id",
    "REG105": "overlapping-schedules",
    "REG106": "tier-gap",
    "REG107": "left-before-joined",
    "REG108": "organisation-number",
    "REG109": "member-tier",
    "REG110": "fiscal-years",
    "REG111": "out-of-term",
    "BOK201": "ledger-syntax",
    "BOK202": "unbalanced-voucher",
    "BOK203": "voucher-number",
    "BOK204": "voucher-gap",
    "BOK205": "voucher-duplicate",
    "BOK206": "unknown-account",
    "BOK207": "fraction-of-ore",
    "BOK208": "foreign-currency",
    "BOK209": "outside-years",
    "BOK210": "opening-balance",
    "BOK211": "balance-assertion",
    "BOK212": "unknown-posting-id",
    "BOK213": "charge-to-non-member",
    "BOK214": "plugin-refused",
    "BOK215": "option-refused",
    "BOK216": "empty-ledger",
    "BOK217": "closing-voucher",
    "BOK218": "account-name",
    "BOK219": "receivables-by-member",
    "BOK220": "ledger-error",
    "BOK221": "include-missing",
    "BOK222": "budget",
    "STM301": "account-without-row",
    "STM302": "account-in-two-rows",
    "STM303": "balance-sheet-differs",
    "STM304": "note-total",
    "STM305": "note-reference",
    "STM306": "no-layout",
    "STM307": "result-differs",
    "STM308": "layout-row",
    "DUE401": "dues-differ",
    "DUE402": "no-charge",
    "RPT501": "published-differs",
    "RPT502": "unknown-figure",
    "RPT503": "unknown-placeholder",
    "RPT504": "no-narrative",
    "RPT505": "part-missing",
    "RPT506": "malformed-placeholder",
    "RPT507": "heading-skipped",
    "RPT508": "chapter-number",
    "RPT509": "markdown",
    "RPT510": "not-translated",
    "RPT511": "turnover-comment",
    "RPT512": "picture",
    "RPT513": "not-printable",
    "SIE601": "sie-unreadable",
    "SIE602": "sie-mandatory-record",
    "SIE603": "sie-record-place",
    "SIE604": "sie-voucher-balance",
    "SIE605": "sie-balance-differs",
    "SIE606": "sie-undeclared",
    "SIE607": "sie-voucher-number",
    "SIE608": "sie-checksum",
    "SIE609": "sie-form",
    "SIE610": "sie-duplicate-record",
    "SIE611": "sie-fiscal-year",
    "SIE612": "sie-processing-history",
    "SIE613": "sie-ignored",
    "SIE614": "sie-expected-record",
    "SIE615": "sie-months-unknown",
    "SIE620": "sie-not-representable",
    "SIE621": "sie-already-imported",
    "SIE622": "sie-names-collide",
    "SIE623": "sie-year-overlaps",
    "SIE624": "sie-voucher-taken",
    "SIE625": "sie-opening-balance",
    "SIE626": "sie-account",
    "SIE627": "sie-lacking",
    "SIE628": "sie-object",
    "SIE629": "sie-folder",
    "USE901": "unknown-year",
    "USE902": "unknown-member",
    "USE903": "no-such-account",
    "USE904": "cannot-write",
    "USE905": "unknown-name",
}

WARNINGS = frozenset(
    {"BOK222", "WSP007", "RPT501", "RPT504", "RPT507", "RPT508", "RPT509", "RPT510", "RPT511"}
    | {"SIE613", "SIE614", "SIE615"}
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong. `file` is relative to the workspace, `line` counts from 1."""

    code: str
    severity: Severity
    message: str
    file: str | None = None
    line: int | None = None
    hint: str | None = None

    @property
    def place(self) -> str:
        """file:line, as editors open it."""
        if self.file is None:
            return ""
        return self.file if self.line is None else f"{self.file}:{self.line}"

    def as_json(self) -> dict[str, Any]:
        """The finding in the form of the JSON contract."""
        return asdict(self)


def finding(
    code: str,
    message: str,
    *,
    file: str | None = None,
    line: int | None = None,
    hint: str | None = None,
    severity: Severity | None = None,
) -> Finding:
    """A finding with the severity that its code has, or with another one.

    Raises:
      KeyError: when the code is not in NAMES (a programming error).
    """
    NAMES[code]
    usual = Severity.WARNING if code in WARNINGS else Severity.ERROR
    return Finding(code, severity or usual, message, file, line, hint)


def as_rows(findings: Iterable[Finding]) -> list[list[Any]]:
    """Findings as lists of texts and numbers, for keeping."""
    return [list(astuple(item)) for item in findings]


def from_rows(rows: Iterable[Sequence[Any]]) -> tuple[Finding, ...]:
    """Findings again."""
    return tuple(Finding(code, Severity(severity), *rest) for code, severity, *rest in rows)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings once each, by file, line and code."""
    unique = dict.fromkeys(findings)
    return tuple(sorted(unique, key=lambda f: (f.file or "", f.line or 0, f.code, f.message)))


def errors(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those that are errors."""
    return tuple(f for f in findings if f.severity is Severity.ERROR)


def did_you_mean(value: str, known: Iterable[str], otherwise: str | None = None) -> str | None:
    """A hint with the nearest known name, or another hint where none is near."""
    near = difflib.get_close_matches(value, list(known), n=1)
    return f'did you mean "{near[0]}"?' if near else otherwise
