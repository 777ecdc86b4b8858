"""Every example of docs/fees.md charges what the page says that it does."""

from __future__ import annotations

import re
import tomllib
from datetime import date

import pytest

from sambruk_cli.dues.instalments import instalments
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.money import plain
from tests.conftest import PROJECT
from tests.dues.said import calendar, dues, said

_PARTS = (PROJECT / "docs" / "fees.md").read_text().split("\n## ")
COMMON, SECTIONS = _PARTS[0], {part.partition("\n")[0]: part for part in _PARTS[1:]}
EXAMPLES = [title for title, text in SECTIONS.items() if "# config/fees.toml" in text]


def block(text: str, name: str) -> str:
    """The TOML of one file in a section, "" where it has none."""
    found = re.search(rf"```toml\n# config/{name}\.toml\n(.*?)```", text, re.DOTALL)
    return found[1] if found else ""


def rows(text: str, heads: str) -> list[list[str]]:
    """The cells of the table with some heads; none where it is not there."""
    lines = iter(text.splitlines())
    if heads not in lines:
        return []
    next(lines)
    table = []
    for line in lines:
        if not line.startswith("|"):
            break
        table.append([cell.strip() for cell in line.strip("|").split("|")])
    return table


def years_of(text: str) -> dict[str, FiscalYear]:
    stated = tomllib.loads(block(text, "association")).get("fiscal_years", ())
    return {y["label"]: FiscalYear(y["label"], y["start"], y["end"]) for y in stated}


def test_the_page_has_an_example_of_each_form() -> None:
    assert len(EXAMPLES) == 18


@pytest.mark.parametrize("title", EXAMPLES)
def test_an_example_charges_what_the_page_says(title: str) -> None:
    text = SECTIONS[title]
    register = said(block(text, "members") or block(COMMON, "members"), block(text, "fees"))
    wanted = rows(text, "| year | member | owed by | charged | kronor |")
    assert wanted
    years = years_of(text)
    labels = dict.fromkeys(label for label, *_ in wanted)
    charged = [
        [label, c.member.id, c.payer.id, c.day.isoformat(), f"{c.amount:f}"]
        for label in labels
        for c in dues(register, years.get(label) or calendar(int(label))).charges
    ]
    assert charged == wanted


def test_instalments_fall_due_as_the_page_says() -> None:
    text = SECTIONS["Instalments"]
    register = said(block(COMMON, "members"), block(text, "fees"))
    assert [
        [charge.member.id, due.isoformat(), plain(amount)]
        for charge in dues(register).charges
        for due, amount in instalments(charge)
    ] == rows(text, "| member | due | kronor |")


def test_vat_is_as_the_page_says() -> None:
    text = SECTIONS["Kinds of charge of one's own, and VAT"]
    register = said(block(COMMON, "members"), block(text, "fees"))
    berth, deposit = dues(register).charges
    assert (berth.day, f"{berth.vat:f}") == (date(2021, 4, 1), "300.63")
    assert deposit.vat == 0
