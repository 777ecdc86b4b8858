"""SIE files as a workspace of its own."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from sambruk_cli import sie
from sambruk_cli.edits.plan import Plan, made
from sambruk_cli.exchange.sie.into import config
from sambruk_cli.exchange.sie.into.balances import fiscal_year
from sambruk_cli.exchange.sie.into.checks import check_currency
from sambruk_cli.exchange.sie.into.entries import Names, budgets
from sambruk_cli.exchange.sie.into.gathered import Gathered, gathered, numbered_years
from sambruk_cli.exchange.sie.into.import_file import ImportFile
from sambruk_cli.exchange.sie.into.journals import Journal, NewBooks, ledger
from sambruk_cli.exchange.sie.into.names import line
from sambruk_cli.exchange.sie.into.number import StatedNumber, check_number, stated_number
from sambruk_cli.exchange.sie.into.plan import ImportPlan, kept
from sambruk_cli.exchange.sie.into.register_ids import Ids, check_objects, new_ids, object_details
from sambruk_cli.exchange.sie.into.source_years import source_years
from sambruk_cli.exchange.sie.into.years import (
    account_details,
    account_names,
    dimension_details,
    imports_of,
    numbers_lacking,
    outlined,
    tied_years,
    year_budgets,
    year_journals,
)
from sambruk_cli.findings import Finding, errors, finding, in_order
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.register.association import LONGEST_NAME
from sambruk_cli.register.organisation_number import (
    digits_of,
    is_organisation_number,
    organisation_number,
)
from sambruk_cli.register.sie import ObjectDetails, SeriesDetails, SieDetails

SEAT = "Ej angivet i SIE-filen"


@frozen
class Choices:
    """What the user may say: the organisation number, the name, which years, what account.

    `keep_number` says that the number is known to be so, whatever its check digit.
    `again` reads a file into a year though it says that it was read; `chart_only` makes a workspace
    of a file without vouchers and balances. `account` is the one of equity that what does not sum
    to nought is booked on.
    """

    organisation_number: str | None = None
    comparatives: bool = True
    again: bool = False
    name: str | None = None
    keep_number: bool = False
    chart_only: bool = False
    account: str | None = None


def into_workspace(sources: Sequence[ImportFile], choices: Choices) -> ImportPlan:
    """The files of a new workspace, or the findings that stand in the way.

    Args:
      sources: in any order; each is of one year, and may say something of the year before.
    """
    found = gathered(sources, {})
    of_number = list(_identities(found.sources, choices))
    findings = [*found.findings, *errors(of_number)]
    for source in found.sources:
        findings += check_currency(source)
        findings += _of_what(source, choices)
    ids = new_ids(found.names)
    of_objects: list[Finding] = []
    for source in found.sources:
        of_objects += check_objects(source.file, source.name, ids)
    findings += errors(of_objects)
    years = source_years(found.sources, comparatives=choices.comparatives)
    if not years or any(fiscal_year(s.file, 0) is None for s in found.sources):
        return ImportPlan(findings=in_order(findings))
    tied = tied_years(years, {n: a.name for n, a in found.accounts.items()}, choices.account)
    findings += tied.findings
    numbered = numbered_years([year.of for year in tied.chain.years], found.series)
    findings += numbered.findings
    accounts, left_out = kept(tuple(found.accounts.values()), found.used, tied.chain.added)
    by_number = account_names(accounts, years)
    budget = year_budgets(tied.chain.years)
    notes = [*found.notes, *tied.notes, *numbered.notes]
    notes += (item for item in (*of_number, *of_objects) if item not in findings)
    journals = year_journals(tied.chain.years, numbered, Names(by_number, ids))
    notes += numbers_lacking(journals)
    plan = replace(
        outlined(found, journals, accounts, budget, tied.chain.notes),
        left_out=left_out,
        findings=in_order(findings),
        notes=in_order(notes),
    )
    if findings:
        return plan
    details = _details(found, accounts, object_details(found.names, ids), journals)
    texts = {
        **_config(
            found.sources,
            choices,
            [journal.parts.chained.year for journal in journals],
            ids,
            internal=[by_number[a.number] for a in accounts if config.is_internal(a.number)],
        ),
        "config/sie.toml": config.details(details),
        **ledger(
            NewBooks(_name(found.sources, choices), journals, accounts, budgets(budget, by_number))
        ),
    }
    return replace(plan, plan=Plan.of(made(path, text) for path, text in texts.items()))


def _identities(sources: Sequence[ImportFile], choices: Choices) -> Iterator[Finding]:
    """What a workspace cannot be without: a name, an organisation number. One of each."""
    last = sources[-1]
    name = _name(sources, choices)
    if not name:
        yield finding("SIE627", file=last.name)
    elif len(name) > LONGEST_NAME:
        where = (last.file.company_name and last.file.company_name.line) or None
        yield finding("SIE627.long", most=LONGEST_NAME, file=last.name, line=where)
    number, source = _stated_number(sources, choices)
    wrong = tuple(check_number(number, source.name))
    yield from wrong
    if not choices.organisation_number and not errors(wrong):
        for other in sources:
            stated = other.file.org_number
            # One that is none, but for its check digit, is still of somebody else.
            text = stated.number if stated else ""
            theirs = organisation_number(text) if is_organisation_number(text) else text
            if stated is not None and text.strip() and _ten(theirs) != _ten(number.number):
                yield finding(
                    "SIE627.several",
                    stated=stated.number,
                    other=number.number,
                    name=source.stem,
                    file=other.name,
                    line=stated.line or None,
                )


def _ten(number: str) -> str:
    return digits_of(number)[-10:]


def _of_what(source: ImportFile, choices: Choices) -> Iterator[Finding]:
    """A file that says from when to when its year lasts, and something of it."""
    file = source.file
    if fiscal_year(file, 0) is None:
        at = next((y.line for y in file.years if y.number == 0), None)
        yield finding("SIE627.year", file=source.name, line=at or None)
    if not choices.chart_only and not file.vouchers and not any(b.amount for b in file.balances):
        yield finding("SIE627.empty", file=source.name)


def _details(
    found: Gathered,
    accounts: Sequence[sie.Account],
    objects: tuple[ObjectDetails, ...],
    journals: Sequence[Journal],
) -> SieDetails:
    return SieDetails(
        imports=imports_of(found.sources, journals),
        accounts=account_details(accounts),
        dimensions=dimension_details(found.sources),
        objects=objects,
        series=tuple(SeriesDetails(sie=s, books=b) for s, b in found.series.items() if s != b),
    )


def _name(sources: Sequence[ImportFile], choices: Choices) -> str:
    """The name that is said, or that of the latest file that has one; "" where none has."""
    stated = (s.file.company_name for s in reversed(sources))
    names = (line(value.text, "") for value in stated if value)
    return choices.name or next((name for name in names if name), "")


def _stated_number(
    sources: Sequence[ImportFile], choices: Choices
) -> tuple[StatedNumber, ImportFile]:
    """The number that is said, or that of the latest file that has one that will do."""
    asked, keep = choices.organisation_number, choices.keep_number
    found = [(stated_number(s, asked, keep=keep), s) for s in reversed(sources)]
    fit = [pair for pair in found if not errors(check_number(pair[0], ""))]
    stated = [pair for pair in found if pair[0].text.strip()]
    return next(iter((*fit, *stated, *found)))


def _config(
    sources: Sequence[ImportFile],
    choices: Choices,
    years: list[FiscalYear],
    ids: Ids,
    *,
    internal: Collection[str],
) -> dict[str, str]:
    number, _ = _stated_number(sources, choices)
    name = _name(sources, choices)
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
