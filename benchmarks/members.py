"""An association of many people: a made-up register, and the time that its dues take.

Names are numbered placeholders. Five schedules are in force, one each of: by age, by status with a
discount, by kind of member, the same for all, and a contribution on joining.
"""

from __future__ import annotations

import random
import shutil
import time
from datetime import date, timedelta
from pathlib import Path

from benchmarks.association import ROOT
from benchmarks.cases import Case
from benchmarks.results import Figure, Part
from benchmarks.timing import compare, run

SIZES = (10_000, 100_000)
_SETTLES = 2.5  # seconds: what was written within the last two is not kept an answer on
_YEAR = 2021

_ASSOCIATION = f"""\
[association]
name = "Påhittade föreningen"
short_name = "Påhittade"
organisation_number = "802428-2785"
seat = "Ingenstans"

[[fiscal_years]]
label = "{_YEAR}"
start = {_YEAR}-01-01
end = {_YEAR}-12-31
"""

_REGISTER = """\
[[kinds]]
id = "person"
label = "person"

[[kinds]]
id = "company"
label = "företag"

[[attributes]]
id = "birth_year"
label = "födelseår"
type = "year"

[[attributes]]
id = "status"
label = "status"
type = "text"
values = ["student", "ordinary"]
"""

_FEES = f"""\
[[charge_kinds]]
id = "card"
label = "kort"
account = "3130"

[[charge_kinds]]
id = "paper"
label = "tidning"
account = "3140"

[[tier_sets]]
id = "age"
attribute = "birth_year"

[[tier_sets.tiers]]
id = "junior"
label = "Junior"
kinds = ["person"]
to = 20

[[tier_sets.tiers]]
id = "senior"
label = "Senior"
kinds = ["person"]
above = 20

[[schedules]]
id = "card"
kind = "card"
valid_from = {_YEAR}-01-01
decision = "Påhittad"
amount = 50

[[schedules]]
id = "paper"
kind = "paper"
valid_from = {_YEAR}-01-01
joiners = "quarters"
decision = "Påhittad"
amounts = {{ person = 120, company = 240 }}

[[schedules]]
id = "fee"
kind = "annual_fee"
tiers = "age"
kinds = ["person"]
valid_from = {_YEAR}-01-01
account = "3110"
joiners = "months"
decision = "Påhittad"
amounts = {{ junior = 200, senior = 400 }}
discounts = [{{ attribute = "status", values = ["student"], part = 0.5 }}]

[[schedules]]
id = "company-fee"
kind = "annual_fee"
kinds = ["company"]
valid_from = {_YEAR}-01-01
account = "3110"
decision = "Påhittad"
amount = 2000

[[schedules]]
id = "entry"
kind = "entry_contribution"
valid_from = {_YEAR}-01-01
account = "2083"
decision = "Påhittad"
amount = 100
"""

_LEDGER = f"""\
option "operating_currency" "SEK"

2020-12-31 open Assets:1930-Bank SEK
2020-12-31 open Equity:2067-Balanserat-resultat SEK
2020-12-31 open Equity:2083-Insatser SEK
2020-12-31 open Income:3110-Medlemsavgifter SEK
2020-12-31 open Income:3130-Kort SEK
2020-12-31 open Income:3140-Tidning SEK
2020-12-31 open Expenses:6570-Bankkostnader SEK

{_YEAR}-01-02 * "Bankavgift"
  ver: "A1"
  Expenses:6570-Bankkostnader   10.00 SEK
  Assets:1930-Bank             -10.00 SEK
"""


def _known(name: str, day: str, value: str) -> str:
    return f'{{ name = "{name}", date = {day}, value = {value}, source = "k" }}'


def write(root: Path, members: int, seed: int = 1) -> None:
    """A workspace with so many members, every twentieth of them a company."""
    chance = random.Random(seed)  # noqa: S311 (made-up members, no secret)
    for name in ("config", "ledger"):
        (root / name).mkdir(parents=True)
    entries = [_REGISTER]
    first = date(_YEAR - 20, 1, 1)
    for number in range(1, members + 1):
        joined = first + timedelta(chance.randrange(21 * 365))
        is_company = number % 20 == 0
        kind, name = ("company", "Företag") if is_company else ("person", "Person")
        entries.append(
            f'\n[[members]]\nid = "m{number}"\nname = "{name} {number}"\nkind = "{kind}"\n'
            f"joined = {joined}\n"
        )
        if not is_company:
            born = chance.randint(_YEAR - 90, _YEAR - 6)
            known = [_known("birth_year", "2000-01-01", str(born))]
            if number % 7 == 0:
                known.append(_known("status", "2020-08-01", '"student"'))
            entries.append(f"attributes = [{', '.join(known)}]\n")
    for file, text in {
        "config/association.toml": _ASSOCIATION,
        "config/members.toml": "".join(entries),
        "config/fees.toml": _FEES,
        "ledger/main.beancount": _LEDGER,
    }.items():
        (root / file).write_text(text, encoding="utf-8")
    shutil.copy(ROOT / "config" / "statements.toml", root / "config" / "statements.toml")


def dues(case: Case) -> Part:
    """`sambruk dues`, with nothing kept and asked again, over two sizes: it must be linear."""
    roots = []
    for members in SIZES:
        case.say(f"{members} members: writing the register")
        roots.append(case.folder / f"members-{members}")
        write(roots[-1], members)
    of = case.programs.sambruk
    named = [f"{members:,} members".replace(",", " ") for members in SIZES]
    again = [
        case.command(f"sambruk dues, {n}", of(r, "dues")) for n, r in zip(named, roots, strict=True)
    ]
    cold = [
        case.command(f"sambruk dues --no-cache, {n}", of(r, "dues", "--no-cache"))
        for n, r in zip(named, roots, strict=True)
    ]
    time.sleep(_SETTLES)
    for command in again:
        run(command)
    few_again, many_again, few, many = compare([*again, *cold], case.runs)
    case.profile(f"{SIZES[-1]}-members-dues", "--root", str(roots[-1]), "dues", "--no-cache")
    return Part(
        "Dues of many members, five schedules",
        (few_again, many_again, few, many),
        (
            Figure("100 000 members, asked again: dues", many_again, None, "2"),
            Figure("100 000 members, no cache: dues", many, None, "2"),
            Figure("dues of 100 000 members / of 10 000, no cache", many, few, "10"),
        ),
    )
