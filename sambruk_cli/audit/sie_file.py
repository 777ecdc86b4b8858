"""The year as a SIE file of type 4: what the auditor's own program reads."""

from __future__ import annotations

from sambruk_cli.audit.section import ExtraFile, Section
from sambruk_cli.audit.year import AuditYear
from sambruk_cli.document.model import Block, Items, Paragraph
from sambruk_cli.exchange.sie.export import ExportOrder
from sambruk_cli.exchange.sie.written import written
from sambruk_cli.findings import Finding, Stop
from sambruk_cli.messages import say
from sambruk_cli.register.sie import read_sie_details
from sambruk_cli.register.year_files import folder_of


def sie_section(year: AuditYear) -> Section:
    """The file itself; where SIE cannot hold the year, why."""
    language, session = year.language, year.session
    title = say(language, "SIE file")
    about = say(language, "What of the year no SIE file can hold.")
    try:
        details, faults = read_sie_details(year.workspace)
        if faults:
            raise Stop(*faults)
        bears = year.books.last_day(year.fiscal) or year.fiscal.end
        content, told = written(session, ExportOrder(year.fiscal, 4, bears, details))
    except Stop as stopped:
        note = say(language, "There is no SIE file: it could not hold the year.")
        return Section("sie", title, about, _listed(year, stopped.findings), notes=(note,))
    name = f"sie4-{folder_of(year.label)}.se"
    of_file = say(language, "The year as SIE of type 4, for the auditor's own program.")
    file = ExtraFile(name, content, of_file)
    if told:
        about = say(language, "What was written otherwise in the SIE file than in the books.")
        return Section("sie", title, about, _listed(year, told), files=(file,))
    return Section("sie", title, of_file, files=(file,))


def _listed(year: AuditYear, findings: tuple[Finding, ...]) -> tuple[Block, ...]:
    language = year.language
    items = []
    for item in findings:
        text = item.said.text(language)
        items.append((Paragraph.of(f"{item.place}: {text}" if item.file else text),))
    return (Items(tuple(items)),)
