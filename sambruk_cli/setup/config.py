"""The files of config/ that a new association begins with, with comments that teach."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from textwrap import wrap
from typing import Any

from sambruk_cli.edits.toml import new_toml
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.language import Language
from sambruk_cli.register.layout import is_within, spans
from sambruk_cli.register.layouts import packaged_layout, variant_of
from sambruk_cli.register.organisation_number import lacks_its_check_digit, parted
from sambruk_cli.register.placed import is_amended
from sambruk_cli.register.year_files import folder_of
from sambruk_cli.setup.chart import FEE_TAG, equity_of
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

# What each framework says that the statements are made by; K1 asks for no notes.
_RULES: Mapping[str, str] = {
    "arsbokslut": "Årsbokslutet är upprättat enligt bokföringslagens bestämmelser om årsbokslut "
    "och Bokföringsnämndens allmänna råd (BFNAR 2017:3) om årsbokslut.",
    "k2": "Årsredovisningen är upprättad enligt årsredovisningslagen och Bokföringsnämndens "
    "allmänna råd (BFNAR 2016:10) om årsredovisning i mindre företag (K2).",
    "k3": "Årsredovisningen är upprättad enligt årsredovisningslagen och Bokföringsnämndens "
    "allmänna råd (BFNAR 2012:1) om årsredovisning och koncernredovisning (K3).",
}


# Accounts whose rows hold those of classes 0 and 9, by root; equity has its own in each form.
_LIKE = {"Assets": "1790", "Liabilities": "2890", "Income": "3990", "Expenses": "6990"}


def new_config(
    facts: Facts,
    years: Sequence[FiscalYear],
    tags: Mapping[str, Sequence[str]],
    language: Language,
    internal: Sequence[str] = (),
) -> dict[str, str]:
    """Every file of config/ but that of SIE, by path.

    Args:
      years: in order of time, the last one that of the chapters.
      tags: what accounts are of, where the number alone does not say in which row they stand.
      internal: names of accounts of classes 0 and 9, which no layout of a framework has a row for.
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
        "config/fees.toml": template(
            language,
            "fees.toml",
            account=account,
            next=str(year.end + timedelta(days=1)),
            meeting_day=str(meeting),
        ),
        "config/board.toml": template(language, "board.toml", **values),
        "config/counterparties.toml": template(language, "counterparties.toml"),
        "config/statements.toml": template(
            language,
            "statements.toml",
            layout=_layout(facts, years, tags, internal),
        ),
        **_new_report(facts, year),
    }


def _new_report(facts: Facts, year: FiscalYear) -> dict[str, str]:
    """The chapters of a year and the texts of its notes, by path."""
    # An overview of several years is of an annual report (ÅRL 6:1), not of a bokslut (BFL 6:4),
    # and a förenklat årsbokslut needs say nothing of pledges (BFNAR 2010:1).
    blocks = {
        "overview": "block.multi_year" if facts.framework in {"k2", "k3"} else "",
        "pledges": "block.pledges" if facts.framework != "k1" else "",
    }
    values = {name: f"{{{{ {block} }}}}\n\n" if block else "" for name, block in blocks.items()}
    of_number = " och organisationsnummer\n{{ association.organisation_number }}"
    values["number"] = of_number if facts.number else ""
    values |= _of_economic(facts)
    folder = f"config/report/{folder_of(year.label)}"
    texts = {f"{folder}/{name}": template(REPORT, name, **values) for name in chapters()}
    for number in range(1, len(_notes(facts)) + 1):
        name = f"note-{number}.md"
        rules = "\n".join(wrap(_RULES[facts.framework], 100))
        texts[f"{folder}/{name}"] = template(REPORT, name, rules=rules)
    return texts


def _of_economic(facts: Facts) -> dict[str, str]:
    """What the annual report of an ekonomisk förening says beside that of others (ÅRL 6:2, 6:3)."""
    is_economic = facts.form != "nonprofit" and facts.framework in {"k2", "k3"}
    if not is_economic:
        return {"at_start": "", "contributions": "", "equity": "", "proposed": "årets resultat"}
    return {
        "at_start": "årets början: {{ members.at_start }}, vid ",
        "contributions": "\n## Insatser\n\n"
        "Skriv här summan av de insatser som ska betalas tillbaka under nästa räkenskapsår, och\n"
        "vad som gäller för förlagsinsatser, om det finns några.\n",
        "equity": "{{ block.equity_changes }}\n\n",
        "proposed": "det fria egna kapitalet",
    }


def _notes(facts: Facts) -> list[Mapping[str, Any]]:
    """The notes that a framework wants of everybody (BFNAR 2017:3 ch. 17, 2016:10 18.3, 18.9)."""
    titles = [("Redovisningsprinciper", "Accounting principles")] * (facts.framework in _RULES)
    if facts.framework in {"k2", "k3"}:
        titles.append(("Medelantal anställda", "Average number of employees"))
    return [
        {"number": number, "title": swedish, "title_en": english, "text": f"note-{number}.md"}
        for number, (swedish, english) in enumerate(titles, 1)
    ]


def _layout(
    facts: Facts,
    years: Sequence[FiscalYear],
    tags: Mapping[str, Sequence[str]],
    internal: Sequence[str],
) -> str:
    """The layout by its name and [tags]; as a table of its own where it has notes or changes."""
    notes, rows, since = _notes(facts), _rows(facts, years, internal), years[0].start
    if not notes and not rows:
        return f"{_line('layout', facts.framework)}\n\n{_tags(tags)}"
    table: dict[str, Any] = {"id": facts.framework, "layout": facts.framework, "from": since}
    table |= {"rows": rows, "notes": notes}
    return f"{_tags(tags)}\n{new_toml({'layouts': [table]})}"


def _rows(
    facts: Facts, years: Sequence[FiscalYear], internal: Sequence[str]
) -> list[Mapping[str, Any]]:
    """Changes that place accounts of classes 0 and 9 beside those of BAS that are like them."""
    if not internal:
        return []
    name = variant_of(
        facts.framework,
        economic=facts.form != "nonprofit",
        amended=is_amended(years[0], years),
    )
    layout, moved = packaged_layout(name), dict[str, list[str]]()
    for account in internal:
        root, _, leaf = account.partition(":")
        like = _LIKE.get(root, equity_of(facts.form).retained)
        rows = (*layout.income_statement, *layout.balance_sheet)
        held = [row.key for row in rows if is_within(like, spans(row.accounts))]
        for key in held[:1]:
            moved.setdefault(key, []).append(leaf.partition("-")[0])
    return [{"key": key, "accounts": accounts} for key, accounts in moved.items()]


def _association(facts: Facts, years: Sequence[FiscalYear], language: Language) -> str:
    year = years[-1]
    listed = [{"label": y.label, "start": y.start, "end": y.end} for y in years]
    bankgiro = f"\n{_line('bankgiro', facts.bankgiro)}" if facts.bankgiro else ""
    return template(
        language,
        "association.toml",
        name=_line("name", facts.name),
        short_name=_line("short_name", facts.name),
        organisation_number=_number(facts),
        seat=_line("seat", facts.seat),
        accounting=_line("accounting", facts.accounting),
        bankgiro=bankgiro,
        years=new_toml({"fiscal_years": listed}),
        next=str(year.end + timedelta(days=1)),
        label=year.label,
        report_day=str(year.end + timedelta(days=40)),
    )


def _number(facts: Facts) -> str:
    """The lines of the organisation number, and that it is known where its check digit is wrong."""
    if not facts.number:
        return ""
    checked = lacks_its_check_digit(facts.number)
    return new_toml(
        {
            "organisation_number": parted(facts.number),
            "organisation_number_checked": True if checked else None,
        }
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
