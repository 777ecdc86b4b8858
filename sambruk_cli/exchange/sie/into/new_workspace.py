"""A whole company's SIE file as a workspace of its own."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from sambruk_cli import sie
from sambruk_cli.edits.plan import Plan, made
from sambruk_cli.exchange.sie.into import config
from sambruk_cli.exchange.sie.into.balances import (
    YearBalances,
    check_balances,
    unbooked_results,
    year_balances,
)
from sambruk_cli.exchange.sie.into.by_object import Stated
from sambruk_cli.exchange.sie.into.checks import (
    booked_on,
    check_accounts,
    check_currency,
    check_flag,
    check_vouchers,
)
from sambruk_cli.exchange.sie.into.entries import Names, budgets
from sambruk_cli.exchange.sie.into.import_file import ImportFile
from sambruk_cli.exchange.sie.into.journals import NewBooks, ledger, year_parts
from sambruk_cli.exchange.sie.into.names import account_name, has_four_digits, line
from sambruk_cli.exchange.sie.into.number import StatedNumber, check_number, stated_number
from sambruk_cli.exchange.sie.into.numbering import numbered, series_of
from sambruk_cli.exchange.sie.into.plan import (
    BalancesCompared,
    ImportPlan,
    PlannedYear,
    kept,
    years_of,
)
from sambruk_cli.exchange.sie.into.register_ids import (
    Ids,
    check_objects,
    names_in,
    new_ids,
    object_details,
)
from sambruk_cli.findings import Finding, errors, finding, in_order
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.register.association import LONGEST_NAME
from sambruk_cli.register.sie import (
    AccountDetails,
    DimensionDetails,
    Import,
    ObjectDetails,
    SeriesDetails,
    SieDetails,
)

SEAT = "Ej angivet i SIE-filen"


@frozen
class Choices:
    """What the user may say: the organisation number, years, a file read before, the name.

    `keep_number` says that the number is known to be so, whatever its check digit.
    """

    organisation_number: str | None = None
    comparatives: bool = True
    again: bool = False
    name: str | None = None
    keep_number: bool = False


def into_workspace(source: ImportFile, choices: Choices) -> ImportPlan:
    """The files of a new workspace, or the findings that stand in the way."""
    file = source.file
    years = years_of(file, comparatives=choices.comparatives)
    findings = [*check_flag(source, again=choices.again), *check_currency(source)]
    findings += _identity(source, choices, years)
    number = stated_number(source, choices.organisation_number, keep=choices.keep_number)
    of_number = list(check_number(number, source.name))
    findings += errors(of_number)
    used = booked_on(file)
    named = list(check_accounts(source, used))
    findings += errors(named)
    names = names_in(file)
    ids = new_ids(names)
    findings += check_objects(file, source.name, ids)
    if not years or years[-1][0] != 0:
        return ImportPlan(findings=in_order(findings))
    balances = [year_balances(file, year, number) for number, year in years]
    findings += check_balances(file, balances, source.name)
    unbooked = tuple(unbooked_results(balances, source.name))
    findings += check_vouchers(source, years[-1][1])
    series = series_of(file, {})
    numbers, faults = numbered(source, series, {})
    findings += faults
    accounts, left_out = kept(file.accounts, used)
    by_number = {a.number: account_name(a.number, a.name, a.kind) for a in accounts}
    planned = _budgets(source, years)
    plan = ImportPlan(
        years=tuple(_planned(b, len(file.vouchers)) for b in balances),
        accounts=len(accounts),
        vouchers=len(file.vouchers),
        objects=len(names),
        budgets=len(planned),
        budgets_left_out=sum(_is_budget(b) for b in file.balances) - len(planned),
        left_out=left_out,
        findings=in_order(findings),
        notes=in_order((*unbooked, *(f for f in (*of_number, *named) if f not in findings))),
        balances=_compared(balances, unbooked),
    )
    if findings:
        return plan
    called, parts = Names(by_number, ids), year_parts(file, balances)
    details = _details(source, accounts, object_details(names, ids), series)
    texts = {
        **_config(
            source,
            choices,
            number,
            [y for _, y in years],
            ids,
            internal=[by_number[a.number] for a in accounts if a.number[0] in config.INTERNAL],
        ),
        "config/sie.toml": config.details(details),
        **ledger(NewBooks(source, parts, accounts, called, numbers, budgets(planned, by_number))),
    }
    of_years = [number for number, _ in years]
    by_object = sum(
        b.kind == "PBUDGET" and bool(b.objects) and b.amount != 0 and b.year in of_years
        for b in file.balances
    )
    return replace(
        plan,
        plan=Plan.of(made(path, text) for path, text in texts.items()),
        parts_left_out=by_object + len(frozenset[Stated]().union(*(p.unsaid for p in parts))),
    )


def _compared(years: list[YearBalances], unbooked: Sequence[Finding]) -> BalancesCompared:
    if not any(y.opening or y.closing or y.result for y in years):
        return BalancesCompared.NOT_COMPARED
    return BalancesCompared.UNBOOKED if unbooked else BalancesCompared.AGREE


def _planned(balances: YearBalances, vouchers: int) -> PlannedYear:
    if balances.by_vouchers:
        return PlannedYear(balances.year, "vouchers", vouchers)
    return PlannedYear(balances.year, "balances", 1 if balances.movements() else 0)


def _identity(
    source: ImportFile, choices: Choices, years: list[tuple[int, FiscalYear]]
) -> Iterator[Finding]:
    """What a workspace cannot be without: a name, a fiscal year."""
    file = source.file
    name = _name(source, choices)
    if not name:
        yield finding("SIE627", file=source.name)
    elif len(name) > LONGEST_NAME:
        where = (file.company_name and file.company_name.line) or None
        yield finding("SIE627.long", most=LONGEST_NAME, file=source.name, line=where)
    if not years or years[-1][0] != 0:
        at = next((y.line for y in file.years if y.number == 0), None)
        yield finding("SIE627.year", file=source.name, line=at or None)
    if len({year.label for _, year in years}) < len(years):
        yield finding("SIE623.same_label", year=years[0][1].label, file=source.name)


def _is_budget(balance: sie.Balance) -> bool:
    """Whether it is a budget of an account; rows with an object are parts of those."""
    return balance.kind == "PBUDGET" and not balance.objects


def _budgets(source: ImportFile, years: list[tuple[int, FiscalYear]]) -> list[sie.Balance]:
    """Budgets of accounts, but for months outside the year that they are said to be of."""
    known = dict(years)
    found = []
    for balance in source.file.balances:
        year = known.get(balance.year)
        if year is None or not _is_budget(balance) or not has_four_digits(balance.account):
            continue
        first, last = (f"{d.year:04}{d.month:02}" for d in (year.start, year.end))
        if first <= balance.period[:6] <= last:
            found.append(balance)
    return found


def _details(
    source: ImportFile,
    accounts: list[sie.Account],
    objects: tuple[ObjectDetails, ...],
    series: Mapping[str, str],
) -> SieDetails:
    return SieDetails(
        imports=(Import(file=line(source.stem, "SIE"), sha256=source.sha256),),
        accounts=tuple(
            AccountDetails(
                number=a.number,
                sru=tuple(s for s in (line(code, "") for code in a.sru) if s),
                unit=line(a.unit or "", "") or None,
            )
            for a in accounts
            if a.sru or a.unit
        ),
        dimensions=tuple(
            DimensionDetails(number=d.number, name=d.name, parent=d.parent or None)
            for d in source.file.dimensions
        ),
        objects=objects,
        series=tuple(SeriesDetails(sie=s, books=b) for s, b in series.items() if s != b),
    )


def _name(source: ImportFile, choices: Choices) -> str:
    """The name that is said, or the file's; "" where there is none."""
    stated = source.file.company_name
    return choices.name or (line(stated.text, "") if stated else "")


def _config(
    source: ImportFile,
    choices: Choices,
    number: StatedNumber,
    years: list[FiscalYear],
    ids: Ids,
    *,
    internal: Collection[str],
) -> dict[str, str]:
    name = _name(source, choices)
    parts = {
        "members": config.entries("members", ids.members, "organisation"),
        "counterparties": config.entries("counterparties", ids.counterparties),
        "projects": config.entries("projects", ids.projects),
    }
    return {
        "config/association.toml": config.association(name, number, SEAT, years),
        **{
            f"config/{part}.toml": text or f"# {part}: none in the SIE file.\n"
            for part, text in parts.items()
        },
        "config/statements.toml": config.statements(internal=internal),
    }
