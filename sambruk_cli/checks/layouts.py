"""Layouts that come with the program: which is chosen, what is changed in it, and tags."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from sambruk_cli.findings import Finding, finding, nearest
from sambruk_cli.messages import Message
from sambruk_cli.register.layout import Layout, RowChange
from sambruk_cli.register.layout_changes import fits, overlap
from sambruk_cli.register.layouts import is_packaged, packaged_layout, packaged_layouts
from sambruk_cli.register.locate import KeyPath, Located
from sambruk_cli.register.placed import variants_used
from sambruk_cli.register.tags import TAGS, is_of_tag
from sambruk_cli.session import Session


def check_chosen_layouts(session: Session) -> Iterator[Finding]:
    """Layouts chosen by name exist, and so do the rows of them that are changed; tags are right."""
    register, place = session.register, session.register.places["statements"]
    of_file = register.statements.layout
    for at, entry in enumerate(register.statements.entries):
        path: KeyPath = ("layout",) if of_file else ("layouts", at, "layout")
        if entry.layout is None:
            continue
        if not is_packaged(entry.layout):
            names = packaged_layouts()
            hint = nearest(entry.layout, names) or Message.of("layouts: {names}", names=names)
            line = place.line(*path)
            yield finding("STM310", name=entry.layout, file=place.file, line=line, hint=hint)
            continue
        yield from _changes(session, entry, at, place)
    yield from _tags(session, place)


def _changes(session: Session, entry: Layout, at: int, place: Located) -> Iterator[Finding]:
    """What every variant of the layout that a year uses makes of the changes."""
    names = variants_used(session.register.layouts, at)
    found = [list(_misfits(packaged_layout(name), entry, at, place)) for name in names]
    for item in found[0]:
        if all(item in others for others in found):
            yield item
    for (_, one), (j, other) in combinations(enumerate(entry.rows), 2):
        for accounts in overlap(one.accounts, other.accounts):
            yield finding(
                "STM311.both",
                accounts=accounts,
                first=one.key,
                key=other.key,
                file=place.file,
                line=place.line("layouts", at, "rows", j, "accounts"),
            )
        if one.key == other.key and not (one.left_out and other.is_added):
            line = place.line("layouts", at, "rows", j, "key")
            yield finding("STM311.twice", key=one.key, file=place.file, line=line)


def _misfits(base: Layout, entry: Layout, at: int, place: Located) -> Iterator[Finding]:
    """Changes of rows that are not there, or that are not rows of such a kind."""
    rows = {row.key: row for row in (*base.income_statement, *base.balance_sheet)}
    keys = dict.fromkeys(rows)
    for i, change in enumerate(entry.rows):
        path = ("layouts", at, "rows", i)
        if change.is_added:
            key = "after" if change.after else "before"
            if change.beside not in keys:
                yield _no_row(entry, change.beside or "", keys, place, (*path, key))
            elif change.key in rows:
                line = place.line(*path, "key")
                yield finding("STM311.added", key=change.key, file=place.file, line=line)
            keys[change.key] = None
        elif change.key not in keys:
            yield _no_row(entry, change.key, keys, place, (*path, "key"))
            continue
        yield from _accounts(base, change, place, path)
        for j, key in enumerate(change.sum):
            if key not in keys:
                yield _no_row(entry, key, keys, place, (*path, "sum", j))


def _no_row(
    entry: Layout, key: str, keys: dict[str, None], place: Located, path: KeyPath
) -> Finding:
    return finding(
        "STM311",
        layout=entry.layout or "",
        key=key,
        file=place.file,
        line=place.line(*path),
        hint=nearest(key, keys),
    )


def _accounts(base: Layout, change: RowChange, place: Located, path: KeyPath) -> Iterator[Finding]:
    """Accounts of a row that holds none, or that are of the other statement."""
    row = next(
        (r for r in (*base.income_statement, *base.balance_sheet) if r.key == change.key), None
    )
    wants = change.accounts or change.tags
    if row is not None and ((wants and not row.is_leaf) or (change.sum and not row.sum)):
        key = "sum" if change.sum else "accounts" if change.accounts else "tags"
        line = place.line(*path, key)
        yield finding("STM311.kind", key=change.key, what=key, file=place.file, line=line)
        return
    for j, accounts in enumerate(change.accounts):
        if not fits(base, change, accounts):
            yield finding(
                "STM311.statement",
                key=change.key,
                accounts=accounts,
                file=place.file,
                line=place.line(*path, "accounts", j),
            )


def _tags(session: Session, place: Located) -> Iterator[Finding]:
    """Tags that some row may have, on accounts that it may hold, one on each account."""
    tags = session.register.statements.tags
    entries = session.register.statements.entries
    rows = [row for entry in entries for row in (*entry.income_statement, *entry.balance_sheet)]
    own = {tag for row in rows for tag in row.tags}
    own |= {tag for entry in entries for change in entry.rows for tag in change.tags}
    known = (*TAGS, *sorted(own - TAGS.keys()))
    for tag, ranges in tags.items():
        if tag not in known:
            line = place.line("tags", tag)
            names = Message.of("tags: {names}", names=known)
            hint = nearest(tag, known) or names
            yield finding("STM312", tag=tag, file=place.file, line=line, hint=hint)
        for i, accounts in enumerate(ranges):
            if not is_of_tag(tag, accounts):
                yield finding(
                    "STM312.other",
                    accounts=accounts,
                    tag=tag,
                    numbers=TAGS[tag],
                    file=place.file,
                    line=place.line("tags", tag, i),
                )
    right = {tag: tuple(a for a in ranges if is_of_tag(tag, a)) for tag, ranges in tags.items()}
    for first, second in combinations(right, 2):
        for accounts in overlap(right[first], right[second]):
            yield finding(
                "STM312.both",
                accounts=accounts,
                first=first,
                tag=second,
                file=place.file,
                line=place.line("tags", second),
            )
