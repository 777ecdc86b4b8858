"""Files that are read by nobody or are gone: journals that nothing includes, imports, leftovers.

A process that is killed while it writes, or a file that is copied in by hand, leaves vouchers that
are in no books. Nothing else would tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sambruk_cli.files.protocol import Kind
from sambruk_cli.findings import Finding, finding
from sambruk_cli.register.sie import ReadImports
from sambruk_cli.register.year_files import names_not_utf8
from sambruk_cli.session import Session

_JOURNALS = ("ledger/**/*.beancount", "ledger/**/*.bean")
# What is written under a name of its own before it takes the place of a file.
_TEMPORARY = re.compile(r"\.[^/]+\.[a-z0-9_]{8}\.tmp")
_TEMPORARY_WHERE = (".*.tmp", "config/**/.*.tmp", "ledger/**/.*.tmp")


def check_leftovers(session: Session, read_of: ReadImports) -> Iterator[Finding]:
    """Warn of journals not in the books or gone, odd names, and what a change left.

    Args:
      read_of: the imports as they were read.
    """
    workspace = session.workspace
    if any(item.code == "BOK216" for item in session.findings):
        return  # books that hold nothing are told of already, whatever lies beside them
    told = {item.file for item in session.findings}
    read = {workspace.files.place(name).name for name in workspace.digests}
    for pattern in _JOURNALS:
        for name in workspace.glob(pattern):
            place = workspace.files.place(name)
            # A link that leads outside is no journal of the workspace's, and is not looked at.
            if place.kind is Kind.FILE and name not in told and place.name not in read:
                yield finding("WSP012", file=name)
    yield from names_not_utf8(workspace.digests)
    imports, located, faults = read_of
    yield from faults
    for index, done in enumerate(imports):
        if done.journal is not None and not workspace.exists(done.journal):
            line = located.line("imports", index, "journal")
            yield finding(
                "WSP014", name=done.file, journal=done.journal, file=located.file, line=line
            )
    for pattern in _TEMPORARY_WHERE:
        for name in workspace.glob(pattern):
            if _TEMPORARY.fullmatch(name.rpartition("/")[2]):
                yield finding("WSP013", file=name)
