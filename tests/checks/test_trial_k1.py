"""Two years from July to June, first by K1 and then by K3: a layout of one row for all equity.

The books are those of an invented association with members that are municipalities.
"""

from __future__ import annotations

from datetime import date

from sambruk_cli.findings import Finding
from tests.checks.cases.case import ASSOCIATION, STATEMENTS
from tests.conftest import MakeWorkspace, findings_in

REGISTER = """\
[association]
name = "Riksförbundet Kommunal Kultur"
short_name = "Förbundet"
organisation_number = "802428-2785"
seat = "Örebro"

[[fiscal_years]]
label = "2019/20"
start = 2019-07-01
end = 2020-06-30
closed = true

[[fiscal_years]]
label = "2020/21"
start = 2020-07-01
end = 2021-06-30
"""

LEDGER = """\
2019-06-30 open Assets:1930-Bank SEK
2019-06-30 open Assets:1220-Inventarier SEK
2019-06-30 open Assets:1229-Avskrivningar SEK
2019-06-30 open Equity:2067-Balanserat-resultat SEK
2019-06-30 open Equity:2069-Årets-resultat SEK
2019-06-30 open Income:3110-Årsavgifter SEK
2019-06-30 open Income:3990-Gåvor SEK
2019-06-30 open Expenses:7010-Löner SEK
2019-06-30 open Expenses:7832-Avskrivningar SEK
2019-06-30 open Expenses:8999-Årets-resultat SEK

2019-06-30 * "Ingående balans"
  opening: TRUE
  Assets:1930-Bank 50000.00 SEK
  Assets:1220-Inventarier 10000.00 SEK
  Equity:2067-Balanserat-resultat

2019-07-01 * "Avgifter"
  ver: "A1"
  Assets:1930-Bank 21000.00 SEK
  Income:3110-Årsavgifter

2019-12-01 * "Löner"
  ver: "A2"
  Expenses:7010-Löner 15000.00 SEK
  Assets:1930-Bank

2020-06-30 * "Avskrivning"
  ver: "A3"
  Expenses:7832-Avskrivningar 2000.00 SEK
  Assets:1229-Avskrivningar

2020-06-30 * "Årets resultat"
  ver: "A4"
  Expenses:8999-Årets-resultat 4000.00 SEK
  Equity:2069-Årets-resultat

2020-07-01 balance Assets:1930-Bank 56000.00 SEK

2020-07-01 * "Avgifter"
  ver: "A1"
  Assets:1930-Bank 36000.00 SEK
  Income:3110-Årsavgifter

2021-03-01 * "Gåva"
  ver: "A2"
  Assets:1930-Bank 5000.00 SEK
  Income:3990-Gåvor
"""

CHOSEN = """\
[[layouts]]
layout = "k1"
from = 2000-01-01
to = 2020-06-30

[[layouts]]
layout = "k3"
from = 2020-07-01

[tags]
membership_fees = ["3110"]
gifts = ["3990"]
"""

ONE_ROW = """\
[[layouts]]
id = "k1"
framework = "BFNAR 2010:1 (K1)"
from = 2000-01-01
[[layouts.income_statement]]
key = "income"
label = "Intäkter"
accounts = ["3000-3999"]
[[layouts.income_statement]]
key = "costs"
label = "Kostnader"
accounts = ["4000-8998"]
[[layouts.balance_sheet]]
key = "assets"
label = "Tillgångar"
accounts = ["1000-1999"]
sign = "debit"
[[layouts.balance_sheet]]
key = "equity"
label = "Eget kapital"
accounts = ["2000-2099"]
result = true
"""


def found(make_workspace: MakeWorkspace, layouts: str) -> tuple[Finding, ...]:
    empty = dict.fromkeys(
        ("config/members.toml", "config/fees.toml", "config/board.toml", "config/projects.toml"), ""
    )
    files = {ASSOCIATION: REGISTER, STATEMENTS: layouts, "ledger/main.beancount": LEDGER}
    # Within the second year: after it, last year's result has waited too long for a meeting.
    return findings_in(make_workspace({**empty, **files}), today=date(2021, 6, 30))


def test_the_layouts_of_the_program_have_no_fault(make_workspace: MakeWorkspace) -> None:
    assert not [item for item in found(make_workspace, CHOSEN) if item.code.startswith("STM")]


def test_one_row_for_all_equity_is_told_which_layout_has_two(make_workspace: MakeWorkspace) -> None:
    items = [item for item in found(make_workspace, ONE_ROW) if item.code.startswith("STM")]
    assert {item.code for item in items} == {"STM307"}
    assert all('or choose one that has, as "k1"' in (item.hint or "") for item in items)
