"""What an import shows before it writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sambruk_cli.document.model import Block, Column, Heading, Paragraph, Row, Span, Table
from sambruk_cli.exchange.sie.into.import_file import ImportFile
from sambruk_cli.exchange.sie.into.plan import BalancesCompared, ImportPlan
from sambruk_cli.language import Language
from sambruk_cli.messages.saying import say, say_in
from sambruk_cli.money import exact
from sambruk_cli.views.plan import files_payload, files_table

FEW = 10  # so many vouchers are shown one by one


def payload(
    plan: ImportPlan,
    sources: Sequence[ImportFile],
    into: str | None,
    written: bool,
    language: Language,
    *,
    diff: bool = False,
) -> dict[str, Any]:
    """The summary as JSON.

    Args:
      diff: whether each file comes with its unified diff.
    """
    last = sources[-1]
    return {
        **_said_of(last),
        "read": [_said_of(source) for source in sources],
        "into": into,
        "years": [
            {
                "label": y.year.label,
                "start": y.year.start.isoformat(),
                "end": y.year.end.isoformat(),
                "from": y.by,
                "vouchers": y.vouchers,
            }
            for y in plan.years
        ],
        "accounts": plan.accounts,
        "vouchers": plan.vouchers,
        "objects": plan.objects,
        "budgets": plan.budgets,
        "budgets_left_out": plan.budgets_left_out,
        "parts_left_out": plan.parts_left_out,
        "left_out": list(plan.left_out),
        "files": files_payload(plan.plan, diff=diff) if plan.plan else [],
        "written": written,
        "series": [asdict(series) for series in plan.added],
        "added": [
            {"date": v.day.isoformat(), "ver": v.ver, "text": v.text, "debit": exact(v.debit)}
            for v in plan.added_vouchers
        ],
        "balances": str(plan.balances),
        "notes": [item.as_json(language) for item in plan.notes],
        "findings": [item.as_json(language) for item in plan.findings],
    }


def _said_of(source: ImportFile) -> dict[str, Any]:
    """What a file says that it is."""
    file = source.file
    return {
        "file": source.name,
        "type": file.type,
        "encoding": file.encoding,
        "name": file.company_name.text if file.company_name else None,
    }


def summary(
    plan: ImportPlan, sources: Sequence[ImportFile], language: Language, *, unshown: int = 0
) -> list[Block]:
    """The summary of an import that nothing stands in the way of.

    `unshown` is how many notes were not printed above it.
    """
    by = {"vouchers": say(language, "vouchers"), "balances": say(language, "balances")}
    years = Table(
        "",
        (
            Column(say(language, "Fiscal year")),
            Column(say(language, "From"), "date"),
            Column(say(language, "To"), "date"),
            Column(say(language, "Made from")),
            Column(say(language, "Vouchers"), "count"),
        ),
        tuple(
            Row((y.year.label, y.year.start, y.year.end, by[y.by], y.vouchers)) for y in plan.years
        ),
    )
    counts = say(
        language,
        "{accounts} accounts, {objects} objects, {budgets} budget rows.",
        accounts=plan.accounts,
        objects=plan.objects,
        budgets=plan.budgets,
    )
    balances = _balances(plan, language)
    counts = balances if plan.added else f"{counts} {balances}"
    titles = [
        say(language, "{name}, type {type}", name=source.stem, type=source.file.type)
        for source in sources
    ]
    title = "; ".join(titles)
    left_out = [_text(text) for text in _left_out(plan, language, unshown)]
    blocks: list[Block] = [Heading(2, title), years, *_added(plan, language), _text(counts)]
    return [*blocks, *left_out, files_table(plan.plan, language)]


def _left_out(plan: ImportPlan, language: Language, unshown: int) -> list[str]:
    """What the books do not take, and what was not shown."""
    found = []
    if plan.left_out:
        accounts = ", ".join(plan.left_out)
        found.append(say(language, "Unused, of other length: {accounts}.", accounts=accounts))
    if plan.budgets_left_out:
        found.append(
            say(
                language,
                "{number} budget rows for months outside their year are left out.",
                number=plan.budgets_left_out,
            )
        )
    if plan.parts_left_out:
        found.append(
            say(
                language,
                "{number} amounts by object (budgets, results, a second dimension, invoices that "
                "no customer is told of) are left out.",
                number=plan.parts_left_out,
            )
        )
    if unshown:
        found.append(
            say(
                language,
                "{number} further remarks: --format json shows them all.",
                number=unshown,
            )
        )
    return found


def _added(plan: ImportPlan, language: Language) -> list[Block]:
    """What comes to a year: each series, and the vouchers themselves where they are few."""
    if not plan.added:
        return []
    series = Table(
        "",
        (
            Column(say(language, "Series")),
            Column(say(language, "First new")),
            Column(say(language, "Last new")),
            Column(say_in(language, "how many", "Number"), "count"),
        ),
        tuple(
            Row((s.series, f"{s.series}{s.first}", f"{s.series}{s.last}", s.count))
            for s in plan.added
        ),
    )
    if len(plan.added_vouchers) > FEW:
        return [series]
    vouchers = Table(
        "",
        (
            Column(say(language, "Date"), "date"),
            Column("Ver"),
            Column("Text"),
            Column(say(language, "Debit"), "amount", 2),
        ),
        tuple(Row((v.day, v.ver, v.text, v.debit)) for v in plan.added_vouchers),
    )
    return [series, vouchers]


def _balances(plan: ImportPlan, language: Language) -> str:
    match plan.balances:
        case BalancesCompared.AGREE:
            return say(language, "The balances agree.")
        case BalancesCompared.BOOKED:
            return say(language, "The balances agree once what is said above has been booked.")
        case BalancesCompared.NOT_COMPARED:
            return say(language, "No balances are compared.")


def _text(text: str) -> Paragraph:
    return Paragraph((Span(text),))
