"""The documentation of the bookkeeping system (systemdokumentation) as a section of the pack."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sambruk_cli.audit.section import Section
from sambruk_cli.audit.year import AuditYear
from sambruk_cli.document.model import Block, Heading
from sambruk_cli.messages import say
from sambruk_cli.report.documentation import system_documentation
from sambruk_cli.report.documentation.facts import DocumentationFacts, facts_of


def documentation_section(year: AuditYear) -> Section:
    """How the books are kept and where, with the archive plan (BFL 5:11, BFNAR 2013:2)."""
    language = year.language
    title = say(language, "System documentation")
    about = say(
        language,
        "How the books are built and where they are kept, with the archive plan; blanks where only "
        "the association knows.",
    )
    facts, faults = facts_of(year.session)
    notes = tuple(fault.said.text(language) for fault in faults)
    return Section("documentation", title, about, tuple(_blocks(facts)), notes=notes)


def _blocks(facts: DocumentationFacts) -> Iterator[Block]:
    """The chapters of the document, a level below the title of the section."""
    for chapter in system_documentation(facts).chapters:
        yield Heading(2, f"{chapter.number} {chapter.title}")
        for block in chapter.blocks:
            yield replace(block, level=block.level + 1) if isinstance(block, Heading) else block
