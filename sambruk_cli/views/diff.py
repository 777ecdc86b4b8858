"""What `sambruk diff` shows: what a change of books and register means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from sambruk_cli.books.wording import account_title
from sambruk_cli.closing.rests_on import part_said
from sambruk_cli.diff.compare import Difference
from sambruk_cli.diff.figures import part_name
from sambruk_cli.diff.tables import changes_table, voucher_table
from sambruk_cli.diff.touched import TouchedPeriod, TouchedYear
from sambruk_cli.diff.vouchers import VoucherChanges
from sambruk_cli.document.cell import Shown
from sambruk_cli.document.model import Block, Column, Heading, Items, Paragraph, Row, Table
from sambruk_cli.findings import Finding, Severity
from sambruk_cli.formats import amount as amount_text
from sambruk_cli.frozen import frozen
from sambruk_cli.language import Language
from sambruk_cli.messages import say, say_count, say_in
from sambruk_cli.session import Session
from sambruk_cli.views.diff_data import diff_data
from sambruk_cli.views.diff_register import left_out, register_blocks
from sambruk_cli.views.view import View

_MOST_NAMES = 5  # of what a sealed year rests on; JSON holds all


@frozen
class Version:
    """What is compared: the revision as it was named and its commit, both "" for files on disk."""

    revision: str
    commit: str

    def name(self, language: Language) -> str:
        """What people call it."""
        if not self.revision:
            return say(language, "the working tree")
        return f"{self.revision} ({self.commit[:12]})"


@frozen
class Compared:
    """The two versions, and their books and registers as they may be printed."""

    old: Version
    new: Version
    before: Session
    after: Session

    @property
    def language(self) -> Language:
        return self.after.language

    def account(self, name: str) -> str:
        """An account with number and label, which it may have in either version."""
        side = self.after if name in self.after.books.accounts else self.before
        return account_title(side.books, name)


def diff_view(found: Difference, sides: Compared, most: int | None = None) -> View:
    """What has changed.

    Args:
      most: how many vouchers, rows or entries of each kind are printed; None for all.
    """
    language = sides.language
    title = say(
        language,
        "Changes from {old} to {new}",
        old=sides.old.name(language),
        new=sides.new.name(language),
    )
    blocks: list[Block] = [Heading(2, title)]
    blocks += [Paragraph.of(_shouted(year, language), "strong") for year in found.touched]
    blocks += [Paragraph.of(_locked(period, language), "strong") for period in found.locked]
    blocks += _summary(found, language, most)
    blocks += _findings(found, language, most)
    blocks += _vouchers(found, sides, most)
    blocks += _accounts(found, sides, most)
    blocks += _figures(found, language, most)
    blocks += register_blocks(found, sides.after.register, sides.before.register, language, most)
    commits = {"from": _version(sides.old), "to": _version(sides.new)}
    table = Table("accounts", (), ())
    return View(
        tuple(blocks), table, lambda: {**commits, **diff_data(found, sides.after.terms.messages)}
    )


def _version(version: Version) -> dict[str, str | None]:
    return {"revision": version.revision or None, "commit": version.commit or None}


def _shouted(year: TouchedYear, language: Language) -> str:
    """What is said first of a year that was closed or sealed and is not as it was."""
    if year.is_sealed:
        head = say(language, "WARNING: {year} IS SEALED AND IS CHANGED", year=year.year)
    else:
        head = say(language, "WARNING: {year} IS CLOSED AND IS CHANGED", year=year.year)
    parts = []
    if year.vouchers:
        parts.append(say_count(language, year.vouchers, "1 voucher", "{number} vouchers"))
    if year.figures:
        number = year.figures
        parts.append(say_count(language, number, "1 printed figure", "{number} printed figures"))
    if year.charges:
        parts.append(say_count(language, year.charges, "1 charge", "{number} charges"))
    if year.is_reopened:
        parts.append(say(language, "it is no longer said to be closed"))
    if year.seal == "removed":
        parts.append(say(language, "its seal is removed"))
    if year.seal == "changed":
        parts.append(say(language, "its seal is changed"))
    if year.parts:
        names = _first([part_said(part).text(language) for part in year.parts], language)
        parts.append(say(language, "what it rests on in the register ({names})", names=names))
    if year.documents:
        names = _first(year.documents, language)
        parts.append(say(language, "its documents ({names})", names=names))
    return f"{head}: {', '.join(parts)}"


def _locked(period: TouchedPeriod, language: Language) -> str:
    """What is said first of a period that was locked and is not as it was."""
    head = say(
        language, "WARNING: THE PERIOD THROUGH {day} IS LOCKED AND IS CHANGED", day=period.through
    )
    parts = []
    if period.vouchers:
        parts.append(say_count(language, period.vouchers, "1 voucher", "{number} vouchers"))
    if period.lock == "removed":
        parts.append(say(language, "its lock is removed"))
    if period.lock == "changed":
        parts.append(say(language, "its lock is changed"))
    return f"{head}: {', '.join(parts)}"


def _first(names: Sequence[str], language: Language) -> str:
    """The first of some names, and how many more there are."""
    more = len(names) - _MOST_NAMES
    shown = list(names[:_MOST_NAMES])
    if more > 0:
        shown.append(say(language, "{number} more", number=more))
    return ", ".join(shown)


def _summary(found: Difference, language: Language, most: int | None) -> Iterator[Block]:
    """One line that says how much of the books has changed, or that nothing has."""
    yield counted_vouchers(found.vouchers, language)
    if found.files:
        words = {
            "added": say_in(language, "file", "added"),
            "removed": say_in(language, "file", "removed"),
            "changed": say_in(language, "file", "changed"),
        }
        names = (f"{name} ({words[what]})" for name, what in found.files.items())
        yield Paragraph.of(say(language, "Files: {names}.", names=", ".join(names)))
    lines = list(document_lines(found.documents, language))
    if lines:
        yield Heading(3, f"{say(language, 'Documents')} ({len(lines)})")
        yield Items(tuple((Paragraph.of(line),) for line in lines[:most]))
        yield from left_out(len(lines), most, language)


def document_lines(documents: Mapping[str, str], language: Language) -> Iterator[str]:
    """A line for each document that vouchers name and that is no longer what it was."""
    for name, what in documents.items():
        if what == "removed":
            yield say(language, "The document {name} is removed", name=name)
        else:
            yield say(language, "The document {name} is changed", name=name)


def counted_vouchers(vouchers: VoucherChanges, language: Language) -> Paragraph:
    """How many vouchers have come, gone, changed and moved."""
    parts = []
    if number := len(vouchers.added):
        parts.append(say_count(language, number, "1 voucher added", "{number} vouchers added"))
    if number := len(vouchers.removed):
        parts.append(say_count(language, number, "1 voucher removed", "{number} vouchers removed"))
    if number := len(vouchers.changed):
        parts.append(say_count(language, number, "1 voucher changed", "{number} vouchers changed"))
    if vouchers.in_other_file:
        parts.append(
            say_count(
                language,
                vouchers.in_other_file,
                "1 voucher moved to another file",
                "{number} vouchers moved to other files",
            )
        )
    if vouchers.on_other_line:
        parts.append(
            say_count(
                language,
                vouchers.on_other_line,
                "1 voucher moved to another line",
                "{number} vouchers moved to other lines",
            )
        )
    if not parts:
        return Paragraph.of(say(language, "No voucher is added, removed or changed."))
    return Paragraph.of(", ".join(parts) + ".")


def limited(block: Block, rows: int, most: int | None, language: Language) -> Iterator[Block]:
    """A block that holds the first of so many rows, and how many are left out."""
    yield block
    yield from left_out(rows, most, language)


def _findings(found: Difference, language: Language, most: int | None) -> Iterator[Block]:
    for title, findings in (
        (say(language, "New findings"), found.new_findings),
        (say(language, "Findings that are newly waived"), found.waived),
        (say(language, "Findings that are gone"), found.gone_findings),
    ):
        if findings:
            ordered = sorted(findings, key=lambda f: f.severity is not Severity.ERROR)
            yield Heading(3, f"{title} ({len(findings)})")
            listed = Items(tuple((_finding(f, language),) for f in ordered[:most]))
            yield from limited(listed, len(findings), most, language)


def _finding(item: Finding, language: Language) -> Paragraph:
    is_error = item.severity is Severity.ERROR
    severity = say(language, "error") if is_error else say(language, "warning")
    place = f" ({item.place})" if item.place else ""
    if item.waived is None:
        return Paragraph.of(f"{item.code} {severity}: {item.said.text(language)}{place}")
    head = f"{item.code} {say(language, 'waived')}: {item.said.text(language)}{place}"
    return Paragraph.of(
        say(language, "{finding}. Reason: {reason}", finding=head, reason=item.waived)
    )


def _vouchers(found: Difference, sides: Compared, most: int | None) -> Iterator[Block]:
    language, vouchers = sides.language, found.vouchers
    for title, some in (
        (say(language, "Vouchers added"), vouchers.added),
        (say(language, "Vouchers removed"), vouchers.removed),
    ):
        if some:
            yield Heading(3, f"{title} ({len(some)})")
            yield from limited(
                voucher_table(some[:most], sides.account, language), len(some), most, language
            )
    if changed := vouchers.changed:
        yield Heading(3, f"{say(language, 'Vouchers changed')} ({len(changed)})")
        yield from limited(
            changes_table(changed[:most], sides.account, language), len(changed), most, language
        )


def _accounts(found: Difference, sides: Compared, most: int | None) -> Iterator[Block]:
    language = sides.language
    said = [
        (say(language, "opened"), found.opened),
        (say(language, "gone from the chart"), found.gone),
    ]
    lines = [f"{sides.account(a.name)}: {what}" for what, accounts in said for a in accounts]
    for what, assertions in (
        (say(language, "balance checked"), found.asserted),
        (say(language, "balance no longer checked"), found.unasserted),
    ):
        for each in assertions:
            kronor = f"{amount_text(each.amount, language, decimals=2)} {each.currency}"
            lines.append(f"{sides.account(each.account)}: {what}, {each.date} {kronor}")
    if not found.accounts and not lines:
        return
    yield Heading(3, say(language, "Accounts"))
    if found.accounts:
        columns = (
            Column(say(language, "Account")),
            Column(say(language, "Change"), "amount", 2),
        )
        rows: list[Row] = []
        shown = list(found.accounts.items())[:most]
        for year, of_year in groupby(shown, key=lambda item: item[0][0]):
            rows.append(Row((year or say(language, "outside of all years"), None), "heading"))
            rows += [
                Row((Shown(sides.account(name), name), change), indent=1)
                for (_, name), change in of_year
            ]
        table = Table("accounts", columns, tuple(rows))
        yield from limited(table, len(found.accounts), most, language)
    if lines:
        listed = Items(tuple((Paragraph.of(line),) for line in lines[:most]))
        yield from limited(listed, len(lines), most, language)


def _figures(found: Difference, language: Language, most: int | None) -> Iterator[Block]:
    """The printed figures that have changed, under their years and parts."""
    if not found.figures:
        return
    columns = (
        Column(say(language, "Printed figure")),
        Column(say_in(language, "version", "Before"), "amount"),
        Column(say_in(language, "version", "After"), "amount"),
        Column(say(language, "Change"), "amount"),
    )
    ordered = sorted(found.figures, key=lambda f: f.year)
    rows: list[Row] = []
    for (year, part), of_part in groupby(ordered[:most], key=lambda f: (f.year, f.part)):
        rows.append(Row((f"{year} {part_name(part, language)}", None, None, None), "heading"))
        rows += [Row((f.label, f.before, f.after, f.change), indent=1) for f in of_part]
    yield Heading(3, say(language, "Statements, notes, budget and key figures"))
    table = Table("rows", columns, tuple(rows))
    yield from limited(table, len(ordered), most, language)
