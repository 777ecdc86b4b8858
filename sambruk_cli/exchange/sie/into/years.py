"""Fiscal years that come into books from SIE files, whether the books are new or there already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sambruk_cli import sie
from sambruk_cli.account_numbers import is_account_number
from sambruk_cli.exchange.sie.into.by_object import Stated
from sambruk_cli.exchange.sie.into.chain import Chain, chained
from sambruk_cli.exchange.sie.into.entries import Names
from sambruk_cli.exchange.sie.into.gathered import Gathered, Numbered
from sambruk_cli.exchange.sie.into.import_file import ImportFile
from sambruk_cli.exchange.sie.into.journals import Journal, year_parts
from sambruk_cli.exchange.sie.into.ledger_year import Before, ChainedYear, SourceYear
from sambruk_cli.exchange.sie.into.names import account_name, line
from sambruk_cli.exchange.sie.into.numbering import lacking, last_numbers, missing_numbers
from sambruk_cli.exchange.sie.into.plan import BalancesCompared, ImportPlan, PlannedYear
from sambruk_cli.exchange.sie.into.register_ids import is_dimension
from sambruk_cli.exchange.sie.into.results import other_results
from sambruk_cli.exchange.sie.into.source_years import check_years, without_first
from sambruk_cli.findings import Finding, Severity, finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.register.sie import AccountDetails, DimensionDetails, Import

_BOOKED = frozenset({"SIE625"})  # says of what an import books


@frozen
class Tied:
    """Years that follow each other; `findings` stand in the way."""

    chain: Chain
    findings: tuple[Finding, ...]
    notes: tuple[Finding, ...]


def tied_years(
    years: Sequence[SourceYear],
    names: Mapping[str, str],
    account: str | None,
    *,
    before: Before | None = None,
    beside: Sequence[SourceYear] = (),
    known: Sequence[FiscalYear] = (),
) -> Tied:
    """Years one after another; a year before that does not fit the others is left out.

    Args:
      names: of the accounts in the chart, by number.
      account: what does not sum to nought is booked on it, where one is named.
      before: what the books have come to, where the years come after what is there.
      beside: what the files say of the year that the books have come to.
      known: the years that are in the books.
    """
    left: tuple[Finding, ...] = ()
    while True:
        chain = chained(years, names, before=before, beside=beside, account=account)
        # Where the years do not follow each other, what the balances say is no fault of its own.
        faults = tuple(check_years(years, known)) or chain.faults
        out = without_first(years, faults) if before is None else None
        if out is None:
            break
        years, left = years[1:], out
    notes = (*left, *chain.notes, *_balances_alone(chain.years), *other_results(chain.years))
    return Tied(chain, tuple(said for _, said in faults), notes)


def _balances_alone(years: Sequence[ChainedYear]) -> list[Finding]:
    """A warning of files that should have vouchers and have balances alone."""
    return [
        finding(
            "SIE627.balances",
            year=year.year.label,
            file=year.of.source.name,
            line=year.of.source.file.sie_type.line or None,
            severity=Severity.WARNING,
        )
        for year in years
        if year.of.balances.number == 0
        and not year.of.balances.by_vouchers
        and year.of.source.file.sie_type is not None
        and year.of.source.file.type == "4"
    ]


def _compared(journals: Sequence[Journal], notes: Sequence[Finding]) -> BalancesCompared:
    if not any(journal.parts.chained.of.balances.is_stated for journal in journals):
        return BalancesCompared.NOT_COMPARED
    is_booked = any(note.code in _BOOKED for note in notes)
    return BalancesCompared.BOOKED if is_booked else BalancesCompared.AGREE


def year_journals(
    years: Sequence[ChainedYear], numbered: Numbered, names: Names, *, opens: bool = True
) -> list[Journal]:
    """The journals of years in order of time.

    Args:
      opens: whether the first is the first of the books.
    """
    return [
        Journal(
            parts,
            names,
            numbered.by_year.get(parts.chained.year.label),
            is_first=opens and place == 0,
            is_last=place == len(years) - 1,
            was_open=place > 0 and bool(years[place - 1].closed),
        )
        for place, parts in enumerate(year_parts(years, opens=opens))
    ]


def _planned_year(journal: Journal) -> PlannedYear:
    """What a year is made of, as it is shown."""
    chained = journal.parts.chained
    if journal.numbering is not None:
        return PlannedYear(chained.year, "vouchers", len(journal.numbering.numbers))
    return PlannedYear(chained.year, "balances", 1 if chained.summarised else 0)


def numbers_lacking(journals: Sequence[Journal]) -> list[Finding]:
    """Warnings of numbers of vouchers that files lack."""
    return [
        item
        for journal in journals
        if journal.numbering is not None
        for item in lacking(journal.parts.chained.of.source, journal.numbering.numbers)
    ]


def outlined(
    found: Gathered,
    journals: Sequence[Journal],
    accounts: Sequence[sie.Account],
    budget: Sequence[sie.Balance],
    booked: Sequence[Finding],
) -> ImportPlan:
    """What an import comes to: years, counts, and what comparing balances came to.

    Args:
      accounts: those that it opens.
      budget: the rows that it takes.
      booked: what is said of the years, of which some is booked.
    """
    every = sum(_is_budget(b) for s in found.sources for b in s.file.balances)
    return ImportPlan(
        years=tuple(_planned_year(journal) for journal in journals),
        accounts=len(accounts),
        vouchers=sum(len(j.numbering.numbers) for j in journals if j.numbering),
        objects=len(found.names),
        budgets=len(budget),
        budgets_left_out=every - len(budget),
        parts_left_out=_parts_left_out(journals),
        balances=_compared(journals, booked),
    )


def _is_budget(balance: sie.Balance) -> bool:
    """Whether it is a budget of an account; rows with an object are parts of those."""
    return balance.kind == "PBUDGET" and not balance.objects


def year_budgets(years: Sequence[ChainedYear]) -> list[sie.Balance]:
    """Budgets of accounts, but for months outside the year that they are said to be of."""
    found = []
    for each in years:
        year, balances = each.year, each.of.balances
        first, last = (f"{d.year:04}{d.month:02}" for d in (year.start, year.end))
        found += [
            balance
            for balance in each.of.source.file.balances
            if _is_budget(balance)
            and balance.year == balances.number
            and is_account_number(balance.account)
            and first <= balance.period[:6] <= last
        ]
    return found


def _parts_left_out(journals: Sequence[Journal]) -> int:
    """How many amounts by object the books do not take."""
    by_object = 0
    for journal in journals:
        of = journal.parts.chained.of
        by_object += sum(
            b.kind == "PBUDGET" and bool(b.objects) and b.amount != 0
            for b in of.source.file.balances
            if b.year == of.balances.number
        )
    return by_object + sum(len(_unsaid(journals, source)) for source in _sources(journals))


def _sources(journals: Sequence[Journal]) -> list[ImportFile]:
    return list({id(s): s for j in journals for s in [j.parts.chained.of.source]}.values())


def _unsaid(journals: Sequence[Journal], source: ImportFile) -> frozenset[Stated]:
    return frozenset[Stated]().union(
        *(j.parts.unsaid for j in journals if j.parts.chained.of.source is source)
    )


def imports_of(sources: Sequence[ImportFile], journals: Sequence[Journal]) -> tuple[Import, ...]:
    """What config/sie.toml keeps of the files: what was read, and the numbers that it lacked."""
    years = {id(j.parts.chained.of.source): j for j in journals if j.numbering is not None}
    found = []
    for source in sources:
        journal = years.get(id(source))
        found.append(
            Import(
                file=line(source.stem, "SIE"),
                sha256=source.sha256,
                year=journal.parts.chained.year.label if journal else None,
                last=last_numbers(journal.numbers) if journal else (),
                missing=missing_numbers(journal.numbers) if journal else (),
            )
        )
    return tuple(found)


def account_names(accounts: Sequence[sie.Account], years: Sequence[SourceYear]) -> dict[str, str]:
    """What accounts are called in the books, by number.

    Args:
      years: they tell which accounts of classes 0 and 9 keep a balance.
    """
    internal = years[0].balances.internal if years else frozenset[str]()
    return {
        a.number: account_name(a.number, a.name, a.kind, keeps_balance=a.number in internal)
        for a in accounts
    }


def account_details(accounts: Sequence[sie.Account]) -> tuple[AccountDetails, ...]:
    """What config/sie.toml keeps of accounts: SRU codes and units."""
    return tuple(
        AccountDetails(
            number=a.number,
            sru=tuple(s for s in (line(code, "") for code in a.sru) if s),
            unit=line(a.unit or "", "") or None,
        )
        for a in accounts
        if a.sru or a.unit
    )


def dimension_details(sources: Sequence[ImportFile]) -> tuple[DimensionDetails, ...]:
    """The dimensions that the files declare; the latest name of each."""
    every = (d for source in sources for d in source.file.dimensions)
    found = {d.number: d for d in every if is_dimension(d.number)}
    return tuple(
        DimensionDetails(
            number=d.number,
            name=d.name,
            parent=d.parent if d.parent and is_dimension(d.parent) else None,
        )
        for d in found.values()
    )
