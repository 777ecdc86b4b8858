"""A small, whole and faultless workspace that tests change one thing of.

Föreningen Exempel: two fiscal years, three members, one fee schedule of each kind. All of its
figures are made up so that they can be checked in one's head.
"""

from __future__ import annotations

from pathlib import Path

ASSOCIATION = """\
[association]
name = "Föreningen Exempel"
short_name = "Exempel"
organisation_number = "802428-2785"
seat = "Exempelstad"

[association.reference]
municipalities_total = 290
source = "exempel"

[[fiscal_years]]
label = "2020"
start = 2020-01-01
end = 2020-12-31
closed = true

[[fiscal_years]]
label = "2021"
start = 2021-01-01
end = 2021-12-31

[[reports]]
year = "2021"
prepared_by = "anna-ek"
date = 2022-02-01
version = "1.0"
signed_on = 2022-03-01

[[reports.signatories]]
person = "anna-ek"

[[reports.signatories]]
person = "bo-al"
"""

MEMBERS = """\
[[members]]
id = "storstad"
name = "Storstads kommun"
kind = "municipality"
tier = "large"
tier_source = "exempel"

[[members]]
id = "lillby"
name = "Lillby kommun"
kind = "municipality"
joined = 2021-05-10
[[members.attributes]]
name = "population"
date = 2020-12-31
value = 9999
source = "exempel"

[[members]]
id = "forbundet"
name = "Förbundet"
kind = "organisation"
tier = "organisation"
"""

COUNTERPARTIES = """\
[[counterparties]]
id = "banken"
name = "Banken"
"""

FEES = """\
[[tier_sets]]
id = "storlek"

[[tier_sets.tiers]]
id = "organisation"
label = "Organisationer"
kinds = ["organisation"]

[[tier_sets.tiers]]
id = "small"
label = "Färre än 10 000 invånare"
kinds = ["municipality"]
below = 10000

[[tier_sets.tiers]]
id = "large"
label = "10 000 invånare och fler"
kinds = ["municipality"]
from = 10000

[[schedules]]
id = "insats"
kind = "entry_contribution"
tiers = "storlek"
valid_from = 2020-01-01
account = "2083"
decision = "Stadgarna"
amounts = { organisation = 500, small = 500, large = 1000 }

[[schedules]]
id = "arsavgift"
kind = "annual_fee"
tiers = "storlek"
valid_from = 2020-01-01
charged_on = "02-01"
account = "3110"
decision = "Stämman 2020"
amounts = { organisation = 100, small = 200, large = 400 }
"""

BOARD = """\
[[meetings]]
id = "stamma-2021"
kind = "annual"
date = 2021-04-01
title = "Årsstämma 2021"

[[people]]
id = "anna-ek"
name = "Anna Ek"

[[people]]
id = "bo-al"
name = "Bo Al"

[[mandates]]
person = "anna-ek"
role = "chair"
represents = "storstad"
elected_at = "stamma-2021"

[[mandates]]
person = "bo-al"
role = "member"
represents = "forbundet"
elected_at = "stamma-2021"
"""

PROJECTS = """\
[[projects]]
id = "bron"
name = "Bron"

[[projects.years]]
year = "2021"
status = "active"
participants = ["storstad"]
"""

STATEMENTS = """\
[[layouts]]
id = "enkel"
framework = "K1"
from = 2000-01-01
to = 2025-12-31
header_note = 1
disposition = ["retained", "result"]

[[layouts.income_statement]]
key = "income"
label = "Intäkter"
label_en = "Income"
accounts = ["3000-3999"]
note = 2

[[layouts.income_statement]]
key = "costs"
label = "Kostnader"
accounts = ["4000-8998"]

[[layouts.income_statement]]
key = "net_result"
label = "Årets resultat"
sum = ["income", "costs"]
style = "total"

[[layouts.balance_sheet]]
key = "receivables"
label = "Kundfordringar"
accounts = ["1500-1599"]
sign = "debit"

[[layouts.balance_sheet]]
key = "bank"
label = "Kassa och bank"
accounts = ["1900-1999"]
sign = "debit"

[[layouts.balance_sheet]]
key = "total_assets"
label = "Summa tillgångar"
sum = ["receivables", "bank"]
style = "total"

[[layouts.balance_sheet]]
key = "retained"
label = "Balanserat resultat"
accounts = ["2067"]

[[layouts.balance_sheet]]
key = "contributions"
label = "Insatser"
accounts = ["2083"]

[[layouts.balance_sheet]]
key = "result"
label = "Årets resultat"
accounts = ["2069"]
result = true

[[layouts.balance_sheet]]
key = "liabilities"
label = "Skulder"
accounts = ["2400-2999"]

[[layouts.balance_sheet]]
key = "total_equity_and_liabilities"
label = "Summa eget kapital och skulder"
sum = ["retained", "contributions", "result", "liabilities"]
style = "total"

[[layouts.notes]]
number = 1
title = "Principer"
text = "note-1.md"

[[layouts.notes]]
number = 2
title = "Intäkter"
row = "income"

[[layouts.notes.rows]]
key = "fees"
label = "Årsavgifter"
accounts = ["3110"]

[[layouts.notes.rows]]
key = "other"
label = "Övrigt"
accounts = ["3000-3109", "3111-3999"]
"""

MAIN = """\
option "title" "Föreningen Exempel"
option "operating_currency" "SEK"
include "chart.beancount"
include "2020.beancount"
include "2021.beancount"
"""

CHART = """\
2019-12-31 open Assets:1510-Kundfordringar SEK
2019-12-31 open Assets:1930-Bank SEK
2019-12-31 open Equity:2067-Balanserat-resultat SEK
2019-12-31 open Equity:2069-Årets-resultat SEK
2019-12-31 open Equity:2083-Insatser SEK
2019-12-31 open Liabilities:2440-Leverantörsskulder SEK
2019-12-31 open Income:3110-Årsavgifter SEK
2019-12-31 open Income:3190-Övrigt SEK
2019-12-31 open Expenses:4010-Kostnader SEK
2019-12-31 open Expenses:8999-Årets-resultat SEK
"""

# 2020: fees 400 + 100, costs 200: result 300. Bank 2000 + 500 - 200 = 2300.
JOURNAL_2020 = """\
2019-12-31 * "Ingående balans"
  opening: TRUE
  Assets:1930-Bank               2000.00 SEK
  Equity:2083-Insatser          -1500.00 SEK
  Equity:2067-Balanserat-resultat -500.00 SEK

2020-02-01 * "Storstads kommun" "Årsavgift"
  ver: "A1"
  Assets:1510-Kundfordringar      400.00 SEK
    member: "storstad"
    invoice: "2020-1"
  Income:3110-Årsavgifter        -400.00 SEK
    member: "storstad"

2020-02-01 * "Förbundet" "Årsavgift"
  ver: "A2"
  Assets:1510-Kundfordringar      100.00 SEK
    member: "forbundet"
    invoice: "2020-2"
  Income:3110-Årsavgifter        -100.00 SEK
    member: "forbundet"

2020-03-01 * "Inbetalningar"
  ver: "A3"
  Assets:1930-Bank                500.00 SEK
  Assets:1510-Kundfordringar     -400.00 SEK
    member: "storstad"
    invoice: "2020-1"
  Assets:1510-Kundfordringar     -100.00 SEK
    member: "forbundet"
    invoice: "2020-2"

2020-06-01 * "Banken" "Kostnad"
  ver: "A4"
  Expenses:4010-Kostnader         200.00 SEK
    counterparty: "banken"
  Assets:1930-Bank               -200.00 SEK

2020-12-31 * "Årets resultat"
  ver: "A5"
  Expenses:8999-Årets-resultat    300.00 SEK
  Equity:2069-Årets-resultat     -300.00 SEK
"""

# 2021: fees 400 + 100 + 200, other 50, costs 150: result 600, not booked yet.
# Receivables 700 (nothing paid), bank 2300 - 150 + 50 + 500 = 2700.
JOURNAL_2021 = """\
2021-01-01 balance Assets:1930-Bank 2300.00 SEK

2021-02-01 * "Storstads kommun" "Årsavgift"
  ver: "A1"
  Assets:1510-Kundfordringar      400.00 SEK
    member: "storstad"
    invoice: "2021-1"
  Income:3110-Årsavgifter        -400.00 SEK
    member: "storstad"

2021-02-01 * "Förbundet" "Årsavgift"
  ver: "A2"
  Assets:1510-Kundfordringar      100.00 SEK
    member: "forbundet"
    invoice: "2021-2"
  Income:3110-Årsavgifter        -100.00 SEK
    member: "forbundet"

2021-04-01 * "Resultatet 2020 i ny räkning"
  ver: "A3"
  Equity:2069-Årets-resultat      300.00 SEK
  Equity:2067-Balanserat-resultat -300.00 SEK

2021-05-10 * "Lillby kommun" "Insats och årsavgift"
  ver: "A4"
  Assets:1930-Bank                500.00 SEK
  Equity:2083-Insatser           -500.00 SEK
    member: "lillby"
  Assets:1510-Kundfordringar      200.00 SEK
    member: "lillby"
    invoice: "2021-3"
  Income:3110-Årsavgifter        -200.00 SEK
    member: "lillby"

2021-06-01 * "Banken" "Kostnad"
  ver: "A5"
  Expenses:4010-Kostnader         150.00 SEK
    counterparty: "banken"
    project: "bron"
  Assets:1930-Bank               -150.00 SEK

2021-07-01 * "Övrig intäkt"
  ver: "A6"
  Assets:1930-Bank                 50.00 SEK
  Income:3190-Övrigt              -50.00 SEK
"""

CHAPTER = """\
# Verksamheten

Föreningen hade {{ members.total }} medlemmar.

{{ block.income_statement }}

{{ block.balance_sheet }}

{{ block.notes }}

{{ block.signatures }}
"""

FILES = {
    "config/association.toml": ASSOCIATION,
    "config/members.toml": MEMBERS,
    "config/counterparties.toml": COUNTERPARTIES,
    "config/fees.toml": FEES,
    "config/board.toml": BOARD,
    "config/projects.toml": PROJECTS,
    "config/statements.toml": STATEMENTS,
    "config/report/2021/01-verksamheten.md": CHAPTER,
    "config/report/2021/note-1.md": "Enligt lag.\n",
    "ledger/main.beancount": MAIN,
    "ledger/chart.beancount": CHART,
    "ledger/2020.beancount": JOURNAL_2020,
    "ledger/2021.beancount": JOURNAL_2021,
}


def write_workspace(folder: Path, changes: dict[str, str | bytes | None] | None = None) -> Path:
    """Write the workspace below a folder, with some files changed, added or (None) left out."""
    for name, content in {**FILES, **(changes or {})}.items():
        if content is None:
            continue
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def edited(name: str, *replacements: tuple[str, str]) -> dict[str, str | bytes | None]:
    """A change to one file: each first text replaced by the second.

    Raises:
      AssertionError: when a text to replace is not there exactly once.
    """
    text = FILES[name]
    for old, new in replacements:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        text = text.replace(old, new)
    return {name: text}
