"""What Beancount reports, as findings with a code and a remedy."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from sambruk_cli.findings import Finding, finding
from sambruk_cli.workspace import Workspace

# (part of Beancount's message, code, remedy), first match wins.
_KNOWN = (
    (
        "does not balance",
        "BOK202",
        "debit and credit must sum to zero; correct an amount or add the missing posting",
    ),
    (
        "Invalid reference to unknown account",
        "BOK206",
        "open the account in ledger/chart.beancount, or correct its name",
    ),
    (
        "Invalid reference to inactive account",
        "BOK206",
        "the account is opened later or already closed on that day",
    ),
    (
        "Invalid currency",
        "BOK208",
        "the books are kept in SEK (ÅRL 2:6)",
    ),
)
_TECHNICAL = re.compile(r"\n.*", re.DOTALL)


def as_finding(workspace: Workspace, error: Any) -> Finding:
    """One of Beancount's errors as a finding at its file and line."""
    source = error.source or {}
    file, line = source.get("filename"), source.get("lineno")
    if file is not None:
        path = Path(file)
        inside = path.is_relative_to(workspace.root)
        file = path.relative_to(workspace.root).as_posix() if inside else None
    message = _TECHNICAL.sub("", str(error.message)).strip().replace(f"{workspace.root}/", "")
    message = message[:1].lower() + message[1:]
    for part, code, hint in _KNOWN:
        if part.lower() in message.lower():
            return finding(code, message, file=file, line=line or None, hint=hint)
    kind = type(error).__name__
    if kind in {"LexerError", "ParserError", "ParserSyntaxError"} or "syntax error" in message:
        return finding(
            "BOK201",
            message,
            file=file,
            line=line or None,
            hint='a voucher is: 2007-01-31 * "Payee" "Text", then indented postings with amounts '
            "as 1500.00 SEK",
        )
    return finding(
        "BOK220", message, file=file, line=line or None, hint="see Beancount's documentation"
    )
