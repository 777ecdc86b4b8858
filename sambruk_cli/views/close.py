"""What closing a year shows: its steps, and what each books."""

from __future__ import annotations

from typing import Any

from sambruk_cli.closing.steps import ClosingStep, YearClosing
from sambruk_cli.document.model import Block, Column, Heading, Paragraph, Row, Table
from sambruk_cli.language import Language
from sambruk_cli.messages.saying import say, say_in
from sambruk_cli.money import plain
from sambruk_cli.views.plan import change_payload


def closing_payload(closing: YearClosing, written: bool, language: Language) -> dict[str, Any]:
    """The closing as JSON: amounts in kronor as text, days as ISO dates."""
    return {
        "year": closing.year.label,
        "steps": [_step(step, language) for step in closing.steps],
        **change_payload(closing, written, language, diff=True),
    }


def _step(step: ClosingStep, language: Language) -> dict[str, Any]:
    return {
        "step": str(step.name),
        "state": str(step.state),
        "said": step.said.text(language),
        "vouchers": [
            {
                "ver": voucher.ver,
                "date": voucher.day.isoformat(),
                "text": voucher.text,
                "file": voucher.file,
                "postings": [
                    {"account": row.account, "amount": plain(row.amount)} for row in voucher.rows
                ],
            }
            for voucher in step.vouchers
        ],
        "balances": step.number,
    }


def closing_summary(closing: YearClosing, language: Language) -> list[Block]:
    """Every step, with whether it is done, and the voucher that it books."""
    names = {
        "accruals": say(language, "Accruals"),
        "depreciation": say(language, "Depreciation"),
        "result": say(language, "Result"),
        "balances": say_in(language, "asserted in books", "Balances"),
        "disposition": say_in(language, "of the result", "Decision"),
        "lock": say_in(language, "of a year", "Lock"),
    }
    states = {
        "planned": say_in(language, "state of a step", "planned"),
        "done": say_in(language, "state of a step", "done"),
        "waiting": say_in(language, "state of a step", "waits"),
    }
    columns = (
        Column(say_in(language, "of a closing", "Step")),
        Column(say_in(language, "of a step", "State")),
        Column("Ver"),
        Column(say(language, "What is done")),
    )
    rows = tuple(
        Row(
            (
                names[step.name],
                states[step.state],
                _numbers(step),
                step.said.text(language),
            )
        )
        for step in closing.steps
    )
    title = say(language, "Closing of {year}", year=closing.year.label)
    found: list[Block] = [Heading(2, title), Table("", columns, rows)]
    if closing.is_done:
        found.append(Paragraph.of(say(language, "Nothing is left to do.")))
    return found


def _numbers(step: ClosingStep) -> str:
    """The numbers of what a step books, as A7, A8; the first and the last where they are many."""
    vers = [voucher.ver for voucher in step.vouchers]
    return ", ".join(vers) if len(vers) <= 2 else f"{vers[0]} ... {vers[-1]}"
