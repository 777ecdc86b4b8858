"""A layout made from another: rows changed, added and left out, accounts moved between rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from sambruk_cli.register.layout import AccountSpan, Layout, LayoutRow, RowChange, spans

Rows = tuple[LayoutRow, ...]
Tags = Mapping[str, tuple[str, ...]]

# What a change says itself, and what it says of rows, which are made below.
_NOT_TAKEN = frozenset({"layout", "rows", "income_statement", "balance_sheet"})
# Classes of BAS that are of the balance sheet.
_OF_BALANCE = ("1000-2999",)
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
        return not overlap((accounts,), _OF_BALANCE)
    if any(row.key == key for row in layout.balance_sheet):
        return not without((accounts,), spans(_OF_BALANCE))
    return True


def overlap(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """The accounts that stand in both of two sets of ranges."""
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
        left = without(row.accounts, taken)
        found += (row.altered(accounts=(*left, *accounts) if row.key == key else left),)
    emptied = {
        row.key for row, now in zip(rows, found, strict=True) if row.is_leaf and not now.is_leaf
    }
    return _left_out(found, emptied) if emptied else found


def without(ranges: tuple[str, ...], taken: Iterable[AccountSpan]) -> tuple[str, ...]:
    """Ranges of accounts without those that others hold."""
    left = [(int(span.first), int(span.last)) for span in spans(ranges)]
    for span in taken:
        first, last = int(span.first), int(span.last)
        left = [
            part
            for low, high in left
            for part in ((low, min(high, first - 1)), (max(low, last + 1), high))
            if part[0] <= part[1]
        ]
    return tuple(f"{low:04}" if low == high else f"{low:04}-{high:04}" for low, high in left)


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
