"""A whole company's SIE file as a workspace of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sambruk_cli import sie
from sambruk_cli.edits.plan import Plan, made
from sambruk_cli.exchange.sie.into import config
from sambruk_cli.exchange.sie.into.balances import (
    YearBalances,
    check_balances,
    unbooked_results,
    year_balances,
)
from sambruk_cli.exchange.sie.into.entries import Names, budgets
from sambruk_cli.exchange.sie.into.ids import Ids, check_objects, names_in, new_ids, object_details
from sambruk_cli.exchange.sie.into.journals import ledger, year_parts
from sambruk_cli.exchange.sie.into.names import account_name, has_four_digits, line
from sambruk_cli.exchange.sie.into.opening_by_object import Stated
from sambruk_cli.exchange.sie.into.plan import (
    Balances,
    ImportPlan,
    PlannedYear,
    Source,
    booked_on,
    check_accounts,
    check_currency,
    check_flag,
    check_vouchers,
    kept,
    numbered,
    series_of,
    years_of,
)
from sambruk_cli.findings import Finding, errors, finding, in_order
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.register.sie import (
    AccountDetails,
    DimensionDetails,
    Import,
    ObjectDetails,
    SeriesDetails,
    SieDetails,
)

SEAT = "Ej angivet i SIE-filen"


@dataclass(frozen=True, slots=True)
class Choices:
    """What the user may say: the organisation number, years, a file read before."""

    organisation_number: str | None = None
    comparatives: bool = True
    again: bool = False


def into_workspace(source: Source, choices: Choices) -> ImportPlan:
    """The files of a new workspace, or the findings that stand in the way."""
    file = source.file
    years = years_of(file, comparatives=choices.comparatives)
    findings = [*check_flag(source, again=choices.again), *check_currency(source)]
    findings += _identity(source, choices, years)
    used = booked_on(file)
    named = list(check_accounts(source, used))
    findings += errors(named)
    names = names_in(file)
    ids = new_ids(names)
    findings += check_objects(file, source.name, ids)
    if not years or years[-1][0] != 0:
        return ImportPlan(findings=in_order(findings))
    balances: list[YearBalances] = []
    for number, year in years:
        found, faults = year_balances(file, year, number, source.name)
        balances.append(found)
        findings += faults
    findings += check_balances(balances, source.name)
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
        notes=in_order((*unbooked, *(f for f in named if f not in findings))),
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
            [y for _, y in years],
            ids,
            internal=any(a.number[0] in config.INTERNAL for a in accounts),
        ),
        "config/sie.toml": config.details(details),
        **ledger(source, parts, accounts, called, numbers, budgets(planned, by_number)),
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


def _compared(years: list[YearBalances], unbooked: Sequence[Finding]) -> Balances:
    if not any(y.opening or y.closing or y.result for y in years):
        return Balances.NOT_COMPARED
    return Balances.UNBOOKED if unbooked else Balances.AGREE


def _planned(balances: YearBalances, vouchers: int) -> PlannedYear:
    if balances.by_vouchers:
        return PlannedYear(balances.year, "vouchers", vouchers)
    return PlannedYear(balances.year, "balances", 1 if balances.movements() else 0)


def _identity(
    source: Source, choices: Choices, years: list[tuple[int, FiscalYear]]
) -> Iterator[Finding]:
    """What a workspace cannot be without: name, organisation number, a fiscal year."""
    from stdnum.se import orgnr

    file = source.file
    if file.company_name is None or not line(file.company_name.text, ""):
        yield _lacks(source, None, "the file has no #FNAMN", "add the name of who keeps the books")
    stated = file.org_number.number if file.org_number else ""
    number = choices.organisation_number or stated
    if not orgnr.is_valid(number):
        yield _lacks(
            source,
            file.org_number.line if file.org_number and not choices.organisation_number else None,
            f'"{number}" is no organisation number' if number else "the file has no #ORGNR",
            "name it with --organisation-number",
        )
    if not years or years[-1][0] != 0:
        at = next((y.line for y in file.years if y.number == 0), None)
        yield _lacks(
            source,
            at,
            "the file does not say from when to when its year 0 lasts (#RAR)",
            "stand in a workspace and import it into one of its years: --into YEAR",
        )
    if len({year.label for _, year in years}) < len(years):
        yield finding(
            "SIE623",
            f"two fiscal years would be called {years[0][1].label}",
            file=source.name,
            hint="import the last year alone, with --no-comparatives",
        )


def _lacks(source: Source, at: int | None, message: str, hint: str) -> Finding:
    return finding("SIE627", message, file=source.name, line=at or None, hint=hint)


def _is_budget(balance: sie.Balance) -> bool:
    """Whether it is a budget of an account; rows with an object are parts of those."""
    return balance.kind == "PBUDGET" and not balance.objects


def _budgets(source: Source, years: list[tuple[int, FiscalYear]]) -> list[sie.Balance]:
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
    source: Source,
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


def _config(
    source: Source, choices: Choices, years: list[FiscalYear], ids: Ids, *, internal: bool
) -> dict[str, str]:
    from stdnum.se import orgnr

    file = source.file
    assert file.company_name is not None  # _identity
    number = choices.organisation_number or (file.org_number.number if file.org_number else "")
    name = line(file.company_name.text, "")
    formatted = orgnr.format(orgnr.validate(number))
    parts = {
        "members": config.entries("members", ids.members, "organisation"),
        "counterparties": config.entries("counterparties", ids.counterparties),
        "projects": config.entries("projects", ids.projects),
    }
    return {
        "config/association.toml": config.association(name, formatted, SEAT, years),
        **{
            f"config/{part}.toml": text or f"# {part}: none in the SIE file.\n"
            for part, text in parts.items()
        },
        "config/statements.toml": config.statements(internal=internal),
    }
