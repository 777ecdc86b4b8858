"""Round amounts, amounts that come twice and documents of several vouchers, as blocks."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from sambruk_cli import formats
from sambruk_cli.audit.named_documents import DocumentState
from sambruk_cli.audit.patterns.amounts import AlikeAmounts, round_amounts
from sambruk_cli.audit.patterns.found import Patterns
from sambruk_cli.audit.patterns.part import PatternPart, part_of, voucher_name
from sambruk_cli.audit.sampling.units_table import units_table
from sambruk_cli.audit.year import AuditYear
from sambruk_cli.document.cell import Cell
from sambruk_cli.document.model import Column, Row, Table
from sambruk_cli.language import Language
from sambruk_cli.messages import say, say_count


def round_part(year: AuditYear, found: Patterns) -> PatternPart:
    language = year.language
    title = say(language, "Round amounts")
    costs = round_amounts(found.costs)
    if not costs.units:
        return part_of(
            title, say(language, "No amount of costs is whole thousands of kronor."), None
        )
    said = say(
        language,
        "{number} of {of} amounts of costs ({part}) are whole thousands of kronor, {total} in all. "
        "Estimates, advances and grants are round; an invoice seldom is.",
        number=formats.count(len(costs.units), language),
        of=formats.count(costs.of, language),
        part=_part_of(Decimal(len(costs.units)), Decimal(costs.of), language),
        total=formats.kronor(costs.total, language),
    )
    return part_of(title, said, units_table("round_amounts", title, costs.units, language))


def _part_of(part: Decimal, whole: Decimal, language: Language) -> str:
    tenths = (part * 100 / whole).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    return f"{formats.amount(tenths, language, decimals=1)}\N{NO-BREAK SPACE}%"


def alike_part(year: AuditYear, found: Patterns) -> PatternPart:
    language = year.language
    title = say(language, "Amounts that come twice")
    if not found.alike:
        said = say(
            language,
            "No amount of costs and no payment stands twice on an account, to the same party, "
            "within 14 days.",
        )
        return part_of(title, said, None)
    said = say_count(
        language,
        len(found.alike),
        "1 amount stands more than once on an account, to the same party, within 14 days. Weekly "
        "rents and fees of many do so; a bill that was paid twice does, too.",
        "{number} amounts stand more than once on an account, to the same party, within 14 days. "
        "Weekly rents and fees of many do so; a bill that was paid twice does, too.",
    )
    columns = (
        Column(say(language, "Vouchers"), key="vouchers"),
        Column(say(language, "Dates"), key="days"),
        Column(say(language, "Text"), key="text"),
        Column(say(language, "Account"), key="number"),
        Column(say(language, "Amount"), "amount", 2, key="amount"),
    )
    rows = tuple(Row(_group_cells(group)) for group in found.alike)
    return part_of(title, said, Table("alike", columns, rows, title))


def _group_cells(group: AlikeAmounts) -> tuple[Cell, ...]:
    first = group.units[0]
    days = dict.fromkeys(unit.voucher.date.isoformat() for unit in group.units)
    vers = ", ".join(unit.ver for unit in group.units)
    return (vers, ", ".join(days), first.voucher.description, first.number, first.amount)


def shared_part(year: AuditYear, found: Patterns) -> PatternPart:
    language = year.language
    title = say(language, "Documents of several vouchers")
    if not any(each.state is DocumentState.COPIED for each in year.documents):
        return part_of(title, say(language, "No voucher names a document in the workspace."), None)
    if not found.shared:
        said = say(language, "Every document is that of one voucher, by what it holds.")
        return part_of(title, said, None)
    said = say(
        language,
        "These vouchers rest on the same document, by what it holds. A bank statement or a list of "
        "salaries is that of many vouchers; an invoice is that of one.",
    )
    columns = (
        Column(say(language, "Document"), key="document"),
        Column(say(language, "Vouchers"), key="vouchers"),
    )
    rows = tuple(
        Row((each.path, ", ".join(voucher_name(voucher) for voucher in each.vouchers)))
        for each in found.shared
    )
    return part_of(title, said, Table("shared_documents", columns, rows, title))
