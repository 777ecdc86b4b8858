"""The journals of a workspace that a command adds vouchers to."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sambruk_cli.edits.lines import text_of
from sambruk_cli.edits.plan import Change, Plan, appended, rewritten
from sambruk_cli.edits.toml import with_value
from sambruk_cli.findings import Stop, finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.session import Session

MAIN = "ledger/main.beancount"
_IMPORTED = "ledger/imported/"  # what a SIE file became is left as it is
_PATTERN = re.compile(r'^include[ \t]+"[^"\n]*[*?\[]', re.MULTILINE)


class Journals:
    """Texts that are added to files, each at its end."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._added: dict[str, list[str]] = {}
        self._of: dict[str, str] = {}  # by label of a year
        self._locked: Change | None = None

    def of(self, year: FiscalYear) -> str:
        """The journal of a year: that of its last voucher, or ledger/YEAR.beancount.

        Raises:
          Stop: USE913 where none is there, and what is included is not said file by file.
        """
        if year.label not in self._of:
            self._of[year.label] = self._found(year)
        return self._of[year.label]

    def _found(self, year: FiscalYear) -> str:
        vouchers = [v for v in self._session.books.in_year(year) if not v.is_opening]
        own = [v.file for v in vouchers if not v.file.startswith(_IMPORTED)]
        if own:
            return own[-1]
        path = f"ledger/{year.label.replace('/', '-')}.beancount"
        if path in self._session.books.files:
            return path
        workspace = self._session.workspace
        if workspace.is_there(path) or _PATTERN.search(workspace.read_text(MAIN)):
            raise Stop(finding("USE913.journal", year=year.label, file=MAIN))
        self._added.setdefault(MAIN, []).append(f'include "{path.removeprefix("ledger/")}"\n')
        return path

    def add(self, path: str, text: str) -> None:
        """Add vouchers or balances to a file."""
        self._added.setdefault(path, []).append(text)

    def matches(self, pattern: re.Pattern[str]) -> set[str]:
        """The first group of every match of a pattern in the books."""
        files = self._session.books.files
        read = self._session.workspace.read_text
        return {found for file in files for found in pattern.findall(read(file, keep=False))}

    def lock(self, path: str, year: FiscalYear) -> None:
        """Mark a year as closed in config/association.toml."""
        association = self._session.register.association
        assert association is not None
        at = next(i for i, y in enumerate(association.fiscal_years) if y.label == year.label)
        before = self._session.workspace.read_bytes(path)
        text = with_value(text_of(before), ("fiscal_years", at, "closed"), value=True)
        self._locked = rewritten(path, before, text)

    def plan(self, others: Iterable[Change] = ()) -> Plan:
        """The change of the files, and the digests of all that it rests on.

        Args:
          others: of further files, which are written with the journals or not at all.
        """
        workspace = self._session.workspace
        changes = []
        for path, texts in sorted(self._added.items()):
            before = workspace.read_bytes(path) if workspace.is_there(path) else None
            changes.append(appended(path, before, "\n".join(texts)))
        if self._locked is not None:
            changes.append(self._locked)
        changes += others
        return Plan.of(changes, dict(workspace.digests))
