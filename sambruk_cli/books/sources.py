"""Read the ledger's files and those that they include, without running anything.

Beancount's own `load_file` unpickles caches, imports any plugin that the ledger names and follows
includes anywhere, so a ledger from a stranger could run code. Here each file is read through the
workspace and parsed from memory; plugins and options take effect only if they are on a list.
"""

from __future__ import annotations

import functools
import re
from collections import deque
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from beancount.core import data

from sambruk_cli.books.includes import NamedLines, included
from sambruk_cli.books.parse import Parsed, parse
from sambruk_cli.books.plain import MAIN, OnRead, ScannedFile, scan_file
from sambruk_cli.books.scan import Scanned, without
from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.files.errors import Unreadable
from sambruk_cli.findings import Finding, finding
from sambruk_cli.workspace import Workspace

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
_SETTING = re.compile(r"^[ \t]*(?:option|include|plugin)\b", re.MULTILINE)


@dataclass(slots=True)
class LedgerFile:
    """One file: vouchers read plainly, and what Beancount's parser makes of the rest."""

    name: str
    text: str
    scanned: Scanned
    vouchers: list[Voucher]
    entries: list[Any]
    errors: list[Any]
    options: dict[str, Any]
    odd: tuple[Finding, ...] = ()  # what Beancount's own programs would read otherwise

    @property
    def is_plain(self) -> bool:
        """Whether there is nothing but vouchers and balance directives in it."""
        return (
            not self.errors
            and all(isinstance(entry, data.Transaction | data.Balance) for entry in self.entries)
            and not _SETTING.search(self.scanned.rest)
        )


@dataclass(slots=True)
class LedgerFiles:
    """Every file that could be read, in the order of the includes, and what is wrong.

    `names` has those that were skipped too.
    """

    names: list[str] = field(default_factory=list)
    files: list[LedgerFile] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def plugins(self) -> list[Any]:
        return [plugin for file in self.files for plugin in file.options["plugin"]]


def read_files(
    workspace: Workspace,
    *,
    plainly: bool,
    report: OnRead | None = None,
    skip: Collection[str] = (),
    known: Mapping[str, LedgerFile] = MappingProxyType({}),
    scanned: Mapping[str, ScannedFile] = MappingProxyType({}),
) -> LedgerFiles:
    """Read the main file and all that it includes.

    Args:
      plainly: read plain vouchers without Beancount; else it reads every line.
      skip: files that need not be read, and include nothing.
      known: files that have been read already.
      scanned: files whose plain vouchers have been looked for already.
    """
    sources = LedgerFiles()
    size = functools.cache(workspace.size)
    waiting = deque([MAIN])
    seen = set[str]()
    done = 0
    while waiting:
        name = waiting.popleft()
        if name in seen:
            sources.findings.append(finding("BOK221.twice", name=name, file=name))
            continue
        if name in skip:
            seen.add(name)
            sources.names.append(name)
            continue
        try:
            file = known.get(name) or read_file(
                workspace, name, plainly=plainly, scanned=scanned.get(name)
            )
        except Unreadable as error:
            sources.findings.extend(error.findings)
            continue
        seen.add(name)
        sources.names.append(name)
        sources.files.append(file)
        named = NamedLines(file.scanned.rest)
        sources.findings.extend(_checked(workspace, file, named))
        for pattern in file.options["include"]:
            line = named.line("include", pattern)
            waiting.extend(included(workspace, pattern, name, line, sources.findings))
        if report is not None:
            done += workspace.size(name)
            report(done, done + sum(map(size, waiting)))
    return sources


def read_file(
    workspace: Workspace, name: str, *, plainly: bool, scanned: ScannedFile | None = None
) -> LedgerFile:
    """Read one file.

    Args:
      scanned: the file where its plain vouchers have been looked for already.
    Raises:
      Unreadable: what Workspace.read_text raises.
    """
    file = scanned or scan_file(workspace, name)
    text, found, odd = file.text, file.scanned, file.odd
    if plainly:
        entries, errors, options = _parse(workspace, name, found.rest)
        # A fault can make Beancount pass over what stands beside it.
        if not errors:
            return LedgerFile(name, text, found, found.vouchers, entries, errors, options, odd)
    return LedgerFile(name, text, Scanned([], [], text), [], *_parse(workspace, name, text), odd)


def hand_over(workspace: Workspace, file: LedgerFile, kept: set[int]) -> LedgerFile:
    """The file with the plain vouchers at some positions read by Beancount instead."""
    scanned = file.scanned
    rest = without(file.text, scanned, kept)
    entries, errors, options = _parse(workspace, file.name, rest)
    if errors:
        made = read_file(
            workspace,
            file.name,
            plainly=False,
            scanned=ScannedFile(file.name, file.text, scanned),
        )
    else:
        vouchers = [v for index, v in enumerate(scanned.vouchers) if index not in kept]
        spans = [span for index, span in enumerate(scanned.spans) if index not in kept]
        left = Scanned(vouchers, spans, rest)
        made = LedgerFile(file.name, file.text, left, vouchers, entries, errors, options)
    _checked(
        workspace, made, NamedLines("")
    )  # removes again; its findings have been reported already
    return made


def _parse(workspace: Workspace, name: str, text: str) -> Parsed:
    return parse(text, str(workspace.root / name))


def _checked(workspace: Workspace, file: LedgerFile, named: NamedLines) -> list[Finding]:
    """Remove what could run code or read outside the workspace, with a finding for each."""
    findings = [*file.odd, *_refused_plugins(file, named), *_refused_options(file, named)]
    findings += _given_values(file)
    kept = []
    for entry in file.entries:
        if isinstance(entry, data.Document):
            try:
                workspace.place(entry.filename, source=file.name, line=entry.meta["lineno"])
            except Unreadable as error:
                findings.extend(error.findings)
                continue
            if not workspace.exists(entry.filename):
                # Beancount would look for it on disk.
                path, line = entry.filename.removeprefix(f"{workspace.root}/"), entry.meta["lineno"]
                findings.append(finding("BOK220.document", path=path, file=file.name, line=line))
        kept.append(entry)
    file.entries = kept
    return findings


def _given_values(file: LedgerFile) -> Iterator[Finding]:
    """Give empty values to `custom` without any: Beancount's own steps break down on them."""
    for index, entry in enumerate(file.entries):
        if isinstance(entry, data.Custom) and entry.values is None:
            file.entries[index] = entry._replace(values=[])
            if entry.type != "budget":  # a budget has a finding of its own
                line = entry.meta["lineno"]
                yield finding("BOK220.custom", name=entry.type, file=file.name, line=line)


def _refused_plugins(file: LedgerFile, named: NamedLines) -> Iterator[Finding]:
    kept = []
    seen: dict[str, int] = {}
    for name, config in file.options["plugin"]:
        which = seen.get(name, 0)
        seen[name] = which + 1
        if name in PLUGINS and config is None:
            kept.append((name, config))
            continue
        yield finding(
            "BOK214.configured" if name in PLUGINS else "BOK214",
            plugin=name,
            file=file.name,
            line=named.line("plugin", name, which),
        )
    file.options["plugin"] = kept


def _refused_options(file: LedgerFile, named: NamedLines) -> Iterator[Finding]:
    for name, harmless in (
        ("insert_pythonpath", False),
        ("plugin_processing_mode", "default"),
        ("documents", []),
    ):
        if file.options[name] != harmless:
            file.options[name] = harmless
            yield finding(
                "BOK215",
                option=name,
                file=file.name,
                line=named.line("option", name),
            )
