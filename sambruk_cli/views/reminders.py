"""What a run of reminders shows: who is reminded, who is not and why, what goes to a collector."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sambruk_cli.document.model import Block, Column, Heading, Paragraph, Row, Table
from sambruk_cli.language import Language
from sambruk_cli.messages.saying import say, say_in
from sambruk_cli.money import ZERO, plain
from sambruk_cli.receivables.reminded import ApartReason, MemberReminder, Reminding
from sambruk_cli.receivables.reminder_booking import RemindersMade
from sambruk_cli.register.register import Register
from sambruk_cli.views.plan import change_payload
from sambruk_cli.views.receivables import vouchers_payload, vouchers_table

Mask = Callable[[str], str]


def reminders_payload(
    made: RemindersMade, written: bool, language: Language, mask: Mask
) -> dict[str, Any]:
    """The run as JSON: amounts in kronor as text, days as ISO dates."""
    of = made.reminding
    letters = {id(letter.reminder): letter for letter in made.letters}

    def letter(each: MemberReminder) -> dict[str, Any]:
        kept = letters.get(id(each))
        return {
            "member": each.party,
            "level": each.level,
            "invoices": [
                {
                    "number": one.item.invoice,
                    "amount": plain(one.item.amount),
                    "open": plain(one.open),
                    "date": one.item.issued.isoformat(),
                    "due": one.item.due.isoformat() if one.item.due else None,
                    "days": one.days,
                    "ocr": one.item.ocr,
                    "level": one.level or None,
                    "interest": None if one.interest.missing else plain(one.interest.amount),
                }
                for one in each.invoices
            ],
            "overdue": plain(each.overdue),
            "fee": plain(each.fee),
            "interest": None if _is_untold(each) else plain(each.interest),
            "earlier": plain(each.charged_before),
            "credit": plain(each.credit),
            "total": None if _is_untold(each) else plain(each.total),
            "pay_by": each.pay_by.isoformat(),
            "charge": kept.charge or None if kept else None,
            "file": kept.path if kept else None,
        }

    return {
        "day": of.day.isoformat(),
        "reminders": [letter(each) for each in of.letters],
        "collector": [letter(each) for each in of.collected],
        "not_reminded": [
            {
                "member": each.party,
                "reason": str(each.reason),
                "amount": plain(each.amount),
                "until": each.until.isoformat() if each.until else None,
            }
            for each in of.apart
        ],
        "vouchers": vouchers_payload(made.vouchers, mask),
        **change_payload(made, written, language, diff=False),
    }


def _is_untold(each: MemberReminder) -> bool:
    return any(one.interest.missing for one in each.invoices)


def reminders_summary(
    made: RemindersMade, register: Register, language: Language, mask: Mask
) -> list[Block]:
    """Tables of who is reminded, what goes to a collector, and who is left in peace."""
    of, names = made.reminding, register.party_names()
    title = say(language, "Reminders on {day}", day=of.day.isoformat())
    found: list[Block] = [Heading(2, title)]

    def name(party: str) -> str:
        return mask(names.get(party, party))

    if of.letters:
        found.append(_letters(of.letters, name, language))
    else:
        found.append(Paragraph.of(say(language, "Nobody is reminded.")))
    if of.collected:
        found += [
            Heading(3, say(language, "To a collector")),
            _letters(of.collected, name, language),
        ]
    if of.apart:
        found += [Heading(3, say(language, "Not reminded")), _apart(of, name, language)]
    if made.vouchers:
        found += [
            Heading(3, say(language, "Fees and interest booked")),
            vouchers_table(made.vouchers, language, mask),
        ]
    return found


def _letters(letters: Sequence[MemberReminder], name: Mask, language: Language) -> Table:
    columns = (
        Column(say(language, "Member")),
        Column(say_in(language, "of reminding", "Level"), "count"),
        Column(say(language, "Invoices"), "count"),
        Column(say(language, "Overdue"), "amount", 2),
        Column(say_in(language, "of a reminder", "Fee"), "amount", 2),
        Column(say_in(language, "on late payment", "Interest"), "amount", 2),
        Column(say(language, "To pay"), "amount", 2),
    )
    rows = [
        Row(
            (
                name(each.party),
                each.level,
                len(each.invoices),
                each.overdue,
                each.fee or None,
                each.interest or None,
                each.total,
            )
        )
        for each in letters
    ]
    sums = (
        sum((each.overdue for each in letters), ZERO),
        sum((each.fee for each in letters), ZERO) or None,
        sum((each.interest for each in letters), ZERO) or None,
        sum((each.total for each in letters), ZERO),
    )
    number = sum(len(each.invoices) for each in letters)
    total = Row((say(language, "Total"), None, number, *sums), "total")
    return Table("", columns, (*rows, total))


def _apart(of: Reminding, name: Mask, language: Language) -> Table:
    columns = (
        Column(say(language, "Member")),
        Column(say(language, "Overdue"), "amount", 2),
        Column(say_in(language, "for not reminding", "Reason")),
        Column(say_in(language, "a last day", "Until"), "date"),
    )
    rows = tuple(
        Row((name(each.party), each.amount, _reason(each.reason, language), each.until))
        for each in of.apart
    )
    return Table("", columns, rows)


def _reason(reason: ApartReason, language: Language) -> str:
    match reason:
        case ApartReason.UNKNOWN:
            return say(language, "neither a member nor a counterparty")
        case ApartReason.LEFT:
            return say(language, "has left")
        case ApartReason.DISPUTED:
            return say(language, "disputes the claim")
        case ApartReason.AGREEMENT:
            return say(language, "may pay later by agreement")
        case ApartReason.UNDER_WAY:
            return say(language, "a payment may be under way")
        case ApartReason.CREDIT:
            return say(language, "has as much to its credit")
        case ApartReason.LEAST:
            return say(language, "below the least amount")
        case ApartReason.WAITS:
            return say(language, "the next level has not come")
        case ApartReason.COLLECTOR:
            return say(language, "is with a collector")
        case ApartReason.DONE:
            return say(language, "there is no further level")
        case ApartReason.CHARGES:
            return say(language, "only fees and interest are left")


def _address(register: Register, party: str) -> tuple[str, ...]:
    """The lines of an address, with postal code and town where these are said apart."""
    member, said = register.member(party), register.invoicing.member(party)
    lines = (said and said.address) or (member.address if member is not None else ())
    town = f"{said.postal_code or ''} {said.town or ''}".strip() if said is not None else ""
    return (*lines, town) if town else tuple(lines)


def collector_table(
    collected: Sequence[MemberReminder], register: Register, day: date, language: Language
) -> Table:
    """What a collector needs of each invoice: the parties, days, principal, interest, fees, and
    which reminders have been sent. A row for each invoice; its keys are those of the CSV."""
    until = say(language, "Interest to {day}", day=day.isoformat())
    columns = (
        Column(say(language, "Member"), key="member"),
        Column(say(language, "Name"), key="name"),
        Column(say(language, "Organisation number"), key="organisation_number"),
        Column(say(language, "Address"), key="address"),
        Column(say(language, "E-mail"), key="email"),
        Column(say(language, "Invoice"), key="invoice"),
        Column(say(language, "OCR number"), key="ocr"),
        Column(say_in(language, "invoice", "Date"), "date", key="date"),
        Column(say(language, "Due date"), "date", key="due"),
        Column(say(language, "Invoiced"), "amount", 2, key="amount"),
        Column(say(language, "Principal open"), "amount", 2, key="open"),
        Column(say(language, "Interest from"), "date", key="interest_from"),
        Column(until, "amount", 2, key="interest"),
        Column(say(language, "Fees and interest charged"), "amount", 2, key="charged"),
        Column(say(language, "Reminders"), key="reminders"),
    )
    rows = []
    for each in collected:
        member = register.member(each.party)
        said = register.invoicing.member(each.party)
        for at, one in enumerate(each.invoices):
            rows.append(
                Row(
                    (
                        each.party,
                        register.party_names().get(each.party, each.party),
                        (said and said.organisation_number)
                        or (member and member.organisation_number)
                        or "",
                        ", ".join(_address(register, each.party)),
                        (said and said.email) or (member and member.email) or "",
                        one.item.invoice,
                        one.item.ocr,
                        one.item.issued,
                        one.item.due,
                        one.item.amount,
                        one.open,
                        one.runs_from,
                        one.interest.amount,
                        each.charged_before if not at else ZERO,
                        ", ".join(entry.day.isoformat() for entry in one.earlier),
                    )
                )
            )
    return Table("collector", columns, tuple(rows))
