"""Findings on what the user asks for."""

from __future__ import annotations

from tests.checks.cases.case import (
    ASSOCIATION,
    MEMBERS,
    At,
    Case,
    case,
)

CASES: dict[str, Case] = {
    "USE901": case(
        {},
        At("USE901", ASSOCIATION),
        says="2019",
        hints="2020, 2021",
        arguments=("validate", "2019", "-f", "json"),
    ),
    "USE902": case(
        {},
        At("USE902", MEMBERS),
        says='"storstd"',
        hints='did you mean "storstad"?',
        arguments=("dues", "2021", "--member", "storstd", "-f", "json"),
    ),
    "USE903": case(
        {},
        At("USE903", None),
        says='"1931"',
        hints='did you mean "1930"?',
        arguments=("ledger", "1931", "2021", "-f", "json"),
    ),
    "USE904": case(
        {},
        At("USE904", None),
        says="missing/a.json",
        arguments=("balances", "2021", "-f", "json", "-o", "missing/a.json"),
    ),
    "USE905": case(
        {},
        At("USE905", None),
        says='"juni"',
        hints="2007-Q2",
        arguments=("journal", "2021", "--period", "juni", "-f", "json"),
    ),
    "USE907": case(
        {},
        At("USE907", None),
        says="ledger/2021.beancount",
        arguments=("balances", "2021", "-f", "json", "-o", "ledger/2021.beancount"),
    ),
}
