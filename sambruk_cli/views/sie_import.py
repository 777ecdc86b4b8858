"""What an import shows before it writes."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sambruk_cli.document.model import Block, Column, Heading, Paragraph, Row, Span, Table
from sambruk_cli.exchange.sie.into.plan import Balances, Plan, Source
from sambruk_cli.language import Language, pick
from sambruk_cli.money import exact

FEW = 10  # so many vouchers are shown one by one


def payload(
    plan: Plan, source: Source, into: str | None, written: bool, language: Language
) -> dict[str, Any]:
    """The summary as JSON."""
    file = source.file
    return {
        "file": source.name,
        "type": file.type,
        "encoding": file.encoding,
        "name": file.company_name.text if file.company_name else None,
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
        "files": [{"path": p, "bytes": len(c)} for p, c in (plan.files or {}).items()],
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


def summary(
    plan: Plan, source: Source, written: bool, language: Language, *, unshown: int = 0
) -> list[Block]:
    """The summary of an import that nothing stands in the way of.

    `unshown` is how many notes were not printed above it.
    """

    def say(swedish: str, english: str) -> str:
        return pick(language, swedish, english)

    by = {
        "vouchers": say("verifikationer", "vouchers"),
        "balances": say("saldon", "balances"),
    }
    years = Table(
        "",
        (
            Column(say("Räkenskapsår", "Fiscal year")),
            Column(say("Från", "From"), "date"),
            Column(say("Till", "To"), "date"),
            Column(say("Byggt på", "Made from")),
            Column(say("Verifikationer", "Vouchers"), "count"),
        ),
        tuple(
            Row((y.year.label, y.year.start, y.year.end, by[y.by], y.vouchers)) for y in plan.years
        ),
    )
    counts = say(
        f"{plan.accounts} konton, {plan.objects} objekt, {plan.budgets} budgetposter.",
        f"{plan.accounts} accounts, {plan.objects} objects, {plan.budgets} budget rows.",
    )
    balances = _balances(plan, language)
    counts = balances if plan.added else f"{counts} {balances}"
    files = Table(
        "",
        (
            Column(say("Fil", "File")),
            Column("Byte", "count"),
        ),
        tuple(Row((path, len(content))) for path, content in (plan.files or {}).items()),
    )
    last = (
        say("Filerna är skrivna.", "The files are written.")
        if written
        else say("Inget är skrivet: lägg till --write.", "Nothing is written: add --write.")
    )
    name = source.stem
    title = say(f"{name}, typ {source.file.type}", f"{name}, type {source.file.type}")
    blocks: list[Block] = [Heading(2, title), years, *_added(plan, language), _text(counts)]
    if plan.left_out:
        left = ", ".join(plan.left_out)
        blocks.append(
            _text(
                say(
                    f"Oanvända konton utan fyra siffror: {left}.",
                    f"Unused, of other length: {left}.",
                )
            )
        )
    if plan.budgets_left_out:
        number = plan.budgets_left_out
        blocks.append(
            _text(
                say(
                    f"{number} budgetposter för månader utanför sitt år tas inte med.",
                    f"{number} budget rows for months outside their year are left out.",
                )
            )
        )
    if plan.parts_left_out:
        number = plan.parts_left_out
        blocks.append(
            _text(
                say(
                    f"{number} belopp per objekt (budget, resultat, en andra dimension, fakturor "
                    "vars kund inte framgår) tas inte med.",
                    f"{number} amounts by object (budgets, results, a second dimension, invoices "
                    "that no customer is told of) are left out.",
                )
            )
        )
    if unshown:
        blocks.append(
            _text(
                say(
                    f"Ytterligare {unshown} anmärkningar: sambruk sie check visar dem.",
                    f"{unshown} further remarks: sambruk sie check shows them.",
                )
            )
        )
    return [*blocks, files, _text(last)]


def _added(plan: Plan, language: Language) -> list[Block]:
    """What comes to a year: each series, and the vouchers themselves where they are few."""

    def say(swedish: str, english: str) -> str:
        return pick(language, swedish, english)

    if not plan.added:
        return []
    series = Table(
        "",
        (
            Column(say("Serie", "Series")),
            Column(say("Första nya", "First new")),
            Column(say("Sista nya", "Last new")),
            Column(say("Antal", "Number"), "count"),
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
            Column(say("Datum", "Date"), "date"),
            Column("Ver"),
            Column("Text"),
            Column(say("Debet", "Debit"), "amount", 2),
        ),
        tuple(Row((v.day, v.ver, v.text, v.debit)) for v in plan.added_vouchers),
    )
    return [series, vouchers]


def _balances(plan: Plan, language: Language) -> str:
    match plan.balances:
        case Balances.AGREE:
            return pick(language, "Balanserna stämmer.", "The balances agree.")
        case Balances.UNBOOKED:
            return pick(
                language,
                "Balanserna går inte ihop förrän resultatet av året före är bokfört.",
                "The balances do not foot until the result of the year before is booked.",
            )
        case Balances.NOT_COMPARED:
            return pick(language, "Inga balanser är jämförda.", "No balances are compared.")


def _text(text: str) -> Paragraph:
    return Paragraph((Span(text),))
