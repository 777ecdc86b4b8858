"""Days of rest, who has registered what, and the order of numbers and days, as blocks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sambruk_cli import formats
from sambruk_cli.audit.history import spans_of
from sambruk_cli.audit.patterns.found import Patterns
from sambruk_cli.audit.patterns.hands import RestDay
from sambruk_cli.audit.patterns.part import MOST_SHOWN, PatternPart, part_of, voucher_name
from sambruk_cli.audit.year import AuditYear
from sambruk_cli.document.model import Column, Row, Table
from sambruk_cli.language import Language
from sambruk_cli.messages import say, say_in
from sambruk_cli.money import ZERO


def rest_part(year: AuditYear, found: Patterns) -> PatternPart:
    language = year.language
    title = say(language, "Saturdays, Sundays and public holidays")
    if not found.rest:
        said = say(
            language,
            "No voucher is dated on a Saturday, Sunday or public holiday, the first and last day "
            "of the year left out.",
        )
        return part_of(title, said, None)
    said = say(
        language,
        "{number} of {of} vouchers are dated on a Saturday, Sunday or public holiday, the first "
        "and last day of the year left out. Associations meet and buy on such days; banks do not "
        "pay.",
        number=formats.count(len(found.rest), language),
        of=formats.count(len(year.vouchers), language),
    )
    columns = (
        Column("Ver", key="ver"),
        Column(say(language, "Date"), "date", key="day"),
        Column(say_in(language, "calendar", "Day"), key="rest"),
        Column(say(language, "Text"), key="text"),
        Column(say(language, "Amount"), "amount", 2, key="amount"),
    )
    rows = tuple(
        Row(
            (
                voucher_name(each.voucher),
                each.voucher.date,
                each.said.text(language),
                each.voucher.description,
                each.voucher.turnover,
            )
        )
        for each in found.rest
    )
    blocks, table = part_of(title, said, Table("rest_days", columns, rows, title))
    return [*blocks[:2], _by_day(found.rest, language)], table


def _by_day(rest: Sequence[RestDay], language: Language) -> Table:
    """The days of rest, those with most vouchers first, with what is dated on each."""
    by_day: dict[date, list[RestDay]] = {}
    for each in rest:
        by_day.setdefault(each.voucher.date, []).append(each)
    columns = (
        Column(say(language, "Date"), "date"),
        Column(say_in(language, "calendar", "Day")),
        Column(say(language, "Vouchers")),
        Column(say_in(language, "pattern", "Number"), "count"),
        Column(say(language, "Debit"), "amount", 2),
    )
    days = sorted(by_day.items(), key=lambda item: (-len(item[1]), item[0]))
    rows = (
        Row(
            (
                day,
                found[0].said.text(language),
                spans_of(each.voucher for each in found),
                len(found),
                sum((each.voucher.turnover for each in found), ZERO),
            )
        )
        for day, found in days[:MOST_SHOWN]
    )
    return Table("days", columns, tuple(rows))


def hands_part(year: AuditYear, found: Patterns) -> PatternPart:
    language = year.language
    title = say(language, "Who has registered the vouchers")
    if all(not hand.name for hand in found.hands):
        said = say(
            language,
            "Nothing tells who has registered the vouchers: they have no sign, and there is no "
            "history in git that tells of them.",
        )
        return part_of(title, said, None)
    said = say(
        language,
        "By the sign of each voucher, else by who committed it to git first. Where one person "
        "registers all, somebody else should approve and pay.",
    )
    columns = (
        Column(say_in(language, "person", "Name"), key="name"),
        Column(say(language, "Vouchers"), "count", key="vouchers"),
        Column(say(language, "Debit"), "amount", 2, key="amount"),
    )
    unknown = say(language, "not known")
    rows = tuple(Row((hand.name or unknown, hand.vouchers, hand.amount)) for hand in found.hands)
    return part_of(title, said, Table("hands", columns, rows, title))


def one_hand_part(year: AuditYear, found: Patterns) -> PatternPart:
    language = year.language
    title = say(language, "Vouchers by the same hand")
    if not found.one_hand:
        said = say(
            language,
            "No voucher names one person both as who registered it and as who is paid or has "
            "approved it. Names are compared whole; initials tell nothing.",
        )
        return part_of(title, said, None)
    said = say(
        language,
        "The one who registered these vouchers is also paid by them, or has approved them. An "
        "outlay that is paid back is so; look at who else has seen the receipt.",
    )
    paid, approved = say(language, "is paid"), say(language, "has approved")
    columns = (
        Column("Ver", key="ver"),
        Column(say(language, "Date"), "date", key="day"),
        Column(say(language, "Text"), key="text"),
        Column(say_in(language, "person", "Name"), key="name"),
        Column(say_in(language, "same hand", "Also"), key="also"),
        Column(say(language, "Amount"), "amount", 2, key="amount"),
    )
    rows = []
    for each in found.one_hand:
        also = [
            word for word, is_so in ((paid, each.is_paid), (approved, each.has_attested)) if is_so
        ]
        voucher = each.voucher
        cells = (
            voucher_name(voucher),
            voucher.date,
            voucher.description,
            each.name,
            ", ".join(also),
            voucher.turnover,
        )
        rows.append(Row(cells))
    return part_of(title, said, Table("same_hand", columns, tuple(rows), title))


def order_part(year: AuditYear, found: Patterns) -> PatternPart:
    language = year.language
    title = say(language, "Numbers and days of registration")
    if not found.order:
        said = say(
            language,
            "validate finds no number that is missing or used twice, and no voucher that was "
            "registered before its day, after the report was signed or far from its number.",
        )
        return part_of(title, said, None)
    said = say(language, "What validate finds of numbers and days of registration.")
    columns = (
        Column(say(language, "Code"), key="code"),
        Column(say(language, "Place"), key="place"),
        Column(say_in(language, "finding", "Says"), key="message"),
    )
    rows = tuple(Row((f.code, f.place, f.said.text(language))) for f in found.order)
    return part_of(title, said, Table("order", columns, rows, title))
