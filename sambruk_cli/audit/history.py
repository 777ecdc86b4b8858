"""The processing history (behandlingshistorik, BFNAR 2013:2): who registered and changed what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from sambruk_cli.audit.section import Section
from sambruk_cli.audit.year import AuditYear
from sambruk_cli.books.vouchers import Voucher, series_and_number
from sambruk_cli.books.wording import account_title
from sambruk_cli.diff.history import CommitChange, CommitHistory
from sambruk_cli.diff.register_lines import register_lines
from sambruk_cli.diff.tables import changes_table, voucher_table
from sambruk_cli.document.model import Block, Column, Heading, Paragraph, Row, Table
from sambruk_cli.language import Language
from sambruk_cli.messages import say, say_count, say_in

_MOST_CHANGED = 200  # changed or removed vouchers that the PDF shows in full
_MOST_LINES = 20  # of a commit that the PDF shows of the register


def history_section(year: AuditYear) -> Section:
    """Every commit that changed a voucher of the year, register or seals, the oldest first."""
    language = year.language
    title = say(language, "Processing history")
    about = say(
        language,
        "Who registered and changed what, and when, by the commits in git (BFNAR 2013:2).",
    )
    history = year.history
    if history is None:
        nothing = say(
            language,
            "there is no history in git; the association must keep a processing history elsewhere",
        )
        if year.history_is_unread:
            nothing = say(language, "the history in git cannot be read; sambruk log says why")
        return Section("history", title, about, nothing=nothing)
    commits = list(reversed(history.commits))
    table = _records(commits, language)
    blocks: list[Block] = [Paragraph.of(text) for text in _said(history, language)]
    if year.stamp.changed:
        said = say(
            language,
            "Books or register have been changed since the last commit; that is not told here.",
        )
        blocks.append(Paragraph.of(said))
    if not commits:
        blocks.append(Paragraph.of(say(language, "No commit has changed the year's books.")))
        return Section("history", title, about, tuple(blocks), notes=_notes(history, language))
    blocks.append(_listed(table, language))
    of_register = register_table(commits, language)
    if of_register.rows:
        shown = register_table(commits, language, most=_MOST_LINES)
        blocks += [Heading(2, of_register.caption), shown]
    blocks += _changes(year, commits)
    tables = (table, of_register) if of_register.rows else (table,)
    return Section("history", title, about, tuple(blocks), tables, notes=_notes(history, language))


def _said(history: CommitHistory, language: Language) -> Iterator[str]:
    yield say(
        language,
        "Commits that added, changed or removed vouchers of the year, or changed register or "
        "seals, the oldest first. Entries before the first year of the books are told with that "
        "year. The time is that of the commit, the name that of its author; both are as the "
        "author's computer said, unless commits are signed.",
    )
    if history.ends:
        yield say(
            language,
            "The history is not whole: the clone is shallow, and what was done before commit "
            "{commit} is not known.",
            commit=", ".join(commit[:10] for commit in history.ends),
        )


def _notes(history: CommitHistory, language: Language) -> tuple[str, ...]:
    notes = []
    if history.ends:
        notes.append(say(language, "The processing history is not whole: the clone is shallow."))
    removed = sum(len(change.vouchers.removed) for change in history.commits)
    if removed:
        notes.append(
            say_count(
                language,
                removed,
                "1 voucher was removed from the books after it was committed.",
                "{number} vouchers were removed from the books after they were committed.",
            )
        )
    return tuple(notes)


def _records(commits: Sequence[CommitChange], language: Language) -> Table:
    columns = (
        Column(say_in(language, "commit", "Time"), key="committed"),
        Column(say_in(language, "commit", "Author"), key="author"),
        Column(say_in(language, "commit", "Put in by"), key="committer"),
        Column(say_in(language, "commit", "Added"), key="added"),
        Column(say_in(language, "commit", "Changed"), key="changed"),
        Column(say_in(language, "commit", "Removed"), key="removed"),
        Column(say_in(language, "commit", "Files of the register"), key="register"),
        Column(say(language, "Seals"), key="seals"),
        Column(say_in(language, "commit", "Says"), key="subject"),
        Column(say_in(language, "commit", "Commit"), key="commit"),
    )
    rows = tuple(Row(_cells(change, language)) for change in commits)
    return Table("history", columns, rows, say(language, "Processing history"))


def _cells(change: CommitChange, language: Language) -> tuple[str, ...]:
    commit, vouchers = change.commit, change.vouchers
    subject = commit.subject
    if change.unread:
        unread = say(language, "its files cannot be read")
        subject = f"{subject} ({unread})"
    return (
        commit.committed.isoformat(" ", "minutes"),
        commit.author,
        commit.committer,
        spans_of(vouchers.added),
        spans_of(each.after for each in vouchers.changed),
        spans_of(vouchers.removed),
        ", ".join(name.removeprefix("config/") for name in change.register_files),
        _seals(change, language),
        subject,
        commit.id[:12],
    )


def _seals(change: CommitChange, language: Language) -> str:
    """Which files of seals were made, changed or taken away: "2021.toml (added)"."""
    words = {
        "added": say_in(language, "file", "added"),
        "removed": say_in(language, "file", "removed"),
        "changed": say_in(language, "file", "changed"),
    }
    names = ((name, PurePosixPath(name).name) for name in change.seal_files)
    return ", ".join(f"{short} ({words[change.files[name]]})" for name, short in names)


def _listed(records: Table, language: Language) -> Table:
    """The commits as they are read: when, who, and all that was done in one text."""
    columns = (
        records.columns[0],
        records.columns[1],
        Column(say_in(language, "commit", "What was done")),
    )
    parts = [column.title for column in records.columns]
    rows = []
    for row in records.rows:
        cells = [str(cell) for cell in row.cells]
        told = [f"{parts[at]}: {cells[at]}." for at in range(3, 8) if cells[at]]
        who = cells[1] if cells[1] == cells[2] else f"{cells[1]} ({parts[2].lower()} {cells[2]})"
        rows.append(Row((cells[0], who, " ".join((f"{cells[8]} ({cells[9]}).", *told)))))
    return Table(records.id, columns, tuple(rows))


def register_table(
    commits: Sequence[CommitChange], language: Language, most: int | None = None
) -> Table:
    """What each commit has changed of members, board, fees and all else that the register holds.

    Args:
      most: lines of a commit that are shown, all by default.
    """
    columns = (
        Column(say_in(language, "commit", "Time"), key="committed"),
        Column(say_in(language, "commit", "Author"), key="author"),
        Column(say_in(language, "commit", "Commit"), key="commit"),
        Column(say_in(language, "commit", "What was done"), key="done"),
    )
    rows: list[Row] = []
    for change in commits:
        of = change.commit
        about = (of.committed.isoformat(" ", "minutes"), of.author, of.id[:12])
        lines = list(register_lines(change.register, language))
        rows += [Row((*about, line)) for line in lines[:most]]
        if most is not None and len(lines) > most:
            left = say_count(
                language,
                len(lines) - most,
                "... and 1 more; the workbook has them all",
                "... and {number} more; the workbook has them all",
            )
            rows.append(Row((*about, left)))
    caption = say(language, "What was changed in the register")
    return Table("register_history", columns, tuple(rows), caption)


def spans_of(vouchers: Iterable[Voucher]) -> str:
    """ "A1–A12, F3": the numbers of vouchers, those that follow on each other together."""
    others: dict[str, None] = {}
    by_series: dict[str, set[int]] = {}
    for voucher in vouchers:
        parts = series_and_number(voucher.ver or "")
        if parts is None:
            others[voucher.ver or voucher.date.isoformat()] = None
        else:
            by_series.setdefault(parts[0], set()).add(parts[1])
    found = []
    for series in sorted(by_series):
        for first, last in _runs(sorted(by_series[series])):
            one = f"{series}{first}"
            found.append(one if first == last else f"{one}–{series}{last}")
    return ", ".join((*found, *others))


def _runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """The first and last of each run of numbers without a gap."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1] = runs[-1][0], number
        else:
            runs.append((number, number))
    return runs


def _changes(year: AuditYear, commits: Sequence[CommitChange]) -> Iterator[Block]:
    """What was changed in vouchers, and those that were removed, commit by commit."""
    language, left = year.language, _MOST_CHANGED
    total = sum(len(c.vouchers.changed) + len(c.vouchers.removed) for c in commits)
    if total:
        yield Heading(2, say(language, "What was changed and removed"))

    def account(name: str) -> str:
        return account_title(year.books, name)

    for change in commits:
        changed, removed = change.vouchers.changed[:left], change.vouchers.removed
        left -= len(changed)
        removed = removed[:left]
        left -= len(removed)
        if changed or removed:
            when = change.commit.committed.date().isoformat()
            yield Paragraph.of(f"{when} {change.commit.author}: {change.commit.subject}", "strong")
        if changed:
            yield changes_table(changed, account, language)
        if removed:
            yield Paragraph.of(say_in(language, "commit", "Removed"))
            yield voucher_table(removed, account, language)
    if total > _MOST_CHANGED:
        yield Paragraph.of(
            say(
                language,
                "The first {most} of {number} changed or removed vouchers; sambruk diff shows the "
                "others.",
                most=_MOST_CHANGED,
                number=total,
            )
        )
