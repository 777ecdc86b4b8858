"""Loading the ledger with Beancount's own parser, booking, plugins and validation.

Beancount's `load_file` would read a pickle that a stranger may have planted, import any plugin
the ledger names and follow an include to anywhere. So the steps of its loader are run here one
by one: each file is read through the workspace and parsed from memory, and nothing the ledger
asks for is done before it has been held against a list.
"""

from __future__ import annotations

import gc
import io
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from beancount import loader
from beancount.core import data
from beancount.ops import validation
from beancount.parser import booking, parser

from sambruk_cli.books.assertions import off_by_little
from sambruk_cli.books.books import Books, books_of
from sambruk_cli.books.errors import as_finding
from sambruk_cli.books.includes import included, line_of
from sambruk_cli.books.vouchers import (
    Account,
    Assertion,
    Posting,
    Voucher,
    account_parts,
)
from sambruk_cli.findings import Finding, finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.money import ZERO
from sambruk_cli.workspace import Unreadable, Workspace

MAIN = "ledger/main.beancount"

# Plugins of Beancount's own that only look at or add directives. None may be given a
# configuration: some of Beancount's evaluate it as Python.
PLUGINS = frozenset(
    f"beancount.plugins.{name}"
    for name in (
        "check_closing",
        "check_drained",
        "close_tree",
        "coherent_cost",
        "implicit_prices",
        "leafonly",
        "noduplicates",
        "nounused",
        "onecommodity",
        "sellgains",
        "unique_prices",
    )
)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """No garbage collection while a million small objects are made that all stay."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@dataclass(slots=True)
class _Parsed:
    """What the files say before anything is done with it."""

    entries: list[Any] = field(default_factory=list)
    errors: list[Any] = field(default_factory=list)
    options: list[dict[str, Any]] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def load_books(
    workspace: Workspace, years: Iterable[FiscalYear] = ()
) -> tuple[Books, list[Finding]]:
    """The books below ledger/main.beancount, with everything Beancount says of them.

    Args:
      years: fiscal years, to tell an opening balance that fails from any other balance.
    Raises:
      Unreadable: when the main file cannot be read at all.
    """
    with _collector_paused():
        parsed = _parse(workspace)
        if not parsed.options:
            raise Unreadable(*parsed.findings)
        entries, errors = _transform(parsed)
        books = _as_books(workspace, entries, tuple(parsed.files))
    first_days = {year.start for year in years}
    faults = [as_finding(workspace, error, first_days) for error in errors]
    faults += off_by_little(books, faults, first_days)
    if not books.vouchers and not faults and not parsed.findings:
        parsed.findings.append(
            finding(
                "BOK216",
                "the ledger holds no voucher",
                file=MAIN,
                hint="write a voucher, or include the file that holds them",
            )
        )
    return books, [*parsed.findings, *faults, *_planted_caches(workspace)]


def _parse(workspace: Workspace) -> _Parsed:
    parsed = _Parsed()
    waiting: list[str] = [MAIN]
    while waiting:
        file = waiting.pop(0)
        if file in parsed.files:
            parsed.findings.append(
                finding(
                    "BOK221",
                    f"{file} is included more than once",
                    file=file,
                    hint="include each file from one place only",
                )
            )
            continue
        try:
            text = workspace.read_text(file)
        except Unreadable as error:
            parsed.findings.extend(error.findings)
            continue
        entries, errors, options = parser.parse_file(
            io.BytesIO(text.encode()), report_filename=str(workspace.root / file)
        )
        parsed.files.append(file)
        parsed.entries.extend(_inside(workspace, parsed, entries, file))
        parsed.errors.extend(errors)
        parsed.options.append(options)
        _refuse(parsed, options, file, text)
        for pattern in options["include"]:
            waiting.extend(included(workspace, pattern, file, text, parsed.findings))
    return parsed


def _refuse(parsed: _Parsed, options: dict[str, Any], file: str, text: str) -> None:
    """Take away what could run code or look outside, and say so."""
    kept = []
    seen: dict[str, int] = {}
    for name, config in options["plugin"]:
        seen[name] = seen.get(name, 0) + 1
        if name in PLUGINS and config is None:
            kept.append((name, config))
            continue
        with_what = " with a configuration" if name in PLUGINS else ""
        parsed.findings.append(
            finding(
                "BOK214",
                f'the plugin "{name}"{with_what} is not allowed and was not run',
                file=file,
                line=line_of(text, rf'^\s*plugin\s+"{re.escape(name)}"', seen[name]),
                hint="remove the line; docs/checks/BOK214.md lists the plugins that are allowed",
            )
        )
    options["plugin"] = kept
    for name, harmless in (
        ("insert_pythonpath", False),
        ("plugin_processing_mode", "default"),
        ("documents", []),
    ):
        if options[name] != harmless:
            options[name] = harmless
            parsed.findings.append(
                finding(
                    "BOK215",
                    f'the option "{name}" is not allowed and was not followed',
                    file=file,
                    line=line_of(text, rf'^\s*option\s+"{name}"'),
                    hint="remove the line",
                )
            )


def _inside(workspace: Workspace, parsed: _Parsed, entries: list[Any], file: str) -> Iterator[Any]:
    """The entries, less documents outside the workspace."""
    for entry in entries:
        if isinstance(entry, data.Document):
            try:
                workspace.resolve(entry.filename, source=file, line=entry.meta["lineno"])
            except Unreadable as error:
                parsed.findings.extend(error.findings)
                continue
        yield entry


def _transform(parsed: _Parsed) -> tuple[list[Any], list[Any]]:
    """Beancount's own booking, plugins and validation, in the order of its loader."""
    options = loader.aggregate_options_map(parsed.options[0], parsed.options[1:])
    # Beancount takes plugins from the top file alone; sambruk does not let the others pass
    # silently, but what is allowed is harmless wherever it stands.
    options["plugin"] = [plugin for each in parsed.options for plugin in each["plugin"]]
    parsed.entries.sort(key=data.entry_sortkey)
    entries, errors = booking.book(parsed.entries, options)
    entries, errors = loader.run_transformations(entries, [*parsed.errors, *errors], options, None)
    errors.extend(validation.validate(entries, options, None, None))
    return entries, errors


def _as_books(workspace: Workspace, entries: list[Any], files: tuple[str, ...]) -> Books:
    accounts: dict[str, Account] = {}
    vouchers: list[Voucher] = []
    assertions: list[Assertion] = []
    relative = _Relative(workspace)
    for entry in entries:
        if isinstance(entry, data.Transaction):
            vouchers.append(_as_voucher(entry, relative))
        elif isinstance(entry, data.Balance):
            assertions.append(
                Assertion(
                    entry.account,
                    entry.date,
                    entry.amount.number or ZERO,
                    relative(entry.meta["filename"]),
                    entry.meta["lineno"],
                )
            )
        elif isinstance(entry, data.Open):
            number, label = account_parts(entry.account)
            accounts[entry.account] = Account(
                name=entry.account,
                number=number,
                label=str(entry.meta.get("name") or label),
                opened=entry.date,
                file=relative(entry.meta["filename"]),
                line=entry.meta["lineno"],
            )
    return books_of(accounts, vouchers, files, assertions)


class _Relative:
    """File names as the workspace knows them; each computed once."""

    def __init__(self, workspace: Workspace) -> None:
        self.root = workspace.root
        self.known: dict[str, str] = {}

    def __call__(self, filename: str) -> str:
        if filename not in self.known:
            path = Path(filename)
            inside = path.is_relative_to(self.root)
            self.known[filename] = path.relative_to(self.root).as_posix() if inside else filename
        return self.known[filename]


_OWN = frozenset({"filename", "lineno"})


def _meta(meta: dict[str, Any] | None) -> dict[str, Any]:
    return {k: v for k, v in (meta or {}).items() if k not in _OWN and not k.startswith("__")}


def _as_voucher(entry: Any, relative: _Relative) -> Voucher:
    line = entry.meta["lineno"]
    ver = entry.meta.get("ver")
    return Voucher(
        date=entry.date,
        ver=None if ver is None else str(ver),
        text=entry.narration or "",
        payee=entry.payee,
        postings=tuple(
            Posting(
                account=posting.account,
                amount=posting.units.number,
                currency=posting.units.currency,
                line=(posting.meta or {}).get("lineno", line),
                meta=_meta(posting.meta),
            )
            for posting in entry.postings
        ),
        file=relative(entry.meta["filename"]),
        line=line,
        meta=_meta(entry.meta),
    )


def _planted_caches(workspace: Workspace) -> list[Finding]:
    """Pickle caches lying about: never read here, but Beancount's own tools would run them."""
    return [
        finding(
            "WSP007",
            "a Beancount pickle cache lies in the workspace; sambruk does not read it",
            file=cache,
            hint="delete it: Beancount's own programs would unpickle it, which can run code",
        )
        for pattern in ("ledger/**/.*.picklecache", "ledger/**/*.picklecache", ".*.picklecache")
        for cache in workspace.glob(pattern)
    ]
