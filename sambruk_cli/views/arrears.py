"""What `sambruk arrears` shows: every open item, how old it is, and what each party owes in all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial

from sambruk_cli.books.wording import account_title
from sambruk_cli.collector import collector_paused
from sambruk_cli.document.cell import Cell, Shown
from sambruk_cli.document.model import Block, Column, Heading, Paragraph, Row, Table
from sambruk_cli.document.records import records, with_columns, without_empty
from sambruk_cli.language import Language
from sambruk_cli.messages import say, say_in
from sambruk_cli.money import ZERO, exact
from sambruk_cli.receivables.ages import AgeBand, AgedItem, aged_items, sums_by_band
from sambruk_cli.receivables.wording import (
    against_accounts,
    party_name,
    rank_of_party,
    receivable_accounts,
)
from sambruk_cli.session import Session
from sambruk_cli.views.view import View

_ROOM = 64  # characters for amounts beside a party's name, on a page of 80
_SHOWN = ("name", "number", "date", "due", "days", "open")


def standing_day(session: Session) -> date:
    """The day that is asked of where none is said.

    Today, or the last day of the last fiscal year in the books where that comes before.
    """
    return min(session.year(None).end, session.today)


@collector_paused()
def arrears_view(session: Session, day: date, member: str | None) -> View:
    """The open items at the end of a day, in age bands, by party and by invoice.

    Args:
      member: id of the only member that is asked for.
    """
    language, books = session.language, session.books
    names = session.register.party_names()
    items = sorted(
        aged_items(books, session.register.invoicing, day, member),
        key=lambda each: (
            *rank_of_party(each.item.party, names),
            each.item.due or each.item.issued,
            each.item.invoice,
        ),
    )
    decimals = decimals_of(each.open for each in items)
    table = partial(_items, items, names, language, decimals=2)
    sums = sums_by_band(items)
    total = sum(sums.values(), ZERO)
    blocks: list[Block] = [Heading(2, say(language, "Open items {day}", day=day))]
    if items:
        # Beside its due day, the day of an invoice says nothing new.
        keys = [k for k in _SHOWN if k != "date" or any(i.item.due is None for i in items)]
        shown = with_columns(_items(items, names, language, decimals=decimals), *keys)
        blocks += [
            _bands(items, language, decimals),
            Heading(3, say(language, "By party")),
            _parties(items, names, language, decimals),
            Heading(3, say(language, "By invoice")),
            without_empty(shown),
        ]
    else:
        blocks.append(Paragraph.of(say(language, "No item is open.")))
    if member is None and receivable_accounts(books, day):
        blocks.append(Paragraph.of(against_accounts(books, day, total, language)))
    return View(
        tuple(blocks),
        table,
        lambda: {
            "on": day.isoformat(),
            "items": records(table()),
            "members": _of_parties(items, names),
            "bands": {band.value: exact(sums.get(band, ZERO)) for band in AgeBand},
            "total": exact(total),
            "accounts": [
                {"account": account_title(books, account), "amount": exact(amount)}
                for account, amount in receivable_accounts(books, day).items()
            ],
        },
    )


def decimals_of(amounts: Iterable[Decimal]) -> int:
    """How many decimals people see: two where an amount has öre."""
    return 2 if any(amount != amount.to_integral_value() for amount in amounts) else 0


def band_title(band: AgeBand, language: Language) -> str:
    """An age band as it stands above a column."""
    match band:
        case AgeBand.NOT_DUE:
            return say_in(language, "age band", "Not due")
        case AgeBand.TO_30 | AgeBand.TO_60 | AgeBand.TO_90:
            return band.value.replace("-", "–")
        case AgeBand.OVER_90:
            return "> 90"
        case AgeBand.UNDATED:
            return say_in(language, "age band", "No day")
        case AgeBand.CREDIT:
            return say_in(language, "age band", "Credit")


def _band_name(band: AgeBand, language: Language) -> str:
    """An age band as a line of its own."""
    match band:
        case AgeBand.NOT_DUE:
            return say(language, "Not yet due")
        case AgeBand.TO_30 | AgeBand.TO_60 | AgeBand.TO_90:
            return say(language, "Overdue {days} days", days=band_title(band, language))
        case AgeBand.OVER_90:
            return say(language, "Overdue more than 90 days")
        case AgeBand.UNDATED:
            return say(language, "Without invoice and due day")
        case AgeBand.CREDIT:
            return say(language, "To the party's credit")


def _bands(items: Sequence[AgedItem], language: Language, decimals: int) -> Table:
    columns = (
        Column(say(language, "Age")),
        Column(say(language, "Items"), "count"),
        Column("kr", "amount", decimals),
    )
    sums = sums_by_band(items)
    rows = [
        Row((_band_name(band, language), sum(1 for i in items if i.band is band), amount))
        for band, amount in sums.items()
    ]
    total = (say(language, "Total"), len(items), sum(sums.values(), ZERO))
    return Table("bands", columns, (*rows, Row(total, "total", sums=tuple(range(len(rows))))))


def _by_party(items: Sequence[AgedItem]) -> dict[str, list[AgedItem]]:
    found: dict[str, list[AgedItem]] = {}
    for each in items:
        found.setdefault(each.item.party, []).append(each)
    return found


def _parties(
    items: Sequence[AgedItem], names: Mapping[str, str], language: Language, decimals: int
) -> Table:
    """A row for each party, a column for each band that holds anything.

    Where these are too many to stand beside each other, a row for each band below the party.
    """
    sums = sums_by_band(items)
    total = sum(sums.values(), ZERO)
    is_wide = _width(sums.values(), total, decimals) > _ROOM
    rows: list[Row] = []
    whole: list[int] = []
    for party, of in _by_party(items).items():
        owed = sums_by_band(of)
        name = Shown(party_name(party, names, language), party)
        of_bands: Iterable[Cell] = () if is_wide else (owed.get(band) for band in sums)
        whole.append(len(rows))
        rows.append(Row((name, *of_bands, sum(owed.values(), ZERO))))
        if is_wide:
            lines = ((_band_name(band, language), amount) for band, amount in owed.items())
            rows += [Row(line, "account", indent=1) for line in lines]
    columns = (
        Column(say(language, "Party")),
        *(
            Column(band_title(band, language), "amount", decimals)
            for band in (() if is_wide else sums)
        ),
        Column(say(language, "Total"), "amount", decimals),
    )
    last: tuple[Cell, ...] = (say(language, "Total"), *(() if is_wide else sums.values()), total)
    return Table("parties", columns, (*rows, Row(last, "total", sums=tuple(whole))))


def _width(sums: Iterable[Decimal], total: Decimal, decimals: int) -> int:
    """The characters that columns of amounts take, with a gap before each."""
    return sum(2 + max(7, len(f"{amount:,.{decimals}f}")) for amount in (*sums, total))


def _of_parties(items: Sequence[AgedItem], names: Mapping[str, str]) -> list[dict[str, object]]:
    """What each party owes, for programs."""
    return [
        {
            **_party_ids(of[0], names),
            "open": exact(sum((each.open for each in of), ZERO)),
            "bands": {band.value: exact(amount) for band, amount in sums_by_band(of).items()},
        }
        for of in _by_party(items).values()
    ]


def _party_ids(each: AgedItem, names: Mapping[str, str]) -> dict[str, str | None]:
    """The party as member or as counterparty, and its name; nothing where none is named."""
    item = each.item
    return {
        "member": item.party if item.is_on_member else None,
        "counterparty": item.party if item.party and not item.is_on_member else None,
        "name": names.get(item.party, item.party) or None,
    }


def _items(
    items: Sequence[AgedItem], names: Mapping[str, str], language: Language, *, decimals: int
) -> Table:
    columns = (
        Column(say(language, "Invoice"), key="number"),
        Column("", key="member"),
        Column("", key="counterparty"),
        Column(say(language, "Party"), key="name"),
        Column("", "amount", decimals, key="amount"),
        Column(say(language, "Open"), "amount", decimals, key="open"),
        Column(say_in(language, "invoice", "Date"), "date", key="date"),
        Column(say_in(language, "invoice", "Due"), "date", key="due"),
        Column("OCR", key="ocr"),
        Column(say(language, "Days"), "count", key="days"),
        Column("", key="band"),
    )
    rows = []
    for each in items:
        item, ids = each.item, _party_ids(each, names)
        name = Shown(party_name(item.party, names, language), ids["name"])
        rows.append(
            Row(
                (
                    item.invoice or None,
                    ids["member"],
                    ids["counterparty"],
                    name,
                    item.amount,
                    each.open,
                    item.since,
                    item.due,
                    item.ocr or None,
                    each.days,
                    each.band.value,
                )
            )
        )
    total = sum((each.open for each in items), ZERO)
    last = (None, None, None, say(language, "Total"), None, total, None, None, None, None, None)
    return Table("items", columns, (*rows, Row(last, "total", sums=tuple(range(len(rows))))))
