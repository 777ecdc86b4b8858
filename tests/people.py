"""Föreningen Exempel with people among its members, some of them private.

What identifies those that are private is in `SECRETS`, each text once with a made-up spelling that
nothing else in the workspace has. Every place is used that such a text can stand in.
"""

from __future__ import annotations

from tests.conftest import Changes
from tests.workspaces import CHAPTER, FEES, JOURNAL_2020, JOURNAL_2021, MEMBERS, STATEMENTS

KINDS = """\
[[kinds]]
id = "municipality"
label = "Kommun"

[[kinds]]
id = "organisation"
label = "Organisation"

[[kinds]]
id = "person"
label = "Person"

[[attributes]]
id = "born"
label = "född"
label_en = "born"
type = "year"

"""

# m-101 joined in 2021 and pays for m-102; m-103 has left and the name of a member that is not
# private; m-104 is not private.
PEOPLE = """
[[members]]
id = "m-101"
name = "Qvintus Xerxén"  # Qvintus ringer helst på kvällen
kind = "person"
number = "101"
organisation_number = "900101-1239"
address = ["Hemvägen 77 Z", "999 01 Ljugarn"]
email = "qvintus@xerxen.example"
reference = "Er referens Ottiliana"
private = true
joined = 2021-03-01
tier = "adult"
tier_source = "Anmält av Qvintus Xerxén"

[[members.attributes]]
name = "born"
date = 2021-03-01
value = 1947
source = "Qvintus Xerxéns körkort"

[[members]]
id = "m-102"
name = "Zenobia Yxkull"
kind = "person"
number = "102"
address = ["Hemvägen 77 Z"]
email = "zenobia@yxkull.example"
private = true
joined = 2021-03-01
tier = "adult"

[[members]]
id = "m-103"
name = "Wolfgang Ömalm"
kind = "person"
private = true
joined = 2020-06-01
left = 2020-12-31
tier = "adult"

[[members]]
id = "m-104"
name = "Lisa Öppen"
kind = "person"
joined = 2021-03-01
tier = "adult"

[[groups]]
id = "g-1"
name = "Familjen Hemligström"
payer = "m-101"

[[groups.members]]
id = "m-101"

[[groups.members]]
id = "m-102"
"""

SECRETS = (
    "Qvintus",
    "Xerxén",
    "Hemvägen",
    "Ljugarn",
    "xerxen.example",
    "Ottiliana",
    "900101",
    "1947",
    "Zenobia",
    "Yxkull",
    "yxkull.example",
    "Wolfgang",
    "Ömalm",
    "Hemligström",
    "sjuk sedan",
)
# What is not private and has to be printed as ever.
PUBLIC = ("Lisa Öppen", "Storstads kommun", "Lillby kommun")

ADULT = """
[[tier_sets.tiers]]
id = "adult"
label = "Vuxna"
label_en = "Adults"
kinds = ["person"]

[[schedules]]
id = "insats\""""
AGREEMENT = """
[[agreements]]
member = "m-102"
kind = "annual_fee"
from = 2021-01-01
part = 0.5
reason = "Zenobia är sjuk sedan i maj"
decision = "Styrelsen om Zenobia Yxkull, § 5"
"""
_FEES = FEES.replace('\n[[schedules]]\nid = "insats"', ADULT, 1)
_FEES = _FEES.replace("{ organisation = 500,", "{ adult = 40, organisation = 500,")
_FEES = _FEES.replace("{ organisation = 100,", "{ adult = 60, organisation = 100,")

# Of 2020: m-103 joins in June and pays both on that day.
JOURNAL_OF_2020 = """
2020-06-01 * "Wolfgang" "Ömalms insats och avgift"
  ver: "A5"
  Assets:1930-Bank                100.00 SEK
  Equity:2083-Insatser            -40.00 SEK
    member: "m-103"
  Income:3110-Årsavgifter         -60.00 SEK
    member: "m-103"
"""
# Of 2021: m-101 pays 40 + 60 and for m-102 40 + 30, m-104 40 + 60; 100 are paid. The last voucher
# names no member.
JOURNAL = """
2021-03-01 * "Qvintus Xerxén" "Insats och avgift för QVINTUS  XERXÉN och Zenobia"
  ver: "A7"
  note: "Yxkull, Zenobia betalar inte själv"
  document: "kvitton/qvintus xerxén.pdf"
  Assets:1510-Kundfordringar      170.00 SEK
    member: "m-101"
    invoice: "2021-4"
    text: "Xerxén, Qvintus"
  Equity:2083-Insatser            -80.00 SEK
    member: "m-101"
  Income:3110-Årsavgifter         -90.00 SEK
    member: "m-101"
    note: "Zenobia Yxkulls granne"

2021-03-01 * "Lisa Öppen" "Insats och avgift"
  ver: "A8"
  Assets:1510-Kundfordringar      100.00 SEK
    member: "m-104"
    invoice: "2021-5"
  Equity:2083-Insatser            -40.00 SEK
    member: "m-104"
  Income:3110-Årsavgifter         -60.00 SEK
    member: "m-104"

2021-04-02 * "Qvintus" "Xerxén betalar, Hemvägen 77 Z"
  ver: "A9"
  Assets:1930-Bank                100.00 SEK
  Assets:1510-Kundfordringar     -100.00 SEK
    member: "m-101"
    invoice: "2021-4"

2021-08-01 * "Ömalm, Wolfgang" "Blommor till Wolfgang Ömalm (qvintus@xerxen.example)"
  ver: "A10"
  Expenses:4010-Kostnader           25.00 SEK
  Assets:1930-Bank                -25.00 SEK
"""
NOTE = """
[[layouts.notes]]
number = 3
title = "Kundfordringar"
row = "receivables"

[[layouts.notes.rows]]
key = "by_member"
label = "Medlemmar"
accounts = ["1510"]
each = "member"
"""
PEOPLE_CHAPTER = (
    CHAPTER + "\nOrdförande för medlemmen {{ member.m-101 }} talade.\n\n{{ block.members }}\n"
)
EXPLAINED = """\
source = "Årsredovisning 2021"

[[figures]]
item = "income_statement.income"
year = "2021"
value = 901
difference = 1
explanation = "Zenobia Yxkull räknades två gånger"
"""
OBJECTS = """\
[[objects]]
dimension = "8"
number = "7"
name = "Kunden Qvintus"
id = "m-101"
"""

GIFT = """\
[[grants]]
id = "minne"
name = "Gåva av Qvintus Xerxén"
funder = "m-101"
kind = "purpose"
decision = "Brev från Zenobia Yxkull"
condition = "Till minne av Wolfgang Ömalm"
postings = "accounts"
income = ["3110"]
costs = ["4010"]
source = "Samtal med Xerxén, Qvintus"
"""

# The result of 2020 is 60 more, and is booked after the voucher of m-103.
_2020 = JOURNAL_2020.replace("300.00", "360.00").replace('ver: "A5"', 'ver: "A6"')
_2021 = JOURNAL_2021.replace("2300.00", "2400.00").replace("300.00 SEK", "360.00 SEK")
_ROW = 'accounts = ["1500-1599"]\n'

WORKSPACE: Changes = {
    "config/members.toml": KINDS + MEMBERS + PEOPLE,
    "config/fees.toml": _FEES + AGREEMENT,
    "config/grants.toml": GIFT,
    "config/sie.toml": OBJECTS,
    "config/statements.toml": STATEMENTS.replace(_ROW, f"{_ROW}note = 3\n") + NOTE,
    "config/published/2021.toml": EXPLAINED,
    "config/report/2021/01-verksamheten.md": PEOPLE_CHAPTER,
    "kvitton/qvintus xerxén.pdf": b"%PDF-1.4",
    "ledger/2020.beancount": _2020 + JOURNAL_OF_2020,
    "ledger/2021.beancount": _2021 + JOURNAL,
}
