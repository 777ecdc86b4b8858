"""Findings on what is known of members, and on the groups that they are in."""

from __future__ import annotations

from tests.checks.cases.case import (
    CHAPTER,
    CHART_FILE,
    FACTS,
    FEES,
    MEMBERS,
    At,
    Case,
    appended,
    both,
    case,
)
from tests.checks.cases.changes import NEW_MEMBER, STATUS, STUDENTS, group, next_year, status
from tests.workspaces import FILES, edited

POPULATION = """\
[[members.attributes]]
name = "population"
date = 2020-12-31
value = 9999
source = "exempel"
"""
OLDER_POPULATION = (
    POPULATION.replace("attributes", "populations")
    .replace('name = "population"\n', "")
    .replace("value", "count")
)
BORN = """
[[attributes]]
id = "born"
label = "födelseår"
type = "year"

[[members.attributes]]
name = "born"
date = 2021-01-01
value = {value}
source = "exempel"
"""
OTHER_VALUE = """
[[members.attributes]]
name = "population"
date = {day}
value = {value}
source = "exempel"
"""

PRIVATE = (
    NEW_MEMBER.replace('"nyby"', '"m-9"').replace('"Nyby"', '"Eva-Åsa Ek"')
    + "private = true\njoined = 2031-01-01\n"
)

CASES: dict[str, Case] = {
    "REG123": case(
        appended(MEMBERS, STATUS + status("2031-01-02", "student")),
        At("REG123", MEMBERS, 32, "2031-01-02"),
        says="Förbundet: status is dated 2031-01-02, which has not come yet",
        hints="the day that the value was measured",
    ),
    "REG123 of two values on a day": case(
        edited(
            MEMBERS,
            (POPULATION, POPULATION + OTHER_VALUE.format(day="2020-12-31", value="9998")),
        ),
        At("REG123", MEMBERS, 21, "2020-12-31"),
        says="Lillby kommun: population has two values on 2020-12-31",
    ),
    "REG123 of a number that is a text": case(
        edited(
            MEMBERS,
            (POPULATION, POPULATION + OTHER_VALUE.format(day="2020-12-30", value='"9 999"')),
        ),
        At("REG123", MEMBERS, 22, "9 999"),
        says="Lillby kommun: population must be a number",
        hints="without quotes",
    ),
    "REG123 of a text that is a number": case(
        appended(MEMBERS, STATUS + status("2021-01-01", "3").replace('"3"', "3")),
        At("REG123", MEMBERS, 33, "value = 3"),
        says="Förbundet: status must be a text",
        hints="in quotes",
    ),
    "REG123 of a year that is a day": case(
        appended(MEMBERS, BORN.format(value=19991231)),
        At("REG123", MEMBERS, 33, "19991231"),
        says="Förbundet: born must be a year of four digits",
    ),
    "REG123 of a status in other letters than the discount": case(
        both(
            appended(MEMBERS, STATUS + status("2021-01-01", "Student")),
            appended(FEES, next_year(f"amount = 100\n{STUDENTS}")),
        ),
        At("REG123", MEMBERS, 33, "Student"),
        says='Förbundet: status is "Student", and the discount is for "student"',
    ),
    "REG124": case(
        appended(
            MEMBERS,
            group("familjen", "lillby", ("lillby", ""), ("storstad", ", to = 2031-03-01"))
            + group("koncernen", "forbundet", ("forbundet", ""), ("storstad", "")).replace(
                '"storstad", from = 2031-01-01', '"storstad", from = 2031-03-01'
            ),
        ),
        At("REG124", MEMBERS, 40, "storstad"),
        says="Storstads kommun is in the groups Familjen and Koncernen at once",
        hints="end the earlier with to",
    ),
    "REG124 of a payer who is not in the group": case(
        appended(MEMBERS, group("familjen", "storstad", ("lillby", ""), ("forbundet", ""))),
        At("REG124", MEMBERS, 28, "storstad"),
        says="Storstads kommun pays for Familjen but is not in it",
    ),
    "REG124 of one who leaves before coming": case(
        appended(
            MEMBERS,
            group("familjen", "lillby", ("lillby", ""), ("forbundet", ", to = 2030-12-31")),
        ),
        At("REG124", MEMBERS, 31, "2030-12-31"),
        says="Förbundet leaves Familjen before coming into it",
    ),
    "REG124 of one who stands twice in a group": case(
        appended(
            MEMBERS,
            group("familjen", "lillby", ("lillby", ""), ("storstad", ""), ("storstad", "")),
        ),
        At("REG124", MEMBERS, 32, "storstad"),
        says="Storstads kommun stands twice in Familjen for the same time",
    ),
    "REG124 of nobody": case(
        appended(MEMBERS, group("familjen", "lillby")),
        At("REG124", MEMBERS, 29, "members"),
        At("REG124", MEMBERS, 28, "lillby"),  # nor is the payer in it
        says="the group Familjen has no members",
    ),
    "REG124 of one alone": case(
        appended(MEMBERS, group("familjen", "lillby", ("lillby", ""))),
        At("REG124", MEMBERS, 29, "members"),
        says="Lillby kommun is alone in the group Familjen",
    ),
    "REG124 of one who is in a group when the payer is not": case(
        appended(
            MEMBERS,
            group("familjen", "lillby", ("lillby", ", to = 2031-12-31"), ("storstad", "")),
        ),
        At("REG124", MEMBERS, 31, "storstad"),
        says="is in Familjen at a time when Lillby kommun, who pays for it, is not",
    ),
    "REG127": case(
        edited(MEMBERS, (POPULATION, OLDER_POPULATION)),
        At("REG127", MEMBERS, 13, "populations"),
        says="populations is the older form of attributes (members: 1)",
        hints="sambruk validate --fix",
    ),
    "REG127 of the older name of reference": case(
        {
            FEES: str(FILES[FEES]).replace(
                'decision = "Stämman 2020"',
                'population = { on = "12-31" }\ndecision = "Stämman 2020"',
            )
        },
        At("REG127", FEES, 37, "population"),
        says="population is the older name of reference (schedules: 1)",
        hints="sambruk validate --fix",
    ),
    "REG128": case(
        appended(
            MEMBERS,
            NEW_MEMBER.replace('"nyby"', '"eva-asa-ek"').replace('"Nyby"', '"Eva-Åsa Ek"')
            + "private = true\njoined = 2031-01-01\n",
        ),
        At("REG128", MEMBERS, 26, "eva-asa-ek"),
        says="eva-asa-ek is private, and its id says the name",
        hints="the member number",
    ),
    "REG129": case(
        both(appended(MEMBERS, PRIVATE), appended(CHAPTER, "\nEva-Åsa Eks kaffe smakade.\n")),
        At("REG129", CHAPTER, 13, "Eva-Åsa Ek"),
        says="m-9 is private, and the name stands here",
        hints="cite the member",
    ),
    "REG129 of a fact": case(
        both(
            appended(MEMBERS, PRIVATE),
            {FACTS: '[[facts]]\nid = "vard"\nvalue = "Ek, Eva-Åsa"\nsource = "exempel"\n'},
        ),
        At("REG129", FACTS, 3, "Ek, Eva-Åsa"),
    ),
    "REG129 of an account": case(
        both(
            appended(MEMBERS, PRIVATE),
            appended(CHART_FILE, "2019-12-31 open Assets:1511-Ek-Eva-Åsa SEK\n"),
        ),
        At("REG129", CHART_FILE, 11, "1511"),
        says="m-9 is private, and the name is that of account 1511",
    ),
}
