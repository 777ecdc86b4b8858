"""Grants and gifts with a purpose, as they stand when the year ends."""

from __future__ import annotations

from dataclasses import replace

from sambruk_cli.audit.section import Section
from sambruk_cli.audit.year import AuditYear
from sambruk_cli.document.records import with_columns, without_empty
from sambruk_cli.messages import say
from sambruk_cli.report.grant_tables import day_of, grant_table

_SHEET = (
    *("name", "amount", "received", "repaid", "used", "unused", "to_repay"),
    *("condition", "condition_due", "report_due", "repay_due"),
)


def grants_section(year: AuditYear) -> Section:
    """What `sambruk grants` shows of the year."""
    language = year.language
    title = say(language, "Grants")
    day = day_of(year.session, year.fiscal).isoformat()
    about = say(
        language,
        "Grants and gifts with a purpose on {day}: decided, received, used, unused, to be paid "
        "back.",
        day=day,
    )
    table, blocks = grant_table(year.session, year.fiscal)
    if not blocks:
        return Section(
            "grants", title, about, nothing=say(language, "No grant is in the register.")
        )
    sheet = replace(without_empty(with_columns(table, *_SHEET)), caption=title)
    return Section("grants", title, about, blocks, (sheet,))
