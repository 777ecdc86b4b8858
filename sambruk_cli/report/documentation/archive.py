"""The archive plan: which records there are, where they are kept, and for how long (BFL 7:2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from posixpath import dirname, normpath

from sambruk_cli.books.documents import document_values, places_of
from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.document.model import Block, Column, Paragraph, Row, Table
from sambruk_cli.document.records import without_empty
from sambruk_cli.files.protocol import Kind
from sambruk_cli.fiscal import FiscalYear, kept_through
from sambruk_cli.messages import say, say_in
from sambruk_cli.register.seals import content_file, seal_file
from sambruk_cli.register.year_files import folder_of
from sambruk_cli.report.documentation.facts import DocumentationFacts, blank, facts_table

CONFIG = "config"


def archive_blocks(facts: DocumentationFacts) -> list[Block]:
    """Records by fiscal year, those of every year, and what is kept outside the workspace."""
    language = facts.language
    said = say(
        language,
        "Accounting records are kept in order and safely in Sweden through the seventh year after "
        "the calendar year in which the fiscal year ended (BFL 7:2). The last day is that of each "
        "year below; what several years rest on is kept as long as the last of them.",
    )
    return [Paragraph.of(said), _of_years(facts), _of_all(facts), *_elsewhere(facts)]


def _of_years(facts: DocumentationFacts) -> Table:
    """The files of each fiscal year."""
    language, session = facts.language, facts.session
    rows = []
    for year in session.register.years:
        until = kept_through(year)
        rows.append(Row((year.label, None, None, until), "heading"))
        for what, where, number in _records(facts, year):
            rows.append(Row((what, where, number, until), indent=1))
    columns = (
        Column(say_in(language, "archive", "Record"), key="what"),
        Column(say_in(language, "archive", "Where"), key="where"),
        Column(say_in(language, "archive", "Number"), "count", key="number"),
        Column(say_in(language, "archive", "Kept through"), "date", key="until"),
    )
    return Table("records", columns, tuple(rows))


def _records(facts: DocumentationFacts, year: FiscalYear) -> Iterator[tuple[str, str, int | None]]:
    """What there is of a year, where, and how many."""
    language, session = facts.language, facts.session
    workspace = session.workspace
    vouchers = [v for v in session.books.in_year(year) if not v.is_opening]
    by_file: dict[str, int] = {}
    for voucher in vouchers:
        by_file[voucher.file] = by_file.get(voucher.file, 0) + 1
    for file, number in by_file.items():
        yield say(language, "Vouchers"), file, number
    yield from _documents(facts, vouchers)
    report = f"{CONFIG}/report/{folder_of(year.label)}"
    texts = workspace.glob(f"{report}/*")
    if texts:
        yield say(language, "Texts of the annual report"), report, len(texts)
    published = f"{CONFIG}/published/{folder_of(year.label)}.toml"
    if workspace.is_there(published):
        yield say(language, "Figures as published"), published, None
    if workspace.is_there(seal_file(year.label)):
        yield say(language, "Seal"), seal_file(year.label), None
        yield say(language, "The year as it was sealed"), content_file(year.label), None
    yield (
        say(language, "Annual accounts as signed"),
        blank(say(language, "where the signed original is"), language),
        None,
    )


def _documents(
    facts: DocumentationFacts, vouchers: Iterable[Voucher]
) -> Iterator[tuple[str, str, int | None]]:
    """Documents that vouchers name: by folder where the file is there, else how many are not."""
    language, workspace = facts.language, facts.session.workspace
    folders: dict[str, set[str]] = {}
    elsewhere: set[str] = set()
    for path, file in _named(vouchers):
        places = places_of(path, file)
        found = next((p for p in places if workspace.kind_of(p) is Kind.FILE), None)
        if found is None:
            elsewhere.add(path)
        else:
            name = normpath(found)
            folders.setdefault(dirname(name) or ".", set()).add(name)
    for folder, names in sorted(folders.items()):
        yield say(language, "Documents of vouchers"), f"{folder}/", len(names)
    if elsewhere:
        asked = say(language, "where documents are that vouchers name otherwise")
        where = facts.or_blank("digital_documents", asked)
        yield say(language, "Documents named, not in the workspace"), where, len(elsewhere)


def _named(vouchers: Iterable[Voucher]) -> Iterator[tuple[str, str]]:
    for voucher in vouchers:
        for value, _ in document_values(voucher):
            if isinstance(value, str) and value.strip():
                yield value, voucher.file


def _of_all(facts: DocumentationFacts) -> Table:
    """The files that every year rests on."""
    language, session = facts.language, facts.session
    until = max(map(kept_through, session.register.years))
    of_years = {v.file for v in session.books.vouchers}
    names = [name for name in session.books.files if name not in of_years]
    names += session.workspace.glob(f"{CONFIG}/*.toml")
    what = {
        "association": say(language, "Association, fiscal years, signatures"),
        "board": say(language, "Board, meetings and decisions"),
        "members": say(language, "Members"),
        "fees": say(language, "Fees"),
        "counterparties": say(language, "Counterparties"),
        "statements": say(language, "Layout of the statements"),
        "projects": say(language, "Projects"),
        "grants": say(language, "Grants"),
        "assets": say(language, "Register of fixed assets"),
        "sie": say(language, "What was imported"),
        "documentation": say(language, "What this document is filled in from"),
    }
    rows = []
    for name in names:
        key = name.removeprefix(f"{CONFIG}/").removesuffix(".toml")
        usual = say(language, "Chart of accounts and what binds the journals together")
        other = say(language, "The association's own")
        told = usual if not name.startswith(CONFIG) else what.get(key, other)
        rows.append(Row((told, name, until)))
    columns = (
        Column(say(language, "What all years rest on"), key="what"),
        Column(say_in(language, "archive", "Where"), key="where"),
        Column(say_in(language, "archive", "Kept through"), "date", key="until"),
    )
    return Table("common_records", columns, tuple(rows))


def _elsewhere(facts: DocumentationFacts) -> Iterator[Block]:
    """What the association keeps outside the workspace, as far as it has said so."""
    language, masks = facts.language, facts.session.masks
    forms = {
        "paper": say_in(language, "archive", "paper"),
        "digital": say_in(language, "archive", "digital"),
    }
    asked = say(language, "where papers and paper receipts are kept")
    rows = [
        (
            say(language, "Documents on paper"),
            facts.or_blank("vouchers_on_paper", asked),
            forms["paper"],
        ),
        (
            say(language, "Copies of the files"),
            facts.or_blank("backups", say(language, "where copies are, and how often made")),
            forms["digital"],
        ),
    ]
    rows += [
        (masks.text(each.what), masks.text(each.where), forms[each.form])
        for each in facts.about.archive
    ]
    if not facts.about.archive:
        unknown = blank(say(language, "where they are kept"), language)
        rows += [
            (say(language, "Minutes, agreements and other records of weight"), unknown, ""),
            (say(language, "Statements of bank and cash register"), unknown, ""),
        ]
    columns = (
        Column(say(language, "What is kept elsewhere"), key="what"),
        Column(say_in(language, "archive", "Where"), key="where"),
        Column(say_in(language, "archive", "Form"), key="form"),
    )
    yield without_empty(Table("elsewhere", columns, tuple(map(Row, rows))))
    if (abroad := facts.known("abroad")) is not None:
        titles = (say(language, "Records outside Sweden"), say_in(language, "grant", "Details"))
        yield facts_table(
            "abroad", titles, [(say(language, "What is kept abroad, and why it may be"), abroad)]
        )


def reading_blocks(facts: DocumentationFacts) -> list[Block]:
    """How the records can be read, with the program and without."""
    language = facts.language
    texts = (
        say(
            language,
            "All files are text in UTF-8, which any editor opens: vouchers in Beancount's format, "
            "the register in TOML. No program is needed to read them.",
        ),
        say(
            language,
            "sambruk journal, ledger and balances print them as tables, in text, Markdown, CSV and "
            "JSON, sambruk report the annual report as PDF, Word and Excel too; sambruk sie export "
            "writes a SIE file, which other accounting programs read.",
        ),
        say(
            language,
            "ledger/seals/YEAR.txt holds a sealed year in canonical form; docs/seals.md has a "
            "shell script that verifies it without sambruk.",
        )
        if facts.seals
        else None,
        say(
            language,
            "Blanks are filled in from config/documentation.toml; make the document anew when the "
            "system changes, and keep the old one with the records of its years.",
        ),
    )
    return [Paragraph.of(text) for text in texts if text is not None]
