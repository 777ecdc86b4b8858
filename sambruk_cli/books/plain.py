"""Read a ledger that is plain throughout: every file of it, without Beancount."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from itertools import chain
from types import MappingProxyType

from sambruk_cli.books.directives import Directives, by_day, plain_directives, plain_lives
from sambruk_cli.books.includes import included
from sambruk_cli.books.oddities import LONGEST_LINE, endless_line, oddities
from sambruk_cli.books.parts import ReadLedger, parts_of
from sambruk_cli.books.scan import Scanned, scan
from sambruk_cli.books.suspects import suspects
from sambruk_cli.books.vouchers import Voucher, in_order
from sambruk_cli.files.errors import Unreadable
from sambruk_cli.findings import Finding, finding
from sambruk_cli.frozen import frozen
from sambruk_cli.workspace import Workspace

MAIN = "ledger/main.beancount"

# Called with the bytes read so far and the bytes of all files known so far.
OnRead = Callable[[int, int], None]


@frozen
class ScannedFile:
    """A file's text, the plain vouchers in it, and what Beancount would read otherwise."""

    name: str
    text: str
    scanned: Scanned
    odd: tuple[Finding, ...] = ()


@frozen
class PlainFile:
    """A file with nothing in it but plain vouchers and plain directives."""

    name: str
    vouchers: list[Voucher]
    directives: Directives

    @property
    def is_plain(self) -> bool:
        """Whether there is nothing but vouchers and balance directives in it."""
        return self.directives.are_balances


def scan_file(workspace: Workspace, name: str) -> ScannedFile:
    """Read a file and look for the plain vouchers in it.

    Raises:
      Unreadable: what Workspace.read_text raises, and BOK251 (a line without end).
    """
    content = workspace.read_bytes(name)
    text = workspace.as_text(name, content, keep=False)
    if (line := endless_line(text)) is not None:
        raise Unreadable(finding("BOK251", most=LONGEST_LINE, file=name, line=line))
    return ScannedFile(name, text, scan(text, name), tuple(oddities(content, name)))


def read_plainly(
    workspace: Workspace,
    report: OnRead | None = None,
    known: Mapping[str, ScannedFile] = MappingProxyType({}),
) -> tuple[ReadLedger | None, dict[str, ScannedFile]]:
    """Read the main file and all that it includes, as long as they are plain and without fault.

    Args:
      known: files whose plain vouchers have been looked for already.
    Returns:
      The ledger, or None where it takes Beancount to read it or to say what is wrong; and the
      files that were read.
    """
    scanned: dict[str, ScannedFile] = {}
    files: list[PlainFile] = []
    waiting, done = deque([MAIN]), 0
    while waiting:
        name = waiting.popleft()
        faults: list[Finding] = []
        if name in scanned:
            return None, scanned
        try:
            file = scanned[name] = known.get(name) or scan_file(workspace, name)
        except Unreadable:
            return None, scanned
        directives = None if file.odd else plain_directives(file.scanned.rest, name)
        if directives is None:
            return None, scanned
        files.append(PlainFile(name, file.scanned.vouchers, directives))
        for pattern, line in directives.includes:
            waiting.extend(included(workspace, pattern, name, line, faults))
        if faults:
            return None, scanned
        if report is not None:
            done += workspace.size(name)
            report(done, done + sum(map(workspace.size, waiting)))
    return _read(files), scanned


def _read(files: list[PlainFile]) -> ReadLedger | None:
    directives = [file.directives for file in files]
    lives = plain_lives(directives)
    if lives is None or any(suspects(file.vouchers, lives) for file in files):
        return None
    names = tuple(file.name for file in files)
    stated = chain.from_iterable(of.assertions for of in directives)
    assertions = sorted(stated, key=lambda a: (a.date, a.line))
    return ReadLedger(
        accounts=by_day(chain.from_iterable(of.accounts for of in directives)),
        vouchers=in_order(chain.from_iterable(file.vouchers for file in files), names),
        assertions=assertions,
        budgets=[],
        files=names,
        findings=[],
        errors=[],
        parts=parts_of(files, (), assertions),
        read_anew=names,
    )
