"""The files of config/ that a new association begins with, with comments that teach."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from sambruk_cli.edits.toml import new_toml
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.language import Language
from sambruk_cli.register.organisation_number import organisation_number
from sambruk_cli.register.year_files import folder_of
from sambruk_cli.setup.chart import FEE_TAG
from sambruk_cli.setup.facts import BORN, PERSON, Facts
from sambruk_cli.setup.texts import REPORT, chapters, template

# Kinds of members by their ids, as they are printed in Swedish and English.
_KINDS = {
    PERSON: ("person", "person"),
    "barn": ("barn", "child"),
    "familj": ("familj", "family"),
    "family": ("familj", "family"),
    "foretag": ("företag", "company"),
    "company": ("företag", "company"),
    "forening": ("förening", "association"),
    "hushall": ("hushåll", "household"),
    "household": ("hushåll", "household"),
    "junior": ("junior", "junior"),
    "municipality": ("kommun", "municipality"),
    "organisation": ("organisation", "organisation"),
    "senior": ("senior", "senior"),
    "stodmedlem": ("stödmedlem", "supporting member"),
    "student": ("student", "student"),
    "ungdom": ("ungdom", "youth"),
    "vuxen": ("vuxen", "adult"),
}


def new_config(
    facts: Facts, years: Sequence[FiscalYear], tags: Mapping[str, Sequence[str]], language: Language
) -> dict[str, str]:
    """Every file of config/ but that of SIE, by path.

    Args:
      years: in order of time, the last one that of the chapters.
      tags: what accounts are of, where the number alone does not say in which row they stand.
    """
    year = years[-1]
    meeting = year.start + timedelta(days=80)
    values = {"first_year": str(meeting.year), "meeting_day": str(meeting)}
    account = _line("account", tags[FEE_TAG][0])
    return {
        "config/association.toml": _association(facts, years, language),
        "config/members.toml": template(
            language,
            "members.toml",
            kind=facts.kinds[0],
            start=str(year.start),
            kinds=_kinds(facts),
        ),
        "config/fees.toml": template(language, "fees.toml", account=account),
        "config/board.toml": template(language, "board.toml", **values),
        "config/counterparties.toml": template(language, "counterparties.toml"),
        "config/statements.toml": template(
            language,
            "statements.toml",
            layout=_line("layout", facts.framework),
            tags=_tags(tags),
        ),
        **new_report(facts, year),
    }


def new_report(facts: Facts, year: FiscalYear) -> dict[str, str]:
    """The chapters of a year, by path."""
    # An overview of several years is of an annual report (ÅRL 6:1), not of a bokslut (BFL 6:4).
    overview = "{{ block.multi_year }}\n\n" if facts.framework in {"k2", "k3"} else ""
    folder = f"config/report/{folder_of(year.label)}"
    return {f"{folder}/{name}": template(REPORT, name, overview=overview) for name in chapters()}


def _association(facts: Facts, years: Sequence[FiscalYear], language: Language) -> str:
    year = years[-1]
    listed = [{"label": y.label, "start": y.start, "end": y.end} for y in years]
    bankgiro = f"\n{_line('bankgiro', facts.bankgiro)}" if facts.bankgiro else ""
    return template(
        language,
        "association.toml",
        name=_line("name", facts.name),
        short_name=_line("short_name", facts.name),
        organisation_number=_line("organisation_number", organisation_number(facts.number)),
        seat=_line("seat", facts.seat),
        accounting=_line("accounting", facts.accounting),
        bankgiro=bankgiro,
        years=new_toml({"fiscal_years": listed}),
        label=year.label,
        report_day=str(year.end + timedelta(days=40)),
    )


def _kinds(facts: Facts) -> str:
    kinds: list[Mapping[str, Any]] = []
    for kind in facts.kinds:
        swedish, english = _KINDS.get(kind, (kind, None))
        kinds.append({"id": kind, "label": swedish, "label_en": english})
    attributes: list[Mapping[str, Any]] = [
        {"id": BORN, "label": "födelseår", "label_en": "year of birth", "type": "year"}
    ]
    if facts.attribute not in {BORN, "population"}:
        attributes.append({"id": facts.attribute, "label": facts.attribute})
    return new_toml({"kinds": kinds, "attributes": attributes})


def _tags(tags: Mapping[str, Sequence[str]]) -> str:
    """[tags] with the accounts of each on its line."""
    quoted = {tag: ", ".join(f'"{number}"' for number in numbers) for tag, numbers in tags.items()}
    return "[tags]\n" + "".join(f"{tag} = [{numbers}]\n" for tag, numbers in quoted.items())


def _line(key: str, value: str) -> str:
    return new_toml({key: value}).rstrip("\n")
