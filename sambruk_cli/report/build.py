"""The annual report of a year: its header, and its chapters in the order of their files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from sambruk_cli.document.model import Block, Chapter, Header, Heading, Report
from sambruk_cli.findings import Finding, finding
from sambruk_cli.language import pick
from sambruk_cli.register.duplicates import repeated
from sambruk_cli.register.narrative import FactsFile
from sambruk_cli.register.year_files import folder_of, read_facts, translated
from sambruk_cli.report.generated import (
    BLOCKS,
    REQUIRED,
    block_builders,
    mandates,
    person_name,
)
from sambruk_cli.report.narrative import read_narrative
from sambruk_cli.report.overview import moved_much
from sambruk_cli.report.sources import Sources
from sambruk_cli.report.values import inline_values
from sambruk_cli.workspace import Unreadable

# The chapters of a year for which nobody has written a narrative yet.
_PLAIN = (
    ("Styrelse", "The board", ("board_members", "board_deputies", "auditors")),
    ("Medlemmar", "Members", ("fees", "members_by_tier")),
    ("Förslag till behandling av medel", "Proposed treatment of the result", ("disposition",)),
    (
        "Resultaträkning och balansräkning",
        "Income statement and balance sheet",
        ("income_statement", "balance_sheet", "pledges", "notes"),
    ),
    ("Underskrifter", "Signatures", ("signatures", "auditors_report")),
)


def chapter_files(sources: Sources) -> list[str]:
    """The narrative chapters of the year: Markdown files whose name begins with a number.

    In English the file beside it that ends in .en.md, where there is one.
    """
    every = sources.workspace.glob(f"config/report/{folder_of(sources.year.label)}/[0-9]*.md")
    swedish = [file for file in every if not file.endswith(".en.md")]
    return [translated(sources.workspace, file, sources.language) for file in swedish]


def _chapter_findings(sources: Sources, files: Sequence[str]) -> Iterator[Finding]:
    """Numbers of chapters that do not follow on, and chapters that have no translation."""
    expected = 1
    for file in files:
        number = int(re.match(r"[0-9]+", file.rpartition("/")[2])[0])  # type: ignore[index]
        if number != expected:
            yield finding(
                "RPT508",
                f"chapter {number} stands where chapter {expected} should",
                file=file,
                hint="number the files 01, 02, 03 without a gap; a chapter may be missing",
            )
        expected = number + 1
        if sources.language == "en" and not file.endswith(".en.md"):
            yield finding(
                "RPT510",
                "the chapter is not translated and is printed in Swedish",
                file=file,
                hint=f"write {file.rpartition('/')[2].removesuffix('.md')}.en.md beside it",
            )


def build_report(sources: Sources) -> tuple[Report, list[Finding]]:
    """The whole report, with what is wrong in its narrative."""
    facts, located, findings = read_facts(sources.workspace, sources.year.label)
    findings.extend(
        repeated(located, ("facts",), [fact.id for fact in facts.facts] if facts else [])
    )
    files = chapter_files(sources)
    if files:
        chapters, used = _narrated(sources, facts, files, findings)
        findings.extend(_chapter_findings(sources, files))
        findings.extend(_missing_parts(sources, used))
        findings.extend(_overview_findings(sources, used))
    else:
        chapters = _plain(sources)
        findings.append(
            finding(
                "RPT504",
                f"no narrative for {sources.year.label}; the report holds tables only",
                file=f"config/report/{folder_of(sources.year.label)}",
                hint="write chapters there as 01-name.md, 02-name.md and so on",
            )
        )
    title = pick(sources.language, "Årsredovisning", "Annual report")
    report = Report(
        title=f"{title} {sources.year.label}",
        language=sources.language,
        header=_header(sources),
        chapters=tuple(
            _numbered(str(index), chapter) for index, chapter in enumerate(chapters, start=1)
        ),
    )
    return report, findings


def _narrated(
    sources: Sources, facts: FactsFile | None, files: Sequence[str], findings: list[Finding]
) -> tuple[list[Chapter], set[str]]:
    values = inline_values(sources, facts)
    # A chapter that is not translated keeps to its own language within a sentence.
    in_swedish = inline_values(replace(sources, language="sv"), facts)
    generated = {
        name: partial(builder, sources) for name, builder in block_builders(sources).items()
    }
    folder = f"config/report/{folder_of(sources.year.label)}"

    def pictures(name: str) -> bytes:
        return sources.workspace.read_bytes(f"{folder}/{name}")

    chapters: list[Chapter] = []
    used: set[str] = set()
    for file in files:
        try:
            text = sources.workspace.read_text(file)
        except Unreadable as error:
            findings.extend(error.findings)
            continue
        is_english = sources.language == "en" and file.endswith(".en.md")
        narrative = read_narrative(
            text, file, values if is_english else in_swedish, generated, pictures
        )
        findings.extend(narrative.findings)
        used |= narrative.used
        chapters.extend(_chapters(narrative.blocks, file))
    return chapters, used


def _chapters(blocks: Sequence[Block], file: str) -> list[Chapter]:
    """A file's blocks cut at its headings of level 1; without one the file's name is the title."""
    chapters: list[Chapter] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            chapters.append(Chapter("", block.text, ()))
            continue
        if not chapters:
            name = file.rpartition("/")[2].removesuffix(".md").removesuffix(".en")
            name = name.lstrip("0123456789-")
            chapters.append(Chapter("", name.replace("-", " ").capitalize(), ()))
        chapters[-1] = replace(chapters[-1], blocks=(*chapters[-1].blocks, block))
    return chapters


def _overview_findings(sources: Sources, used: set[str]) -> Iterator[Finding]:
    """A turnover that moved more than 30 % is commented on (K2 p. 5.5)."""
    details = sources.details
    if "block.multi_year" not in used or (details and details.overview_comment):
        return
    for later, earlier in moved_much(sources):
        yield finding(
            "RPT511",
            f"turnover moved more than 30 % from {earlier} to {later}, without a comment",
            file="config/association.toml",
            hint="say why in overview_comment of the year's [[reports]]",
        )


def _missing_parts(sources: Sources, used: set[str]) -> list[Finding]:
    folder = f"config/report/{folder_of(sources.year.label)}"
    return [
        finding(
            "RPT505",
            f"no chapter has {{{{ {name} }}}}",
            file=folder,
            hint="an annual report is not whole without it (ÅRL 2:1, 2:7)",
        )
        for name in REQUIRED
        if name not in used
    ]


def _plain(sources: Sources) -> list[Chapter]:
    return [
        Chapter(
            "",
            pick(sources.language, swedish, english),
            tuple(block for name in names for block in BLOCKS[f"block.{name}"](sources)),
        )
        for swedish, english, names in _PLAIN
    ]


def _numbered(number: str, chapter: Chapter) -> Chapter:
    """A chapter with its number, and its sections numbered below it (notes have their own)."""
    section = 0
    blocks: list[Block] = []
    for block in chapter.blocks:
        if isinstance(block, Heading) and block.level == 2:
            section += 1
            blocks.append(replace(block, number=f"{number}.{section}"))
        else:
            blocks.append(block)
    return Chapter(number, chapter.title, tuple(blocks))


def _header(sources: Sources) -> Header:
    association, details = sources.association.association, sources.details
    prepared_by = ""
    if details is not None:
        prepared_by = person_name(sources, details.prepared_by)
        roles = (m for m in mandates(sources, "executive") if m.person == details.prepared_by)
        title = next((m.title for m in roles if m.title), None)
        prepared_by = f"{prepared_by}, {title}" if title else prepared_by
    return Header(
        association=association.name,
        organisation_number=association.organisation_number,
        prepared_by=prepared_by,
        date=details.date if details else None,
        approved_by=(details.approved_by or "") if details else "",
        period_start=sources.year.start,
        period_end=sources.year.end,
        version=details.version if details else "",
    )
