"""SIE files as further fiscal years of a workspace that is there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sambruk_cli import sie
from sambruk_cli.account_numbers import is_account_number
from sambruk_cli.edits.plan import Plan
from sambruk_cli.exchange.sie.into.books_target import BooksTarget, Parted, parted
from sambruk_cli.exchange.sie.into.chain_findings import overlapping
from sambruk_cli.exchange.sie.into.checks import check_currency
from sambruk_cli.exchange.sie.into.entries import Names, budgets
from sambruk_cli.exchange.sie.into.existing_year import check_whose
from sambruk_cli.exchange.sie.into.gathered import Gathered, gathered, numbered_years
from sambruk_cli.exchange.sie.into.import_file import ImportFile
from sambruk_cli.exchange.sie.into.ledger_year import (
    ChainedYear,
    closing_voucher,
    differences,
    less,
    with_closed,
)
from sambruk_cli.exchange.sie.into.names import NAMELESS
from sambruk_cli.exchange.sie.into.new_workspace import Choices
from sambruk_cli.exchange.sie.into.plan import ImportPlan
from sambruk_cli.exchange.sie.into.register_ids import (
    Ids,
    check_objects,
    known_ids,
    new_ids,
    taken_ids,
)
from sambruk_cli.exchange.sie.into.source_years import source_years
from sambruk_cli.exchange.sie.into.workspace_changes import NewYears, changes, first_year_faults
from sambruk_cli.exchange.sie.into.years import (
    account_names,
    numbers_lacking,
    outlined,
    tied_years,
    year_budgets,
    year_journals,
)
from sambruk_cli.findings import Finding, Severity, errors, finding, in_order
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen


def into_books(sources: Sequence[ImportFile], target: BooksTarget, choices: Choices) -> ImportPlan:
    """New years with their accounts and objects, or the findings that stand in the way.

    Years may come after those of the books and before them; the first year of the books, where an
    import made it of balances alone, gets its vouchers.

    Args:
      sources: in any order; each is of one year, and may say something of the year before.
    """
    found = gathered(sources, {s.sie: s.books for s in target.details.series})
    findings = [*found.findings, *_imported(found.sources, target)]
    for source in found.sources:
        findings += [*check_currency(source), *check_whose(source, target.register)]
    ids = _ids(found, target)
    of_objects: list[Finding] = []
    for source in found.sources:
        of_objects += check_objects(source.file, source.name, ids)
    findings += errors(of_objects)
    kept = target.kept_years()
    every = source_years(
        found.sources, comparatives=choices.comparatives, known=target.register.years
    )
    of = parted(every, kept, target)
    findings += _there(of, target)
    if not of.front and not of.later:
        if not findings:
            findings.append(finding("SIE621.nothing", file=found.sources[-1].name))
        return ImportPlan(findings=in_order(findings))
    tied = _tied(of, found, kept, target, choices)
    findings += tied.findings
    numbered = numbered_years([year.of for year in tied.years], found.series)
    findings += numbered.findings
    accounts = _new_accounts(found, target, tied.added)
    by_number = {n: a.name for n, a in target.books.by_number.items()}
    by_number |= account_names(accounts, every)
    names = Names(by_number, ids)
    front = year_journals(tied.front, numbered, names)
    later = year_journals(tied.later, numbered, names, opens=not kept)
    before = target.next_summary(kept[-1]) if kept else ""
    later = [replace(journal, before=before or journal.before) for journal in later]
    front = [replace(journal, is_last=False) for journal in front]
    journals = [*front, *later]
    budget = year_budgets(tied.years)
    notes = [*found.notes, *tied.notes, *numbered.notes, *numbers_lacking(journals)]
    notes += (item for item in of_objects if item not in findings)
    new = NewYears(found, front, later, accounts, ids, budgets(budget, by_number), of.upgraded)
    findings += first_year_faults(target, new, kept)
    plan = replace(
        outlined(found, journals, accounts, budget, tied.notes),
        findings=in_order(findings),
        notes=in_order(notes),
    )
    if findings:
        return plan
    return replace(plan, plan=Plan.of(changes(target, new, kept), target.digests))


def _imported(sources: Iterable[ImportFile], target: BooksTarget) -> list[Finding]:
    done = {each.sha256: each.file for each in target.details.imports}
    return [
        finding("SIE621", earlier=done[source.sha256], file=source.name)
        for source in sources
        if source.sha256 in done
    ]


def _ids(found: Gathered, target: BooksTarget) -> Ids:
    """What objects are called; new ones come to the register where it was made of SIE files."""
    known = known_ids(found.names, target.register, target.details)
    return new_ids(found.names, known, taken_ids(target.register)) if target.is_of_sie else known


def _there(of: Parted, target: BooksTarget) -> list[Finding]:
    """What is wrong with years that the books have, and that stay as they are."""
    found = []
    checked = (*of.there, *(() if of.later else of.last))
    for year in checked:
        books = target.before(year.year)
        for each in (year, *year.beside):
            balances = each.balances
            if balances.by_vouchers:
                file, line = each.source.name, balances.line
                found.append(finding("SIE621.kept", year=year.year.label, file=file, line=line))
            elif apart := differences(balances, books.closing, books.results):
                found.append(overlapping(each, apart, {}, is_closing=False))
    return found


@frozen
class _Tied:
    """The years that come before those of the books, and those that come after them."""

    front: tuple[ChainedYear, ...]
    later: tuple[ChainedYear, ...]
    findings: tuple[Finding, ...]
    notes: tuple[Finding, ...]
    added: Mapping[str, str]

    @property
    def years(self) -> tuple[ChainedYear, ...]:
        return (*self.front, *self.later)


def _tied(
    of: Parted,
    found: Gathered,
    kept: Sequence[FiscalYear],
    target: BooksTarget,
    choices: Choices,
) -> _Tied:
    """Years before and after those of the books, held to them."""
    names = {n: a.name for n, a in found.accounts.items()}
    names |= {n: a.label for n, a in target.books.by_number.items()}
    front: tuple[ChainedYear, ...] = ()
    findings: tuple[Finding, ...] = ()
    notes: tuple[Finding, ...] = ()
    added: dict[str, str] = {}
    if of.front:
        known = [year for year in kept if year is not of.upgraded]
        tied = tied_years(of.front, names, choices.account, known=known)
        front, joined = _joined(tied.chain.years, of, kept[0], target)
        findings = (*tied.findings, *(f for f in joined if f.severity is Severity.ERROR))
        notes = (*tied.notes, *(f for f in joined if f.severity is not Severity.ERROR))
        added = dict(tied.chain.added)
    if not of.later:
        return _Tied(front, (), findings, notes, added)
    before = target.before(kept[-1]) if kept else None
    beside = [each for year in of.last for each in (year, *year.beside)]
    tied = tied_years(
        of.later, names | added, choices.account, before=before, beside=beside, known=kept
    )
    return _Tied(
        front,
        tied.chain.years,
        (*findings, *tied.findings),
        (*notes, *tied.notes),
        added | dict(tied.chain.added),
    )


def _joined(
    years: Sequence[ChainedYear], of: Parted, first: FiscalYear, target: BooksTarget
) -> tuple[tuple[ChainedYear, ...], list[Finding]]:
    """Years that lead up to those of the books: they end with what the books go on from.

    What was closed since the file of the last of them was exported is booked on its last day.
    """
    last = years[-1]
    keeps = last.of.balances.keeps_balance
    if of.upgraded is not None:
        books = target.before(of.upgraded)
        results = {a: x for a, x in last.moved.items() if not keeps(a)}
        apart = less(books.closing, last.closing) | less(books.results, results)
    else:
        opening = target.books.opening(first.start).totals.items()
        sums = {target.books.number(a): t.amount for a, t in opening if t.amount}
        apart = less({a: x for a, x in sums.items() if keeps(a)}, last.closing)
    if not apart:
        return tuple(years), []
    rows = closing_voucher(apart, is_whole=of.upgraded is not None)
    said = overlapping(last.of, rows or apart, {}, is_closing=bool(rows))
    return (*years[:-1], with_closed(last, rows) if rows else last), [said]


def _new_accounts(
    found: Gathered, target: BooksTarget, added: Mapping[str, str]
) -> list[sie.Account]:
    """Accounts that the chart lacks: those in use, and all of the files' where it is theirs."""
    named = {n: sie.Account(n, NAMELESS) for n in found.used}
    named |= {n: sie.Account(n, name) for n, name in added.items()}
    named |= {
        n: a for n, a in found.accounts.items() if target.is_of_sie or n in found.used or n in added
    }
    new = (a for n, a in named.items() if n not in target.books.by_number and is_account_number(n))
    return sorted(new, key=lambda account: account.number)
