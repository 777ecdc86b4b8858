"""An association of numbered placeholders: its register, and the files of config/."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[1]
FIRST_YEAR = 2010
MOST_MEMBERS = 400
COUNTERPARTIES = 60
PROJECTS = 12

# Öre per tier: entry contribution, annual fee, special levy.
AMOUNTS = {
    "organisation": (500_000, 800_000, 750_000),
    "small": (500_000, 800_000, 750_000),
    "middle": (1_000_000, 1_600_000, 1_050_000),
    "large": (2_000_000, 3_200_000, 1_350_000),
}
FEE_DAY = (2, 28)
LEVY_DAY = (6, 30)


@dataclass(frozen=True, slots=True)
class Member:
    """A placeholder; without `joined` it has been one since before the first year."""

    id: str
    name: str
    tier: str
    joined: date | None = None

    def is_member(self, day: date) -> bool:
        return self.joined is None or self.joined <= day


@dataclass(frozen=True, slots=True)
class Association:
    """The register that vouchers draw on; parties and projects are ids with names."""

    years: tuple[int, ...]
    members: tuple[Member, ...]
    counterparties: tuple[tuple[str, str], ...]
    projects: tuple[tuple[str, str], ...]


def make_association(rng: Random, years: int, per_year: int) -> Association:
    """As many members as a year of so many vouchers can charge, two more joining each year."""
    labels = tuple(range(FIRST_YEAR, FIRST_YEAR + years))
    size = max(4, min(MOST_MEMBERS, per_year // 5))
    joined: list[date | None] = [None] * size
    joined += [
        date(year, 1, 10) + timedelta(days=rng.randrange(320)) for year in labels for _ in range(2)
    ]
    members = tuple(_member(number, day) for number, day in enumerate(joined, start=1))
    return Association(
        labels,
        members,
        tuple((f"motpart-{n:02d}", f"Motpart {n:02d}") for n in range(1, COUNTERPARTIES + 1)),
        tuple((f"projekt-{n:02d}", f"Projekt {n:02d}") for n in range(1, PROJECTS + 1)),
    )


def _member(number: int, joined: date | None) -> Member:
    if number % 20 == 0:
        name = f"Organisation {number:03d}"
        return Member(f"organisation-{number:03d}", name, "organisation", joined)
    tier = "large" if number % 40 == 1 else "small" if number % 3 == 0 else "middle"
    return Member(f"kommun-{number:03d}", f"Kommun {number:03d}", tier, joined)


def config_files(association: Association) -> Iterator[tuple[str, str]]:
    """Names below config/ and what they hold; the statements are laid out as the example's."""
    last = association.years[-1]
    yield "association.toml", _association(association.years)
    yield "members.toml", "".join(map(_member_entry, association.members))
    yield (
        "counterparties.toml",
        "".join(
            f'[[counterparties]]\nid = "{key}"\nname = "{name}"\nreconstructed = true\n\n'
            for key, name in association.counterparties
        ),
    )
    years = "".join(
        f'[[projects.years]]\nyear = "{year}"\nstatus = "active"\n\n' for year in association.years
    )
    yield (
        "projects.toml",
        "".join(
            f'[[projects]]\nid = "{key}"\nname = "{name}"\n\n{years}'
            for key, name in association.projects
        ),
    )
    yield "fees.toml", _fees()
    yield "statements.toml", (ROOT / "config" / "statements.toml").read_text(encoding="utf-8")
    yield f"report/{last}/note-1.md", "Påhittade böcker för tidmätning.\n"


def _association(years: tuple[int, ...]) -> str:
    text = (
        '[association]\nname = "Föreningen Mätbar"\nshort_name = "Mätbar"\n'
        'organisation_number = "802428-2785"\nseat = "Mätstad"\n\n'
        '[association.reference]\nmunicipalities_total = 290\nsource = "påhittad"\n'
    )
    for year in years:
        closed = "closed = true\n" if year != years[-1] else ""
        text += (
            f'\n[[fiscal_years]]\nlabel = "{year}"\nstart = {year}-01-01\nend = {year}-12-31\n'
            f"{closed}"
        )
    return text


def _member_entry(member: Member) -> str:
    kind = "organisation" if member.tier == "organisation" else "municipality"
    joined = f"joined = {member.joined}\n" if member.joined else ""
    return (
        f'[[members]]\nid = "{member.id}"\nname = "{member.name}"\nkind = "{kind}"\n{joined}'
        f'tier = "{member.tier}"\ntier_source = "påhittad"\nreconstructed = true\n\n'
    )


def _fees() -> str:
    """The example's tiers, with schedules that hold for every year."""
    example = (ROOT / "config" / "fees.toml").read_text(encoding="utf-8")
    tiers, _, _ = example.partition("[[schedules]]")
    text = re.sub(r"^#.*\n", "", tiers, flags=re.MULTILINE).strip() + "\n\n"
    schedules = (
        ("medlemsinsats", "entry_contribution", "2083", None),
        ("arsavgift", "annual_fee", "3110", FEE_DAY),
        ("extra-utdebitering", "special_levy", "3120", LEVY_DAY),
    )
    for index, (key, kind, account, day) in enumerate(schedules):
        amounts = ", ".join(f"{tier} = {of[index] // 100}" for tier, of in AMOUNTS.items())
        charged = f'charged_on = "{day[0]:02d}-{day[1]:02d}"\njoiners = "full"\n' if day else ""
        text += (
            f'[[schedules]]\nid = "{key}"\nkind = "{kind}"\ntiers = "kommunstorlek"\n'
            f'valid_from = {FIRST_YEAR}-01-01\naccount = "{account}"\n{charged}'
            f'decision = "påhittat beslut"\namounts = {{ {amounts} }}\n\n'
        )
    return text
