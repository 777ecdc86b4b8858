"""What `sambruk audit` does: reads the books, makes each file of the pack, writes and shows."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import typer

from sambruk_cli.audit.documents import documents_folder
from sambruk_cli.audit.named_documents import DocumentState
from sambruk_cli.audit.pack import (
    INDEX,
    MANIFEST,
    MARK,
    PackPart,
    document_of,
    index_of,
    manifest_text,
    parts_of,
    workbook_name,
    workbook_of,
)
from sambruk_cli.audit.sections import SECTIONS
from sambruk_cli.audit.year import AuditYear, gather_audit
from sambruk_cli.collector import collector_paused
from sambruk_cli.commands.sample_asked import SampleOptions, sample_asked
from sambruk_cli.console import printing, run
from sambruk_cli.console.progress import progress
from sambruk_cli.diff.history import CommitHistory
from sambruk_cli.document.model import Heading, Report
from sambruk_cli.edits.new_folder import write_files
from sambruk_cli.edits.own_folder import obstacle
from sambruk_cli.files.errors import Unreadable
from sambruk_cli.files.protocol import Outside
from sambruk_cli.findings import Finding, Severity, Stop, finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.messages import say
from sambruk_cli.messages.codes import CODES
from sambruk_cli.opening.history import year_history
from sambruk_cli.opening.masking import masked_by
from sambruk_cli.render.forms import ReportForm, render
from sambruk_cli.render.lines import Line, as_text
from sambruk_cli.render.text import block_lines
from sambruk_cli.session import Session
from sambruk_cli.views.audit import WrittenFile, audit_blocks, audit_payload

_Made = tuple[str, bytes, str]  # path, content, key of the section
_Asked = tuple[int | None, str | None, str | None, int | None, Path | None]


@collector_paused()
def run_audit(
    context: typer.Context, label: str | None, folder: Path, asked: _Asked, *, format_: str
) -> int:
    """Make the pack of a year, and return the exit code.

    Args:
      asked: size, seed, population, confidence and results, as `SampleOptions` has them.

    Raises:
      BadParameter: when what is asked of a sample is not written as it must be.
      Stop: as `open_year`; USE940 when the folder cannot be made; TAB704 when the results of a
        sample fit none of its items.
    """
    sample = sample_asked(SampleOptions(*asked), run.settings_of(context).terms.messages)
    fault, is_there = obstacle(folder, MANIFEST, MARK)
    if fault is not None:
        raise Stop(fault)
    whole = run.open_session(context, to_edit=True)
    fiscal = whole.year(label)
    session = masked_by(whole, whole.masks).on(fiscal)
    terms = session.terms
    files: list[WrittenFile] = []
    notes: list[Finding] = []
    with progress(say(terms.messages, "Making the pack")) as report:
        history, is_unread = _history(context, session, fiscal)
        year = gather_audit(session, whole, fiscal, sample, history, history_is_unread=is_unread)
        parts = parts_of(section(year) for section in SECTIONS)
        writer = _Writer(year, parts, files, notes, report)
        # Where DIR is a link, what it leads to is replaced, and the link stays.
        target = Path(os.path.realpath(folder))
        write_files(target, writer.all(), writer.names(), instead=is_there)
    found = [*notes, *session.findings]
    if format_ == "json":
        findings = {"findings": [item.as_json(terms.messages) for item in found]}
        payload = audit_payload(year, str(folder), files)
        printing.emit_data(printing.to_json({**payload, **findings}), None)
        return session.exit_code
    printing.warn(session)
    if notes:
        printing.show_findings(notes, terms.messages, as_json=False)
    blocks = audit_blocks(year, str(folder), files)
    printing.emit_lines(block_lines(blocks, terms.messages), None)
    return session.exit_code


def _history(
    context: typer.Context, session: Session, fiscal: FiscalYear
) -> tuple[CommitHistory | None, bool]:
    """What the commits tell of a year, and whether there is a repository that cannot be read."""
    names = run.settings_of(context).names
    try:
        return year_history(session.workspace, fiscal, names=names), False
    except Unreadable as error:
        no_repository = CODES["WSP008"].said["no_repository"].message
        return None, all(item.said.template != no_repository for item in error.findings)


class _Writer:
    """Makes the files of a pack, one after the other, and notes what they are."""

    def __init__(
        self,
        year: AuditYear,
        parts: tuple[PackPart, ...],
        files: list[WrittenFile],
        notes: list[Finding],
        report: Callable[[int, int], None] | None,
    ) -> None:
        self._year, self._parts = year, parts
        self._files, self._notes, self._report = files, notes, report

    def names(self) -> list[str]:
        """What may stand in the folder itself."""
        extra = [file.name for part in self._parts for file in part.section.files]
        documents = [f"{part.stem}.{suffix}" for part in self._parts for suffix in ("pdf", "txt")]
        language = self._year.language
        own = (f"{INDEX}.pdf", f"{INDEX}.txt", workbook_name(language), MANIFEST)
        return [*own, documents_folder(language), *documents, *extra]

    def all(self) -> Iterator[tuple[str, bytes]]:
        """Path and content of every file, the manifest last."""
        steps = len(self._parts) + 2
        for path, content, section in self._made():
            digest = hashlib.sha256(content).hexdigest()
            self._files.append(WrittenFile(path, len(content), digest, section))
            if self._report is not None:
                self._report(min(len(self._files), steps), steps)
            yield path, content
        self._files.sort(key=lambda file: ("/" in file.path, file.path))
        digests = [(file.path, file.digest) for file in self._files]
        content = manifest_text(self._year, digests).encode()
        digest = hashlib.sha256(content).hexdigest()
        self._files.append(WrittenFile(MANIFEST, len(content), digest, ""))
        yield MANIFEST, content

    def _made(self) -> Iterator[_Made]:
        year, parts = self._year, self._parts
        names: dict[str, str] = {}
        for part in parts:
            section = part.section
            if section.blocks:
                name, content = self._document(part.stem, document_of(year, part))
                names[part.stem] = name
                yield name, content, section.key
            for file in section.files:
                yield file.name, file.content, section.key
        workbook = workbook_of(year, parts)
        yield workbook_name(year.language), render(workbook, ReportForm.xlsx), ""
        yield from self._copies()
        index = index_of(year, parts, names)
        yield f"{INDEX}.txt", _as_text(index), ""
        name, content = self._document(INDEX, index)
        if name.endswith(".pdf"):
            yield name, content, ""

    def _copies(self) -> Iterator[_Made]:
        """The documents of the vouchers, each read again as it is written."""
        folder = documents_folder(self._year.language)
        copied = {d.name: d for d in self._year.documents if d.state is DocumentState.COPIED}
        for name, document in copied.items():
            content = None
            with suppress(OSError, Outside):
                content = self._year.workspace.files.read(document.source)
            if content is None or content.digest != document.digest:
                raise Stop(finding("USE940.moved", document=document.text))
            yield f"{folder}/{name}", content.data, "documents"

    def _document(self, stem: str, document: Report) -> tuple[str, bytes]:
        """A document as PDF; as text where it holds letters that no PDF can be set with."""
        try:
            return f"{stem}.pdf", render(document, ReportForm.pdf)
        except Stop as stopped:
            why = stopped.findings[0].said
            self._notes.append(
                finding(
                    "USE940.as_text", document=f"{stem}.pdf", why=why, severity=Severity.WARNING
                )
            )
            return f"{stem}.txt", _as_text(document)


def _as_text(document: Report) -> bytes:
    """A document of one chapter as text at 80 columns."""
    lines = [Line(document.warning), Line("")] if document.warning else []
    for chapter in document.chapters:
        lines += block_lines((Heading(1, chapter.title), *chapter.blocks), document.language)
    return as_text(lines).encode()
