"""What a SIE file gives a new association: its books, and what config/ knows of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date, timedelta

from sambruk_cli.exchange.sie.into.balances import fiscal_year
from sambruk_cli.exchange.sie.into.entries import open_text
from sambruk_cli.exchange.sie.into.import_file import ImportFile
from sambruk_cli.exchange.sie.into.new_workspace import Choices, into_workspace
from sambruk_cli.exchange.sie.into.plan import ImportPlan
from sambruk_cli.findings import Finding, finding, in_order
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.frozen import frozen
from sambruk_cli.language import Language
from sambruk_cli.register.association import LegalForm
from sambruk_cli.register.organisation_number import (
    is_organisation_number,
    is_parted,
    organisation_number,
    parted,
)
from sambruk_cli.setup.books import CHART, journal_name, journal_text
from sambruk_cli.setup.chart import FEE_TAG, FEES, ChartAccount, chart, equity_of
from sambruk_cli.setup.facts import Facts

_DAY = timedelta(days=1)
_OPENED = re.compile(r'^[0-9-]+ open \w+:([0-9]{4,10})-\S+ SEK\n  name: "(.*)"', re.MULTILINE)
_INTERNAL = re.compile(r"^[0-9-]+ open (\w+:[09][0-9]{3,9}-\S+) SEK$", re.MULTILINE)
# Accounts of income by their names, as members, givers and funders stand in them.
_TAGS = (
    (re.compile(r"medlemsavg", re.IGNORECASE), FEE_TAG),
    (re.compile(r"\bgåv", re.IGNORECASE), "gifts"),
    (re.compile(r"bidrag", re.IGNORECASE), "grants"),
)
_RESULT = "8999"  # what every year is closed with, against the result in equity


@frozen
class TakenOver:
    """The books of a SIE file: files by path, the fiscal years, the accounts of each tag.

    `entries` are tables of members and counterparties that files of config/ end with, by path.
    """

    files: dict[str, str]
    entries: dict[str, str]
    years: tuple[FiscalYear, ...]
    tags: dict[str, list[str]]
    imported: ImportPlan

    @property
    def internal(self) -> tuple[str, ...]:
        """The accounts of classes 0 and 9, which BAS leaves to whoever keeps the books."""
        return tuple(_INTERNAL.findall(self.files[f"ledger/{CHART}"]))


def wrong_file(source: ImportFile, facts: Facts) -> Iterator[Finding]:
    """Whether the file is that of the association, and of a year that the first one goes on from.

    Args:
      facts: with the number and year that are asked for.
    """
    stated = source.file.org_number.number if source.file.org_number else ""
    if is_organisation_number(stated) and is_parted(facts.number):
        theirs, ours = organisation_number(stated), parted(facts.number)
        if theirs != ours:
            at = source.file.org_number.line if source.file.org_number else None
            yield finding(
                "USE912.other", theirs=theirs, ours=ours, file=source.name, line=at or None
            )
    year = file_year(source)
    if year is not None and facts.year.start not in (year.start, year.end + _DAY):
        yield finding(
            "USE912.start",
            day=facts.year.start,
            start=year.start,
            end=year.end,
            next=year.end + _DAY,
            file=source.name,
        )


def file_year(source: ImportFile) -> FiscalYear | None:
    """The year that a file is of; None where it does not say."""
    return fiscal_year(source.file, 0)


def start_after(source: ImportFile, today: date) -> date | None:
    """The first day of the year that is to be kept: the file's own, or the next if it is over."""
    year = file_year(source)
    if year is None:
        return None
    return year.start if year.end >= today else year.end + _DAY


def taken_over(
    source: ImportFile, facts: Facts, language: Language, *, comparatives: bool
) -> tuple[TakenOver | None, tuple[Finding, ...]]:
    """The books of a file, with a new year after it where one is to begin; or what is wrong."""
    wrong = tuple(wrong_file(source, facts))
    choices = Choices(
        facts.number or None,
        comparatives,
        again=True,
        name=facts.name,
        keep_number=facts.keep_number,
    )
    found = into_workspace([source], choices)
    if wrong or found.plan is None:
        return None, in_order((*wrong, *found.findings))
    texts = {change.path: (change.after or b"").decode() for change in found.plan.changes}
    years = [planned.year for planned in found.years]
    files = {path: text for path, text in texts.items() if path.startswith("ledger/")}
    kept = ("config/sie.toml", "config/projects.toml")
    files |= {path: texts[path] for path in kept if path in texts and "[" in texts[path]}
    if facts.year.start > years[-1].end:
        years.append(facts.year)
        journal = journal_name(facts.year.label)
        files[f"ledger/{journal}"] = journal_text(facts, language)
        files["ledger/main.beancount"] += f'include "{journal}"\n'
    path = f"ledger/{CHART}"
    files[path], tags = _with_needed(files[path], years[0].start - _DAY, facts.form)
    entries = {
        path: texts[path]
        for path in ("config/members.toml", "config/counterparties.toml")
        if "[[" in texts[path]
    }
    return TakenOver(files, entries, tuple(years), tags, found), ()


def _with_needed(text: str, opened: date, form: LegalForm) -> tuple[str, dict[str, list[str]]]:
    """The chart with the accounts that every association needs, and the tags of accounts.

    The names of the file's accounts say what they are of, their numbers never do: many a chart has
    sales on the number that sambruk's own has for fees.
    """
    there = dict(_OPENED.findall(text))
    tags: dict[str, list[str]] = {}
    for number, name in there.items():
        tag = next((tag for called, tag in _TAGS if called.search(name)), None)
        if tag is not None and number.startswith("3"):
            tags.setdefault(tag, []).append(number)
    needed = (equity_of(form).result, _RESULT)
    new = [each for part in chart(form) for each in part.accounts if each.number in needed]
    new = [each for each in new if each.number not in there]
    if FEE_TAG not in tags:
        fees = _new_fees(there)
        new.append(fees)
        tags[FEE_TAG] = [fees.number]
    whole = text.rstrip("\n") + "\n"
    for each in sorted(new):
        whole += open_text(opened, [(each.account, each.name)])
    return whole, tags


def _new_fees(there: Collection[str]) -> ChartAccount:
    """An account of membership fees, on the first number from FEES on that is not taken."""
    (usual,) = (each for part in chart() for each in part.accounts if each.number == FEES)
    number = next(n for n in map(str, range(int(FEES), 10_000)) if n not in there)
    return usual._replace(number=number)
