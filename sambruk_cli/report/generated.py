"""Blocks that a chapter asks for by name: tables and texts computed from books and register."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from sambruk_cli import formats
from sambruk_cli.document.model import (
    Block,
    Column,
    Heading,
    Paragraph,
    Row,
    Signature,
    Signatures,
    Span,
    Table,
)
from sambruk_cli.dues.tiers import place
from sambruk_cli.language import pick
from sambruk_cli.money import ZERO
from sambruk_cli.register.association import Commitment
from sambruk_cli.register.board import Mandate, Role
from sambruk_cli.register.fees import ChargeKind
from sambruk_cli.register.projects import Status
from sambruk_cli.report.charts import equity_chart, members_chart, note_chart
from sambruk_cli.report.note_text import note_text
from sambruk_cli.report.overview import equity_changes, multi_year
from sambruk_cli.report.sources import Sources
from sambruk_cli.report.tables import note_table, note_title, statement_table
from sambruk_cli.statements.model import Note

Blocks = list[Block]
Builder = Callable[[Sources], Blocks]

# A report without these is not an annual report (ÅRL 2:1, 2:7).
REQUIRED = (
    "block.income_statement",
    "block.balance_sheet",
    "block.notes",
    "block.signatures",
)


def paragraph(text: str) -> Paragraph:
    """Running text without any style."""
    return Paragraph((Span(text),))


def _nothing(sources: Sources) -> Blocks:
    return [paragraph(pick(sources.language, "Inga uppgifter i registret.", "Nothing registered."))]


def _party(sources: Sources, party_id: str | None) -> str:
    return sources.register.party_names().get(party_id or "", party_id or "")


def person_name(sources: Sources, person_id: str | None) -> str:
    """The name of a person of board.toml, the id itself where it is unknown."""
    person = sources.register.person(person_id or "")
    return person.name if person else person_id or ""


def mandates(sources: Sources, *roles: Role) -> list[Mandate]:
    """Mandates of some roles on the day whose board the report shows."""
    return [m for m in sources.register.board.mandates_on(sources.board_day) if m.role in roles]


def _board(sources: Sources, table: str, *roles: Role) -> Blocks:
    chair = pick(sources.language, "ordförande", "chair")
    rows = []
    for mandate in mandates(sources, *roles):
        represents = _party(sources, mandate.represents)
        if mandate.role == "chair":
            represents = f"{represents}, {chair}" if represents else chair
        rows.append(Row((person_name(sources, mandate.person), represents)))
    columns = (
        Column(pick(sources.language, "Namn", "Name")),
        Column(pick(sources.language, "Företräder", "Represents")),
    )
    return [Table(table, columns, tuple(rows))] if rows else _nothing(sources)


def _board_members(sources: Sources) -> Blocks:
    return _board(sources, "board_members", "chair", "member")


def _board_deputies(sources: Sources) -> Blocks:
    return _board(sources, "board_deputies", "deputy")


def _nominating_committee(sources: Sources) -> Blocks:
    convener = pick(sources.language, "sammankallande", "convener")
    rows = []
    for mandate in mandates(sources, "nominating"):
        name = _party(sources, mandate.represents)
        if mandate.person:
            name = f"{person_name(sources, mandate.person)}, {name}".rstrip(", ")
        rows.append(Row((name, convener if mandate.convener else "")))
    columns = (
        Column(pick(sources.language, "Valberedning", "Nominating committee")),
        Column(pick(sources.language, "Uppdrag", "Role")),
    )
    return [Table("nominating_committee", columns, tuple(rows))] if rows else _nothing(sources)


def _auditors(sources: Sources) -> Blocks:
    roles = {
        "auditor": pick(sources.language, "Revisor", "Auditor"),
        "deputy_auditor": pick(sources.language, "Revisorssuppleant", "Deputy auditor"),
    }
    rows = tuple(
        Row((roles[m.role], person_name(sources, m.person), m.firm or ""))
        for m in mandates(sources, "auditor", "deputy_auditor")
    )
    columns = (
        Column(pick(sources.language, "Uppdrag", "Role")),
        Column(pick(sources.language, "Namn", "Name")),
        Column(pick(sources.language, "Byrå", "Firm")),
    )
    return [Table("auditors", columns, rows)] if rows else _nothing(sources)


def _fee_table(sources: Sources, table: str, kinds: dict[ChargeKind, str]) -> Blocks:
    tiers = sources.tiers()
    schedules = {kind: sources.schedule(kind) for kind in kinds}
    if tiers is None or not any(schedules.values()):
        return _nothing(sources)
    rows = []
    for tier in tiers.tiers:
        amounts = (s.amounts.get(tier.id) if s else None for s in schedules.values())
        rows.append(Row((pick(sources.language, tier.label, tier.label_en), *amounts)))
    unit = pick(sources.language, "kr", "SEK")
    columns = (
        Column(pick(sources.language, "Nivå", "Tier")),
        *(Column(f"{title}, {unit}", "amount") for title in kinds.values()),
    )
    return [Table(table, columns, tuple(rows))]


def _fees(sources: Sources) -> Blocks:
    return _fee_table(
        sources,
        "fees",
        {
            "entry_contribution": pick(sources.language, "Medlemsinsats", "Entry contribution"),
            "annual_fee": pick(sources.language, "Årsavgift", "Annual fee"),
        },
    )


def _levy(sources: Sources) -> Blocks:
    title = pick(sources.language, "Extra utdebitering", "Special levy")
    return _fee_table(sources, "levy", {"special_levy": title})


def _members_by_tier(sources: Sources) -> Blocks:
    tiers = sources.tiers()
    if tiers is None:
        return _nothing(sources)
    counts = sources.count_by_tier()
    language = sources.language
    rows = [
        Row(
            (
                pick(language, tier.label, tier.label_en),
                counts[tier.id],
                sources.dues.total("annual_fee", tier.id),
            )
        )
        for tier in tiers.tiers
    ]
    total = Row(
        (
            pick(language, "Summa", "Total"),
            sum(counts.values()),
            sources.dues.total("annual_fee"),
        ),
        "total",
    )
    columns = (
        Column(pick(language, "Nivå", "Tier")),
        Column(pick(language, "Antal", "Number"), "count"),
        Column(pick(language, "Årsavgifter, kr", "Annual fees, SEK"), "amount"),
    )
    return [Table("members_by_tier", columns, (*rows, total))]


def _members(sources: Sources) -> Blocks:
    """Every member on the last day of the year, in the register's order."""
    tiers, language = sources.tiers(), sources.language
    rows = []
    for member in sources.members_at_end():
        placement = place(member, tiers, sources.year.end) if tiers else None
        tier = placement.tier if placement else None
        label = pick(language, tier.label, tier.label_en) if tier else ""
        rows.append(Row((member.name, label, member.joined)))
    columns = (
        Column(pick(language, "Medlem", "Member")),
        Column(pick(language, "Nivå", "Tier")),
        Column(pick(language, "Inträde", "Joined"), "date"),
    )
    return [Table("members", columns, tuple(rows))] if rows else _nothing(sources)


def _projects(status: Status) -> Builder:
    def build(sources: Sources) -> Blocks:
        language = sources.language
        rows = []
        for project in sources.register.projects:
            year = project.in_year(sources.year.label)
            if year is None or year.status != status:
                continue
            income, cost = sources.project_result(project.id)
            rows.append(Row((project.name, year.count, income or None, cost or None)))
        columns = (
            Column(pick(language, "Projekt", "Project")),
            Column(pick(language, "Deltagare", "Participants"), "count"),
            Column(pick(language, "Intäkter, kr", "Income, SEK"), "amount"),
            Column(pick(language, "Kostnader, kr", "Costs, SEK"), "amount"),
        )
        if not rows:
            return _nothing(sources)
        if not any(cell for row in rows for cell in row.cells[2:]):
            fewer = tuple(Row(row.cells[:2]) for row in rows)
            return [Table(f"projects_{status}", columns[:2], fewer)]
        return [Table(f"projects_{status}", columns, tuple(rows))]

    return build


def _disposition(sources: Sources) -> Blocks:
    language, label = sources.language, sources.year.label
    layout = sources.register.layout_for(sources.year)
    keys = layout.disposition if layout else ()
    rows = []
    for key in keys:
        row = sources.statements.row(key)
        if row is not None:
            rows.append(Row((row.label, row.printed.get(label))))
    total = sources.at_disposal()
    name = (
        pick(language, "Ansamlad förlust", "Accumulated loss")
        if total < 0
        else pick(language, "Till stämmans förfogande", "At the meeting's disposal")
    )
    carried = pick(language, "Balanseras i ny räkning", "Carried forward")
    columns = (
        Column(pick(language, "Post", "Item")),
        Column(pick(language, "kr", "SEK"), "amount"),
    )
    table = (*rows, Row((name, total), "subtotal"), Row((carried, total), "total"))
    return [Table("disposition", columns, table)]


def _signatures(sources: Sources) -> Blocks:
    details = sources.details
    if details is None:
        return _nothing(sources)
    held = {m.person: m for m in sources.register.board.mandates_on(sources.board_day)}
    titles: dict[str, str] = {"chair": pick(sources.language, "Ordförande", "Chair")}
    people = []
    for signatory in details.signatories:
        mandate = held.get(signatory.person)
        people.append(
            Signature(
                name=person_name(sources, signatory.person),
                title=titles.get(mandate.role, "") if mandate else "",
                represents=_party(sources, mandate.represents) if mandate else "",
                in_place_of=person_name(sources, signatory.in_place_of),
            )
        )
    return [Signatures("", details.signed_on, tuple(people))]


def _auditors_report(sources: Sources) -> Blocks:
    details, language = sources.details, sources.language
    if details is None or details.auditor is None:
        return _nothing(sources)
    mandate = next((m for m in mandates(sources, "auditor") if m.person == details.auditor), None)
    lines: Blocks = []
    if details.auditors_report_on is not None:
        day = formats.long_date(details.auditors_report_on, language)
        lines.append(
            paragraph(
                pick(
                    language,
                    f"Revisionsberättelsen över årsredovisningen lämnades den {day}.",
                    f"The auditor's report on these accounts was submitted on {day}.",
                )
            )
        )
    signature = Signature(
        name=person_name(sources, details.auditor),
        title=(mandate.title or "") if mandate else "",
        represents=(mandate.firm or "") if mandate else "",
    )
    return [*lines, Signatures("", None, (signature,))]


def _income_statement(sources: Sources) -> Blocks:
    return [statement_table(sources.statements, "income_statement", sources.language)]


def _balance_sheet(sources: Sources) -> Blocks:
    return [statement_table(sources.statements, "balance_sheet", sources.language)]


def _commitments(sources: Sources, items: Iterable[Commitment]) -> str:
    written = [
        f"{item.description}, {formats.kronor(item.amount, sources.language)}" for item in items
    ]
    return "; ".join(written) or pick(sources.language, "Inga", "None")


def _pledges(sources: Sources) -> Blocks:
    language, details = sources.language, sources.details
    if details is None:
        return _nothing(sources)
    grants = []
    for grant in details.conditional_grants:
        books, year = sources.books, sources.year
        amount = sum(
            (
                -books.change(of, year)
                for of in books.standing(year.end).tallies
                if books.number(of.account) == grant.account
                and of.counterparty == grant.counterparty
            ),
            ZERO,
        )
        grants.append(f"{_party(sources, grant.counterparty)}, {formats.kronor(amount, language)}")
    rows = (
        Row(
            (
                pick(language, "Ställda panter", "Pledged assets"),
                _commitments(sources, details.pledged_assets),
            )
        ),
        Row(
            (
                pick(language, "Ansvarsförbindelser", "Contingent liabilities"),
                _commitments(sources, details.contingent_liabilities),
            )
        ),
        Row(
            (
                pick(language, "Villkorade bidrag under året", "Conditional grants of the year"),
                "; ".join(grants) or pick(language, "Inga", "None"),
            )
        ),
    )
    columns = (
        Column(pick(language, "Åtaganden och villkor", "Commitments and conditions")),
        Column(pick(language, "Uppgift", "Details")),
    )
    return [Table("pledges", columns, rows)]


def note_blocks(sources: Sources) -> Blocks:
    """All notes: a heading each, then text or table."""
    blocks: Blocks = [Heading(2, pick(sources.language, "Noter", "Notes"))]
    for note in sources.statements.notes:
        title = note_title(note, sources.language)
        blocks.append(Heading(3, title, id=f"note-{note.number}"))
        if note.text is not None:
            text = note_text(sources.workspace, sources.year, note.text, sources.language)
            blocks.extend(text or _nothing(sources))
        if note.rows:
            blocks.append(note_table(note, sources.statements, sources.language))
    return blocks


BLOCKS: dict[str, Builder] = {
    "block.board_members": _board_members,
    "block.board_deputies": _board_deputies,
    "block.nominating_committee": _nominating_committee,
    "block.auditors": _auditors,
    "block.levy": _levy,
    "block.fees": _fees,
    "block.members_by_tier": _members_by_tier,
    "block.members": _members,
    "block.projects.active": _projects("active"),
    "block.projects.network": _projects("network"),
    "block.projects.dormant": _projects("dormant"),
    "block.projects.new": _projects("new"),
    "block.disposition": _disposition,
    "block.signatures": _signatures,
    "block.auditors_report": _auditors_report,
    "block.income_statement": _income_statement,
    "block.balance_sheet": _balance_sheet,
    "block.pledges": _pledges,
    "block.notes": note_blocks,
    "block.multi_year": multi_year,
    "block.equity_changes": equity_changes,
    "block.chart.members": members_chart,
    "block.chart.equity": equity_chart,
}


def block_builders(sources: Sources) -> dict[str, Builder]:
    """Every block that a chapter of this year can ask for, a chart of each note included."""
    charts: dict[str, Builder] = {
        f"block.chart.note.{note.number}": partial(_chart_of, note=note)
        for note in sources.statements.notes
        if note.rows
    }
    return {**BLOCKS, **charts}


def _chart_of(sources: Sources, note: Note) -> Blocks:
    return note_chart(sources, note)
