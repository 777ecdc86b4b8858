"""What `sambruk log` shows: which commit made it so, and what each commit meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any

from sambruk_cli.books.vouchers import Voucher, account_parts
from sambruk_cli.diff.fields import FieldChange
from sambruk_cli.diff.history import CommitChange
from sambruk_cli.diff.register_lines import entry_lines, field_text, member_lines
from sambruk_cli.diff.registers import RegisterChanges
from sambruk_cli.diff.subjects import Subject, postings_about
from sambruk_cli.diff.tables import field_name, title_of
from sambruk_cli.diff.vouchers import ChangedVoucher, PostingChange
from sambruk_cli.document.model import Block, Heading, Items, Paragraph, Table
from sambruk_cli.formats import amount as amount_text
from sambruk_cli.language import Language
from sambruk_cli.messages import say, say_count
from sambruk_cli.money import ZERO
from sambruk_cli.views.diff import counted_vouchers, document_lines
from sambruk_cli.views.diff_data import (
    accounts_data,
    entries_data,
    members_data,
    vouchers_data,
)
from sambruk_cli.views.view import View

_FEW = 3  # of a kind that a line names one by one
_SHORT = 12  # digits of a commit's id


def log_view(
    changes: Sequence[CommitChange],
    ends: Sequence[str],
    subject: Subject | None,
    languages: tuple[Language, Language],
) -> View:
    """Commits and what they have changed, the newest first.

    Args:
      ends: ids of commits with which the history ends although it goes on elsewhere.
      subject: what is asked about; None for all of books and register.
      languages: that of what is printed, and that of findings.
    """
    language, messages = languages
    blocks: list[Block] = [Heading(2, _title(subject, language))]
    if not changes:
        blocks.append(Paragraph.of(say(language, "No commit has changed it.")))
    for change in changes:
        blocks.append(Heading(3, _head(change, language)))
        blocks.append(Paragraph.of(change.commit.subject))
        lines = list(_lines(change, subject, language) if subject else _meaning(change, language))
        blocks.append(Items(tuple((Paragraph.of(line),) for line in lines)))
    if ends:
        blocks.append(Paragraph.of(_ended(ends, language), "strong"))
    return View(
        tuple(blocks),
        Table("commits", (), ()),
        lambda: {
            "subject": _subject(subject),
            "commits": [_data(change, messages) for change in changes],
            "ends": list(ends),
        },
    )


def _title(subject: Subject | None, language: Language) -> str:
    if subject is None:
        return say(language, "Commits that have changed books or register")
    return say(language, "Commits that have changed {name}", name=subject.title)


def _ended(ends: Sequence[str], language: Language) -> str:
    return say(
        language,
        "This clone of the repository holds no more: what {commits} and those before have changed "
        "is not known. git fetch --unshallow brings the rest.",
        commits=", ".join(each[:_SHORT] for each in ends),
    )


def _head(change: CommitChange, language: Language) -> str:
    commit = change.commit
    when = commit.committed.strftime("%Y-%m-%d %H:%M")
    head = f"{commit.id[:_SHORT]} {when} {commit.author}"
    return f"{head} ({say(language, 'merge')})" if change.is_merge else head


def _meaning(change: CommitChange, language: Language) -> Iterator[str]:
    """What a commit meant, a line for books, one for members and one for the rest."""
    yield from _unread(change, language)
    of = change.vouchers
    if (
        any(True for _ in of.touched)
        or of.in_other_file
        or (of.on_other_line and not change.register)
    ):
        yield _counted(change, language)
    yield from _account_lines(change, language, _FEW)
    yield from _chart(change, language)
    yield from _register(change.register, language)
    documents = list(document_lines(change.documents, language))
    yield from documents[:_FEW]
    if len(documents) > _FEW:
        number = len(documents) - _FEW
        yield say_count(language, number, "1 more document", "{number} more documents")
    if not change.unread and not change.register and not any(True for _ in of.touched):
        names = ", ".join(change.files)
        if names and not (of.in_other_file or change.opened or change.gone):
            yield say(
                language,
                "Changed without anything that vouchers or register say: {names}",
                names=names,
            )


def _counted(change: CommitChange, language: Language) -> str:
    """How many vouchers were added, removed and changed, with the numbers of a few."""
    of = change.vouchers
    touched = [*of.added, *of.removed, *(c.after for c in of.changed)]
    text = counted_vouchers(of, language).text.removesuffix(".")
    numbers = [v.ver for v in touched if v.ver]
    if len(touched) <= _FEW and numbers:
        text += f" ({', '.join(numbers)})"
    return text


def _register(changes: RegisterChanges, language: Language) -> Iterator[str]:
    lines = list(member_lines(changes.members, language))
    if len(lines) > _FEW:
        of = changes.members
        counts = (
            say_count(language, len(of.joined), "1 member joined", "{number} members joined"),
            say_count(language, len(of.left), "1 member left", "{number} members left"),
            say_count(
                language,
                len({m.id for m in of.tiers}),
                "1 member in another tier",
                "{number} members in other tiers",
            ),
            say_count(
                language,
                len(of.entries),
                "1 member otherwise changed",
                "{number} members otherwise changed",
            ),
        )
        numbers = (len(of.joined), len(of.left), len(of.tiers), len(of.entries))
        lines = [", ".join(text for text, n in zip(counts, numbers, strict=True) if n)]
    yield from lines
    others = [*changes.board, *changes.projects, *changes.entries]
    lines = [line for entry in others for line in entry_lines(entry, language)]
    if len(lines) <= _FEW:
        yield from lines
    else:
        yield say_count(
            language,
            len(others),
            "1 other entry of the register added, gone or changed",
            "{number} other entries of the register added, gone or changed",
        )


def _lines(change: CommitChange, subject: Subject, language: Language) -> Iterator[str]:
    """Everything that a commit has changed of what is asked about."""
    yield from _unread(change, language)
    of = change.vouchers
    for voucher in of.added:
        yield say(
            language, "Voucher added: {voucher}", voucher=_voucher(voucher, subject, language)
        )
    for voucher in of.removed:
        yield say(
            language, "Voucher removed: {voucher}", voucher=_voucher(voucher, subject, language)
        )
    for each in of.changed:
        yield from _changed(each, language)
    yield from _account_lines(change, language, None)
    yield from _chart(change, language)
    yield from member_lines(change.register.members, language)
    for entry in change.register.entries:
        yield from entry_lines(entry, language)


def _voucher(voucher: Voucher, subject: Subject, language: Language) -> str:
    """A voucher with its kronor on what is asked about; with all where it is that."""
    postings = postings_about(subject, voucher)
    if subject.kind == "voucher":
        kronor = sum((p.amount for p in postings if p.amount > 0), ZERO)
        return f"{title_of(voucher)}, {amount_text(kronor, language, decimals=2)} kr"
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for posting in postings:
        sums[posting.account] += posting.amount
    parts = [f"{_account(n)} {amount_text(kr, language, decimals=2)}" for n, kr in sums.items()]
    return f"{title_of(voucher)}, {', '.join(parts)}"


def _changed(change: ChangedVoucher, language: Language) -> Iterator[str]:
    title = title_of(change.after)
    for field in change.fields:
        named = FieldChange(
            field_name(field.field, language), field.before, field.after, field.hidden
        )
        yield f"{title}: {field_text(named, language)}"
    for posting in change.postings:
        yield f"{title}: {_posting(posting, language)}"


def _posting(posting: PostingChange, language: Language) -> str:
    was, now = (
        None if kr is None else amount_text(kr, language, decimals=2)
        for kr in (posting.before, posting.after)
    )
    name = _account(posting.account)
    texts = [] if was == now else [field_text(FieldChange(name, was, now), language)]
    texts += [f"{name}, {field_text(field, language)}" for field in posting.fields]
    return "; ".join(texts)


def _account_lines(change: CommitChange, language: Language, most: int | None) -> Iterator[str]:
    """What accounts have come to more or less, a line for each fiscal year."""
    for year, of_year in groupby(change.accounts.items(), key=lambda item: item[0][0]):
        accounts = list(of_year)
        ranked = sorted(accounts, key=lambda item: -abs(item[1]))[:most]
        parts = [
            f"{_account(name)} {amount_text(kr, language, decimals=2)}"
            for (_, name), kr in accounts
            if ((year, name), kr) in ranked
        ]
        if len(accounts) > len(parts):
            number = len(accounts) - len(parts)
            parts.append(say_count(language, number, "1 more account", "{number} more accounts"))
        yield f"{year or say(language, 'outside of all years')}: {', '.join(parts)}"


def _chart(change: CommitChange, language: Language) -> Iterator[str]:
    for title, names in (
        (say(language, "opened"), change.opened),
        (say(language, "gone from the chart"), change.gone),
    ):
        if len(names) > _FEW:
            number = say_count(language, len(names), "1 account", "{number} accounts")
            yield f"{number}: {title}"
        else:
            yield from (f"{_account(name)}: {title}" for name in names)


def _account(name: str) -> str:
    number, label = account_parts(name)
    return f"{number or ''} {label}".strip()


def _unread(change: CommitChange, language: Language) -> Iterator[str]:
    if change.unread:
        first = change.unread[0]
        place = f" ({first.place})" if first.place else ""
        yield f"{first.code}: {first.said.text(language)}{place}"
        yield say(language, "What cannot be read is told with the next commit that can be.")
    if change.wrong:
        file, line = change.wrong[0]
        yield say_count(
            language,
            len(change.wrong),
            "1 line cannot be read, and its voucher is left out: {place}",
            "{number} lines cannot be read, and their vouchers are left out; the first: {place}",
            place=f"{file}:{line}",
        )


def _subject(subject: Subject | None) -> dict[str, str | None] | None:
    if subject is None:
        return None
    return {"kind": subject.kind, "id": subject.id, "name": subject.title, "year": subject.year}


def _data(change: CommitChange, language: Language) -> dict[str, Any]:
    commit, register = change.commit, change.register
    return {
        "commit": commit.id,
        "parents": list(commit.parents),
        "author": commit.author,
        "date": commit.authored.isoformat(),
        "committed": commit.committed.isoformat(),
        "message": commit.subject,
        "vouchers": vouchers_data(change.vouchers),
        "accounts": accounts_data(change.accounts),
        "chart": {"opened": list(change.opened), "gone": list(change.gone)},
        "members": members_data(register.members),
        "board": entries_data(register.board),
        "projects": entries_data(register.projects),
        "register": entries_data(register.entries),
        "files": dict(change.files),
        "documents": dict(change.documents),
        "wrong": [{"file": file, "line": line} for file, line in change.wrong],
        "unread": [item.as_json(language) for item in change.unread],
    }
