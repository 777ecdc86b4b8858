"""The annual report of a year: its header, and its chapters in the order of their files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from sambruk_cli.document.model import Block, Chapter, Header, Heading, Report
from sambruk_cli.files.errors import Unreadable
from sambruk_cli.findings import Finding, finding
from sambruk_cli.messages import Message, say
from sambruk_cli.register.duplicates import repeated
from sambruk_cli.register.narrative import FactsFile
from sambruk_cli.register.year_files import folder_of, names_not_utf8, read_facts, translated
from sambruk_cli.report.blocks import BLOCKS, REQUIRED, block_builders
from sambruk_cli.report.blocks.board import own_title
from sambruk_cli.report.blocks.in_notes import note_narrative
from sambruk_cli.report.blocks.overview import moved_much
from sambruk_cli.report.facts import fact_blocks, table_findings
from sambruk_cli.report.key_figures import YEARS, key_figure_findings
from sambruk_cli.report.narrative import MOST_OF_CHAPTER, read_narrative
from sambruk_cli.report.note_text import note_text_findings
from sambruk_cli.report.values import inline_values
from sambruk_cli.report.year import ReportYear

# How the texts begin that `sambruk init` writes for a person to replace.
_PROMPT = re.compile(r"^Skriv här\b", re.MULTILINE)
# The chapters of a year for which nobody has written a narrative yet.
_PLAIN = (
    (Message.of("The board"), ("board_members", "board_deputies", "auditors")),
    (Message.of("Members"), ("fees", "members_by_tier")),
    (Message.of("Proposed treatment of the result"), ("disposition",)),
    (
        Message.of("Income statement and balance sheet"),
        ("income_statement", "balance_sheet", "cash_flow", "pledges", "notes"),
    ),
    (Message.of("Signatures"), ("signatures", "auditors_report")),
)


def chapter_files(year: ReportYear) -> list[str]:
    """The narrative chapters of the year: Markdown files whose name begins with a number.

    In English the file beside it that ends in .en.md, where there is one.
    """
    every = year.workspace.glob(f"config/report/{folder_of(year.label)}/[0-9]*.md")
    swedish = [file for file in every if not file.endswith(".en.md")]
    return [translated(year.workspace, file, year.language) for file in swedish]


def _chapter_findings(year: ReportYear, files: Sequence[str]) -> Iterator[Finding]:
    """Numbers of chapters that do not follow on, and chapters that have no translation."""
    expected = 1
    for file in files:
        number = int(re.match(r"[0-9]+", file.rpartition("/")[2])[0])  # type: ignore[index]
        if number != expected:
            yield finding("RPT508", number=number, expected=expected, file=file)
        expected = number + 1
        if year.language == "en" and not file.endswith(".en.md"):
            name = file.rpartition("/")[2].removesuffix(".md")
            yield finding("RPT510", name=f"{name}.en.md", file=file)


def _prompts(year: ReportYear, files: Sequence[str]) -> Iterator[Finding]:
    """RPT517: what `sambruk init` says is to be written, left where the report is finished."""
    details = year.details
    if not (year.fiscal.closed or (details and (details.date or details.signed_on))):
        return
    folder = f"config/report/{folder_of(year.label)}"
    of_notes = (f"{folder}/{note.text}" for note in year.layout.notes if note.text)
    for file in dict.fromkeys((*files, *of_notes)):
        text = year.workspace.texts.get(file, "")
        if (found := _PROMPT.search(text)) is not None:
            line = text.count("\n", 0, found.start()) + 1
            yield finding("RPT517", year=year.label, file=file, line=line)


def build_report(year: ReportYear) -> tuple[Report, list[Finding]]:
    """The whole report, with what is wrong in its narrative."""
    facts, located, findings = read_facts(year.workspace, year.label)
    findings.extend(
        repeated(located, ("facts",), [fact.id for fact in facts.facts] if facts else [])
    )
    findings.extend(
        repeated(located, ("tables",), [table.id for table in facts.tables] if facts else [])
    )
    findings.extend(table_findings(year, facts, located))
    files = chapter_files(year)
    if files:
        chapters, used = _narrated(year, facts, files, findings)
        findings.extend(_chapter_findings(year, files))
        findings.extend(names_not_utf8(files))
        findings.extend(_missing_parts(year, used))
        findings.extend(_overview_findings(year, used))
        findings.extend(note_text_findings(year))  # without chapters none is written yet
        findings.extend(_prompts(year, files))
    else:
        chapters = _plain(year)
        folder = f"config/report/{folder_of(year.label)}"
        closed = year.workspace.closed(folder)
        findings.append(closed or finding("RPT504", year=year.label, file=folder))
    for note in year.statements.notes:
        if note.text is not None:
            findings.extend(note_narrative(year, note.text).findings)
    report = Report(
        title=_title(year),
        language=year.language,
        header=_header(year),
        chapters=tuple(
            _numbered(str(index), chapter) for index, chapter in enumerate(chapters, start=1)
        ),
    )
    return report, findings


def _title(year: ReportYear) -> str:
    """What the whole is by its framework: a bokslut (BFL 6:3, 6:4), or else an årsredovisning."""
    match year.register.framework_of(year.fiscal):
        case "k1":
            return say(year.language, "Simplified annual accounts {year}", year=year.label)
        case "arsbokslut":
            return say(year.language, "Annual accounts {year}", year=year.label)
    return say(year.language, "Annual report {year}", year=year.label)


def _narrated(
    year: ReportYear, facts: FactsFile | None, files: Sequence[str], findings: list[Finding]
) -> tuple[list[Chapter], set[str]]:
    values = inline_values(year, facts)
    # A chapter that is not translated keeps to its own language within a sentence.
    swedish = year.language == "sv"
    in_swedish = values if swedish else inline_values(year.in_swedish(), facts)
    generated: dict[str, Callable[[], Sequence[Block]]] = {
        **{name: partial(builder, year) for name, builder in block_builders(year).items()},
        **fact_blocks(year, facts),
    }
    folder = f"config/report/{folder_of(year.label)}"

    def pictures(name: str) -> bytes:
        return year.workspace.read_bytes(f"{folder}/{name}")

    chapters: list[Chapter] = []
    used: set[str] = set()
    for file in files:
        try:
            text = year.workspace.read_text(file, most=MOST_OF_CHAPTER)
        except Unreadable as error:
            findings.extend(error.findings)
            continue
        is_english = year.language == "en" and file.endswith(".en.md")
        # A chapter whose first heading is of a lower level has the file's name for a title.
        narrative = read_narrative(
            text, file, values if is_english else in_swedish, generated, pictures, below=1
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


def _overview_findings(year: ReportYear, used: set[str]) -> Iterator[Finding]:
    """Figures of earlier years that cannot be shown, and a turnover that moved more than 30 %
    without a comment (K2 p. 5.5), where no other framework is chosen."""
    details = year.details
    if "block.chart.equity" in used:
        yield from key_figure_findings(year)
    elif "block.multi_year" in used:
        yield from key_figure_findings(year, YEARS)
    if "block.multi_year" not in used or (details and details.overview_comment):
        return
    if year.register.framework_of(year.fiscal) in {"k1", "k3", "arsbokslut"}:
        return
    for later, earlier in moved_much(year):
        yield finding("RPT511", earlier=earlier, later=later, file="config/association.toml")


def _missing_parts(year: ReportYear, used: set[str]) -> list[Finding]:
    folder = f"config/report/{folder_of(year.label)}"
    framework = year.register.framework_of(year.fiscal)
    code = {"k1": "RPT505.k1", "arsbokslut": "RPT505.accounts"}.get(framework or "", "RPT505")
    # Notes are what an association chooses to tell in a förenklat årsbokslut.
    required = [name for name in REQUIRED if framework != "k1" or name != "block.notes"]
    return [finding(code, name=name, file=folder) for name in required if name not in used]


def _plain(year: ReportYear) -> list[Chapter]:
    return [
        Chapter(
            "",
            title.text(year.language),
            tuple(block for name in names for block in BLOCKS[f"block.{name}"](year)),
        )
        for title, names in _PLAIN
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


def _header(year: ReportYear) -> Header:
    association, details = year.association, year.details
    prepared_by = ""
    if details is not None:
        prepared_by = year.person_name(details.prepared_by)
        roles = (m for m in year.mandates("executive") if m.person == details.prepared_by)
        title = next((text for m in roles if (text := own_title(year, m))), None)
        prepared_by = f"{prepared_by}, {title}" if title else prepared_by
    return Header(
        association=association.name,
        organisation_number=association.organisation_number or "",
        prepared_by=prepared_by,
        date=details.date if details else None,
        approved_by=(details.approved_by or "") if details else "",
        period_start=year.fiscal.start,
        period_end=year.fiscal.end,
        version=details.version if details else "",
    )
