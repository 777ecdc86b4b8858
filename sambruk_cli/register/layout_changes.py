"""A layout made from another: rows changed, added and left out, accounts moved between rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from sambruk_cli.account_numbers import is_divided
from sambruk_cli.register.layout import AccountSpan, Layout, LayoutRow, RowChange, spans

Rows = tuple[LayoutRow, ...]
Tags = Mapping[str, tuple[str, ...]]

# What a change says itself, and what it says of rows, which are made below.
_NOT_TAKEN = frozenset({"layout", "rows", "income_statement", "balance_sheet"})
# Classes of BAS that are of the balance sheet.
_OF_BALANCE = ("1000-2999",)
# Classes that BAS leaves to whoever keeps the books.
_OF_EITHER = ("0000-0999", "9000-9999")
# What a change of a row says, apart from labels and accounts.
_TAKEN = ("tags", "sum", "sign", "movement", "note", "indent", "style", "hide_zero")


def changed(base: Layout, changes: Layout, tags: Tags = MappingProxyType({})) -> Layout:
    """A layout with what another one has otherwise.

    A change of a row that is not there is passed over, as checks.layouts says it.

    Args:
      tags: ranges of accounts by tag; accounts that a change names stand where it puts them.
    """
    income, balance = base.income_statement, base.balance_sheet
    for change in changes.rows:
        income, balance = _changed(income, change), _changed(balance, change)
    own = {key: value for key, value in changes.given().items() if key not in _NOT_TAKEN}
    made = base.altered(**own, income_statement=income, balance_sheet=balance)
    made = with_tags(made, tags)
    for change in changes.rows:
        accounts = tuple(each for each in change.accounts if fits(made, change, each))
        if accounts and _may_hold(base, change):
            made = moved(made, change.key, accounts)
    return made


def fits(layout: Layout, change: RowChange, accounts: str) -> bool:
    """Whether accounts are of the statement that a changed or added row stands in.

    Where the layout has no such row they are not judged.
    """
    key = change.beside or change.key
    if any(row.key == key for row in layout.income_statement):
        return not _shared((accounts,), _OF_BALANCE)
    if any(row.key == key for row in layout.balance_sheet):
        return not without((accounts,), spans((*_OF_BALANCE, *_OF_EITHER)))
    return True


def overlap(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """The accounts that stand in both of two sets of ranges.

    A part of an account that is named with all its digits (193010) is in no range of others.
    """
    parts = tuple(each for each in one if is_divided_range(each, ()))
    whole = tuple(each for each in one if each not in parts)
    return (*_shared(whole, other), *(each for each in parts if each in other))


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return without(one, spans(without(one, spans(other))))


def _may_hold(base: Layout, change: RowChange) -> bool:
    """Whether a change is of a row that holds accounts; headings and sums hold none."""
    rows = (*base.income_statement, *base.balance_sheet)
    return change.is_added or any(row.key == change.key and row.is_leaf for row in rows)


def with_tags(layout: Layout, tags: Tags) -> Layout:
    """A layout in whose rows accounts fall by what they are tagged with, else by their number.

    Args:
      tags: ranges of accounts by tag; a tag that no row has is passed over.
    """
    for row in (*layout.income_statement, *layout.balance_sheet):
        accounts = tuple(each for tag in row.tags for each in tags.get(tag, ()))
        layout = moved(layout, row.key, accounts) if accounts else layout
    return layout


def with_account(layout: Layout, key: str, number: str) -> Layout:
    """A layout in whose balance sheet a row holds one more account, which no other row holds."""
    income = tuple(
        row.altered(accounts=without(row.accounts, spans((number,))))
        for row in layout.income_statement
    )
    return moved(layout.altered(income_statement=income), key, (number,))


def moved(layout: Layout, key: str, accounts: tuple[str, ...]) -> Layout:
    """A layout with some accounts in one row, and in no other row of that statement.

    A row that nothing is left of is left out. All stays as it is where no row has the key.
    """
    for part in ("income_statement", "balance_sheet"):
        rows: Rows = getattr(layout, part)
        if any(row.key == key for row in rows):
            return layout.altered(**{part: _moved(rows, key, accounts)})
    return layout


def _moved(rows: Rows, key: str, accounts: tuple[str, ...]) -> Rows:
    taken = spans(accounts)
    found: Rows = ()
    for row in rows:
        kept = tuple(each for each in row.accounts if is_divided_range(each, accounts))
        left = (*without(tuple(x for x in row.accounts if x not in kept), taken), *kept)
        found += (row.altered(accounts=(*left, *accounts) if row.key == key else left),)
    emptied = {
        row.key for row, now in zip(rows, found, strict=True) if row.is_leaf and not now.is_leaf
    }
    return _left_out(found, emptied) if emptied else found


def is_divided_range(accounts: str, others: tuple[str, ...]) -> bool:
    """Whether accounts are a part of one, named with all its digits, and not among others so."""
    return is_divided(accounts) and "-" not in accounts and accounts not in others


def set_apart(layout: Layout) -> Layout:
    """A layout in which a part of an account (193010) stands in the row that names it alone.

    A row that holds the whole account, by its number or a range, holds the rest of it.
    """
    for part in ("income_statement", "balance_sheet"):
        rows: Rows = getattr(layout, part)
        named = [x for row in rows for x in row.accounts if is_divided_range(x, ())]
        if named:
            parted = tuple(row.altered(accounts=_apart(row.accounts, named)) for row in rows)
            layout = layout.altered(**{part: parted})
    return layout


def _apart(ranges: tuple[str, ...], named: Iterable[str]) -> tuple[str, ...]:
    found = []
    for each, span in zip(ranges, spans(ranges), strict=True):
        of_it = [part for part in named if part in span and part != each]
        found.append("!".join((each, *of_it)))
    return tuple(found)


def without(ranges: tuple[str, ...], taken: Iterable[AccountSpan]) -> tuple[str, ...]:
    """Ranges of accounts without those that others hold.

    Of a part of an account (193010) all of its digits count: it is left in no range of those that
    hold the account, and a range stays whole that it is taken from.
    """
    taken = list(taken)
    parts = tuple(each for each in ranges if is_divided_range(each, ()))
    ranges = tuple(each for each in ranges if each not in parts)
    parts = tuple(each for each in parts if not any(each in span for span in taken))
    left = [(int(span.first), int(span.last)) for span in spans(ranges)]
    for span in taken:
        if is_divided(span.first):
            continue
        first, last = int(span.first), int(span.last)
        left = [
            part
            for low, high in left
            for part in ((low, min(high, first - 1)), (max(low, last + 1), high))
            if part[0] <= part[1]
        ]
    whole = (f"{low:04}" if low == high else f"{low:04}-{high:04}" for low, high in left)
    return (*whole, *parts)


def _changed(rows: Rows, change: RowChange) -> Rows:
    keys = [row.key for row in rows]
    if change.left_out:
        return _left_out(rows, {change.key}) if change.key in keys else rows
    if change.is_added:
        is_new = change.beside in keys and change.key not in keys
        return _added(rows, change, keys.index(change.beside or "")) if is_new else rows
    return tuple(
        _with(row, change) if row.key == change.key else _without_tags(row, change.tags)
        for row in rows
    )


def _without_tags(row: LayoutRow, tags: tuple[str, ...]) -> LayoutRow:
    """A row without tags that another one has now."""
    if not set(tags).intersection(row.tags):
        return row
    return row.altered(tags=tuple(tag for tag in row.tags if tag not in tags))


def _with(row: LayoutRow, change: RowChange) -> LayoutRow:
    values = {key: value for key in _TAKEN if (value := getattr(change, key)) not in (None, ())}
    if not change.is_added:  # a row stays what it is: accounts, a sum or a heading
        unfit = ("tags", "sum") if row.is_heading else ("sum",) if row.is_leaf else ("tags",)
        values = {key: value for key, value in values.items() if key not in unfit}
    if change.label is not None:
        values |= {"label": change.label, "label_en": change.label_en}
    elif change.label_en is not None:
        values["label_en"] = change.label_en
    return row.altered(**values)


def _left_out(rows: Rows, keys: set[str]) -> Rows:
    """Rows without some of them, which no sum adds any longer."""
    return tuple(
        row.altered(sum=tuple(key for key in row.sum if key not in keys))
        if keys.intersection(row.sum)
        else row
        for row in rows
        if row.key not in keys
    )


def _added(rows: Rows, change: RowChange, at: int) -> Rows:
    """Rows with one more, which the sum adds that adds its neighbour.

    A sum that is added stands in place of what it sums. The side, the indentation and whether it
    is shown when it is nought are those of the neighbour, unless they are given.
    """
    place = at + 1 if change.after else at
    near = _neighbour(rows, place, at)
    like = LayoutRow(
        key=change.key,
        label=change.label or change.key,
        sign="credit" if near is None else near.sign,
        indent=rows[at].indent,
        hide_zero=rows[at].hide_zero,
    )
    row = _with(like, change)
    behind = change.after is not None and near is rows[at]
    rows = tuple(_without_tags(other, change.tags) for other in rows)
    if change.sum:
        rows = tuple(_summing(other, change.sum, row.key) for other in rows)
    elif near is not None and (change.accounts or change.tags):
        rows = tuple(_joined(other, near.key, row.key, behind=behind) for other in rows)
    return (*rows[:place], row, *rows[place:])


def _neighbour(rows: Rows, place: int, at: int) -> LayoutRow | None:
    """The row beside an added one that has amounts: beside a heading, the first below it."""
    if not rows[at].is_heading:
        return rows[at]
    return next((row for row in rows[place:] if not row.is_heading), None)


def _joined(row: LayoutRow, near: str, key: str, *, behind: bool) -> LayoutRow:
    if near not in row.sum:
        return row
    at = row.sum.index(near) + behind
    return row.altered(sum=(*row.sum[:at], key, *row.sum[at:]))


def _summing(row: LayoutRow, parts: tuple[str, ...], key: str) -> LayoutRow:
    """A sum that adds another sum in place of what that one adds."""
    found = [part for part in row.sum if part in parts]
    if not found:
        return row
    return row.altered(
        sum=tuple(key if part == found[0] else part for part in row.sum if part not in found[1:])
    )
