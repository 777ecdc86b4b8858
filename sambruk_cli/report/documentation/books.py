"""Chart of accounts, series of vouchers, what vouchers say, and books that were imported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sambruk_cli.books.documents import document_values
from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.document.cell import Cell
from sambruk_cli.document.model import Block, Column, Items, Paragraph, Row, Table
from sambruk_cli.document.records import without_empty
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.language import pick
from sambruk_cli.messages import say, say_in
from sambruk_cli.register.layout import Layout, spans
from sambruk_cli.register.sie import IMPORT_SERIES
from sambruk_cli.report.documentation.facts import DocumentationFacts, blank, blank_paragraph


def account_blocks(facts: DocumentationFacts) -> list[Block]:
    """Every account with the row of the statements that it stands in."""
    language, session = facts.language, facts.session
    uses = {each.account: session.masks.text(each.use) for each in facts.about.accounts}
    year = session.books.last_year(session.register.years)
    layout = session.register.layout_for(year) if year is not None else None
    rows = tuple(
        Row((number, account.label, _row_of(facts, layout, number), uses.get(number), opened))
        for number, account in sorted(session.books.by_number.items())
        for opened in (account.opened,)
    )
    columns = (
        Column(say(language, "Account"), key="account"),
        Column(say_in(language, "account", "Name"), key="name"),
        Column(say(language, "Row of the statements"), key="row"),
        Column(say_in(language, "account", "Used for"), key="use"),
        Column(say_in(language, "account", "Opened"), "date", key="opened"),
    )
    blocks: list[Block] = []
    if year is not None:
        said = say(language, "The rows are those of the statements for {year}.", year=year.label)
        blocks.append(Paragraph.of(said))
    blocks.append(without_empty(Table("accounts", columns, rows)))
    if not uses:
        asked = say(language, "what is booked on accounts whose names do not say it")
        blocks.append(blank_paragraph(None, asked, language))
    return blocks


def _row_of(facts: DocumentationFacts, layout: Layout | None, number: str) -> str | None:
    """The label of the row that an account falls in; None for one that is in none."""
    if layout is None:
        return None
    if number == layout.closing_account:
        return say(facts.language, "(closing account: result of the year)")
    for row in (*layout.income_statement, *layout.balance_sheet):
        if any(number in span for span in spans(row.accounts)):
            return pick(facts.language, row.label, row.label_en)
    return None


def voucher_blocks(facts: DocumentationFacts) -> list[Block]:
    """How vouchers are numbered and corrected, and what they say."""
    language = facts.language
    rules = (
        say(
            language,
            "A voucher is numbered by series and number (A1, A2, …), from 1 and without gaps in "
            "each series and fiscal year.",
        ),
        say(
            language,
            "It has the day of the event, payee and text, postings that sum to nought and, where "
            "that is another day, the day that it was registered.",
        ),
        say(
            language,
            "The key document names what a voucher rests on, the key corrects what it corrects.",
        ),
        say(
            language,
            "A number that was used for nothing stays, marked as voided, with no postings.",
        ),
    )
    return [
        Items(tuple((Paragraph.of(text),) for text in rules)),
        _uses(facts),
        _series(facts),
        _contents(facts),
    ]


def _uses(facts: DocumentationFacts) -> Table:
    """What each series is used for, as the association says."""
    language, session = facts.language, facts.session
    told = {each.series: session.masks.text(each.use) for each in facts.about.series}
    used = {parts[0] for v in session.books.vouchers if (parts := v.series_and_number) is not None}
    of_import = say(language, "vouchers that an import has written: balances, transfers, results")
    unknown = blank(say(language, "what the series is used for"), language)
    rows = tuple(
        Row((name, told.get(name) or (of_import if name == IMPORT_SERIES else unknown)))
        for name in sorted(used | told.keys())
    )
    columns = (
        Column(say(language, "Series"), key="series"),
        Column(say_in(language, "account", "Used for"), key="use"),
    )
    return Table("series", columns, rows)


def _series(facts: DocumentationFacts) -> Table:
    """First and last number of each series in each year, with how many there are."""
    language, session = facts.language, facts.session
    rows = []
    for year in session.register.years:
        numbers: dict[str, list[int]] = {}
        for voucher in session.books.in_year(year):
            if (parts := voucher.series_and_number) is not None:
                numbers.setdefault(parts[0], []).append(parts[1])
        for name, found in sorted(numbers.items()):
            first, last = f"{name}{min(found)}", f"{name}{max(found)}"
            rows.append(Row((year.label, first, last, len(found))))
    columns = (
        Column(say(language, "Year"), key="year"),
        Column(say_in(language, "number", "First"), key="first"),
        Column(say_in(language, "number", "Last"), key="last"),
        Column(say(language, "Vouchers"), "count", key="vouchers"),
    )
    return Table("numbers", columns, tuple(rows))


def _contents(facts: DocumentationFacts) -> Table:
    """How many vouchers of each year say what the law asks for (BFL 5:7)."""
    language, session = facts.language, facts.session
    rows = []
    for year in session.register.years:
        vouchers = [v for v in session.books.in_year(year) if not v.is_opening]
        rows.append(Row(tuple(_counts(year, vouchers))))
    columns = (
        Column(say(language, "Year"), key="year"),
        Column(say(language, "Vouchers"), "count", key="vouchers"),
        Column(say(language, "With counterparty"), "count", key="counterparty"),
        Column(say(language, "With document"), "count", key="document"),
        Column(say(language, "With day of entry"), "count", key="registered"),
        Column(say(language, "Corrections"), "count", key="corrections"),
    )
    return Table("contents", columns, tuple(rows))


def _counts(year: FiscalYear, vouchers: Sequence[Voucher]) -> Iterator[Cell]:
    yield year.label
    yield len(vouchers)
    yield sum(1 for v in vouchers if v.payee or _is_tagged(v, ("member", "counterparty")))
    yield sum(1 for v in vouchers if any(True for _ in document_values(v)))
    yield sum(1 for v in vouchers if "registered" in v.meta)
    yield sum(1 for v in vouchers if "corrects" in v.meta)


def _is_tagged(voucher: Voucher, keys: tuple[str, ...]) -> bool:
    return any(key in posting.meta for posting in voucher.postings for key in keys)


def import_blocks(facts: DocumentationFacts) -> list[Block]:
    """The files that books were imported from; nothing where none was."""
    if not facts.imports:
        return []
    language = facts.language
    rows = tuple(
        Row(
            (
                each.file,
                each.year,
                ", ".join(each.last),
                ", ".join(each.missing),
                each.sha256[:16],
            )
        )
        for each in facts.imports
    )
    columns = (
        Column(say_in(language, "system", "File"), key="file"),
        Column(say(language, "Year"), key="year"),
        Column(say(language, "Last numbers"), key="last"),
        Column(say(language, "Numbers that the file lacked"), key="missing"),
        Column(say_in(language, "seal", "Digest"), key="digest"),
    )
    said = say(
        language,
        "These vouchers were kept in another program and brought in from SIE files. They are as "
        "the files said; the documentation of that program belongs to theirs.",
    )
    return [Paragraph.of(said), without_empty(Table("imports", columns, rows))]
