"""What Beancount reports, as findings with a code, words of ours and a remedy."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

from sambruk_cli.findings import Finding, Severity, finding
from sambruk_cli.workspace import Workspace

# What Beancount says (its first letter made small), and the message of ours that says the same.
# The named groups are the values of the message (`amount` in kronor). The first match is taken.
_KNOWN = (
    (r"transaction does not balance: \((?P<amount>-?\d+\.\d\d) SEK\)", "BOK202.kronor"),
    (r"transaction does not balance: (?P<residual>.+)", "BOK202.beancount"),
    (r"invalid reference to unknown account '(?P<account>.+)'", "BOK206.unknown"),
    (r"invalid reference to inactive account '(?P<account>.+)'", "BOK206.inactive"),
    (r"invalid currency (?P<currency>\S+) for account '(?P<account>.+)'", "BOK208.account"),
    (r"invalid currency '(?P<currency>.+)' for Balance directive:", "BOK208.balance"),
    (r"syntax error", "BOK201.syntax"),
    (
        r"syntax error, unexpected (?P<found>.+), expecting (?P<expected>.+)",
        "BOK201.expected",
    ),
    (r"syntax error, unexpected (?P<found>.+)", "BOK201.unexpected"),
    (r"invalid token: '(?P<token>.+?)'?", "BOK201.token"),
    (r"valueError: day is out of range for month", "BOK201.date"),
    (r"valueError: month must be in 1\.\.12", "BOK201.month"),
    (r"valueError: Invalid number format: '(?P<number>.+)'", "BOK201.number"),
    (r"invalid account name: (?P<account>.+)", "BOK201.account"),
    (r"invalid option: '(?P<option>.+)'", "BOK201.option"),
    (r"too many strings on transaction description: (?P<texts>.+)", "BOK201.texts"),
    (r"unbalanced pushed tag: '(?P<tag>.+)'", "BOK201.pushed"),
    (r"attempting to pop absent tag: '(?P<tag>.+)'", "BOK201.popped"),
    (r"division by zero", "BOK201.division"),
    (r"number too large", "BOK201.large"),
    (r"cannot be read", "BOK201.broke"),
    (r"cannot be read from here on", "BOK201.rest"),
    (r"error for option '(?P<option>.+)': .*", "BOK201.setting"),
    (r"cannot be booked", "BOK220.unbooked"),
    (r"cannot be booked, and nothing else", "BOK220.nothing"),
    (r"pipe symbol is deprecated\.", "BOK201.pipe"),
    (r"duplicate open directive for (?P<account>.+)", "BOK220.opened"),
    (r"duplicate close directive for (?P<account>.+)", "BOK220.closed"),
    (r"unopened account (?P<account>.+) is being closed", "BOK220.unopened"),
    (r"duplicate balance assertion with different amounts", "BOK220.balances"),
    (r"duplicate commodity directives for '(?P<currency>.+)'", "BOK220.commodity"),
    (r"unused Pad entry", "BOK220.pad"),
    (r"you may not have more than one auto-posting per currency", "BOK220.auto"),
    (r"too many missing numbers for currency group '(?P<currency>.+)'", "BOK220.numbers"),
    (r"non-leaf account '(?P<account>.+)' has postings on it", "BOK220.parent"),
    (r"unused account '(?P<account>.+)'", "BOK220.unused"),
    (
        r"more than one currency in account '(?P<account>.+)': (?P<currencies>.+)",
        "BOK220.commodities",
    ),
    (r"the key '(?P<field>.+)' is Beancount's own", "BOK220.own_key"),
    (r"duplicate metadata field on entry: (?P<field>.+)", "BOK220.metadata"),
    (r"duplicate posting metadata field: (?P<field>.+)", "BOK220.row_metadata"),
)
_SYNTAX = frozenset({"LexerError", "ParserError", "ParserSyntaxError"})


def as_finding(workspace: Workspace, error: Any) -> Finding:
    """One of Beancount's errors as a finding at its file and line.

    What Beancount says in words that are not known here is quoted as it stands.
    """
    source = error.source or {}
    file, line = source.get("filename"), source.get("lineno") or None
    if file is not None:
        path = Path(file)
        inside = path.is_relative_to(workspace.root)
        file = path.relative_to(workspace.root).as_posix() if inside else None
    text = str(error.message).partition("\n")[0].strip().replace(f"{workspace.root}/", "")
    text = text[:1].lower() + text[1:]
    for pattern, code in _KNOWN:
        if found := re.fullmatch(pattern, text):  # compiled here: most books have no error
            values: dict[str, Any] = found.groupdict()
            if "amount" in values:
                values["amount"] = Decimal(values["amount"])
            if code == "BOK220.own_key":  # Beancount's own programs take it for the place
                values["severity"] = Severity.WARNING
            return finding(code, file=file, line=line, **values)
    code = "BOK201" if type(error).__name__ in _SYNTAX else "BOK220"
    return finding(code, error=text, file=file, line=line)
