"""Findings on what the user asks for."""

from __future__ import annotations

from tests.checks.cases.case import (
    ASSOCIATION,
    FEES,
    MEMBERS,
    At,
    Case,
    appended,
    case,
)
from tests.checks.cases.changes import NEW_MEMBER
from tests.workspaces import edited

_FIRST = '[[fiscal_years]]\nlabel = "2020"'
# The balances that the books open with stand on the last day of 2019.
DECLARED_2019 = edited(
    ASSOCIATION,
    (
        _FIRST,
        f'[[fiscal_years]]\nlabel = "2019"\nstart = 2019-01-01\nend = 2019-12-31\n\n{_FIRST}',
    ),
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
    "USE908": case(
        DECLARED_2019,
        At("USE908", None),
        says="2019",
        hints="years: 2020, 2021",
        arguments=("statements", "2019", "-f", "json"),
    ),
    "USE908 of a report": case(
        DECLARED_2019,
        At("USE908", None),
        says="2019",
        arguments=("report", "2019", "-f", "json"),
    ),
    "USE909": case(
        {},
        At("USE909", MEMBERS),
        says="before joining on 2021-05-10",
        hints="last day of membership",
        arguments=("members", "leave", "lillby", "--on", "2021-01-01", "-f", "json"),
        code=1,
    ),
    "USE910": case(
        {},
        At("USE910", FEES),
        says='"arsavgift"',
        hints="leave the id out",
        arguments=(
            *("fees", "new", "arsavgift", "--amount", "1", "--from", "2030-01-01"),
            *("--decision", "x", "-f", "json"),
        ),
        code=1,
    ),
    "USE911": case(
        appended(MEMBERS, NEW_MEMBER + "joined = 2031-01-01\n"),
        At("USE911", MEMBERS),
        says="Nyby has not left",
        hints="only one that has left",
        arguments=("members", "forget", "nyby", "-f", "json"),
        code=1,
    ),
    "USE912": case(
        {},
        At("USE912", None),
        says="config is there and not empty",
        hints="nothing is merged",
        arguments=(
            *("init", "config", "--name", "x", "--number", "802428-2785", "--seat", "y"),
            *("-f", "json"),
        ),
        code=1,
    ),
    "USE913": case(
        {},
        At("USE913", ASSOCIATION, 20, "end = 2021-12-31"),
        says="the fiscal year 2021 ends on 2021-12-31, and today is 2021-11-30",
        hints="close it once it has ended",
        arguments=("close", "2021", "--today", "2021-11-30", "-f", "json"),
        code=1,
    ),
    "USE920": case(
        {},
        At("USE920", ASSOCIATION, 17, "[[fiscal_years]]"),
        says="2021 is not closed",
        hints="closed = true",
        arguments=("seal", "2021", "--by", "Anna Ek", "-f", "json"),
        code=1,
    ),
    "USE940": case(
        {},
        At("USE940", None),
        says=" is there and is no pack of sambruk audit",
        hints="nothing is merged",
        arguments=("audit", "2021", "-o", ".", "-f", "json"),
    ),
}
