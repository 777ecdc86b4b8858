"""The pack as a whole: what its files are called, the workbook, the index and the manifest."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sambruk_cli.audit.documents import documents_folder
from sambruk_cli.audit.findings import tally_of
from sambruk_cli.audit.named_documents import DocumentState
from sambruk_cli.audit.section import Section
from sambruk_cli.audit.year import AuditYear
from sambruk_cli.document.model import (
    Block,
    Chapter,
    Column,
    Heading,
    Items,
    Paragraph,
    Report,
    Row,
    Table,
)
from sambruk_cli.frozen import frozen
from sambruk_cli.language import Language
from sambruk_cli.messages import say, say_in

MANIFEST = "SHA256SUMS"
# How every manifest begins; by it a folder is known as one that this program made.
MARK = "# sambruk audit "
INDEX = "00-index"


@frozen
class PackPart:
    """A section with its number in the pack; `stem` is the name of its PDF without suffix."""

    section: Section
    stem: str


def parts_of(sections: Iterable[Section]) -> tuple[PackPart, ...]:
    """The sections with their numbers; one without anything to show keeps its own."""
    return tuple(
        PackPart(section, f"{number:02}-{_slug(section.title)}")
        for number, section in enumerate(sections, 1)
    )


def workbook_name(language: Language) -> str:
    """What the workbook is called."""
    return f"{_slug(say_in(language, 'workbook of an audit', 'Tables'))}.xlsx"


def _slug(title: str) -> str:
    """A title as the name of a file on any system: "Öppna poster" is oppna-poster."""
    letters = unicodedata.normalize("NFKD", title.casefold().replace("'", ""))
    plain = letters.encode("ascii", "ignore").decode()
    return "-".join("".join(c if c.isalnum() else " " for c in plain).split()) or "x"


def pack_title(year: AuditYear) -> str:
    """What the whole is called."""
    return say(year.language, "Audit pack {year}", year=year.label)


def document_of(year: AuditYear, part: PackPart) -> Report:
    """A section as a document of its own."""
    section = part.section
    introduction = Paragraph.of(section.about, "emphasis")
    chapter = Chapter("", section.title, (introduction, *section.blocks))
    return replace(_plain(year, section.title), chapters=(chapter,))


def workbook_of(year: AuditYear, parts: Sequence[PackPart]) -> Report:
    """The tables of all sections, a sheet each: one file, so that a reader can look up and compare
    between them."""
    tables = tuple(table for part in parts for table in part.section.tables)
    return replace(_plain(year, pack_title(year)), appendices=tables)


def index_of(year: AuditYear, parts: Sequence[PackPart], names: Mapping[str, str]) -> Report:
    """What is opened first: what the pack is of, what to look at, and what each file holds.

    Args:
      names: what the document of each part is called, by its stem.
    """
    language = year.language
    blocks: list[Block] = [_facts(year)]
    if notes := [note for part in parts for note in part.section.notes]:
        items = tuple((Paragraph.of(note),) for note in notes)
        blocks += [Heading(2, say(language, "To look at first")), Items(items)]
    blocks += [
        Heading(2, say(language, "The files")),
        _files(year, parts, names),
    ]
    if empty := [part for part in parts if part.section.nothing]:
        items = tuple(
            (Paragraph.of(f"{part.section.title}: {part.section.nothing.rstrip('.')}."),)
            for part in empty
        )
        blocks += [Heading(2, say(language, "Not in the pack")), Items(items)]
    blocks += [Heading(2, say(language, "To check that nothing has changed")), _how_to_check(year)]
    title = pack_title(year)
    return replace(_plain(year, title), chapters=(Chapter("", title, tuple(blocks)),))


def _plain(year: AuditYear, title: str) -> Report:
    return Report(
        title=title,
        language=year.language,
        header=year.header,
        chapters=(),
        warning=year.session.warning,
        stamp=year.stamp,
        needs_approval=False,
        has_cover=False,
    )


def _facts(year: AuditYear) -> Table:
    language, header, stamp = year.language, year.header, year.stamp
    commit = stamp.commit or say(language, "not in a git repository")
    if stamp.changed:
        commit = say(language, "{commit}, with changes since", commit=commit)
    facts = (
        (say(language, "Association"), header.association),
        (say(language, "Organisation number"), header.organisation_number or "–"),
        (say(language, "Fiscal year"), year.days.title),
        (say(language, "State of the year"), state_of(year)),
        (say(language, "Vouchers"), str(len(year.vouchers))),
        (say(language, "Seal of the year"), _seal(year)),
        (say(language, "Findings of validate"), tally_of(year)),
        (say(language, "Version of sambruk"), stamp.program),
        (say(language, "Revision"), commit),
        (say(language, "Books and register, SHA-256"), stamp.digest),
    )
    return Table("facts", (Column(""), Column("")), tuple(Row(fact) for fact in facts))


def state_of(year: AuditYear) -> str:
    """Whether the year is over and closed."""
    language = year.language
    if year.fiscal.closed:
        return say(language, "closed")
    if year.session.today <= year.fiscal.end:
        return say(language, "not over; the figures are those booked so far")
    if not year.books.is_kept(year.fiscal):
        return say(language, "over; the books do not tell of it")
    return say(language, "over, not closed; the result is computed")


def _seal(year: AuditYear) -> str:
    language, proof = year.language, year.seals.of(year.fiscal)
    if proof is None:
        return say_in(language, "seal", "none")
    holds = say(language, "broken") if proof.findings else say(language, "whole")
    return f"{proof.seal.digest} ({holds})"


def _files(year: AuditYear, parts: Sequence[PackPart], names: Mapping[str, str]) -> Table:
    language = year.language
    rows = []
    for part in parts:
        section = part.section
        if section.blocks:
            rows.append((names[part.stem], section.about))
        rows += [(extra.name, extra.about) for extra in section.files]
    sheets = say(language, "The tables of the PDF files, a sheet each, to sort and reckon with.")
    rows.append((workbook_name(language), sheets))
    if any(each.state is DocumentState.COPIED for each in year.documents):
        rows.append(
            (f"{documents_folder(language)}/", say(language, "The documents of the vouchers."))
        )
    rows.append((MANIFEST, say(language, "The SHA-256 of every file.")))
    columns = (Column(say(language, "File")), Column(say(language, "Contents")))
    return Table("files", columns, tuple(Row(row) for row in rows))


def _how_to_check(year: AuditYear) -> Paragraph:
    said = say(
        year.language,
        "`sha256sum -c {manifest}` in the folder says of each file whether it is as it was made. "
        "Made again from the same books and register, the pack is the same to the byte.",
        manifest=MANIFEST,
    )
    return Paragraph.of(said.replace("`", ""))


def manifest_text(year: AuditYear, digests: Sequence[tuple[str, str]]) -> str:
    """The manifest, as `sha256sum -c` reads it: what the pack is of in comments, then digests.

    Args:
      digests: name and SHA-256 of each file; the names have no line ends and no backslashes.
    """
    stamp, seal = year.stamp, year.seals.of(year.fiscal)
    changes = " with changes" if stamp.changed else ""
    head = (
        f"{MARK}{_one_line(year.label)}",
        f"# program: sambruk {stamp.program}",
        f"# revision: {stamp.commit or 'none'}{changes}",
        f"# books and register: sha256 {stamp.digest}",
        f"# seal of the year: {f'sha256 {seal.seal.digest}' if seal else 'none'}",
    )
    lines = [f"{digest}  {name}" for name, digest in digests]
    return "\n".join((*head, *lines)) + "\n"


def _one_line(text: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in text)
