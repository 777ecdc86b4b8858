"""A register that uses every key of members.toml, fees.toml and board.toml, without a fault."""

from __future__ import annotations

from tests.workspaces import BOARD, CHART, FEES, MEMBERS

RICH_MEMBERS = (
    """\
[[kinds]]
id = "municipality"
label = "kommun"
label_en = "municipality"

[[kinds]]
id = "organisation"
label = "organisation"

[[kinds]]
id = "person"
label = "person"
label_en = "person"

[[attributes]]
id = "born"
label = "födelseår"
label_en = "year of birth"
type = "year"

[[attributes]]
id = "status"
label = "status"
type = "text"
values = ["student", "hedersmedlem"]

[[attributes]]
id = "taxbase"
label = "skattekraft"
type = "number"

"""
    + MEMBERS.replace(
        """\
tier_source = "exempel"
""",
        """\
tier_source = "exempel"
organisation_number = "212000-0142"
reference = "Ref 4711"
reconstructed = true

[[members.attributes]]
name = "taxbase"
date = 2020-12-31
value = 231.5
source = "SCB"

[[members.attributes]]
name = "population"
date = 2020-12-31
value = 20000
source = "SCB"
""",
    )
    + """
[[members]]
id = "m-1"
name = "Anna Al"
kind = "person"
number = "1"
address = ["Storgatan 1", "123 45 Exempelstad"]
email = "anna@exempel.se"
private = true
periods = [{ joined = 2015-01-01, left = 2018-12-31 }, { joined = 2021-03-01 }]
tiers = [
  { tier = "junior", source = "Ansökan" },
  { tier = "senior", from = 2021-01-01, source = "Styrelsen" },
]
attributes = [
  { name = "born", date = 2015-01-01, value = 1999, source = "Ansökan" },
  { name = "status", date = 2021-01-01, value = "student", source = "Intyg" },
]

[[members]]
id = "m-2"
name = "Bo By"
kind = "person"
joined = 2021-03-02
left = 2030-12-31
tier = "junior"
tier_source = "Ansökan"
attributes = [{ name = "born", date = 2021-02-28, value = 2012, source = "Ansökan" }]

[[groups]]
id = "familjen"
name = "Familjen"
payer = "m-1"
kind = "familj"
private = true
members = [{ id = "m-1" }, { id = "m-2", from = 2021-01-01, to = 2029-12-31 }]
"""
)

RICH_FEES = (
    FEES.replace(
        '"storlek"\nvalid_from = 2020-01-01\n',
        '"storlek"\nvalid_from = 2020-01-01\nkinds = ["municipality", "organisation"]\n',
    )
    + """
[[charge_kinds]]
id = "medlemsavgift"
label = "medlemsavgift"
label_en = "membership fee"
charged = "yearly"
account = "3130"
vat = 25
treatment = "income"

[[charge_kinds]]
id = "nyckel"
label = "nyckeldeposition"
charged = "entry"
account = "2820"
treatment = "liability"

[[charge_kinds]]
id = "service"
label = "serviceavgift"

[[charge_kinds]]
id = "kurs"
label = "kursavgift"
account = "3150"

[[tier_sets]]
id = "alder"
tiers = [
  { id = "junior", label = "Junior", label_en = "Junior", kinds = ["person"] },
  { id = "senior", label = "Senior", kinds = ["person"] },
]

[[tier_sets]]
id = "artal"
attribute = "born"
tiers = [
  { id = "barn", label = "Barn", kinds = ["person"], to = 17 },
  { id = "vuxen", label = "Vuxen", kinds = ["person"], above = 17, below = 65 },
  { id = "aldre", label = "Äldre", kinds = ["person"], from = 65 },
]

[[schedules]]
id = "medlemsavgift"
kind = "medlemsavgift"
tiers = "alder"
kinds = ["person"]
valid_from = 2020-01-01
valid_to = 2029-12-31
joined_from = 2021-01-01
joined_to = 2029-12-31
charged_on = "02-15"
joiners = "quarters"
decision = "Årsmötet"
decided_on = 2020-03-03
amounts = { junior = 100, senior = 200.50 }
discounts = [
  { attribute = "status", values = ["student"], part = 0.5, decision = "§ 3" },
  { attribute = "status", values = ["hedersmedlem"], amount = 0 },
]
group = { pays = "each", further = 50, cap = 500, kinds = ["familj"] }
instalments = [{ due = "02-28", part = 0.5 }, { due = "08-31", part = 0.5 }]

[[schedules]]
id = "kurs"
kind = "kurs"
tiers = "artal"
kinds = ["person"]
valid_from = 2020-01-01
charged_on = "09-01"
joiners = "none"
reference = { on = "12-31", years_before = 0 }
decision = "Styrelsen"
meeting = "stamma-2021"
amounts = { barn = 10, vuxen = 20, aldre = 30 }
group = { pays = "one" }

[[schedules]]
id = "nyckel"
kind = "nyckel"
kinds = ["person"]
valid_from = 2020-01-01
on_return = 0.5
decision = "Styrelsen"
amount = 300
group = { pays = "each", further_part = 0.5 }

[[schedules]]
id = "service"
kind = "service"
account = "3140"
kinds = ["municipality"]
valid_from = 2021-01-01
charged_on = "12-01"
joiners = "days"
reference = { on = "12-31" }
decision = "Styrelsen"

[schedules.rate]
of = ["population"]
per_mille = 0.5
minimum = 1
maximum = 25000
rebate = { above = 10000, part = 0.5, on = "excess" }

[[schedules]]
id = "utdebitering"
kind = "special_levy"
account = "3120"
kinds = ["municipality"]
valid_from = 2022-01-01
decision = "Styrelsen"

[schedules.rate]
of = ["population", "taxbase"]
per_unit = 0.01
rebate = { above = 10000, part = 0.5, on = "whole" }

[[agreements]]
member = "m-1"
kind = "medlemsavgift"
from = 2021-01-01
to = 2021-12-31
part = 0.5
reason = "Sjukdom"
decision = "Styrelsen"

[[agreements]]
member = "m-2"
from = 2022-01-01
amount = 0
reason = "Sjukdom"
decision = "Styrelsen"
"""
)

RICH_BOARD = (
    BOARD.replace('role = "member"', 'role = "kassor"\ntitle = "Skattmästare"')
    + """
[[roles]]
id = "kassor"
label = "kassör"
label_en = "treasurer"
as = "member"

[[roles]]
id = "lekmannarevisor"
label = "lekmannarevisor"
as = "auditor"

[[people]]
id = "rut-ek"
name = "Rut Ek"

[[mandates]]
person = "rut-ek"
role = "lekmannarevisor"
firm = "Revisorerna"
from = 2021-01-01
until = 2029-12-31

[[mandates]]
role = "nominating"
represents = "lillby"
elected_at = "stamma-2021"
convener = true

[[firm_signing]]
together = 2
people = ["anna-ek"]
roles = ["chair", "kassor"]
from = 2021-04-01
until = 2029-12-31
"""
)

RICH = {
    "config/board.toml": RICH_BOARD,
    "config/members.toml": RICH_MEMBERS,
    "config/fees.toml": RICH_FEES,
    "ledger/chart.beancount": CHART
    + "".join(
        f"2019-12-31 open {name} SEK\n"
        for name in (
            "Liabilities:2820-Depositioner",
            "Income:3120-Utdebitering",
            "Income:3130-Medlemsavgifter",
            "Income:3140-Service",
            "Income:3150-Kurser",
        )
    ),
}
